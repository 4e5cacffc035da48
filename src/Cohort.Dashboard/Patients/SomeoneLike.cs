using System.Globalization;
using Cohort.Physiology.State;
using Cohort.Simulation;
using Cohort.Simulation.Running;

namespace Cohort.Dashboard.Patients;

/// <summary>A patient at baseline.</summary>
/// <param name="Id">Number in the run.</param>
/// <param name="Age">Age, years.</param>
/// <param name="Sex"><c>female</c> or <c>male</c>.</param>
/// <param name="CkdStage">CKD stage, <c>G1</c> to <c>G5T</c>.</param>
/// <param name="Diabetes">Whether with diabetes.</param>
/// <param name="Warfarin">Whether on warfarin.</param>
/// <param name="Egfr">eGFR, mL/min/1.73m2.</param>
/// <param name="Cac">Coronary calcium, AU.</param>
/// <param name="Avc">Aortic valve calcium, AU.</param>
public sealed record PatientAtBaseline(long Id, double Age, string Sex, string CkdStage, bool Diabetes, bool Warfarin, double Egfr, double Cac, double Avc);

/// <summary>Finds patients of a run by what they are like at baseline, such as <c>age:70;sex:female;ckd_stage:G4</c>.</summary>
internal sealed class SomeoneLike
{
    // Bounds the work of one request; one patient in twenty thousand is rare enough.
    private const int Searched = 20_480;
    private const int AtOnce = 2048;

    private readonly Dictionary<string, string> _wanted;
    private readonly double? _age;

    private SomeoneLike(Dictionary<string, string> wanted, double? age) => (_wanted, _age) = (wanted, age);

    /// <exception cref="RefusedInputException">A condition is not of the form NAME:VALUE, or its name or value is unknown.</exception>
    public static SomeoneLike Parse(string text)
    {
        var wanted = new Dictionary<string, string>();
        double? age = null;
        foreach (var condition in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = condition.Split(':', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (condition, "");
            IReadOnlyList<string> allowed = name switch
            {
                "sex" => ["female", "male"],
                "ckd_stage" => Enum.GetNames<CkdStage>(),
                "diabetes" or "warfarin" => ["yes", "no"],
                "age" => [],
                _ => throw new RefusedInputException("like", $"'{name}' is unknown; known are age, sex, ckd_stage, diabetes and warfarin, as in 'age:70;sex:female'."),
            };
            if (name == "age")
            {
                age = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var years) && years <= 120
                    ? years : throw new RefusedInputException("like", $"'age' must be a number of years; found '{value}'.");
            }
            else
            {
                wanted[name] = allowed.Contains(value) ? value : throw new RefusedInputException("like", $"'{name}' must be {string.Join(" or ", allowed)}; found '{value}'.");
            }
        }

        return new SomeoneLike(wanted, age);
    }

    /// <summary>The patients that fit, nearest in age first, among the first twenty thousand of the run.</summary>
    public IReadOnlyList<PatientAtBaseline> Find(RunPlan plan, int limit, CancellationToken cancellationToken)
    {
        // The baseline needs no years after it.
        var scenario = plan.Scenario;
        var atBaseline = RunPlan.Create(scenario with { Arms = [scenario.Arms[0]], Years = 1 }, plan.Population);
        var simulator = SegmentSimulator.Create();
        var found = new List<PatientAtBaseline>();
        foreach (var patients in Enumerable.Range(0, (int)Math.Min(scenario.Patients, Searched)).Select(id => (ulong)id).Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(simulator.Histories(atBaseline, patients).Select(Describe).Where(Fits));
            if (found.Count >= limit && _age == null)
            {
                break;
            }
        }

        return [.. found.OrderBy(patient => _age is { } age ? Math.Abs(patient.Age - age) : 0).ThenBy(patient => patient.Id).Take(limit)];
    }

    private static PatientAtBaseline Describe(PatientHistory history)
    {
        var values = history.Rows[0].Values;
        return new PatientAtBaseline(
            (long)history.Patient,
            Value(Variable.Age, 0),
            Value(Variable.Female, 0) == 1 ? "female" : "male",
            ((CkdStage)(int)Value(Variable.CkdStage, 0)).ToString(),
            Value(Variable.Diabetes, 0) == 1,
            Value(Variable.Anticoagulant, 0) == 1,
            Value(Variable.Egfr, 1),
            Value(Variable.Cac, 1),
            Value(Variable.Avc, 1));

        double Value(Variable variable, int digits) => Math.Round((double)values[(int)variable], digits);
    }

    private bool Fits(PatientAtBaseline patient) => _wanted.All(one => one.Value == one.Key switch
    {
        "sex" => patient.Sex,
        "ckd_stage" => patient.CkdStage,
        "diabetes" => YesNo(patient.Diabetes),
        _ => YesNo(patient.Warfarin),
    });

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}

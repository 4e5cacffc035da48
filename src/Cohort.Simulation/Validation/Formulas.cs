using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Validation;

/// <summary>Definitions and tables of the model that targets can name: <c>ckd_epi 1.0 40 M</c>, <c>death 60 F</c>.</summary>
internal static class Formulas
{
    private static readonly (string Name, string[] Arguments, Func<Model, double[], double> Compute)[] All =
    [
        ("ckd_epi", ["creatinine (mg/dL)", "age", "female 0/1"], (_, a) => CkdEpi2021.Egfr(a[0], a[1], a[2] == 1)),
        ("death_probability", ["age", "female 0/1"], (model, a) => 1 - Math.Exp(-model.Rates.Get(Rate.Death, a[1] == 1, (int)a[0]))),
        ("stenosis_velocity", ["code of the stage"], (model, a) => StageVelocity(model.Parameters, (float)a[0])),
        ("gradient_at_velocity", ["peak velocity (m/s)"], (model, a) => model.Parameters.Valve.GradientFactor * a[0] * a[0]),
        ("velocity_at_calcium", ["AVC (AU)", "female 0/1"], (model, a) => CalciumVelocity(model.Parameters, (float)a[0], (float)a[1])),
        ("permissive_phosphate", [], (model, _) => model.Parameters.Muscle.Permissive),
    ];

    /// <summary>Names of the formulas.</summary>
    public static IEnumerable<string> Names => All.Select(formula => formula.Name);

    /// <summary>A formula and its arguments, checked.</summary>
    /// <exception cref="TargetSyntaxException">No such formula, or wrong arguments.</exception>
    public static string Check(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (name, arguments, _) = All.FirstOrDefault(formula => words.Length > 0 && formula.Name == words[0]);
        if (name is null)
        {
            throw TargetSyntax.Unknown("formula", text, Names);
        }

        var numbers = words.Skip(1).Select(TargetSyntax.Number).Count();
        return numbers == arguments.Length ? text : throw new TargetSyntaxException($"'{name}' needs {arguments.Length} arguments: {string.Join(", ", arguments)}");
    }

    /// <summary>Computes a formula with its arguments.</summary>
    public static double Compute(Model model, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return All.Single(formula => formula.Name == words[0]).Compute(model, [.. words.Skip(1).Select(TargetSyntax.Number)]);
    }

    // The velocity at which a valve enters a stage, found by bisection on its calcium.
    private static double StageVelocity(ModelParameters parameters, float stage)
    {
        var block = new PatientBlock { Count = 1 };
        var (low, high) = (0f, 20_000f);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            block.Values(Variable.Avc)[0] = middle;
            AorticValve.AdvanceObstruction<Lane1>(block, parameters);
            (low, high) = block.Values(Variable.StenosisStage)[0] >= stage ? (low, middle) : (middle, high);
        }

        return block.Values(Variable.PeakVelocity)[0];
    }

    private static double CalciumVelocity(ModelParameters parameters, float calcium, float female)
    {
        var block = new PatientBlock { Count = 1 };
        block.Values(Variable.Avc)[0] = calcium;
        block.Values(Variable.Female)[0] = female;
        AorticValve.AdvanceObstruction<Lane1>(block, parameters);
        return block.Values(Variable.PeakVelocity)[0];
    }
}

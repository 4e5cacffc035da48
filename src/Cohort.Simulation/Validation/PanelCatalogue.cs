using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Validation;

/// <summary>Simulated people that targets are looked for among.</summary>
/// <param name="Name">Name in target files.</param>
/// <param name="Meaning">Who they are.</param>
/// <param name="Population">Respondents they are drawn from.</param>
/// <param name="StartYear">Calendar year of the baseline.</param>
/// <param name="Candidates">People drawn at scale 1, before <paramref name="Admits"/>.</param>
/// <param name="Admits">Who is kept, judged on the recruited row before its past.</param>
internal sealed record PanelBase(
    string Name, string Meaning, Func<RespondentTable> Population, int StartYear, int Candidates, Func<PatientBlock, int, bool> Admits);

/// <summary>A panel under usual care or under interventions from its first year on.</summary>
/// <param name="Text">Canonical text, which names it.</param>
/// <param name="Base">Its people.</param>
/// <param name="Interventions">What everybody in it gets beside usual care.</param>
internal sealed record PanelArm(string Text, PanelBase Base, IReadOnlyList<Intervention> Interventions);

/// <summary>The panels that targets can name.</summary>
internal static class PanelCatalogue
{
    /// <summary>Longest follow-up in years.</summary>
    public const int LongestYears = 30;

    private const int Adult = 20;

    /// <summary>Every panel.</summary>
    public static IReadOnlyList<PanelBase> All { get; } =
    [
        new("us-2018", "US adults of NHANES 2017-18 under usual care of 2018", Nhanes.Load, 2018, 100_000, (_, _) => true),
        new("us-2000", "The same people with the statins and anticoagulants of 2000", Nhanes.Load, 2000, 120_000, (_, _) => true),
        new("mesa", "us-2000 aged 45-84 without clinical cardiovascular disease, not on dialysis", Nhanes.Load, 2000, 160_000,
            (b, i) => Between(b, i, 45, 84) && !Diseased(b, i) && !OnDialysis(b, i)),
        new("kidney", "us-2000 with eGFR under 75, not on dialysis: many people with kidney disease", Nhanes.Load, 2003, 240_000,
            (b, i) => b.Values(Variable.BaseEgfr)[i] < 75 && !OnDialysis(b, i)),
        new("elderly", "US adults of 60 and over in 2010: many with aortic stenosis", Nhanes.Load, 2010, 200_000,
            (b, i) => Between(b, i, 60, 120)),
        new("fibrillation", "US adults with atrial fibrillation in 2012", Nhanes.Load, 2012, 600_000,
            (b, i) => b.Values(Variable.AfFrom)[i] <= b.Values(Variable.BaseAge)[i]),
        new("dialysis", "US patients on dialysis (synthetic from published tables)", SyntheticUsDialysis.Load, 2010, 40_000, (_, _) => true),
        new("dialysis-young", "Those of the dialysis panel aged 20-30", SyntheticUsDialysis.Load, 2000, 160_000,
            (b, i) => Between(b, i, Adult, 30)),
    ];

    /// <summary>Reads <c>panel + intervention dose + ...</c>.</summary>
    public static PanelArm Parse(string text)
    {
        var parts = text.Split('+', StringSplitOptions.TrimEntries);
        var panel = All.FirstOrDefault(p => p.Name == parts[0]) ?? throw TargetSyntax.Unknown("panel", parts[0], All.Select(p => p.Name));
        var interventions = parts.Skip(1).Select(part => Intervene(panel, part)).ToArray();
        return new PanelArm(string.Join(" + ", parts.Select(part => string.Join(' ', part.Split(' ', StringSplitOptions.RemoveEmptyEntries)))), panel, interventions);
    }

    private static Intervention Intervene(PanelBase panel, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words.Length > 0 ? words[0] : "";
        var info = Interventions.All.FirstOrDefault(i => i.Name == name)
            ?? throw TargetSyntax.Unknown("intervention", name, Interventions.All.Select(i => i.Name));
        var dose = words.Length > 1 ? TargetSyntax.Number(words[1]) : info.DefaultDose;
        if (words.Length > 2 || dose < info.MinDose || dose > info.MaxDose)
        {
            throw new TargetSyntaxException(FormattableString.Invariant(
                $"'{text}' is not an intervention and its dose ({info.MinDose} to {info.MaxDose} {info.DoseUnit})"));
        }

        return new Intervention(info.Kind, panel.StartYear, null, Eligibility.Everybody, 1, 1, dose);
    }

    private static bool Between(PatientBlock block, int row, int low, int high) =>
        block.Values(Variable.BaseAge)[row] >= low && block.Values(Variable.BaseAge)[row] <= high;

    private static bool OnDialysis(PatientBlock block, int row) => block.Values(Variable.DialysisFrom)[row] <= block.Values(Variable.BaseAge)[row];

    private static bool Diseased(PatientBlock block, int row) =>
        block.Values(Variable.Coronary)[row] + block.Values(Variable.Stroke)[row] + block.Values(Variable.HeartFailure)[row] > 0;
}

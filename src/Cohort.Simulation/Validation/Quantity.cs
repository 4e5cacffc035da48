using Cohort.Physiology.State;

namespace Cohort.Simulation.Validation;

/// <summary>Something that a study measures: a state variable as a scan, an echocardiogram or a laboratory reports it, or as it truly is.</summary>
/// <param name="Name">Name of a state variable or of one of <see cref="Quantities.Derived"/>.</param>
/// <param name="True">Whether the true state is meant although an observation exists.</param>
/// <param name="Floor">Smallest score that the protocol reports (AU); NaN = the model's own.</param>
internal readonly record struct Quantity(string Name, bool True = false, float Floor = float.NaN);

/// <summary>The quantities that targets can name.</summary>
internal static class Quantities
{
    public const string Death = "death";
    public const string StenosisKnown = "stenosis_known";

    /// <summary>Quantities that are no state variables, and their meanings.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Derived { get; } =
    [
        (Death, "1 from the year of death on"),
        (StenosisKnown, "1 once aortic stenosis has been diagnosed (yearly probability by severity) or the valve replaced"),
        ("valve_course", "stage of stenosis 0 to 3, or 4 once the valve has been replaced"),
        ("ckd_1_4", "1 for CKD stages 1 to 4 as surveys count them: eGFR 15-59, or albuminuria of 30 mg/g or more and eGFR of 60 or more"),
        ("calcium_phosphate", "product of measured total calcium and phosphate (mg2/dL2)"),
        ("egfr_mdrd", "eGFR by the MDRD equation at the creatinine that gives the true eGFR by CKD-EPI 2021 (mL/min/1.73m2)"),
        ("cric_entry", "1 in the range of eGFR (MDRD) in which CRIC enrolled: 20-70 at 21-44 years, 20-60 at 45-64, 20-50 at 65-74 (Feldman 2003)"),
        ("inactive_mgp", "inactive matrix Gla protein in plasma (dp-ucMGP, pmol/L)"),
    ];

    /// <summary>Every name that a target can use.</summary>
    public static IEnumerable<string> Names => Variables.All.Select(v => v.Name).Concat(Derived.Select(d => d.Name));

    /// <summary>The state variable of a quantity, or null for a derived one.</summary>
    public static Variable? VariableOf(string name) => ByName.TryGetValue(name, out var variable) ? variable : null;

    /// <summary>Whether a name is known.</summary>
    public static bool IsKnown(string name) => ByName.ContainsKey(name) || Derived.Any(d => d.Name == name);

    private static readonly Dictionary<string, Variable> ByName = Variables.All.ToDictionary(v => v.Name, v => v.Variable);
}

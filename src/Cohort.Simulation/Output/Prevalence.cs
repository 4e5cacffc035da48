using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>A state of the living whose number and share are reported.</summary>
/// <param name="Name">Name in files, behind <c>n_</c> and <c>prev_</c>.</param>
/// <param name="Meaning">Who is counted.</param>
/// <param name="Count">Number of them in an outcome row.</param>
public sealed record Prevalence(string Name, string Meaning, Prevalence.Counter Count)
{
    /// <summary>Counts people in an outcome row.</summary>
    /// <param name="row">The row.</param>
    public delegate long Counter(OutcomeRow row);

    /// <summary>Every state, in the order of files.</summary>
    public static IReadOnlyList<Prevalence> All { get; } =
    [
        Of("cac_positive", "Coronary calcium of at least 1 AU", Condition.CacPositive),
        new("cac_at_least_100", "Coronary calcium of at least 100 AU", row => ScoreBins.CountFrom(row.CacScores, ScoreBins.AtLeast100)),
        Of("cac_over_400", "Coronary calcium above 400 AU", Condition.CacOver400),
        Of("avc_positive", "Aortic valve calcium of at least 1 AU", Condition.AvcPositive),
        new(
            "stenosis_none",
            "Own aortic valve without stenosis",
            row => row.Alive - row.Number(Condition.StenosisMild) - row.Number(Condition.StenosisModerateOrSevere) - row.Number(Condition.ValveReplaced)),
        Of("stenosis_mild", "Mild stenosis of the own aortic valve", Condition.StenosisMild),
        new(
            "stenosis_moderate",
            "Moderate stenosis of the own aortic valve",
            row => row.Number(Condition.StenosisModerateOrSevere) - row.Number(Condition.StenosisSevere)),
        Of("stenosis_severe", "Severe stenosis of the own aortic valve", Condition.StenosisSevere),
        Of("valve_replaced", "Aortic valve replaced, whatever the replacement's gradient", Condition.ValveReplaced),
        Of("dialysis", "On maintenance dialysis", Condition.Dialysis),
        Of("transplant", "Living with a kidney transplant", Condition.Transplant),
        Of("diabetes", "Diabetes", Condition.Diabetes),
        Of("atrial_fibrillation", "Atrial fibrillation", Condition.AtrialFibrillation),
        Of("warfarin", "On warfarin", Condition.Warfarin),
        Of("doac", "On a direct oral anticoagulant", Condition.Doac),
        Of("hypercalcaemia", "Total calcium above 2.60 mmol/L", Condition.Hypercalcaemia),
        Of("hyperphosphataemia", "Phosphate above 1.45 mmol/L", Condition.Hyperphosphataemia),
    ];

    private static Prevalence Of(string name, string meaning, Condition condition) => new(name, meaning, row => row.Number(condition));
}

using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>
/// An outcome at the horizon: a quotient of headline sums, so that any part of the cohort, left out or repeated, gives its value.
/// </summary>
/// <param name="Name">Name in files.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Meaning">What the value says.</param>
/// <param name="Digits">Decimals printed.</param>
/// <param name="Numerator">Sum above the line.</param>
/// <param name="Scale">Factor that brings the quotient to the unit.</param>
/// <param name="PerSurvivor">True if the sum is divided by those alive at the horizon, false if by all at baseline.</param>
public sealed record Outcome(string Name, string Unit, string Meaning, int Digits, Headline Numerator, double Scale, bool PerSurvivor)
{
    /// <summary>Every outcome, in the order of files.</summary>
    public static IReadOnlyList<Outcome> All { get; } =
    [
        PerThousand("deaths", "Deaths from all causes", Headline.Deaths),
        PerThousand("cardiovascular_deaths", "Deaths by ischaemic heart disease, stroke, heart failure or aortic stenosis", Headline.CardiovascularDeaths),
        new("life_years", "a", "Years lived up to the horizon, a year of death counted half; mean of all at baseline", 5, Headline.HalfYears, 0.5, false),
        PerThousand("myocardial_infarctions", "Myocardial infarctions, first and recurrent", Headline.MyocardialInfarctions),
        PerThousand("strokes", "Strokes, first and recurrent", Headline.Strokes),
        PerThousand("heart_failures", "First heart failures", Headline.HeartFailures),
        PerThousand("dialysis_starts", "Starts of maintenance dialysis", Headline.DialysisStarts),
        PerThousand("valve_replacements", "Aortic valve replacements", Headline.ValveReplacements),
        PerThousand("fractures", "Clinical fractures", Headline.Fractures),
        PerThousand("major_bleedings", "Major bleedings", Headline.MajorBleedings),
        Mean(Headline.CacSum),
        Mean(Headline.AvcSum),
        Mean(Headline.EgfrSum),
        Mean(Headline.PwvSum),
        Mean(Headline.OsteogenicSum),
        Mean(Headline.MedialCalciumSum),
        Mean(Headline.PeakVelocitySum),
        Mean(Headline.PhosphateSum),
        Share("cac_positive", "Coronary calcium of at least 1 AU", Headline.CacPositive),
        Share("cac_over_400", "Coronary calcium above 400 AU", Headline.CacOver400),
        Share("avc_positive", "Aortic valve calcium of at least 1 AU", Headline.AvcPositive),
        Share("stenosis_moderate_or_severe", "Moderate or severe stenosis of the own aortic valve", Headline.StenosisModerateOrSevere),
        Share("stenosis_severe", "Severe stenosis of the own aortic valve", Headline.StenosisSevere),
        Share("valve_replaced", "Living with a replaced aortic valve", Headline.ValveReplaced),
        Share("dialysis", "On maintenance dialysis", Headline.Dialysis),
    ];

    /// <summary>The value of the outcome for some part of the cohort.</summary>
    /// <param name="headline">Its headline sums, or a weighted sum of such.</param>
    /// <returns>The value; not a number if nobody is left to divide by.</returns>
    public double Of(ReadOnlySpan<long> headline)
    {
        var people = headline[(int)Headline.Alive] + (PerSurvivor ? 0 : headline[(int)Headline.Deaths]);
        return people > 0 ? headline[(int)Numerator] * Scale / people : double.NaN;
    }

    private static Outcome PerThousand(string name, string meaning, Headline numerator) =>
        new(name + "_per_1000", "1/1000", meaning + ", per 1000 at baseline up to the horizon", 4, numerator, 1000, false);

    private static Outcome Mean(Headline sum)
    {
        var measure = Measures.All[(int)sum];
        return new("mean_" + measure.Name, measure.Unit, measure.Meaning + ", mean of survivors", measure.Digits, sum, 1 / measure.StepsPerUnit, true);
    }

    private static Outcome Share(string name, string meaning, Headline count) =>
        new("prev_" + name, "share", meaning + ", share of survivors", 6, count, 1, true);
}

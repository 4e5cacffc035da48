using Cohort.Physiology.State;

namespace Cohort.Simulation.Outcomes;

/// <summary>The dictionary of biomarkers in outcome tables; a measure's position is its column in every table.</summary>
public static class Measures
{
    /// <summary>Number of measures.</summary>
    public const int Count = 24;

    /// <summary>Number of the leading measures whose sums headlines keep too.</summary>
    public const int HeadlineCount = 8;

    /// <summary>Position of coronary calcium.</summary>
    public const int Cac = 0;

    /// <summary>Position of aortic valve calcium.</summary>
    public const int Avc = 1;

    /// <summary>Every measure; the first <see cref="HeadlineCount"/> are those of headlines.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        Of(Variable.Cac, 1 << 17, 2),
        Of(Variable.Avc, 1 << 17, 2),
        Of(Variable.Egfr, 256, 3),
        Of(Variable.PulseWaveVelocity, 64, 4),
        Of(Variable.Osteogenic, 1, 6),
        Of(Variable.MedialCalcium, 4096, 4),
        Of(Variable.PeakVelocity, 16, 4),
        Of(Variable.Phosphate, 16, 5),
        Of(Variable.Albuminuria, 1 << 15, 2),
        Of(Variable.Calcium, 16, 5),
        Of(Variable.Magnesium, 16, 5),
        Of(Variable.Pth, 1 << 14, 2),
        Of(Variable.Fgf23, 1 << 18, 2),
        Of(Variable.VitaminD25, 4096, 2),
        Of(Variable.Calcitriol, 4096, 2),
        Of(Variable.Hba1c, 32, 4),
        Of(Variable.Systolic, 512, 3),
        Of(Variable.Ldl, 64, 4),
        Of(Variable.Mgp, 1, 6),
        Of(Variable.Ppi, 64, 4),
        Of(Variable.PulsePressure, 512, 3),
        Of(Variable.MeanGradient, 512, 3),
        Of(Variable.BoneTurnover, 64, 4),
        Of(Variable.BoneDensity, 16, 5),
    ];

    private static Measure Of(Variable variable, int maximum, int digits)
    {
        var info = Variables.Describe(variable);
        return new Measure(variable, info.Name, info.Unit, info.Meaning, maximum, digits);
    }
}

namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: medial calcification, stiffness.</summary>
public sealed record MediaParameters
{
    /// <summary>Medial calcium laid down a year at 60, healthy (1 = content at 60) (1/a).</summary>
    [Plausible(0.008, 0.03, "1/a", "Elliott and McGrath 1994 (30-fold from 20 to 80)")]
    public float Rate { get; init; } = 0.016f;

    /// <summary>Log rise of that with age (elastin fragmentation) (1/a).</summary>
    [Plausible(0.01, 0.04, "1/a", "same")]
    public float AgeSlope { get; init; } = 0.022f;

    /// <summary>Exponent on the calcium-phosphate drive (-).</summary>
    [Plausible(0.5, 2.5, "-", "Manzoor 2018 (2.1 times at eGFR < 40, 5.1 in ESRD)")]
    public float Saturation { get; init; } = 0.55f;

    /// <summary>Rise per unit AGE burden above 1 (charge on the matrix) (ratio).</summary>
    [Plausible(0.1, 1.5, "ratio", "no human number")]
    public float AgeNucleation { get; init; } = 0.5f;

    /// <summary>Growth on mineral present (1/a).</summary>
    [Plausible(0, 0.05, "1/a", "Manzoor 2018: nearly linear")]
    public float Autocatalysis { get; init; } = 0.010f;

    /// <summary>Pulse wave velocity at 0 age, no medial calcium, systolic 120 (m/s).</summary>
    [Plausible(4, 5.5, "m/s", "European reference values 2010")]
    public float PwvBase { get; init; } = 5.3f;

    /// <summary>Rise with age (m/s/a).</summary>
    [Plausible(0.01, 0.04, "m/s/a", "same")]
    public float PwvAge { get; init; } = 0.024f;

    /// <summary>Rise per unit medial calcium, damped at high content (m/s).</summary>
    [Plausible(1.5, 4, "m/s", "same; London 2003")]
    public float PwvMedia { get; init; } = 3.6f;

    /// <summary>Rise per mmHg above 120 (m/s/mmHg).</summary>
    [Plausible(0.015, 0.05, "m/s/mmHg", "blood-pressure tables at 60-64")]
    public float PwvSystolic { get; init; } = 0.028f;

    /// <summary>Pulse pressure per m/s (mmHg per m/s).</summary>
    [Plausible(2, 6, "mmHg per m/s", "cross-sections")]
    public float PulsePressureSlope { get; init; } = 4;

    /// <summary>Spread of inborn stiffness (ln).</summary>
    [Plausible(0.1, 0.25, "ln", "European reference values 2010 (10th and 90th percentiles)")]
    public float PwvSpread { get; init; } = 0.15f;

    /// <summary>Medial calcium at which its effect on stiffness is half of the largest (ratio).</summary>
    [Plausible(0.3, 1, "ratio", "assumption; London 2003")]
    public float StiffnessHalf { get; init; } = 0.5f;

    /// <summary>Pulse pressure at a pulse wave velocity of 8 m/s (mmHg).</summary>
    [Plausible(44, 56, "mmHg", "cross-sections")]
    public float PulsePressure { get; init; } = 50;
}

namespace Cohort.Benchmarks.Reduced;

/// <summary>Variables of the reduced model, as <c>bench/peers/README.md</c> has them; after <see cref="Alive"/>, what passes hand on.</summary>
internal enum ReducedVariable
{
    /// <summary>Years.</summary>
    Age,

    /// <summary>1 for women.</summary>
    Female,

    /// <summary>mL/min/1.73 m².</summary>
    Egfr,

    /// <summary>mmol/L.</summary>
    Phosphate,

    /// <summary>pg/mL.</summary>
    Pth,

    /// <summary>RU/mL.</summary>
    Fgf23,

    /// <summary>umol/L.</summary>
    Ppi,

    /// <summary>Share.</summary>
    Osteogenic,

    /// <summary>Relative.</summary>
    Medial,

    /// <summary>Score.</summary>
    Cac,

    /// <summary>Score.</summary>
    Avc,

    /// <summary>1 for the living.</summary>
    Alive,

    /// <summary>Logarithm of relative phosphate: scratch of a year.</summary>
    Drive,

    /// <summary>First uniform of the year.</summary>
    U0,

    /// <summary>Second uniform of the year.</summary>
    U1,

    /// <summary>Third uniform of the year.</summary>
    U2,

    /// <summary>Fourth uniform of the year.</summary>
    U3,
}

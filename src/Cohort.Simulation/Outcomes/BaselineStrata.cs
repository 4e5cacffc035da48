using Cohort.Physiology.State;

namespace Cohort.Simulation.Outcomes;

/// <summary>
/// The strata of summaries and comparisons: by the baseline alone, because the current CKD stage or warfarin is a consequence of
/// treatment. Each of five dimensions splits the cohort; a patient is in one stratum of each.
/// </summary>
public static class BaselineStrata
{
    /// <summary>Number of strata, "all" not counted.</summary>
    public const int Count = 11;

    /// <summary>Number of dimensions: strata that a patient is in.</summary>
    public const int Dimensions = 5;

    /// <summary>Number of cells: combinations of one stratum of each dimension.</summary>
    public const int Cells = 48;

    private const float Middle = 50;
    private const float Old = 70;

    /// <summary>Names in files and meanings, by the number of the stratum; the first two make up everybody.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("male", "Men"),
        ("female", "Women"),
        ("no_diabetes", "Without diabetes at baseline"),
        ("diabetes", "With diabetes at baseline"),
        ("ckd_g1_g2", "CKD stage G1 or G2 at baseline"),
        ("ckd_g3a_plus", "CKD stage G3a or worse, dialysis or kidney transplant at baseline"),
        ("no_warfarin", "Not on warfarin at baseline"),
        ("warfarin", "On warfarin at baseline"),
        ("age_under_50", "Under 50 years at baseline"),
        ("age_50_69", "50 to 69 years at baseline"),
        ("age_70_plus", "70 years or over at baseline"),
    ];

    /// <summary>Writes each patient's strata into <see cref="Variable.BaselineStrata"/>; call it once, on the baseline.</summary>
    /// <param name="block">The patients at baseline.</param>
    public static void Mark(PatientBlock block)
    {
        var bits = block.Values(Variable.BaselineStrata);
        var female = block.Values(Variable.Female);
        var diabetes = block.Values(Variable.Diabetes);
        var stage = block.Values(Variable.CkdStage);
        var anticoagulant = block.Values(Variable.Anticoagulant);
        var age = block.Values(Variable.Age);
        for (var i = 0; i < bits.Length; i++)
        {
            var ageStratum = age[i] < Middle ? 8 : age[i] < Old ? 9 : 10;
            bits[i] =
                (1 << (female[i] == 1f ? 1 : 0)) |
                (1 << (diabetes[i] == 1f ? 3 : 2)) |
                (1 << (stage[i] >= (float)CkdStage.G3a ? 5 : 4)) |
                (1 << (anticoagulant[i] == 1f ? 7 : 6)) |
                (1 << ageStratum);
        }
    }

    /// <summary>The cell of a patient.</summary>
    /// <param name="strata">Its strata as bits, one of each dimension.</param>
    public static int CellOf(int strata) =>
        ((strata >> 1) & 1) | ((strata >> 2) & 2) | ((strata >> 3) & 4) | ((strata >> 4) & 8) | ((strata >> 5) & 0x30);

    /// <summary>The strata of a cell, one of each dimension.</summary>
    /// <param name="cell">The cell, 0 to <see cref="Cells"/> - 1.</param>
    public static int[] StrataOf(int cell) => [cell & 1, 2 + ((cell >> 1) & 1), 4 + ((cell >> 2) & 1), 6 + ((cell >> 3) & 1), 8 + (cell >> 4)];
}

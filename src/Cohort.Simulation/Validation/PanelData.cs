namespace Cohort.Simulation.Validation;

/// <summary>A quantity at one visit.</summary>
/// <param name="Quantity">What.</param>
/// <param name="Year">Years after baseline.</param>
internal readonly record struct Visit(Quantity Quantity, int Year);

/// <summary>What was recorded of the people of a panel: one array for each quantity and visit that a target needs.</summary>
/// <param name="patients">Number of each person.</param>
/// <param name="deathYears">Year of each death, <see cref="Alive"/> for those who live to the end.</param>
/// <param name="columns">Values by visit; NaN after death.</param>
internal sealed class PanelData(ulong[] patients, int[] deathYears, IReadOnlyDictionary<Visit, float[]> columns)
{
    /// <summary>Death year of the living.</summary>
    public const int Alive = int.MaxValue;

    /// <summary>Number of replicate groups for Monte Carlo errors.</summary>
    public const int Groups = 10;

    public int Count => patients.Length;

    /// <summary>Year in which each person dies.</summary>
    public ReadOnlySpan<int> DeathYears => deathYears;

    /// <summary>Values of a quantity at a visit.</summary>
    public float[] this[Quantity quantity, int year] => columns[new Visit(quantity, year)];

    /// <summary>Replicate group of a person.</summary>
    public byte Group(int person) => (byte)(patients[person] % Groups);

    /// <summary>Number of a person: the same person in every arm.</summary>
    public ulong Patient(int person) => patients[person];
}

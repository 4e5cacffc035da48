namespace Cohort.Physiology.Rates;

/// <summary>Published rates by sex and attained age, one value for each age 0-120 and sex; and shares by calendar year.</summary>
public sealed class RateTable
{
    /// <summary>Number of single ages (0-120).</summary>
    public const int Ages = 121;

    /// <summary>Number of rates.</summary>
    public static readonly int Count = Enum.GetValues<Rate>().Length;

    private readonly float[][] _values;

    /// <summary>A table of zeros.</summary>
    public RateTable()
    {
        _values = new float[Count][];
        for (var r = 0; r < Count; r++)
        {
            _values[r] = new float[2 * Ages];
        }
    }

    /// <summary>First calendar year of <see cref="AnticoagulatedShare"/> and <see cref="WarfarinShare"/>.</summary>
    public const int FirstYear = 1950;

    /// <summary>Last calendar year of the shares by year; later years keep its value.</summary>
    public const int LastYear = 2100;

    /// <summary>Share of people with atrial fibrillation who take any anticoagulant, by calendar year from <see cref="FirstYear"/>.</summary>
    public float[] AnticoagulatedShare { get; } = new float[LastYear - FirstYear + 1];

    /// <summary>Share of warfarin among anticoagulated people with atrial fibrillation, by calendar year from <see cref="FirstYear"/>.</summary>
    public float[] WarfarinShare { get; } = new float[LastYear - FirstYear + 1];

    /// <summary>All values of a rate: men 0-120, then women 0-120.</summary>
    public float[] this[Rate rate] => _values[(int)rate];

    /// <summary>The value for a sex and an attained age (ages beyond 0-120 take the nearest).</summary>
    public float Get(Rate rate, bool female, int age) => _values[(int)rate][(female ? Ages : 0) + Math.Clamp(age, 0, Ages - 1)];

    /// <summary>Sets the value for a sex and an attained age.</summary>
    public void Set(Rate rate, bool female, int age, float value) => _values[(int)rate][(female ? Ages : 0) + age] = value;
}

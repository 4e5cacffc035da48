namespace Cohort.Simulation.Population;

/// <summary>Years on dialysis of prevalent patients: published shares by band, even within a band, exponential with mean 5 beyond 10 years.</summary>
internal sealed class VintageModel
{
    private const double LongMean = 5;
    private const double Longest = 40;
    private static readonly (string Condition, double Low, double High)[] Bands =
        [("<1 y", 0, 1), ("1-2.9 y", 1, 3), ("3-4.9 y", 3, 5), ("5-9.9 y", 5, 10), (">=10 y", 10, double.PositiveInfinity)];

    private readonly double[] _shares;

    public VintageModel(FactTable dialysis)
    {
        _shares = [.. Bands.Select(b => dialysis.One("vintage", b.Condition).Scaled)];
        var sum = _shares.Sum();
        for (var b = 0; b < _shares.Length; b++)
        {
            _shares[b] /= sum;
        }
    }

    /// <summary>Number of bands.</summary>
    public static int BandCount => Bands.Length;

    /// <summary>Share of patients in a band.</summary>
    public double Share(int band) => _shares[band];

    /// <summary>Years at a rank within a band.</summary>
    public static double Within(int band, double rank) => double.IsInfinity(Bands[band].High)
        ? Math.Min(Longest, Bands[band].Low - (LongMean * Single.Log(1 - rank)))
        : Bands[band].Low + (rank * (Bands[band].High - Bands[band].Low));

    /// <summary>Years at a rank among all patients.</summary>
    public double At(double rank)
    {
        var band = 0;
        while (band < _shares.Length - 1 && rank >= _shares[band])
        {
            rank -= _shares[band++];
        }

        return Within(band, Math.Min(0.999999, rank / _shares[band]));
    }
}

namespace Cohort.Simulation.Validation;

/// <summary>The people of an emulated study: an outcome for each, and what it is compared with.</summary>
internal sealed record Sample
{
    /// <summary>Outcome: a number; 0 or 1; for survival 0 censored, 1 the event, 2 death before it.</summary>
    public required double[] Outcome { get; init; }

    /// <summary>Person-years, years between visits, or year at which follow-up ends.</summary>
    public required double[] Time { get; init; }

    /// <summary>Exposure: 0 or 1, or a number; empty where nothing is compared.</summary>
    public double[] Exposure { get; init; } = [];

    /// <summary>Covariates: one array each.</summary>
    public double[][] Covariates { get; init; } = [];

    /// <summary>Number of the stratum; empty where unstratified.</summary>
    public int[] Strata { get; init; } = [];

    /// <summary>Weights; empty where equal.</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>Replicate group of each person.</summary>
    public required byte[] Groups { get; init; }

    public int Count => Outcome.Length;

    /// <summary>Weight of a person.</summary>
    public double Weight(int i) => Weights.Length == 0 ? 1 : Weights[i];

    /// <summary>The sample without one replicate group.</summary>
    public Sample Without(int group) => Select([.. Enumerable.Range(0, Count).Where(i => Groups[i] != group)]);

    /// <summary>The people at some positions.</summary>
    public Sample Select(int[] rows) => this with
    {
        Outcome = Pick(Outcome, rows),
        Time = Pick(Time, rows),
        Exposure = Exposure.Length == 0 ? [] : Pick(Exposure, rows),
        Covariates = [.. Covariates.Select(values => Pick(values, rows))],
        Strata = Strata.Length == 0 ? [] : Pick(Strata, rows),
        Weights = Weights.Length == 0 ? [] : Pick(Weights, rows),
        Groups = Pick(Groups, rows),
    };

    private static T[] Pick<T>(T[] values, int[] rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }
}

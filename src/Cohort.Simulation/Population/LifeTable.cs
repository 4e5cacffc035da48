using System.Globalization;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>The US period life table of 2017: hazards of death and where top-coded ages lie.</summary>
public sealed class LifeTable
{
    private readonly double[][] _q;

    private LifeTable(double[][] q) => _q = q;

    /// <summary>Reads the embedded table.</summary>
    public static LifeTable Load()
    {
        var q = new[] { new double[RateTable.Ages], new double[RateTable.Ages] };
        foreach (var record in CsvTable.ReadEmbedded("us_life_table_2017.csv").Skip(1))
        {
            var age = int.Parse(record[0], CultureInfo.InvariantCulture);
            q[0][age] = double.Parse(record[1], CultureInfo.InvariantCulture);
            q[1][age] = double.Parse(record[2], CultureInfo.InvariantCulture);
        }

        q[0][^1] = q[0][^2];
        q[1][^1] = q[1][^2];
        return new LifeTable(q);
    }

    /// <summary>Probability of death between this birthday and the next.</summary>
    /// <param name="female">True for women.</param>
    /// <param name="age">Age 0-120; 120 takes the value of 119.</param>
    public double Probability(bool female, int age) => _q[female ? 1 : 0][age];

    /// <summary>Hazard of death, -ln(1 - q).</summary>
    /// <param name="female">True for women.</param>
    /// <param name="age">Age 0-120.</param>
    public double Hazard(bool female, int age) => -ElementaryDouble.Log(1 - Probability(female, age));

    /// <summary>
    /// Cumulative shares of the survivors by age from <paramref name="low"/> to <paramref name="high"/>: the person-years lived at
    /// each age by a cohort that reached <paramref name="low"/>. The last share is 1.
    /// </summary>
    /// <param name="female">True for women.</param>
    /// <param name="low">Youngest age.</param>
    /// <param name="high">Oldest age.</param>
    public double[] Survivors(bool female, int low, int high)
    {
        var cumulative = new double[high - low + 1];
        var (alive, sum) = (1.0, 0.0);
        for (var i = 0; i < cumulative.Length; i++)
        {
            var next = alive * (1 - Probability(female, low + i));
            sum += 0.5 * (alive + next);
            cumulative[i] = sum;
            alive = next;
        }

        for (var i = 0; i < cumulative.Length; i++)
        {
            cumulative[i] /= sum;
        }

        return cumulative;
    }
}

using System.Globalization;
using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>US residents of 1 July 2019 by age group and sex.</summary>
public sealed class UsPopulation
{
    private readonly double[][] _byAge;

    private UsPopulation(IReadOnlyList<AgeGroup> groups)
    {
        Groups = groups;
        _byAge = [new double[RateTable.Ages], new double[RateTable.Ages]];
        var life = LifeTable.Load();
        foreach (var group in groups)
        {
            for (var s = 0; s < 2; s++)
            {
                // The open group falls off with age as the life table's survivors do; the others are even.
                var high = Math.Min(group.High, RateTable.Ages - 1);
                var survivors = group.High >= 100 ? life.Survivors(s == 1, group.Low, high) : null;
                for (var age = group.Low; age <= high; age++)
                {
                    var i = age - group.Low;
                    var share = survivors is null ? 1.0 / (high - group.Low + 1) : survivors[i] - (i == 0 ? 0 : survivors[i - 1]);
                    _byAge[s][age] = share * (s == 1 ? group.Female : group.Male);
                }
            }
        }
    }

    /// <summary>Residents of an age group.</summary>
    /// <param name="Low">Youngest age.</param>
    /// <param name="High">Oldest age, inclusive.</param>
    /// <param name="Male">Number of men.</param>
    /// <param name="Female">Number of women.</param>
    public sealed record AgeGroup(int Low, int High, double Male, double Female);

    /// <summary>The groups, youngest first.</summary>
    public IReadOnlyList<AgeGroup> Groups { get; }

    /// <summary>Reads the embedded table.</summary>
    public static UsPopulation Load()
    {
        double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        return new UsPopulation([.. CsvTable.ReadEmbedded("us_population_2019.csv").Skip(1)
            .Select(r => new AgeGroup((int)Number(r[0]), (int)Number(r[1]), Number(r[2]), Number(r[3])))]);
    }

    /// <summary>Number of residents of a single age and sex.</summary>
    /// <param name="female">True for women.</param>
    /// <param name="age">Age 0-120.</param>
    public double At(bool female, int age) => _byAge[female ? 1 : 0][age];
}

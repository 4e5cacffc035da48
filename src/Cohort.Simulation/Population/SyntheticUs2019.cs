namespace Cohort.Simulation.Population;

/// <summary>US adults of 2019: NHANES respondents reweighted so that age groups by sex hold the residents of 1 July 2019.</summary>
public static class SyntheticUs2019
{
    private const int Youngest = 20;
    private const int TopCode = 80;

    /// <summary>The respondents under their new weights; 80 and over is one group.</summary>
    public static RespondentTable Load()
    {
        var survey = Nhanes.Load().Rows.ToArray();
        var groups = UsPopulation.Load().Groups.Where(g => g.Low >= Youngest).ToArray();
        var residents = new Dictionary<(int Low, bool Female), double>();
        foreach (var group in groups)
        {
            var low = Math.Min(group.Low, TopCode);
            residents[(low, false)] = residents.GetValueOrDefault((low, false)) + group.Male;
            residents[(low, true)] = residents.GetValueOrDefault((low, true)) + group.Female;
        }

        (int Low, bool Female) Key(in Respondent r)
        {
            var age = (int)r.Age;
            return (groups.Last(g => g.Low <= age && g.Low <= TopCode).Low, r.Female);
        }

        var surveyed = survey.GroupBy(r => Key(r)).ToDictionary(g => g.Key, g => g.Sum(r => (double)r.Weight));
        return new RespondentTable(survey.Select(r => r with { Weight = (float)(r.Weight * residents[Key(r)] / surveyed[Key(r)]) }));
    }
}

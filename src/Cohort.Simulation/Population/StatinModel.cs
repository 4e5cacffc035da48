namespace Cohort.Simulation.Population;

/// <summary>Probability of statin treatment given age, sex, diabetes, vascular disease and measured LDL, by calendar year.</summary>
/// <remarks>
/// Odds are a product of factors of age decade and sex, diabetes, vascular disease and measured LDL (lower on treatment); fitted once
/// so that the published shares of 2017-2020 come back in the survey population. Other years shift the log odds to the share of
/// that year: linear between 0 in 1987, 1999-2002 and 2017-2020, flat after. Under 40 the earlier share is a fifth of the later one
/// (no table).
/// </remarks>
internal sealed class StatinModel
{
    private const int Decades = 7;
    private const int FirstYear = 1987;
    private const int EarlyYear = 2000;
    private const int LateYear = 2018;
    private const double Floor = 0.0005;
    private const double YoungEarly = 0.2;
    private const double LdlCentre = 3;

    private readonly double[] _base;
    private readonly double _diabetes;
    private readonly double _disease;
    private readonly double _ldl;
    private readonly double[] _early = new double[2 * Decades];
    private readonly double[] _late = new double[2 * Decades];

    public StatinModel(RespondentTable survey)
    {
        var facts = FactTable.Load("drugs.csv");
        _ldl = facts.One("statin_log_odds_per_ldl").Value;
        for (var s = 0; s < 2; s++)
        {
            for (var d = 0; d < Decades; d++)
            {
                Fact? Of(int year) => facts.Of("statin", "").FirstOrDefault(f =>
                    f.Year == year && f.AgeLow == 20 + (10 * d) && f.Sex != "both" && f.Holds(s == 1));
                _late[(s * Decades) + d] = Math.Max(Floor, Of(LateYear)!.Scaled);
                _early[(s * Decades) + d] = Math.Max(Floor, Of(EarlyYear)?.Scaled ?? YoungEarly * _late[(s * Decades) + d]);
            }
        }

        var n = survey.Count;
        var (weights, offset, cell, diabetes, disease) = (new double[n], new double[n], new int[n], new int[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            ref readonly var r = ref survey[i];
            weights[i] = r.Weight;
            offset[i] = _ldl * (r.Ldl - LdlCentre);
            cell[i] = Cell(r.Female, (int)r.Age);
            diabetes[i] = r.DiabetesTold ? 0 : -1;
            disease[i] = r.Coronary || r.Stroke ? 0 : -1;
        }

        double Group(string condition) => facts.Of("statin", condition).Single(f => f.Year == LateYear).Scaled;
        var fitted = Raking.Fit(weights, offset,
            [(diabetes, [Group("diabetes")]), (disease, [Group("prior atherosclerotic disease")]), (cell, _late)], sweeps: 30);
        (_diabetes, _disease, _base) = (fitted[0][0], fitted[1][0], fitted[2]);
    }

    /// <summary>Probability that a person takes a statin.</summary>
    public double Probability(in Respondent r, int age, int year)
    {
        var cell = Cell(r.Female, age);
        var share = year >= LateYear ? _late[cell]
            : year >= EarlyYear ? _early[cell] + ((_late[cell] - _early[cell]) * (year - EarlyYear) / (LateYear - EarlyYear))
            : _early[cell] * Math.Max(0, year - FirstYear) / (EarlyYear - FirstYear);
        if (share <= 0)
        {
            return 0;
        }

        var logit = _base[cell] + (_ldl * (r.Ldl - LdlCentre)) + (r.DiabetesTold ? _diabetes : 0) + (r.Coronary || r.Stroke ? _disease : 0);
        return Single.Logistic(year >= LateYear ? logit : logit + Single.Log(share * (1 - _late[cell]) / ((1 - share) * _late[cell])));
    }

    private static int Cell(bool female, int age) => (female ? Decades : 0) + Math.Clamp((age / 10) - 2, 0, Decades - 1);
}

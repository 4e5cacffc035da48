namespace Cohort.Simulation.Validation;

/// <summary>Looks for a target among the people of its panel: which visits it needs, and the sample that its statistic is computed from.</summary>
internal static class Study
{
    private const int AgeBand = 5;
    private const int AgeGroup = 10;
    private static readonly Quantity Age = new("age");

    /// <summary>The visits that a target needs, by text of the arm.</summary>
    public static IEnumerable<(string Arm, Visit Visit)> Needs(Target target)
    {
        var visits = Visits(target).Distinct().ToArray();
        foreach (var visit in visits)
        {
            yield return (target.Panel, visit);
        }

        if (target.Compare.Against is { } against)
        {
            foreach (var visit in visits)
            {
                yield return (against, visit);
            }
        }
    }

    /// <summary>The sample of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="panels">Records by text of the arm.</param>
    public static Sample Conduct(Target target, IReadOnlyDictionary<string, PanelData> panels)
    {
        var rows = new Rows(target, panels[target.Panel]);
        if (target.Compare.Against is not { } against)
        {
            return rows.ToSample();
        }

        // One sample of both panels; the first are the exposed.
        var (exposed, unexposed) = (rows.ToSample(), new Rows(target, panels[against]).ToSample());
        return new Sample
        {
            Outcome = [.. exposed.Outcome, .. unexposed.Outcome],
            Time = [.. exposed.Time, .. unexposed.Time],
            Exposure = [.. Enumerable.Repeat(1.0, exposed.Count), .. Enumerable.Repeat(0.0, unexposed.Count)],
            Covariates = [.. exposed.Covariates.Zip(unexposed.Covariates, (a, b) => a.Concat(b).ToArray())],
            Strata = [.. exposed.Strata, .. unexposed.Strata],
            Weights = [.. exposed.Weights, .. unexposed.Weights],
            Groups = [.. exposed.Groups, .. unexposed.Groups],
        };
    }

    private static IEnumerable<Visit> Visits(Target target)
    {
        var (kind, from, until) = target.Protocol;
        var compare = target.Compare;
        foreach (var condition in target.Filter)
        {
            yield return new Visit(condition.Quantity, condition.AtEnd ? until : from);
        }

        foreach (var quantity in compare.Adjust.Concat(compare.Stratify))
        {
            yield return new Visit(quantity, from);
        }

        if (compare.Exposure is { } exposure)
        {
            yield return new Visit(exposure, from);
            if (PairedChange(target))
            {
                yield return new Visit(exposure, until);
            }
        }

        if (compare.StandardiseAge)
        {
            yield return new Visit(Age, from);
        }

        if (compare.Half is { } half)
        {
            yield return new Visit(half.Quantity, from);
        }

        if (target.Measure is { Name: not Quantities.Death } measure)
        {
            yield return new Visit(measure, from);
            var followed = kind is ProtocolKind.Events or ProtocolKind.Survival;
            for (var year = followed ? from + 1 : Math.Max(until, from); year <= until; year++)
            {
                yield return new Visit(measure, year);
            }
        }
        else
        {
            yield return new Visit(Age, until);
        }
    }

    // A correlation of two changes.
    private static bool PairedChange(Target target) =>
        target.Compare is { Exposure: not null, Exposed: null } && target.Protocol.Kind == ProtocolKind.Change && target.Statistic is "spearman" or "pearson";

    /// <summary>The people of one panel who enter the study, and what is seen of them.</summary>
    private sealed class Rows
    {
        private readonly Target _target;
        private readonly PanelData _data;
        private readonly List<int> _people = [];
        private readonly List<double> _outcome = [];
        private readonly List<double> _time = [];
        private readonly List<double> _exposure = [];

        public Rows(Target target, PanelData data)
        {
            _target = target;
            _data = data;
            var (_, from, until) = target.Protocol;
            var conditions = target.Filter.Select(c => (Values: data[c.Quantity, c.AtEnd ? until : from], c.Range)).ToArray();
            for (var i = 0; i < data.Count; i++)
            {
                if (data.DeathYears[i] > from && Array.TrueForAll(conditions, c => c.Range.Holds(c.Values[i])) && Exposure(i) is { } exposure
                    && Outcome(i) is var (outcome, time) && double.IsFinite(outcome))
                {
                    _people.Add(i);
                    _outcome.Add(outcome);
                    _time.Add(time);
                    _exposure.Add(exposure);
                }
            }
        }

        public Sample ToSample()
        {
            var compare = _target.Compare;
            var from = _target.Protocol.From;
            double[] Values(Quantity quantity) => [.. _people.Select(i => (double)_data[quantity, from][i])];
            var exposure = compare.Exposure is null ? [] : _exposure.ToArray();
            if (compare is { Exposure: not null, Exposed: null } && compare.Step != 1)
            {
                var step = compare.Step == 0 ? Statistics.StandardDeviation(exposure) : compare.Step;
                exposure = [.. exposure.Select(value => value / step)];
            }

            return new Sample
            {
                Outcome = [.. _outcome],
                Time = [.. _time],
                Exposure = exposure,
                Covariates = [.. compare.Adjust.Select(Values)],
                Strata = Strata(compare.Stratify, Values),
                Weights = compare.StandardiseAge ? AgeWeights() : compare.Half is var (quantity, range) ? HalfWeights(Values(quantity), range) : [],
                Groups = [.. _people.Select(_data.Group)],
            };
        }

        // 0 or 1 by range, else the value itself; null = in neither group.
        private double? Exposure(int person)
        {
            var compare = _target.Compare;
            if (compare.Exposure is not { } quantity)
            {
                return 0;
            }

            var (_, from, until) = _target.Protocol;
            double value = _data[quantity, from][person];
            if (compare.Exposed is not { } exposed)
            {
                value = PairedChange(_target) ? _data[quantity, until][person] - value : value;
                return double.IsFinite(value) ? value : null;
            }

            return exposed.Holds(value) ? 1
                : compare.Unexposed is not { } unexposed ? (double.IsFinite(value) ? 0 : null)
                : unexposed.Holds(value) ? 0 : null;
        }

        // NaN = does not enter.
        private (double Outcome, double Time) Outcome(int person)
        {
            var (kind, from, until) = _target.Protocol;
            var alive = _data.DeathYears[person] > until;
            double years = until - from;
            return kind switch
            {
                ProtocolKind.CrossSection => (Yes(Value(person, from)), 1),
                ProtocolKind.Change => (alive ? Yes(Annual(Value(person, until) - Value(person, from), years)) : double.NaN, years),
                ProtocolKind.PercentChange => (alive && Value(person, from) != 0
                    ? Yes(Annual(100 * ((Value(person, until) / Value(person, from)) - 1), years))
                    : double.NaN, years),
                ProtocolKind.RootChange => (alive ? Yes(Annual(Math.Sqrt(Value(person, until)) - Math.Sqrt(Value(person, from)), years)) : double.NaN, years),
                ProtocolKind.Incidence => (alive && !Present(person, from) ? (Present(person, until) ? 1 : 0) : double.NaN, years),
                ProtocolKind.Events => Follow(person, (_, code, time) => (code == 1 ? 1 : 0, time)),
                _ => Follow(person, (end, code, _) => (code, end)),
            };
        }

        // Per year where the unit of the target says so.
        private double Annual(double change, double years) => _target.Unit.EndsWith("/yr", StringComparison.Ordinal) ? change / years : change;

        private double Yes(double value) => _target.MeasureRange is { } range && double.IsFinite(value) ? (range.Holds(value) ? 1 : 0) : value;

        private double Value(int person, int year) => _data[_target.Measure!.Value, year][person];

        private bool Present(int person, int year) => _target.MeasureRange?.Holds(Value(person, year)) ?? Value(person, year) > 0.5;

        // The first event, death or the end; half a year lived in the year of the event.
        private (double Outcome, double Time) Follow(int person, Func<int, int, double, (double Outcome, double Time)> result)
        {
            var (_, from, until) = _target.Protocol;
            var death = _target.Measure!.Value.Name == Quantities.Death;
            if (!death && Present(person, from))
            {
                return (double.NaN, 0);
            }

            for (var year = from + 1; year <= until; year++)
            {
                var dies = _data.DeathYears[person] == year;
                if ((death && dies) || (!death && Present(person, year)))
                {
                    return result(year - from, 1, year - from - 0.5);
                }

                if (dies)
                {
                    return result(year - from, 2, year - from - 0.5);
                }
            }

            return result(until - from, 0, until - from);
        }

        private int[] Strata(IReadOnlyList<Quantity> quantities, Func<Quantity, double[]> values)
        {
            if (quantities.Count == 0)
            {
                return [];
            }

            var numbers = new Dictionary<string, int>();
            var columns = quantities.Select(q => values(q).Select(v => q.Name == Age.Name ? Math.Floor(v / AgeBand) : v).ToArray()).ToArray();
            var strata = new int[_people.Count];
            for (var i = 0; i < strata.Length; i++)
            {
                var key = string.Join(';', columns.Select(column => column[i]));
                if (!numbers.TryGetValue(key, out strata[i]))
                {
                    numbers[key] = strata[i] = numbers.Count;
                }
            }

            return strata;
        }

        // Weights by which those in the range and all others count the same.
        private static double[] HalfWeights(double[] values, Range range)
        {
            var share = (double)values.Count(range.Holds) / values.Length;
            return [.. values.Select(value => range.Holds(value) ? 0.5 / share : 0.5 / (1 - share))];
        }

        // Weights that give the sample the ages, by decade, of the whole panel.
        private double[] AgeWeights()
        {
            var ages = _data[Age, _target.Protocol.From];
            var whole = new double[16];
            var here = new double[16];
            foreach (var age in ages.Where(float.IsFinite))
            {
                whole[(int)age / AgeGroup]++;
            }

            foreach (var i in _people)
            {
                here[(int)ages[i] / AgeGroup]++;
            }

            return [.. _people.Select(i => whole[(int)ages[i] / AgeGroup] / here[(int)ages[i] / AgeGroup])];
        }
    }
}

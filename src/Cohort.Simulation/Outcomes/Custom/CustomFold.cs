using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Outcomes.Custom;

/// <summary>
/// Folds blocks of patients into the sums of custom outcomes. What a patient has behind him is kept by his number, as the year in which it came, and not in
/// the block: so neither its compaction nor the arms' forks need to know of it, and a child reads at its fork what its parent had until then.
/// </summary>
/// <remarks>Every patient is folded first at baseline, then arm by arm in the order of their numbers, each from its first year to its last.</remarks>
internal sealed class CustomFold
{
    /// <summary>Steps to one unit of a mean.</summary>
    public const double StepsPerUnit = 1 << 16;

    /// <summary>A value of this size or more does not count as defined.</summary>
    public const float Limit = 1 << 20;

    private const byte Never = byte.MaxValue;

    private readonly TableShape _shape;
    private readonly FormulaColumns _columns = FormulaColumns.Create();

    // By outcome and patient of the segment: chosen at baseline.
    private readonly bool[][] _chosen;

    // By arm and outcome, where years add up, and patient: the year in which he entered the window, and in which the condition first held.
    private readonly byte[]?[] _entered;
    private readonly byte[]?[] _held;

    // Where each patient of the block stands in these.
    private readonly int[] _places = new int[PatientBlock.Capacity];

    public CustomFold(TableShape shape)
    {
        _shape = shape;
        Sums = new CustomSums(shape);
        _chosen = [.. shape.Custom.Select(_ => new bool[OutcomeTable.MaxPatients])];
        _entered = new byte[]?[shape.Tree.Arms * shape.Custom.Count];
        _held = new byte[]?[_entered.Length];
    }

    /// <summary>The sums.</summary>
    public CustomSums Sums { get; }

    /// <summary>Bytes of what is kept by patient.</summary>
    public static long EstimateBytes(TableShape shape) =>
        (long)OutcomeTable.MaxPatients * (shape.Custom.Count + (2 * shape.Tree.Arms * shape.Custom.Count(custom => custom.IsCumulative)));

    /// <summary>Empties the sums and forgets the patients.</summary>
    public void Clear()
    {
        Sums.Clear();
        foreach (var years in _entered.Concat(_held))
        {
            years?.AsSpan().Fill(Never);
        }
    }

    /// <summary>Adds a year of a block's patients.</summary>
    /// <param name="arm">A source arm of that year.</param>
    /// <param name="year">Year since baseline.</param>
    /// <param name="block">The patients at the end of the year, those who died in it included.</param>
    /// <param name="strata">Negative for those dead when the year began.</param>
    /// <param name="groups">Replicate group of each patient.</param>
    public void Fold(int arm, int year, PatientBlock block, ReadOnlySpan<int> strata, ReadOnlySpan<int> groups)
    {
        if (_shape.Custom.Count == 0)
        {
            return;
        }

        // Patients of a segment are numbered without gaps.
        var places = _places.AsSpan(0, block.Count);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (int)(block.GetId(i) % OutcomeTable.MaxPatients);
        }

        for (var k = 0; k < _shape.Custom.Count; k++)
        {
            var custom = _shape.Custom[k];
            if (year == 0)
            {
                Choose(block, custom.Who, _chosen[k]);
            }

            if (!custom.Covers(year))
            {
                continue;
            }

            var row = Sums.Touch(arm, year).AsSpan(k * CustomSums.Width, CustomSums.Width);
            var values = _columns.Of(custom.Expression, block, year);
            if (custom.IsCumulative)
            {
                AddUp(arm, year, k, block, values, strata, groups, row);
            }
            else
            {
                Add(custom, _chosen[k], block, values, strata, groups, row);
            }
        }
    }

    // Those alive at the end of the year.
    private void Add(
        CustomOutcome custom, bool[] chosen, PatientBlock block, ReadOnlySpan<float> values, ReadOnlySpan<int> strata, ReadOnlySpan<int> groups, Span<long> row)
    {
        var age = block.Values(Variable.Age);
        var alive = block.Values(Variable.Alive);
        var scale = custom.Statistic == CustomStatistic.Mean ? (float)StepsPerUnit : 1f;
        for (var i = 0; i < strata.Length; i++)
        {
            if (strata[i] < 0 || alive[i] != 1f || age[i] < custom.FirstAge || age[i] > custom.LastAge || !chosen[_places[i]])
            {
                continue;
            }

            if (MathF.Abs(values[i]) < Limit)
            {
                // By a power of two, so exact; then to the nearest, ties to even.
                row[groups[i]] += (long)MathF.Round(values[i] * scale, MidpointRounding.ToEven);
                row[RowLayout.ReplicateGroups + groups[i]]++;
            }
            else
            {
                row[^1]++;
            }
        }
    }

    // Those alive at the start of the year; each is counted in the year in which he enters the window.
    private void AddUp(
        int arm, int year, int k, PatientBlock block, ReadOnlySpan<float> values, ReadOnlySpan<int> strata, ReadOnlySpan<int> groups, Span<long> row)
    {
        var (custom, chosen) = (_shape.Custom[k], _chosen[k]);
        var age = block.Values(Variable.Age);
        var alive = block.Values(Variable.Alive);
        var (entered, held) = (Touch(_entered, arm, k), Touch(_held, arm, k));
        if (year > 0 && !_shape.Tree.IsSource(arm, year - 1))
        {
            var parent = _shape.Tree.Source(arm, year - 1);
            Inherit(block, year, Touch(_entered, parent, k), entered);
            Inherit(block, year, Touch(_held, parent, k), held);
        }

        for (var i = 0; i < strata.Length; i++)
        {
            var place = _places[i];
            if (strata[i] < 0 || age[i] < custom.FirstAge || age[i] > custom.LastAge || !chosen[place])
            {
                continue;
            }

            if (entered[place] == Never)
            {
                entered[place] = (byte)year;
                row[RowLayout.ReplicateGroups + groups[i]]++;
            }

            if (values[i] != 1f)
            {
                continue;
            }

            if (custom.Statistic == CustomStatistic.PersonYears)
            {
                row[groups[i]] += year == 0 ? 0 : alive[i] == 1f ? 2 : 1;
            }
            else if (held[place] == Never)
            {
                held[place] = (byte)year;
                row[groups[i]]++;
            }
        }
    }

    private void Inherit(PatientBlock block, int year, byte[] parent, byte[] child)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var place = _places[i];
            child[place] = parent[place] < year ? parent[place] : Never;
        }
    }

    private void Choose(PatientBlock block, Eligibility who, bool[] chosen)
    {
        var stage = block.Values(Variable.CkdStage);
        for (var i = 0; i < block.Count; i++)
        {
            var isChosen = who.CkdStages.Count == 0;
            for (var at = 0; at < who.CkdStages.Count; at++)
            {
                isChosen |= stage[i] == (float)who.CkdStages[at];
            }

            for (var at = 0; at < who.Criteria.Count; at++)
            {
                var criterion = who.Criteria[at];
                var value = block.Values(criterion.Variable)[i];
                isChosen &= (value >= criterion.Low && value <= criterion.High) != criterion.Negated;
            }

            chosen[_places[i]] = isChosen;
        }
    }

    private byte[] Touch(byte[]?[] years, int arm, int k)
    {
        ref var found = ref years[(arm * _shape.Custom.Count) + k];
        if (found == null)
        {
            found = new byte[OutcomeTable.MaxPatients];
            found.AsSpan().Fill(Never);
        }

        return found;
    }
}

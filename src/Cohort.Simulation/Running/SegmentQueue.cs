using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>The segments of a run, or of a part of it, that wait to be simulated, and the table of those that are done. Shared by the workers.</summary>
internal sealed class SegmentQueue
{
    private readonly RunPlan _plan;
    private readonly RunPart _part;
    private readonly Lock _lock = new();
    private readonly int _segments;
    private readonly int[] _waiting;
    private readonly SegmentSet _folded;
    private readonly RunTable _table;
    private long _patientsDone;
    private int _taken;

    public SegmentQueue(RunPlan plan, Checkpoint from)
    {
        _plan = plan;
        _part = from.Part;
        _folded = from.Folded.Copy();
        _table = from.Table.Copy();
        int[] segments = [.. _part.SegmentsOf(plan)];
        _segments = segments.Length;
        _waiting = [.. segments.Where(segment => !_folded.Contains(segment))];
        _patientsDone = _part.PatientsOf(plan) - _waiting.Sum(segment => (long)plan.PatientsOf(segment).Count);
    }

    /// <summary>Simulates and folds segments until none is left.</summary>
    public void Work(ISegmentSimulator simulator, CancellationToken cancellationToken)
    {
        OutcomeTable? table = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var taken = Interlocked.Increment(ref _taken) - 1;
            if ((uint)taken >= (uint)_waiting.Length)
            {
                return;
            }

            var segment = _waiting[taken];
            try
            {
                table ??= new OutcomeTable(_plan.Shape);
                table.Clear();
                simulator.Run(_plan, segment, table, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new SegmentFailedException(segment, exception);
            }

            lock (_lock)
            {
                _table.Add(table);
                _folded.Add(segment);
                _patientsDone += _plan.PatientsOf(segment).Count;
            }
        }
    }

    /// <summary>News of the segments folded so far.</summary>
    /// <param name="version">Number of the news.</param>
    /// <param name="table">Receives the outcomes: an empty table or the one of earlier news, of which nothing is left; null for none.</param>
    public RunUpdate Report(long version, RunTable? table)
    {
        lock (_lock)
        {
            if (table != null)
            {
                _table.CopyTo(table);
            }

            return Update(version, table, isLast: false);
        }
    }

    /// <summary>The last news, with the table itself: all work is done.</summary>
    /// <param name="version">Number of the news.</param>
    public RunUpdate ReportLast(long version) => Update(version, _table, isLast: true);

    private RunUpdate Update(long version, RunTable? table, bool isLast) => new(
        version,
        _folded.Count,
        _segments,
        _patientsDone,
        _table.PatientYears,
        table == null ? null : new Checkpoint(_plan.Id, _part, _folded.Copy(), table),
        isLast);
}

using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>
/// The segments of a run, or of a part of it, that wait to be simulated, and the table of those that are done. Shared by the workers, and lent to who follows
/// the run: a worker that has finished a segment meanwhile waits, which costs less than a second table.
/// </summary>
internal sealed class SegmentQueue
{
    private readonly RunPlan _plan;
    private readonly RunPart _part;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly int _segments;
    private readonly int[] _waiting;
    private readonly SegmentSet _folded;
    private readonly RunTable _table;
    private long _patientsDone;
    private int _taken;
    private bool _isLent;

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

            _gate.Wait(cancellationToken);
            try
            {
                _table.Add(table);
                _folded.Add(segment);
                Interlocked.Add(ref _patientsDone, _plan.PatientsOf(segment).Count);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>News of the segments folded so far, without their table.</summary>
    /// <param name="version">Number of the news.</param>
    public RunUpdate Report(long version) => Update(version, checkpoint: null, isLast: false);

    /// <summary>News with the table itself. Nothing is added to it until <see cref="TakeBack"/>.</summary>
    /// <param name="version">Number of the news.</param>
    /// <param name="cancellationToken">Ends the wait for a worker that adds its segment.</param>
    public async Task<RunUpdate> LendAsync(long version, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        _isLent = true;
        return Update(version, Live, isLast: false);
    }

    /// <summary>Ends the loan.</summary>
    public void TakeBack()
    {
        _isLent = false;
        _gate.Release();
    }

    /// <summary>Lends the table for good: whatever is still simulated does not come into it.</summary>
    public Task CloseAsync() => _isLent ? Task.CompletedTask : _gate.WaitAsync();

    /// <summary>The last news: all work is done.</summary>
    /// <param name="version">Number of the news.</param>
    public RunUpdate ReportLast(long version) => Update(version, Live, isLast: true);

    private Checkpoint Live => new(_plan.Id, _part, _folded, _table);

    private RunUpdate Update(long version, Checkpoint? checkpoint, bool isLast) =>
        new(version, _folded.Count, _segments, Interlocked.Read(ref _patientsDone), _table.PatientYears, checkpoint, isLast);
}

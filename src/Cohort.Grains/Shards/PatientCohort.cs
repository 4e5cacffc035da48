using Cohort.Grains.Patients;
using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Shards;

/// <summary>Drives the patients of a segment as grains, block by block and year by year, and folds what they answer.</summary>
/// <param name="plan">The plan.</param>
/// <param name="run">Key of the run.</param>
/// <param name="grains">Finds the patients.</param>
internal sealed class PatientCohort(RunPlan plan, string run, IGrainFactory grains)
{
    private readonly PatientBlock _block = new();
    private readonly int[] _strata = new int[PatientBlock.Capacity];
    private readonly ValueTask<PatientState>[] _answers = new ValueTask<PatientState>[PatientBlock.Capacity];
    private readonly PatientState[] _states = new PatientState[PatientBlock.Capacity];
    private ulong[] _patients = [];
    private IPatientGrain[] _living = [];

    public async Task<SegmentTable> SimulateAsync(int segment, CancellationToken cancellationToken)
    {
        var table = new OutcomeTable(plan.Shape);
        var (first, count) = plan.PatientsOf(segment);
        for (var done = 0; done < count; done += PatientBlock.Capacity)
        {
            for (var arm = 0; arm < plan.Tree.Arms; arm++)
            {
                await SimulateAsync(first + (ulong)done, Math.Min(PatientBlock.Capacity, count - done), arm, table, cancellationToken);
            }
        }

        return SegmentTable.Of(table);
    }

    // The years in which the arm is simulated itself, from the state in which it left its parent.
    private async Task SimulateAsync(ulong first, int count, int arm, OutcomeTable table, CancellationToken cancellationToken)
    {
        var years = Enumerable.Range(0, plan.Tree.Years + 1).Where(year => plan.Tree.IsSource(arm, year)).ToArray();
        if (years.Length == 0)
        {
            return;
        }

        _patients = [.. Enumerable.Range(0, count).Select(k => first + (ulong)k)];
        _living = [.. _patients.Select(patient => grains.GetGrain<IPatientGrain>(RunKey.OfPatient(run, arm, patient)))];
        if (years[0] > 0)
        {
            await AdvanceAsync(years[0] - 1);
            await BuryAsync();
        }

        foreach (var year in years)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (year > 0)
            {
                plan.Shape.Strata.Index(_block, _strata);
                await AdvanceAsync(year);
            }
            else
            {
                await AdvanceAsync(year);
                plan.Shape.Strata.Index(_block, _strata);
            }

            table.Fold(arm, year, _block, _strata.AsSpan(0, _block.Count));
            await BuryAsync();
        }

        await RestAsync(_living);
    }

    private async Task AdvanceAsync(int year)
    {
        // All are asked at once; they answer as they come to it.
        for (var row = 0; row < _living.Length; row++)
        {
            _answers[row] = _living[row].AdvanceTo(year);
        }

        for (var row = 0; row < _living.Length; row++)
        {
            _states[row] = await _answers[row];
        }

        PatientRows.Write(_states.AsSpan(0, _living.Length), _patients, _block);
    }

    // The dead are asked no more.
    private async Task BuryAsync()
    {
        var kept = PatientRows.KeepLiving(_block);
        if (kept.Length < _living.Length)
        {
            var all = _living;
            (_patients, _living) = ([.. kept.Select(row => _patients[row])], [.. kept.Select(row => all[row])]);
            await RestAsync(Enumerable.Range(0, all.Length).Except(kept).Select(row => all[row]));
        }
    }

    private static Task RestAsync(IEnumerable<IPatientGrain> patients) => Task.WhenAll(patients.Select(patient => patient.Rest()));
}

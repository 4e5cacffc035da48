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
    private readonly int[] _living = new int[PatientBlock.Capacity];

    public async Task<SegmentTable> SimulateAsync(int segment, CancellationToken cancellationToken)
    {
        var table = new OutcomeTable(plan.Shape);
        var (first, count) = plan.PatientsOf(segment);
        for (var done = 0; done < count; done += PatientBlock.Capacity)
        {
            var patients = Enumerable.Range(0, Math.Min(PatientBlock.Capacity, count - done)).Select(k => first + (ulong)(done + k)).ToArray();
            for (var arm = 0; arm < plan.Tree.Arms; arm++)
            {
                await SimulateAsync(patients, arm, table, cancellationToken);
            }
        }

        return SegmentTable.Of(table);
    }

    // The years in which the arm is simulated itself, from the state in which it left its parent.
    private async Task SimulateAsync(ulong[] patients, int arm, OutcomeTable table, CancellationToken cancellationToken)
    {
        var years = Enumerable.Range(0, plan.Tree.Years + 1).Where(year => plan.Tree.IsSource(arm, year)).ToArray();
        if (years.Length == 0)
        {
            return;
        }

        var living = patients.Select(patient => grains.GetGrain<IPatientGrain>(RunKey.OfPatient(run, arm, patient))).ToArray();
        if (years[0] > 0)
        {
            (patients, living) = await AdvanceAsync(patients, living, years[0] - 1);
        }

        foreach (var year in years)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (year > 0)
            {
                plan.Shape.Strata.Index(_block, _strata);
                await FillAsync(patients, living, year);
            }
            else
            {
                await FillAsync(patients, living, year);
                plan.Shape.Strata.Index(_block, _strata);
            }

            table.Fold(arm, year, _block, _strata.AsSpan(0, _block.Count));
            (patients, living) = Bury(patients, living);
        }
    }

    private async Task<(ulong[], IPatientGrain[])> AdvanceAsync(ulong[] patients, IPatientGrain[] living, int year)
    {
        await FillAsync(patients, living, year);
        return Bury(patients, living);
    }

    private async Task FillAsync(ulong[] patients, IPatientGrain[] living, int year)
    {
        var states = await Task.WhenAll(living.Select(patient => patient.AdvanceTo(year)));
        _block.Count = states.Length;
        for (var row = 0; row < states.Length; row++)
        {
            PatientRows.Write(states[row], patients[row], _block, row);
        }
    }

    // The dead are asked no more.
    private (ulong[], IPatientGrain[]) Bury(ulong[] patients, IPatientGrain[] living)
    {
        var count = 0;
        for (var row = 0; row < _block.Count; row++)
        {
            _living[count] = row;
            count += PatientRows.IsAlive(_block, row) ? 1 : 0;
        }

        if (count == _block.Count)
        {
            return (patients, living);
        }

        var kept = _living.AsSpan(0, count);
        _block.Keep(kept);
        var (left, grainsLeft) = (new ulong[count], new IPatientGrain[count]);
        for (var k = 0; k < count; k++)
        {
            (left[k], grainsLeft[k]) = (patients[kept[k]], living[kept[k]]);
        }

        return (left, grainsLeft);
    }
}

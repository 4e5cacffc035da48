using System.Globalization;
using Cohort.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Cohort.Grains.Patients;

/// <inheritdoc cref="IPatientGrain"/>
/// <remarks>Kept small, for there may be hundreds of thousands on a silo: storage is asked for on branches only.</remarks>
[CollectionAgeLimit(Minutes = 5)]
internal sealed class PatientGrain(PatientRuns runs, IServiceProvider services) : Grain, IPatientGrain
{
    private const string BranchState = "branch";

    private static readonly BranchRecord s_none = new();

    private PatientRun? _run;
    private PatientState? _state;
    private ulong _patient;
    private int _arm;
    private GrainState<BranchRecord>? _branch;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/');
        _run = await runs.GetAsync(key[0]);
        if (key.Length is < 3 or > 4
            || !int.TryParse(key[1], NumberStyles.None, CultureInfo.InvariantCulture, out _arm) || _arm >= _run.Scenario.Arms.Count
            || !ulong.TryParse(key[2], NumberStyles.None, CultureInfo.InvariantCulture, out _patient) || _patient >= (ulong)_run.Scenario.Patients)
        {
            throw new ArgumentOutOfRangeException(nameof(key), this.GetPrimaryKeyString(), "The run has no such patient.");
        }

        if (key.Length == 4)
        {
            _branch = new(new BranchRecord());
            await Storage.ReadStateAsync(BranchState, this.GetGrainId(), _branch);
            Enter(Branch);
        }
    }

    public ValueTask<PatientState> AdvanceTo(int year)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(year);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, _run!.Scenario.Years);
        var from = Now();

        // A call that comes again after later ones is answered from the beginning; the patient stays where it is.
        return new(year < from.Year ? _run.Alone(Start(), _patient, Arm, year)[^1] : _state = Lived(from, year));
    }

    public Task<PatientState> GetState() => Task.FromResult(Now());

    public Task<PatientState[]> GetHistory()
    {
        return Task.FromResult<PatientState[]>([.. _run!.Alone(Start(), _patient, Arm, _run.Scenario.Years)]);
    }

    public Task Rest()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Intervene(string intervention)
    {
        if (_branch == null)
        {
            throw new RefusedInputException(this.GetPrimaryKeyString(), "only a patient on a branch can be treated otherwise than the run says; add a branch's name to the key");
        }

        var changed = new BranchRecord { Interventions = [.. Branch.Interventions, intervention] };
        var own = await runs.GetAsync(this.GetPrimaryKeyString().Split('/')[0]);
        own.Branch(_arm, changed.Interventions);
        var before = _branch.State;
        _branch.State = changed;
        try
        {
            await Storage.WriteStateAsync(BranchState, this.GetGrainId(), _branch);
        }
        catch
        {
            _branch.State = before;
            DeactivateOnIdle();
            throw;
        }

        _run = own;
        Enter(changed);
    }

    private IGrainStorage Storage => services.GetRequiredKeyedService<IGrainStorage>(SiloSetup.Storage);

    private BranchRecord Branch => _branch?.State ?? s_none;

    // On a branch that has been left, the arm is the one that the branch adds.
    private int Arm => Branch.Interventions.Count > 0 ? _run!.Scenario.Arms.Count - 1 : _arm;

    private void Enter(BranchRecord branch)
    {
        _state = null;
        if (branch.Interventions.Count > 0)
        {
            _run = _run!.Branch(_arm, branch.Interventions);
        }
    }

    private PatientState Start() => _run!.Baseline(_patient);

    private PatientState Now() => _state ??= Start();

    private PatientState Lived(PatientState from, int year) =>
        from.Year == year || !PatientRows.IsAlive(from) ? from : _run!.At(from, _patient, Arm, year);
}

/// <summary>What has been done to the patient of a branch.</summary>
[GenerateSerializer, Alias("cohort.branch")]
internal sealed class BranchRecord
{
    /// <summary>Interventions as scenarios have them, in the order of their coming.</summary>
    [Id(0)]
    public List<string> Interventions { get; set; } = [];
}

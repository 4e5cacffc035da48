using Orleans.Concurrency;

namespace Cohort.Grains.Runs;

/// <summary>
/// Coordinator of a run; the key is <see cref="RunKey.Of"/>. It goes on by itself until the run is done, whoever watches, and after
/// the loss of its silo on another from its last checkpoint.
/// </summary>
[Alias("cohort.run")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Tells the run its plan without starting it, so that its patients can be asked for.</summary>
    /// <param name="order">What is to be run.</param>
    /// <exception cref="Simulation.RefusedInputException">The plan names a file instead of holding its rows, or is of another model version.</exception>
    [Alias("define")]
    Task Define(RunOrder order);

    /// <summary>Starts the run, or goes on with one that was cancelled or has failed; returns at once. A run that is on its way or done stays so.</summary>
    /// <param name="order">What is to be run.</param>
    /// <exception cref="Simulation.RefusedInputException">As <see cref="Define"/>.</exception>
    [Alias("start")]
    Task Start(RunOrder order);

    /// <summary>How far the run is.</summary>
    [Alias("progress"), AlwaysInterleave]
    Task<RunProgress> GetProgress();

    /// <summary>Stops the run; what was simulated is kept.</summary>
    [Alias("cancel"), AlwaysInterleave]
    Task Cancel();

    /// <summary>The plan as <see cref="RunOrder.Plan"/> has it; null if there is none.</summary>
    [Alias("plan"), AlwaysInterleave]
    Task<byte[]?> GetPlan();

    /// <summary>The checkpoint of what is folded now, which changes no more; on another silo only a piece of it.</summary>
    /// <param name="piece">0, 1, 2, ...; 0 begins a download, whose pieces belong together as long as no other begins.</param>
    [Alias("checkpoint"), AlwaysInterleave]
    Task<Immutable<CheckpointPiece>> GetCheckpoint(int piece);
}

using Cohort.Simulation.Running;

namespace Cohort.Grains.Runs;

/// <summary>What is to be run: self-contained, so that no silo opens a file that a client names.</summary>
/// <param name="Plan">The plan (<see cref="SavedPlan"/>), with the respondents of a user's file in it.</param>
/// <param name="Hosting">How patients live.</param>
/// <param name="Checkpoint">Where to go on from (as <see cref="CheckpointPiece.Compress"/> has it); null to begin.</param>
[GenerateSerializer, Immutable, Alias("cohort.run-order")]
public sealed record RunOrder([property: Id(0)] byte[] Plan, [property: Id(1)] PatientHosting Hosting, [property: Id(2)] byte[]? Checkpoint)
{
    /// <summary>The order for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="from">Where to go on from.</param>
    /// <param name="hosting">How patients live.</param>
    public static RunOrder For(RunPlan plan, Checkpoint from, PatientHosting hosting) => new(
        Written(SavedPlan.Of(plan, from.Part).WriteTo), hosting, from.Folded.Count == 0 ? null : CheckpointPiece.Compress(from));

    /// <summary>Reads a plan.</summary>
    /// <param name="bytes">What <see cref="Plan"/> holds.</param>
    public static SavedPlan ReadPlan(byte[] bytes) => SavedPlan.ReadFrom(new MemoryStream(bytes));

    internal static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}

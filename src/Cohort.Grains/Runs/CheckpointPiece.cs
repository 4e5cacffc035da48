using System.IO.Compression;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Runs;

/// <summary>A checkpoint on its way from a run's coordinator to who follows the run: within a silo it goes itself, between silos as pieces of its bytes.</summary>
public sealed class CheckpointPiece
{
    // Well under the limit of a message.
    private const int MostBytes = 16 << 20;

    private readonly Lazy<byte[]>? _bytes;
    private readonly int _number;

    private CheckpointPiece(Checkpoint? whole, Lazy<byte[]>? bytes, int number) => (Whole, _bytes, _number) = (whole, bytes, number);

    /// <summary>The checkpoint where it has not left its silo; null where it came as bytes.</summary>
    public Checkpoint? Whole { get; }

    /// <summary>A checkpoint that does not change any more.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="compressed">Its <see cref="Compress"/>ed bytes, wanted only where it leaves the silo.</param>
    public static CheckpointPiece Of(Checkpoint checkpoint, Lazy<byte[]> compressed) => new(checkpoint, compressed, 0);

    /// <summary>A piece that came as bytes.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    public static CheckpointPiece Of(byte[] bytes) => new(null, new(bytes), 0);

    /// <summary>Another piece of the same checkpoint.</summary>
    /// <param name="number">0, 1, 2, ...</param>
    public CheckpointPiece Number(int number) => new(Whole, _bytes, number);

    /// <summary>The bytes of the piece; fewer than <see cref="IsFull"/> wants are the last.</summary>
    public byte[] ToBytes()
    {
        var bytes = _bytes!.Value;
        var from = Math.Min(_number * (long)MostBytes, bytes.Length);
        return bytes.AsSpan((int)from, (int)Math.Min(MostBytes, bytes.Length - from)).ToArray();
    }

    /// <summary>Whether another piece follows the one with these bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static bool IsFull(byte[] bytes) => bytes.Length == MostBytes;

    /// <summary>A checkpoint as bytes: most of its numbers are small.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public static byte[] Compress(Checkpoint checkpoint)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            checkpoint.WriteTo(brotli);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Compress"/> gave.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="plan">Plan of the run.</param>
    /// <param name="part">Part of the run.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    /// <exception cref="OtherRunException">The checkpoint is of another plan or part.</exception>
    public static Checkpoint Expand(Stream bytes, RunPlan plan, RunPart part)
    {
        using var whole = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionMode.Decompress))
        {
            brotli.CopyTo(whole);
        }

        return Checkpoint.ReadFrom(whole, plan, part);
    }
}

/// <summary>A <see cref="CheckpointPiece"/> between silos.</summary>
[GenerateSerializer, Alias("cohort.checkpoint-piece")]
internal struct CheckpointPieceSurrogate
{
    [Id(0)]
    public byte[] Bytes;
}

/// <summary>Turns checkpoints into bytes where they leave their silo, and only there.</summary>
[RegisterConverter]
internal sealed class CheckpointPieceConverter : IConverter<CheckpointPiece, CheckpointPieceSurrogate>
{
    public CheckpointPiece ConvertFromSurrogate(in CheckpointPieceSurrogate surrogate) => CheckpointPiece.Of(surrogate.Bytes);

    public CheckpointPieceSurrogate ConvertToSurrogate(in CheckpointPiece value) => new() { Bytes = value.ToBytes() };
}

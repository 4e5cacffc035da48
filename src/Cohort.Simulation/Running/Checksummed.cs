using System.Security.Cryptography;
using System.Text;

namespace Cohort.Simulation.Running;

/// <summary>Files whose damage is noticed: the content is followed by its SHA-256, which is looked at before anything is read.</summary>
internal static class Checksummed
{
    private const int HashBytes = 32;
    private const int BufferBytes = 1 << 16;

    /// <summary>Writes content and hash.</summary>
    public static void Write(Stream stream, Action<BinaryWriter> content)
    {
        using var hashed = new HashingStream(stream);
        using (var buffered = new BufferedStream(hashed, BufferBytes))
        using (var writer = new BinaryWriter(buffered, Encoding.UTF8, leaveOpen: true))
        {
            content(writer);
            writer.Flush();
            stream.Write(hashed.GetHash());
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="stream">A stream that can seek; it is read from the beginning.</param>
    /// <param name="content">Reads the content.</param>
    /// <exception cref="InvalidDataException">The bytes are not those that were written.</exception>
    public static T Read<T>(Stream stream, Func<BinaryReader, T> content)
    {
        var length = stream.Length - HashBytes;
        if (length < 0 || !HashOf(stream, length).AsSpan().SequenceEqual(Next(stream)))
        {
            throw new InvalidDataException("its checksum is wrong");
        }

        stream.Position = 0;
        using var reader = new BinaryReader(new BufferedStream(stream, BufferBytes), Encoding.UTF8, leaveOpen: true);
        try
        {
            return content(reader);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("it ends early", exception);
        }
    }

    private static byte[] HashOf(Stream stream, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        stream.Position = 0;
        for (var left = length; left > 0;)
        {
            var some = buffer.AsSpan(0, (int)Math.Min(buffer.Length, left));
            stream.ReadExactly(some);
            hash.AppendData(some);
            left -= some.Length;
        }

        return hash.GetHashAndReset();
    }

    private static byte[] Next(Stream stream)
    {
        var bytes = new byte[HashBytes];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

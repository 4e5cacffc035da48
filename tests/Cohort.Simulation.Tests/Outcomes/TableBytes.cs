using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Tests.Outcomes;

internal static class TableBytes
{
    public static byte[] Of(RunTable table)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        table.WriteTo(writer);
        writer.Flush();
        return stream.ToArray();
    }
}

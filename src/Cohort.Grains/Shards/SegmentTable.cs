using System.IO.Hashing;
using System.Text;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Shards;

/// <summary>The outcomes of a segment, ready to travel: bytes by source arm (null for an arm that is never one), and their hash.</summary>
internal sealed record SegmentTable(byte[]?[] Arms, long PatientYears, string Hash)
{
    public static SegmentTable Of(OutcomeTable table)
    {
        var arms = new byte[]?[table.Shape.Tree.Arms];
        var hash = new XxHash128();
        for (var arm = 0; arm < arms.Length; arm++)
        {
            if (!IsSource(table.Shape.Tree, arm))
            {
                continue;
            }

            using var stream = new MemoryStream();
            using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            {
                table.WriteTo(writer, arm);
            }

            hash.Append(stream.GetBuffer().AsSpan(0, (int)stream.Length));
            arms[arm] = stream.ToArray();
        }

        return new(arms, table.PatientYears, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    public static void Read(byte[] bytes, int arm, OutcomeTable into)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        into.ReadFrom(reader, arm);
    }

    public static bool IsSource(ArmTree tree, int arm) => tree.Pieces.Any(piece => piece.Arm == arm);
}

using System.Globalization;
using Cohort.Benchmarks.Lanes;
using Cohort.Benchmarks.Passes;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Profile;

/// <summary>Prints what each pass does to a lane of sixteen patients in a year: operations, not time.</summary>
internal static class OperationReport
{
    /// <summary>Prints the table.</summary>
    public static void Print(TextWriter output)
    {
        var kinds = Enum.GetNames<Operation>();
        output.WriteLine();
        output.WriteLine($"| operations on a lane of {CountedLane.Count} | {string.Join(" | ", kinds).ToLowerInvariant()} |");
        output.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", kinds.Length))}");
        Line(output, "**a year after baseline**", Print(output, PassList<CountedLane>.Year));
        Print(output, PassList<CountedLane>.Past.Concat(PassList<CountedLane>.Candidate).Where(IsNew));
    }

    private static bool IsNew(Pass<CountedLane> pass) => PassList<CountedLane>.Year.All(one => one.Name != pass.Name);

    private static double[] Print(TextWriter output, IEnumerable<Pass<CountedLane>> passes)
    {
        var bench = new Workbench<CountedLane>(Model.Default);
        bench.Block = BaselineBlock.Create();
        bench.Year = bench.YearOf(BaselineBlock.Seed, BaselineBlock.StartYear, 1);
        var sums = new double[Enum.GetValues<Operation>().Length];
        foreach (var pass in passes)
        {
            Operations.Take();
            pass.Run(bench);
            var counts = Operations.Take().Select(count => (double)count * CountedLane.Count / bench.Block.Count).ToArray();
            Line(output, pass.Name, counts);
            sums = [.. sums.Zip(counts, (sum, count) => sum + count)];
        }

        return sums;
    }

    private static void Line(TextWriter output, string name, IReadOnlyList<double> counts) =>
        output.WriteLine($"| {name} | {string.Join(" | ", counts.Select(count => count.ToString("0", CultureInfo.InvariantCulture)))} |");
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using Cohort.Physiology.Numerics;

namespace Cohort.Benchmarks.Reduced;

/// <summary><c>reduced PATIENTS YEARS THREADS</c>: runs the reduced model and prints a line of JSON, as its peers do.</summary>
internal static class ReducedCommand
{
    private static readonly string[] Names = [.. Enum.GetNames<ReducedVariable>().Select(name => name.ToLowerInvariant())];

    /// <summary>Runs it.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var numbers = arguments.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return Vector512.IsHardwareAccelerated ? Run<Lane16>(numbers) : Run<Lane8>(numbers);
    }

    private static int Run<TLane>(int[] numbers) where TLane : struct, ILane<TLane>
    {
        var blocks = (numbers[0] + ReducedBlock.Count - 1) / ReducedBlock.Count;
        var (years, threads) = (numbers[1], numbers[2]);
        var start = Stopwatch.GetTimestamp();
        var parts = Enumerable.Range(0, threads).Select(_ => new ReducedSums(years)).ToArray();
        var workers = parts.Select((part, t) => new Thread(() => Simulate<TLane>(part, blocks * t / threads, blocks * (t + 1) / threads, years))).ToArray();
        foreach (var worker in workers)
        {
            worker.Start();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }

        var sums = parts[0];
        foreach (var part in parts.Skip(1))
        {
            sums.Add(part);
        }

        Console.WriteLine(Json(sums, blocks * ReducedBlock.Count, years, Stopwatch.GetElapsedTime(start)));
        return 0;
    }

    private static void Simulate<TLane>(ReducedSums sums, int from, int to, int years) where TLane : struct, ILane<TLane>
    {
        var block = new ReducedBlock();
        for (var b = from; b < to; b++)
        {
            block.Number((ulong)b * ReducedBlock.Count);
            ReducedModel<TLane>.Begin(block);
            for (var year = 1; year <= years; year++)
            {
                ReducedModel<TLane>.Advance(block, (uint)year);
                ReducedModel<TLane>.Fold(block, sums.All(year), sums.Women(year));
            }

            sums.AddSquares(block);
        }
    }

    private static string Json(ReducedSums sums, int patients, int years, TimeSpan elapsed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"seconds\": {elapsed.TotalSeconds:0.000000}, \"patients\": {patients}, \"strata\": [");
        for (var sex = 0; sex < 2; sex++)
        {
            var living = sums.Sum(sex, years, ReducedVariable.Alive);
            text.Append(CultureInfo.InvariantCulture, $"{(sex == 1 ? ", " : "")}{{\"living\": {living:0}");
            for (var v = ReducedVariable.Age; v < ReducedVariable.Alive; v++)
            {
                var mean = sums.Sum(sex, years, v) / living;
                var spread = Math.Sqrt(Math.Max((sums.Square(sex, v) / living) - (mean * mean), 0));
                text.Append(CultureInfo.InvariantCulture, $", \"{Names[(int)v]}\": [{mean:G9}, {spread:G9}]");
            }

            text.Append('}');
        }

        return text.Append("]}").ToString();
    }
}

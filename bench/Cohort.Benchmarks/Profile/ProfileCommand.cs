using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Cohort.Physiology.Numerics;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Benchmarks.Profile;

/// <summary>
/// <c>profile [SCENARIO [PATIENTS]]</c>: where the time of a run goes, by pass, on one thread. Of several repetitions the fastest is shown.
/// </summary>
internal static class ProfileCommand
{
    private const int Repetitions = 3;
    private const long UsualPatients = 65_536;

    /// <summary>Prints the profile; 1 if it does not simulate what a run does.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var path = arguments.Count > 0 ? arguments[0] : Repository.PathOf("scenarios/natural-history.yaml");
        var patients = arguments.Count > 1 ? long.Parse(arguments[1], CultureInfo.InvariantCulture) : UsualPatients;
        var scenario = ScenarioFile.Read(path) with { Patients = patients };
        var plan = RunPlan.Create(scenario, PopulationLoader.Load(scenario, Path.GetDirectoryName(path) ?? ""));
        return Vector512.IsHardwareAccelerated ? Run<Lane16>(plan) : Vector256.IsHardwareAccelerated ? Run<Lane8>(plan) : Run<Lane4>(plan);
    }

    private static int Run<TLane>(RunPlan plan) where TLane : struct, ILane<TLane>
    {
        var expected = Simulate<TLane>(plan, out _);
        var unclocked = TimeSpan.MaxValue;
        SegmentProfile<TLane>? fastest = null;
        for (var repetition = 0; repetition <= Repetitions; repetition++)
        {
            var profile = new SegmentProfile<TLane>(plan, Model.Default);
            var table = profile.Run();
            if (!Bytes(table).AsSpan().SequenceEqual(Bytes(expected)))
            {
                Console.Error.WriteLine("The profiled passes give other outcomes than a run: bring PassList and SegmentProfile up to date.");
                return 1;
            }

            Simulate<TLane>(plan, out var elapsed);

            // The first repetition is for the just-in-time compiler.
            if (repetition > 0)
            {
                unclocked = elapsed < unclocked ? elapsed : unclocked;
                fastest = fastest == null || profile.Ticks < fastest.Ticks ? profile : fastest;
            }
        }

        ProfileReport.Print(Console.Out, plan, fastest!, expected.PatientYears, unclocked);
        OperationReport.Print(Console.Out);
        return 0;
    }

    private static RunTable Simulate<TLane>(RunPlan plan, out TimeSpan elapsed) where TLane : struct, ILane<TLane>
    {
        var start = Stopwatch.GetTimestamp();
        var simulator = new SegmentSimulator<TLane>(Model.Default);
        var all = new RunTable(plan.Shape);
        var table = new OutcomeTable(plan.Shape);
        for (var segment = 0; segment < plan.Segments; segment++)
        {
            table.Clear();
            simulator.Run(plan, segment, table, CancellationToken.None);
            all.Add(table);
        }

        elapsed = Stopwatch.GetElapsedTime(start);
        return all;
    }

    private static byte[] Bytes(RunTable table)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        table.WriteTo(writer);
        writer.Flush();
        return memory.ToArray();
    }
}

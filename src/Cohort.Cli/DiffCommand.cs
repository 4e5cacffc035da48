using System.CommandLine;
using Cohort.Simulation.Comparing;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary><c>cohort diff</c>: whether two runs are the same and, if not, where they part.</summary>
internal sealed class DiffCommand
{
    private const long UsualPatients = 100_000;

    private readonly Argument<string> _first = new("DIR1") { Description = "Folder of a finished run" };
    private readonly Argument<string> _second = new("DIR2") { Description = "Folder of another" };
    private readonly Option<string> _patients = Arguments.Number(
        "--patients", FormattableString.Invariant($"Most patients to simulate again in search of the first difference (default: {UsualPatients})"));

    public static Command Create()
    {
        var diff = new DiffCommand();
        var command = new ExampleCommand(
            "diff",
            "Tell whether two finished runs are the same. If not: what they were made from, which files differ, and the first year, arm, patient and variable " +
            "in which they part, found by simulating patients again. Exit code 0: the same; 1: different.",
            ("cohort diff results/a results/b", "Compares two runs."),
            ("cohort diff results/a results/b --patients 1000", "Looks for the first difference among the first thousand patients only."))
        {
            diff._first,
            diff._second,
            diff._patients,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => diff.Compare(parsed, cancellationToken)));
        return command;
    }

    private int Compare(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var most = parsed.GetValue(_patients) is { } text ? Arguments.Whole("--patients", text, 0, long.MaxValue) : UsualPatients;
        using var first = RunResults.Open(parsed.GetRequiredValue(_first));
        using var second = RunResults.Open(parsed.GetRequiredValue(_second));
        var origins = Provenance.Differences(first, second);
        var files = FileDifference.Between(first, second);
        if (first.PlanId == second.PlanId && files.Count == 0)
        {
            output.WriteLine($"The runs are the same: plan {first.PlanId}.");
            return ExitCode.Done;
        }

        output.WriteLine($"The runs differ: {first.Path} (first) | {second.Path} (second).");
        Print(output, first.PlanId == second.PlanId ? "Their plan is the same." : "Made from:", origins);
        Print(output, "Files:", [.. files.Select(file => $"{file.Name} {file.What}")]);
        output.WriteLine(first.PlanId == second.PlanId ? PartInFiles(first, second, files) : PartInPlans(first, second, most, output, cancellationToken));
        return ExitCode.Failed;
    }

    private static void Print(TextWriter output, string heading, IReadOnlyList<string> lines)
    {
        output.WriteLine(heading);
        foreach (var line in lines)
        {
            output.WriteLine("  " + line);
        }
    }

    private static string PartInFiles(RunResults first, RunResults second, IReadOnlyList<FileDifference> files)
    {
        if (files.All(file => file.Name != RunFiles.Trajectories))
        {
            return "The sampled patients are the same in both.";
        }

        var (left, right) = (Path.Combine(first.Path, RunFiles.Trajectories), Path.Combine(second.Path, RunFiles.Trajectories));
        return File.Exists(left) && File.Exists(right) && TrajectoryDifference.First(left, right) is { } divergence
            ? Describe(divergence)
            : $"The rows of {RunFiles.Trajectories} are not those of the same patients and years.";
    }

    private static string PartInPlans(RunResults first, RunResults second, long most, TextWriter output, CancellationToken cancellationToken)
    {
        if (first.ModelVersion != second.ModelVersion)
        {
            return "Two versions of the model: this program can simulate the patients of one of them at most.";
        }

        var (left, right) = (first.Restore(), second.Restore());
        if (left.Scenario.Seed != right.Scenario.Seed || left.PopulationHash != right.PopulationHash)
        {
            return "Patients of two seeds or populations are different people: they are not compared one by one.";
        }

        var search = new DivergenceSearch(left, right, SegmentSimulator.Create());
        if (search.Arms.Count == 0)
        {
            return "No arm has the same name in both: patients are not compared one by one.";
        }

        var patients = Math.Min(most, search.Patients);
        output.WriteLine(FormattableString.Invariant($"Simulating up to {patients:N0} patients again."));
        return search.First(patients, cancellationToken) is { } divergence
            ? Describe(divergence)
            : FormattableString.Invariant($"The first {patients:N0} patients are the same in every arm and year that both have.");
    }

    private static string Describe(Divergence one) => FormattableString.Invariant(
        $"They part first in arm {one.Arm}, year {one.Year}, patient {one.Patient}: {one.Variable} is {one.First} | {one.Second}.");
}

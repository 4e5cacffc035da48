using System.CommandLine;
using System.CommandLine.Invocation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>The command tree of <c>cohort</c>. Hosts differ only in the engine that they give to it.</summary>
public static class CohortCommands
{
    /// <summary>The tree; a host may add commands of its own.</summary>
    /// <param name="engines">Makes the engine of <c>run</c>.</param>
    public static RootCommand CreateRoot(ISimulationEngineFactory engines)
    {
        var root = new RootCommand(
            "Cohort simulates the calcification of arteries and of the aortic valve in populations, under one or more courses of care.")
        {
            RunCommand.Create(engines),
            ResumeCommand.Create(engines),
            MergeCommand.Create(engines),
            SweepCommand.Create(),
            SensitivityCommand.Create(),
            PlanCommand.Create(),
            TrialCommand.Create(),
            ServeCommand.Create(engines),
            CompareCommand.Create(),
            EconomicsCommand.Create(),
            ReportCommand.Create(),
            QueryCommand.Create(),
            QueryCommand.CreateExport(),
            PatientCommand.Create(),
            DiffCommand.Create(),
            InitCommand.Create(),
            CheckCommand.Create(),
            SchemaCommand.Create(),
            DictionaryCommand.Create(),
            CompletionCommand.Create(),
            ValidateCommand.Create(),
            CalibrateCommand.Create(),
            NormsCommand.Create(),
        };
        var version = root.Options.OfType<VersionOption>().Single();
        version.Description = "Show the versions of program and model";
        var verbose = new Option<bool>("--verbose") { Description = "With --version: also commit, data, machine" };
        root.Options.Add(verbose);
        version.Validators.Clear();
        version.Action = new VersionAction(verbose);
        var help = ExampleCommand.ShowIn(root);
        root.SetAction(help.Invoke);
        return root;
    }

    private sealed class VersionAction(Option<bool> verbose) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine($"cohort {RunJson.ProgramVersion} (model version {ModelVersion.Current})");
            foreach (var (name, value) in parseResult.GetValue(verbose) ? Build.Describe() : [])
            {
                output.WriteLine($"{name + ":",-12}{value}");
            }

            return ExitCode.Done;
        }
    }
}

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
            DiffCommand.Create(),
            CompareCommand.Create(),
            EconomicsCommand.Create(),
            TrialCommand.Create(),
            ReportCommand.Create(),
            QueryCommand.Create(),
            QueryCommand.CreateExport(),
            DictionaryCommand.Create(),
            ServeCommand.Create(engines),
            CheckCommand.Create(),
            InitCommand.Create(),
            SchemaCommand.Create(),
            PatientCommand.Create(),
            ValidateCommand.Create(),
            CalibrateCommand.Create(),
            NormsCommand.Create(),
            SweepCommand.Create(),
        };
        var version = root.Options.OfType<VersionOption>().Single();
        version.Description = "Show the versions of program and model";
        version.Action = new VersionAction();
        var help = ExampleCommand.ShowIn(root);
        root.SetAction(help.Invoke);
        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"cohort {RunJson.ProgramVersion} (model version {ModelVersion.Current})");
            return ExitCode.Done;
        }
    }
}

using System.CommandLine;
using Cohort.Cli;

namespace Cohort.Silo;

/// <summary>The command tree of <c>cohort-silo</c>: that of <c>cohort</c>, its runs on silos, and the commands of a cluster.</summary>
internal static class Commands
{
    public static RootCommand Create(IReadOnlyList<string> args)
    {
        var engines = new ClusterEngineFactory();
        var root = CohortCommands.CreateRoot(engines);
        root.Add(SiloCommand.Create());
        root.Add(SetupCommand.Create());
        engines.AddOptions(root);
        engines.Read(root.Parse(args));
        return root;
    }
}

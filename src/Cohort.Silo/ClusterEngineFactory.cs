using System.CommandLine;
using Cohort.Grains;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Silo;

/// <summary>Runs segments on silos: on one in this process, or on a cluster elsewhere.</summary>
internal sealed class ClusterEngineFactory : ISimulationEngineFactory
{
    private static readonly string[] Commands = ["run", "resume"];

    private readonly Option<string> _grain = new("--grain")
    {
        HelpName = "KIND",
        Description = "What is a grain: 'shard', many patients at once, or 'patient', each of them; same results",
        DefaultValueFactory = _ => "shard",
    };

    private readonly Option<string> _cluster = new("--cluster")
    {
        HelpName = "WHERE",
        Description = "Let a running cluster simulate: HOST:PORT of a silo's gateway, or the connection string of its PostgreSQL (default: one silo in this process)",
    };

    private PatientHosting _hosting;
    private string? _where;

    /// <inheritdoc/>
    public string Name => OrleansEngine.Name;

    /// <summary>Gives the commands that simulate the options of a cluster.</summary>
    public void AddOptions(Command root)
    {
        _grain.AcceptOnlyFromAmong("shard", "patient");
        foreach (var command in root.Subcommands.Where(command => Commands.Contains(command.Name)))
        {
            command.Add(_grain);
            command.Add(_cluster);
        }
    }

    /// <summary>Takes the options from a command line.</summary>
    public void Read(ParseResult parsed)
    {
        _hosting = parsed.GetResult(_grain) is { } grain && parsed.Errors.Count == 0 && grain.GetValue(_grain) == "patient" ? PatientHosting.Grains : PatientHosting.Blocks;
        _where = parsed.GetResult(_cluster)?.GetValue(_cluster);
    }

    /// <inheritdoc/>
    public ISimulationEngine Create(int threads) => _where is { } where
        ? new RemoteCluster(where, _hosting)
        : new OwnSilo(threads, _hosting, RunToEnd.UsualCheckpointInterval);
}

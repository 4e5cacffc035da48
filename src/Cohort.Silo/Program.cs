using Cohort.Cli;
using Cohort.Silo;

var engines = new ClusterEngineFactory();
var root = CohortCommands.CreateRoot(engines);
root.Add(SiloCommand.Create());
root.Add(SetupCommand.Create());
engines.AddOptions(root);
engines.Read(root.Parse(args));
return await CommandLineHost.RunAsync(root, args);

using Cohort.Cli;
using Cohort.Simulation.Running;

return await CommandLineHost.RunAsync(CohortCommands.CreateRoot(new EmbeddedEngineFactory()), args);

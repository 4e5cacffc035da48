using Cohort.Cli;

return await CommandLineHost.RunAsync(CohortCommands.CreateRoot(new EmbeddedEngineFactory()), args);

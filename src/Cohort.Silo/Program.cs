using Cohort.Cli;
using Cohort.Silo;

return await CommandLineHost.RunAsync(Commands.Create(args), args);

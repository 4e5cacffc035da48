using System.CommandLine;

namespace Cohort.Silo;

/// <summary><c>cohort-silo setup</c>: prepares a PostgreSQL database for a cluster.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        var connection = new Option<string>("--connection") { HelpName = "TEXT", Description = "Connection string of the database", Required = true };
        var command = new Command("setup", "Create the tables of a cluster in a PostgreSQL database; safe to repeat.") { connection };
        command.SetAction(parsed =>
        {
            var where = parsed.GetRequiredValue(connection);
            Database.SetUp("--connection", where);
            parsed.InvocationConfiguration.Output.WriteLine($"{Database.Shown(where)} is ready for a cluster.");
        });
        return command;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Cohort.Simulation;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary>
/// Runs one command line: 0 done, 1 failed while running, 2 refused (an unknown option, an invalid scenario),
/// 124 stopped by a time limit, 130 interrupted.
/// </summary>
public static class CommandLineHost
{
    private const string DebugVariable = "COHORT_DEBUG";

    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line on the console of this process; SIGINT and SIGTERM interrupt it cleanly, a second one at once.</summary>
    /// <param name="root">The command tree.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args)
    {
        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        return await RunAsync(root, args, Console.Out, Console.Error, interruption.Token).ConfigureAwait(false);

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        }
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="root">The command tree.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="cancellationToken">Interrupts the command.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(args, Parsing);
        if (parsed.Errors.Count > 0)
        {
            Refuse(parsed, error);
            return ExitCode.Refused;
        }

        try
        {
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedInputException refused)
        {
            return End(refused, refused.Message, ExitCode.Refused);
        }
        catch (StoppedException stopped)
        {
            return End(stopped, stopped.Message, stopped.ExitCode);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            return End(cancelled, "Interrupted.", ExitCode.Interrupted);
        }
        catch (Exception failure) when (failure is RunDirectoryException or SegmentFailedException or ExperimentFailedException or IOException or UnauthorizedAccessException)
        {
            return End(failure, "cohort: " + failure.Message.ReplaceLineEndings(" "), ExitCode.Failed);
        }
        catch (Exception failure)
        {
            var hint = $"This is a fault of the program; {DebugVariable}=1 in the environment shows where it arose.";
            return End(failure, $"cohort: {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")} {hint}", ExitCode.Failed);
        }

        int End(Exception exception, string message, int code)
        {
            error.WriteLine(message);
            if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
            {
                error.WriteLine(exception);
            }

            return code;
        }
    }

    private static void Refuse(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        foreach (var problem in parsed.Errors)
        {
            error.WriteLine("cohort: " + problem.Message);
        }

        var known = command.Subcommands.Select(one => one.Name).Concat(command.Options.Select(one => one.Name)).ToArray();
        foreach (var meant in parsed.UnmatchedTokens.Select(token => NearestName.Among(token, known)).OfType<string>().Distinct())
        {
            error.WriteLine($"Did you mean '{meant}'?");
        }

        var path = parsed.CommandResult.Command is RootCommand ? "cohort" : "cohort " + command.Name;
        error.WriteLine($"'{path} --help' tells what is allowed.");
    }
}

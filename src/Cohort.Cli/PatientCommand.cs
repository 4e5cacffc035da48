using System.CommandLine;
using System.Text;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary><c>cohort patient</c>: one patient's history, simulated alone and equal to the one in the run.</summary>
internal sealed class PatientCommand
{
    private readonly Argument<string> _scenario = Arguments.Scenario();
    private readonly Option<string> _id = new("--id") { HelpName = "N", Description = "Number of the patient, from 0", Required = true };
    private readonly Option<string> _arm = new("--arm") { HelpName = "ARM", Description = "Only this arm (default: all)" };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print every variable, as in trajectories.csv to the last digit" };

    public static Command Create()
    {
        var patient = new PatientCommand();
        var command = new ExampleCommand(
            "patient",
            "Simulate one patient of a scenario alone: the same history, to the last bit, as in the run of everybody.",
            ("cohort patient scenarios/warfarin-to-doac.yaml --id 17", "The history of patient 17 in every arm."),
            ("cohort patient scenarios/warfarin-to-doac.yaml --id 17 --arm doac --csv", "Every variable of one arm, as CSV."))
        {
            patient._scenario,
            patient._id,
            patient._arm,
            patient._csv,
        };
        command.SetAction(patient.Print);
        return command;
    }

    private void Print(ParseResult parsed)
    {
        var console = new CommandConsole(parsed.InvocationConfiguration);
        var plan = LoadedScenario.Load(parsed.GetRequiredValue(_scenario), new ScenarioOverrides()).Plan;
        var arm = parsed.GetValue(_arm) is { } name ? ArmNamed(name, plan.Scenario) : (int?)null;
        var id = Arguments.Whole("--id", parsed.GetRequiredValue(_id), 0, plan.Scenario.Patients - 1, ", the patients of the scenario");
        var histories = SegmentSimulator.Create().Histories(plan, [(ulong)id]).Where(history => arm is null || history.Arm == arm);
        if (parsed.GetValue(_csv))
        {
            using var csv = new MemoryStream();
            TrajectoryCsv.Write(csv, plan.Scenario, histories);
            console.Output.Write(Encoding.UTF8.GetString(csv.ToArray()));
            return;
        }

        foreach (var history in histories)
        {
            HistoryTable.Print(console.Ansi, plan.Scenario, history);
        }
    }

    private static int ArmNamed(string name, Scenario scenario)
    {
        var names = scenario.Arms.Select(arm => arm.Name).ToArray();
        var arm = Array.IndexOf(names, name);
        if (arm >= 0)
        {
            return arm;
        }

        var meant = NearestName.Among(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        throw new RefusedInputException("--arm", $"no arm is named '{name}'{meant} Arms: {string.Join(", ", names)}.");
    }
}

using System.CommandLine;
using Cohort.Physiology.Parameters;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary><c>cohort norms</c>: recomputes the committed norms of relative risk.</summary>
internal static class NormsCommand
{
    private const int Most = 10_000_000;

    public static Command Create()
    {
        var patients = Arguments.Number("--patients", "Patients of the natural history");
        patients.DefaultValueFactory = _ => "200000";
        var command = new ExampleCommand(
            "norms",
            "For developers: compute the norms of relative risk from the natural history. Needed when a parameter or a rate changes.",
            ("cohort norms > data/risk_norms.csv", "Replaces the committed norms; raise ModelVersion with them."))
        {
            patients,
        };
        command.SetAction(parsed => RiskNormsFile.Write(
            NormEstimator.Estimate(ModelParameters.Default, (int)Arguments.Whole("--patients", parsed.GetRequiredValue(patients), 1, Most)),
            parsed.InvocationConfiguration.Output));
        return command;
    }
}

using Cohort.Simulation.Running;

namespace Cohort.Grains;

/// <summary>Keys of grains. A run is named by its plan: to submit it again is to follow it.</summary>
public static class RunKey
{
    private const int IdDigits = 16;

    /// <summary>Key of a run: the first digits of its plan's id, the part if it is divided, and whether its patients are grains.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="part">The part of it.</param>
    /// <param name="hosting">How its patients are hosted.</param>
    public static string Of(RunPlan plan, RunPart part, PatientHosting hosting) =>
        plan.Id[..IdDigits]
        + (part.IsWhole ? "" : FormattableString.Invariant($"-{part.Number}-of-{part.Of}"))
        + (hosting == PatientHosting.Grains ? "-patients" : "");

    /// <summary>Key of a segment's coordinator.</summary>
    /// <param name="run">Key of the run.</param>
    /// <param name="segment">The segment.</param>
    public static string OfShard(string run, int segment) => FormattableString.Invariant($"{run}/{segment}");

    /// <summary>Key of a patient.</summary>
    /// <param name="run">Key of the run.</param>
    /// <param name="arm">The arm, from 0.</param>
    /// <param name="patient">Number of the patient.</param>
    public static string OfPatient(string run, int arm, ulong patient) => FormattableString.Invariant($"{run}/{arm}/{patient}");

    /// <summary>Key of a patient on a branch: the same person, to whom something else may be done.</summary>
    /// <param name="run">Key of the run.</param>
    /// <param name="arm">The arm that the branch leaves, from 0.</param>
    /// <param name="patient">Number of the patient.</param>
    /// <param name="branch">Name of the branch; any text without '/'.</param>
    public static string OfBranch(string run, int arm, ulong patient, string branch) => OfPatient(run, arm, patient) + "/" + branch;
}

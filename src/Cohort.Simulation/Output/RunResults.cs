using System.Text.Json;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>The results of a finished run, to be read again.</summary>
public sealed class RunResults : IDisposable
{
    private readonly JsonDocument _run;
    private readonly SavedPlan _plan;

    private RunResults(string path, JsonDocument run, SavedPlan plan) => (Path, _run, _plan) = (path, run, plan);

    /// <summary>The run's directory.</summary>
    public string Path { get; }

    /// <summary>What run.json says.</summary>
    public JsonElement Run => _run.RootElement;

    /// <summary>Id of the plan.</summary>
    public string PlanId => _plan.PlanId;

    /// <summary>Version of the model that made the results.</summary>
    public int ModelVersion => _plan.ModelVersion;

    /// <summary>The files whose bytes the plan fixes, with the hashes that run.json gives.</summary>
    public IReadOnlyList<WrittenFile> Files =>
    [
        .. Run.GetProperty("files").EnumerateArray().Select(file => new WrittenFile(
            file.GetProperty("name").GetString()!, file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()!)),
    ];

    /// <summary>Opens the results in a directory.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="RefusedInputException">It holds no finished run, or run.json or plan.bin is damaged.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be read.</exception>
    public static RunResults Open(string path) => RunDirectory.Guarded(path, () =>
    {
        var file = System.IO.Path.Combine(path, RunDirectory.Finished);
        if (!File.Exists(file))
        {
            throw new RefusedInputException(path, UnfinishedRun.IsIn(path) ? $"holds a run that is not finished; '{UnfinishedRun.ResumeCommand(path)}' goes on with it"
                : RunDirectory.IsFinished(path) ? "holds a part of a run; 'cohort merge' unites parts"
                : "holds no finished run");
        }

        var plan = SavedPlanFile.Read(System.IO.Path.Combine(path, RunDirectory.Plan));
        JsonDocument? run = null;
        try
        {
            run = JsonDocument.Parse(File.ReadAllBytes(file));
            if (run.RootElement.GetProperty("plan_id").GetString() == plan.PlanId)
            {
                return new RunResults(path, run, plan);
            }
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            run?.Dispose();
            throw new RefusedInputException(file, $"is damaged: {damage.Message}");
        }

        run.Dispose();
        throw new RefusedInputException(file, $"is of another plan than {RunDirectory.Plan} beside it");
    });

    /// <summary>The plan, ready to simulate any patient again.</summary>
    /// <exception cref="RefusedInputException">It is for another version of the model or another edition of the population than this program's.</exception>
    public RunPlan Restore() => SavedPlanFile.Restore(System.IO.Path.Combine(Path, RunDirectory.Plan), _plan);

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}

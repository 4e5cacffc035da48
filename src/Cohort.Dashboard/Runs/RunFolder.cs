using System.Collections.Concurrent;
using System.Text.Json;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Dashboard.Runs;

/// <summary>The folder of results: which runs are in it, and the only way to a path inside it.</summary>
internal sealed class RunFolder(string path)
{
    private const int LongestId = 120;

    private readonly ConcurrentDictionary<string, (DateTime Time, Progress? Done)> _progress = [];

    /// <summary>The folder, absolute, without links.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Ids of all runs, finished or not.</summary>
    public IReadOnlyList<string> Ids => !Directory.Exists(Path) ? [] :
    [
        .. Directory.EnumerateDirectories(Path).Where(directory => IsPlain(directory) && IsRun(directory))
            .Select(directory => System.IO.Path.GetFileName(directory)).Where(IsId).Order(StringComparer.Ordinal),
    ];

    /// <summary>The directory of a run; null where the id is no name of a run in the folder.</summary>
    public string? DirectoryOf(string id)
    {
        if (!IsId(id))
        {
            return null;
        }

        var directory = System.IO.Path.Combine(Path, id);
        return Directory.Exists(directory) && IsPlain(directory) && IsRun(directory) ? directory : null;
    }

    /// <summary>A file of a run; null where there is none of that name.</summary>
    public string? FileOf(string id, string name) =>
        DirectoryOf(id) is { } directory && FilesIn(directory).Any(file => file.Name == name) ? System.IO.Path.Combine(directory, name) : null;

    /// <summary>A name for a new run, free in the folder.</summary>
    public string NewId(string name)
    {
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? name : FormattableString.Invariant($"{name}-{number}");
            if (!Directory.Exists(System.IO.Path.Combine(Path, id)) && !File.Exists(System.IO.Path.Combine(Path, id)))
            {
                return id;
            }
        }
    }

    /// <summary>A run that this server is not at work on, by what is on the disk; null where there is none.</summary>
    public RunView? View(string id)
    {
        if (DirectoryOf(id) is not { } directory)
        {
            return null;
        }

        try
        {
            return UnfinishedRun.IsIn(directory) ? Unfinished(id, directory) : Finished(id, directory);
        }
        catch (Exception unreadable) when (unreadable is RefusedInputException or RunDirectoryException or IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Removes a run and all of its files.</summary>
    public void Delete(string id)
    {
        if (DirectoryOf(id) is { } directory)
        {
            Directory.Delete(directory, recursive: true);
            _progress.TryRemove(directory, out _);
        }
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && id[0] != '.' && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    // A link could lead out of the folder. What is deleted meanwhile has every attribute, so that it is none of the plain either.
    private static bool IsPlain(string path) => !new FileInfo(path).Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsRun(string directory) => RunDirectory.IsFinished(directory) || UnfinishedRun.IsIn(directory);

    private static IEnumerable<RunFile> FilesIn(string directory) => new DirectoryInfo(directory).EnumerateFiles()
        .Where(file => IsPlain(file.FullName) && file.Extension is ".csv" or ".json" or ".bin" or ".html" or ".svg" or ".yaml")
        .OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new RunFile(file.Name, file.Length));

    private RunView Unfinished(string id, string directory)
    {
        var saved = SavedPlanFile.Read(System.IO.Path.Combine(directory, UnfinishedRun.FolderName, RunDirectory.Plan));
        var view = RunView.Of(id, RunState.Interrupted, saved) with { Resumable = saved.ModelVersion == ModelVersion.Current, Files = [.. FilesIn(directory)] };
        return view.Resumable && Kept(directory) is { } done
            ? view with { SegmentsDone = done.Segments, SegmentsTotal = done.SegmentsTotal, PatientsDone = done.Patients, PatientYears = done.PatientYears }
            : view;
    }

    // How far the newest checkpoint is. It is read once: the folder's time is that of the last checkpoint, which came into it under another name.
    private Progress? Kept(string directory)
    {
        var time = File.GetLastWriteTimeUtc(System.IO.Path.Combine(directory, UnfinishedRun.FolderName));
        if (_progress.TryGetValue(directory, out var known) && known.Time == time)
        {
            return known.Done;
        }

        Progress? done = null;
        try
        {
            var (plan, checkpoint) = UnfinishedRun.Look(directory);
            var work = Workload.After(checkpoint, plan);
            done = new Progress(checkpoint.Folded.Count, checkpoint.Part.SegmentsOf(plan).Count(), work.DoneBefore, work.PatientYearsBefore);
        }
        catch (Exception unreadable) when (unreadable is RefusedInputException or RunDirectoryException)
        {
            // It is shown as a run of which nothing is known but its plan; to resume it tells why.
        }

        _progress[directory] = (time, done);
        return done;
    }

    private static RunView? Finished(string id, string directory)
    {
        var saved = SavedPlanFile.Read(System.IO.Path.Combine(directory, RunDirectory.Plan));
        if (!saved.Part.IsWhole)
        {
            return null;
        }

        using var run = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(directory, RunDirectory.Finished)));
        using var timings = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(directory, RunFiles.Timings)));
        var (counts, clock) = (run.RootElement.GetProperty("counts"), timings.RootElement);
        var started = clock.GetProperty("started").GetDateTimeOffset();
        return RunView.Of(id, RunState.Completed, saved) with
        {
            Engine = clock.GetProperty("engine").GetString() ?? "",
            SegmentsDone = counts.GetProperty("segments").GetInt32(),
            SegmentsTotal = counts.GetProperty("segments").GetInt32(),
            PatientsDone = saved.Scenario.Patients,
            PatientYears = counts.GetProperty("patient_years_simulated").GetInt64(),
            PatientYearsPerSecond = clock.GetProperty("patient_years_per_second").GetDouble(),
            ElapsedSeconds = clock.GetProperty("seconds").GetDouble(),
            Started = started,
            Finished = File.GetLastWriteTimeUtc(System.IO.Path.Combine(directory, RunDirectory.Finished)),
            Files = [.. FilesIn(directory)],
        };
    }

    private sealed record Progress(int Segments, int SegmentsTotal, long Patients, long PatientYears);
}

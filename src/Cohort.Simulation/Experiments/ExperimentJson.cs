using System.Text.Encodings.Web;
using System.Text.Json;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Experiments;

/// <summary>experiment.json: what an experiment was, written last, so that its presence means finished.</summary>
public static class ExperimentJson
{
    /// <summary>Name of the file.</summary>
    public const string Name = "experiment.json";

    // The same text everywhere: the writer's default line ends are the system's.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The <see cref="Experiment.Id"/> of the experiment whose results a directory holds; null if it holds none.</summary>
    /// <param name="path">The directory.</param>
    public static string? FinishedId(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(path, Name)));
            return document.RootElement.GetProperty("experiment_id").GetString();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="kind">What was done, such as <c>sweep</c>.</param>
    /// <param name="design">How the points were laid out.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="variations">What was varied.</param>
    /// <param name="files">The files whose bytes the experiment fixes.</param>
    public static void Write(
        Stream stream, string kind, string design, Experiment experiment, IReadOnlyList<Variation> variations, IEnumerable<WrittenFile> files)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        var scenario = experiment.Points[0].Scenario;
        json.WriteStartObject();
        json.WriteString("name", scenario.Name);
        json.WriteString("question", scenario.Question);
        json.WriteString("experiment", kind);
        json.WriteString("experiment_id", experiment.Id);
        json.WriteString("program_version", RunJson.ProgramVersion);
        json.WriteNumber("model_version", ModelVersion.Current);
        json.WriteString("design", design);
        json.WriteNumber("points", experiment.Points.Count);
        json.WriteNumber("patients_of_first_point", scenario.Patients);
        json.WriteNumber("years_of_first_point", scenario.Years);
        json.WriteNumber("seed_of_first_point", scenario.Seed);
        json.WriteStartArray("varied");
        foreach (var one in variations)
        {
            json.WriteStartObject();
            json.WriteString("path", one.Path);
            json.WriteString("values", one.IsRange ? FormattableString.Invariant($"{one.Low}..{one.High}") : string.Join(',', one.Values));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}

using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Output;

/// <summary>run.json and timings.json.</summary>
public static class RunJson
{
    // The same text everywhere: the writer's default line ends are the system's.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Version of the program.</summary>
    public static string ProgramVersion { get; } = typeof(RunJson).Assembly.GetName().Version!.ToString(3);

    /// <summary>Writes run.json.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="table">Its outcomes.</param>
    /// <param name="files">The other files whose bytes the plan fixes.</param>
    public static void WriteRun(Stream stream, RunPlan plan, RunTable table, IEnumerable<WrittenFile> files)
    {
        var scenario = plan.Scenario;
        Write(stream, json =>
        {
            json.WriteString("name", scenario.Name);
            json.WriteString("plan_id", plan.Id);
            json.WriteNumber("seed", scenario.Seed);
            json.WriteString("program_version", ProgramVersion);
            json.WriteNumber("model_version", plan.ModelVersion);
            json.WriteStartObject("population");
            json.WriteString("name", scenario.Population.Path ?? Names.Of(scenario.Population.Kind));
            json.WriteNumber("respondents", plan.Population.Count);
            json.WriteString("sha256", plan.PopulationHash);
            json.WriteEndObject();
            json.WriteStartObject("counts");
            json.WriteNumber("patients", scenario.Patients);
            json.WriteNumber("arms", scenario.Arms.Count);
            json.WriteNumber("years", scenario.Years);
            json.WriteNumber("segments", plan.Segments);
            json.WriteNumber("patient_years_simulated", table.PatientYears);
            json.WriteStartObject("values_clamped");
            for (var m = 0; m < Measures.Count; m++)
            {
                json.WriteNumber(Measures.All[m].Name, table.Clamps[m]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("files");
            foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("scenario");
            WriteScenario(json, scenario);
        });
    }

    /// <summary>Writes timings.json.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="timings">What to say.</param>
    public static void WriteTimings(Stream stream, RunTimings timings) => Write(stream, json =>
    {
        json.WriteString("started", timings.Started.ToUniversalTime());
        json.WriteNumber("seconds", Math.Round(timings.Elapsed.TotalSeconds, 3));
        json.WriteString("engine", timings.Engine);
        json.WriteNumber("threads", timings.Threads);
        json.WriteNumber("patient_years_per_second", timings.Elapsed > TimeSpan.Zero ? Math.Round(timings.PatientYears / timings.Elapsed.TotalSeconds) : 0);
        json.WriteNumber("peak_memory_bytes", timings.PeakMemoryBytes);
        json.WriteString("host", Environment.MachineName);
        json.WriteString("system", RuntimeInformation.OSDescription);
        json.WriteString("architecture", Names.Of(RuntimeInformation.ProcessArchitecture));
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
    });

    private static void Write(Stream stream, Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteScenario(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteStartObject();
        json.WriteString("name", scenario.Name);
        json.WriteString("question", scenario.Question);
        json.WriteStartObject("population");
        json.WriteString("kind", Names.Of(scenario.Population.Kind));
        if (scenario.Population.Path != null)
        {
            json.WriteString("file", scenario.Population.Path);
        }

        json.WriteEndObject();
        json.WriteNumber("patients", scenario.Patients);
        json.WriteNumber("years", scenario.Years);
        json.WriteNumber("start_year", scenario.StartYear);
        json.WriteNumber("seed", scenario.Seed);
        json.WriteStartArray("arms");
        foreach (var arm in scenario.Arms)
        {
            json.WriteStartObject();
            json.WriteString("name", arm.Name);
            json.WriteStartArray("interventions");
            foreach (var intervention in arm.Interventions)
            {
                WriteIntervention(json, intervention);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("outcomes");
        json.WriteStartArray("strata");
        foreach (var stratum in scenario.Outcomes.Strata)
        {
            json.WriteStringValue(Names.Of(stratum));
        }

        json.WriteEndArray();
        json.WriteNumber("trajectories", scenario.Outcomes.Trajectories);
        if (scenario.Outcomes.Custom.Count > 0)
        {
            json.WriteStartArray("custom");
            foreach (var custom in scenario.Outcomes.Custom)
            {
                WriteCustom(json, custom);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCustom(Utf8JsonWriter json, CustomOutcome one)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Name);
        json.WriteString("description", one.Description);
        json.WriteString("expression", one.Expression.ToString());
        json.WriteString("statistic", Names.Of(one.Statistic));
        WritePair("years", one.FirstYear, one.LastYear);
        WritePair("ages", one.FirstAge, one.LastAge);
        WriteWho(json, one.Who);
        json.WriteEndObject();

        void WritePair(string name, int first, int last)
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(first);
            json.WriteNumberValue(last);
            json.WriteEndArray();
        }
    }

    private static void WriteIntervention(Utf8JsonWriter json, Intervention one)
    {
        json.WriteStartObject();
        json.WriteString("kind", Interventions.All.First(info => info.Kind == one.Kind).Name);
        json.WriteNumber("from", one.From);
        if (one.Until is { } until)
        {
            json.WriteNumber("until", until);
        }

        WriteWho(json, one.Who);
        json.WriteNumber("coverage", one.Coverage);
        json.WriteNumber("adherence", one.Adherence);
        json.WriteNumber("dose", one.Dose);
        json.WriteEndObject();
    }

    private static void WriteWho(Utf8JsonWriter json, Eligibility who)
    {
        json.WriteStartArray("criteria");
        foreach (var criterion in who.Criteria)
        {
            json.WriteStartObject();
            json.WriteString("variable", Variables.Describe(criterion.Variable).Name);
            WriteBound("low", criterion.Low);
            WriteBound("high", criterion.High);
            json.WriteBoolean("negated", criterion.Negated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ckd_stages");
        foreach (var stage in who.CkdStages)
        {
            json.WriteStringValue(stage.ToString());
        }

        json.WriteEndArray();

        // An open end has no number.
        void WriteBound(string name, float bound)
        {
            if (float.IsFinite(bound) && Math.Abs(bound) < float.MaxValue)
            {
                json.WriteNumber(name, bound);
            }
        }
    }
}

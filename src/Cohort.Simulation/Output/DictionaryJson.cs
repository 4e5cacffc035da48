using System.Text.Encodings.Web;
using System.Text.Json;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Output;

/// <summary>The data dictionary for programs: every column of every file, of runs, answers and experiments, with its unit and meaning. docs/OUTPUT.md and the dashboard's hover texts say the same.</summary>
public static class DictionaryJson
{
    /// <summary>The dictionary as JSON: an object of files, each an object of columns.</summary>
    public static string Text()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var table in OutputDictionary.Tables.Concat(AnswerTables.All).Concat(ExperimentTables.All))
            {
                json.WriteStartObject(table.Name);
                json.WriteString("meaning", table.Meaning);
                json.WriteStartObject("columns");
                foreach (var column in table.Columns)
                {
                    json.WriteStartObject(column.Name);
                    json.WriteString("unit", column.Unit);
                    json.WriteString("meaning", column.Meaning);
                    if (table.Name == RunFiles.Trajectories && Variables.All.FirstOrDefault(one => one.Name == column.Name) is { } variable)
                    {
                        json.WriteString("group", variable.Group);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}

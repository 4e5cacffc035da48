using System.Globalization;
using System.Text;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Validation;

/// <summary>Writes the outcome of a validation: <c>validation.csv</c>, <c>VALIDATION.md</c> and the figures.</summary>
internal static class ValidationFiles
{
    /// <summary>Writes all files into a directory, which is made where it does not exist.</summary>
    public static void Write(string directory, Validation validation)
    {
        Directory.CreateDirectory(Path.Combine(directory, "figures"));
        using (var stream = File.Create(Path.Combine(directory, "validation.csv")))
        {
            WriteCsv(stream, validation);
        }

        var figures = Figures.Draw(validation);
        foreach (var (name, _, svg) in figures)
        {
            File.WriteAllText(Path.Combine(directory, "figures", name + ".svg"), svg);
        }

        File.WriteAllText(Path.Combine(directory, "VALIDATION.md"), ValidationReport.Markdown(validation, [.. figures.Select(f => (f.Name, f.Title))]));
    }

    private static void WriteCsv(Stream stream, Validation validation)
    {
        static Column Text(string name) => new(name, "", "");
        string[] columns = ["id", "source_id", "measure", "target", "low", "high", "unit", "simulated", "mc_error", "people", "class", "set", "verdict", "reason", "source"];
        using var csv = new CsvTableWriter(stream, [.. columns.Select(Text)]);
        foreach (var (target, simulated, error, people, verdict) in validation.Results)
        {
            csv.Text(target.Id);
            csv.Text(target.SourceId);
            csv.Text(ValidationReport.What(target));
            csv.Text(ValidationReport.Number(target.Value));
            csv.Text(ValidationReport.Number(target.Low));
            csv.Text(ValidationReport.Number(target.High));
            csv.Text(target.Unit);
            csv.Text(ValidationReport.Number(simulated));
            csv.Text(ValidationReport.Number(error));
            csv.Integer(people);
            csv.Text(ValidationReport.Name(target.Class));
            csv.Text(target.Set);
            csv.Text(ValidationReport.Name(verdict));
            csv.Text(target.Note);
            csv.Text(target.Source);
            csv.End();
        }
    }
}

using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

public class DataFileTests
{
    public static TheoryData<string> Facts => new(
        "albuminuria.csv", "anticoagulants.csv", "atrial_fibrillation.csv", "causes_of_death.csv", "diabetes.csv", "dialysis.csv",
        "drugs.csv", "events.csv", "inhibitors.csv", "lipids.csv", "rare_disorders.csv", "vitamin_d.csv");

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_fact_has_a_source_and_says_how_it_is_known(string name)
    {
        using var reader = new StreamReader(DataFile.Open(name));
        Assert.StartsWith("# ", reader.ReadLine(), StringComparison.Ordinal);
        var records = CsvTableRecords(name);
        var (source, provenance, confidence) = (Array.IndexOf(records[0], "source"), Array.IndexOf(records[0], "provenance"), Array.IndexOf(records[0], "confidence"));
        Assert.All(records.Skip(1), r =>
        {
            Assert.Equal(records[0].Length, r.Length);
            Assert.NotEmpty(r[source]);
            Assert.Contains(r[provenance], new[] { "verified", "derived", "memory", "assumption" });
            Assert.Contains(r[confidence], new[] { "high", "medium", "low" });
            Assert.Equal(r[provenance] == "assumption", r[source].StartsWith("Assumption: ", StringComparison.Ordinal));
        });
        Assert.All(FactTable.Load(name).Facts, f =>
        {
            Assert.True(double.IsFinite(f.Value));
            Assert.True(f.AgeLow <= f.AgeHigh);
            Assert.Contains(f.Sex, new[] { "male", "female", "both" });
            Assert.False(f.Value < f.Low || f.Value > f.High, $"{f} lies outside its range");
        });
    }

    [Fact]
    public void An_unknown_table_is_refused() => Assert.Throws<FileNotFoundException>(() => DataFile.Open("none.csv"));

    private static string[][] CsvTableRecords(string name)
    {
        using var reader = CsvHelper.CsvReader.Create(DataFile.Open(name), new() { Separator = ',', HasHeader = false, CommentPrefix = '#' });
        var records = new List<string[]>();
        while (reader.Read())
        {
            records.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return [.. records];
    }
}

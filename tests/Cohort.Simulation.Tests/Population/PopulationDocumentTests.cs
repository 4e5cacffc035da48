using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

/// <summary>docs/POPULATION.md and data/README.md say what the code does.</summary>
public class PopulationDocumentTests
{
    [Fact]
    public void Every_column_is_documented_as_it_is()
    {
        var documented = File.ReadAllLines(Path.Combine(Root(), "docs", "POPULATION.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        var expected = PopulationColumn.All.Select(c =>
            $"| `{c.Name}` | {(c.Words.Count > 0 ? "word" : c.Unit)} | {c.Range} | {(c.Absent == Absence.Refused ? "yes" : c.Absent is Absence.FromCreatinine or Absence.FromEgfr ? "one of the two" : "no")} | {Says(c.Absent)} |");
        Assert.Equal(expected, documented);
    }

    [Fact]
    public void Every_table_is_listed()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "data", "README.md"));
        Assert.All(Directory.GetFiles(Path.Combine(Root(), "data"), "*.csv"), f => Assert.Contains($"`{Path.GetFileName(f)}`", text, StringComparison.Ordinal));
    }

    private static string Says(Absence absence) => absence switch
    {
        Absence.Refused => "the file is refused",
        Absence.RowNumber => "number of the row",
        Absence.One => "1",
        Absence.FromCreatinine => "from creatinine (CKD-EPI 2021)",
        Absence.FromEgfr => "not needed where eGFR is given",
        Absence.LikeRespondent => "from a like respondent",
        Absence.Drawn => "drawn for each patient",
        Absence.NoDialysis => "not on dialysis; under eGFR 9 drawn",
        Absence.Unused => "accepted, not read",
        _ => throw new ArgumentOutOfRangeException(nameof(absence)),
    };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Cohort.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Tests.Output;

public sealed class OutputDictionaryTests
{
    // Set to 1 to write the page anew.
    private const string WritePage = "COHORT_WRITE_DOCS";

    [Fact]
    public void ThePageIsUpToDate()
    {
        var page = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "OUTPUT.md");
        if (Environment.GetEnvironmentVariable(WritePage) == "1")
        {
            File.WriteAllText(page, OutputDictionary.ToMarkdown());
        }

        Assert.True(File.ReadAllText(page) == OutputDictionary.ToMarkdown(), $"docs/OUTPUT.md is stale: run this test with {WritePage}=1.");
    }

    [Fact]
    public void EveryColumnIsDocumentedOnceAFile()
    {
        foreach (var table in OutputDictionary.Tables.Concat(AnswerTables.All).Concat(ExperimentTables.All))
        {
            Assert.Equal(table.Columns.Count, table.Columns.Select(column => column.Name).Distinct().Count());
            Assert.All(table.Columns, column =>
            {
                Assert.Matches("^([a-z][a-z0-9_]*|PATH|ARM\\.OUTCOME(\\.[a-z_]+)?)$", column.Name);
                Assert.NotEmpty(column.Meaning);
                Assert.DoesNotContain('|', column.Meaning);
            });
        }

        Assert.Equal(Outcome.All.Count, Outcome.All.Select(outcome => outcome.Name).Distinct().Count());
    }

    [Fact]
    public void EveryEventAndCauseHasAName()
    {
        Assert.Equal(Enum.GetValues<EventKind>().Where(kind => kind != EventKind.Death), Names.Events.Select(one => one.Kind));
        Assert.Equal(Enum.GetValues<CauseOfDeath>().Where(cause => cause != CauseOfDeath.None), Names.Causes.Select(one => one.Cause));
        Assert.All(Names.Events, one => Assert.Equal(Names.Of(one.Kind), one.Name));
        Assert.All(Names.Causes, one => Assert.Equal(Names.Of(one.Cause), one.Name));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

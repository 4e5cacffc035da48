using System.Reflection;
using System.Runtime.CompilerServices;
using Cohort.Physiology.Parameters;

namespace Cohort.Physiology.Tests.Parameters;

public sealed class ParameterDictionaryTests
{
    // Set to 1 to write the page anew.
    private const string WritePage = "COHORT_WRITE_DOCS";

    [Fact]
    public void The_page_is_up_to_date()
    {
        var page = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "PARAMETERS.md");
        if (Environment.GetEnvironmentVariable(WritePage) == "1")
        {
            File.WriteAllText(page, ParameterDictionary.ToMarkdown());
        }

        Assert.True(File.ReadAllText(page) == ParameterDictionary.ToMarkdown(), $"docs/PARAMETERS.md is stale: run this test with {WritePage}=1.");
    }

    [Fact]
    public void Every_parameter_of_every_group_has_one_row()
    {
        var declared = typeof(ModelParameters).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(group => group.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(one => $"{group.Name}.{one.Name}"));
        Assert.Equal(declared.Order(StringComparer.Ordinal), ParameterDictionary.All.Select(one => $"{one.Group}.{one.Name}").Order(StringComparer.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Cohort.Physiology.Parameters;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>docs/MODEL.md names what exists, and leaves no mechanism out.</summary>
public sealed class ModelDocumentTests
{
    private static readonly string Root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..");
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "MODEL.md"));

    [Fact]
    public void Every_mechanism_file_is_named()
    {
        var files = Directory.GetFiles(Path.Combine(Root, "src", "Cohort.Physiology", "Mechanisms"), "*.cs").Select(path => Path.GetFileName(path));
        var missing = files.Where(file => !Page.Contains($"`{file}`", StringComparison.Ordinal)).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_file_of_mechanisms_that_is_named_exists()
    {
        var sources = Sources("src");
        var unknown = Named(@"`(\w+\.cs)`").Select(match => match.Groups[1].Value).Where(file => !sources.ContainsKey(file)).ToList();
        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var sources = Sources("tests");
        var named = Named(@"`(\w+(?:Tests|Properties))(?:\.(\w+))?`");
        Assert.True(named.Count > 50);
        var unknown = named.Where(match => !Exists(match.Groups[1].Value, match.Groups[2].Value)).Select(match => match.Value).ToList();
        Assert.Empty(unknown);

        bool Exists(string type, string method) => sources.TryGetValue($"{type}.cs", out var path)
            && File.ReadAllText(path) is var text
            && text.Contains($"class {type}", StringComparison.Ordinal)
            && (method.Length == 0 || text.Contains($" {method}(", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_parameter_that_is_named_exists()
    {
        var parameters = ParameterDictionary.All.Select(one => $"{one.Group}.{one.Name}").ToHashSet();
        var groups = string.Join('|', ParameterDictionary.All.Select(one => one.Group).Distinct());
        var named = Named($@"`((?:{groups})\.\w+)`").Select(match => match.Groups[1].Value).Where(name => !name.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        Assert.True(named.Count > 100);
        var unknown = named.Where(name => !parameters.Contains(name)).ToList();
        Assert.Empty(unknown);
    }

    private static List<Match> Named(string pattern) => Regex.Matches(Page, pattern).ToList();

    private static Dictionary<string, string> Sources(string folder)
    {
        var sources = new Dictionary<string, string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        {
            if (!path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            {
                sources[Path.GetFileName(path)] = path;
            }
        }

        return sources;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

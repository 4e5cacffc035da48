using Cohort.Simulation.Scenarios.Format;

namespace Cohort.Simulation.Scenarios;

/// <summary>
/// A scenario file whose values can be replaced one by one. What is put in place is read by the file's own rules and refused in its own words.
/// </summary>
/// <remarks>
/// A path is the keys from the top down with dots between them: <c>seed</c>, <c>arms.binder.interventions.0.dose</c>. An item of a list is named by its
/// place, from 0, or by its <c>name</c> or <c>what</c>. A key that the file leaves to its default may be named, too.
/// </remarks>
public sealed class ScenarioTree
{
    private static readonly string[] ItemNames = [ScenarioFormat.ArmName.Name, ScenarioFormat.What.Name];

    private readonly string _file;
    private readonly Node _root;

    private ScenarioTree(string file, Node root) => (_file, _root) = (file, root);

    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="RefusedInputException">The file cannot be read or is not a valid scenario.</exception>
    public static ScenarioTree Read(string path)
    {
        var problems = new ProblemList(path);
        var root = YamlTree.Read(ScenarioFile.ReadText(path), problems);
        if (root is not null)
        {
            _ = new ScenarioReader(problems).Read(root);
        }

        problems.ThrowIfAny();
        return new ScenarioTree(path, root!);
    }

    /// <summary>The scenario with some values replaced.</summary>
    /// <param name="settings">Paths and the values to put there, as they would stand in the file.</param>
    /// <exception cref="RefusedInputException">A path leads nowhere, or the scenario is not valid with these values.</exception>
    public Scenario With(IReadOnlyList<(string Path, string Value)> settings)
    {
        var root = settings.Aggregate(_root, (node, setting) => Replaced(node, setting.Path.Split('.'), 0, setting));
        var problems = new ProblemList(_file);
        var scenario = new ScenarioReader(problems).Read(root);
        try
        {
            problems.ThrowIfAny();
        }
        catch (RefusedInputException refused)
        {
            var with = $" (with {string.Join(", ", settings.Select(setting => $"{setting.Path}={setting.Value}"))})";
            throw new RefusedInputException([.. refused.Problems.Select(problem => problem with { Text = problem.Text + with })]);
        }

        return scenario;
    }

    // Nodes may stand in several places of the file by way of an alias, so the way down is copied and the rest shared.
    private static Node Replaced(Node node, string[] path, int depth, (string Path, string Value) setting)
    {
        if (depth == path.Length)
        {
            return node.Kind is NodeKind.List or NodeKind.Map
                ? throw Refusal(setting, $"'{string.Join('.', path)}' holds {node}; name one value in it")
                : Scalar(node, setting.Value);
        }

        var copy = new Node(node.Kind, node.Line, node.Column, node.Text);
        copy.Items.AddRange(node.Items);
        copy.Entries.AddRange(node.Entries);
        var (key, last) = (path[depth], depth == path.Length - 1);
        switch (node.Kind)
        {
            case NodeKind.List:
                var at = ItemAt(node, key);
                if (at < 0)
                {
                    throw Refusal(setting, Nowhere(key, path, depth, ItemLabels(node)));
                }

                copy.Items[at] = Replaced(node.Items[at], path, depth + 1, setting);
                return copy;
            case NodeKind.Map:
                var entry = node.Entries.FindIndex(one => one.Key.Text == key);
                if (entry >= 0)
                {
                    copy.Entries[entry] = (node.Entries[entry].Key, Replaced(node.Entries[entry].Value, path, depth + 1, setting));
                }
                else if (last)
                {
                    // A key left to its default; one that does not exist is refused by the reader.
                    copy.Entries.Add((new Node(NodeKind.Text, node.Line, node.Column, key), Scalar(node, setting.Value)));
                }
                else
                {
                    throw Refusal(setting, Nowhere(key, path, depth, node.Entries.Select(one => one.Key.Text)));
                }

                return copy;
            default:
                throw Refusal(setting, $"'{string.Join('.', path.Take(depth))}' is the single value {node}, in which there is no '{key}'");
        }
    }

    private static Node Scalar(Node place, string value) => new(Node.KindOf(value), place.Line, place.Column, value);

    private static int ItemAt(Node list, string key) => int.TryParse(key, out var number)
        ? number >= 0 && number < list.Items.Count ? number : -1
        : list.Items.FindIndex(item => NamesOf(item).Contains(key));

    private static IEnumerable<string> NamesOf(Node item) =>
        item.Entries.Where(entry => ItemNames.Contains(entry.Key.Text)).Select(entry => entry.Value.Text);

    private static IEnumerable<string> ItemLabels(Node list) => list.Items.Select((item, at) => NamesOf(item).FirstOrDefault() ?? FormattableString.Invariant($"{at}"));

    private static string Nowhere(string key, string[] path, int depth, IEnumerable<string> there)
    {
        string[] known = [.. there];
        var place = depth == 0 ? "the scenario" : $"'{string.Join('.', path.Take(depth))}'";
        var hint = Field.Meant(key, known);
        return $"there is no '{key}' in {place}, which has {string.Join(", ", known)}{(hint == "" ? "." : hint)}";
    }

    private static RefusedInputException Refusal((string Path, string Value) setting, string text) => new($"--vary {setting.Path}={setting.Value}", text);
}

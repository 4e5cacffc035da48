namespace Cohort.Simulation.Scenarios.Format;

/// <summary>
/// A map of the file, read key by key. What is wrong is told to the list of problems and the key then reads as its default, so that reading goes on
/// and one pass tells everything.
/// </summary>
internal sealed class Section
{
    private readonly SectionField _field;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, Node> _values = [];

    public Section(Node node, SectionField field, ProblemList problems)
    {
        (Node, _field, _problems) = (node, field, problems);
        if (node.Kind != NodeKind.Map)
        {
            problems.Add(node, $"{field.Label} must be {field.Allowed}; found {node}.");
            return;
        }

        var first = new Dictionary<string, long>();
        foreach (var (key, value) in node.Entries)
        {
            if (!field.Keys.Contains(key.Text))
            {
                problems.Add(key, $"unknown key {key} {field.Place}{Ended(Field.Meant(key.Text, field.Keys))} Allowed: {string.Join(", ", field.Keys)}.");
            }
            else if (!first.TryAdd(key.Text, key.Line))
            {
                problems.Add(key, $"key {key} is given twice {field.Place}, first in line {first[key.Text]}; a key may stand once.");
            }
            else
            {
                _values.Add(key.Text, value);
            }
        }

        foreach (var missing in field.Fields.Where(wanted => field.Required.Contains(wanted.Name) && Find(wanted) is null))
        {
            problems.Add(node, $"missing key '{missing.Name}' {field.Place}; it must be {missing.Allowed}.");
        }
    }

    /// <summary>The map itself.</summary>
    public Node Node { get; }

    /// <summary>The value of a key, or null where it is absent.</summary>
    public Node? Find(Field field) => _values.GetValueOrDefault(field.Name);

    /// <summary>The value of a key, or its default where it is absent or refused.</summary>
    public T Get<T>(Field<T> field) => TryGet(field, out var value) ? value : field.Default;

    /// <summary>The value of a key or its default; false where it is refused.</summary>
    public bool TryGet<T>(Field<T> field, out T value)
    {
        value = field.Default;
        if (Find(field) is not { } node)
        {
            return true;
        }

        var sound = true;
        var read = field.Read(node, culprit =>
        {
            sound = false;
            Refuse(field.Label, field.Allowed, culprit, field.Hint(culprit));
        });
        value = sound ? read : value;
        return sound;
    }

    /// <summary>A map within this one, or null where it is absent.</summary>
    public Section? Inner(SectionField field) => Inner(field, field);

    /// <summary>A map that one of the values allowed for a key is, or null where the key is absent.</summary>
    public Section? Inner(Field field, SectionField shape) => Find(field) is { } node ? new Section(node, shape, _problems) : null;

    /// <summary>The maps of a list within this one.</summary>
    public IReadOnlyList<Section> List(SectionsField field)
    {
        if (Find(field) is not { } node)
        {
            return [];
        }

        if (node.Kind != NodeKind.List || node.Items.Count < field.Least)
        {
            Refuse($"'{field.Name}'", field.Allowed, node);
        }

        return [.. node.Items.Select(item => new Section(item, field.Item, _problems))];
    }

    /// <summary>Tells that a value is not what it must be.</summary>
    public void Refuse(string label, string allowed, Node culprit, string hint = "") =>
        _problems.Add(culprit, $"{label} must be {allowed}; found {culprit}{Ended(hint)}");

    private static string Ended(string hint) => hint.EndsWith('?') ? hint : hint + ".";
}

using System.Text.RegularExpressions;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>What a node of a YAML file is, scalars told apart as in the core schema of YAML 1.2.</summary>
internal enum NodeKind
{
    Nothing,
    Text,
    Number,
    Flag,
    List,
    Map,
}

/// <summary>A node of a YAML file and where it stands. Unlike a dictionary it keeps keys that are given twice.</summary>
internal sealed partial class Node(NodeKind kind, long line, long column, string text = "")
{
    private const int Shown = 60;

    /// <summary>The same node in another place.</summary>
    public Node(Node other, long line, long column)
        : this(other.Kind, line, column, other.Text) => (Items, Entries, Size) = (other.Items, other.Entries, other.Size);

    public NodeKind Kind { get; } = kind;

    public long Line { get; } = line;

    public long Column { get; } = column;

    /// <summary>The text of a scalar.</summary>
    public string Text { get; } = text;

    /// <summary>The items of a list.</summary>
    public List<Node> Items { get; } = [];

    /// <summary>The entries of a map.</summary>
    public List<(Node Key, Node Value)> Entries { get; } = [];

    /// <summary>Number of nodes from here down, those behind an alias counted wherever they are used.</summary>
    public int Size { get; set; } = 1;

    /// <summary>The kind of an unquoted scalar.</summary>
    public static NodeKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => NodeKind.Nothing,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => NodeKind.Flag,
        _ => NumberPattern().IsMatch(plain) ? NodeKind.Number : NodeKind.Text,
    };

    /// <summary>The node for a message: quoted, on one line, cut where long.</summary>
    public override string ToString()
    {
        if (Kind == NodeKind.Nothing)
        {
            return "nothing";
        }

        var text = Flow(this, Shown).ReplaceLineEndings(" ");
        return text.Length <= Shown ? $"'{text}'" : $"'{text[..(Shown - 3)]}...'";
    }

    // `room` ends the descent into large or nested nodes, of which the message shows only the beginning.
    private static string Flow(Node node, int room) => node.Kind switch
    {
        _ when room <= 0 => "",
        NodeKind.List => $"[{string.Join(", ", node.Items.Take(room).Select(item => Flow(item, room / 2)))}]",
        NodeKind.Map => $"{{{string.Join(", ", node.Entries.Take(room).Select(entry => $"{Flow(entry.Key, room / 2)}: {Flow(entry.Value, room / 2)}"))}}}",
        _ => node.Text,
    };

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}

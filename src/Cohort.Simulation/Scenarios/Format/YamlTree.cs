using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>
/// Builds the nodes of a YAML file from the parser's events. An alias is the node of its anchor, standing where the alias does. Depth and size are
/// bounded, so that a file of a few lines cannot exhaust the machine.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 20;
    private const int MaxSize = 100_000;

    private readonly IParser _parser;
    private readonly Dictionary<AnchorName, Node> _anchors = [];

    private YamlTree(IParser parser) => _parser = parser;

    /// <summary>The root of the only document of <paramref name="text"/>; null, with a problem told, where there is none.</summary>
    public static Node? Read(string text, ProblemList problems)
    {
        try
        {
            var parser = new GuardedParser(new Parser(new Scanner(new StringReader(text))));
            parser.Consume<StreamStart>();
            var root = parser.TryConsume<DocumentStart>(out _) ? new YamlTree(parser).Build(0) : null;
            if (root is null or { Kind: NodeKind.Nothing })
            {
                problems.Add(1, 1, "the file is empty; a scenario has at least the keys name, population and arms.");
                return null;
            }

            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                problems.Add(second.Start.Line, second.Start.Column, "a second YAML document begins here; a file holds one scenario.");
            }

            return root;
        }
        catch (YamlException refusal)
        {
            problems.Add(Math.Max(1, refusal.Start.Line), Math.Max(1, refusal.Start.Column), $"not valid YAML: {refusal.Message.TrimEnd('.')}.");
            return null;
        }
    }

    private Node Build(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var shared)
                ? new(shared, alias.Start.Line, alias.Start.Column)
                : throw Refusal(alias, $"the alias '*{alias.Value}' has no anchor before it");
        }

        var start = _parser.Consume<NodeEvent>();
        if (!start.Tag.IsEmpty)
        {
            throw Refusal(start, $"the tag '{start.Tag}' has no meaning in a scenario");
        }

        if (depth > MaxDepth)
        {
            throw Refusal(start, $"more than {MaxDepth} levels of nesting");
        }

        var node = start switch
        {
            Scalar { Style: ScalarStyle.Plain } plain => At(start, Node.KindOf(plain.Value), plain.Value),
            Scalar quoted => At(start, NodeKind.Text, quoted.Value),
            SequenceStart => List(start, depth),
            _ => Map(start, depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = node;
        }

        return node;
    }

    private Node List(NodeEvent start, int depth)
    {
        var node = At(start, NodeKind.List);
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            node.Items.Add(Child(node, start, depth));
        }

        return node;
    }

    private Node Map(NodeEvent start, int depth)
    {
        var node = At(start, NodeKind.Map);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            node.Entries.Add((Child(node, start, depth), Child(node, start, depth)));
        }

        return node;
    }

    private Node Child(Node parent, NodeEvent start, int depth)
    {
        var child = Build(depth + 1);
        parent.Size += child.Size;
        return parent.Size <= MaxSize ? child : throw Refusal(start, $"more than {MaxSize} values, aliases written out");
    }

    private static Node At(NodeEvent start, NodeKind kind, string text = "") => new(kind, start.Start.Line, start.Start.Column, text);

    private static YamlException Refusal(ParsingEvent at, string text) => new(at.Start, at.End, text);
}

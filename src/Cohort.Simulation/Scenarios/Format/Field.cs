using System.Globalization;
using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A key of the format: the reader and the JSON schema are both made from it, so that they cannot differ.</summary>
/// <param name="Name">The key.</param>
/// <param name="Meaning">What it says, for whoever hovers over it in an editor.</param>
internal abstract record Field(string Name, string Meaning)
{
    /// <summary>What is allowed, to follow "must be".</summary>
    public abstract string Allowed { get; }

    /// <summary>JSON schema of the value.</summary>
    public abstract JsonObject Schema();

    /// <summary>Ends a message with the name that was probably meant, if one is near.</summary>
    public static string Meant(string found, IEnumerable<string> names) =>
        NearestName.Among(found, names) is { } nearest && nearest != found ? $"; did you mean '{nearest}'?" : "";

    protected static string Say(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    protected static JsonArray Array<T>(IEnumerable<T> values) => [.. values.Select(value => (JsonNode?)JsonValue.Create(value))];
}

/// <summary>A key whose value is read on its own.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
/// <param name="Name">The key.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Default">Its value where the key is absent.</param>
internal abstract record Field<T>(string Name, string Meaning, T Default) : Field(Name, Meaning)
{
    /// <summary>The field in a message.</summary>
    public virtual string Label => $"'{Name}'";

    /// <summary>Reads a value and hands every node that is not allowed to <paramref name="refuse"/>.</summary>
    public abstract T Read(Node node, Action<Node> refuse);

    /// <summary>What was probably meant by a refused node, to end a message; empty where nothing is near.</summary>
    public virtual string Hint(Node refused) => "";
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A YAML parser that tells whatever goes wrong in it as a YAML error with a place: on some malformed texts the package fails otherwise.</summary>
internal sealed class GuardedParser(IParser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        var reached = Current?.End ?? Mark.Empty;
        try
        {
            return parser.MoveNext();
        }
        catch (Exception failure) when (failure is not YamlException)
        {
            throw new YamlException(reached, reached, "the text cannot be read from here on", failure);
        }
    }
}

using Cohort.Simulation.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Scenarios;

/// <summary>Whatever is done to a scenario file, it is read or refused with places in the file, and never anything else.</summary>
public sealed class ScenarioMutationTests
{
    private static readonly string[] Bases = [ScenarioTexts.Least, ScenarioTexts.Full, ScenarioTemplate.Text, .. ScenarioTexts.Files.Select(File.ReadAllText)];

    private static readonly string[] Fragments =
    [
        "\n", "\n  ", "\t", "\0", "\r", "é", "\uD800", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", "\"", "#", "&a ", "*a", "!t ", "|", ">", "%", "@", "? ",
        "\\", "---\n", "...\n", "~", "null", "0", "-1", "1e400", "1e-400", ".5", "2018", "yes",
        "nonsense: 1\n", "seed: 2\n", "what: statin\n", "dose: 5\n", "<<: *who\n",
    ];

    [Fact]
    public void A_mutated_scenario_is_read_or_refused_and_never_anything_else() =>
        Prop.ForAll(Mutants(), text =>
        {
            try
            {
                ScenarioNotes.Of(ScenarioFile.Parse(text, "x.yaml"));
                return true;
            }
            catch (RefusedInputException refusal)
            {
                return refusal.Problems.Count > 0
                    && refusal.Problems.All(problem => problem is { File: "x.yaml", Line: >= 1, Column: >= 1 } && problem.Text[^1] is '.' or '?');
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void What_the_reader_accepts_the_schema_accepts() =>
        Prop.ForAll(Mutants(), text =>
        {
            try
            {
                ScenarioFile.Parse(text, "x.yaml");
            }
            catch (RefusedInputException)
            {
                return true;
            }

            return ScenarioSchemaTests.IsValid(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    // One to three edits, each at a place given as a fraction of the text.
    private static Arbitrary<string> Mutants()
    {
        var place = Gen.Choose(0, 999_999).Select(part => part / 1e6);
        Gen<Func<string, string>> edits = Gen.OneOf(
            place.Select(at => (Func<string, string>)(text => text.Length == 0 ? text : text.Remove((int)(at * text.Length), 1))),
            place.SelectMany(at => Gen.Elements(Fragments).Select(fragment => (Func<string, string>)(text => text.Insert((int)(at * text.Length), fragment)))),
            place.SelectMany(at => Gen.Elements(Fragments).Select(fragment => (Func<string, string>)(text => Lines(text, at, line => [line, fragment])))),
            place.Select(at => (Func<string, string>)(text => Lines(text, at, line => [line, line]))),
            place.Select(at => (Func<string, string>)(text => Lines(text, at, _ => []))),
            place.Select(at => (Func<string, string>)(text => Lines(text, at, line => [line.Split(':')[0] + ": 3"]))),
            place.Select(at => (Func<string, string>)(text => text[..(int)(at * text.Length)])));
        return Gen.Elements(Bases)
            .SelectMany(text => Gen.Choose(1, 3).SelectMany(count => edits.ListOf(count)).Select(list => list.Aggregate(text, (mutant, edit) => edit(mutant))))
            .ToArbitrary();
    }

    private static string Lines(string text, double at, Func<string, IEnumerable<string>> edit)
    {
        var lines = text.Split('\n');
        var chosen = (int)(at * lines.Length);
        return string.Join('\n', lines.SelectMany((line, i) => i == chosen ? edit(line) : [line]));
    }
}

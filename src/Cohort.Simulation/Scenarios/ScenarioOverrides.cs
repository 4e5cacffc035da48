using Cohort.Simulation.Scenarios.Format;

namespace Cohort.Simulation.Scenarios;

/// <summary>
/// Settings of a command line that go before those of a scenario file, as text: they are read by the file's own rules and refused in its own words.
/// </summary>
/// <param name="Patients">Number of virtual patients; null leaves the file's.</param>
/// <param name="Years">Years simulated; null leaves the file's.</param>
/// <param name="Seed">Key of every draw; null leaves the file's.</param>
public sealed record ScenarioOverrides(string? Patients = null, string? Years = null, string? Seed = null)
{
    /// <summary>A scenario with these settings.</summary>
    /// <param name="scenario">The scenario as its file says.</param>
    /// <exception cref="RefusedInputException">A setting is refused; it is named <c>--patients</c>, <c>--years</c> or <c>--seed</c> in the problem.</exception>
    public Scenario Apply(Scenario scenario)
    {
        var problems = new List<Problem>();
        var applied = scenario with
        {
            Patients = (long)Read(ScenarioFormat.Patients, Patients, scenario.Patients, problems),
            Years = (int)Read(ScenarioFormat.Years, Years, scenario.Years, problems),
            Seed = (ulong)Read(ScenarioFormat.Seed, Seed, scenario.Seed, problems),
        };
        return problems.Count == 0 ? applied : throw new RefusedInputException(problems);
    }

    private static decimal Read(NumberField field, string? text, decimal fromFile, List<Problem> problems)
    {
        if (text is null)
        {
            return fromFile;
        }

        var sound = true;
        var value = field.Read(new Node(Node.KindOf(text), 1, 1, text), refused =>
        {
            sound = false;
            problems.Add(new("--" + field.Name, null, null, $"{field.Label} must be {field.Allowed}; found {refused}."));
        });
        return sound ? value : fromFile;
    }
}

using System.Globalization;
using System.Text;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios.Format;

namespace Cohort.Simulation.Scenarios;

/// <summary>Writes a scenario as the text of a file: what <see cref="ScenarioFile"/> reads from it is the same scenario.</summary>
public static class ScenarioText
{
    /// <summary>The text of a scenario, defaults filled in.</summary>
    /// <param name="scenario">The scenario.</param>
    public static string Of(Scenario scenario)
    {
        var text = new StringBuilder();
        Line($"name: {scenario.Name}");
        if (scenario.Question.Length > 0)
        {
            Line($"question: {Quoted(scenario.Question)}");
        }

        Line($"population: {Population(scenario.Population)}");
        Line($"patients: {scenario.Patients}");
        Line($"years: {scenario.Years}");
        Line($"start_year: {scenario.StartYear}");
        Line($"seed: {scenario.Seed}");
        Line($"");
        Line($"arms:");
        foreach (var arm in scenario.Arms)
        {
            Line($"  - name: {arm.Name}");
            if (arm.Interventions.Count > 0)
            {
                Line($"    interventions:");
            }

            foreach (var intervention in arm.Interventions)
            {
                Write(intervention);
            }
        }

        Line($"");
        Line($"outcomes:");
        Line($"  strata: [{string.Join(", ", scenario.Outcomes.Strata.Select(one => Names.Of(one)))}]");
        Line($"  trajectories: {scenario.Outcomes.Trajectories}");
        if (scenario.Outcomes.Custom.Count > 0)
        {
            Line($"  custom:");
        }

        foreach (var custom in scenario.Outcomes.Custom)
        {
            WriteCustom(custom);
        }

        return text.ToString();

        void Write(Intervention one)
        {
            var info = Interventions.All.First(info => info.Kind == one.Kind);
            Line($"      - what: {info.Name}");
            Line($"        from: {one.From}");
            if (one.Until is { } until)
            {
                Line($"        until: {until}");
            }

            WriteWho(one.Who, "        ");
            Line($"        coverage: {Number(one.Coverage)}");
            Line($"        adherence: {Number(one.Adherence)}");
            if (ScenarioFormat.HasDose(info))
            {
                Line($"        dose: {Number(one.Dose)}");
            }
        }

        void WriteCustom(CustomOutcome one)
        {
            Line($"    - name: {one.Name}");
            if (one.Description.Length > 0)
            {
                Line($"      description: {Quoted(one.Description)}");
            }

            Line($"      expression: {Quoted(one.Expression.ToString())}");
            Line($"      statistic: {Names.Of(one.Statistic)}");
            Line($"      years: [{one.FirstYear}, {one.LastYear}]");
            Line($"      ages: [{one.FirstAge}, {one.LastAge}]");
            WriteWho(one.Who, "      ");
        }

        void WriteWho(Eligibility who, string indent)
        {
            if (who.Criteria.Count + who.CkdStages.Count == 0)
            {
                return;
            }

            Line($"{indent}who:");
            foreach (var criterion in who.Criteria)
            {
                Line($"{indent}  {Condition(criterion)}");
            }

            if (who.CkdStages.Count > 0)
            {
                Line($"{indent}  {ScenarioFormat.CkdStages.One.Name}: [{string.Join(", ", who.CkdStages)}]");
            }
        }

        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
    }

    private static string Population(PopulationSource source) => source.Kind switch
    {
        PopulationKind.Nhanes => "nhanes",
        PopulationKind.File => $"{{file: {Quoted(source.Path!)}}}",
        var kind => $"{{synthetic: {ScenarioFormat.Synthetic.Choices.First(choice => choice.Value == kind).Name}}}",
    };

    private static string Condition(Criterion criterion) => criterion.Variable switch
    {
        Variable.Female => $"sex: {(criterion.Low == 1 ? "female" : "male")}",
        Variable.Anticoagulant => $"warfarin: {YesNo(!criterion.Negated)}",
        var variable when ScenarioFormat.Flags.Any(flag => flag.Variable == variable) => $"{Variables.Describe(variable).Name}: {YesNo(criterion.Low == 1)}",
        var variable => $"{Variables.Describe(variable).Name}: [{Number((double)(decimal)criterion.Low)}, {Number((double)(decimal)criterion.High)}]",
    };

    private static string YesNo(bool yes) => yes ? "yes" : "no";

    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    // In double quotes YAML takes JSON's escapes.
    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}

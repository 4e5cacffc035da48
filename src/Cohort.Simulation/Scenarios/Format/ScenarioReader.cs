using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios.Expressions;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>Makes a scenario of a tree of YAML nodes. Its result counts only where no problem was told.</summary>
internal sealed class ScenarioReader(ProblemList problems)
{
    public Scenario Read(Node root)
    {
        var section = new Section(root, ScenarioFormat.Scenario, problems);
        var startYear = section.TryGet(ScenarioFormat.StartYear, out var year) ? (int)year : ScenarioFormat.FirstYear;
        return new(
            section.Get(ScenarioFormat.Name),
            section.Get(ScenarioFormat.Question),
            Population(section),
            (long)section.Get(ScenarioFormat.Patients),
            (int)section.Get(ScenarioFormat.Years),
            startYear,
            (ulong)section.Get(ScenarioFormat.Seed),
            Arms(section, startYear),
            Outcomes(section.Inner(ScenarioFormat.Outcomes)));
    }

    private static PopulationSource Population(Section scenario)
    {
        var field = ScenarioFormat.Population;
        if (scenario.Find(field) is not { } node || node is { Kind: NodeKind.Text, Text: "nhanes" })
        {
            return new(PopulationKind.Nhanes);
        }

        if (node.Kind != NodeKind.Map || node.Entries.Count != 1)
        {
            scenario.Refuse($"'{field.Name}'", field.Allowed, node, Field.Meant(node.Text, [field.BuiltIn]));
            return new(PopulationKind.Nhanes);
        }

        var section = scenario.Inner(field, field.Other)!;
        return section.Find(ScenarioFormat.File) is null
            ? new(section.Get(ScenarioFormat.Synthetic))
            : new(PopulationKind.File, section.Get(ScenarioFormat.File));
    }

    private List<Arm> Arms(Section scenario, int startYear)
    {
        var arms = new List<Arm>();
        var first = new Dictionary<string, long>();
        foreach (var section in scenario.List(ScenarioFormat.Arms))
        {
            var name = section.Get(ScenarioFormat.ArmName);
            if (name != "" && section.Find(ScenarioFormat.ArmName) is { } node && !first.TryAdd(name, node.Line))
            {
                problems.Add(node, $"'name' of an arm must be unique; found {node}, which is also the name in line {first[name]}.");
            }

            arms.Add(new(name, ArmInterventions(section, startYear)));
        }

        return arms;
    }

    private List<Intervention> ArmInterventions(Section arm, int startYear)
    {
        var read = new List<Intervention>();
        var first = new Dictionary<Intervention, long>(SameIntervention.Comparer);
        foreach (var section in arm.List(ScenarioFormat.ArmInterventions))
        {
            if (Intervention(section, startYear) is not { } intervention)
            {
                continue;
            }

            read.Add(intervention);
            if (!first.TryAdd(intervention, section.Node.Line))
            {
                var name = section.Get(ScenarioFormat.What).Name;
                problems.Add(section.Node, $"intervention '{name}' repeats the one in line {first[intervention]} in everything; remove one of them.");
            }
        }

        return read;
    }

    private static Intervention? Intervention(Section section, int startYear)
    {
        var known = section.TryGet(ScenarioFormat.What, out var info) && section.Find(ScenarioFormat.What) is not null;
        var from = (int)section.Get(ScenarioFormat.From with { Min = startYear, Default = startYear, Because = "not before start_year" });
        var until = (int)section.Get(ScenarioFormat.Until with { Min = from + 1, Because = "after 'from'" });
        var who = section.Inner(ScenarioFormat.Who) is { } conditions ? Who(conditions) : Eligibility.Everybody;
        var coverage = (double)section.Get(ScenarioFormat.Coverage);
        var adherence = (double)section.Get(ScenarioFormat.Adherence);
        var dose = Dose(section, known ? info : null);
        int? end = section.Find(ScenarioFormat.Until) is null ? null : until;
        return known ? new(info.Kind, from, end, who, coverage, adherence, dose) : null;
    }

    private static double Dose(Section section, InterventionInfo? info)
    {
        var node = section.Find(ScenarioFormat.AnyDose);
        if (info is not null && !ScenarioFormat.HasDose(info) && node is not null)
        {
            section.Refuse($"'dose' of '{info.Name}'", "absent, since this kind has no dose", node);
            return info.DefaultDose;
        }

        return (double)section.Get(info is null ? ScenarioFormat.AnyDose : ScenarioFormat.Dose(info));
    }

    private static Eligibility Who(Section section)
    {
        var criteria = new List<Criterion>();
        if (section.Find(ScenarioFormat.Sex) is not null)
        {
            criteria.Add(Flag(Variable.Female, section.Get(ScenarioFormat.Sex)));
        }

        if (section.Find(ScenarioFormat.OnWarfarin) is not null)
        {
            criteria.Add(new(Variable.Anticoagulant, 1, 1, Negated: !section.Get(ScenarioFormat.OnWarfarin)));
        }

        foreach (var (field, variable) in ScenarioFormat.Flags.Where(flag => section.Find(flag.Field) is not null))
        {
            criteria.Add(Flag(variable, section.Get(field)));
        }

        foreach (var (field, variable) in ScenarioFormat.Ranges.Where(range => section.Find(range.Field) is not null))
        {
            var (low, high) = section.Get(field);
            criteria.Add(new(variable, (float)low, (float)high));
        }

        return new(criteria, section.Get(ScenarioFormat.CkdStages));
    }

    private static Criterion Flag(Variable variable, bool value) => new(variable, value ? 1 : 0, value ? 1 : 0);

    private OutcomeSettings Outcomes(Section? section) => section is null
        ? new(ScenarioFormat.Strata.Default, (int)ScenarioFormat.Trajectories.Default)
        : new(section.Get(ScenarioFormat.Strata), (int)section.Get(ScenarioFormat.Trajectories)) { Custom = CustomOutcomes(section) };

    private List<CustomOutcome> CustomOutcomes(Section outcomes)
    {
        var read = new List<CustomOutcome>();
        var first = new Dictionary<string, long>();
        foreach (var section in outcomes.List(ScenarioFormat.CustomOutcomes))
        {
            var name = section.Get(ScenarioFormat.CustomName);
            if (name != "" && section.Find(ScenarioFormat.CustomName) is { } node && !first.TryAdd(name, node.Line))
            {
                problems.Add(node, $"'name' of a custom outcome must be unique; found {node}, which is also the name in line {first[name]}.");
            }

            var known = section.TryGet(ScenarioFormat.Statistic, out var statistic) && section.Find(ScenarioFormat.Statistic) is not null;
            var formula = Formula(section, statistic, known);
            var (firstYear, lastYear) = section.Get(ScenarioFormat.WindowYears);
            var (firstAge, lastAge) = section.Get(ScenarioFormat.WindowAges);
            var who = section.Inner(ScenarioFormat.Who) is { } conditions ? Who(conditions) : Eligibility.Everybody;
            if (formula is not null)
            {
                read.Add(new(name, section.Get(ScenarioFormat.Description), formula, statistic, (int)firstYear, (int)lastYear, (int)firstAge, (int)lastAge, who));
            }
        }

        return read;
    }

    // What kind of formula it must be is only known with its statistic.
    private Expression? Formula(Section section, CustomStatistic statistic, bool known)
    {
        if (!section.TryGet(ScenarioFormat.Formula, out var text) || section.Find(ScenarioFormat.Formula) is not { } node)
        {
            return null;
        }

        try
        {
            return ExpressionParser.Parse(text, known ? statistic != CustomStatistic.Mean : null);
        }
        catch (ExpressionException refusal)
        {
            problems.Add(node, FormattableString.Invariant($"'{ScenarioFormat.Formula.Name}', character {refusal.At + 1}: {refusal.Message}."));
            return null;
        }
    }
}

using System.Text.Json.Nodes;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>Every key of a scenario file, in the order of reading: what it means, what it may be, and its default.</summary>
internal static class ScenarioFormat
{
    public const int FirstYear = 1950;

    // Name, question, population and time.
    public static readonly TextField Name = new(
        "name",
        "Short name of the scenario; it names the folder of results.",
        "^[a-z0-9][a-z0-9-]{0,63}$",
        "1 to 64 lower-case letters, digits and hyphens, the first no hyphen");

    public static readonly TextField Question = new("question", "The question that the scenario puts, in a sentence or more.", "", "text");

    public static readonly TextField File = new("file", "Path of a baseline file (CSV), relative to the scenario's folder or absolute.", @"\S", "a path");

    public static readonly ChoiceField<PopulationKind> Synthetic = new("synthetic", "A synthetic population.", PopulationKind.SyntheticUs2019,
    [
        new("us-2019", "US adults of 2019 by age and sex, risk factors drawn from like NHANES respondents.", PopulationKind.SyntheticUs2019),
        new("us-dialysis", "US patients on dialysis.", PopulationKind.SyntheticUsDialysis),
    ]);

    public static readonly PopulationField Population = new(
        "population",
        "Where the baseline of the virtual patients comes from: nhanes, {file: PATH}, {synthetic: us-2019} or {synthetic: us-dialysis}.",
        "nhanes",
        new("population", "in 'population'", "A population other than nhanes: one key.", [File, Synthetic]));

    public static readonly NumberField Patients = new(
        "patients", "Number of virtual patients; 100000 without the key.", 1, 10_000_000_000, 100_000, Whole: true);

    public static readonly NumberField Years = new("years", "Years simulated after the baseline; 40 without the key.", 1, 100, 40, Whole: true);

    public static readonly NumberField StartYear = new(
        "start_year", "Calendar year of the baseline; 2018 without the key.", FirstYear, 2100, 2018, Whole: true);

    public static readonly NumberField Seed = new(
        "seed", "Key of every random draw: the same seed gives the same patients and results; 1 without the key.", 0, ulong.MaxValue, 1, Whole: true);

    // Whom an intervention is for. The admissible ranges are wide for patients, yet refuse most values written in another unit (calcium in mg/dL).
    public static readonly ChoiceField<bool> Sex = new("sex", "Sex.", false, [new("female", "Women.", true), new("male", "Men.", false)]);

    public static readonly ChoicesField<CkdStage> CkdStages = new(
        new("ckd_stage", "Stages of chronic kidney disease, one or a list.", default,
        [
            new("G1", "eGFR 90 or more.", CkdStage.G1),
            new("G2", "eGFR 60-89.", CkdStage.G2),
            new("G3a", "eGFR 45-59.", CkdStage.G3a),
            new("G3b", "eGFR 30-44.", CkdStage.G3b),
            new("G4", "eGFR 15-29.", CkdStage.G4),
            new("G5", "eGFR under 15, not on dialysis.", CkdStage.G5),
            new("G5D", "On maintenance dialysis.", CkdStage.G5D),
            new("G5T", "With a kidney transplant.", CkdStage.G5T),
        ]),
        [],
        Least: 1);

    public static readonly FlagField OnWarfarin = new("warfarin", "On warfarin at the start of the year.");

    public static readonly IReadOnlyList<(FlagField Field, Variable Variable)> Flags =
    [
        .. new[] { Variable.Diabetes, Variable.AtrialFibrillation, Variable.Dialysis, Variable.Smoker }
            .Select(variable => (new FlagField(Variables.Describe(variable).Name, $"{Variables.Describe(variable).Meaning}."), variable)),
    ];

    public static readonly IReadOnlyList<(RangeField Field, Variable Variable)> Ranges =
    [
        Range(Variable.Age, 0, 120),
        Range(Variable.Egfr, 0, 200),
        Range(Variable.Phosphate, 0, 5),
        Range(Variable.Calcium, 0, 6),
        Range(Variable.VitaminD25, 0, 10_000),
        Range(Variable.Hba1c, 3, 20),
        Range(Variable.Systolic, 50, 300),
        Range(Variable.Ldl, 0, 20),
        Range(Variable.Cac, 0, 100_000),
        Range(Variable.Avc, 0, 100_000),
        Range(Variable.PeakVelocity, 0, 10),
        Range(Variable.Albuminuria, 0, 50_000),
        Range(Variable.Pth, 0, 20_000),
    ];

    public static readonly SectionField Who = new(
        "who",
        "in 'who'",
        "Whom the intervention is for: all conditions must hold at the start of the year. Without it, everybody.",
        [Sex, CkdStages, OnWarfarin, .. Flags.Select(flag => flag.Field), .. Ranges.Select(range => range.Field)]);

    // Interventions and arms.
    public static readonly ChoiceField<InterventionInfo> What = new(
        "what",
        "What is done.",
        Interventions.All[0],
        [.. Interventions.All.Select(info => new Choice<InterventionInfo>(info.Name, Described(info), info))]);

    public static readonly NumberField From = new("from", "First calendar year in force; without it, start_year.", FirstYear, 2300, 2018, Whole: true);

    public static readonly NumberField Until = new(
        "until", "Calendar year in which it is no longer in force; without it, in force to the end.", FirstYear + 1, 2400, 2400, Whole: true);

    public static readonly NumberField Coverage = new("coverage", "Share of the eligible who are offered and accept it; 1 without the key.", 0, 1, 1);

    public static readonly NumberField Adherence = new("adherence", "Share of years in which a covered person takes it; 1 without the key.", 0, 1, 1);

    public static readonly NumberField AnyDose = new("dose", "Dose, in the unit of the kind of intervention.", 0, 10_000, 1);

    public static readonly SectionField Intervention = new(
        "intervention",
        "in an intervention",
        "A deviation from usual care.",
        [What, From, Until, Who, Coverage, Adherence, AnyDose],
        "what")
    {
        Label = "an intervention",
        Rules = DoseRules,
    };

    public static readonly TextField ArmName = new(
        "name",
        "Name of the arm, unique in the scenario.",
        "^[A-Za-z][A-Za-z0-9_-]{0,63}$",
        "a letter, then up to 63 letters, digits, '-' or '_'");

    public static readonly SectionsField ArmInterventions = new(
        "interventions", "Deviations from usual care; without any the arm is usual care.", Intervention, Least: 0);

    public static readonly SectionField Arm = new("arm", "in an arm", "One course of care that the same patients follow.", [ArmName, ArmInterventions], "name")
    {
        Label = "an arm",
    };

    public static readonly SectionsField Arms = new("arms", "Courses of care that the same patients follow; the first is the comparator.", Arm, Least: 1);

    // What is reported.
    public static readonly ChoicesField<Stratum> Strata = new(
        new("strata", "Dimensions by which outcomes are told apart; all five without the key.", default,
        [
            new("age_band", "Ten-year age band at the start of the year.", Stratum.AgeBand),
            new("sex", "Sex.", Stratum.Sex),
            new("ckd_stage", "CKD stage at the start of the year.", Stratum.CkdStage),
            new("diabetes", "Diabetes at the start of the year.", Stratum.Diabetes),
            new("warfarin", "On warfarin at the start of the year.", Stratum.Warfarin),
        ]),
        [Stratum.AgeBand, Stratum.Sex, Stratum.CkdStage, Stratum.Diabetes, Stratum.Warfarin],
        Least: 0);

    public static readonly NumberField Trajectories = new(
        "trajectories", "Number of patients whose whole history is written; 100 without the key.", 0, 10_000, 100, Whole: true);

    public static readonly TextField CustomName = new(
        "name",
        "Name of the outcome, unique in the scenario.",
        "^[a-z][a-z0-9_]{0,63}$",
        "a lower-case letter, then up to 63 lower-case letters, digits or '_'");

    public static readonly TextField Description = new("description", "What the outcome says, for readers.", "", "text");

    public static readonly TextField Formula = new(
        "expression",
        "A formula over state variables (columns of trajectories.csv) at the end of a year and its events (new_stroke, death): + - * /, comparisons, and, or, not, " +
        "if(condition, a, b), min, max, abs, sqrt, log, exp. A number for the statistic mean, otherwise a condition.",
        @"\S",
        "a formula");

    public static readonly ChoiceField<CustomStatistic> Statistic = new("statistic", "What is told of the expression.", CustomStatistic.Mean,
    [
        new("mean", "Mean of a number among those alive at the end of each year.", CustomStatistic.Mean),
        new("share", "Share of those alive at the end of each year for whom a condition holds.", CustomStatistic.Share),
        new("ever", "Share of those who entered the window for whom a condition held at least once in it.", CustomStatistic.Ever),
        new("person_years", "Years in which a condition held, by person who entered the window; a year of death counts half.", CustomStatistic.PersonYears),
    ]);

    public static readonly RangeField WindowYears = new(new(
        "years", "Years since baseline that count; 0 is the baseline. All without the key.", 0, 100, 0, Whole: true));

    public static readonly RangeField WindowAges = new(new(
        "ages", "Ages, attained at the end of a year, that count. All without the key.", 0, 150, 0, Whole: true));

    public static readonly SectionField Custom = new(
        "custom_outcome",
        "in a custom outcome",
        "An outcome of your own, written to custom.csv.",
        [CustomName, Description, Formula, Statistic, WindowYears, WindowAges, Who with { Meaning = "Who is counted: all conditions must hold at baseline. Without it, everybody." }],
        CustomName.Name,
        Formula.Name,
        Statistic.Name)
    {
        Label = "a custom outcome",
    };

    public static readonly SectionsField CustomOutcomes = new("custom", "Outcomes of your own, written to custom.csv.", Custom, Least: 0);

    public static readonly SectionField Outcomes = new("outcomes", "in 'outcomes'", "What is reported.", [Strata, Trajectories, CustomOutcomes]);

    public static readonly SectionField Scenario = new(
        "scenario",
        "at the top level",
        "A question put to the model: who, for how long, and under which courses of care.",
        [Name, Question, Population, Patients, Years, StartYear, Seed, Arms, Outcomes],
        "name",
        "population",
        "arms")
    {
        Label = "a scenario",
    };

    public static bool HasDose(InterventionInfo info) => info.DoseUnit != "";

    /// <summary>The dose of a kind that has one. By way of decimal, a bound of 0.1f is 0.1.</summary>
    public static NumberField Dose(InterventionInfo info) =>
        AnyDose with
        {
            Meaning = DoseMeaning(info),
            Min = (decimal)info.MinDose,
            Max = (decimal)info.MaxDose,
            Default = (decimal)info.DefaultDose,
            Unit = info.DoseUnit,
            Of = info.Name,
            Because = info.DoseMeaning,
        };

    private static string Described(InterventionInfo info) => HasDose(info) ? $"{info.Meaning} Dose: {DoseMeaning(info)}" : info.Meaning;

    private static string DoseMeaning(InterventionInfo info) =>
        FormattableString.Invariant($"{info.DoseMeaning}, {info.MinDose} to {info.MaxDose} {info.DoseUnit}; {info.DefaultDose} without the key.");

    // A dose is in the range of its kind, and absent where the kind has none.
    private static JsonArray DoseRules() =>
    [
        .. Interventions.All.Select(info => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { [What.Name] = new JsonObject { ["const"] = info.Name } },
                ["required"] = new JsonArray(What.Name),
            },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject { [AnyDose.Name] = HasDose(info) ? Dose(info).Schema() : JsonValue.Create(false) },
            },
        }),
    ];

    private static (RangeField Field, Variable Variable) Range(Variable variable, decimal min, decimal max)
    {
        var info = Variables.Describe(variable);
        return (new(new(info.Name, $"{info.Meaning}.", min, max, min, Unit: info.Unit == "a" ? "years" : info.Unit)), variable);
    }
}

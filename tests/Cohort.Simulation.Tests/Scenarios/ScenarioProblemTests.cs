using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class ScenarioProblemTests
{
    private const string TopKeys = "name, question, population, patients, years, start_year, seed, arms, outcomes";
    private const string InterventionKeys = "what, from, until, who, coverage, adherence, dose";
    private const string Populations = "nhanes, {file: PATH}, {synthetic: us-2019} or {synthetic: us-dialysis}";

    private const string Stages = "one or a list of G1, G2, G3a, G3b, G4, G5, G5D, G5T, each at most once";
    private const string Range = "a range [low, high], low not above high, each a number";

    private const string Kinds = "warfarin, stop_anticoagulant, warfarin_to_doac, vitamin_k, phosphate_binder, calcium_binder, calcimimetic, "
        + "active_vitamin_d, vitamin_d, bisphosphonate, crystal_growth_inhibitor, magnesium, statin, glucose_control, blood_pressure_control, "
        + "sglt2_inhibitor, kidney_transplant, valve_replacement, parathyroidectomy, denosumab, ct_screening";

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    public void An_empty_file(string text) =>
        Refused(text, "x.yaml:1:1: the file is empty; a scenario has at least the keys name, population and arms.");

    [Fact]
    public void No_YAML()
    {
        Refused("name: [a\n", "x.yaml:2:1: not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'.");
        Refused("name: x\npopulation: 'nhanes\n", "x.yaml:2:13: not valid YAML: While scanning a quoted scalar, found unexpected end of stream.");
        Refused("outcomes:\n  strata: [sex, ck\n  d_stage]\n", "x.yaml:2:15: not valid YAML: the text cannot be read from here on.");
        Refused("population: file: my.csv\n", "x.yaml:1:17: not valid YAML: While scanning a plain scalar value, found invalid mapping.");
    }

    [Fact]
    public void YAML_that_a_scenario_has_no_use_for()
    {
        Refused("name: *who\n", "x.yaml:1:7: not valid YAML: the alias '*who' has no anchor before it.");
        Refused("name: !secret x\n", "x.yaml:1:7: not valid YAML: the tag '!secret' has no meaning in a scenario.");
        Refused(new string('[', 100_000), "x.yaml:1:22: not valid YAML: more than 20 levels of nesting.");
        Refused(
            string.Join('\n', Enumerable.Range(1, 8).Select(i => $"k{i}: &a{i} [{string.Join(", ", Enumerable.Repeat(i == 1 ? "x" : $"*a{i - 1}", 9))}]")),
            "x.yaml:6:5: not valid YAML: more than 100000 values, aliases written out.");
    }

    [Fact]
    public void Not_a_mapping() => Refused("- name: x", $"x.yaml:1:1: a scenario must be a mapping of the keys {TopKeys}; found '[{{name: x}}]'.");

    [Fact]
    public void Two_documents() =>
        Refused(ScenarioTexts.Least + "---\n" + ScenarioTexts.Least, "x.yaml:5:1: a second YAML document begins here; a file holds one scenario.");

    [Fact]
    public void Missing_keys()
    {
        Refused(
            "seed: 1\n",
            "x.yaml:1:1: missing key 'name' at the top level; it must be 1 to 64 lower-case letters, digits and hyphens, the first no hyphen.",
            $"x.yaml:1:1: missing key 'population' at the top level; it must be {Populations}.",
            "x.yaml:1:1: missing key 'arms' at the top level; it must be a list of at least 1, each item a mapping of the keys name, interventions.");
        Refused(
            "name: x\npopulation: nhanes\narms:\n  - interventions:\n      - from: 2020\n",
            "x.yaml:4:5: missing key 'name' in an arm; it must be a letter, then up to 63 letters, digits, '-' or '_'.",
            $"x.yaml:5:9: missing key 'what' in an intervention; it must be one of {Kinds}.");
    }

    [Fact]
    public void Unknown_keys()
    {
        Refused(ScenarioTexts.Least + "patiens: 5\n", $"x.yaml:5:1: unknown key 'patiens' at the top level; did you mean 'patients'? Allowed: {TopKeys}.");
        Refused(ScenarioTexts.Least + "mortality: none\n", $"x.yaml:5:1: unknown key 'mortality' at the top level. Allowed: {TopKeys}.");
        Refused(ScenarioTexts.Least + "[a, b]: 1\n", $"x.yaml:5:1: unknown key '[a, b]' at the top level. Allowed: {TopKeys}.");
        Refused(
            ScenarioTexts.Least + "    intervention: []\n",
            "x.yaml:5:5: unknown key 'intervention' in an arm; did you mean 'interventions'? Allowed: name, interventions.");
        Refused(
            ScenarioTexts.WithIntervention("what: statin", "adherance: 1"),
            $"x.yaml:7:9: unknown key 'adherance' in an intervention; did you mean 'adherence'? Allowed: {InterventionKeys}.");
        Refused(
            ScenarioTexts.WithIntervention("what: statin", "who: {eGFR: [15, 45]}"),
            "x.yaml:7:15: unknown key 'eGFR' in 'who'; did you mean 'egfr'? Allowed: "
            + "sex, ckd_stage, warfarin, diabetes, atrial_fibrillation, dialysis, smoker, age, egfr, phosphate, calcium, vitamin_d_25, hba1c, systolic, ldl, cac, avc, peak_velocity, albuminuria, pth.");
        Refused(
            ScenarioTexts.Least + "outcomes:\n  stratum: [sex]\n",
            "x.yaml:6:3: unknown key 'stratum' in 'outcomes'; did you mean 'strata'? Allowed: strata, trajectories, custom.");
        Refused(
            ScenarioTexts.Least.Replace("nhanes", "{fle: my.csv}"),
            "x.yaml:2:14: unknown key 'fle' in 'population'; did you mean 'file'? Allowed: file, synthetic.");
    }

    [Fact]
    public void Keys_given_twice()
    {
        Refused(ScenarioTexts.Least + "name: again\n", "x.yaml:5:1: key 'name' is given twice at the top level, first in line 1; a key may stand once.");
        Refused(
            ScenarioTexts.WithIntervention("what: statin", "who: {sex: male, sex: female}"),
            "x.yaml:7:26: key 'sex' is given twice in 'who', first in line 7; a key may stand once.");
    }

    [Theory]
    [InlineData("name: 5", "name", 7, "1 to 64 lower-case letters, digits and hyphens, the first no hyphen; found '5', which is a number unless quoted.")]
    [InlineData("name: Trial", "name", 7, "1 to 64 lower-case letters, digits and hyphens, the first no hyphen; found 'Trial'.")]
    [InlineData("name: ../x", "name", 7, "1 to 64 lower-case letters, digits and hyphens, the first no hyphen; found '../x'.")]
    [InlineData("question: true", "question", 11, "text; found 'true', which is true or false unless quoted.")]
    [InlineData("question:", "question", 10, "text; found nothing.")]
    [InlineData("patients: 0", "patients", 11, "a whole number from 1 to 10000000000; found '0'.")]
    [InlineData("patients: 10000000001", "patients", 11, "a whole number from 1 to 10000000000; found '10000000001'.")]
    [InlineData("patients: 1.5", "patients", 11, "a whole number from 1 to 10000000000; found '1.5'.")]
    [InlineData("patients: 100,000", "patients", 11, "a whole number from 1 to 10000000000; found '100,000'.")]
    [InlineData("patients: '100'", "patients", 11, "a whole number from 1 to 10000000000; found '100', which is text because it is quoted.")]
    [InlineData("patients: [1]", "patients", 11, "a whole number from 1 to 10000000000; found '[1]'.")]
    [InlineData("patients: .nan", "patients", 11, "a whole number from 1 to 10000000000; found '.nan'.")]
    [InlineData("years: 101", "years", 8, "a whole number from 1 to 100; found '101'.")]
    [InlineData("start_year: 1949", "start_year", 13, "a whole number from 1950 to 2100; found '1949'.")]
    [InlineData("seed: -1", "seed", 7, "a whole number from 0 to 18446744073709551615; found '-1'.")]
    [InlineData("seed: 18446744073709551616", "seed", 7, "a whole number from 0 to 18446744073709551615; found '18446744073709551616'.")]
    [InlineData("population: nhane", "population", 13, Populations + "; found 'nhane'; did you mean 'nhanes'?")]
    [InlineData("population: {}", "population", 13, Populations + "; found '{}'.")]
    [InlineData("population: {file: a.csv, synthetic: us-2019}", "population", 13, $"{Populations}; found '{{file: a.csv, synthetic: us-2019}}'.")]
    [InlineData("population: {synthetic: us-2018}", "synthetic", 25, "one of us-2019, us-dialysis; found 'us-2018'; did you mean 'us-2019'?")]
    [InlineData("population: {file: }", "file", 20, "a path; found nothing.")]
    [InlineData("arms: []", "arms", 7, "a list of at least 1, each item a mapping of the keys name, interventions; found '[]'.")]
    [InlineData("arms: usual", "arms", 7, "a list of at least 1, each item a mapping of the keys name, interventions; found 'usual'.")]
    [InlineData("outcomes: {trajectories: 10001}", "trajectories", 26, "a whole number from 0 to 10000; found '10001'.")]
    [InlineData("outcomes: {strata: sex}", "strata", 20, "a list of age_band, sex, ckd_stage, diabetes, warfarin, each at most once; found 'sex'.")]
    [InlineData("outcomes: {strata: [sex, sex]}", "strata", 26, "a list of age_band, sex, ckd_stage, diabetes, warfarin, each at most once; found 'sex'.")]
    public void Impossible_values_at_the_top(string line, string key, int column, string text)
    {
        string[] least = ["name: least", "population: nhanes", "arms: [{name: usual-care}]"];
        var others = least.Where(other => other.Split(':')[0] != line.Split(':')[0]);

        Refused(line + "\n" + string.Join('\n', others), $"x.yaml:1:{column}: '{key}' must be {text}");
    }

    [Theory]
    [InlineData("from: 2017", 7, "'from' must be a whole number from 2018 to 2300 (not before start_year); found '2017'.")]
    [InlineData("from: 20180", 7, "'from' must be a whole number from 2018 to 2300 (not before start_year); found '20180'.")]
    [InlineData("from: start", 7, "'from' must be a whole number from 2018 to 2300 (not before start_year); found 'start'.")]
    [InlineData("until: 2018", 8, "'until' must be a whole number from 2019 to 2400 (after 'from'); found '2018'.")]
    [InlineData("coverage: 1.2", 11, "'coverage' must be a number from 0 to 1; found '1.2'.")]
    [InlineData("coverage: 90%", 11, "'coverage' must be a number from 0 to 1; found '90%'.")]
    [InlineData("adherence: -0.1", 12, "'adherence' must be a number from 0 to 1; found '-0.1'.")]
    [InlineData("dose: 9", 7, "'dose' of 'vitamin_k' must be a number from 10 to 2000 ug/d (menaquinone-7); found '9'.")]
    [InlineData("dose: high", 7, "'dose' of 'vitamin_k' must be a number from 10 to 2000 ug/d (menaquinone-7); found 'high'.")]
    [InlineData("who: {sex: woman}", 12, "'sex' must be one of female, male; found 'woman'.")]
    [InlineData("who: {sex: femal}", 12, "'sex' must be one of female, male; found 'femal'; did you mean 'female'?")]
    [InlineData("who: {diabetes: maybe}", 17, "'diabetes' must be yes or no (or true or false); found 'maybe'.")]
    [InlineData("who: {warfarin: 1}", 17, "'warfarin' must be yes or no (or true or false); found '1'.")]
    [InlineData("who: {ckd_stage: g4}", 18, $"'ckd_stage' must be {Stages}; found 'g4'; did you mean 'G4'?")]
    [InlineData("who: {ckd_stage: [G4, 5]}", 23, $"'ckd_stage' must be {Stages}; found '5'.")]
    [InlineData("who: {ckd_stage: []}", 18, $"'ckd_stage' must be {Stages}; found '[]'.")]
    [InlineData("who: {age: 65}", 12, $"'age' must be {Range} from 0 to 120 years; found '65'.")]
    [InlineData("who: {age: [65]}", 12, $"'age' must be {Range} from 0 to 120 years; found '[65]'.")]
    [InlineData("who: {age: [65, old]}", 17, $"'age' must be {Range} from 0 to 120 years; found 'old'.")]
    [InlineData("who: {egfr: [45, 15]}", 13, $"'egfr' must be {Range} from 0 to 200 mL/min/1.73m2; found '[45, 15]'.")]
    [InlineData("who: {calcium: [2, 9.5]}", 20, $"'calcium' must be {Range} from 0 to 6 mmol/L; found '9.5'.")]
    public void Impossible_values_of_an_intervention(string line, int column, string text) =>
        Refused(ScenarioTexts.WithIntervention("what: vitamin_k", line), $"x.yaml:7:{column + 8}: {text}");

    [Fact]
    public void An_unknown_kind() =>
        Refused(
            ScenarioTexts.WithIntervention("what: warfarin-to-doac"),
            $"x.yaml:6:15: 'what' must be one of {Kinds}; found 'warfarin-to-doac'; did you mean 'warfarin_to_doac'?");

    [Fact]
    public void A_dose_of_a_kind_without_one() =>
        Refused(
            ScenarioTexts.WithIntervention("what: warfarin", "dose: 1"),
            "x.yaml:7:15: 'dose' of 'warfarin' must be absent, since this kind has no dose; found '1'.");

    [Fact]
    public void An_intervention_that_is_no_mapping() =>
        Refused(ScenarioTexts.WithIntervention("statin"), $"x.yaml:6:9: an intervention must be a mapping of the keys {InterventionKeys}; found 'statin'.");

    [Fact]
    public void Until_is_compared_with_from() =>
        Refused(
            ScenarioTexts.WithIntervention("what: statin", "from: 2030", "until: 2030"),
            "x.yaml:8:16: 'until' must be a whole number from 2031 to 2400 (after 'from'); found '2030'.");

    [Fact]
    public void A_refused_start_year_is_not_held_against_from() =>
        Refused(
            ScenarioTexts.WithIntervention("what: statin", "from: 2000") + "start_year: 20O0\n",
            "x.yaml:8:13: 'start_year' must be a whole number from 1950 to 2100; found '20O0'.");

    [Fact]
    public void An_arm_name_given_twice() =>
        Refused(
            ScenarioTexts.Least + "  - name: doac\n  - name: usual-care\n",
            "x.yaml:6:11: 'name' of an arm must be unique; found 'usual-care', which is also the name in line 4.");

    [Fact]
    public void An_arm_name_that_is_none() =>
        Refused(
            ScenarioTexts.Least + "  - name: 10-years\n",
            "x.yaml:5:11: 'name' must be a letter, then up to 63 letters, digits, '-' or '_'; found '10-years'.");

    [Fact]
    public void An_intervention_given_twice_in_everything()
    {
        const string Repeated = "intervention 'statin' repeats the one in line 6 in everything; remove one of them.";
        Refused(
            ScenarioTexts.WithIntervention("what: statin", "who: {sex: male, ckd_stage: [G4, G5]}")
            + "      - {who: {ckd_stage: [G5, G4], sex: male}, dose: 0.4, what: statin, from: 2018}\n",
            $"x.yaml:8:9: {Repeated}");
        Refused(ScenarioTexts.WithIntervention("&s {what: statin}") + "      - *s\n", $"x.yaml:7:9: {Repeated}");
    }

    [Fact]
    public void A_long_value_is_cut_in_the_message() =>
        Refused(
            ScenarioTexts.Least + $"seed: [{string.Join(", ", Enumerable.Repeat("long", 500))}]\n",
            "x.yaml:5:7: 'seed' must be a whole number from 0 to 18446744073709551615; found '[long, long, long, long, long, long, long, long, long, lo...'.");

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_file() =>
        Refused(
            """
            name: my-scenario
            populaton: nhanes
            patients: 100000
            years: 400
            arms:
              - name: usual-care
              - name: doac
                interventions:
                  - what: warfarin_to_doca
                    from: 2010
                    coverage: 90
                    who: {ckd_stage: [G3b, G6], sex: female}
            """,
            $"x.yaml:1:1: missing key 'population' at the top level; it must be {Populations}.",
            $"x.yaml:2:1: unknown key 'populaton' at the top level; did you mean 'population'? Allowed: {TopKeys}.",
            "x.yaml:4:8: 'years' must be a whole number from 1 to 100; found '400'.",
            $"x.yaml:9:15: 'what' must be one of {Kinds}; found 'warfarin_to_doca'; did you mean 'warfarin_to_doac'?",
            "x.yaml:10:15: 'from' must be a whole number from 2018 to 2300 (not before start_year); found '2010'.",
            "x.yaml:11:19: 'coverage' must be a number from 0 to 1; found '90'.",
            "x.yaml:12:32: 'ckd_stage' must be one or a list of G1, G2, G3a, G3b, G4, G5, G5D, G5T, each at most once; found 'G6'.");

    private static void Refused(string text, params string[] problems)
    {
        var refusal = Assert.Throws<RefusedInputException>(() => ScenarioFile.Parse(text, "x.yaml"));

        Assert.Equal(problems, refusal.Problems.Select(problem => problem.ToString()));
        Assert.Equal(string.Join('\n', problems), refusal.Message);
    }
}

using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios.Format;

namespace Cohort.Simulation.Scenarios;

/// <summary>The commented scenario that a new project starts from.</summary>
public static class ScenarioTemplate
{
    /// <summary>The text of the file.</summary>
    public static string Text { get; } =
        $$"""
        # A Cohort scenario: who is simulated, for how long, and under which courses of care.
        # Every key is checked before anything runs; a misspelt one is refused, never ignored.

        name: my-scenario             # names the folder of results: lower-case letters, digits, hyphens
        question: >
          Does switching people with chronic kidney disease from warfarin to a direct
          oral anticoagulant slow the calcification of arteries and of the aortic valve?

        # The baseline: nhanes (US adults examined in 2017-2018), {file: my.csv},
        # {synthetic: us-2019} or {synthetic: us-dialysis}.
        population: nhanes
        patients: 10000               # 1 to 10000000000; ten thousand give a first look
        years: 20                     # 1 to 100
        start_year: 2018              # calendar year of the baseline
        seed: 1                       # the same seed gives the same results, bit for bit

        # Every patient lives through every arm with the same chance events, so that arms differ
        # only by what is done. An arm without interventions is usual care; the first arm is the
        # one that the others are compared with.
        arms:
          - name: usual-care
          - name: doac
            interventions:
              - what: warfarin_to_doac
                from: 2020            # first calendar year in force; start_year without it
                # until: 2030         # first year no longer in force; to the end without it
                who:                  # all conditions must hold at the start of a year
                  age: [40, 120]
                  ckd_stage: [G3a, G3b, G4, G5]
                  # sex: female
                  # diabetes: yes
                  # egfr: [15, 45]
                coverage: 0.9         # share of the eligible who accept; 1 without it
                adherence: 0.8        # share of years in which they take it; 1 without it
                # dose: 1             # only for kinds with a dose, see below

        outcomes:
          strata: [age_band, sex, ckd_stage, diabetes, warfarin]
          trajectories: 100           # patients whose whole history is written, 0 to 10000
          # custom:                   # outcomes of your own, written to custom.csv (docs/CUSTOM_OUTCOMES.md)
          #   - name: calcified_ckd
          #     expression: cac > 400 and egfr < 30
          #     statistic: ever       # mean, share, ever or person_years
          #     years: [5, 15]        # since baseline; all without it
          #     who: {sex: female}    # at baseline; everybody without it

        # What can be done, and its dose:
        {{string.Join('\n', Interventions.All.Select(Line))}}
        #
        # Whom it can be for (ranges are [low, high], both included):
        {{string.Join('\n', ScenarioFormat.Who.Fields.OfType<RangeField>().Select(field => Line(field.Bound, field.Name)))}}
        #   sex                       female or male
        #   ckd_stage                 {{string.Join(' ', ScenarioFormat.CkdStages.One.Choices.Select(choice => choice.Name))}}
        {{string.Join('\n', ScenarioFormat.Who.Fields.OfType<FlagField>().Select(field => $"#   {field.Name,-25} yes or no"))}}

        """;

    private static string Line(InterventionInfo info) => ScenarioFormat.HasDose(info)
        ? FormattableString.Invariant($"{Line(ScenarioFormat.Dose(info), info.Name)}; {info.DefaultDose} without it")
        : $"#   {info.Name,-25} no dose";

    private static string Line(NumberField number, string name) => $"#   {name,-25} {number.Allowed["a number ".Length..]}";
}

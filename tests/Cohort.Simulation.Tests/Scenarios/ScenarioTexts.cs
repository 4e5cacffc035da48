namespace Cohort.Simulation.Tests.Scenarios;

/// <summary>Texts that the tests of scenario files share.</summary>
internal static class ScenarioTexts
{
    /// <summary>The least that is a scenario.</summary>
    public const string Least = "name: least\npopulation: nhanes\narms:\n  - name: usual-care\n";

    /// <summary>A scenario that uses every key.</summary>
    public const string Full = """
        name: full-2
        question: >
          Folded over
          two lines?
        population: {file: data/my baseline.csv}
        patients: 10000000000
        years: 12
        start_year: 2010
        seed: 18446744073709551615
        arms:
          - name: Usual_care
          - name: treated
            interventions:
              - what: vitamin_k
                from: 2012
                until: 2020
                who:
                  sex: female
                  ckd_stage: [G5, G3b]
                  warfarin: yes
                  diabetes: no
                  atrial_fibrillation: true
                  dialysis: false
                  smoker: no
                  age: [65, 120]
                  egfr: [15, 45.5]
                  phosphate: [1.5, 5]
                  calcium: [2, 3]
                  vitamin_d_25: [0, 50]
                  hba1c: [6.5, 20]
                  systolic: [140, 300]
                  ldl: [2.6, 20]
                  cac: [100, 100000]
                  avc: [0, 1200]
                  peak_velocity: [2, 4]
                  albuminuria: [30, 50000]
                  pth: [65, 20000]
                coverage: 0.9
                adherence: 0.8
                dose: 180
        outcomes:
          strata: [warfarin, sex]
          trajectories: 0
          custom:
            - name: calcified
              description: Much calcium
              expression: cac > 400 and
                egfr < 30
              statistic: ever
              years: [5, 15]
              ages: [40, 90]
              who: {sex: female, ckd_stage: G4}
        """;

    /// <summary>Paths of the scenarios that come with the project.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "scenarios"), "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>A scenario with one intervention, the lines of which begin in line 6, column 9.</summary>
    public static string WithIntervention(params string[] lines) =>
        "name: x\npopulation: nhanes\narms:\n  - name: a\n    interventions:\n      - " + string.Join("\n        ", lines) + "\n";
}

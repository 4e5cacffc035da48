using System.Globalization;
using System.Text;
using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>A table that a run or a command writes.</summary>
/// <param name="Name">File name.</param>
/// <param name="Meaning">What its rows are.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record OutputTable(string Name, string Meaning, IReadOnlyList<Column> Columns);

/// <summary>The dictionary of output files, and docs/OUTPUT.md made from it.</summary>
public static class OutputDictionary
{
    /// <summary>Every table of a run.</summary>
    public static IReadOnlyList<OutputTable> Tables { get; } =
    [
        new(
            RunFiles.Outcomes,
            "One row an arm, year and stratum, by arm, year and stratum. A patient's stratum in a year is the state at the year's start; " +
            "dimensions that the scenario does not ask for read `all`, and strata without patients have no row. Biomarkers, scores and states are those " +
            "of patients alive at the year's end.",
            OutcomesCsv.Columns),
        new(
            RunFiles.Summary,
            "One row an arm, baseline stratum and outcome at the horizon. Strata are by the baseline alone, because the current CKD stage or warfarin is " +
            "a consequence of treatment.",
            HorizonResults.SummaryColumns),
        new(
            RunFiles.Comparisons,
            "One row an arm but the first, baseline stratum and outcome: the arm against the first. Arms have the same patients and the same random numbers. " +
            "A scenario of one arm gives the header alone.",
            HorizonResults.ComparisonColumns),
        new(
            RunFiles.Replicates,
            "One row an arm, year and group of patients: the sums that intervals are made from. Leave one group out at a time, in all arms together, to get the " +
            "jackknife error of anything that is computed from them; restricted mean survival, for one.",
            ReplicatesCsv.Columns),
        new(
            RunFiles.Custom,
            "Only where the scenario asks for custom outcomes (docs/CUSTOM_OUTCOMES.md). One row an arm, outcome and year of the outcome's window.",
            CustomCsv.Columns),
        new(
            RunFiles.Trajectories,
            "One row a sampled patient and year, by arm, patient and year: the state at the end of the year, up to the horizon or the year of death. " +
            "Every state variable has a column.",
            TrajectoryCsv.Columns),
        new(RunFiles.Events, "One row an event of a sampled patient, by arm, patient, year and event.", EventCsv.Columns),
    ];

    /// <summary>The text of docs/OUTPUT.md.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        Line("# Output files");
        Line();
        Line("This page is made from the program's dictionaries by `OutputDictionary.ToMarkdown`; a test compares the two. Edit the dictionaries.");
        Line();
        Line("A run is a directory. Each file is written under a temporary name, flushed and renamed; `run.json` is written last, and its presence means that");
        Line("the run is finished. All files but `timings.json` are the same, byte for byte, for the same plan, whatever machine, engine or number of threads,");
        Line("whether the run was made in one go, stopped and resumed, or in parts that were merged.");
        Line();
        Line("| file | content |");
        Line("| --- | --- |");
        foreach (var table in Tables)
        {
            Line($"| `{table.Name}` | {table.Columns.Count} columns, below |");
        }

        Line("| `run.json` | what was run: scenario, seed, versions, plan id, population, size and SHA-256 of each file, counts |");
        Line($"| `{RunFiles.Timings}` | clock, machine, threads, engine, speed and memory |");
        Line($"| `{RunDirectory.Plan}` | the plan for the program: with it `cohort diff` simulates any patient again. Respondents of a population file are in it, row by row |");
        Line($"| `{RunDirectory.FinishedPart}` | in place of all but the last two, where a part of a run was simulated: its table for `cohort merge` |");
        Line();
        Line($"While a run is not finished, its directory has a folder `{UnfinishedRun.FolderName}` with the plan and two checkpoints that are written in turn;");
        Line("`cohort resume` goes on from the newer one that is whole. Earlier results beside it stay until the new ones are written.");
        Line();
        Line("CSV files are UTF-8 with commas, lines that end in a line feed, a point before decimals and no thousands separator. An empty cell is a value that is");
        Line("undefined (a mean of nobody, the ratio to zero, an interval that was not made). Zeros have no sign.");
        Line();
        Line("## How numbers come about");
        Line();
        Line("**Integers.** A value is clamped to its range, counted as the nearest of 2^22 equal steps of the range (ties to even) and added as an integer, so that");
        Line("sums do not depend on the order of addition. `run.json` says how many values were clamped. Ranges begin at 0:");
        Line();
        Line("| measure | unit | range up to | step |");
        Line("| --- | --- | --- | --- |");
        foreach (var measure in Measures.All)
        {
            Line($"| `{measure.Name}` | {measure.Unit} | {measure.Maximum} | {(1 / measure.StepsPerUnit).ToString("R", CultureInfo.InvariantCulture)} |");
        }

        Line();
        Line("**Percentiles of calcium scores.** Scores are counted in classes: under 1 AU, which counts as 0; above, twelve classes a decade with lower edges 1, 1.2,");
        Line("1.5, 1.8, 2.2, 2.7, 3.3, 3.9, 4.7, 5.6, 6.8 and 8.2 times a power of ten (above 400 in place of 390), rounded to 1/32 AU, the last from 100,000 on.");
        Line("A percentile is interpolated linearly within its class; it is off by less than the class's width, a fifth of the score.");
        Line();
        Line("**Monte Carlo error.** Patients form 200 groups by their number modulo 200. An estimate is made again without each group in turn; the spread of these");
        Line("gives the standard error (delete-a-group jackknife), 1.96 of which reach to each end of a 95 % interval. Arms compared leave out the same group");
        Line("together. Intervals of ratios are symmetric in the logarithm. This is the error that more patients would make smaller.");
        Line();
        Line("**Survey error.** Respondents behind the patients are drawn anew with replacement 200 times, with all their patients, the same in every arm; the");
        Line("interval holds the middle 95 % of the results. It covers the chance of who was surveyed and what chance remains in a respondent's patients, not the");
        Line("survey's design beyond that. In a respondent table of more than 8192 rows, rows that agree modulo 8192 are drawn together.");
        foreach (var table in Tables)
        {
            Line();
            Line($"## {table.Name}");
            Line();
            Columns(table);
            if (table.Name == RunFiles.Summary)
            {
                Line();
                Line("Outcomes, here and in `comparisons.csv` (there without `patients`):");
                Line();
                Line("| outcome | unit | meaning |");
                Line("| --- | --- | --- |");
                var (name, unit, meaning) = HorizonResults.PatientsOutcome;
                Line($"| `{name}` | {unit} | {meaning} |");
                foreach (var outcome in Outcome.All)
                {
                    Line($"| `{outcome.Name}` | {outcome.Unit} | {outcome.Meaning} |");
                }

                Line();
                Line("Baseline strata:");
                Line();
                Line("| stratum | bit of `baseline_strata` | who |");
                Line("| --- | --- | --- |");
                Line("| `all` | | Everybody |");
                for (var stratum = 0; stratum < BaselineStrata.Count; stratum++)
                {
                    Line($"| `{BaselineStrata.All[stratum].Name}` | {stratum} | {BaselineStrata.All[stratum].Meaning} |");
                }
            }

            if (table.Name == RunFiles.Trajectories)
            {
                Line();
                Line("Bits of `events`, and names in `events.csv`:");
                Line();
                Line("| bit | event | meaning |");
                Line("| --- | --- | --- |");
                foreach (var (kind, name, meaning) in Names.Events)
                {
                    Line($"| {(int)kind} | `{name}` | {meaning} |");
                }

                Line($"| {(int)Physiology.Events.EventKind.Death} | `{Names.Death}` | Death |");
                Line();
                Line($"Codes of `{Variables.Describe(Variable.Cause).Name}`, and `detail` of deaths in `events.csv`:");
                Line();
                Line("| code | cause | meaning |");
                Line("| --- | --- | --- |");
                foreach (var (cause, name, meaning) in Names.Causes)
                {
                    Line($"| {(int)cause} | `{name}` | {meaning} |");
                }
            }
        }

        Line();
        Line("## Files of answers");
        Line();
        Line("Commands make these of finished runs.");
        foreach (var table in AnswerTables.All)
        {
            Line();
            Line($"### {table.Name}");
            Line();
            Columns(table);
        }

        Line();
        Line("## Files of experiments");
        Line();
        Line("Commands that simulate a scenario at many points write these; docs/EXPERIMENTS.md says how to read them. `experiment.json` is written last.");
        foreach (var table in ExperimentTables.All)
        {
            Line();
            Line($"### {table.Name}");
            Line();
            Columns(table);
        }

        Line();
        Line("## run.json");
        Line();
        Line("| key | meaning |");
        Line("| --- | --- |");
        foreach (var (key, meaning) in RunJsonKeys)
        {
            Line($"| `{key}` | {meaning} |");
        }

        Line();
        Line("## timings.json");
        Line();
        Line("| key | meaning |");
        Line("| --- | --- |");
        foreach (var (key, meaning) in TimingsKeys)
        {
            Line($"| `{key}` | {meaning} |");
        }

        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');

        void Columns(OutputTable table)
        {
            Line(table.Meaning);
            Line();
            Line("| column | unit | meaning |");
            Line("| --- | --- | --- |");
            foreach (var column in table.Columns)
            {
                Line($"| `{column.Name}` | {column.Unit} | {column.Meaning} |");
            }
        }
    }

    /// <summary>Keys of run.json, in order.</summary>
    internal static IReadOnlyList<(string Key, string Meaning)> RunJsonKeys { get; } =
    [
        ("name", "Name of the scenario"),
        ("plan_id", "SHA-256 of the plan's bytes: runs of one id have the same results"),
        ("seed", "Key of every random number"),
        ("program_version", "Version of the program"),
        ("model_version", "Version of the model: raised whenever the same plan would give other numbers"),
        ("population", "Name, number of respondents and SHA-256 of the respondent table"),
        ("counts", "Patients, arms, years, segments, patient-years simulated (years that arms share count once) and values clamped, by measure"),
        ("files", "Name, size and SHA-256 of each file that the plan fixes"),
        ("scenario", "The scenario as it was run, defaults filled in"),
    ];

    /// <summary>Keys of timings.json, in order.</summary>
    internal static IReadOnlyList<(string Key, string Meaning)> TimingsKeys { get; } =
    [
        ("started", "When the run began (UTC)"),
        ("seconds", "How long it took"),
        ("engine", "What ran it"),
        ("threads", "Worker threads"),
        ("patient_years_per_second", "Speed"),
        ("peak_memory_bytes", "Largest working set"),
        ("host", "Name of the machine"),
        ("system", "Operating system"),
        ("architecture", "Architecture of the processor"),
        ("runtime", "Version of .NET"),
    ];
}

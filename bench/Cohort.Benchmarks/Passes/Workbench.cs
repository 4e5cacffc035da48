using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Passes;

/// <summary>What the passes of a year work on.</summary>
/// <param name="model">The model.</param>
/// <typeparam name="TLane">Lane on which they run.</typeparam>
internal sealed class Workbench<TLane>(Model model) where TLane : struct, ILane<TLane>
{
    /// <summary>The patients.</summary>
    public PatientBlock Block { get; set; } = new();

    /// <summary>The year that passes.</summary>
    public YearContext Year { get; set; }

    /// <summary>What the arm does in that year.</summary>
    public ArmPolicy Policy { get; set; } = ArmPolicy.UsualCare;

    /// <summary>Parameters of the mechanisms.</summary>
    public ModelParameters Parameters => model.Parameters;

    /// <summary>Hazards by sex and age.</summary>
    public HazardTable HazardTable => model.Hazards;

    /// <summary>Hazards of the year.</summary>
    public HazardColumns Hazards { get; } = new();

    /// <summary>Relative risks of the year.</summary>
    public HazardColumns Risks { get; } = new();

    /// <summary>Terms that passes of the year tell each other.</summary>
    public TermColumns Terms { get; } = new();

    /// <summary>The year that ends at <paramref name="year"/>, as a run has it.</summary>
    public YearContext YearOf(ulong seed, int startYear, int year)
    {
        var calendar = startYear + year - 1;
        var at = Math.Clamp(calendar - RateTable.FirstYear, 0, RateTable.LastYear - RateTable.FirstYear);
        return new YearContext(seed, year, calendar, 0, model.Rates.AnticoagulatedShare[at], model.Rates.WarfarinShare[at]);
    }
}

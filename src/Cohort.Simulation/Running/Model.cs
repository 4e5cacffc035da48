using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Running;

/// <summary>What every patient of every run shares: parameters, published rates, and the norms of relative risk. One of these is one model version.</summary>
/// <param name="Parameters">Parameters of the mechanisms.</param>
/// <param name="Rates">Published rates.</param>
/// <param name="Hazards">Hazards by sex and age, normalised.</param>
public sealed record Model(ModelParameters Parameters, RateTable Rates, HazardTable Hazards)
{
    private static readonly Lazy<Model> Committed = new(() => Create(ModelParameters.Default, RiskNormsFile.Load()));

    /// <summary>The committed model.</summary>
    public static Model Default => Committed.Value;

    /// <summary>A model of other parameters or norms.</summary>
    /// <param name="parameters">Parameters of the mechanisms.</param>
    /// <param name="norms">Norms of relative risk.</param>
    public static Model Create(ModelParameters parameters, RiskNorms norms)
    {
        var rates = RateTables.Load();
        return new Model(parameters, rates, HazardTable.Create(rates, norms));
    }
}

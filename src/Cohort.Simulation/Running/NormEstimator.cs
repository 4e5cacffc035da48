using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Running;

/// <summary>
/// Computes the norms of relative risk: runs the natural history, averages each relative risk over the survivors of every age and
/// sex, and repeats with the norms found, since they decide who survives.
/// </summary>
public static class NormEstimator
{
    private const ulong Seed = 20_180_101;
    private const int StartYear = 2018;
    private const int Years = 45;
    private const int Rounds = 3;

    // Ages are pooled with their neighbours until this many person-years stand behind a norm.
    private const double EnoughYears = 4000;
    private const int WidestPool = 12;

    private const int PatientsMoved = 16 * PatientBlock.Capacity;
    private static readonly Lazy<RiskNorms> RoundOfCommitted = new(() => Round(Model.Default, Nhanes.Load(), PatientsMoved));

    /// <summary>Computes norms.</summary>
    /// <param name="parameters">Parameters of the mechanisms.</param>
    /// <param name="patients">Patients of the natural history.</param>
    public static RiskNorms Estimate(ModelParameters parameters, int patients)
    {
        var population = Nhanes.Load();
        var norms = new RiskNorms();
        for (var round = 0; round < Rounds; round++)
        {
            norms = Round(Model.Create(parameters, norms), population, patients);
        }

        return norms;
    }

    /// <summary>
    /// The committed norms, moved by as much as other parameters move them: one round of the same patients with these and with the committed
    /// parameters, so that the chance of few patients cancels and the committed parameters give the committed norms.
    /// </summary>
    /// <param name="parameters">Parameters of the mechanisms.</param>
    public static RiskNorms Moved(ModelParameters parameters)
    {
        var (committed, moved) = (RiskNormsFile.Load(), RiskNormsFile.Load());
        var (from, to) = (RoundOfCommitted.Value, Round(Model.Create(parameters, committed), Nhanes.Load(), PatientsMoved));
        for (var cell = 0; cell < moved.Added.Length; cell++)
        {
            moved.Added[cell] = Math.Max(committed.Added[cell] + (to.Added[cell] - from.Added[cell]), 0);
            foreach (var hazard in RiskNormsFile.Hazards)
            {
                moved[hazard][cell] = committed[hazard][cell] * (to[hazard][cell] / from[hazard][cell]);
            }
        }

        return moved;
    }

    private static RiskNorms Round(Model model, RespondentTable population, int patients)
    {
        var sums = new Sums();
        var blocks = (patients + PatientBlock.Capacity - 1) / PatientBlock.Capacity;

        // Sums are doubles; a fixed order of addition keeps the committed file the same on every machine.
        var parts = new Sums[blocks];
        Parallel.For(0, blocks, () => new PatientGroup<Lane8>(model, population, Seed, StartYear), (index, _, group) =>
        {
            var part = new Sums();
            var block = new PatientBlock { Count = PatientBlock.Capacity };
            for (var i = 0; i < block.Count; i++)
            {
                group.Recruit(((ulong)index * PatientBlock.Capacity) + (ulong)i, block, i);
            }

            group.RunPast(block);
            for (var year = 1; year <= Years && block.Count > 0; year++)
            {
                var age = block.Values(Variable.Age).ToArray();
                group.Advance(block, year, ArmPolicy.UsualCare);
                part.Add(block, age, group.Risks, model);
                group.Compact(block, always: true);
            }

            parts[index] = part;
            return group;
        }, _ => { });

        foreach (var part in parts)
        {
            sums.Add(part);
        }

        return sums.ToNorms();
    }

    private sealed class Sums
    {
        private const int Cells = 2 * RateTable.Ages;
        private readonly double[][] _risk = [.. Enumerable.Range(0, HazardColumns.Count).Select(_ => new double[Cells])];
        private readonly double[][] _years = [.. Enumerable.Range(0, HazardColumns.Count).Select(_ => new double[Cells])];
        private readonly double[] _added = new double[Cells];
        private readonly double[] _allYears = new double[Cells];

        public void Add(PatientBlock block, float[] age, HazardColumns risks, Model model)
        {
            var female = block.Values(Variable.Female);
            var dialysis = block.Values(Variable.Dialysis);
            var fibrillation = block.Values(Variable.AtrialFibrillation);
            var diabetes = block.Values(Variable.Diabetes);
            var coronary = block.Values(Variable.Coronary);
            var stroke = block.Values(Variable.Stroke);
            var failure = block.Values(Variable.HeartFailure);
            for (var i = 0; i < block.Count; i++)
            {
                var cell = (female[i] > 0.5f ? RateTable.Ages : 0) + Math.Clamp((int)age[i], 0, RateTable.Ages - 1);
                _allYears[cell]++;
                _added[cell] += risks.Values(Hazard.DeathStenosis)[i];
                if (dialysis[i] > 0.5f)
                {
                    var background = model.Rates[Rate.Death][cell];
                    _added[cell] += Math.Max((model.Rates[Rate.DialysisDeath][cell] * risks.Values(Hazard.DeathDialysis)[i]) - background, 0);
                }

                foreach (var hazard in RiskNormsFile.Hazards)
                {
                    var atRisk = hazard switch
                    {
                        Hazard.AtrialFibrillation => fibrillation[i] < 0.5f,
                        Hazard.Diabetes => diabetes[i] < 0.5f,
                        Hazard.Infarction => coronary[i] < 0.5f,
                        Hazard.Stroke => stroke[i] < 0.5f,
                        Hazard.HeartFailure => failure[i] < 0.5f,
                        Hazard.Fracture => true,
                        _ => dialysis[i] < 0.5f,
                    };
                    if (atRisk)
                    {
                        _risk[(int)hazard][cell] += risks.Values(hazard)[i];
                        _years[(int)hazard][cell]++;
                    }
                }
            }
        }

        public void Add(Sums other)
        {
            for (var cell = 0; cell < Cells; cell++)
            {
                _added[cell] += other._added[cell];
                _allYears[cell] += other._allYears[cell];
                for (var h = 0; h < _risk.Length; h++)
                {
                    _risk[h][cell] += other._risk[h][cell];
                    _years[h][cell] += other._years[h][cell];
                }
            }
        }

        public RiskNorms ToNorms()
        {
            var norms = new RiskNorms();
            for (var cell = 0; cell < Cells; cell++)
            {
                norms.Added[cell] = (float)Pool(_added, _allYears, cell, 0);
                foreach (var hazard in RiskNormsFile.Hazards)
                {
                    norms[hazard][cell] = (float)Pool(_risk[(int)hazard], _years[(int)hazard], cell, 1);
                }
            }

            return norms;
        }

        private static double Pool(double[] sums, double[] years, int cell, double otherwise)
        {
            var first = cell / RateTable.Ages * RateTable.Ages;
            for (var width = 0; width <= WidestPool; width++)
            {
                double sum = 0, weight = 0;
                for (var k = Math.Max(cell - width, first); k <= Math.Min(cell + width, first + RateTable.Ages - 1); k++)
                {
                    sum += sums[k];
                    weight += years[k];
                }

                if (weight >= EnoughYears || (width == WidestPool && weight > 0))
                {
                    return sum / weight;
                }
            }

            return otherwise;
        }
    }
}

using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Validation;

/// <summary>Reads quantities off simulated patients, through the observation model where there is one.</summary>
internal sealed class Recorder(ModelParameters parameters, ulong seed)
{
    private const double PhosphateMgDl = 3.0974;
    private const double CalciumMgDl = 4.0078;
    private const float Moderate = 2;
    private const float Severe = 3;
    private const float Replaced = 4;
    private const float LeastEgfr = 15;
    private const float ReducedEgfr = 60;
    private const float Albuminuria = 30;

    // Those found at baseline have had their stenosis for some years; the yearly probability of becoming known applied that often.
    private const int YearsBefore = 3;

    /// <summary>The value of a quantity for a patient at a visit.</summary>
    /// <param name="quantity">What.</param>
    /// <param name="block">Patients.</param>
    /// <param name="row">Row of the patient.</param>
    /// <param name="year">Years after baseline.</param>
    public float Read(Quantity quantity, PatientBlock block, int row, int year)
    {
        if (Quantities.VariableOf(quantity.Name) is { } variable)
        {
            var value = block.Values(variable)[row];
            return quantity.True ? value : Observe(variable, quantity.Floor, value, block, row, year);
        }

        return quantity.Name switch
        {
            "calcium_phosphate" => (float)(PhosphateMgDl * Observe(Variable.Phosphate, float.NaN, block.Values(Variable.Phosphate)[row], block, row, year)
                * CalciumMgDl * Observe(Variable.Calcium, float.NaN, block.Values(Variable.Calcium)[row], block, row, year)),
            "valve_course" => block.Values(Variable.ValveReplaced)[row] > 0.5f ? Replaced : block.Values(Variable.StenosisStage)[row],
            "ckd_1_4" => block.Values(Variable.Dialysis)[row] < 0.5f && block.Values(Variable.Egfr)[row] is var egfr and >= LeastEgfr
                && (egfr < ReducedEgfr || block.Values(Variable.Albuminuria)[row] >= Albuminuria) ? 1 : 0,
            "egfr_mdrd" => Mdrd(block.Values(Variable.Egfr)[row], block.Values(Variable.Age)[row], block.Values(Variable.Female)[row] > 0.5f),
            "cric_entry" => CricEntry(block.Values(Variable.Age)[row], Read(new Quantity("egfr_mdrd"), block, row, year)) ? 1 : 0,
            "inactive_mgp" => InactiveMgp(block.Values(Variable.Mgp)[row], block.Values(Variable.Egfr)[row]),
            _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity.Name, "Not a quantity of a patient's state."),
        };
    }

    /// <summary>Whether a patient's stenosis becomes known by a visit, if it was not before.</summary>
    public bool Diagnosed(PatientBlock block, int row, int year)
    {
        if (block.Values(Variable.ValveReplaced)[row] > 0.5f || block.Values(Variable.ValveSymptoms)[row] > 0.5f)
        {
            return true;
        }

        var p = parameters.Observation;
        var stage = block.Values(Variable.StenosisStage)[row];
        double yearly = stage >= Severe ? p.DiagnosisSevere : stage >= Moderate ? p.DiagnosisModerate : 0;
        var unknown = year > 0 ? 1 - yearly : Math.Pow(1 - yearly, YearsBefore);
        return Uniform(block, row, year, Purpose.ObserveClinic, 1) > unknown;
    }

    // Upper limits fall with age, so that the old are not enrolled for the function that most of them have.
    private static bool CricEntry(float age, float egfr) =>
        egfr >= 20 && age switch { < 21 => false, < 45 => egfr <= 70, < 65 => egfr <= 60, < 75 => egfr <= 50, _ => false };

    private float InactiveMgp(float active, float egfr) => Value(Observation.InactiveMgp<Lane1>(active, egfr, parameters.Inhibitor, parameters.Observation));

    private float Observe(Variable variable, float floor, float value, PatientBlock block, int row, int year)
    {
        var p = parameters.Observation;
        var smallest = float.IsNaN(floor) ? p.Floor : floor;
        return variable switch
        {
            Variable.Cac => Value(Observation.Cac<Lane1>(value, Uniform(block, row, year, Purpose.ObserveImage, 0), smallest, p)),
            Variable.Avc => Value(Observation.Avc<Lane1>(value, Uniform(block, row, year, Purpose.ObserveImage, 1), smallest, p)),
            Variable.PeakVelocity => Velocity(block, row, year),
            Variable.MeanGradient => parameters.Valve.GradientFactor * Velocity(block, row, year) * Velocity(block, row, year),
            Variable.ValveArea => value * block.Values(Variable.PeakVelocity)[row] / Velocity(block, row, year),
            Variable.PulseWaveVelocity => Assay(value, Uniform(block, row, year, Purpose.ObserveImage, 3), p.PwvNoise),
            Variable.Phosphate => Assay(value, Uniform(block, row, year, Purpose.ObserveMineral, 0), p.PhosphateNoise),
            Variable.Calcium => Assay(value, Uniform(block, row, year, Purpose.ObserveMineral, 1), p.CalciumNoise),
            Variable.Pth => Assay(value, Uniform(block, row, year, Purpose.ObserveMineral, 2), p.PthNoise),
            Variable.Fgf23 => Assay(value, Uniform(block, row, year, Purpose.ObserveMineral, 3), p.Fgf23Noise),
            Variable.Calcitriol => Assay(value, Uniform(block, row, year, Purpose.ObserveClinic, 2), p.CalcitriolNoise),

            // Baseline eGFR is itself one measurement.
            Variable.Egfr when year > 0 => Assay(value, Uniform(block, row, year, Purpose.ObserveClinic, 0), p.EgfrNoise),
            _ => value,
        };
    }

    private float Velocity(PatientBlock block, int row, int year) => MathF.Max(0.5f, Value(Observation.Measure<Lane1>(
        block.Values(Variable.PeakVelocity)[row], Uniform(block, row, year, Purpose.ObserveImage, 2), parameters.Observation.VelocityNoise)));

    private static float Mdrd(double egfr, double age, bool female)
    {
        // Inverts CKD-EPI 2021 by bisection on the logarithm of creatinine (mg/dL).
        var (low, high) = (Math.Log(0.1), Math.Log(30));
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = CkdEpi2021.Egfr(Math.Exp(middle), age, female) > egfr ? (middle, high) : (low, middle);
        }

        return (float)(175 * Math.Exp(-1.154 * low) * Math.Pow(age, -0.203) * (female ? 0.742 : 1));
    }

    private float Uniform(PatientBlock block, int row, int year, Purpose purpose, int word) =>
        Philox.Uniform(seed, block.GetId(row), year, (uint)purpose, word);

    private static float Assay(float value, float uniform, float spread) => Value(Observation.Assay<Lane1>(value, uniform, spread));

    private static float Value(Lane1 lane)
    {
        var value = 0f;
        Lane1.Store(lane, ref value);
        return value;
    }
}

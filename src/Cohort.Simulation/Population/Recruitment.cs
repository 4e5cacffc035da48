using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Population;

/// <summary>Draws virtual patients: a respondent by weight, and what the survey did not measure from published distributions.</summary>
/// <remarks>
/// A patient's baseline is a pure function of seed, number, table and start year. Every draw is Philox with year 0 and one purpose; the
/// four words of a purpose are used as follows (u = uniform of the word, z = its normal deviate).
/// <list type="bullet">
/// <item>Donor: 0-1 the respondent.</item>
/// <item>TopCodedAge: 0 age of a respondent of "80 or more", 80-110, by the life table's survivors.</item>
/// <item>Albuminuria: 0 rank of the ratio.</item>
/// <item>VitaminD: 0 rank of 25-hydroxyvitamin D.</item>
/// <item>AtrialFibrillation: 0 present, 1 duration (exponential, onset not before 20), 2 direct anticoagulant excluded.</item>
/// <item>Anticoagulant: 0 propensity to be anticoagulated (start: the first year from onset in which that year's share exceeds it),
/// 1 propensity to keep warfarin (end: the first year in which the warfarin share falls to it), 2 past warfarin, 3 its length.</item>
/// <item>Lipoprotein: 0 rank of lipoprotein(a).</item>
/// <item>DiabetesOnset: 0 duration.</item>
/// <item>Smoking: 0 age at start (15-19), 1 age at which a former smoker stopped (even between a tenth and 95 % of the time since).</item>
/// <item>Inhibitors: 0 vitamin K, 1 fetuin-A, 2 magnesium, 3 inflammation.</item>
/// <item>Drugs: 0 statin.</item>
/// <item>Disorders: 0 which disorder of calcium, 1 its strength, 2 gland mass.</item>
/// <item>ValvePhenotype: 0 phenotype.</item>
/// <item>DialysisVintage: 0 years on dialysis.</item>
/// </list>
/// Not represented: type 1 diabetes (onset is never before 15), warfarin for reasons other than fibrillation unless the population
/// file gives it, mechanical valves without fibrillation.
/// </remarks>
public static class Recruitment
{
    /// <summary>Age that stands for "never" or "not yet" in the columns of onset and end.</summary>
    public const float Never = 200;

    private const double EgfrMin = 5;
    private const double EgfrMax = 140;
    private const double SmokingStart = 15;
    private const double SmokingStartSpan = 4;
    private const double FirstDiabetesAge = 15;
    private const double FirstFibrillationAge = 20;
    private const double ShortestDuration = 0.1;
    private const double IonisedShare = 0.53;
    private const double DisorderSpread = 0.4;
    private const double SetPointSpread = 0.3;
    private const double UserWarfarinMean = 5;

    /// <summary>
    /// Writes the baseline of one patient into a row of a block: who, kidney, minerals, diabetes, rhythm and anticoagulant, inhibitors, valve
    /// phenotype, disorders, drugs and risk history. Every other variable of the row becomes 0. Allocates nothing.
    /// </summary>
    /// <param name="table">Respondents.</param>
    /// <param name="rates">Rates; its shares by calendar year are read.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="startYear">Calendar year of the baseline.</param>
    /// <param name="patient">Number of the patient.</param>
    /// <param name="block">Where to; its count is left alone.</param>
    /// <param name="row">Row from 0.</param>
    /// <returns>The row of the table that the patient was drawn from.</returns>
    public static int Recruit(RespondentTable table, RateTable rates, ulong seed, int startYear, ulong patient, PatientBlock block, int row)
    {
        for (var v = 0; v < Variables.Count; v++)
        {
            Set(block, (Variable)v, row, 0);
        }

        return RecruitIntoZeros(table, rates, seed, startYear, patient, block, row);
    }

    /// <summary>The same into a row of zeros: a block is cleared at once in much less time than row by row.</summary>
    internal static int RecruitIntoZeros(RespondentTable table, RateTable rates, ulong seed, int startYear, ulong patient, PatientBlock block, int row)
    {
        var model = BaselineModel.Instance;
        var donor = table.Pick(seed, patient);
        ref readonly var r = ref table[donor];
        block.SetId(row, patient);
        var age = Age(model, r, seed, patient);
        var egfr = Math.Clamp(r.TopCoded ? r.EgfrAt(age) : table.Egfr(donor), EgfrMin, EgfrMax);
        var dialysis = r.DialysisYears >= 0 || egfr < Respondent.DialysisEgfr;
        var diabetes = r.Diabetes;

        Set(block, Variable.BaseAge, row, age);
        Set(block, Variable.Female, row, r.Female ? 1 : 0);
        Set(block, Variable.Bmi, row, r.Bmi);
        Set(block, Variable.BaseSystolic, row, r.Systolic);
        Set(block, Variable.BaseLdl, row, r.Ldl);
        Set(block, Variable.BaseHba1c, row, r.Hba1c);
        Set(block, Variable.Coronary, row, r.Coronary ? 1 : 0);
        Set(block, Variable.Stroke, row, r.Stroke ? 1 : 0);
        Set(block, Variable.HeartFailure, row, r.HeartFailure ? 1 : 0);
        Set(block, Variable.BpDrug, row, r.BpMedication ? 1 : 0);
        Set(block, Variable.BaseEgfr, row, egfr);
        Set(block, Variable.PhosphateIntake, row, 1);
        Set(block, Variable.Lpa, row, Known(r.Lpa)
            ? r.Lpa
            : Math.Clamp(Single.Exp(model.Lpa.At(Normal(seed, patient, Purpose.Lipoprotein))), 0.5, 400));
        Set(block, Variable.Statin, row, Known(r.Statin)
            ? r.Statin
            : Uniform(Draw(seed, patient, Purpose.Drugs).Word0) < model.Statin.Probability(r, age, startYear) ? 1 : 0);
        Set(block, Variable.DialysisFrom, row, !dialysis
            ? Never
            : age - Math.Min(age, Known(r.DialysisYears) ? r.DialysisYears : model.Vintage.At(Uniform(Draw(seed, patient, Purpose.DialysisVintage).Word0))));

        var albuminuria = Known(r.Albuminuria)
            ? r.Albuminuria
            : model.Albuminuria.At(age, dialysis ? EgfrMin : egfr, diabetes, Uniform(Draw(seed, patient, Purpose.Albuminuria).Word0));
        Set(block, Variable.Albuminuria, row, albuminuria);

        Smoke(r, seed, patient, age, block, row);
        SetDiabetes(model, r, seed, patient, age, block, row);
        var rheumatic = SetValve(model, r, seed, patient, block, row);
        SetRhythm(model, r, rates, seed, startYear, patient, age, egfr, albuminuria, dialysis, rheumatic, block, row);
        SetInhibitors(model, r, seed, patient, egfr, dialysis, block, row);
        SetVitaminD(model, r, seed, patient, age, dialysis, block, row);
        SetMinerals(model, r, seed, patient, age, egfr, dialysis, block, row);
        return donor;
    }

    /// <summary>Orders patients by age, then sex, diabetes and kidney function, before they are recruited. A higher age gives a higher key.</summary>
    /// <param name="table">Respondents.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="patient">Number of the patient.</param>
    public static int SortKey(RespondentTable table, ulong seed, ulong patient)
    {
        var donor = table.Pick(seed, patient);
        ref readonly var r = ref table[donor];
        var group = (Age(BaselineModel.Instance, r, seed, patient) << 2) | (r.Female ? 2 : 0) | (r.Diabetes ? 1 : 0);
        return (group << 8) | (int)Math.Clamp(table.Egfr(donor), 0, 255);
    }

    private static int Age(BaselineModel model, in Respondent r, ulong seed, ulong patient) =>
        r.TopCoded ? TopCodedAge(model, r.Female, Draw(seed, patient, Purpose.TopCodedAge).Word0) : (int)r.Age;

    private static void Smoke(in Respondent r, ulong seed, ulong patient, int age, PatientBlock block, int row)
    {
        var (from, until) = ((double)Never, (double)Never);
        if (r.Smoking > 0)
        {
            var (u0, u1, _, _) = Draw(seed, patient, Purpose.Smoking);
            from = Math.Min(age, SmokingStart + (SmokingStartSpan * Uniform(u0)));
            until = r.Smoking == 1 ? from + ((age - from) * (0.1 + (0.85 * Uniform(u1)))) : Never;
        }

        Set(block, Variable.BaseSmoker, row, r.Smoking == 2 ? 1 : 0);
        Set(block, Variable.SmokingFrom, row, from);
        Set(block, Variable.SmokingUntil, row, until);
    }

    private static void SetDiabetes(BaselineModel model, in Respondent r, ulong seed, ulong patient, int age, PatientBlock block, int row)
    {
        double from = Never;
        if (r.Diabetes)
        {
            double years = r.DiabetesYears;
            if (double.IsNaN(years))
            {
                var u = Uniform(Draw(seed, patient, Purpose.DiabetesOnset).Word0);
                years = r.DiabetesTold
                    ? Single.Exp(model.DiabetesDuration[age >= 75 ? 3 : age >= 65 ? 2 : age >= 45 ? 1 : 0].At(Single.InverseNormal(u)))
                    : -model.UndiagnosedDuration * Single.Log(u);
            }

            from = age - Math.Clamp(years, ShortestDuration, age - FirstDiabetesAge);
        }

        Set(block, Variable.DiabetesFrom, row, from);
    }

    private static bool SetValve(BaselineModel model, in Respondent r, ulong seed, ulong patient, PatientBlock block, int row)
    {
        var u = Uniform(Draw(seed, patient, Purpose.ValvePhenotype).Word0);
        var bicuspid = model.Bicuspid[r.Female ? 1 : 0];
        var phenotype = u < bicuspid ? 1 : u < bicuspid + model.Rheumatic ? 2 : 0;
        Set(block, Variable.ValvePhenotype, row, phenotype);
        return phenotype == 2;
    }

    private static void SetRhythm(BaselineModel model, in Respondent r, RateTable rates, ulong seed, int startYear, ulong patient, int age,
        double egfr, double albuminuria, bool dialysis, bool rheumatic, PatientBlock block, int row)
    {
        var (a0, a1, a2, _) = Draw(seed, patient, Purpose.AtrialFibrillation);
        var fibrillation = Known(r.AtrialFibrillation)
            ? r.AtrialFibrillation == 1
            : r.Anticoagulant > 0 || Uniform(a0) < model.Fibrillation.Probability(r.Female, age, startYear, egfr, albuminuria, dialysis);
        var (onset, from, until) = ((double)Never, (double)Never, (double)Never);
        var anticoagulant = 0;
        var excluded = rheumatic;
        if (fibrillation)
        {
            // Exponential duration, cut off where onset would be before 20.
            var mean = model.Fibrillation.MeanDuration;
            var longest = Math.Max(ShortestDuration, age - FirstFibrillationAge);
            onset = age - Math.Min(longest, -mean * Single.Log(1 - (Uniform(a1) * (1 - Single.Exp(-longest / mean)))));
            excluded |= Uniform(a2) < model.DoacExcluded;
            var (w0, w1, w2, w3) = Draw(seed, patient, Purpose.Anticoagulant);
            var scale = dialysis ? model.DialysisAnticoagulated : LowRisk(r, age) ? model.LowRiskAnticoagulated : 1;
            var propensity = Uniform(w0) / scale;
            var direct = dialysis ? model.DialysisDirect : 1;
            var keep = excluded ? 0 : 1 - ((1 - Uniform(w1)) / direct);
            if (propensity < At(rates.AnticoagulatedShare, startYear))
            {
                var began = Math.Max(onset, age - (startYear - FirstAbove(rates.AnticoagulatedShare, propensity, startYear)));
                if (keep < At(rates.WarfarinShare, startYear))
                {
                    (anticoagulant, from) = (1, began);
                }
                else
                {
                    anticoagulant = 2;
                    var switched = age - (startYear - (double)FirstAtOrBelow(rates.WarfarinShare, keep, startYear));
                    (from, until) = began < switched ? (began, switched) : (Never, Never);
                }
            }
            else if (age - onset > 1 && Uniform(w2) < model.PastWarfarin * At(rates.AnticoagulatedShare, startYear - 1))
            {
                from = Math.Max(onset, age - (startYear - FirstAbove(rates.AnticoagulatedShare, 0, startYear)));
                until = Math.Min(age, from - (model.PastWarfarinYears * Single.Log(Uniform(w3))));
                (from, until) = from < age ? (from, until) : (Never, Never);
            }
        }

        if (Known(r.Anticoagulant) || r.WarfarinYears > 0)
        {
            // What the population file says goes before what would be drawn.
            anticoagulant = Known(r.Anticoagulant) ? (int)r.Anticoagulant : anticoagulant;
            var years = Known(r.WarfarinYears) ? r.WarfarinYears
                : anticoagulant == 1 ? -UserWarfarinMean * Single.Log(Uniform(Draw(seed, patient, Purpose.Anticoagulant).Word3)) : 0;
            from = years > 0 || anticoagulant == 1 ? age - Math.Min(years, age - SmokingStart) : Never;
            until = years > 0 && anticoagulant != 1 ? age : Never;
            excluded &= anticoagulant != 2;
        }

        Set(block, Variable.AfFrom, row, onset);
        Set(block, Variable.Anticoagulant, row, anticoagulant);
        Set(block, Variable.WarfarinFrom, row, from);
        Set(block, Variable.WarfarinUntil, row, until);
        Set(block, Variable.DoacExcluded, row, excluded ? 1 : 0);
    }

    private static void SetInhibitors(BaselineModel model, in Respondent r, ulong seed, ulong patient, double egfr, bool dialysis,
        PatientBlock block, int row)
    {
        var (w0, w1, w2, w3) = Draw(seed, patient, Purpose.Inhibitors);
        Set(block, Variable.VitaminK, row, Single.Exp(model.VitaminKSpread * Single.InverseNormal(Uniform(w0))));

        // Fetuin-A and magnesium go from the healthy to the published level of CKD as eGFR falls from 60 to 20.
        var ckd = Math.Clamp((60 - egfr) / 40, 0, 1);
        var ratio = dialysis ? model.FetuinDialysis : 1 - (ckd * (1 - model.FetuinCkd));
        Set(block, Variable.Fetuin, row, Math.Clamp(
            ratio * Single.Exp(model.FetuinMean + (model.FetuinSpread * Single.InverseNormal(Uniform(w1)))), 0.2, 1.6));
        if (Known(r.Magnesium))
        {
            Set(block, Variable.BaseMagnesium, row, r.Magnesium);
        }
        else
        {
            var (healthy, late) = (model.Magnesium[0], model.Magnesium[1]);
            var (mean, sd) = dialysis ? model.Magnesium[2]
                : (healthy.Mean + (ckd * (late.Mean - healthy.Mean)), healthy.Sd + (ckd * (late.Sd - healthy.Sd)));
            Set(block, Variable.BaseMagnesium, row, Math.Clamp(mean + (sd * Single.InverseNormal(Uniform(w2))), 0.5, 1.4));
        }

        var level = 1 + (model.InflammationPerBmi * Math.Max(0, r.Bmi - 25)) + (r.Smoking == 2 ? model.InflammationSmoking : 0)
            + (dialysis ? model.InflammationDialysis : model.InflammationCkd * Math.Clamp((60 - egfr) / 60, 0, 1));
        Set(block, Variable.Inflammation, row, Math.Clamp(
            level * Single.Exp(model.InflammationSpread * Single.InverseNormal(Uniform(w3))), 0.7, 6));
    }

    private static void SetVitaminD(BaselineModel model, in Respondent r, ulong seed, ulong patient, int age, bool dialysis, PatientBlock block, int row)
    {
        double level = r.VitaminD25;
        if (double.IsNaN(level))
        {
            var z = Normal(seed, patient, Purpose.VitaminD);
            level = dialysis
                ? Single.Exp(model.DialysisVitaminDMean + (model.DialysisVitaminDSpread * z))
                : model.VitaminD[age >= 60 ? 2 : age >= 40 ? 1 : 0].At(z);
            level = Math.Clamp(level, 8, 250);
        }

        Set(block, Variable.BaseVitaminD25, row, level);
    }

    private static void SetMinerals(BaselineModel model, in Respondent r, ulong seed, ulong patient, int age, double egfr, bool dialysis,
        PatientBlock block, int row)
    {
        var group = MineralReference.Group(r.Female, age, egfr, dialysis);
        Set(block, Variable.BasePhosphate, row, model.Mineral.ShrunkPhosphate(group, r.Phosphate));

        var measured = (double)r.CorrectedCalcium;
        var (adenoma, malignancy, sarcoidosis) = model.Disorders.Probabilities(r.Female, age, group, measured);
        var (w0, w1, w2, _) = Draw(seed, patient, Purpose.Disorders);
        var u = Uniform(w0);
        var mass = 1.0;
        var ill = u < adenoma + malignancy + sarcoidosis;
        if (ill)
        {
            var z = Single.InverseNormal(Uniform(w1));
            if (u < adenoma)
            {
                Set(block, Variable.Adenoma, row, model.Disorders.SetPoint * Single.Exp(SetPointSpread * z));
                mass = model.Disorders.GlandMass * Single.Exp(DisorderSpread * Single.InverseNormal(Uniform(w2)));
            }
            else if (u < adenoma + malignancy)
            {
                Set(block, Variable.BoneLysis, row, model.Disorders.Lysis * Single.Exp(DisorderSpread * z));
            }
            else
            {
                Set(block, Variable.Granuloma, row, model.Disorders.Calcitriol * Single.Exp(DisorderSpread * z));
            }
        }

        Set(block, Variable.GlandMass, row, mass);
        Set(block, Variable.BaseIonisedCalcium, row, IonisedShare * (ill
            ? model.Mineral.ShrunkCalcium(group, measured, model.Disorders.Rise, model.Disorders.Spread)
            : model.Mineral.ShrunkCalcium(group, measured)));
    }

    // CHA2DS2-VASc of 0, or 1 for women (sex alone).
    private static bool LowRisk(in Respondent r, int age) =>
        age < 65 && !r.Diabetes && !r.Stroke && !r.HeartFailure && !r.Coronary && !r.BpMedication;

    private static int TopCodedAge(BaselineModel model, bool female, uint word)
    {
        var cumulative = model.TopCoded[female ? 1 : 0];
        var u = Uniform(word);
        var i = 0;
        while (i < cumulative.Length - 1 && u >= cumulative[i])
        {
            i++;
        }

        return BaselineModel.TopCodedLow + i;
    }

    // First calendar year up to the last in which a rising share exceeds the propensity.
    private static int FirstAbove(float[] shares, double propensity, int last)
    {
        var year = Math.Clamp(last, RateTable.FirstYear, RateTable.LastYear);
        while (year > RateTable.FirstYear && shares[year - 1 - RateTable.FirstYear] > propensity)
        {
            year--;
        }

        return year;
    }

    // First calendar year up to the last in which a falling share is not above the propensity.
    private static int FirstAtOrBelow(float[] shares, double propensity, int last)
    {
        var year = Math.Clamp(last, RateTable.FirstYear, RateTable.LastYear);
        while (year > RateTable.FirstYear && shares[year - 1 - RateTable.FirstYear] <= propensity)
        {
            year--;
        }

        return year;
    }

    private static double At(float[] shares, int year) => shares[Math.Clamp(year, RateTable.FirstYear, RateTable.LastYear) - RateTable.FirstYear];

    private static bool Known(float value) => !float.IsNaN(value);

    private static (uint Word0, uint Word1, uint Word2, uint Word3) Draw(ulong seed, ulong patient, Purpose purpose) =>
        Philox.Words(seed, patient, 0, (uint)purpose);

    private static double Uniform(uint word) => Philox.Uniform(word);

    private static double Normal(ulong seed, ulong patient, Purpose purpose) =>
        Single.InverseNormal(Uniform(Draw(seed, patient, purpose).Word0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(PatientBlock block, Variable variable, int row, double value) => block[variable].Store(row, (Lane1)(float)value);
}

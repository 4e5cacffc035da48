using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>The CKD-EPI creatinine equation of 2021, which needs no ancestry (Inker et al., N Engl J Med 2021; 385: 1737).</summary>
public static class CkdEpi2021
{
    /// <summary>Estimated glomerular filtration rate.</summary>
    /// <remarks>142 x min(Scr/k, 1)^a x max(Scr/k, 1)^-1.200 x 0.9938^age (x 1.012 for women); k 0.7 and a -0.241 for women, 0.9 and -0.302 for men.</remarks>
    /// <param name="creatinineMgDl">Serum creatinine (mg/dL), above 0.</param>
    /// <param name="age">Age in years.</param>
    /// <param name="female">True for women.</param>
    /// <returns>eGFR in mL/min/1.73m2.</returns>
    public static double Egfr(double creatinineMgDl, double age, bool female)
    {
        var ratio = ElementaryDouble.Log(creatinineMgDl / (female ? 0.7 : 0.9));
        var exponent = ratio < 0 ? (female ? -0.241 : -0.302) : -1.200;
        return (female ? 142 * 1.012 : 142) * ElementaryDouble.Exp((exponent * ratio) + (LogOfAgeFactor * age));
    }

    // ln 0.9938
    private const double LogOfAgeFactor = -0.0062192998139168326;
}

using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;

namespace Cohort.Physiology.Mechanisms;

/// <summary>
/// What a CT, an echocardiogram or a laboratory would report, apart from the true state: scanner noise, a detection floor, assay
/// error with within-person variation. A score of zero does not mean no mineral. Each function takes a uniform of the observation.
/// </summary>
public static class Observation
{
    /// <summary>Agatston score of one scan of the coronary arteries (AU): noise on the square-root scale, 0 under the protocol's floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Cac<TLane>(TLane score, TLane uniform, float floor, ObservationParameters p) where TLane : struct, ILane<TLane> =>
        Scan(score, uniform, floor, p.CacNoise, p.CacRelativeNoise, p.CacArtefact);

    /// <summary>Agatston score of one scan of the aortic valve (AU).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Avc<TLane>(TLane score, TLane uniform, float floor, ObservationParameters p) where TLane : struct, ILane<TLane> =>
        Scan(score, uniform, floor, p.AvcNoise, p.AvcRelativeNoise, p.AvcArtefact);

    /// <summary>A value of one measurement with a relative, log-normal error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Assay<TLane>(TLane value, TLane uniform, float spread) where TLane : struct, ILane<TLane> =>
        value * Elementary.Exp(spread * Elementary.InverseNormal(uniform));

    /// <summary>A value of one measurement with an absolute, normal error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Measure<TLane>(TLane value, TLane uniform, float deviation) where TLane : struct, ILane<TLane> =>
        value + (deviation * Elementary.InverseNormal(uniform));

    /// <summary>
    /// Inactive matrix Gla protein in plasma (dp-ucMGP, pmol/L), rising with the uncarboxylated share and, as it is cleared by
    /// the kidney, with the fall of eGFR.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane InactiveMgp<TLane>(TLane active, TLane egfr, InhibitorParameters inhibitor, ObservationParameters p) where TLane : struct, ILane<TLane>
    {
        var uraemia = Law.Clamp((90f - egfr) * (1f / 90f), 0f, 1f);
        return p.InactiveMgp * (1f + (p.InactiveMgpKidney * uraemia)) * TLane.Max(1f - active, 0.02f) * (1f / (1f - inhibitor.MgpActive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Scan<TLane>(TLane score, TLane uniform, float floor, float noise, float relative, float artefact) where TLane : struct, ILane<TLane>
    {
        // A relative error r of the score is r/2 of its root.
        var exact = TLane.Sqrt(score);
        var root = Law.Excess(exact + ((noise + (0.5f * relative * exact)) * Elementary.InverseNormal(uniform)));
        var seen = root * root;

        // Where nothing is, image noise or motion is now and then outlined as a lesion of the least size.
        var lesion = TLane.Select(uniform > (TLane)(1f - artefact), 2f * floor, 0f);
        return TLane.Select(score > 0f, TLane.Select(seen >= (TLane)floor, seen, 0f), lesion);
    }
}

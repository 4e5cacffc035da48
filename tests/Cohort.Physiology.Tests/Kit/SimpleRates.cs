using Cohort.Physiology.Rates;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>Made-up rates, equal at every age and in both sexes, so that a test depends on no published table.</summary>
internal static class SimpleRates
{
    /// <summary>Nobody dies, falls ill or is transplanted by a published rate: only mechanisms act.</summary>
    public static RateTable None { get; } = Create();

    /// <summary>Every event and cause of death happens at a round rate.</summary>
    public static RateTable Some { get; } = CreateSome();

    /// <summary>A table of round rates that a test may change.</summary>
    public static RateTable CreateSome() => Create(
        (Rate.Death, 0.02f), (Rate.ShareIschaemic, 0.2f), (Rate.ShareStroke, 0.1f), (Rate.ShareCardiac, 0.1f), (Rate.ShareCancer, 0.2f),
        (Rate.ShareKidney, 0.05f), (Rate.ShareStenosis, 0.05f), (Rate.ShareOther, 0.3f), (Rate.DialysisDeath, 0.15f), (Rate.Infarction, 0.01f),
        (Rate.Stroke, 0.01f), (Rate.HeartFailure, 0.01f), (Rate.Fracture, 0.02f), (Rate.AtrialFibrillation, 0.01f), (Rate.Diabetes, 0.01f),
        (Rate.Transplant, 0.05f));

    /// <summary>A table with some rates set and the rest 0; half of fibrillation is anticoagulated, half of that with warfarin.</summary>
    public static RateTable Create(params (Rate Rate, float Value)[] rates)
    {
        var table = new RateTable();
        Array.Fill(table.AnticoagulatedShare, 0.5f);
        Array.Fill(table.WarfarinShare, 0.5f);
        foreach (var (rate, value) in rates)
        {
            Array.Fill(table[rate], value);
        }

        return table;
    }
}

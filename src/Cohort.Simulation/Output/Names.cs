using System.Text;
using Cohort.Physiology.Events;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>What causes of death, events and conditions are called in files, and what they mean.</summary>
public static class Names
{
    /// <summary>Causes of death, without <see cref="CauseOfDeath.None"/>.</summary>
    public static IReadOnlyList<(CauseOfDeath Cause, string Name, string Meaning)> Causes { get; } =
    [
        (CauseOfDeath.IschaemicHeart, "ischaemic_heart", "Ischaemic heart disease"),
        (CauseOfDeath.Stroke, "stroke", "Stroke"),
        (CauseOfDeath.HeartFailure, "heart_failure", "Heart failure and other cardiac disease"),
        (CauseOfDeath.AorticStenosis, "aortic_stenosis", "Aortic stenosis, with or without replacement"),
        (CauseOfDeath.Cancer, "cancer", "Cancer"),
        (CauseOfDeath.Kidney, "kidney", "Kidney disease without dialysis"),
        (CauseOfDeath.Dialysis, "dialysis", "Any cause while on dialysis"),
        (CauseOfDeath.Other, "other", "All other causes"),
    ];

    /// <summary>Events, without <see cref="EventKind.Death"/>, in the order of their bits.</summary>
    public static IReadOnlyList<(EventKind Kind, string Name, string Meaning)> Events { get; } =
    [
        (EventKind.MyocardialInfarction, "myocardial_infarction", "Myocardial infarction, first or recurrent"),
        (EventKind.Stroke, "stroke", "Stroke, first or recurrent"),
        (EventKind.HeartFailure, "heart_failure", "First heart failure"),
        (EventKind.AtrialFibrillation, "atrial_fibrillation", "Onset of atrial fibrillation"),
        (EventKind.Diabetes, "diabetes", "Onset of diabetes"),
        (EventKind.DialysisStart, "dialysis_start", "Start of maintenance dialysis"),
        (EventKind.Transplant, "transplant", "Kidney transplant"),
        (EventKind.ValveReplacement, "valve_replacement", "Aortic valve replacement, surgical or by catheter"),
        (EventKind.Fracture, "fracture", "Clinical fracture"),
        (EventKind.MajorBleeding, "major_bleeding", "Major bleeding"),
        (EventKind.Calciphylaxis, "calciphylaxis", "Calciphylaxis"),
        (EventKind.ValveSymptoms, "valve_symptoms", "First symptoms of aortic stenosis"),
        (EventKind.CacOnset, "cac_onset", "First coronary calcium"),
        (EventKind.AvcOnset, "avc_onset", "First aortic valve calcium"),
        (EventKind.WarfarinStart, "warfarin_start", "Start of warfarin"),
        (EventKind.Parathyroidectomy, "parathyroidectomy", "Parathyroidectomy"),
    ];

    /// <summary>Name of the event that ends a history.</summary>
    public const string Death = "death";

    /// <summary>An enumeration's name in files: lower case, words joined by '_'.</summary>
    /// <param name="value">The value.</param>
    public static string Of(Enum value)
    {
        var text = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}

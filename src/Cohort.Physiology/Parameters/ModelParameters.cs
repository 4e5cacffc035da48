namespace Cohort.Physiology.Parameters;

/// <summary>Every parameter of the model, by mechanism, with its published or assumed value.</summary>
public sealed record ModelParameters
{
    /// <summary>The committed values.</summary>
    public static ModelParameters Default { get; } = new();

    /// <summary>Decline of kidney function, dialysis and transplant.</summary>
    public KidneyParameters Kidney { get; init; } = new();

    /// <summary>Diabetes and advanced glycation end-products.</summary>
    public GlycationParameters Glycation { get; init; } = new();

    /// <summary>Atrial fibrillation and anticoagulants.</summary>
    public RhythmParameters Rhythm { get; init; } = new();

    /// <summary>Endocrine loop of calcium, phosphate, PTH, FGF23 and calcitriol.</summary>
    public MineralParameters Mineral { get; init; } = new();

    /// <summary>Matrix Gla protein, pyrophosphate, fetuin-A, magnesium.</summary>
    public InhibitorParameters Inhibitor { get; init; } = new();

    /// <summary>Osteogenic switch of vascular smooth muscle.</summary>
    public MuscleParameters Muscle { get; init; } = new();

    /// <summary>Medial calcification, stiffness.</summary>
    public MediaParameters Media { get; init; } = new();

    /// <summary>Intimal plaque and coronary calcium.</summary>
    public PlaqueParameters Plaque { get; init; } = new();

    /// <summary>Aortic valve.</summary>
    public ValveParameters Valve { get; init; } = new();

    /// <summary>Metastatic and dystrophic deposits.</summary>
    public TissueParameters Tissue { get; init; } = new();

    /// <summary>Bone turnover, density, fracture.</summary>
    public SkeletonParameters Skeleton { get; init; } = new();

    /// <summary>Risk of events and death.</summary>
    public OutcomeParameters Outcome { get; init; } = new();

    /// <summary>Risk factors and vessels before the baseline.</summary>
    public HistoryParameters History { get; init; } = new();

    /// <summary>What a scan, an echo or a laboratory reports.</summary>
    public ObservationParameters Observation { get; init; } = new();
}

namespace Cohort.Simulation.Running;

/// <summary>The version of the model: raised whenever the same plan would give other numbers.</summary>
public static class ModelVersion
{
    /// <summary>The version of this program.</summary>
    public const int Current = 6;
}

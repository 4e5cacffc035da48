using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>Reads <c>plan.bin</c>, and says in the user's words what is wrong with it.</summary>
public static class SavedPlanFile
{
    /// <summary>The plan kept in a file.</summary>
    /// <exception cref="RefusedInputException">The file is missing or damaged.</exception>
    public static SavedPlan Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new RefusedInputException(file, "is missing");
        }

        try
        {
            using var stream = File.OpenRead(file);
            return SavedPlan.ReadFrom(stream);
        }
        catch (InvalidDataException damage)
        {
            throw new RefusedInputException(file, $"is damaged ({damage.Message}); the run has to be made anew");
        }
    }

    /// <summary>The plan kept in a file, ready to run.</summary>
    /// <exception cref="RefusedInputException">The plan is for another model or another edition of the population.</exception>
    public static RunPlan Restore(string file, SavedPlan saved)
    {
        try
        {
            return saved.Restore();
        }
        catch (OtherRunException other)
        {
            throw new RefusedInputException(file, other.Message);
        }
    }
}

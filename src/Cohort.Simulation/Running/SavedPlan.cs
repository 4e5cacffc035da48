using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>
/// A plan as a run's directory keeps it, so that the run can be continued, and its patients simulated again, with nothing else at
/// hand. Respondents of a user's file are kept whole; of a population that comes with the program the hash is enough.
/// </summary>
/// <param name="ModelVersion">Version of the model that the plan is for.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Part">The part of the run.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="PopulationHash">SHA-256 of the respondents, in lower-case hexadecimal.</param>
public sealed record SavedPlan(int ModelVersion, string PlanId, RunPart Part, Scenario Scenario, string PopulationHash)
{
    private const uint Magic = 0x4C504843; // "CHPL"

    private RespondentTable? Respondents { get; init; }

    /// <summary>Whether the respondents are in it; otherwise they come with the program.</summary>
    public bool HoldsRespondents => Respondents != null;

    /// <summary>What to keep of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="part">The part of the run.</param>
    public static SavedPlan Of(RunPlan plan, RunPart part) => new(plan.ModelVersion, plan.Id, part, plan.Scenario, plan.PopulationHash)
    {
        Respondents = plan.Scenario.Population.Kind == PopulationKind.File ? plan.Population : null,
    };

    /// <summary>Writes it, with a checksum at the end.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream) => Checksummed.Write(stream, writer =>
    {
        writer.Write(Magic);
        writer.Write(PlanFormat.VersionOf(Scenario));
        writer.Write(ModelVersion);
        writer.Write(PlanId);
        writer.Write(Part.Number);
        writer.Write(Part.Of);
        PlanFormat.Write(writer, Scenario);
        writer.Write(PopulationHash);
        writer.Write(Respondents != null);
        Respondents?.WriteTo(writer);
    });

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or no plan.</exception>
    public static SavedPlan ReadFrom(Stream stream) => Checksummed.Read(stream, reader =>
    {
        var (magic, version) = (reader.ReadUInt32(), reader.ReadInt32());
        if (magic != Magic || version is not (1 or 2))
        {
            throw new InvalidDataException("it is no plan of this program's format");
        }

        return new SavedPlan(reader.ReadInt32(), reader.ReadString(), new(reader.ReadInt32(), reader.ReadInt32()), PlanFormat.ReadScenario(reader, version), reader.ReadString())
        {
            Respondents = reader.ReadBoolean() ? RespondentTable.ReadFrom(reader) : null,
        };
    });

    /// <summary>The plan itself.</summary>
    /// <exception cref="OtherRunException">This program has another version of the model, or another population of that name.</exception>
    public RunPlan Restore()
    {
        if (ModelVersion != Running.ModelVersion.Current)
        {
            throw new OtherRunException($"is of model version {ModelVersion}; this program has version {Running.ModelVersion.Current}");
        }

        var plan = RunPlan.Create(Scenario, Respondents ?? PopulationLoader.Load(Scenario, ""), long.MaxValue);
        return plan.Id == PlanId ? plan : throw new OtherRunException("is of another edition of the population than this program's");
    }
}

using System.Security.Cryptography;
using System.Text;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Experiments;

/// <summary>
/// Many variants of one scenario: points that differ in values of the scenario or in parameters of the model. All points have the same random
/// numbers, so that they differ by what is varied alone.
/// </summary>
public sealed class Experiment
{
    /// <summary>An experiment.</summary>
    /// <param name="points">Its points, at least one, with the same arms.</param>
    /// <param name="byStratum">Whether baseline strata are told apart; otherwise everybody alone.</param>
    /// <param name="keepsParts">Whether results are also kept without each part of the patients (<see cref="PointResult.WithoutPart"/>).</param>
    /// <exception cref="RefusedInputException">A point has more different interventions than a patient can remember.</exception>
    public Experiment(IReadOnlyList<ExperimentPoint> points, bool byStratum, bool keepsParts = false)
    {
        (Points, KeepsParts) = (points, keepsParts);
        Strata = byStratum ? HorizonEstimates.Strata : 1;
        Outcomes = Outcome.All;
        Batches = PointBatch.Of(points);
        Id = MakeId();
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<ExperimentPoint> Points { get; }

    /// <summary>Number of strata of the results, the first of which is everybody.</summary>
    public int Strata { get; }

    /// <summary>Whether results are also kept without each part of the patients.</summary>
    public bool KeepsParts { get; }

    /// <summary>The outcomes of the results.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>SHA-256 of all that the results depend on, in lower-case hexadecimal.</summary>
    public string Id { get; }

    /// <summary>Patients to simulate, each counted once a point.</summary>
    public long Patients => Points.Sum(point => point.Scenario.Patients);

    /// <summary>Number of groups of points that share patients and past.</summary>
    public int BatchCount => Batches.Count;

    internal IReadOnlyList<PointBatch> Batches { get; }

    private string MakeId()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(ModelVersion.Current);
            writer.Write(Strata);
            writer.Write(KeepsParts);
            foreach (var population in Points.Select(point => point.Population).Distinct())
            {
                writer.Write(SHA256.HashData(PlanFormat.Write(population)));
            }

            foreach (var point in Points)
            {
                PlanFormat.Write(writer, point.Scenario);
                foreach (var (parameter, value) in point.Settings)
                {
                    writer.Write(parameter.FullName);
                    writer.Write(value);
                }
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}

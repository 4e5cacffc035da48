using Cohort.Physiology.Parameters;
using Cohort.Simulation.Calibration;
using Cohort.Simulation.Running;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Calibration;

public sealed class CalibratorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cohort-calibration").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void FittedParametersExistAndStandInTheirRanges()
    {
        Assert.All(FittedParameters.All, p => Assert.InRange(p.Get(ModelParameters.Default), (float)p.Plausible.Low, (float)p.Plausible.High));
        Assert.Equal(FittedParameters.All.Count, FittedParameters.All.Select(p => p.FullName).Distinct().Count());
    }

    [Fact]
    public void EveryFittedParameterIsSetAndNothingElse()
    {
        foreach (var fitted in FittedParameters.All)
        {
            var group = typeof(ModelParameters).GetProperty(fitted.Group)!;
            var changed = fitted.With(ModelParameters.Default, 0.125f);
            Assert.Equal(0.125f, fitted.Get(changed));
            Assert.Equal(0.125f, group.PropertyType.GetProperty(fitted.Name)!.GetValue(group.GetValue(changed)));
            Assert.Equal(ModelParameters.Default, fitted.With(changed, fitted.Get(ModelParameters.Default)));
        }
    }

    [Theory]
    [InlineData(10, 0.2, false, 12, 1)]
    [InlineData(10, 0.2, false, 10 / 1.2, -1)]
    [InlineData(-2, 0.1, false, -2.2, -1)]
    [InlineData(1, 5, true, 11, 2)]
    [InlineData(10, 0.2, false, double.NaN, Misfit.Undefined)]
    public void AResidualIsOneAtTheEdgeOfPassing(double value, double tolerance, bool absolute, double simulated, double expected) =>
        Assert.Equal(expected, Misfit.Of(Row("x") with { Value = value, Tolerance = tolerance, AbsoluteTolerance = absolute }, simulated, double.NaN), 1e-9);

    [Fact]
    public void AResidualIsFiniteAndFlatAtZeroAndTheIntervalCanWidenIt()
    {
        var target = Row("x") with { Value = 10, Low = 5, High = 20 };
        Assert.Equal(1, Misfit.Of(target, 20, double.NaN), 1e-9);
        Assert.Equal(Misfit.Of(target, 0.01, double.NaN), Misfit.Of(target, 0, double.NaN));
        Assert.True(double.IsFinite(Misfit.Of(target, 0, double.NaN)));
        Assert.True(Misfit.Of(target, 20, 5) < 1);
    }

    [Fact]
    public void ABoundAlonePullsOnlyFromBeyondIt()
    {
        var target = Row("x") with { High = 10 };
        Assert.Equal(0, Misfit.Of(target, 3, double.NaN));
        Assert.Equal(1, Misfit.Of(target, 12, double.NaN), 1e-9);
    }

    [Fact]
    public void RowsOfASetWeighAsOne() =>
        Assert.Equal([1, 0.5, 0.5], Calibrator.Weights([Row("a"), Row("b") with { Set = "s" }, Row("c") with { Set = "s" }]));

    [Theory]
    [InlineData(0.0461234, 0.0461)]
    [InlineData(1.5999, 1.6)]
    [InlineData(0.0034567, 0.00346)]
    [InlineData(123.4, 123)]
    [InlineData(0, 0)]
    public void ValuesAreRoundedToThreeDigits(double value, double rounded) => Assert.Equal(rounded, Calibrator.Round(value), 1e-12);

    [Fact]
    public void TheSameBytesWhateverTheThreads()
    {
        // PWV depends on few of the parameters: the others keep their prior.
        var targets = TargetFile.LoadCommitted().Where(target => target.Id.StartsWith("pwv_0", StringComparison.Ordinal)).ToArray();
        var model = Model.Default with { Parameters = FittedParameters.Set(ModelParameters.Default, [.. FittedParameters.Unknowns(ModelParameters.Default).Select(u => u.Middle)]) };
        var runs = new[] { 1, 3 }.Select(threads =>
        {
            var calibration = Calibrator.Run(model, targets, new CalibrationOptions(1, threads, new Fidelity(0.03), 0), _ => { }, CancellationToken.None);
            var directory = Path.Combine(_directory, threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
            CalibrationReport.Write(directory, calibration);
            return (calibration, Files: Directory.GetFiles(directory).Order().Select(File.ReadAllText).ToArray());
        }).ToArray();

        Assert.Equal(2, runs[0].Files.Length);
        Assert.Equal(runs[0].Files, runs[1].Files);
        var findings = CalibrationReport.Findings(runs[0].calibration).ToDictionary(finding => finding.Unknown.Name);
        Assert.True(runs[0].calibration.CostAfter <= runs[0].calibration.CostBefore);
        Assert.InRange(findings["Media.PwvBase"].Narrowed, 0.3, 1);
        Assert.All(findings["Media.PwvBase"].InformedBy, id => Assert.StartsWith("pwv_", id));
        Assert.Equal(0, findings["Valve.Growth"].Narrowed, 0.01);
        Assert.Empty(findings["Valve.Growth"].InformedBy);
        Assert.Contains(CalibrationReport.Changes(runs[0].calibration), change => change is { File: "MediaParameters.cs" } && change.Line.StartsWith("public float PwvBase { get; init; } = ", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutFittedRowsItIsRefused() =>
        Assert.Throws<RefusedInputException>(() => Calibrator.Run(Model.Default, [Row("a")], new CalibrationOptions(1, 1, new Fidelity(0.03), 0), _ => { }, CancellationToken.None));

    private static Target Row(string id) =>
        new() { Id = id, SourceId = id, MeasureText = "x", Protocol = new Protocol(ProtocolKind.CrossSection, 0, 0), Class = TargetClass.Independent };
}

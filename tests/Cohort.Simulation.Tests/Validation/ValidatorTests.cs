using Cohort.Simulation.Plots;
using Cohort.Simulation.Running;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Validation;

public sealed class ValidatorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cohort-validation").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("ckd_epi 1.0 40 0", 97.58, 0.01)]
    [InlineData("ckd_epi 3.5 70 1", 13.48, 0.01)]
    [InlineData("stenosis_velocity 3", 4, 1e-3)]
    [InlineData("stenosis_velocity 2", 3, 1e-3)]
    [InlineData("velocity_at_calcium 2000 0", 3.8974, 1e-3)]
    [InlineData("velocity_at_calcium 1200 1", 3.8087, 1e-3)]
    [InlineData("death_probability 70 0", 0.0229, 1e-4)]
    public void FormulasAreComputedFromTheCode(string formula, double value, double tolerance) =>
        Assert.Equal(value, Formulas.Compute(Model.Default, formula), tolerance);

    [Fact]
    public void TheSameBytesWhateverTheThreads()
    {
        string[] kept = ["cac_21", "cac_27", "avc_10", "asckd_05", "death_11", "trial_17", "trial_19", "egfr_01", "as_32", "mineral_19"];
        var targets = TargetFile.LoadCommitted().Where(target => kept.Contains(target.Id)).ToArray();
        var files = new[] { 1, 3 }.Select(threads =>
        {
            var directory = Path.Combine(_directory, threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
            ValidationFiles.Write(directory, Validator.Run(Model.Default, targets, new Fidelity(0.03), threads, [], CancellationToken.None));
            return Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Order().Select(File.ReadAllText).ToArray();
        }).ToArray();

        Assert.Equal(kept.Length, targets.Length);
        Assert.Equal(files[0], files[1]);
        Assert.Contains(files[0], text => text.Contains("| cac_21 |", StringComparison.Ordinal));
    }

    [Fact]
    public void PeopleOfOneArmAreThoseOfTheOther()
    {
        var visits = new[] { new Visit(new Quantity("cac", True: true), 0), new Visit(new Quantity("mgp"), 1) }.ToHashSet();
        var arms = new[] { "fibrillation", "fibrillation + warfarin" };
        var plan = new PanelPlan(PanelCatalogue.Parse(arms[0]).Base, [.. arms.Select(arm => (PanelCatalogue.Parse(arm), (IReadOnlySet<Visit>)visits))]);
        var data = PanelSimulator.Run(Model.Default, plan, 4000, 2);

        Assert.InRange(data[arms[0]].Count, 20, 400);
        Assert.Equal(data[arms[0]][new Quantity("cac", True: true), 0], data[arms[1]][new Quantity("cac", True: true), 0]);
        Assert.True(data[arms[1]][new Quantity("mgp"), 1].Where(float.IsFinite).Average() < data[arms[0]][new Quantity("mgp"), 1].Where(float.IsFinite).Average());
    }

    [Fact]
    public void FiguresAreDrawnAsSvg()
    {
        var plot = new SvgPlot("A < B", "x", "y", PlotScale.LogOfOnePlus, [new PlotSeries("line", 0, [(0, 0), (1, 10), (2, double.NaN)], Line: true), new PlotSeries("", 1, [(1, 100)], Line: false)]);
        var document = System.Xml.Linq.XDocument.Parse(plot.Write());
        Assert.Single(document.Descendants(), e => e.Name.LocalName == "polyline");
        Assert.Single(document.Descendants(), e => e.Name.LocalName == "circle");
    }
}

using System.Reflection;
using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Parameters;

public class ParametersTests
{
    private static readonly PropertyInfo[] Groups = [.. typeof(ModelParameters).GetProperties(BindingFlags.Public | BindingFlags.Instance)];

    private static readonly (PropertyInfo Group, PropertyInfo Parameter)[] All =
        [.. Groups.SelectMany(group => group.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(parameter => (group, parameter)))];

    // What a scan or laboratory reports is no state of a patient and touches none: whoever observes hands these numbers to the functions of
    // Observation, outside the years that are run here.
    private static readonly Type OutsideTheYears = typeof(ObservationParameters);

    [Fact]
    public void Every_parameter_is_a_float_inside_its_plausible_range_with_unit_and_source()
    {
        Assert.True(All.Length > 200);
        Assert.All(All, pair =>
        {
            var plausible = pair.Parameter.GetCustomAttribute<PlausibleAttribute>();
            Assert.NotNull(plausible);
            Assert.Equal(typeof(float), pair.Parameter.PropertyType);
            Assert.True(plausible.Low < plausible.High);
            Assert.InRange(Value(pair.Group, pair.Parameter), (float)plausible.Low, (float)plausible.High);
            Assert.NotEmpty(plausible.Unit);
            Assert.NotEmpty(plausible.Source);
        });
    }

    [Fact]
    public void Every_parameter_changes_something()
    {
        // Twenty years of a varied population, from its simulated past on; each parameter at the farther end of its range.
        var committed = Outputs(ModelParameters.Default);
        Assert.Equal(committed, Outputs(new ModelParameters()));
        var idle = All.Where(pair => pair.Group.PropertyType != OutsideTheYears && Outputs(Perturbed(pair.Group, pair.Parameter)).SequenceEqual(committed))
            .Select(pair => $"{pair.Group.Name}.{pair.Parameter.Name}");
        Assert.Empty(idle);
    }

    private static float Value(PropertyInfo group, PropertyInfo parameter) => (float)parameter.GetValue(group.GetValue(ModelParameters.Default))!;

    private static ModelParameters Perturbed(PropertyInfo group, PropertyInfo parameter)
    {
        var plausible = parameter.GetCustomAttribute<PlausibleAttribute>()!;
        var value = Value(group, parameter);
        var farther = plausible.High - value >= value - plausible.Low ? plausible.High : plausible.Low;
        var changed = Activator.CreateInstance(group.PropertyType)!;
        parameter.SetValue(changed, (float)farther);
        var parameters = new ModelParameters();
        group.SetValue(parameters, changed);
        return parameters;
    }

    /// <summary>A fingerprint of every variable and relative risk over the years.</summary>
    private static List<double> Outputs(ModelParameters parameters)
    {
        // Fibrillation is made common, so that its rarer consequences (an anticoagulant on dialysis) show in a few patients.
        var rates = SimpleRates.CreateSome();
        Array.Fill(rates[Rate.AtrialFibrillation], 0.1f);
        var step = new YearStep<Lane8>(parameters, HazardTable.Create(rates, new RiskNorms()));
        var block = Box.Recruits(31, 24);
        foreach (ref var age in block.Values(Variable.BaseAge))
        {
            age = Math.Min(age, 55);
        }

        new SimulatedPast<Lane8>(parameters, step).Run(block, 9, Simulate.StartYear);
        var sums = new List<double>();
        Sum(block, step.Risks, sums);

        // Injured sites are rare: who gets one is drawn for many.
        var drawn = new PatientBlock { Count = PatientBlock.Capacity };
        for (var first = 0; first < 100_000; first += drawn.Count)
        {
            for (var i = 0; i < drawn.Count; i++)
            {
                drawn.SetId(i, (ulong)(first + i));
            }

            InjuredSites.Draw<Lane8>(drawn, Simulate.Context(0, 9, rates), parameters);
            sums.Add(Fingerprint(drawn.Values(Variable.SiteKind)));
        }

        var many = Box.States(32);
        var policy = Simulate.Policy([.. Interventions.All.Select(info => Simulate.Give(info.Kind, coverage: 0.15))]);
        for (var year = 1; year <= 20; year++)
        {
            step.Advance(many, Simulate.Context(year, 9, rates), policy);
            Sum(many, step.Risks, sums);
        }

        return sums;
    }

    private static void Sum(PatientBlock block, HazardColumns risks, List<double> sums)
    {
        // Position counts, so that an event that moves from one patient to another shows.
        foreach (var variable in Enum.GetValues<Variable>())
        {
            sums.Add(Fingerprint(block.Values(variable)));
        }

        foreach (var hazard in Enum.GetValues<Hazard>())
        {
            sums.Add(Fingerprint(risks.Values(hazard)[..block.Count]));
        }
    }

    private static double Fingerprint(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * (1 + (0.37 * i));
        }

        return sum;
    }
}

using System.Reflection;
using Cohort.Physiology.Parameters;

namespace Cohort.Simulation.Calibration;

/// <summary>A parameter that is fitted.</summary>
/// <param name="Group">Mechanism, as <see cref="ModelParameters"/> calls it.</param>
/// <param name="Name">Name within it.</param>
/// <param name="Get">Reads it.</param>
/// <param name="With">The same parameters with another value of it.</param>
internal sealed record FittedParameter(string Group, string Name, Func<ModelParameters, float> Get, Func<ModelParameters, float, ModelParameters> With)
{
    public string FullName => Group + "." + Name;

    /// <summary>Its plausible range.</summary>
    public PlausibleAttribute Plausible => typeof(ModelParameters).GetProperty(Group)!.PropertyType.GetProperty(Name)!.GetCustomAttribute<PlausibleAttribute>()!;
}

/// <summary>The parameters that are fitted: one gain an endpoint and risk factor.</summary>
internal static class FittedParameters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FittedParameter> All { get; } =
    [
        Plaque(nameof(PlaqueParameters.Onset), g => g.Onset, (g, v) => g with { Onset = v }),
        Plaque(nameof(PlaqueParameters.OnsetExponent), g => g.OnsetExponent, (g, v) => g with { OnsetExponent = v }),
        Plaque(nameof(PlaqueParameters.Male), g => g.Male, (g, v) => g with { Male = v }),
        Plaque(nameof(PlaqueParameters.Menopause), g => g.Menopause, (g, v) => g with { Menopause = v }),
        Plaque(nameof(PlaqueParameters.CacGrowth), g => g.CacGrowth, (g, v) => g with { CacGrowth = v }),
        Plaque(nameof(PlaqueParameters.OnsetMedia), g => g.OnsetMedia, (g, v) => g with { OnsetMedia = v }),
        Valve(nameof(ValveParameters.Onset), g => g.Onset, (g, v) => g with { Onset = v }),
        Valve(nameof(ValveParameters.OnsetExponent), g => g.OnsetExponent, (g, v) => g with { OnsetExponent = v }),
        Valve(nameof(ValveParameters.OnsetFloor), g => g.OnsetFloor, (g, v) => g with { OnsetFloor = v }),
        Valve(nameof(ValveParameters.Male), g => g.Male, (g, v) => g with { Male = v }),
        Valve(nameof(ValveParameters.Diabetes), g => g.Diabetes, (g, v) => g with { Diabetes = v }),
        Valve(nameof(ValveParameters.Growth), g => g.Growth, (g, v) => g with { Growth = v }),
        Kidney(nameof(KidneyParameters.BaseSlope), g => g.BaseSlope, (g, v) => g with { BaseSlope = v }),
        Kidney(nameof(KidneyParameters.SlopeSpread), g => g.SlopeSpread, (g, v) => g with { SlopeSpread = v }),
        Kidney(nameof(KidneyParameters.SlopeDiabetes), g => g.SlopeDiabetes, (g, v) => g with { SlopeDiabetes = v }),
        Kidney(nameof(KidneyParameters.SlopeAge), g => g.SlopeAge, (g, v) => g with { SlopeAge = v }),
        Media(nameof(MediaParameters.PwvBase), g => g.PwvBase, (g, v) => g with { PwvBase = v }),
        Media(nameof(MediaParameters.PwvMedia), g => g.PwvMedia, (g, v) => g with { PwvMedia = v }),
        Media(nameof(MediaParameters.PwvSpread), g => g.PwvSpread, (g, v) => g with { PwvSpread = v }),
        new(nameof(ModelParameters.Mineral), nameof(MineralParameters.PthSpread), p => p.Mineral.PthSpread, (p, v) => p with { Mineral = p.Mineral with { PthSpread = v } }),
    ];

    /// <summary>Parameters with values for all that are fitted.</summary>
    public static ModelParameters Set(ModelParameters parameters, IReadOnlyList<double> values)
    {
        for (var k = 0; k < All.Count; k++)
        {
            parameters = All[k].With(parameters, (float)values[k]);
        }

        return parameters;
    }

    /// <summary>The unknowns of a fit that starts from given parameters.</summary>
    public static IReadOnlyList<Unknown> Unknowns(ModelParameters start) =>
        [.. All.Select(p => new Unknown(p.FullName, Shortest(p.Get(start)), p.Plausible.Low, p.Plausible.High))];

    // The decimal that a float was written as.
    private static double Shortest(float value) => (double)(decimal)value;

    private static FittedParameter Plaque(string name, Func<PlaqueParameters, float> get, Func<PlaqueParameters, float, PlaqueParameters> with) =>
        new(nameof(ModelParameters.Plaque), name, p => get(p.Plaque), (p, v) => p with { Plaque = with(p.Plaque, v) });

    private static FittedParameter Valve(string name, Func<ValveParameters, float> get, Func<ValveParameters, float, ValveParameters> with) =>
        new(nameof(ModelParameters.Valve), name, p => get(p.Valve), (p, v) => p with { Valve = with(p.Valve, v) });

    private static FittedParameter Kidney(string name, Func<KidneyParameters, float> get, Func<KidneyParameters, float, KidneyParameters> with) =>
        new(nameof(ModelParameters.Kidney), name, p => get(p.Kidney), (p, v) => p with { Kidney = with(p.Kidney, v) });

    private static FittedParameter Media(string name, Func<MediaParameters, float> get, Func<MediaParameters, float, MediaParameters> with) =>
        new(nameof(ModelParameters.Media), name, p => get(p.Media), (p, v) => p with { Media = with(p.Media, v) });
}

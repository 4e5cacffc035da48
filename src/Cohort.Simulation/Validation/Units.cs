namespace Cohort.Simulation.Validation;

/// <summary>From the units of the model to those of a target.</summary>
internal static class Units
{
    private static readonly Dictionary<string, double> Shares = new()
    {
        ["%"] = 100,
        ["%/yr"] = 100,
        ["per 100 PY"] = 100,
        ["per 1000 PY"] = 1000,
        ["per 100k"] = 1e5,
        ["per 100k PY"] = 1e5,
        ["per million/yr"] = 1e6,
    };

    private static readonly Dictionary<(string Quantity, string Unit), double> Levels = new()
    {
        [("phosphate", "mg/dL")] = 3.0974,
        [("calcium", "mg/dL")] = 4.0078,
        [("calcitriol", "pg/mL")] = 0.41665,
    };

    /// <summary>What a statistic is multiplied by: of a share or rate per cent, per thousand and so on, of a level its unit.</summary>
    public static double Factor(Target target) =>
        target.Protocol.Kind == ProtocolKind.PercentChange && target.MeasureRange is null ? 1
        : Shares.TryGetValue(target.Unit, out var share) ? share
        : target.Measure is { } measure && Levels.TryGetValue((measure.Name, target.Unit), out var level) ? level
        : 1;
}

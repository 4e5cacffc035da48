namespace Cohort.Physiology.Rates;

/// <summary>
/// Mean relative risk by sex and single age among the survivors of the natural history: computed once, then frozen for all
/// arms, so that treating risk factors changes mortality while the baseline mix reproduces the life table.
/// </summary>
public sealed class RiskNorms
{
    private readonly float[][] _values;

    /// <summary>Norms of 1, with nothing added: where no natural history has been run yet.</summary>
    public RiskNorms()
    {
        _values = new float[HazardColumns.Count][];
        for (var h = 0; h < _values.Length; h++)
        {
            _values[h] = new float[2 * RateTable.Ages];
            Array.Fill(_values[h], 1);
        }
    }

    /// <summary>Mean relative risks of a hazard: men 0-120, then women 0-120.</summary>
    public float[] this[Hazard hazard] => _values[(int)hazard];

    /// <summary>
    /// Mean hazard of death a year that dialysis (beyond the background of the same age) and stenosis add by mechanism: men
    /// 0-120, then women 0-120.
    /// </summary>
    public float[] Added { get; } = new float[2 * RateTable.Ages];
}

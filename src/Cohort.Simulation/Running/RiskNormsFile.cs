using System.Globalization;
using Cohort.Physiology.Rates;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Running;

/// <summary>The committed norms of relative risk (<c>data/risk_norms.csv</c>).</summary>
public static class RiskNormsFile
{
    private const string Name = "risk_norms.csv";

    private static readonly Hazard[] Normalised =
    [
        Hazard.Infarction, Hazard.Stroke, Hazard.HeartFailure, Hazard.Fracture, Hazard.AtrialFibrillation, Hazard.Diabetes,
        Hazard.DeathIschaemic, Hazard.DeathStroke, Hazard.DeathCardiac, Hazard.DeathCancer, Hazard.DeathKidney, Hazard.DeathOther,
    ];

    /// <summary>Reads the committed norms.</summary>
    public static RiskNorms Load()
    {
        var norms = new RiskNorms();
        string[]? header = null;
        foreach (var record in CsvTable.ReadEmbedded(Name))
        {
            if (header == null)
            {
                header = record;
                continue;
            }

            float Value(string column) => float.Parse(record[Array.IndexOf(header, column)], CultureInfo.InvariantCulture);
            var cell = (record[0] == "female" ? RateTable.Ages : 0) + int.Parse(record[1], CultureInfo.InvariantCulture);
            norms.Added[cell] = Value("added");
            foreach (var hazard in Normalised)
            {
                norms[hazard][cell] = Value(ColumnOf(hazard));
            }
        }

        return norms;
    }

    /// <summary>Writes norms in the form of the committed file.</summary>
    /// <param name="norms">The norms.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(RiskNorms norms, TextWriter writer)
    {
        writer.Write("# Mean relative risk by sex and single age among the survivors of the natural history (NHANES 2017-2018 population), and the mean\n");
        writer.Write("# hazard of death a year that dialysis and aortic stenosis add by mechanism. Computed by the model itself (command: cohort norms).\n");
        writer.Write("sex,age,added," + string.Join(',', Normalised.Select(ColumnOf)) + "\n");
        for (var cell = 0; cell < 2 * RateTable.Ages; cell++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{(cell < RateTable.Ages ? "male" : "female")},{cell % RateTable.Ages},{norms.Added[cell]:G6}"));
            foreach (var hazard in Normalised)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",{norms[hazard][cell]:G6}"));
            }

            writer.Write('\n');
        }
    }

    /// <summary>The hazards that are normalised.</summary>
    internal static IReadOnlyList<Hazard> Hazards => Normalised;

    private static string ColumnOf(Hazard hazard) => string.Concat(hazard.ToString().Select((c, k) => char.IsUpper(c) && k > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}

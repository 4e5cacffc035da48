using System.Globalization;
using System.Reflection;
using System.Text;

namespace Cohort.Physiology.Parameters;

/// <summary>One parameter of the model as the page of parameters shows it.</summary>
/// <param name="Group">Property of <see cref="ModelParameters"/> that holds it.</param>
/// <param name="Name">Its name within the group.</param>
/// <param name="Value">The committed value.</param>
/// <param name="Plausible">Plausible range, unit and source.</param>
public sealed record ParameterInfo(string Group, string Name, float Value, PlausibleAttribute Plausible)
{
    /// <summary>Group and name with a dot between them.</summary>
    public string FullName { get; } = $"{Group}.{Name}";

    /// <summary>The same parameters with another value of this one.</summary>
    /// <param name="parameters">Parameters of the model.</param>
    /// <param name="value">The value; whether it is plausible is not asked.</param>
    public ModelParameters Set(ModelParameters parameters, float value)
    {
        var group = typeof(ModelParameters).GetProperty(Group)!;
        var (copy, part) = (Copy(parameters), Copy(group.GetValue(parameters)!));
        part.GetType().GetProperty(Name)!.SetValue(part, value);
        group.SetValue(copy, part);
        return copy;
    }

    // What the compiler makes of "with": records have a method that copies them.
    private static T Copy<T>(T record) where T : notnull => (T)record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
}

/// <summary>The dictionary of parameters, read from the parameter classes, and docs/PARAMETERS.md made from it.</summary>
public static class ParameterDictionary
{
    // Groups in the order of the mechanisms, with the sections of docs/MODEL.md that use them.
    private static readonly (string Name, string Title, string Sections)[] Groups =
    [
        (nameof(ModelParameters.Mineral), "Endocrine loop of calcium, phosphate, PTH, FGF23 and calcitriol", "1"),
        (nameof(ModelParameters.Tissue), "Metastatic deposits and injured sites", "2, 3, 12"),
        (nameof(ModelParameters.Inhibitor), "Pyrophosphate, matrix Gla protein, fetuin-A, magnesium", "4, 5"),
        (nameof(ModelParameters.Muscle), "Osteogenic switch of vascular smooth muscle", "6"),
        (nameof(ModelParameters.Media), "Medial calcification and stiffness", "7"),
        (nameof(ModelParameters.Plaque), "Intimal plaque and coronary calcium", "8"),
        (nameof(ModelParameters.Glycation), "Diabetes and advanced glycation end-products", "9"),
        (nameof(ModelParameters.Valve), "Aortic valve", "10"),
        (nameof(ModelParameters.Skeleton), "Bone turnover, density, fracture", "11"),
        (nameof(ModelParameters.Kidney), "Decline of kidney function, dialysis, transplant", "13"),
        (nameof(ModelParameters.Rhythm), "Atrial fibrillation and anticoagulants", "13"),
        (nameof(ModelParameters.Outcome), "Risk of events and death", "13"),
        (nameof(ModelParameters.History), "Risk factors and vessels before the baseline", "overview"),
        (nameof(ModelParameters.Observation), "What a scan, an echocardiogram or a laboratory reports", "14"),
    ];

    /// <summary>Every parameter, by group in the order of the mechanisms, within a group in the order of its class.</summary>
    public static IReadOnlyList<ParameterInfo> All { get; } = [.. Groups.SelectMany(group => InGroup(group.Name))];

    /// <summary>The text of docs/PARAMETERS.md.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        Line("# Parameters");
        Line();
        Line("This page is made from the parameter classes by `ParameterDictionary.ToMarkdown`; a test compares the two. Edit the classes in");
        Line("`src/Cohort.Physiology/Parameters`, where each parameter also has its meaning. `docs/MODEL.md` says in which equation it stands.");
        Line();
        Line("The range is what is thought plausible; a test keeps each value inside it. The source says where value or range comes from. *Tuned*, *fitted*,");
        Line("*assumption* and *normalisation* mean what they say: nobody has measured that number.");
        Line();
        Line("| group | parameters | sections of MODEL.md |");
        Line("| --- | --- | --- |");
        foreach (var (name, title, sections) in Groups)
        {
            Line($"| [{title}](#{name.ToLowerInvariant()}) | {All.Count(one => one.Group == name)} | {sections} |");
        }

        Line($"| all | {All.Count} | |");
        foreach (var (name, title, _) in Groups)
        {
            Line();
            Line($"## {name}");
            Line();
            Line($"{title}.");
            Line();
            Line("| name | value | unit | plausible range | source |");
            Line("| --- | --- | --- | --- | --- |");
            foreach (var one in All.Where(one => one.Group == name))
            {
                var range = $"{Number(one.Plausible.Low)} to {Number(one.Plausible.High)}";
                Line($"| `{one.Group}.{one.Name}` | {Number(one.Value)} | {Cell(one.Plausible.Unit)} | {range} | {Cell(one.Plausible.Source)} |");
            }
        }

        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');
    }

    private static IEnumerable<ParameterInfo> InGroup(string name)
    {
        var group = typeof(ModelParameters).GetProperty(name)!;
        var values = group.GetValue(ModelParameters.Default);

        // Reflection promises no order of properties; their metadata tokens are in the order of the class.
        return group.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(parameter => parameter.GetCustomAttribute<PlausibleAttribute>() is not null)
            .OrderBy(parameter => parameter.MetadataToken)
            .Select(parameter => new ParameterInfo(name, parameter.Name, (float)parameter.GetValue(values)!, parameter.GetCustomAttribute<PlausibleAttribute>()!));
    }

    // A decimal has the seven digits of a float and no exponent.
    private static string Number(double value) => ((decimal)value).ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Number(float value) => ((decimal)value).ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

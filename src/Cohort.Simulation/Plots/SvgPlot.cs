using System.Globalization;
using System.Text;

namespace Cohort.Simulation.Plots;

/// <summary>A vertical scale.</summary>
internal enum PlotScale
{
    /// <summary>Even steps.</summary>
    Linear,

    /// <summary>Logarithm of 1 + the value, for scores that begin at 0.</summary>
    LogOfOnePlus,

    /// <summary>Logarithm, for rates.</summary>
    Log,
}

/// <summary>A line or a group of points of a plot.</summary>
/// <param name="Label">Label in the legend; empty = none.</param>
/// <param name="Color">Number of the colour.</param>
/// <param name="Points">Where.</param>
/// <param name="Line">Whether the points are joined.</param>
/// <param name="Hollow">Whether points are drawn hollow.</param>
internal sealed record PlotSeries(string Label, int Color, IReadOnlyList<(double X, double Y)> Points, bool Line, bool Hollow = false)
{
    /// <summary>An area between two heights: the interval about a line, or a layer of a stack. Null = none.</summary>
    public IReadOnlyList<(double X, double Low, double High)>? Area { get; init; }

    /// <summary>How much of what is behind shows through the area: 0 all, 1 nothing.</summary>
    public double Opacity { get; init; } = 0.18;
}

/// <summary>A plot, written as SVG.</summary>
/// <param name="Title">Title.</param>
/// <param name="XLabel">Label of the horizontal axis.</param>
/// <param name="YLabel">Label of the vertical axis.</param>
/// <param name="Scale">Vertical scale.</param>
/// <param name="Series">Lines and points.</param>
internal sealed record SvgPlot(string Title, string XLabel, string YLabel, PlotScale Scale, IReadOnlyList<PlotSeries> Series)
{
    private const double Width = 640;
    private const double Height = 400;
    private const double Left = 66;
    private const double Right = 150;
    private const double Top = 36;
    private const double Bottom = 48;
    private const int Ticks = 5;
    private static readonly string[] Colors = ["#1f5fa8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#555555"];

    /// <summary>The plot as an SVG document.</summary>
    public string Write()
    {
        var all = Series.SelectMany(series => series.Points.Concat((series.Area ?? []).SelectMany(at => new[] { (at.X, at.Low), (at.X, at.High) }))).Where(Shown).ToArray();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"22\" font-size=\"14\" font-weight=\"bold\">{Escape(Title)}</text>\n");
        if (all.Length > 0)
        {
            Draw(text, all);
        }

        return text.Append("</svg>\n").ToString();
    }

    private void Draw(StringBuilder text, (double X, double Y)[] all)
    {
        var xTicks = LinearTicks(all.Min(p => p.X), all.Max(p => p.X));
        var yTicks = Scale switch
        {
            PlotScale.Linear => LinearTicks(Math.Min(0, all.Min(p => p.Y)), all.Max(p => p.Y)),
            PlotScale.LogOfOnePlus => [0, .. Decades(1, all.Max(p => p.Y))],
            _ => Decades(all.Min(p => p.Y), all.Max(p => p.Y)),
        };
        var (x0, x1) = (Math.Min(xTicks[0], all.Min(p => p.X)), Math.Max(xTicks[^1], all.Max(p => p.X)));
        var (y0, y1) = (Scaled(yTicks[0]), Math.Max(Scaled(yTicks[^1]), all.Max(p => Scaled(p.Y))));
        double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));
        double Y(double y) => Height - Bottom - ((Scaled(y) - y0) / (y1 - y0) * (Height - Top - Bottom));

        foreach (var tick in yTicks)
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{Y(tick):0.0}\" x2=\"{Width - Right}\" y2=\"{Y(tick):0.0}\" stroke=\"#e2e2e2\"/>\n")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4:0.0}\" text-anchor=\"end\">{Number(tick)}</text>\n");
        }

        foreach (var tick in xTicks)
        {
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick):0.0}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{Number(tick)}</text>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"#333333\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">{Escape(XLabel)}</text>\n")
            .Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(16 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Escape(YLabel)}</text>\n");

        var row = 0;
        foreach (var series in Series)
        {
            var color = Colors[series.Color % Colors.Length];
            var points = series.Points.Where(Shown).Select(p => (X: X(p.X), Y: Y(p.Y))).ToArray();
            if (points.Length == 0 && series.Area == null)
            {
                continue;
            }

            var area = (series.Area ?? []).Where(at => Shown((at.X, at.Low)) && Shown((at.X, at.High))).ToArray();
            if (area.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"<polygon fill=\"{color}\" fill-opacity=\"{series.Opacity}\" points=\"")
                    .AppendJoin(' ', area.Select(at => (at.X, Y: at.High)).Concat(area.Reverse().Select(at => (at.X, Y: at.Low))).Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.0},{Y(p.Y):0.0}")))
                    .Append("\"/>\n");
            }

            if (series.Line)
            {
                text.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" points=\"")
                    .AppendJoin(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.0},{p.Y:0.0}"))).Append("\"/>\n");
            }
            else
            {
                foreach (var (x, y) in points)
                {
                    text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"4\" stroke=\"{color}\" fill=\"{(series.Hollow ? "#ffffff" : color)}\"/>\n");
                }
            }

            if (series.Label.Length > 0)
            {
                var y = Top + 10 + (18 * row++);
                text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Width - Right + 10}\" y=\"{y - 8}\" width=\"10\" height=\"10\" fill=\"{color}\"/>\n")
                    .Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 25}\" y=\"{y + 2}\">{Escape(series.Label)}</text>\n");
            }
        }
    }

    private bool Shown((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y) && (Scale != PlotScale.Log || point.Y > 0);

    private double Scaled(double y) => Scale switch { PlotScale.LogOfOnePlus => Math.Log10(1 + Math.Max(y, 0)), PlotScale.Log => Math.Log10(y), _ => y };

    internal static double[] LinearTicks(double low, double high)
    {
        var rough = Math.Max(high - low, 1e-9) / Ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        var first = (int)Math.Floor(low / step);
        var last = (int)Math.Ceiling(high / step);
        return [.. Enumerable.Range(first, Math.Max(last - first, 1) + 1).Select(k => k * step)];
    }

    private static double[] Decades(double low, double high)
    {
        var first = (int)Math.Floor(Math.Log10(Math.Max(low, 1e-9)));
        var last = (int)Math.Ceiling(Math.Log10(Math.Max(high, 10 * low)));
        return [.. Enumerable.Range(first, last - first + 1).Select(k => Math.Pow(10, k))];
    }

    /// <summary>A number of four significant digits.</summary>
    /// <param name="value">The number; nothing is printed where it is not finite.</param>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return "";
        }

        var digits = value == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 7);
        return Math.Round(value, digits, MidpointRounding.ToEven).ToString("0." + new string('#', digits), CultureInfo.InvariantCulture);
    }

    internal static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}

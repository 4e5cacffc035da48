using System.Globalization;
using System.Text;

namespace Cohort.Simulation.Plots;

/// <summary>A bar of a tornado plot.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">Where it ends; it begins at 0.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Inner">Where the dark part of it ends; null if all is of one colour.</param>
internal sealed record TornadoBar(string Label, double Value, double Low, double High, double? Inner = null);

/// <summary>Bars of one question.</summary>
/// <param name="Title">The question.</param>
/// <param name="XLabel">What the bars measure, with its unit.</param>
/// <param name="Bars">The bars, from the longest on.</param>
internal sealed record TornadoPanel(string Title, string XLabel, IReadOnlyList<TornadoBar> Bars);

/// <summary>Tornado plots under each other, as SVG: bars from 0, the longest on top, with their intervals.</summary>
/// <param name="Title">Title.</param>
/// <param name="Panels">The plots.</param>
internal sealed record TornadoPlot(string Title, IReadOnlyList<TornadoPanel> Panels)
{
    private const double Width = 720;
    private const double Left = 210;
    private const double Right = 80;
    private const double Top = 36;
    private const double Head = 28;
    private const double RowHeight = 20;
    private const double Foot = 52;
    private const string Up = "#1f5fa8";
    private const string Down = "#c0392b";
    private const string Light = "#9dbfe3";

    /// <summary>The plot as an SVG document.</summary>
    public string Write()
    {
        var heights = Panels.Select(panel => Head + (RowHeight * Math.Max(1, panel.Bars.Count)) + Foot).ToArray();
        var height = Top + heights.Sum();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"22\" font-size=\"14\" font-weight=\"bold\">{SvgPlot.Escape(Title)}</text>\n");
        var top = Top;
        for (var k = 0; k < Panels.Count; k++)
        {
            Draw(text, Panels[k], top);
            top += heights[k];
        }

        return text.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder text, TornadoPanel panel, double top)
    {
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"{top + 16}\" font-weight=\"bold\">{SvgPlot.Escape(panel.Title)}</text>\n");
        if (panel.Bars.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{top + Head + 14}\">nothing that stands out from chance</text>\n");
            return;
        }

        var ends = panel.Bars.SelectMany(bar => new[] { bar.Value, bar.Low, bar.High }).Where(double.IsFinite).Append(0).ToArray();
        var (low, high) = (ends.Min(), ends.Max());
        var margin = Math.Max((high - low) * 0.03, 1e-12);
        (low, high) = (low < 0 ? low - margin : low, high > 0 ? high + margin : high);
        double X(double value) => Left + ((Math.Clamp(value, low, high) - low) / (high - low) * (Width - Left - Right));
        var (first, last) = (top + Head - 4, top + Head + (RowHeight * panel.Bars.Count) + 2);
        foreach (var tick in SvgPlot.LinearTicks(low, high).Where(tick => tick >= low && tick <= high))
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(tick):0.0}\" x2=\"{X(tick):0.0}\" y1=\"{first}\" y2=\"{last}\" stroke=\"#e2e2e2\"/>\n")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick):0.0}\" y=\"{last + 14}\" text-anchor=\"middle\">{SvgPlot.Number(tick)}</text>\n");
        }

        for (var i = 0; i < panel.Bars.Count; i++)
        {
            var (bar, y) = (panel.Bars[i], top + Head + (RowHeight * i));
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 13}\" text-anchor=\"end\">{SvgPlot.Escape(bar.Label)}</text>\n");
            Rectangle(bar.Value, bar.Inner is null ? bar.Value < 0 ? Down : Up : Light);
            if (bar.Inner is { } inner)
            {
                Rectangle(inner, Up);
            }

            if (double.IsFinite(bar.Low) && double.IsFinite(bar.High))
            {
                text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(bar.Low):0.0}\" x2=\"{X(bar.High):0.0}\" y1=\"{y + 9}\" y2=\"{y + 9}\" stroke=\"#222222\" stroke-width=\"1.5\"/>\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 8}\" y=\"{y + 13}\">{SvgPlot.Number(bar.Value)}</text>\n");

            void Rectangle(double value, string color) => text.Append(
                CultureInfo.InvariantCulture, $"<rect x=\"{Math.Min(X(0), X(value)):0.0}\" y=\"{y + 2}\" width=\"{Math.Abs(X(value) - X(0)):0.0}\" height=\"14\" fill=\"{color}\"/>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(0):0.0}\" x2=\"{X(0):0.0}\" y1=\"{first}\" y2=\"{last}\" stroke=\"#555555\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{last + 32}\" text-anchor=\"middle\">{SvgPlot.Escape(panel.XLabel)}</text>\n");
    }
}

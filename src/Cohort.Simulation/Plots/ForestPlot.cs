using System.Globalization;
using System.Text;

namespace Cohort.Simulation.Plots;

/// <summary>A row of a forest plot.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
internal sealed record ForestRow(string Label, double Value, double Low, double High);

/// <summary>Estimates with intervals under each other, about a line of no effect, as SVG.</summary>
/// <param name="Title">Title.</param>
/// <param name="XLabel">What is estimated, with its unit.</param>
/// <param name="Rows">The rows, from top to bottom.</param>
internal sealed record ForestPlot(string Title, string XLabel, IReadOnlyList<ForestRow> Rows)
{
    private const double Width = 640;
    private const double Left = 150;
    private const double Right = 170;
    private const double Top = 40;
    private const double RowHeight = 24;
    private const double Bottom = 50;

    /// <summary>The plot as an SVG document.</summary>
    public string Write()
    {
        var rows = Rows.Where(row => double.IsFinite(row.Value)).ToArray();
        var height = Top + (RowHeight * Math.Max(1, rows.Length)) + Bottom;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"22\" font-size=\"14\" font-weight=\"bold\">{SvgPlot.Escape(Title)}</text>\n");
        var ends = rows.SelectMany(row => new[] { row.Value, row.Low, row.High }).Where(double.IsFinite).Append(0).ToArray();
        var (low, high) = (ends.Min(), ends.Max());
        var margin = Math.Max((high - low) * 0.06, 1e-12);
        (low, high) = (low - margin, high + margin);
        double X(double value) => Left + ((value - low) / (high - low) * (Width - Left - Right));
        foreach (var tick in SvgPlot.LinearTicks(low, high).Where(tick => tick >= low && tick <= high))
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(tick):0.0}\" x2=\"{X(tick):0.0}\" y1=\"{Top - 6}\" y2=\"{height - Bottom + 4}\" stroke=\"#e2e2e2\"/>\n")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick):0.0}\" y=\"{height - Bottom + 20}\" text-anchor=\"middle\">{SvgPlot.Number(tick)}</text>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(0):0.0}\" x2=\"{X(0):0.0}\" y1=\"{Top - 6}\" y2=\"{height - Bottom + 4}\" stroke=\"#777777\" stroke-dasharray=\"4 3\"/>\n");
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, y) = (rows[i], Top + (RowHeight * (i + 0.5)));
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{SvgPlot.Escape(row.Label)}</text>\n");
            if (double.IsFinite(row.Low) && double.IsFinite(row.High))
            {
                text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(row.Low):0.0}\" x2=\"{X(row.High):0.0}\" y1=\"{y:0.0}\" y2=\"{y:0.0}\" stroke=\"#1f5fa8\" stroke-width=\"2\"/>\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{X(row.Value) - 4:0.0}\" y=\"{y - 4:0.0}\" width=\"8\" height=\"8\" fill=\"#1f5fa8\"/>\n")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 10}\" y=\"{y + 4:0.0}\">{SvgPlot.Number(row.Value)} ({SvgPlot.Number(row.Low)} to {SvgPlot.Number(row.High)})</text>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{height - 12}\" text-anchor=\"middle\">{SvgPlot.Escape(XLabel)}</text>\n");
        return text.Append("</svg>\n").ToString();
    }
}

using System.Buffers.Text;
using System.Globalization;

namespace Cohort.Simulation.Output;

/// <summary>Prints numbers with a fixed count of decimals: the value times a power of ten, rounded half to even; zero never with a minus.</summary>
internal static class Decimals
{
    // Below this, value * 10^digits is an integer part of a long and the fast road is open.
    private const double FastLimit = 1e15;

    private static readonly double[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <summary>Formats a number.</summary>
    /// <returns>Bytes written; 0 for a number that is not finite.</returns>
    public static int Format(double value, int digits, Span<byte> text)
    {
        if (!double.IsFinite(value))
        {
            return 0;
        }

        var scaled = Math.Abs(value) * Powers[digits];
        if (scaled >= FastLimit)
        {
            value.TryFormat(text, out var written, Formats(digits), CultureInfo.InvariantCulture);
            return written;
        }

        // One multiplication and one rounding, both of IEEE: the same everywhere.
        var units = (long)Math.Round(scaled, MidpointRounding.ToEven);
        var length = 0;
        if (value < 0 && units != 0)
        {
            text[length++] = (byte)'-';
        }

        var power = (long)Powers[digits];
        Utf8Formatter.TryFormat(units / power, text[length..], out var whole);
        length += whole;
        if (digits > 0)
        {
            text[length++] = (byte)'.';
            var rest = units % power;
            for (var d = digits - 1; d >= 0; d--)
            {
                text[length + d] = (byte)('0' + (rest % 10));
                rest /= 10;
            }

            length += digits;
        }

        return length;
    }

    private static string Formats(int digits) => "F" + digits.ToString(CultureInfo.InvariantCulture);
}

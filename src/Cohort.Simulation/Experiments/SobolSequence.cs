using System.Numerics;

namespace Cohort.Simulation.Experiments;

/// <summary>Sobol's sequence in base 2 with the direction numbers of Joe and Kuo (2008), in the order of the Gray code.</summary>
public static class SobolSequence
{
    private const int Bits = 32;

    // Degree and coefficients of the primitive polynomial of each dimension from the second on, and its first direction numbers.
    private static readonly (int Degree, uint Coefficients, uint[] First)[] Dimensions =
    [
        (1, 0, [1]),
        (2, 1, [1, 3]),
        (3, 1, [1, 3, 1]),
        (3, 2, [1, 1, 1]),
        (4, 1, [1, 1, 3, 3]),
        (4, 4, [1, 3, 5, 13]),
        (5, 2, [1, 1, 5, 5, 17]),
        (5, 4, [1, 1, 5, 5, 5]),
        (5, 7, [1, 1, 7, 11, 19]),
        (5, 11, [1, 1, 5, 1, 1]),
        (5, 13, [1, 1, 1, 3, 11]),
        (5, 14, [1, 3, 5, 5, 31]),
        (6, 1, [1, 3, 3, 9, 7, 49]),
        (6, 13, [1, 1, 1, 15, 21, 21]),
        (6, 16, [1, 3, 1, 13, 27, 49]),
        (6, 19, [1, 1, 1, 15, 7, 5]),
        (6, 22, [1, 3, 1, 15, 13, 25]),
        (6, 25, [1, 1, 5, 5, 19, 61]),
        (7, 1, [1, 3, 7, 11, 23, 15, 103]),
        (7, 4, [1, 3, 7, 13, 13, 15, 69]),
    ];

    /// <summary>Most dimensions.</summary>
    public static int MostDimensions => Dimensions.Length + 1;

    /// <summary>The first points, each coordinate as 32 bits behind the point; the first is the origin.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="dimensions">Number of dimensions, at most <see cref="MostDimensions"/>.</param>
    public static IEnumerable<uint[]> Take(int points, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostDimensions);
        var directions = Enumerable.Range(0, dimensions).Select(Directions).ToArray();
        var point = new uint[dimensions];
        for (var k = 0; k < points; k++)
        {
            yield return [.. point];
            var bit = BitOperations.TrailingZeroCount(~(uint)k);
            for (var d = 0; d < dimensions; d++)
            {
                point[d] ^= directions[d][bit];
            }
        }
    }

    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (var k = 0; k < Bits; k++)
            {
                directions[k] = 1u << (Bits - 1 - k);
            }

            return directions;
        }

        var (degree, coefficients, first) = Dimensions[dimension - 1];
        for (var k = 0; k < Bits; k++)
        {
            if (k < degree)
            {
                directions[k] = first[k] << (Bits - 1 - k);
                continue;
            }

            directions[k] = directions[k - degree] ^ (directions[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
            {
                directions[k] ^= (coefficients >> (degree - 1 - j) & 1) != 0 ? directions[k - j] : 0;
            }
        }

        return directions;
    }
}

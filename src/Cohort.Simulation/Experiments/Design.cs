using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Experiments;

/// <summary>How the points of an experiment are laid out.</summary>
public enum DesignKind
{
    /// <summary>Every combination of the values listed.</summary>
    Factorial,

    /// <summary>Latin hypercube: of each variation as many even strata as there are points, each met once, in random order.</summary>
    Lhs,

    /// <summary>The first points of Sobol's sequence, shifted at random.</summary>
    Sobol,
}

/// <summary>Designs of experiments: where in each variation's list or range each point lies. A design depends on its size and seed alone.</summary>
public static class Design
{
    // The draws have a key of their own, so that they meet no patient's.
    private const ulong Key = 0x4445_5349_474E;
    private const uint CellPurpose = 0xDE51;
    private const uint OrderPurpose = 0xDE52;

    /// <summary>Every combination of places in lists, the last variation fastest.</summary>
    /// <param name="sizes">Number of values of each variation.</param>
    public static double[][] Factorial(IReadOnlyList<int> sizes)
    {
        var points = new double[sizes.Aggregate(1, (product, size) => checked(product * size))][];
        for (var point = 0; point < points.Length; point++)
        {
            points[point] = new double[sizes.Count];
            for (var (axis, rest) = (sizes.Count - 1, point); axis >= 0; axis--)
            {
                points[point][axis] = ((rest % sizes[axis]) + 0.5) / sizes[axis];
                rest /= sizes[axis];
            }
        }

        return points;
    }

    /// <summary>A Latin hypercube.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="variations">Number of variations.</param>
    /// <param name="seed">Another seed, another hypercube.</param>
    public static double[][] LatinHypercube(int points, int variations, ulong seed = 0)
    {
        var key = Key ^ seed;
        var design = new double[points][];
        for (var point = 0; point < points; point++)
        {
            design[point] = new double[variations];
        }

        for (var axis = 0; axis < variations; axis++)
        {
            var order = Enumerable.Range(0, points).OrderBy(point => Philox.Words(key, (ulong)point, axis, OrderPurpose)).ToArray();
            for (var point = 0; point < points; point++)
            {
                design[order[point]][axis] = (point + Uniform(Philox.Words(key, (ulong)point, axis, CellPurpose).Word0)) / points;
            }
        }

        return design;
    }

    /// <summary>The first points of Sobol's sequence, each coordinate shifted by exclusive-or with a random word.</summary>
    /// <param name="points">Number of points; powers of two are the most even.</param>
    /// <param name="variations">Number of variations, at most <see cref="SobolSequence.MostDimensions"/>.</param>
    public static double[][] Sobol(int points, int variations)
    {
        var shifts = Enumerable.Range(0, variations).Select(axis => Philox.Words(Key, 0, axis, CellPurpose).Word1).ToArray();
        return
        [
            .. SobolSequence.Take(points, variations).Select(words => words.Select((word, axis) => Uniform(word ^ shifts[axis])).ToArray()),
        ];
    }

    // The middle of one of 2^32 cells: never 0, never 1.
    private static double Uniform(uint word) => (word + 0.5) / 4294967296.0;
}

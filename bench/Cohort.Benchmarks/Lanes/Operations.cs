namespace Cohort.Benchmarks.Lanes;

/// <summary>Kinds of operation on a lane that cost differently.</summary>
internal enum Operation
{
    /// <summary>Add, multiply, fused multiply-add, compare, select, minimum, bit operation: one instruction each.</summary>
    Simple,

    /// <summary>Division.</summary>
    Divide,

    /// <summary>Square root.</summary>
    SquareRoot,

    /// <summary>Read of a column.</summary>
    Load,

    /// <summary>Write of a column.</summary>
    Store,

    /// <summary>Four uniforms.</summary>
    Draw,

    /// <summary>Exponentials among the operations (each counts its instructions as well).</summary>
    Exponential,

    /// <summary>Logarithms among the operations (each counts its instructions as well).</summary>
    Logarithm,
}

/// <summary>Counts the operations of <see cref="CountedLane"/>.</summary>
internal static class Operations
{
    private static readonly long[] Counts = new long[Enum.GetValues<Operation>().Length];

    /// <summary>Counts some operations.</summary>
    public static void Add(Operation operation, int number = 1) => Counts[(int)operation] += number;

    /// <summary>The operations since the last call, by <see cref="Operation"/>.</summary>
    public static long[] Take()
    {
        var taken = Counts.ToArray();
        Counts.AsSpan().Clear();
        return taken;
    }
}

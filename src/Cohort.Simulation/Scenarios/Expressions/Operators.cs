namespace Cohort.Simulation.Scenarios.Expressions;

/// <summary>What is done with one operand.</summary>
public enum UnaryOperator
{
    /// <summary>Change of sign.</summary>
    Negate,

    /// <summary>The condition does not hold.</summary>
    Not,

    /// <summary>Absolute value.</summary>
    Abs,

    /// <summary>Square root; undefined below 0.</summary>
    Sqrt,

    /// <summary>Natural logarithm; undefined unless above 0.</summary>
    Log,

    /// <summary>e to the power.</summary>
    Exp,
}

/// <summary>What is done with two operands.</summary>
public enum BinaryOperator
{
    /// <summary>One condition or the other, or both.</summary>
    Or,

    /// <summary>Both conditions.</summary>
    And,

    /// <summary>Smaller.</summary>
    Less,

    /// <summary>Not larger.</summary>
    AtMost,

    /// <summary>Larger.</summary>
    Greater,

    /// <summary>Not smaller.</summary>
    AtLeast,

    /// <summary>The same number.</summary>
    Equal,

    /// <summary>Another number.</summary>
    Different,

    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Product.</summary>
    Multiply,

    /// <summary>Quotient; undefined by 0.</summary>
    Divide,

    /// <summary>The smaller.</summary>
    Min,

    /// <summary>The larger.</summary>
    Max,
}

/// <summary>What operators and functions are called, and how tightly operators bind.</summary>
internal static class Operators
{
    // From the loosest to the tightest.
    public const int Or = 1;
    public const int And = 2;
    public const int Not = 3;
    public const int Comparison = 4;
    public const int Sum = 5;
    public const int Product = 6;
    public const int Sign = 7;
    public const int Atom = 8;

    /// <summary>The function that chooses between two numbers.</summary>
    public const string Choice = "if";

    private static readonly (BinaryOperator Operator, string Name, int Binding)[] Binaries =
    [
        (BinaryOperator.Or, "or", Or),
        (BinaryOperator.And, "and", And),
        (BinaryOperator.Less, "<", Comparison),
        (BinaryOperator.AtMost, "<=", Comparison),
        (BinaryOperator.Greater, ">", Comparison),
        (BinaryOperator.AtLeast, ">=", Comparison),
        (BinaryOperator.Equal, "==", Comparison),
        (BinaryOperator.Different, "!=", Comparison),
        (BinaryOperator.Add, "+", Sum),
        (BinaryOperator.Subtract, "-", Sum),
        (BinaryOperator.Multiply, "*", Product),
        (BinaryOperator.Divide, "/", Product),
        (BinaryOperator.Min, "min", Atom),
        (BinaryOperator.Max, "max", Atom),
    ];

    private static readonly (UnaryOperator Operator, string Name)[] Unaries =
    [
        (UnaryOperator.Negate, "-"),
        (UnaryOperator.Not, "not"),
        (UnaryOperator.Abs, "abs"),
        (UnaryOperator.Sqrt, "sqrt"),
        (UnaryOperator.Log, "log"),
        (UnaryOperator.Exp, "exp"),
    ];

    /// <summary>Names of functions, which stand before brackets.</summary>
    public static IReadOnlyList<string> Functions { get; } =
        [Choice, .. Binaries.Where(one => one.Binding == Atom).Select(one => one.Name), .. Unaries.Skip(2).Select(one => one.Name)];

    public static string Name(UnaryOperator one) => Unaries[(int)one].Name;

    public static string Name(BinaryOperator one) => Binaries[(int)one].Name;

    public static int Binding(BinaryOperator one) => Binaries[(int)one].Binding;

    /// <summary>The operator of a rank that is written so, or null.</summary>
    public static BinaryOperator? Find(string text, int binding)
    {
        foreach (var (one, name, rank) in Binaries)
        {
            if (rank == binding && name == text)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>The function of one operand that is called so, or null.</summary>
    public static UnaryOperator? FindFunction(string text)
    {
        foreach (var (one, name) in Unaries.AsSpan(2))
        {
            if (name == text)
            {
                return one;
            }
        }

        return null;
    }
}

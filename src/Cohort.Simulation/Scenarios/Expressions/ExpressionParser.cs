using System.Globalization;
using System.Text.RegularExpressions;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Scenarios.Expressions;

/// <summary>
/// Reads formulas: names, numbers, the operators <c>or and not &lt; &lt;= &gt; &gt;= == != + - * /</c> from the loosest to the tightest, and functions. Nothing else can be
/// said, so that a formula can do no more than take some numbers of a patient together. Conditions and numbers are told apart; a 0/1 variable is either.
/// </summary>
public sealed partial class ExpressionParser
{
    /// <summary>Most characters of a formula.</summary>
    public const int MaxLength = 1000;

    private const int MaxDepth = 50;
    private const string EndName = "the end";

    private readonly List<(string Text, int At)> _tokens = [];
    private int _next;
    private int _depth;

    private ExpressionParser(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ExpressionException(MaxLength, $"must have at most {MaxLength} characters; found {text.Length}");
        }

        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                _tokens.Add(("", at));
                return;
            }

            var token = Token().Match(text, at);
            if (!token.Success)
            {
                throw new ExpressionException(at, Stranger(text[at]));
            }

            _tokens.Add((token.Value, at));
            at += token.Length;
        }
    }

    // A flag is both.
    private enum Sort
    {
        Number,
        Condition,
        Flag,
    }

    private string Peek => _tokens[_next].Text;

    private int At => _tokens[_next].At;

    /// <summary>Reads a formula.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="wantsCondition">Whether it must be a condition (true) or a number (false); null allows either.</param>
    /// <exception cref="ExpressionException">The text is no such formula.</exception>
    public static Expression Parse(string text, bool? wantsCondition)
    {
        var parser = new ExpressionParser(text);
        var read = parser.Disjunction();
        if (parser.Peek != "")
        {
            throw parser.Unexpected(parser.Peek == ")" ? "an opening bracket before it" : "an operator or the end");
        }

        return wantsCondition switch
        {
            true => Condition(read),
            false => Number(read),
            null => read.Value,
        };
    }

    private (Expression Value, Sort Sort, int At) Disjunction() => Chain(Operators.Or, Conjunction);

    private (Expression Value, Sort Sort, int At) Conjunction() => Chain(Operators.And, Negation);

    private (Expression Value, Sort Sort, int At) Negation()
    {
        var at = At;
        return Take("not") ? Nested(() => ((Expression)new Unary(UnaryOperator.Not, Condition(Negation())), Sort.Condition, at)) : Comparison();
    }

    private (Expression Value, Sort Sort, int At) Comparison()
    {
        var left = Sum();
        if (TakeOperator(Operators.Comparison) is not { } compared)
        {
            return left;
        }

        var read = new Binary(compared, Number(left), Number(Sum()));
        return Operators.Find(Peek, Operators.Comparison) is null
            ? (read, Sort.Condition, left.At)
            : throw new ExpressionException(At, $"comparisons do not chain: found a second '{Peek}'; write a < b and b < c");
    }

    private (Expression Value, Sort Sort, int At) Sum() => Chain(Operators.Sum, Product);

    private (Expression Value, Sort Sort, int At) Product() => Chain(Operators.Product, Signed);

    private (Expression Value, Sort Sort, int At) Signed()
    {
        var at = At;
        return Take("-") ? Nested(() => ((Expression)new Unary(UnaryOperator.Negate, Number(Signed())), Sort.Number, at)) : Primary();
    }

    private (Expression Value, Sort Sort, int At) Primary()
    {
        var (text, at) = _tokens[_next];
        if (Take("("))
        {
            var inner = Nested(Disjunction);
            Expect(")", at);
            return inner with { At = at };
        }

        if (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '.'))
        {
            _next++;
            var value = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return float.IsFinite(value) ? (new Constant(value), Sort.Number, at) : throw new ExpressionException(at, $"the number {text} is too large");
        }

        if (text.Length == 0 || !IsName(text) || text is "and" or "or" or "not")
        {
            throw Unexpected("a name, a number, '-', 'not' or '('");
        }

        _next++;
        if (Operators.Functions.Contains(text))
        {
            return Nested(() => Function(text, at));
        }

        if (ExpressionNames.Find(text) is { } found)
        {
            var isFlag = found is EventOfYear || found is StateValue { Variable: var variable } && Variables.Describe(variable).Unit == "0/1";
            return Peek == "("
                ? throw new ExpressionException(at, $"'{text}' is no function; functions are {string.Join(", ", Operators.Functions)}")
                : (found, isFlag ? Sort.Flag : Sort.Number, at);
        }

        var isCalled = Peek == "(";
        var hint = NearestName.Among(text, isCalled ? Operators.Functions : ExpressionNames.All);
        throw new ExpressionException(at, isCalled
            ? $"unknown function '{text}'{Meant(hint)}; functions are {string.Join(", ", Operators.Functions)}"
            : $"unknown name '{text}'{Meant(hint)}; allowed are the columns of trajectories.csv, events as new_stroke, and death");
    }

    private (Expression Value, Sort Sort, int At) Function(string name, int at)
    {
        if (!Take("("))
        {
            throw new ExpressionException(at, $"the function '{name}' needs its values in brackets: {Usage(name)}");
        }

        var values = new List<(Expression Value, Sort Sort, int At)>();
        while (Peek != ")" || values.Count > 0)
        {
            values.Add(Disjunction());
            if (!Take(","))
            {
                break;
            }
        }

        Expect(")", at);
        var wanted = name == Operators.Choice ? 3 : Operators.FindFunction(name) is null ? 2 : 1;
        if (values.Count != wanted)
        {
            throw new ExpressionException(at, $"'{name}' takes {wanted} {(wanted == 1 ? "value" : "values")}, {Usage(name)}; found {values.Count}");
        }

        Expression read = wanted switch
        {
            3 => new Choice(Condition(values[0]), Number(values[1]), Number(values[2])),
            2 => new Binary(Operators.Find(name, Operators.Atom)!.Value, Number(values[0]), Number(values[1])),
            _ => new Unary(Operators.FindFunction(name)!.Value, Number(values[0])),
        };
        return (read, Sort.Number, at);
    }

    private (Expression Value, Sort Sort, int At) Chain(int binding, Func<(Expression Value, Sort Sort, int At)> operand)
    {
        var left = operand();
        var ofConditions = binding <= Operators.And;
        while (TakeOperator(binding) is { } one)
        {
            var right = operand();
            left = ofConditions
                ? (new Binary(one, Condition(left), Condition(right)), Sort.Condition, left.At)
                : (new Binary(one, Number(left), Number(right)), Sort.Number, left.At);
        }

        return left;
    }

    private static Expression Condition((Expression Value, Sort Sort, int At) read) => read.Sort != Sort.Number
        ? read.Value
        : throw new ExpressionException(read.At, $"a condition must stand here; found the number '{read.Value}': compare it, as in {read.Value.Text(Operators.Sum)} > 0");

    private static Expression Number((Expression Value, Sort Sort, int At) read) => read.Sort != Sort.Condition
        ? read.Value
        : throw new ExpressionException(read.At, $"a number must stand here; found the condition '{read.Value}': if(condition, 1, 0) makes one of it");

    private T Nested<T>(Func<T> read)
    {
        if (++_depth > MaxDepth)
        {
            throw new ExpressionException(At, $"more than {MaxDepth} levels of nesting");
        }

        var value = read();
        _depth--;
        return value;
    }

    private bool Take(string token)
    {
        var found = Peek == token;
        _next += found ? 1 : 0;
        return found;
    }

    private BinaryOperator? TakeOperator(int binding)
    {
        var found = Operators.Find(Peek, binding);
        _next += found is null ? 0 : 1;
        return found;
    }

    private void Expect(string token, int opened)
    {
        if (!Take(token))
        {
            throw Unexpected(FormattableString.Invariant($"'{token}' to close what begins at character {opened + 1}"));
        }
    }

    private ExpressionException Unexpected(string wanted) => new(At, $"found {(Peek == "" ? EndName : $"'{Peek}'")} where there must be {wanted}");

    private static bool IsName(string text) => char.IsAsciiLetter(text[0]) || text[0] == '_';

    private static string Meant(string? name) => name is null ? "" : $", did you mean '{name}'?";

    private static string Usage(string name) => name == Operators.Choice ? "if(condition, then, else)" : Operators.FindFunction(name) is null ? $"{name}(a, b)" : $"{name}(a)";

    private static string Stranger(char found) => found switch
    {
        '=' => "found '='; to compare, write '=='",
        '!' => "found '!'; write 'not', or '!=' for another number",
        '&' => "found '&'; write 'and'",
        '|' => "found '|'; write 'or'",
        '^' => "found '^'; write a power as exp(y * log(x))",
        _ => $"found '{found}'; allowed are names, numbers, + - * / < <= > >= == !=, brackets and commas",
    };

    [GeneratedRegex(@"\G([A-Za-z_][A-Za-z0-9_]*|([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?|<=|>=|==|!=|[-+*/<>(),])", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Scenarios.Expressions;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class ExpressionTests
{
    [Fact]
    public void WhatIsWrittenIsReadAsTheSameFormula() =>
        Prop.ForAll(Arb.From(Trees(condition: true)), tree => ExpressionParser.Parse(tree.ToString(), wantsCondition: true).Equals(tree))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void WithEveryBracketWrittenItIsTheSame() =>
        Prop.ForAll(Arb.From(Trees(condition: false)), tree =>
        {
            var text = Bracketed(tree);
            return text.Length > ExpressionParser.MaxLength || (ExpressionParser.Parse(text, null).Equals(tree) && tree.ToString().Length <= text.Length);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData("cac + avc * egfr", "cac + (avc * egfr)")]
    [InlineData("cac - avc - egfr", "(cac - avc) - egfr")]
    [InlineData("cac / avc * egfr", "(cac / avc) * egfr")]
    [InlineData("-cac * avc", "(-cac) * avc")]
    [InlineData("- -cac", "-(-cac)")]
    [InlineData("cac + 1 > avc * 2", "(cac + 1) > (avc * 2)")]
    [InlineData("not cac > 1 and avc > 1", "(not (cac > 1)) and (avc > 1)")]
    [InlineData("cac > 1 or avc > 1 and egfr > 1", "(cac > 1) or ((avc > 1) and (egfr > 1))")]
    [InlineData("dialysis and not death or new_stroke", "(dialysis and (not death)) or new_stroke")]
    [InlineData("min(cac, avc)+max( 1,2.50 )", "min(cac, avc) + max(1, 2.5)")]
    public void OperatorsBindAsInTheBooks(string text, string bracketed)
    {
        var read = ExpressionParser.Parse(text, null);
        Assert.Equal(ExpressionParser.Parse(bracketed, null), read);
        Assert.Equal(read, ExpressionParser.Parse(read.ToString(), null));
    }

    [Fact]
    public void BracketsChangeWhatIsMeant()
    {
        Assert.NotEqual(ExpressionParser.Parse("cac - (avc - egfr)", false), ExpressionParser.Parse("cac - avc - egfr", false));
        Assert.Equal("cac - (avc - egfr)", ExpressionParser.Parse("cac-(avc-egfr)", false).ToString());
        Assert.Equal("(cac + avc) * egfr", ExpressionParser.Parse("(cac+avc)*((egfr))", false).ToString());
        Assert.Equal("not (dialysis or death)", ExpressionParser.Parse("not (dialysis or death)", true).ToString());
    }

    [Fact]
    public void NumbersAreReadToTheBit()
    {
        Assert.Equal(new Constant(1.78f), ExpressionParser.Parse("1.78", false));
        Assert.Equal(new Constant(2.5e-7f), ExpressionParser.Parse("2.5e-7", false));
        Assert.Equal(new Constant(0.5f), ExpressionParser.Parse(".5", false));
        Assert.Equal(new Unary(UnaryOperator.Negate, new Constant(3)), ExpressionParser.Parse("-3.", false));
    }

    [Fact]
    public void EveryNameMeansWhatTheFilesMeanByIt()
    {
        Assert.Equal(new StateValue(Variable.PulseWaveVelocity), ExpressionParser.Parse("pwv", false));
        Assert.Equal(new EventOfYear(EventKind.MyocardialInfarction), ExpressionParser.Parse("new_myocardial_infarction", true));
        Assert.Equal(new StateValue(Variable.Stroke), ExpressionParser.Parse("stroke", true));
        Assert.Equal(new EventOfYear(EventKind.Death), ExpressionParser.Parse("death", true));
        Assert.Equal(ExpressionNames.All.Count, ExpressionNames.All.Distinct().Count());
        Assert.DoesNotContain("events", ExpressionNames.All);
    }

    private const string Names = "; allowed are the columns of trajectories.csv, events as new_stroke, and death";
    private const string Functions = "functions are if, min, max, abs, sqrt, log, exp";
    private const string Primary = "where there must be a name, a number, '-', 'not' or '('";

    [Theory]
    [InlineData("", 0, "found the end " + Primary)]
    [InlineData("cac >", 5, "found the end " + Primary)]
    [InlineData("cac and dialysis", 0, "a condition must stand here; found the number 'cac': compare it, as in cac > 0")]
    [InlineData("cac > 1 and and", 12, "found 'and' " + Primary)]
    [InlineData("phosphat > 1", 0, "unknown name 'phosphat', did you mean 'phosphate'?" + Names)]
    [InlineData("cac > 1 or Egfr < 3", 11, "unknown name 'Egfr', did you mean 'egfr'?" + Names)]
    [InlineData("new_stroek", 0, "unknown name 'new_stroek', did you mean 'new_stroke'?" + Names)]
    [InlineData("qwertyuiop > 1", 0, "unknown name 'qwertyuiop'" + Names)]
    [InlineData("events > 1", 0, "unknown name 'events'" + Names)]
    [InlineData("sqr(cac) > 1", 0, "unknown function 'sqr', did you mean 'sqrt'?; " + Functions)]
    [InlineData("cac(3) > 1", 0, "'cac' is no function; " + Functions)]
    [InlineData("log > 1", 0, "the function 'log' needs its values in brackets: log(a)")]
    [InlineData("1 < min(cac)", 4, "'min' takes 2 values, min(a, b); found 1")]
    [InlineData("if(dialysis, 1) > 0", 0, "'if' takes 3 values, if(condition, then, else); found 2")]
    [InlineData("log() > 0", 0, "'log' takes 1 value, log(a); found 0")]
    [InlineData("log(cac", 7, "found the end where there must be ')' to close what begins at character 1")]
    [InlineData("1 < (cac + (avc)", 16, "found the end where there must be ')' to close what begins at character 5")]
    [InlineData("cac > 1)", 7, "found ')' where there must be an opening bracket before it")]
    [InlineData("cac egfr", 4, "found 'egfr' where there must be an operator or the end")]
    [InlineData("1 < cac < 3", 8, "comparisons do not chain: found a second '<'; write a < b and b < c")]
    [InlineData("cac = 3", 4, "found '='; to compare, write '=='")]
    [InlineData("!dialysis", 0, "found '!'; write 'not', or '!=' for another number")]
    [InlineData("dialysis && death", 9, "found '&'; write 'and'")]
    [InlineData("dialysis | death", 9, "found '|'; write 'or'")]
    [InlineData("cac^2 > 1", 3, "found '^'; write a power as exp(y * log(x))")]
    [InlineData("cac > 1;", 7, "found ';'; allowed are names, numbers, + - * / < <= > >= == !=, brackets and commas")]
    [InlineData("cac > 1e39", 6, "the number 1e39 is too large")]
    [InlineData("cac + 1", 0, "a condition must stand here; found the number 'cac + 1': compare it, as in cac + 1 > 0")]
    [InlineData("1 + (cac > 1) > 2", 4, "a number must stand here; found the condition 'cac > 1': if(condition, 1, 0) makes one of it")]
    [InlineData("if(cac, 1, 2) > 1", 3, "a condition must stand here; found the number 'cac': compare it, as in cac > 0")]
    public void AMistakeIsToldWhereItIs(string text, int at, string message)
    {
        var refusal = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text, wantsCondition: true));
        Assert.Equal((at, message), (refusal.At, refusal.Message));
    }

    [Fact]
    public void AMeanIsOfANumber()
    {
        Assert.Equal("a number must stand here; found the condition 'cac > 1': if(condition, 1, 0) makes one of it",
            Assert.Throws<ExpressionException>(() => ExpressionParser.Parse("cac > 1", wantsCondition: false)).Message);
        Assert.Equal(new StateValue(Variable.Dialysis), ExpressionParser.Parse("dialysis", wantsCondition: false));
    }

    [Fact]
    public void SizeAndDepthAreBounded()
    {
        Assert.Equal("must have at most 1000 characters; found 1001", Refusal(new string('1', 1001)).Message);
        Assert.Equal((50, "more than 50 levels of nesting"), (Refusal(new string('(', 60)).At - 1, Refusal(new string('(', 60)).Message));
        Assert.Equal("more than 50 levels of nesting", Refusal(new string('-', 60)).Message);
        Assert.Equal("more than 50 levels of nesting", Refusal(string.Concat(Enumerable.Repeat("not ", 60))).Message);
        Assert.Equal(new StateValue(Variable.Cac), ExpressionParser.Parse(new string('(', 50) + "cac" + new string(')', 50), false));

        static ExpressionException Refusal(string text) => Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text, null));
    }

    private static string Bracketed(Expression tree) => tree switch
    {
        Unary { Operator: UnaryOperator.Not } one => $"(not {Bracketed(one.Operand)})",
        Unary { Operator: UnaryOperator.Negate } one => $"(-{Bracketed(one.Operand)})",
        Unary one => $"{one.Operator.ToString().ToLowerInvariant()}({Bracketed(one.Operand)})",
        Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } one => $"{one.Operator.ToString().ToLowerInvariant()}({Bracketed(one.Left)}, {Bracketed(one.Right)})",
        Binary one => $"({Bracketed(one.Left)} {Symbols[one.Operator]} {Bracketed(one.Right)})",
        Choice one => $"if({Bracketed(one.Condition)}, {Bracketed(one.Then)}, {Bracketed(one.Otherwise)})",
        _ => tree.ToString(),
    };

    private static readonly Dictionary<BinaryOperator, string> Symbols = new()
    {
        [BinaryOperator.Or] = "or",
        [BinaryOperator.And] = "and",
        [BinaryOperator.Less] = "<",
        [BinaryOperator.AtMost] = "<=",
        [BinaryOperator.Greater] = ">",
        [BinaryOperator.AtLeast] = ">=",
        [BinaryOperator.Equal] = "==",
        [BinaryOperator.Different] = "!=",
        [BinaryOperator.Add] = "+",
        [BinaryOperator.Subtract] = "-",
        [BinaryOperator.Multiply] = "*",
        [BinaryOperator.Divide] = "/",
    };

    internal static Gen<Expression> Trees(bool condition) => Gen.Sized(size => Tree(condition, Math.Min(size / 12, 5)));

    private static Gen<Expression> Tree(bool condition, int depth)
    {
        var flags = Gen.Elements<Expression>(
            new StateValue(Variable.Dialysis), new StateValue(Variable.Diabetes), new EventOfYear(EventKind.Stroke), new EventOfYear(EventKind.Death));
        var numbers = Gen.Elements<Expression>(
            new StateValue(Variable.Cac), new StateValue(Variable.Egfr), new StateValue(Variable.Phosphate), new Constant(0), new Constant(1.78f), new Constant(400), new Constant(3e-9f));
        if (depth == 0)
        {
            return condition ? flags : Gen.OneOf(numbers, flags);
        }

        var (conditions, values) = (Tree(true, depth - 1), Tree(false, depth - 1));
        return condition
            ? Gen.OneOf(
                flags,
                conditions.Select(one => (Expression)new Unary(UnaryOperator.Not, one)),
                Pairs(conditions, BinaryOperator.Or, BinaryOperator.And),
                Pairs(values, BinaryOperator.Less, BinaryOperator.AtMost, BinaryOperator.Greater, BinaryOperator.AtLeast, BinaryOperator.Equal, BinaryOperator.Different))
            : Gen.OneOf(
                numbers,
                values.SelectMany(one => Gen.Elements(UnaryOperator.Negate, UnaryOperator.Abs, UnaryOperator.Sqrt, UnaryOperator.Log, UnaryOperator.Exp)
                    .Select(done => (Expression)new Unary(done, one))),
                conditions.SelectMany(when => values.SelectMany(then => values.Select(otherwise => (Expression)new Choice(when, then, otherwise)))),
                Pairs(values, BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply, BinaryOperator.Divide, BinaryOperator.Min, BinaryOperator.Max));
    }

    private static Gen<Expression> Pairs(Gen<Expression> operands, params BinaryOperator[] operators) => operands.SelectMany(
        left => operands.SelectMany(right => Gen.Elements(operators).Select(done => (Expression)new Binary(done, left, right))));
}

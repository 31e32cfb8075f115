using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>Writes algebra as mathematics: <c>z − ε/σ</c>. Named expressions are written by their names.</summary>
/// <param name="notation">How it is put on paper.</param>
/// <param name="nameOf">What an expression with a name goes by.</param>
internal sealed class FormulaWriter(Notation notation, Func<Expr, string> nameOf)
{
    private readonly Conditions conditions = new(notation);

    private enum Level
    {
        Choice,
        Sum,
        Product,
        Negative,
        Power,
        Atom,
    }

    /// <summary>The formula of an expression, itself taken apart even where it has a name.</summary>
    public string Write(Expr expr) => Write(expr, Level.Choice, isRoot: true);

    /// <summary>The same, as it stands under the sign of a sum.</summary>
    public string WriteTerm(Expr expr) => Write(expr, Level.Product, isRoot: true);

    private string Write(Expr expr, Level context, bool isRoot = false)
    {
        if (!isRoot && !string.IsNullOrEmpty(expr.Name))
            return WriteName(expr.Name!, nameOf(expr), context);
        if (expr is Symbol { Value: { Kind: ValueKind.Cell } cell })
            return WriteName(cell.Text, nameOf(expr), context);

        return expr switch
        {
            Number number => Bracket(WriteConstant(number.Value), number.Value.IsNegative ? Level.Negative : Level.Atom, context),
            Symbol symbol => WriteSymbol(symbol.Value, context),
            Sum { IsScaled: true } scaled => WriteProduct(scaled.Terms[0].Coefficient, scaled.Terms[0].Factor, context),
            Sum sum => Bracket(WriteSum(sum), Level.Sum, context),
            Product product => WriteProduct(Constant.One, product, context),
            Comparison comparison => $"{Write(comparison.Left, Level.Sum)} {conditions.Relation(comparison.Relation)} {Write(comparison.Right, Level.Sum)}",
            Choice { Condition: Comparison { Relation: ValueKind.Equal } origin, WhenTrue.IsZero: true } choice when isRoot =>
                notation.ZeroWhere(Write(choice.WhenFalse, Level.Sum), Write(origin, Level.Choice)),
            Choice when ExprGraph.StepOf(expr) is var (greater, less) => notation.Call(notation.Function(Primitive.Heaviside), "", WriteDifference(greater, less!)),
            Choice choice => Bracket(WriteChoice(choice), Level.Choice, context),
            _ => WriteCall((Apply)expr, context),
        };
    }

    private string WriteName(string name, string text, Level context) => Bracket(text, MathName.Of(name).IsSquared ? Level.Power : Level.Atom, context);

    private string WriteDifference(Expr greater, Expr less) => less switch
    {
        _ when greater.IsZero => notation.Minus + Write(less, Level.Product),
        { IsZero: true } => Write(greater, Level.Sum),
        Number { Value: { IsNegative: true } negative } => $"{Write(greater, Level.Sum)} + {WriteConstant(-negative)}",
        _ => $"{Write(greater, Level.Sum)} {notation.Minus} {Write(less, Level.Product)}",
    };

    private string WriteChoice(Choice choice)
    {
        var cases = new List<(string, string)>();
        Expr rest = choice;
        for (; rest is Choice next && (next == choice || string.IsNullOrEmpty(next.Name)); rest = next.WhenFalse)
            cases.Add((Write(next.Condition, Level.Sum), Write(next.WhenTrue, Level.Sum)));
        return notation.Choice(cases, Write(rest, Level.Sum));
    }

    private string WriteSymbol(Value value, Level context)
    {
        // On paper a number is a number.
        if (value is { Kind: ValueKind.Convert, Type.IsGeneric: true })
            return WriteSymbol(value.Operands[0], context);
        if (value.Kind is ValueKind.Input or ValueKind.Cell)
            return WriteName(value.Text, notation.Name(value.Text), context);
        if (conditions.TryWrite(value) is { } condition)
            return condition;
        var code = value is { Kind: ValueKind.Literal, Type.IsGeneric: true } ? "double" + value.Text.Substring(value.Text.LastIndexOf('.')) : new ExpressionWriter(part => part.Kind == ValueKind.Cell ? part.Name : null).Write(value);
        return context <= Level.Sum || code.IndexOf(' ') < 0 || value.Kind is ValueKind.Verbatim or ValueKind.Call ? notation.Code(code) : notation.Bracket(notation.Code(code));
    }

    private string WriteSum(Sum sum, bool isOpposite = false)
    {
        var parts = new List<(bool IsNegative, string Text)>();
        foreach (var (coefficient, factor) in sum.Terms)
        {
            var isNegative = coefficient.IsNegative != isOpposite;
            var turns = isNegative && TurnableFactor(factor) is { Constant: { IsZero: false, IsNegative: true } };
            parts.Add((isNegative && !turns, WriteProduct(turns ? -coefficient.Abs : coefficient.Abs, factor, Level.Sum)));
        }

        if (!sum.Constant.IsZero)
            parts.Insert(sum.ConstantFirst ? 0 : parts.Count, (sum.Constant.IsNegative != isOpposite, WriteConstant(sum.Constant.Abs)));
        var first = parts.FindIndex(part => !part.IsNegative);
        if (first > 0)
        {
            var positive = parts[first];
            parts.RemoveAt(first);
            parts.Insert(0, positive);
        }

        return string.Concat(parts.Select((part, i) => (i == 0 ? (part.IsNegative ? notation.Minus : "") : part.IsNegative ? $" {notation.Minus} " : " + ") + part.Text));
    }

    private string WriteProduct(Constant coefficient, Expr core, Level context)
    {
        var (numerators, denominators) = (new List<Func<Level, string>>(), new List<Func<Level, string>>());
        var magnitude = coefficient.Abs;
        if (magnitude.IsExact && !magnitude.IsDecimal)
        {
            var denominator = Integer(magnitude.Denominator);
            denominators.Add(_ => denominator);
            magnitude = Constant.Of(magnitude.Numerator, 1);
        }

        if (!magnitude.IsOne)
            numerators.Add(_ => WriteConstant(magnitude));
        IReadOnlyList<Factor> factors = core is Product product && (string.IsNullOrEmpty(core.Name) || coefficient.IsOne) ? product.Factors : [new(core, Constant.One)];
        // A difference takes the sign, as in the code.
        var turned = coefficient.IsNegative ? TurnableFactor(core) : null;
        foreach (var (expr, exponent) in factors)
        {
            (exponent.IsNegative ? denominators : numerators).Add(expr == turned && turned is not null
                ? level => Bracket(WriteSum(turned, isOpposite: true), Level.Sum, level)
                : level => WritePower(expr, exponent.Abs, level));
        }

        var isNegative = coefficient.IsNegative && turned is null;
        // What stands alone needs the brackets of its place only; a sum among the terms of another was kept apart.
        if (denominators.Count == 0 && numerators.Count == 1)
            return isNegative ? Bracket(notation.Minus + numerators[0](Level.Product), Level.Negative, context) : numerators[0](context == Level.Sum ? Level.Product : context);
        var texts = numerators.ConvertAll(numerator => numerator(numerators.Count == 1 && notation.HoldsTogether ? Level.Choice : Level.Power));
        var text = texts.Count == 0 ? "1" : notation.Product(texts);
        if (denominators.Count > 0)
            text = notation.Fraction(text, denominators.ConvertAll(denominator => denominator(denominators.Count == 1 && notation.HoldsTogether ? Level.Choice : Level.Power)));
        return isNegative ? Bracket(notation.Minus + text, Level.Negative, context) : Bracket(text, Level.Product, context);
    }

    // A sum of different signs, to the first power, among the factors.
    private static Sum? TurnableFactor(Expr core) => core is Product { Name: null } product
        ? product.Factors.FirstOrDefault(factor => factor is { Base: Sum { Name: null, IsScaled: false } sum, Exponent.IsUnit: true }
            && (!sum.Constant.IsZero && sum.Constant.IsNegative != sum.Terms[0].Coefficient.IsNegative
                || sum.Terms.Any(term => term.Coefficient.IsNegative != sum.Terms[0].Coefficient.IsNegative))).Base as Sum
        : null;

    private string WritePower(Expr expr, Constant exponent, Level context)
    {
        if (exponent.IsOne)
            return Write(expr, context);
        if (exponent == Constant.Half)
            return notation.Root(Write(expr, notation.HoldsTogether ? Level.Choice : Level.Atom));
        var text = exponent.IsExact && !exponent.IsInteger ? $"{Integer(exponent.Numerator)}/{Integer(exponent.Denominator)}" : notation.Number(exponent.ToString());
        return exponent.IsInteger && expr is Apply { Function: not (Primitive.Logistic or Primitive.Abs or Primitive.Pow or Primitive.Softmax or Primitive.StopGradient or Primitive.Widen or Primitive.Custom or Primitive.CustomPartial or Primitive.CustomSecond) } and { Name: null } apply
            ? notation.Call(notation.Function(apply.Function), text, Arguments(apply))
            : Bracket(notation.Power(Write(expr, Level.Atom), text), Level.Power, context);
    }

    private string WriteCall(Apply apply, Level context) => apply.Function switch
    {
        Primitive.Softmax => Bracket(
            notation.Fraction(Exponential(apply.Arguments[0]), [SumOf([.. apply.Arguments.Skip(1).Select(Exponential)])]), Level.Product, context),
        Primitive.Pow => Bracket(notation.Power(Write(apply.Arguments[0], Level.Atom), Write(apply.Arguments[1], Level.Choice)), Level.Power, context),
        Primitive.Abs => notation.Magnitude(Write(apply.Arguments[0], Level.Choice)),
        Primitive.StopGradient or Primitive.Widen => Write(apply.Arguments[0], context),
        Primitive.Custom => notation.Code(new ExpressionWriter(_ => null).Write(apply.Call!)),
        Primitive.CustomPartial => notation.Code($"{apply.Call!.Rule!.Text}(…)"),
        Primitive.CustomSecond => notation.Code($"{apply.Call!.Rule!.Second!.Text}(…)"),
        _ => notation.Call(notation.Function(apply.Function), "", Arguments(apply)),
    };

    private string Exponential(Expr argument) => notation.Call(notation.Function(Primitive.Exp), "", Write(argument, Level.Choice));

    private string SumOf(IReadOnlyList<string> terms) => notation.HoldsTogether ? string.Join(" + ", terms) : notation.Bracket(string.Join(" + ", terms));

    private string Arguments(Apply apply) => string.Join(", ", apply.Arguments.Select(argument => Write(argument, Level.Choice)));

    private string WriteConstant(Constant value) => value.IsExact && !value.IsDecimal
        ? (value.IsNegative ? notation.Minus : "") + notation.Fraction(Integer(value.Abs.Numerator), [Integer(value.Denominator)])
        : notation.Number(value.ToString());

    private static string Integer(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Bracket(string text, Level own, Level context) => own < context ? notation.Bracket(text) : text;
}

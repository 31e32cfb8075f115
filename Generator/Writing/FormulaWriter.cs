using System.Text;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>Writes algebra as mathematics in Unicode: <c>z − ε/σ</c>. Named expressions are written by their names.</summary>
internal static class FormulaWriter
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ε",
        ["eps"] = "ε",
        ["zeta"] = "ζ",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["iota"] = "ι",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["nu"] = "ν",
        ["xi"] = "ξ",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["Math.PI"] = "π",
        ["double.Pi"] = "π",
        ["MathF.PI"] = "π",
    };

    private static readonly Dictionary<Primitive, string> Functions = new()
    {
        [Primitive.NormalCdf] = "Φ",
        [Primitive.NormalPdf] = "φ",
        [Primitive.Digamma] = "ψ",
        [Primitive.Trigamma] = "ψ′",
        [Primitive.Tetragamma] = "ψ″",
        [Primitive.LogGamma] = "log Γ",
        [Primitive.Sign] = "sign",
        [Primitive.LogSumExp] = "log Σ exp",
    };

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
    public static string Write(Expr expr) => Write(expr, Level.Choice, isRoot: true);

    /// <summary>A name as mathematics writes it: <c>sigma</c> is σ, <c>x1</c> is x₁.</summary>
    public static string Symbol(string name)
    {
        if (Letters.TryGetValue(name, out var letter))
            return letter;
        var end = name.Length;
        while (end > 0 && char.IsDigit(name[end - 1]))
            end--;
        if (end == name.Length || end == 0)
            return name;
        var text = new StringBuilder(Letters.TryGetValue(name.Substring(0, end), out letter) ? letter : name.Substring(0, end));
        foreach (var digit in name.Substring(end))
            text.Append((char)('₀' + (digit - '0')));
        return text.ToString();
    }

    /// <summary>A name of the generated code: zBar is z̄.</summary>
    public static string Named(string name) =>
        name.EndsWith("Bar", StringComparison.Ordinal) && Symbol(name.Substring(0, name.Length - 3)).Length == 1
            ? Symbol(name.Substring(0, name.Length - 3)) + "\u0304"
            : Symbol(name);

    /// <summary>The adjoint of a variable: z̄, or ∂f/∂name where the name is a word.</summary>
    public static string Adjoint(string name, string of)
    {
        var symbol = Symbol(name);
        return symbol.Length == 1 ? symbol + "\u0304" : $"∂{of}/∂{symbol}";
    }

    private static string Write(Expr expr, Level context, bool isRoot = false)
    {
        if (!isRoot && !string.IsNullOrEmpty(expr.Name))
            return Named(expr.Name!);

        return expr switch
        {
            Number number => Bracket(WriteConstant(number.Value), number.Value.IsNegative ? Level.Negative : Level.Atom, context),
            Symbol symbol => WriteSymbol(symbol.Value, context),
            Sum { IsScaled: true } scaled => WriteProduct(scaled.Terms[0].Coefficient, scaled.Terms[0].Factor, context),
            Sum sum => Bracket(WriteSum(sum), Level.Sum, context),
            Product product => WriteProduct(Constant.One, product, context),
            Comparison comparison => $"{Write(comparison.Left, Level.Sum)} {Relation(comparison.Relation)} {Write(comparison.Right, Level.Sum)}",
            Choice { Condition: Comparison { Relation: ValueKind.Equal } origin, WhenTrue.IsZero: true } choice when isRoot =>
                $"{Write(choice.WhenFalse, Level.Sum)}, 0 where {Write(origin, Level.Choice)}",
            Choice choice => Bracket(
                $"{Write(choice.Condition, Level.Sum)} ? {Write(choice.WhenTrue, Level.Sum)} : {Write(choice.WhenFalse, Level.Choice)}", Level.Choice, context),
            _ => WriteCall((Apply)expr, context),
        };
    }

    private static string WriteSymbol(Value value, Level context)
    {
        if (value.Kind is ValueKind.Input or ValueKind.Cell or ValueKind.Literal)
            return Symbol(value.Text);
        if (Conditions.TryWrite(value, out var condition))
            return condition;
        var code = new ExpressionWriter(_ => null).Write(value);
        return context <= Level.Sum || code.IndexOf(' ') < 0 || value.Kind is ValueKind.Verbatim or ValueKind.Call ? code : $"({code})";
    }

    private static string WriteSum(Sum sum, bool isOpposite = false)
    {
        var text = new StringBuilder();
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

        foreach (var (isNegative, part) in parts)
            text.Append(text.Length == 0 ? (isNegative ? "−" : "") : isNegative ? " − " : " + ").Append(part);
        return text.ToString();
    }

    private static string WriteProduct(Constant coefficient, Expr core, Level context)
    {
        var (numerators, denominators) = (new List<string>(), new List<string>());
        var magnitude = coefficient.Abs;
        if (magnitude.IsExact && !magnitude.IsDecimal)
        {
            denominators.Add(magnitude.Denominator.ToString(System.Globalization.CultureInfo.InvariantCulture));
            magnitude = Constant.Of(magnitude.Numerator, 1);
        }

        if (!magnitude.IsOne)
            numerators.Add(WriteConstant(magnitude));
        IEnumerable<Factor> factors = core is Product product && (string.IsNullOrEmpty(core.Name) || coefficient.IsOne) ? product.Factors : [new(core, Constant.One)];
        // A difference takes the sign, as in the code.
        var turned = coefficient.IsNegative ? TurnableFactor(core) : null;
        foreach (var (expr, exponent) in factors)
        {
            (exponent.IsNegative ? denominators : numerators).Add(expr == turned && turned is not null
                ? Bracket(WriteSum(turned, isOpposite: true), Level.Sum, factors.Count() == 1 && magnitude.IsOne && !exponent.IsNegative ? Level.Sum : Level.Power)
                : WritePower(expr, exponent.Abs));
        }

        var text = numerators.Count == 0 ? "1" : string.Join("·", numerators);
        if (denominators.Count > 0)
            text += "/" + (denominators.Count > 1 ? $"({string.Join("·", denominators)})" : denominators[0]);
        var isAtom = numerators.Count + denominators.Count == 1 && denominators.Count == 0;
        return coefficient.IsNegative && turned is null ? Bracket("−" + text, Level.Negative, context)
            : isAtom ? text
            : Bracket(text, Level.Product, context);
    }

    // A sum of different signs, to the first power, among the factors.
    private static Sum? TurnableFactor(Expr core) => core is Product { Name: null } product
        ? product.Factors.FirstOrDefault(factor => factor is { Base: Sum { Name: null, IsScaled: false } sum, Exponent.IsUnit: true }
            && (!sum.Constant.IsZero && sum.Constant.IsNegative != sum.Terms[0].Coefficient.IsNegative
                || sum.Terms.Any(term => term.Coefficient.IsNegative != sum.Terms[0].Coefficient.IsNegative))).Base as Sum
        : null;

    private static string WritePower(Expr expr, Constant exponent)
    {
        if (exponent.IsOne)
            return Write(expr, Level.Power);
        if (exponent == Constant.Half)
            return "√" + Write(expr, Level.Atom);
        if (!exponent.IsInteger)
            return $"{Write(expr, Level.Atom)}^({exponent})";
        var digits = string.Concat(exponent.ToString().Select(digit => char.IsDigit(digit) ? Superscripts[digit - '0'] : digit));
        return expr is Apply { Function: not (Primitive.Logistic or Primitive.Abs) } and { Name: null } apply
            ? $"{NameOf(apply)}{digits}({Arguments(apply)})"
            : Write(expr, Level.Atom) + digits;
    }

    private static string WriteCall(Apply apply, Level context) => apply.Function switch
    {
        Primitive.Softmax => Bracket(
            $"exp({Write(apply.Arguments[0], Level.Choice)})/({string.Join(" + ", apply.Arguments.Skip(1).Select(x => $"exp({Write(x, Level.Choice)})"))})", Level.Product, context),
        Primitive.Abs => $"|{Write(apply.Arguments[0], Level.Choice)}|",
        Primitive.StopGradient or Primitive.Widen => Write(apply.Arguments[0], context),
        Primitive.Custom => new ExpressionWriter(_ => null).Write(apply.Call!),
        Primitive.CustomPartial => $"{apply.Call!.Rule!.Text}(…)",
        _ => $"{NameOf(apply)}({Arguments(apply)})",
    };

    private static string NameOf(Apply apply) =>
        Functions.TryGetValue(apply.Function, out var name) ? name : apply.Function.ToString().ToLowerInvariant();

    private static string Arguments(Apply apply) => string.Join(", ", apply.Arguments.Select(argument => Write(argument, Level.Choice)));

    private static string WriteConstant(Constant value) =>
        value.IsExact && !value.IsDecimal
            ? $"{Signed(value.Numerator)}/{value.Denominator}"
            : value.ToString().Replace('-', '−');

    private static string Signed(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Relation(ValueKind relation) => relation switch
    {
        ValueKind.Equal => "=",
        ValueKind.NotEqual => "≠",
        ValueKind.Less => "<",
        ValueKind.LessOrEqual => "≤",
        ValueKind.Greater => ">",
        _ => "≥",
    };

    private static string Bracket(string text, Level own, Level context) => own < context ? $"({text})" : text;
}

using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>
/// Turns values, which are the author's operations in the author's order, into algebra. It also remembers for each expression the value that computes it
/// just so: where nothing cancelled and no identity was needed on the way, the one may stand for the other.
/// </summary>
internal sealed class Canonicalizer(ExprGraph graph)
{
    private const int FewFactors = 4;
    private const int FewOfOpposite = 2;

    private readonly Dictionary<Value, Expr> expressions = [];
    private readonly Dictionary<Value, Expr> insides = [];
    private readonly Dictionary<Expr, List<Value>> written = [];
    private readonly HashSet<Value> rewritten = [];
    private readonly HashSet<Expr> computed = [];

    /// <summary>The values that compute an expression as it stands, oldest first.</summary>
    public IReadOnlyList<Value> Written(Expr expr) => written.TryGetValue(expr, out var found) ? found : [];

    /// <summary>Whether the method computes it as such, by a call or as one over something: p = 1/(1 + e), and not e/(1 + e).</summary>
    public bool Computes(Expr expr) => computed.Contains(expr);

    /// <summary>What the partial derivatives of a call of the author's, or of its rule, are as algebra; null where the rule is not known to be a formula.</summary>
    public Expr[]? FormulasOf(Value call) =>
        graph.Values.RuleFormulas.TryGetValue(call.Rule!.Text, out var formula) && formula is not null ? [.. formula.At(graph.Values, call).Select(Of)] : null;

    /// <summary>Values that are not looked into: what they are is taken from elsewhere.</summary>
    public HashSet<Value> Opaque { get; } = [];

    /// <summary>The expression of what a value that is not looked into was made of.</summary>
    public Expr Inside(Value value)
    {
        var expr = Of(value);
        return insides.TryGetValue(value, out var inside) ? inside : expr;
    }

    /// <summary>States what is known of the method's values.</summary>
    public void Assume(IEnumerable<Assumption> assumptions)
    {
        foreach (var (value, less, range) in assumptions.Where(assumption => assumption.Value.Type.Kind != NumberKind.Array))
            graph.Assume(less is null ? Of(value) : graph.Subtract(Of(value), Of(less)), range);
    }

    /// <summary>States which of the method's values are sums of squares.</summary>
    public void AssumeSumsOfSquares(IEnumerable<Value> sums)
    {
        foreach (var sum in sums)
            graph.AssumeSumOfSquares(Of(sum));
    }

    /// <summary>The expression of a value.</summary>
    public Expr Of(Value value)
    {
        if (expressions.TryGetValue(value, out var known))
            return known;
        if (value.Model is { } model && !Opaque.Contains(value))
        {
            var modelled = Of(model);
            if (expressions.ContainsKey(value))
                return modelled;
            Remember(modelled, value);
            expressions.Add(value, modelled);
            return modelled;
        }

        foreach (var operand in value.Operands)
            Of(operand);

        graph.HasRewritten = false;
        var expr = Opaque.Contains(value) ? SymbolOf(value) : Make(value);
        if (expr is Sum { IsScaled: false } sum)
            graph.NoteWritten(sum);
        if (graph.HasRewritten || value.Operands.Any(rewritten.Contains))
            rewritten.Add(value);
        else if (!value.IsLeaf && value.Type.IsReal)
            Remember(expr, value);
        if (value.Name is not null && expr.Name is null && expr is not (Number or Symbol))
        {
            var (coefficient, factor) = ExprGraph.Split(expr);
            if (coefficient.IsOne)
                expr.Name = value.Name;
            // Of a multiple, such as the −(r·g·(g − 1)) of h = r * g * (1 - g), what it is a multiple of has no name; where it is long it stays together all the same.
            else if (factor is Product { Factors.Length: var count } && count > (graph.KeepsNames && coefficient.IsMinusOne ? FewOfOpposite : FewFactors))
                factor.Name ??= "";
        }

        expressions.Add(value, expr);
        if (value.Kind == ValueKind.Call || value is { Kind: ValueKind.Divide, Operands: [{ Kind: ValueKind.Literal }, _] })
            computed.Add(expr);
        if (value.Given is { } given)
            Of(given);
        return expr;
    }

    // What it is made of comes first: a sweep goes from what was made later to what was made earlier.
    private Expr SymbolOf(Value value)
    {
        insides.Add(value, Make(value));
        return graph.Symbol(value);
    }

    /// <summary>States that a value computes an expression just so: its own, in which nothing is held fixed any more.</summary>
    public void Remember(Expr expr, Value value)
    {
        if (!written.TryGetValue(expr, out var values))
            written.Add(expr, values = []);
        if (!values.Contains(value))
            values.Add(value);
    }

    private Expr Make(Value value)
    {
        Expr Operand(int index) => expressions[value.Operands[index]];

        switch (value.Kind)
        {
            case ValueKind.Literal when value.Type.IsReal && IsPlain(value):
                return graph.Number(Constant.Of(value.Number));
            case ValueKind.Add when value.Type.IsReal:
                return graph.Add(Operand(0), Operand(1));
            case ValueKind.Subtract when value.Type.IsReal:
                return graph.Subtract(Operand(0), Operand(1));
            case ValueKind.Multiply when value.Type.IsReal:
                return value.Operands[0] == value.Operands[1] ? graph.Square(Together(Operand(0))) : graph.Multiply(Operand(0), Operand(1));
            case ValueKind.Divide when value.Type.IsReal:
                return Operand(1).IsZero ? graph.Symbol(value) : graph.Divide(Operand(0), Operand(1));
            case ValueKind.Remainder when value.Type.IsReal:
                return graph.Call(Primitive.Remainder, Operand(0), Operand(1));
            case ValueKind.Negate when value.Type.IsReal:
                return graph.Negate(Operand(0));
            case ValueKind.Select when value.Type.IsReal:
                var choice = graph.Choose(Operand(0), Operand(1), Operand(2));
                return Asked(value.Operands[0], ValueKind.Equal) is { } zero
                    ? graph.TakenIn(graph.TakenIn(choice, zero), zero, value.Operands[1] is { Kind: ValueKind.Select, Operands: [var inner, ..] } ? Asked(inner, ValueKind.Greater) : null)
                    : choice;
            case ValueKind.Stop:
                return graph.Call(Primitive.StopGradient, Operand(0));
            // Math.Sign returns an integer, and throws where there is no number.
            case ValueKind.Convert when value.Type.IsReal && value.Operands[0] is { Kind: ValueKind.Call, Function: "Sign" } sign:
                return Inexactly(graph.Call(Primitive.Sign, expressions[sign.Operands[0]]));
            // So is what a number of unknown precision is converted to, or from.
            case ValueKind.Convert when value.Type.IsReal && value.Type.IsGeneric != value.Operands[0].Type.IsGeneric && value.Operands[0].Type.IsReal:
                return graph.Symbol(value);
            // Rounding to float is kept where a constant is rounded.
            case ValueKind.Convert when value.Type.Kind == NumberKind.Float && !value.IsActive:
                return graph.Symbol(value);
            case ValueKind.Convert when value.Type.IsReal && value.Operands[0].Type.IsReal:
                return value.Type.Kind == NumberKind.Double ? graph.Call(Primitive.Widen, Operand(0)) : Operand(0);
            case ValueKind.Item when value.Operands[0] is { Kind: ValueKind.Call, Function: "SinCos" or "SinCosPi" } pair:
                var isPi = pair.Function == "SinCosPi";
                return value.Text == "Item1"
                    ? graph.Call(isPi ? Primitive.SinPi : Primitive.Sin, expressions[pair.Operands[0]])
                    : graph.Call(isPi ? Primitive.CosPi : Primitive.Cos, expressions[pair.Operands[0]]);
            case ValueKind.Item when value.Operands[0] is { Kind: ValueKind.Call, Function: { } function } vector && IsOfVectors(function):
                return Vector(vector)[vector.Type.Members.ToList().IndexOf(value.Text)];
            case ValueKind.Call when value.Type.IsReal && value.Function is { } function && IsOfVectors(function):
                return Vector(value)[0];
            // What a rule gives, if an author has called it or a form is differentiated once more.
            case ValueKind.Item or ValueKind.Call when value is { IsActive: true, Type.IsReal: true } && RulePartials.Of(value) is { } partial:
                return Partial(partial.Call, partial.Places);
            case ValueKind.Call when value.Type.IsReal && value.Rule is not null:
                return value.IsActive
                    ? graph.RawCall(Primitive.Custom, value, [.. value.Operands.Select(operand => expressions[operand])])
                    : graph.Symbol(value);
            case ValueKind.Call when value.Type.IsReal && value.Function is not null:
                return Call(value, value.Function, [.. value.Operands.Select(operand => expressions[operand])]);
            default:
                return graph.Symbol(value);
        }
    }

    // A rule that does not ask for the function's value is not given it.
    private Expr Partial(Value call, int[] places)
    {
        var count = RulePartials.CountOf(call);
        var arguments = call.Operands.Take(count).Select(operand => expressions[operand]);
        if (places is [var place])
            return DerivativeTable.Partial(graph, call, [.. arguments], call.Rule!.TakesResult ? expressions[call.Operands[count]] : graph.Zero, place);
        return graph.RawCall(Primitive.CustomSecond, call, [.. arguments, .. places.OrderBy(each => each).Select(each => graph.Number(each))]);
    }

    private static bool IsOfVectors(string function) => function.StartsWith(VectorFormulas.Prefix, StringComparison.Ordinal);

    private Expr[] Vector(Value call) => VectorFormulas.Of(
        graph, call.Function!, [.. call.Operands.Select(operand => Components(operand).Select(component => expressions[component]).ToArray())]);

    private static IEnumerable<Value> Components(Value operand) => operand.Kind == ValueKind.Tuple ? operand.Operands.SelectMany(Components) : [operand];

    // 0.1 is a number; Math.PI and the names of constants stay what they are called.
    private static bool IsPlain(Value value) =>
        value.IsNumeral && !double.IsNaN(value.Number) && !double.IsInfinity(value.Number);

    // What a condition asks of zero.
    private Expr? Asked(Value condition, ValueKind relation) => condition.Kind == relation && condition.Operands[1] is { IsNumeral: true, Number: 0 } ? expressions[condition.Operands[0]] : null;

    private Expr Call(Value value, string function, Expr[] x)
    {
        switch (function)
        {
            case "Sqrt":
                return graph.Sqrt(x[0]);
            case "Square":
                return graph.Square(Together(x[0]));
            case "Log" when x.Length == 2:
                return graph.Divide(graph.Log(x[0]), graph.Log(x[1]));
            case "Pow" when Exponent(value, x[1]) is { } exponent:
                return graph.Power(exponent.IsEven ? Together(x[0]) : x[0], exponent);
            case "FusedMultiplyAdd" or "MultiplyAddEstimate":
                return graph.Add(graph.Multiply(x[0], x[1]), x[2]);
            case "BitIncrement" or "BitDecrement":
                return Inexactly(x[0]);
            case "ReciprocalEstimate":
                return Inexactly(graph.Power(x[0], Constant.MinusOne));
            case "ReciprocalSqrtEstimate":
                return Inexactly(graph.Power(x[0], -Constant.Half));
            case "DegreesToRadians":
                return Inexactly(graph.Scale(Constant.Of(Math.PI / 180), x[0]));
            case "RadiansToDegrees":
                return Inexactly(graph.Scale(Constant.Of(180 / Math.PI), x[0]));
            case "Clamp" or "ClampNative":
                graph.PassesOverNaN |= function == "ClampNative";
                return Inexactly(graph.Call(Primitive.Min, graph.Call(Primitive.Max, x[0], x[1]), x[2]));
            case "Round" or "ScaleB" or "RootN":
                return graph.Call(Primitives.Named(function)!.Value, x);
            default:
                graph.PassesOverNaN |= function is "MaxNumber" or "MinNumber" or "MaxNative" or "MinNative";
                return Primitives.Named(function) is { } known ? graph.Call(known, x) : graph.Symbol(value);
        }
    }

    // A residual of several terms that is squared stays together, and so it does in the derivative.
    private static Expr Together(Expr expr)
    {
        if (expr is Sum { Name: null } sum && sum.Terms.Length + (sum.Constant.IsZero ? 0 : 1) > 2)
            sum.Name = "";
        return expr;
    }

    // Equal over the reals, but not what the author's call computes bit for bit.
    private Expr Inexactly(Expr expr)
    {
        graph.HasRewritten = true;
        return expr;
    }

    private static Constant? Exponent(Value call, Expr exponent)
    {
        var constant = exponent is Number number ? number.Value
            : call.Operands[1] is { Kind: ValueKind.Literal } literal && !double.IsNaN(literal.Number) ? Constant.Of(literal.Number)
            : (Constant?)null;
        return constant is { } c && (c.IsInteger || c.IsHalfInteger) && c.Abs < 1_000_000 ? c : null;
    }
}

using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <content>Functions.</content>
internal sealed partial class Lowering
{
    private Value Call(string function, params Value[] arguments) => dialect.Call(values, function, arguments);

    private Value MakeCall(Apply apply)
    {
        switch (apply.Function)
        {
            case Primitive.Logistic:
                var logistic = Arithmetic(ValueKind.Divide, values.Number(values.Real, Constant.One), MakeLogisticDenominator(apply));
                logistic.Name ??= "p";
                return logistic;
            case Primitive.Softmax:
                return MakeSoftmax(apply);
            case Primitive.LogSumExp when apply.Arguments.Length > 4:
                return MakeLogSumExp(apply);
            case Primitive.Widen:
                return values.Convert(values.Real, Of(apply.Arguments[0]), isExplicit: false);
            case Primitive.StopGradient:
                return Held(Of(apply.Arguments[0]));
            case Primitive.PowLog or Primitive.PowSlope or Primitive.Share:
                return Of(graph.WrittenOut(apply));
            case Primitive.Custom:
                return apply.Call!;
            case Primitive.CustomPartial:
                return MakeRule(apply);
            case Primitive.CustomSecond:
                return MakeSecond(apply);
            case Primitive.Heaviside when apply.Arguments is [var greater, var less]:
                return Call(nameof(Primitive.Heaviside), Difference(Of(greater), Of(less)));
            case Primitive.Log when apply.Arguments[0] is Number number:
                return values.Number(values.Real, Constant.Of(Math.Log(number.Value.ToDouble())));
            default:
                return Call(apply.Function.ToString(), [.. apply.Arguments.Select(Of)]);
        }
    }

    // a − b, and −(b − a), to the bit.
    private Value Difference(Value greater, Value less) =>
        less is { IsNumeral: true, Number: 0 } ? greater
        : greater is { IsNumeral: true, Number: 0 } ? less is { Kind: ValueKind.Subtract, Operands: [var a, var b] } && !shared.Contains(less) ? Arithmetic(ValueKind.Subtract, b, a) : values.Negate(less)
        : less is { Kind: ValueKind.Negate, Operands: [var lower] } ? Arithmetic(ValueKind.Add, greater, lower)
        : less is { IsNumeral: true, Number: < 0 } ? Arithmetic(ValueKind.Add, greater, values.Number(less.Type, Constant.Of(-less.Number)))
        : Arithmetic(ValueKind.Subtract, greater, less);

    // What is differentiated once more still holds it fixed.
    private Value Held(Value value) => isLast ? value : values.Stop(value);

    // xʸ, where it is there, by which one divides rather than computing x⁻ʸ as well.
    private Value? OppositePower(Expr expr)
    {
        if (expr is not Apply { Function: Primitive.Pow, Arguments: [var radix, var exponent] } || !ExprGraph.LooksNegative(exponent) || lowered.ContainsKey(expr) || AtHand(expr) is not null)
            return null;
        var opposite = graph.RawCall(Primitive.Pow, null, radix, graph.Negate(exponent));
        return references.ContainsKey(opposite) || lowered.ContainsKey(opposite) || AtHand(opposite) is not null ? Of(opposite) : null;
    }

    // exp(−u) beside exp(u), and x⁻ʸ beside xʸ, is a division, and of two results that differ by their sign one is computed.
    private Value? OfOpposite(Expr expr)
    {
        if (expr is Sum { IsScaled: false } sum && Array.IndexOf(roots, expr) >= 0)
            return lowered.TryGetValue(graph.Opposite(sum), out var negative) && CostOf(negative) > 1 ? values.Negate(negative) : null;
        if (OppositePower(expr) is { } power)
            return Arithmetic(ValueKind.Divide, values.Number(values.Real, Constant.One), power);
        if (expr is not Apply { Function: Primitive.Exp, Arguments: [var u] })
            return null;
        var opposite = graph.RawCall(Primitive.Exp, null, graph.Negate(u));
        return lowered.ContainsKey(opposite) || AtHand(opposite) is not null
            ? Arithmetic(ValueKind.Divide, values.Number(values.Real, Constant.One), Of(opposite))
            : null;
    }

    private Value MakeLogisticDenominator(Apply logistic)
    {
        var exponential = Of(graph.RawCall(Primitive.Exp, null, graph.Negate(logistic.Arguments[0])));
        return Arithmetic(ValueKind.Add, values.Number(values.Real, Constant.One), exponential);
    }

    // exp(xᵢ − m)/Σ exp(xⱼ − m), m the greatest: nothing overflows, and the exponentials are shared by all i.
    private Value MakeSoftmax(Apply softmax)
    {
        Expr[] exponents = [.. softmax.Arguments.Skip(1)];
        var arguments = Array.ConvertAll(exponents, Of);
        // Where the author has subtracted the greatest, there is nothing left to subtract.
        var exponentials = Identities.AreShifted(graph, exponents) ? Array.ConvertAll(arguments, argument => Call("Exp", argument)) : Shifted(arguments);
        var sum = exponentials.Aggregate((a, b) => Arithmetic(ValueKind.Add, a, b));
        sum.Name ??= "sum";
        return Arithmetic(ValueKind.Divide, exponentials[Array.IndexOf(exponents, softmax.Arguments[0])], sum);
    }

    private Value MakeLogSumExp(Apply apply)
    {
        var arguments = apply.Arguments.Select(Of).ToArray();
        var sum = Shifted(arguments).Aggregate((a, b) => Arithmetic(ValueKind.Add, a, b));
        return Arithmetic(ValueKind.Add, Greatest(arguments), Call("Log", sum));
    }

    private Value[] Shifted(Value[] arguments)
    {
        var greatest = Greatest(arguments);
        // What is subtracted makes no difference to the quotients.
        return [.. arguments.Select(argument => Call("Exp", Arithmetic(ValueKind.Subtract, argument, Held(greatest))))];
    }

    private Value Greatest(Value[] arguments)
    {
        var greatest = arguments.Aggregate((a, b) => Call("Max", a, b));
        greatest.Name ??= "greatest";
        return greatest;
    }

    // The author's rule, called with the arguments and, where it asks for it, the function's value.
    private Value MakeRule(Apply partial)
    {
        var rule = partial.Call!.Rule!;
        var count = RulePartials.CountOf(partial.Call);
        var arguments = partial.Call.Operands.Take(count).ToList();
        if (rule.TakesResult)
            arguments.Add(Of(partial.Arguments[count]));
        var call = CallOf(partial.Call, rule.Text, rule.Type, arguments);
        return Entry(rule.Type, call, Place(partial, IndexIn(partial.Arguments[count + 1])));
    }

    // An entry of the Hessian; or of its product with a vector, of which one element is 1.
    private Value MakeSecond(Apply second)
    {
        var rule = second.Call!.Rule!.Second!;
        var count = second.Arguments.Length - 2;
        var arguments = second.Call.Operands.Take(count).ToList();
        var (row, column) = (Place(second, IndexIn(second.Arguments[count])), Place(second, IndexIn(second.Arguments[count + 1])));
        if (!rule.IsProduct)
            return Entry(rule.Type, CallOf(second.Call, rule.Text, rule.Type, arguments), rule.Place(row, column));
        var direction = arguments.Where(argument => argument.Type.IsReal).Select((argument, i) => values.Number(argument.Type, i == column ? Constant.One : Constant.Zero));
        return Entry(rule.Type, CallOf(second.Call, rule.Text, rule.Type, arguments.Concat(direction)), row);
    }

    private Value CallOf(Value function, string text, ValueType type, IEnumerable<Value> arguments)
    {
        var call = values.Call(type, text, null, function.Rule, [.. arguments]);
        if (call.Site < 0)
            call.Site = function.Site;
        return call;
    }

    private Value Entry(ValueType type, Value call, int place) => type.IsReal ? call : values.Item(type.Elements[place], call, place);

    // A tuple of partials has an element for each real parameter only.
    private static int Place(Apply apply, int index) => apply.Call!.Operands.Take(index).Count(operand => operand.Type.IsReal);

    private static int IndexIn(Expr expr) => (int)((Number)expr).Value.Numerator;
}

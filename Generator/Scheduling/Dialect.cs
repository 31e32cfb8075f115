using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>How functions are called in the consumer's framework.</summary>
/// <param name="math">How <c>System.Math</c> is named.</param>
/// <param name="mathF">How <c>System.MathF</c> is named.</param>
/// <param name="hasMathF">Whether it exists there.</param>
/// <param name="calculus">How <c>SymDiff.Calculus</c> is named.</param>
internal sealed class Dialect(string math, string mathF, bool hasMathF, string calculus)
{
    private static readonly HashSet<string> OfMath =
    [
        "Exp", "Log", "Log10", "Log2", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh",
        "Cbrt", "Pow", "Sqrt", "Abs", "Floor", "Ceiling", "Round", "Truncate", "Max", "Min", "MaxMagnitude", "MinMagnitude", "CopySign", "ScaleB",
    ];

    private static readonly HashSet<string> OfCalculus =
    [
        "Sign", "Heaviside", "Softplus", "LogSumExp", "XLogY", "NormalCdf", "NormalPdf", "NormalLogCdf", "InverseMillsRatio", "NormalMeanExcess", "Erf", "Erfc", "LogGamma", "Digamma", "Trigamma", "Tetragamma", "Expm1", "Log1p", "Hypot",
    ];

    private static readonly Dictionary<string, string> OfType = new()
    {
        ["Exp2m1"] = "Exp2M1",
        ["Exp10m1"] = "Exp10M1",
        ["Log2p1"] = "Log2P1",
        ["Log10p1"] = "Log10P1",
        ["IeeeRemainder"] = "Ieee754Remainder",
        ["Expm1"] = "ExpM1",
        ["Log1p"] = "LogP1",
    };

    // MathF lacks what Math has.
    private static readonly HashSet<string> DoubleOnly = ["Clamp"];

    public string MathText => math;

    /// <summary>A call of a function by its algebraic name.</summary>
    public Value Call(ValueGraph values, string function, params Value[] arguments)
    {
        if (values.Real.IsGeneric)
            return OfGeneric(values, function, arguments);
        var type = arguments.Any(argument => argument.Type.Kind == NumberKind.Double && argument.Kind != ValueKind.Literal) ? ValueType.Double
            : arguments.Any(argument => argument.Type.Kind == NumberKind.Float) ? ValueType.Float
            : ValueType.Double;
        var isFloat = type.Kind == NumberKind.Float;
        if (isFloat)
            arguments = [.. arguments.Select(argument => AsFloat(values, argument))];
        if (function == nameof(Primitive.Remainder))
            return values.Arithmetic(ValueKind.Remainder, arguments[0], arguments[1]);
        if (OfCalculus.Contains(function))
            return values.Call(type, $"{calculus}.{function}", function, null, arguments);
        if (!OfMath.Contains(function))
            return values.Call(type, $"{type.Text}.{(OfType.TryGetValue(function, out var name) ? name : function)}", function, null, arguments);
        if (!isFloat || (function is "Abs" or "Max" or "Min"))
            return values.Call(type, $"{math}.{function}", function, null, arguments);
        if (hasMathF && !DoubleOnly.Contains(function))
            return values.Call(type, $"{mathF}.{function}", function, null, arguments);
        var call = values.Call(ValueType.Double, $"{math}.{function}", function, null, arguments);
        return values.Convert(ValueType.Float, call, isExplicit: true);
    }

    // What generic numbers have is theirs: T.Exp.
    private static Value OfGeneric(ValueGraph values, string function, Value[] arguments)
    {
        var type = values.Real;
        switch (function)
        {
            case nameof(Primitive.Remainder):
                return values.Arithmetic(ValueKind.Remainder, arguments[0], arguments[1]);
            case nameof(Primitive.Sign):
                // T.Sign returns an integer, and throws where there is no number.
                var sign = values.Convert(type, values.Call(ValueType.Int, type.Text + ".Sign", function, null, arguments), isExplicit: true);
                return values.Select(values.Call(ValueType.Boolean, type.Text + ".IsNaN", null, null, arguments), arguments[0], sign);
            case nameof(Primitive.Softplus):
                // log(1 + eˣ) is max(x, 0) + log(1 + e^−|x|), in which nothing overflows.
                var tail = Of("Log1p", Of("Exp", values.Negate(Of("Abs", arguments[0]))));
                return values.Arithmetic(ValueKind.Add, Of("Max", arguments[0], values.Number(type, Constant.Zero)), tail);
            case nameof(Primitive.LogSumExp):
                var greatest = arguments.Aggregate((a, b) => Of("Max", a, b));
                var sum = arguments.Select(argument => Of("Exp", values.Arithmetic(ValueKind.Subtract, argument, greatest))).Aggregate((a, b) => values.Arithmetic(ValueKind.Add, a, b));
                return values.Arithmetic(ValueKind.Add, greatest, Of("Log", sum));
            default:
                return Of(function, arguments);
        }

        Value Of(string called, params Value[] operands) => values.Call(type, $"{type.Text}.{(OfType.TryGetValue(called, out var name) ? name : called)}", called, null, operands);
    }

    private static Value AsFloat(ValueGraph values, Value argument) =>
        argument is { Kind: ValueKind.Literal, Type.Kind: NumberKind.Double } && !double.IsNaN(argument.Number)
            ? values.Number(ValueType.Float, Constant.Of(argument.Number))
            : argument;
}

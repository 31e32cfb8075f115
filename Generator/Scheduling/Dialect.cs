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
        "Sign", "Softplus", "LogSumExp", "XLogY", "NormalCdf", "NormalPdf", "Erf", "Erfc", "LogGamma", "Digamma", "Trigamma", "Tetragamma", "Expm1", "Log1p", "Hypot",
    ];

    private static readonly Dictionary<string, string> OfType = new()
    {
        ["Exp2m1"] = "Exp2M1",
        ["Exp10m1"] = "Exp10M1",
        ["Log2p1"] = "Log2P1",
        ["Log10p1"] = "Log10P1",
        ["IeeeRemainder"] = "Ieee754Remainder",
    };

    // MathF lacks what Math has.
    private static readonly HashSet<string> DoubleOnly = ["Clamp"];

    public string MathText => math;

    /// <summary>A call of a function by its algebraic name.</summary>
    public Value Call(ValueGraph values, string function, params Value[] arguments)
    {
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

    private static Value AsFloat(ValueGraph values, Value argument) =>
        argument is { Kind: ValueKind.Literal, Type.Kind: NumberKind.Double } && !double.IsNaN(argument.Number)
            ? values.Number(ValueType.Float, Constant.Of(argument.Number))
            : argument;
}

using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Which interface of generic math promises which operation, so that what a derivative needs can be asked for by name.</summary>
internal static class GenericMath
{
    private static readonly Dictionary<string, string> Homes = new[]
    {
        ("IExponentialFunctions", "Exp ExpM1 Exp2 Exp2M1 Exp10 Exp10M1"),
        ("ILogarithmicFunctions", "Log LogP1 Log2 Log2P1 Log10 Log10P1"),
        ("IPowerFunctions", "Pow"),
        ("IRootFunctions", "Sqrt Cbrt Hypot RootN"),
        ("ITrigonometricFunctions", "Sin Cos Tan Asin Acos Atan SinCos SinPi CosPi TanPi AsinPi AcosPi AtanPi SinCosPi"),
        ("IHyperbolicFunctions", "Sinh Cosh Tanh Asinh Acosh Atanh"),
        ("IFloatingPoint", "Floor Ceiling Round Truncate"),
        ("INumber", "Max Min Clamp CopySign Sign < <= > >= %"),
        ("IFloatingPointIeee754", "Atan2 Atan2Pi ScaleB Ieee754Remainder NaN PositiveInfinity NegativeInfinity"),
        ("INumberBase", "Abs MaxMagnitude MinMagnitude IsNaN CreateChecked + - * / == !="),
        ("IFloatingPointConstants", "Pi"),
    }.SelectMany(home => home.Item2.Split(' ').Select(operation => (Operation: operation, Home: home.Item1))).ToDictionary(pair => pair.Operation, pair => pair.Home);

    /// <summary>What is done with generic numbers that their constraints do not promise, each with the interface that does.</summary>
    /// <param name="values">All that is computed.</param>
    /// <param name="promised">The interfaces that the constraints name, with those they inherit.</param>
    public static IReadOnlyList<(string Operation, string Interface)> Missing(IEnumerable<Value> values, EquatableArray<string> promised)
    {
        var missing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (OperationOf(value) is { } operation && Homes.TryGetValue(operation, out var home) && !promised.Contains(home))
                missing[operation] = home;
        }

        return [.. missing.Select(pair => (pair.Key, pair.Value))];
    }

    private static string? OperationOf(Value value) => value.Kind switch
    {
        ValueKind.Literal or ValueKind.Call when value.Type.IsGeneric || value.Operands.Any(operand => operand.Type.IsGeneric) => value.Text.Substring(value.Text.LastIndexOf('.') + 1),
        ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual when value.Operands[0].Type.IsGeneric => "<",
        ValueKind.Remainder when value.Type.IsGeneric => "%",
        _ => null,
    };
}

using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Calculus;

/// <summary>Which functions of .NET and of <c>Calculus</c> the derivative table knows, and by what name algebra calls them.</summary>
internal static class Primitives
{
    // Math, MathF, double and float call the same function by the same name but for these.
    private static readonly Dictionary<string, string> Synonyms = new()
    {
        ["ExpM1"] = nameof(Primitive.Expm1),
        ["Exp2M1"] = nameof(Primitive.Exp2m1),
        ["Exp10M1"] = nameof(Primitive.Exp10m1),
        ["LogP1"] = nameof(Primitive.Log1p),
        ["Log2P1"] = nameof(Primitive.Log2p1),
        ["Log10P1"] = nameof(Primitive.Log10p1),
        ["IEEERemainder"] = nameof(Primitive.IeeeRemainder),
        ["Ieee754Remainder"] = nameof(Primitive.IeeeRemainder),
        ["MaxNumber"] = nameof(Primitive.Max),
        ["MinNumber"] = nameof(Primitive.Min),
        ["MaxNative"] = nameof(Primitive.Max),
        ["MinNative"] = nameof(Primitive.Min),
        ["MaxMagnitudeNumber"] = nameof(Primitive.MaxMagnitude),
        ["MinMagnitudeNumber"] = nameof(Primitive.MinMagnitude),
    };

    // Built from algebra, not functions of their own.
    private static readonly HashSet<string> Composed =
    [
        "Sqrt", "Square", "FusedMultiplyAdd", "MultiplyAddEstimate", "BitIncrement", "BitDecrement", "ReciprocalEstimate", "ReciprocalSqrtEstimate",
        "DegreesToRadians", "RadiansToDegrees", "Clamp", "ClampNative", "StopGradient",
    ];

    private static readonly Dictionary<string, Primitive> Functions = Enum.GetValues(typeof(Primitive)).Cast<Primitive>()
        .Where(function => function is not (Primitive.Widen or Primitive.Custom or Primitive.CustomPartial or Primitive.CustomSecond or Primitive.Softmax or Primitive.PowLog or Primitive.PowSlope or Primitive.Share))
        .ToDictionary(function => function.ToString());

    /// <summary>The name by which algebra knows a function of .NET, <c>System.Math.Exp</c>; null where it does not.</summary>
    public static string? Find(string function)
    {
        if (function.StartsWith(VectorFormulas.Prefix, StringComparison.Ordinal))
            return function;
        var dot = function.LastIndexOf('.');
        var type = function.Substring(0, dot);
        if (type is not ("System.Math" or "System.MathF" or "System.Double" or "System.Single" or "SymDiff.Calculus"))
            return null;
        var name = function.Substring(dot + 1);
        if (Synonyms.TryGetValue(name, out var synonym))
            name = synonym;
        return Functions.ContainsKey(name) || Composed.Contains(name) || name is "SinCos" or "SinCosPi" ? name : null;
    }

    /// <summary>The function of algebra of this name, if it is one.</summary>
    public static Primitive? Named(string name) => Functions.TryGetValue(name, out var function) ? function : null;
}

namespace SymDiff.Generator.Checking;

/// <summary>The tests of a number that guards make.</summary>
internal static class Tests
{
    /// <summary>The test that generated code calls by this text, or null.</summary>
    public static Func<double, bool>? Find(string text) => text.Substring(text.LastIndexOf('.') + 1) switch
    {
        "IsNaN" => double.IsNaN,
        "IsInfinity" => double.IsInfinity,
        "IsFinite" => x => !double.IsNaN(x) && !double.IsInfinity(x),
        "IsNegative" => x => x < 0,
        "IsPositive" => x => x >= 0,
        "IsPositiveInfinity" => double.IsPositiveInfinity,
        "IsNegativeInfinity" => double.IsNegativeInfinity,
        _ => null,
    };
}

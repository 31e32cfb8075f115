using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>What the author is told where calculus has no answer and a convention gives one.</summary>
internal static class Conventions
{
    private static readonly Dictionary<string, string> Kinks = new()
    {
        ["Abs"] = "0 at 0",
        ["Max"] = "one half to each argument where they are equal",
        ["Min"] = "one half to each argument where they are equal",
        ["MaxMagnitude"] = "one half to each argument where they are equally large",
        ["MinMagnitude"] = "one half to each argument where they are equally large",
        ["Clamp"] = "one half at either bound",
        ["ClampNative"] = "one half at either bound",
        ["CopySign"] = "0 at 0",
        ["Hypot"] = "0 at the origin",
        ["Remainder"] = "1 at the jumps",
        ["IeeeRemainder"] = "1 at the jumps",
    };

    private static readonly HashSet<string> Flat = ["Sign", "Floor", "Ceiling", "Round", "Truncate"];

    /// <summary>Reports a function that has a kink, or is constant between its jumps.</summary>
    public static void Report(string function, string text, Value[] arguments, Action<string, string[]> report)
    {
        if (Flat.Contains(function) && arguments[0].IsActive)
            report("SYMDIFF008", [text, "it is constant between its jumps"]);
        else if (Kinks.TryGetValue(function, out var convention))
            report("SYMDIFF009", [text, convention]);
    }
}

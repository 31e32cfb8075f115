namespace SymDiff.Generator.Writing;

/// <summary>A C# name as mathematics has it: a letter or a word, with an accent, an index, a square.</summary>
/// <param name="Stem">The letter (<c>sigma</c>, <c>x</c>) or word, as C# has it.</param>
/// <param name="Index">The digits that follow it, or the word: <c>1</c> of <c>x1</c>, <c>prior</c> of <c>muPrior</c>.</param>
/// <param name="Accent">What stands above it.</param>
/// <param name="IsSquared">Whether the name says that it is a square: <c>sigmaSquared</c>.</param>
internal sealed record MathName(string Stem, string Index, Accent Accent, bool IsSquared)
{
    private const string Square = "Squared";

    private static readonly (string Suffix, Accent Accent)[] Accents = [("Bar", Accent.Bar), ("Cotangent", Accent.Bar), ("Tangent", Accent.Dot)];

    /// <summary>The Greek letters, by the names that programmers give them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Greek = new Dictionary<string, string>(StringComparer.Ordinal)
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
        ["upsilon"] = "υ",
        ["phi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["Math.PI"] = "π",
        ["double.Pi"] = "π",
        ["float.Pi"] = "π",
        ["MathF.PI"] = "π",
    };

    /// <summary>Whether it is one letter, with or without an index of digits: what an accent can stand above.</summary>
    public bool IsLetter => !IsSquared && Index.All(char.IsDigit) && IsLetterStem(Stem);

    /// <summary>The name, taken apart.</summary>
    public static MathName Of(string name)
    {
        foreach (var (suffix, accent) in Accents)
        {
            if (Before(name, suffix) is { } rest && Of(rest) is { Accent: Accent.None } accented && (accented.IsLetter || accent == Accent.Dot))
                return accented with { Accent = accent };
        }

        if (Before(name, Square) is { } root && Of(root) is { IsSquared: false } squared)
            return squared with { IsSquared = true };
        var end = name.Length;
        while (end > 0 && char.IsDigit(name[end - 1]))
            end--;
        if (end < name.Length && end > 0 && name[end - 1] != '_' && !name.Contains('.'))
            return new MathName(name.Substring(0, end), name.Substring(end), Accent.None, false);
        return IndexedByWord(name) ?? new MathName(name, "", Accent.None, false);
    }

    private static string? Before(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : null;

    // muPrior and mu_prior, x_1, nSamples; but kT is a word, since it may be a product.
    private static MathName? IndexedByWord(string name)
    {
        if (name.Length < 2)
            return null;
        var underscore = name.IndexOf('_');
        var end = underscore > 0 ? underscore : name.Length == 0 ? -1 : Array.FindIndex(name.ToCharArray(), 1, char.IsUpper);
        var start = underscore > 0 ? end + 1 : end;
        if (end <= 0 || start >= name.Length || name.IndexOf('_', start) >= 0)
            return null;
        var (stem, index) = (name.Substring(0, end), name.Substring(start));
        if (!IsLetterStem(stem) || (underscore < 0 && stem.Length == 1 && index.Length == 1))
            return null;
        return new MathName(stem, char.ToLowerInvariant(index[0]) + index.Substring(1), Accent.None, false);
    }

    private static bool IsLetterStem(string stem) => stem.Length == 1 || Greek.ContainsKey(stem);
}

/// <summary>What stands above a symbol.</summary>
internal enum Accent
{
    None,

    /// <summary>An adjoint: z̄.</summary>
    Bar,

    /// <summary>A tangent: ẋ.</summary>
    Dot,
}

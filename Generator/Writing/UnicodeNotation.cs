using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Writing;

/// <summary>Mathematics in Unicode: <c>z − ε/σ</c>.</summary>
internal sealed class UnicodeNotation : Notation
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Indices = "aehijklmnoprstuvx+-0123456789";
    private const string Subscripts = "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋₀₁₂₃₄₅₆₇₈₉";

    private static readonly Dictionary<Primitive, string> Functions = new()
    {
        [Primitive.NormalCdf] = "Φ",
        [Primitive.NormalPdf] = "φ",
        [Primitive.NormalLogCdf] = "log Φ",
        [Primitive.InverseMillsRatio] = "(φ/Φ)",
        [Primitive.NormalMeanExcess] = "e",
        [Primitive.Heaviside] = "H",
        [Primitive.Digamma] = "ψ",
        [Primitive.Trigamma] = "ψ′",
        [Primitive.Tetragamma] = "ψ″",
        [Primitive.LogGamma] = "log Γ",
        [Primitive.LogSumExp] = "log Σ exp",
    };

    public override string Minus => "−";

    public override string Ellipsis => "…";

    public override string Or => " or ";

    public override string And => " and ";

    public override bool HoldsTogether => false;

    public override string Name(string name)
    {
        var parts = MathName.Of(name);
        if (parts is { IsLetter: false, IsSquared: false } && !parts.Index.All(char.IsDigit) || (parts.Accent != Accent.None && !parts.IsLetter))
            return name;
        var text = MathName.Greek.TryGetValue(parts.Stem, out var letter) ? letter : parts.Stem;
        text += parts.Accent switch { Accent.Bar => "\u0304", Accent.Dot => "\u0307", _ => "" };
        return text + Subscript(parts.Index) + (parts.IsSquared ? "²" : "");
    }

    public override string Adjoint(string name, string of) => MathName.Of(name) is { IsLetter: true, Accent: Accent.None } ? Name(name + "Bar") : Partial(of, Name(name));

    public override string Partial(string of, params string[] by)
    {
        var powers = by.GroupBy(name => name).Select(same => "∂" + (same.Count() == 1 ? same.Key : Power(same.Key.EndsWith("²", StringComparison.Ordinal) ? Bracket(same.Key) : same.Key, Count(same.Count()))));
        return $"∂{(by.Length == 1 ? "" : Superscript(Count(by.Length)))}{of}/{string.Concat(powers)}";
    }

    public override string Differential(string formula) => formula.IndexOf('/') < 0 ? "d" + formula : $"d({formula})";

    public override string Expectation(string formula) => $"E[{formula}]";

    public override string Variance(string formula) => $"Var[{formula}]";

    public override string Covariance(string one, string other) => $"Cov[{one}, {other}]";

    public override string Element(string array, IReadOnlyList<string> indices) =>
        (indices.Count == 1 || indices.All(index => index.Length == 1)) && indices.All(index => index.Replace('−', '-').Replace(" ", "").All(c => Indices.IndexOf(c) >= 0))
            ? array + string.Concat(indices.Select(Subscript))
            : $"{array}[{string.Join(", ", indices)}]";

    public override string Product(IReadOnlyList<string> factors) => string.Join("·", factors);

    public override string Fraction(string numerator, IReadOnlyList<string> denominators) =>
        numerator + "/" + (denominators.Count > 1 ? Bracket(Product(denominators)) : denominators[0]);

    public override string Power(string radix, string exponent) =>
        exponent.All(char.IsDigit) ? radix + Superscript(exponent) : $"{radix}^{(exponent.Length == 1 ? exponent : Bracket(exponent))}";

    public override string Call(string function, string exponent, string arguments) => function + Superscript(exponent) + Bracket(arguments);

    public override string Root(string radicand) => "√" + radicand;

    public override string Magnitude(string formula) => $"|{formula}|";

    public override string Bracket(string formula) => $"({formula})";

    public override string Sum(string index, string term) => $"Σ{Subscript(index)} {term}";

    public override string Choice(IReadOnlyList<(string Condition, string Formula)> cases, string otherwise) =>
        string.Concat(cases.Select(choice => $"{choice.Condition} ? {choice.Formula} : ")) + otherwise;

    public override string ZeroWhere(string formula, string condition) => $"{formula}, 0 where {condition}";

    public override string Code(string code) => code;

    public override string Function(Primitive function) => Functions.TryGetValue(function, out var name) ? name : function.ToString().ToLowerInvariant();

    public override string Relation(string sign) => sign;

    protected override string Decimal(string text) => text.Replace('-', '−');

    private static string Count(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Superscript(string number) => string.Concat(number.Select(digit => Superscripts[digit - '0']));

    private static string Subscript(string index) =>
        string.Concat(index.Replace('−', '-').Where(c => c != ' ').Select(c => Indices.IndexOf(c) is >= 0 and var place ? Subscripts[place] : c));
}

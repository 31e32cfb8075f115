using System.Globalization;
using System.Text;
using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Writing;

/// <summary>Mathematics in LaTeX, of which KaTeX knows all commands used: <c>z - \frac{\varepsilon}{\sigma}</c>.</summary>
internal sealed class LatexNotation : Notation
{
    // What has a command under another name, or none in lower case.
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["α"] = @"\alpha",
        ["β"] = @"\beta",
        ["γ"] = @"\gamma",
        ["δ"] = @"\delta",
        ["ε"] = @"\varepsilon",
        ["ζ"] = @"\zeta",
        ["η"] = @"\eta",
        ["θ"] = @"\theta",
        ["ι"] = @"\iota",
        ["κ"] = @"\kappa",
        ["λ"] = @"\lambda",
        ["μ"] = @"\mu",
        ["µ"] = @"\mu",
        ["ν"] = @"\nu",
        ["ξ"] = @"\xi",
        ["ο"] = "o",
        ["π"] = @"\pi",
        ["ρ"] = @"\rho",
        ["σ"] = @"\sigma",
        ["τ"] = @"\tau",
        ["υ"] = @"\upsilon",
        ["φ"] = @"\varphi",
        ["χ"] = @"\chi",
        ["ψ"] = @"\psi",
        ["ω"] = @"\omega",
        ["Γ"] = @"\Gamma",
        ["Δ"] = @"\Delta",
        ["Θ"] = @"\Theta",
        ["Λ"] = @"\Lambda",
        ["Ξ"] = @"\Xi",
        ["Π"] = @"\Pi",
        ["Σ"] = @"\Sigma",
        ["Υ"] = @"\Upsilon",
        ["Φ"] = @"\Phi",
        ["Ψ"] = @"\Psi",
        ["Ω"] = @"\Omega",
    };

    private static readonly Dictionary<Primitive, string> Functions = new()
    {
        [Primitive.Exp] = @"\exp",
        [Primitive.Log] = @"\log",
        [Primitive.Log2] = @"\log_{2}",
        [Primitive.Log10] = @"\log_{10}",
        [Primitive.Sin] = @"\sin",
        [Primitive.Cos] = @"\cos",
        [Primitive.Tan] = @"\tan",
        [Primitive.Asin] = @"\arcsin",
        [Primitive.Acos] = @"\arccos",
        [Primitive.Atan] = @"\arctan",
        [Primitive.Sinh] = @"\sinh",
        [Primitive.Cosh] = @"\cosh",
        [Primitive.Tanh] = @"\tanh",
        [Primitive.Max] = @"\max",
        [Primitive.Min] = @"\min",
        [Primitive.NormalCdf] = @"\Phi",
        [Primitive.NormalPdf] = @"\varphi",
        [Primitive.NormalLogCdf] = @"\log\Phi",
        [Primitive.InverseMillsRatio] = @"\frac{\varphi}{\Phi}",
        [Primitive.NormalMeanExcess] = "e",
        [Primitive.Heaviside] = "H",
        [Primitive.Digamma] = @"\psi",
        [Primitive.Trigamma] = @"\psi'",
        [Primitive.Tetragamma] = @"\psi''",
        [Primitive.LogGamma] = @"\log\Gamma",
        [Primitive.LogSumExp] = @"\log{\textstyle\sum}\exp",
    };

    private static readonly Dictionary<string, string> Relations = new() { ["≠"] = @"\ne", ["≤"] = @"\le", ["≥"] = @"\ge", ["←"] = @"\leftarrow", ["+="] = @"\mathrel{+}=", ["−="] = @"\mathrel{-}=" };

    public override string Minus => "-";

    public override string Ellipsis => @"\ldots";

    public override string Or => @" \text{ or } ";

    public override string And => @" \text{ and } ";

    public override bool HoldsTogether => true;

    public override string Name(string name)
    {
        var parts = MathName.Of(name);
        var text = Letter(parts.Stem);
        text = parts.Accent switch { Accent.Bar => Over(text), Accent.Dot => $@"\dot{{{text}}}", _ => text };
        if (parts.Index.Length > 0)
            text += $"_{{{(parts.Index.All(char.IsDigit) ? parts.Index : Letter(parts.Index))}}}";
        return parts.IsSquared ? text + "^{2}" : text;
    }

    public override string Adjoint(string name, string of) => MathName.Of(name) is { IsLetter: true, Accent: Accent.None } ? Name(name + "Bar") : Over(Name(name));

    public override string Partial(string of, params string[] by)
    {
        var powers = by.GroupBy(name => name).Select(same => @"\partial " + (same.Count() == 1 ? same.Key : Power(same.Key.EndsWith("}", StringComparison.Ordinal) ? $"({same.Key})" : same.Key, Count(same.Count()))));
        return $@"\frac{{\partial{(by.Length == 1 ? " " : $"^{{{Count(by.Length)}}} ")}{of}}}{{{string.Join(@"\,", powers)}}}";
    }

    public override string Differential(string formula) => @"\mathrm{d}\," + formula;

    public override string Expectation(string formula) => $"\\mathrm{{E}}\\left[{formula}\\right]";

    public override string Variance(string formula) => $"\\mathrm{{Var}}\\left[{formula}\\right]";

    public override string Covariance(string one, string other) => $"\\mathrm{{Cov}}\\left[{one}, {other}\\right]";

    public override string Element(string array, IReadOnlyList<string> indices) => (array.IndexOf('_') >= 0 ? $"{{{array}}}" : array) + $"_{{{string.Join(",", indices)}}}";

    // Two letters stand side by side; what is longer is set off a little, and digits would run into what precedes them.
    public override string Product(IReadOnlyList<string> factors)
    {
        var text = new StringBuilder(factors[0]);
        for (var i = 1; i < factors.Count; i++)
            text.Append(char.IsDigit(factors[i][0]) ? @" \cdot " : IsPlain(factors[i - 1]) && IsPlain(factors[i]) ? " " : @"\,").Append(factors[i]);
        return text.ToString();
    }

    public override string Fraction(string numerator, IReadOnlyList<string> denominators) => $@"\frac{{{numerator}}}{{{Product(denominators)}}}";

    public override string Power(string radix, string exponent) => $"{radix}^{{{exponent}}}";

    public override string Call(string function, string exponent, string arguments) => function + (exponent.Length > 0 ? $"^{{{exponent}}}" : "") + Bracket(arguments);

    public override string Root(string radicand) => $@"\sqrt{{{radicand}}}";

    public override string Magnitude(string formula) => $@"\left|{formula}\right|";

    // Brackets grow with what is in them.
    public override string Bracket(string formula) => IsTall(formula) ? $@"\left({formula}\right)" : $"({formula})";

    public override string Sum(string index, string term) => $@"\sum_{{{index}}} {term}";

    public override string Choice(IReadOnlyList<(string Condition, string Formula)> cases, string otherwise) =>
        @"\begin{cases} " + string.Concat(cases.Select(choice => $@"{choice.Formula} & \text{{if }} {choice.Condition} \\ ")) + otherwise + @" & \text{otherwise} \end{cases}";

    public override string ZeroWhere(string formula, string condition) => $@"{formula}, \quad 0 \text{{ where }} {condition}";

    public override string Code(string code)
    {
        var text = new StringBuilder(@"\texttt{");
        foreach (var c in code)
        {
            text.Append(c switch
            {
                '\\' => @"\textbackslash{}",
                '~' => @"\textasciitilde{}",
                '^' => @"\textasciicircum{}",
                '_' or '{' or '}' or '$' or '%' or '&' or '#' => @"\" + c,
                '\r' or '\n' or '\t' => " ",
                _ => c.ToString(CultureInfo.InvariantCulture),
            });
        }

        return text.Append('}').ToString();
    }

    public override string Function(Primitive function) =>
        Functions.TryGetValue(function, out var name) ? name : $@"\operatorname{{{function.ToString().ToLowerInvariant()}}}";

    public override string Relation(string sign) => Relations.TryGetValue(sign, out var command) ? command : sign;

    protected override string Decimal(string text)
    {
        var exponent = text.IndexOfAny(['e', 'E']);
        if (exponent < 0)
            return text;
        var power = $"10^{{{int.Parse(text.Substring(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}}}";
        return text.Substring(0, exponent) switch { "1" => power, "-1" => "-" + power, var mantissa => $@"{mantissa} \cdot {power}" };
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Over(string text) => IsPlain(text) && text.IndexOf('_') < 0 ? $@"\bar{{{text}}}" : $@"\overline{{{text}}}";

    // A letter as it is, a Greek one by its command, a word upright.
    private static string Letter(string stem)
    {
        var letter = MathName.Greek.TryGetValue(stem, out var greek) ? greek : stem;
        if (Letters.TryGetValue(letter, out var command))
            return command;
        if (letter.Length == 1 && letter[0] < 128 && char.IsLetter(letter[0]))
            return letter;
        return letter.All(c => c < 128) ? $@"\mathrm{{{letter.Replace("_", @"\_")}}}" : $@"\text{{{letter.Replace("_", @"\_")}}}";
    }

    // A letter with or without index, accent and exponent, or a number.
    private static bool IsPlain(string text) => !IsTall(text) && text.IndexOf('(') < 0 && text.IndexOf(' ') < 0
        && text.IndexOf(@"\mathrm", StringComparison.Ordinal) < 0 && text.IndexOf(@"\text", StringComparison.Ordinal) < 0 && text.IndexOf(@"\operatorname", StringComparison.Ordinal) < 0;

    private static bool IsTall(string text) => text.IndexOf(@"\frac", StringComparison.Ordinal) >= 0 || text.IndexOf(@"\begin", StringComparison.Ordinal) >= 0
        || text.IndexOf(@"\sum", StringComparison.Ordinal) >= 0 || text.IndexOf(@"\left", StringComparison.Ordinal) >= 0 || text.IndexOf(@"\sqrt", StringComparison.Ordinal) >= 0;
}

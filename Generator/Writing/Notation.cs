using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Writing;

/// <summary>How mathematics is put on paper: in Unicode, for the documentation, or in LaTeX. What is written is the same in both.</summary>
internal abstract class Notation
{
    public static readonly Notation Unicode = new UnicodeNotation();
    public static readonly Notation Latex = new LatexNotation();

    public abstract string Minus { get; }

    /// <summary>What stands for a formula that is too long to be read.</summary>
    public abstract string Ellipsis { get; }

    public abstract string Or { get; }

    public abstract string And { get; }

    /// <summary>Whether fractions, roots and exponents hold together what is in them, without brackets.</summary>
    public abstract bool HoldsTogether { get; }

    /// <summary>A C# name as mathematics has it.</summary>
    public abstract string Name(string name);

    /// <summary>The adjoint of a variable in the gradient of a method.</summary>
    public abstract string Adjoint(string name, string of);

    /// <summary>∂of/∂by, or of a higher order: ∂²f/∂x∂y.</summary>
    public abstract string Partial(string of, params string[] by);

    /// <summary>The rate of change of a variable: ḟ.</summary>
    public string Rate(string name) => MathName.Of(name) is { IsLetter: true, Accent: Accent.None } ? Name(name + "Tangent") : Differential(Name(name));

    /// <summary>The rate of change of a formula: d(∂f/∂x).</summary>
    public abstract string Differential(string formula);

    /// <summary>The mean of a formula over the draws in it: E[ε²].</summary>
    public abstract string Expectation(string formula);

    public abstract string Variance(string formula);

    public abstract string Covariance(string one, string other);

    /// <summary>An element of an array.</summary>
    public abstract string Element(string array, IReadOnlyList<string> indices);

    public abstract string Product(IReadOnlyList<string> factors);

    /// <summary>A fraction, whose denominator may be a product.</summary>
    public abstract string Fraction(string numerator, IReadOnlyList<string> denominators);

    public abstract string Power(string radix, string exponent);

    /// <summary>A power of what a function gives: sin²(x).</summary>
    public abstract string Call(string function, string exponent, string arguments);

    public abstract string Root(string radicand);

    public abstract string Magnitude(string formula);

    public abstract string Bracket(string formula);

    /// <summary>A sum over an index: Σᵢ xᵢ.</summary>
    public abstract string Sum(string index, string term);

    /// <summary>The formula of the first condition that holds, or the last.</summary>
    public abstract string Choice(IReadOnlyList<(string Condition, string Formula)> cases, string otherwise);

    /// <summary>A formula that does not hold where a condition does; there it is zero.</summary>
    public abstract string ZeroWhere(string formula, string condition);

    /// <summary>A number in C#'s spelling, without what says its type.</summary>
    public string Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.StartsWith("0b", StringComparison.OrdinalIgnoreCase) ? Code(text) : Decimal(text.TrimEnd('f', 'F', 'd', 'D').Replace("_", ""));

    /// <summary>C# that mathematics has no words for.</summary>
    public abstract string Code(string code);

    public abstract string Function(Primitive function);

    /// <summary>A relation by its sign in Unicode.</summary>
    public abstract string Relation(string sign);

    /// <summary>A number with a point or an exponent.</summary>
    protected abstract string Decimal(string text);
}

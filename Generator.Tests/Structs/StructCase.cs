using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Structs;

/// <summary>A marked method <c>F</c> that has to do with structs, and what to call it with.</summary>
/// <param name="Name">What it shows; the namespace of the code.</param>
/// <param name="Members">The members of the class <c>C</c>, or whole types.</param>
/// <param name="Points">One list of arguments for each call, as C# writes it: <c>new Gaussian(1, 2), 0.5</c>.</param>
internal sealed record StructCase(string Name, string Members, params string[] Points)
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Numerics; using SymDiff;";

    /// <summary>The parameters in the gradient, by their places; null for all of them.</summary>
    public int[]? WithRespectTo { get; init; }

    /// <summary>Of those the members in the gradient, by their places among the numbers; null for all of them.</summary>
    public int[]? Only { get; init; }

    /// <summary>The language version that it needs.</summary>
    public LanguageVersion Since { get; init; } = LanguageVersion.CSharp12;

    /// <summary>How far the gradient may be from differences of the method.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>How far an argument is moved for a difference.</summary>
    public double Step { get; init; } = 2e-3;

    public string Source
    {
        get
        {
            string[] declarations = ["partial class C", "partial struct C", "partial record struct C"];
            var types = declarations.Any(declaration => Members.Contains(declaration, StringComparison.Ordinal))
                ? Members
                : "public static partial class C\n{\n" + Members + "\n}";
            var points = string.Join(", ", Points.Select(point => "new object[] { " + point + " }"));
            return $"namespace {Name}\n{{\n{Usings}\n{types}\npublic static class Points {{ public static object[][] All => new[] {{ {points} }}; }}\n}}\n";
        }
    }

    public override string ToString() => Name;
}

using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>
/// A marked method with its derivative by hand beneath it. The class <c>C</c> has the method <c>F</c>, a method <c>D</c> of the same parameters
/// that returns the partials, and, where the parameters are not all numbers, the arguments to call them with in <c>At</c>.
/// </summary>
/// <param name="Name">What is shown, in one word; the namespace of the code.</param>
/// <param name="Code">Members of <c>C</c>, or whole types.</param>
/// <param name="Since">The language version that it needs.</param>
internal sealed record Construct(string Name, string Code, LanguageVersion Since = LanguageVersion.CSharp7_3)
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Diagnostics; using System.Linq; using SymDiff;";

    /// <summary>How far the gradient may be from the derivative by hand; what is computed in floats is less exact.</summary>
    public double Tolerance { get; init; } = 1e-12;

    /// <summary>Whether it uses what .NET Standard 2.0 does not have.</summary>
    public bool NeedsCurrentFramework { get; init; }

    /// <summary>The code as one namespace, to stand beside others in one file.</summary>
    public string Source
    {
        get
        {
            var types = Code.Contains("partial class C", StringComparison.Ordinal)
                ? Code
                : "public static partial class C\n{\n" + Code + "\n}";
            return $"namespace {Name}\n{{\n{Usings}\n{types}\n}}\n";
        }
    }

    public bool IsValidIn(LanguageVersion version, bool isNetStandard) => version >= Since && !(isNetStandard && NeedsCurrentFramework);
}

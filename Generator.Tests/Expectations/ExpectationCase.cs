namespace SymDiff.Generator.Tests.Expectations;

/// <summary>A method with draws, its last parameters, and points at which its expectation is compared with quadrature of the method itself.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Method">The method <c>F</c>, without attribute and modifiers.</param>
/// <param name="Points">Arguments but for the draws.</param>
internal sealed record ExpectationCase(string Name, string Method, params double[][] Points)
{
    public int Draws => Method.Split("[StandardNormal").Length - 1;

    public string Source => $$"""
        using System;
        using SymDiff;

        public static partial class C
        {
            [Differentiable]
            public static {{Method.ReplaceLineEndings("\n    ")}}
        }
        """;

    public override string ToString() => Name;
}

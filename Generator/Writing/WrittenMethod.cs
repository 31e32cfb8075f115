using SymDiff.Generator.Model;

namespace SymDiff.Generator.Writing;

/// <summary>A generated method, before it is placed in its type and file.</summary>
/// <param name="Name">Its name: <c>TermGradient</c>.</param>
/// <param name="ReturnType">C# text: <c>(double Mu, double Sigma)</c>.</param>
/// <param name="Summary">The summary's lines, as XML text.</param>
/// <param name="Returns">What is returned, as XML text.</param>
/// <param name="Remarks">The remarks' lines, as XML text: formulas, derivation, operation count. Empty where there are none.</param>
/// <param name="Body">The lines between the braces, with their own indentation relative to the body.</param>
internal sealed record WrittenMethod(
    string Name,
    string ReturnType,
    EquatableArray<string> Summary,
    string Returns,
    EquatableArray<string> Remarks,
    EquatableArray<string> Body)
{
    /// <summary>Parameters that follow the method's own: <c>Span&lt;double&gt; xGradient</c>.</summary>
    public EquatableArray<string> MoreParameters { get; init; }

    /// <summary>Those of the method's own that it does not have.</summary>
    public EquatableArray<string> Omitted { get; init; }

    /// <summary>How what it returns was derived.</summary>
    public IReadOnlyList<DerivationLine> Derivation { get; init; } = [];

    /// <summary>The method that runs its sweeps over memory that it lends; only it calls that one.</summary>
    public WrittenMethod? Sweeps { get; init; }

    /// <summary>The lines of further members that it reads; the same in several methods stand once.</summary>
    public EquatableArray<string> Members { get; init; }

    /// <summary>Whether the method's draws are no parameters of it.</summary>
    public bool IsWithoutDraws { get; init; }
}

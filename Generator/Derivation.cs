using SymDiff.Generator.Checking;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator;

/// <summary>From a method as read to the file of its derivatives.</summary>
/// <param name="File">The file; null where a problem is an error.</param>
/// <param name="Problems">What there is to tell the author.</param>
internal sealed record Derivation(SourceFile? File, EquatableArray<Problem> Problems)
{
    /// <summary>Derives what the method asks for.</summary>
    public static Derivation Of(DifferentiableMethod method, CancellationToken cancellation)
    {
        var declaration = method.Declaration;
        var names = new NamePool(declaration.Parameters.Select(parameter => parameter.Name).Concat(declaration.ReservedNames));
        var closed = ClosedFormOf(method, names, cancellation);
        var problems = new List<Problem>(closed.Problems);
        if (closed.Result is null)
            return new Derivation(null, problems.ToEquatableArray());

        var dialect = new Dialect(declaration.MathText, declaration.MathFText, declaration.HasMathF, declaration.CalculusText);
        var inputs = method.WithRespectTo.Select(index => closed.Inputs[index]).ToList();
        if (Gradient.Of(closed, inputs, dialect, problems, cancellation) is not { } gradient)
            return new Derivation(null, problems.ToEquatableArray());

        if (SelfCheck.Compare(method, closed, gradient.Lower(null), cancellation) is { } disagreement)
        {
            problems.Add(disagreement);
            return new Derivation(null, problems.ToEquatableArray());
        }

        var file = FileWriter.Write(declaration, GradientWriter.Write(method, closed, gradient, names));
        return new Derivation(file, problems.ToEquatableArray());
    }

    private static ClosedForm ClosedFormOf(DifferentiableMethod method, NamePool names, CancellationToken cancellation) =>
        Unfolder.Unfold(method, names, cancellation);
}

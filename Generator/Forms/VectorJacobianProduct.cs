using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The sensitivity of an objective to the inputs, given its sensitivity to each output, the cotangents: Jᵀ·ȳ, by one reverse sweep for all outputs. Writes <c>FVjp</c>.
/// </summary>
internal static class VectorJacobianProduct
{
    /// <summary>Derives and writes the product; null where a function has no known derivative.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var algebra = subject.Algebra();
        var pool = subject.Names.Copy();
        var cotangents = subject.Cotangents(pool);
        var sweep = subject.IsTuple
            ? algebra.Sweep(algebra.CombinationOfCases(algebra.Results, cotangents.Values), algebra.Graph.One, isNaming: true)
            : algebra.Sweep(algebra.Results[0], algebra.Graph.Symbol(cotangents.Values[0]), isNaming: true);
        if (algebra.Unknown is { } unknown)
        {
            problems.Add(ClosedForms.NotKnown(unknown, subject));
            return null;
        }

        Expr[] sensitivities = algebra.Finish(algebra.Symbols.Select(sweep.Of));
        var written = algebra.Lower(sensitivities, subject.InputTypes);
        var lines = DerivationWriter.LinesOf(sensitivities.Select((sensitivity, i) =>
            new DerivationLine(notation => notation.Adjoint(subject.ParameterNames[i], notation.Name(subject.Declaration.Name)), sensitivity)));
        var several = cotangents.Values.Count > 1;
        return new Form(
            new Claim(ClaimKind.VectorJacobian, written, cotangents.Values, subject.ParameterNames),
            sensitivities,
            [
                new WrittenMethod(
                    subject.Declaration.Name + "Vjp",
                    subject.InputTuple,
                    [$"The sensitivity of an objective to {subject.Variables}, given its sensitivity to what {subject.Cref} returns."],
                    several ? "The transpose of the Jacobian, times the cotangents." : written.Length == 1 ? "The derivative, times the cotangent." : "The partial derivatives, times the cotangent.",
                    DerivationWriter.Remarks(lines, OperationCount.Of(written)),
                    subject.Body(subject.Shape.Of(subject.Closed.Values, written), pool))
                {
                    Derivation = lines,
                    MoreParameters = cotangents.Declared,
                },
            ]);
    }
}

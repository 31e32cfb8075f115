using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The rate at which the gradient changes when the inputs move with the velocity of the tangents: H·ẋ, which is the gradient of ∇f·ẋ, so that H is not formed, but for what
/// has more digits by itself (<see cref="ColumnProduct"/>).
/// Writes <c>FHvp</c>.
/// </summary>
internal static class HessianVectorProduct
{
    /// <summary>Derives and writes the product; null where a derivative is not known.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var algebra = subject.Algebra();
        var pool = subject.Names.Copy();
        var tangents = subject.Tangents(pool);
        var partials = algebra.PartialsOf(algebra.Results[0]);
        var sweep = algebra.Sweep(algebra.CombinationOfCases(partials, tangents.Values), algebra.Graph.One);
        if (algebra.Unknown is { } unknown)
        {
            problems.Add(ClosedForms.NotKnown(unknown, subject));
            return null;
        }

        // What stands still beside a slope that is infinite changes nothing.
        Expr[] still = [.. tangents.Values.Select(algebra.Graph.Symbol)];
        var settle = new Rewriter(algebra.Graph, expr => expr is Product product && Array.Find(product.Factors, factor => Array.IndexOf(still, factor.Base) >= 0) is { Base: { } tangent } && algebra.Graph.IsSteep(product)
            ? algebra.Graph.Choose(algebra.Graph.Compare(ValueKind.Equal, tangent, algebra.Graph.Zero), algebra.Graph.Zero, product)
            : expr);
        Expr[] Finish(IEnumerable<Expr> exprs) => [.. algebra.Finish(exprs).Select(settle.Rewrite)];
        var (rates, written) = ColumnProduct.Best(algebra, partials, tangents.Values, Finish(algebra.Symbols.Select(sweep.Of)), Finish, exprs => algebra.Lower(exprs, subject.InputTypes));
        var name = subject.Declaration.Name;
        var lines = DerivationWriter.LinesOf(rates.Select((rate, i) =>
            new DerivationLine(notation => notation.Differential(notation.Partial(notation.Name(name), notation.Name(subject.ParameterNames[i]))), rate)));
        return new Form(
            new Claim(ClaimKind.HessianVector, written, tangents.Values, subject.ParameterNames),
            partials,
            [
                new WrittenMethod(
                    name + "Hvp",
                    subject.InputTuple,
                    [$"The rate of change of the gradient of {subject.Cref} when {subject.Variables} moves with the velocity of the tangents."],
                    written.Length == 1 ? "The second derivative, times the tangent." : "The Hessian times the tangents.",
                    DerivationWriter.Remarks(lines, OperationCount.Of(written)),
                    subject.Body(subject.Shape.Of(subject.Closed.Values, written), pool))
                {
                    Derivation = lines,
                    MoreParameters = tangents.Declared,
                },
            ]);
    }
}

using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The rate at which the outputs change when the inputs move with the velocity of the tangents: J·ẋ. Writes <c>FJvp</c>.</summary>
internal static class JacobianVectorProduct
{
    /// <summary>Derives and writes the product; null where a function has no known derivative.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var algebra = subject.Algebra();
        var pool = subject.Names.Copy();
        var tangents = subject.Tangents(pool);
        var rows = algebra.Jacobian();
        if (algebra.Unknown is { } unknown)
        {
            problems.Add(ClosedForms.NotKnown(unknown, subject));
            return null;
        }

        var rates = algebra.Finish(rows.Select(row => algebra.Combination(row, tangents.Values)));
        var written = algebra.Lower(rates, subject.OutputTypes, [.. subject.Outputs]);
        var type = subject.Declaration.Return.Text;
        var lines = DerivationWriter.LinesOf(rates.Select((rate, i) => new DerivationLine(notation => notation.Rate(subject.OutputNames[i]), rate)));
        return new Form(
            new Claim(ClaimKind.JacobianVector, written, tangents.Values, subject.OutputNames),
            [.. rows.SelectMany(row => row)],
            [
                new WrittenMethod(
                    subject.Declaration.Name + "Jvp",
                    $"({type} Value, {type} Tangent)",
                    [$"The value of {subject.Cref}, and its rate of change when {subject.Variables} moves with the velocity of the tangents."],
                    "What the method returns, to the bit, and the Jacobian times the tangents.",
                    DerivationWriter.Remarks(lines, OperationCount.Of([.. subject.Outputs, .. written])),
                    subject.Body(subject.Grouped([subject.Result, subject.OutputShape(written)]), pool))
                {
                    Derivation = lines,
                    MoreParameters = tangents.Declared,
                },
            ]);
    }
}

using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The Jacobian of a method with several outputs, row by row, into a span. Writes <c>FJacobian</c>.</summary>
internal static class Jacobian
{
    /// <summary>Derives and writes the Jacobian; null where a function has no known derivative.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        if (subject.Declaration.SpanText.Length == 0)
        {
            problems.Add(new Problem("SYMDIFF002", -1, ["A Jacobian without Span<T>", "reference the package System.Memory, which has it"]));
            return null;
        }

        var algebra = subject.Algebra();
        var rows = algebra.Jacobian();
        if (algebra.Unknown is { } unknown)
        {
            problems.Add(ClosedForms.NotKnown(unknown, subject));
            return null;
        }

        var type = subject.OutputTypes.All(output => output.Kind == NumberKind.Float) ? ValueType.Float : subject.Closed.Values.Real;
        var entries = algebra.Finish(rows.SelectMany(row => row));
        var written = algebra.Lower(entries, [.. entries.Select(_ => type)]);
        var (outputs, inputs) = (subject.OutputNames, subject.ParameterNames);
        var pool = subject.Names.Copy();
        var destination = pool.Take("jacobian");
        var length = written.Length.ToString(CultureInfo.InvariantCulture);
        var lines = DerivationWriter.LinesOf(entries.Select((entry, i) =>
            new DerivationLine(notation => notation.Partial(notation.Name(outputs[i / inputs.Count]), notation.Name(inputs[i % inputs.Count])), entry)));
        return new Form(
            new Claim(ClaimKind.Jacobian, written, [], [.. written.Select((_, i) => inputs[i % inputs.Count])]),
            entries,
            [
                new WrittenMethod(
                    subject.Declaration.Name + "Jacobian",
                    "void",
                    [$"The Jacobian of {subject.Cref} with respect to {subject.Variables}."],
                    "",
                    [
                        $"<para><c>{destination}</c> receives {length} partial derivatives, row by row: a row for each output, a column for each of {subject.Variables}.</para>",
                        .. DerivationWriter.Remarks(lines, OperationCount.Of(written)),
                    ],
                    [
                        $"if ({destination}.Length != {length})",
                        $"    throw new ArgumentException(\"It must have {length} elements: outputs times inputs.\", nameof({destination}));",
                        .. BodyWriter.WriteInto(subject.Closed.Values, subject.Closed.Steps, written, destination, pool),
                    ])
                {
                    Derivation = lines,
                    MoreParameters = [$"{subject.Declaration.SpanText} {destination}"],
                },
            ]);
    }
}

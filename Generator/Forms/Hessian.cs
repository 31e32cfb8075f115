using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The Hessian: each partial, simplified, is swept once more, for the inputs from its own on, since the Hessian is symmetric. Writes <c>FHessian</c> and
/// <c>FValueGradientAndHessian</c>.
/// </summary>
internal static class Hessian
{
    /// <summary>Derives and writes the Hessian; null where a derivative is not known.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var algebra = subject.Algebra();
        var partials = algebra.PartialsOf(algebra.Results[0], isNaming: true);
        var pairs = Pairs(partials.Length).ToList();
        var sweeps = partials.Select(partial => algebra.Sweep(partial, algebra.Graph.One)).ToList();
        if (algebra.Unknown is { } unknown)
        {
            problems.Add(ClosedForms.NotKnown(unknown, subject));
            return null;
        }

        var all = algebra.Finish([.. partials, .. pairs.Select(pair => sweeps[pair.Row].Of(algebra.Symbols[pair.Column]))]);
        Expr[] entries = [.. all.Skip(partials.Length)];
        ValueType[] types = [.. pairs.Select(pair => Wider(subject.InputTypes[pair.Row], subject.InputTypes[pair.Column]))];
        var alone = algebra.Lower(entries, types);
        var shared = algebra.Lower(all, [.. subject.InputTypes, .. types], subject.Result);
        var labels = pairs.Select(pair => $"{subject.ParameterNames[pair.Row]} and {subject.ParameterNames[pair.Column]}").ToList();
        return new Form(
            new Claim(ClaimKind.Hessian, alone, [], labels),
            [.. all.Take(partials.Length)],
            Write(subject, entries, alone, shared, Subject.TupleOf(types, TupleNames.ForTriangle(subject.Shape.Names))));
    }

    private static IReadOnlyList<WrittenMethod> Write(Subject subject, Expr[] entries, Value[] alone, Value[] shared, string type)
    {
        var name = subject.Declaration.Name;
        var count = subject.Inputs.Count;
        var lines = LinesOf(subject, entries);
        var all = subject.Grouped([subject.Result, subject.Shape.Of(subject.Closed.Values, [.. shared.Take(count)]), subject.Grouped([.. shared.Skip(count)])]);
        return
        [
            new WrittenMethod(
                name + "Hessian",
                type,
                [$"The Hessian of {subject.Cref} with respect to {subject.Variables}."],
                count == 1 ? "The second derivative." : "The upper triangle, row by row.",
                DerivationWriter.Remarks(lines, OperationCount.Of(alone)),
                subject.Body(subject.Grouped(alone), subject.Names.Copy()))
            {
                Derivation = lines,
            },
            new WrittenMethod(
                name + "ValueGradientAndHessian",
                $"({subject.Declaration.Return.Text} Value, {subject.InputTuple} Gradient, {type} Hessian)",
                [$"The value of {subject.Cref}, its gradient and its Hessian with respect to {subject.Variables}."],
                count == 1
                    ? "What the method returns, to the bit, its derivative and its second derivative."
                    : "What the method returns, to the bit, its gradient, and the upper triangle of its Hessian, row by row.",
                [$"<para>{OperationCount.Of([subject.Result, .. shared])}</para>"],
                subject.Body(all, subject.Names.Copy())),
        ];
    }

    private static IEnumerable<(int Row, int Column)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(row => Enumerable.Range(row, count - row).Select(column => (row, column)));

    private static ValueType Wider(ValueType row, ValueType column) => row.Kind == NumberKind.Double ? row : column;

    private static IReadOnlyList<DerivationLine> LinesOf(Subject subject, Expr[] entries) => DerivationWriter.LinesOf(Pairs(subject.Inputs.Count).Select((pair, i) => new DerivationLine(
        notation => notation.Partial(notation.Name(subject.Declaration.Name), notation.Name(subject.ParameterNames[pair.Row]), notation.Name(subject.ParameterNames[pair.Column])), entries[i])));
}

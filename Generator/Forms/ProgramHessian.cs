using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The Hessian of a program: the tangents of its gradient. With respect to numbers they are carried along in all directions at once, and only the upper triangle of them;
/// where there are arrays, row by row. Writes <c>FHessian</c> and <c>FValueGradientAndHessian</c>.
/// </summary>
internal static class ProgramHessian
{
    /// <summary>Derives and writes the Hessian; null where a derivative is not known.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems) =>
        subject.Arrays.Any() ? ProgramHessianRows.Make(subject, problems) : OfNumbers(subject, problems);

    private static ProgramForm? OfNumbers(ProgramSubject subject, List<Problem> problems)
    {
        var values = subject.Values;
        if (ProgramGradient.Of(subject, subject.Closed, new Dictionary<Value, Value>(), problems, isLast: false) is not { } gradient)
            return null;
        var inputs = subject.Inputs;
        var words = TupleNames.For(Shape.OfInputs(subject.Method).Names);
        var directions = inputs.Select((input, i) => new Direction(
            "By" + words[i], new Dictionary<Value, Value> { [input] = values.Number(input.Type, Algebra.Constant.One) }, new Dictionary<Value, Value>())).ToList();
        var moved = ProgramTangent.Of(subject.Closed, gradient.Steps, gradient.Partials, directions, subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        var pairs = Enumerable.Range(0, inputs.Count).SelectMany(row => Enumerable.Range(row, inputs.Count - row).Select(column => (row, column))).ToList();
        Value[] triangle = [.. pairs.Select(pair => moved.Tangents[pair.row][pair.column])];
        ValueType[] types = [.. pairs.Select(pair => inputs[pair.row].Type.Kind == NumberKind.Double ? inputs[pair.row].Type : inputs[pair.column].Type)];
        var type = Subject.TupleOf(types, TupleNames.ForTriangle(Shape.OfInputs(subject.Method).Names));
        return new ProgramForm(
            [
                new ProgramClaim(ClaimKind.Hessian, subject.Closed, moved.Steps, triangle, []),
                new ProgramClaim(ClaimKind.Gradient, subject.Closed, moved.Steps, gradient.Partials, []),
            ],
            [
                subject.Write(
                    "Hessian",
                    type,
                    $"The Hessian of {subject.Cref} with respect to {subject.Variables}.",
                    inputs.Count == 1 ? "The second derivative." : "The upper triangle, row by row.",
                    default,
                    moved.Steps,
                    subject.Grouped(triangle),
                    []),
                subject.Write(
                    "ValueGradientAndHessian",
                    $"({subject.Declaration.Return.Text} Value, {subject.ScalarTuple} Gradient, {type} Hessian)",
                    $"The value of {subject.Cref}, its gradient and its Hessian with respect to {subject.Variables}.",
                    inputs.Count == 1
                        ? "What the method returns, to the bit, its derivative and its second derivative."
                        : "What the method returns, to the bit, its gradient, and the upper triangle of its Hessian, row by row.",
                    default,
                    moved.Steps,
                    subject.Grouped([subject.Result!, subject.Shaped(gradient.Partials)!, subject.Grouped(triangle)!]),
                    []),
            ],
            gradient.Independent);
    }
}

using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The Jacobian of a program, into a span: row by row where each output comes from the inputs alone, in all directions at once where the inputs are numbers, and column by
/// column where they are arrays. Writes <c>FJacobian</c>.
/// </summary>
internal static class ProgramJacobian
{
    /// <summary>Derives and writes the Jacobian; null where a function has no known derivative.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        if (Fault(subject) is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var values = subject.Values;
        var jacobian = new MoreParameter(values.Input(ProgramSubject.SpanOf(subject.Element), subject.Names.Take("jacobian")), ShapeKind.OutputsByInputs, null);
        var layout = new Layout(subject);
        var length = values.Extent(jacobian.Value, "Length");
        var (closed, outputs) = subject.Owned(
            _ => values.Binary(ValueKind.Divide, ValueType.Int, length, layout.Count),
            rows => (length, values.Binary(ValueKind.Multiply, ValueType.Int, rows, layout.Count), jacobian.Value));
        if (Into(subject, closed, outputs, layout, jacobian.Value, problems) is not { } steps)
            return null;
        steps = [.. layout.Definition, .. steps];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.Jacobian, subject.Closed, steps, [jacobian.Value], [jacobian]),
            [
                subject.Write(
                    "Jacobian",
                    "void",
                    $"The Jacobian of {subject.Cref} with respect to {subject.Variables}.",
                    "",
                    [$"<para><c>{jacobian.Value.Text}</c> receives the partial derivatives, row by row: a row for each output, a column for each number in {subject.Variables}.</para>"],
                    steps,
                    null,
                    [jacobian]),
            ],
            []);
    }

    /// <summary>What fills a matrix with the Jacobian; null where a derivative is not known, or a problem says why it cannot be had.</summary>
    public static List<Step>? Into(ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, Layout layout, Value matrix, List<Problem> problems, bool isZero = false)
    {
        var cleared = isZero ? (Step[])[] : [new ClearStep(null, matrix)];
        if (!subject.Arrays.Any())
            return AllAtOnce(subject, closed, outputs, layout, matrix, problems, cleared);
        var count = problems.Count;
        var rows = outputs is [{ Type.Kind: NumberKind.Array } array]
            ? new RowGradients(subject, closed, array, place => Slices(subject, layout, matrix, place), row => Rows(subject, layout, matrix, row), problems).Steps is { } filled
                ? [.. cleared, .. filled]
                : null
            : OfNumbers(subject, closed, outputs, layout, matrix, problems);
        return rows ?? (problems.Count > count ? null : Columns(subject, closed, outputs, layout, matrix, problems, cleared));
    }

    /// <summary>The parts of a row of a matrix that belong to the arrays among the inputs.</summary>
    public static (IEnumerable<Step> Steps, IReadOnlyDictionary<Value, Value> Arrays) Slices(ProgramSubject subject, Layout layout, Value matrix, Value place)
    {
        var values = subject.Values;
        var slices = subject.Arrays.ToDictionary(array => array, array => Copying.Cell(values, ProgramSubject.SpanOf(subject.Element), array.Text + "Row"));
        return (slices.Select(pair => new DefineStep(null, pair.Value, values.View(pair.Value.Type, matrix, layout.At(place, layout.OffsetOf(pair.Key)), Copying.LengthOf(values, pair.Key)))), slices);
    }

    private static IEnumerable<Step> Rows(ProgramSubject subject, Layout layout, Value matrix, Row row) => subject.Scalars.Select((scalar, i) =>
        new StoreStep(row.Store.Guard, matrix, [layout.At(row.Place, layout.OffsetOf(scalar))], row.Partials[i], -1, -1));

    /// <summary>Why the method has no Jacobian; null where it has.</summary>
    public static Problem? Fault(ProgramSubject subject)
    {
        if (subject.Declaration.SpanText.Length == 0)
            return new Problem("SYMDIFF002", -1, ["A Jacobian without Span<T>", "reference the package System.Memory, which has it"]);
        if (subject.Outputs is [{ Type.Kind: not NumberKind.Array }])
            return new Problem("SYMDIFF002", -1, ["The Jacobian of a method with one output", "ask for Derivatives.Gradient, which is its only row, or return a tuple"]);
        if (subject.Filled.Count > 1)
            return new Problem("SYMDIFF002", -1, ["The Jacobian of a method that fills several arrays", "fill one, or ask for Derivatives.JacobianVectorProduct or VectorJacobianProduct"]);
        if (subject.Arrays.FirstOrDefault(array => array.Type.Rank == 2) is { } plane)
            return new Problem("SYMDIFF002", -1, [$"The Jacobian with respect to '{plane.Text}', which has two indices", "pass the elements as a span, row by row"]);
        return ProgramForms.ReadBefore(subject);
    }

    // Of few numbers: the tangents in all directions, side by side.
    private static List<Step>? AllAtOnce(
        ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, Layout layout, Value matrix, List<Problem> problems, Step[] cleared)
    {
        var values = subject.Values;
        var words = Writing.TupleNames.For(Shape.OfInputs(subject.Method).Names);
        var array = outputs is [{ Type.Kind: NumberKind.Array } filled] ? filled : null;
        var directions = subject.Inputs.Select((input, i) => new Direction(
            "By" + words[i], new Dictionary<Value, Value> { [input] = values.Number(input.Type, Algebra.Constant.One) }, new Dictionary<Value, Value>())
        {
            Strided = array is null ? new Dictionary<Value, Strided>() : new Dictionary<Value, Strided> { [array] = new(matrix, layout.Count, layout.OffsetOf(input)) },
        }).ToList();
        var moved = ProgramTangent.Of(closed, closed.Steps, array is null ? outputs : [], directions, subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        var once = Directional.Once(moved.Steps);
        return array is null
            ? [.. moved.Steps, .. outputs.SelectMany((_, k) => directions.Select((_, i) => new StoreStep(null, matrix, [layout.At(values.Integer(k), values.Integer(i))], moved.Tangents[i][k], -1, -1)))]
            : [.. once, .. cleared, .. moved.Steps.Skip(once.Count)];
    }

    // Of few outputs: the gradient of each.
    private static List<Step>? OfNumbers(ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, Layout layout, Value matrix, List<Problem> problems)
    {
        var (keep, restore) = Directional.Arguments(subject);
        List<Step> ready = [];
        var rows = new List<List<Step>>();
        for (var k = 0; k < outputs.Count; k++)
        {
            var place = subject.Values.Integer(k);
            var (slices, arrays) = Slices(subject, layout, matrix, place);
            if (ProgramGradient.Of(subject, closed with { Result = outputs[k] }, arrays, problems) is not { } gradient)
                return null;
            ready.AddRange(slices);
            rows.Add(
            [
                .. k == 0 ? gradient.Steps : [.. restore, .. gradient.Steps.SkipWhile(step => step is ThrowStep or EffectStep)],
                .. subject.Scalars.Select((scalar, i) => new StoreStep(null, matrix, [layout.At(place, layout.OffsetOf(scalar))], gradient.Partials[i], -1, -1)),
            ]);
        }

        List<Step> first = [new ClearStep(null, matrix), .. keep];
        // What only adds to rows may do so in any order: together, what is done on one condition stands in one if.
        return rows.TrueForAll(row => row.TrueForAll(step => step is ThrowStep or EffectStep or AccumulateStep or StoreStep { Before: -1 }))
            ? [.. first, .. ready, .. rows.SelectMany(row => row.Where(step => step is ThrowStep or EffectStep)), .. rows.SelectMany(row => row.OfType<AccumulateStep>()), .. rows.SelectMany(row => row.OfType<StoreStep>())]
            : [.. first, .. ready, .. rows.SelectMany(row => row)];
    }

    private static List<Step>? Columns(
        ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, Layout layout, Value matrix, List<Problem> problems, Step[] cleared)
    {
        if (Directional.Fault(subject, "Jacobian") is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var place = Copying.Cell(subject.Values, ValueType.Int, "k");
        var direction = layout.Along(place) with { Strided = new Dictionary<Value, Strided> { [outputs[0]] = new(matrix, layout.Count, place) } };
        var moved = ProgramTangent.Of(closed, closed.Steps, [], [direction], subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        var (keep, restore) = Directional.Arguments(subject);
        return [.. Directional.Once(moved.Steps), .. cleared, .. keep, .. Directional.Each(subject, layout, place, restore, moved.Steps)];
    }
}

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
        var layout = Layout.OfInputs(subject);
        var rows = Layout.OfOutputs(subject);
        // Where the rows of one array begin is known by the length of those before it, and where a row of it begins by that of a row.
        var isFilling = subject.Filled.Count > 0 && (rows.MembersOf(subject.Filled[0]) < subject.Filled.Count || subject.Filled[0].Type.Rank == 2);
        var length = values.Extent(jacobian.Value, "Length");
        var (closed, outputs) = isFilling ? (subject.Closed, subject.Outputs) : subject.Owned(
            (output, _) => values.Binary(ValueKind.Divide, ValueType.Int, length, rows.MembersOf(output) is var members and > 1 ? values.Binary(ValueKind.Multiply, ValueType.Int, values.Integer(members), layout.Count) : layout.Count),
            sizes => (values.Binary(ValueKind.NotEqual, ValueType.Boolean, length, sizes.Append(layout.Count).Prepend(values.Integer(subject.Outputs.Count)).Where(size => size is not { Kind: ValueKind.Literal, Number: 1 })
                .Aggregate((one, other) => values.Binary(ValueKind.Multiply, ValueType.Int, one, other))), jacobian.Value));
        var matrix = new JacobianMatrix(jacobian.Value, layout, rows, outputs.Zip(subject.Outputs, (output, original) => (output, original)).ToDictionary(pair => pair.output, pair => pair.original));
        if (Into(subject, closed, outputs, matrix, problems, keepsOutputs: isFilling) is not { } steps)
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
                    [jacobian],
                    isFilling),
            ],
            [])
        {
            IsDirectional = matrix.IsFilledByColumns,
        };
    }

    /// <summary>What fills a matrix with the Jacobian; null where a derivative is not known, or a problem says why it cannot be had.</summary>
    public static List<Step>? Into(ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, JacobianMatrix matrix, List<Problem> problems, bool isZero = false, bool keepsOutputs = false)
    {
        var cleared = isZero ? (Step[])[] : [new ClearStep(null, matrix.Numbers)];
        if (!subject.Arrays.Any())
            return AllAtOnce(subject, closed, outputs, matrix, problems, cleared);
        var count = problems.Count;
        var rows = subject.IsOfArrays
            ? new RowGradients(subject, closed, outputs, store => GradientRow.In(subject, matrix.Columns, matrix.Numbers, matrix.RowOf(store), store.Guard), row => [.. keepsOutputs ? (Step[])[row.Store] : [], .. Rows(subject, matrix, row)], problems)
            {
                Clear = (store, row) => Cleared(subject, matrix, store, row),
            }.Steps is { } filled
                ? [.. Directional.Once(filled), .. cleared, .. Directional.EachTime(filled)]
                : null
            : OfNumbers(subject, closed, outputs, matrix, problems);
        return rows ?? (problems.Count > count ? null : Columns(subject, closed, outputs, matrix, problems, cleared));
    }

    private static IEnumerable<Step> Cleared(ProgramSubject subject, JacobianMatrix matrix, StoreStep store, GradientRow destination)
    {
        if (!subject.Scalars.Any() && subject.Arrays.ToList() is [var only] && matrix.Columns.IsContiguous(only))
        {
            yield return new ClearStep(null, destination.Arrays[only]);
            yield break;
        }

        var row = Copying.Cell(subject.Values, ProgramSubject.SpanOf(subject.Element), "row");
        yield return new DefineStep(null, row, subject.Values.View(row.Type, matrix.Numbers, matrix.Columns.At(matrix.RowOf(store), subject.Values.Integer(0)), matrix.Columns.Size));
        yield return new ClearStep(null, row);
    }

    private static IEnumerable<Step> Rows(ProgramSubject subject, JacobianMatrix matrix, Row row) => subject.Scalars.Select((scalar, i) =>
        new StoreStep(row.Store.Guard, matrix.Numbers, [matrix.Columns.At(matrix.RowOf(row.Store), matrix.Columns.OffsetOf(scalar))], row.Partials[i], -1, -1));

    /// <summary>Why the method has no Jacobian; null where it has.</summary>
    public static Problem? Fault(ProgramSubject subject)
    {
        if (subject.Declaration.SpanText.Length == 0)
            return new Problem("SYMDIFF002", -1, ["A Jacobian without Span<T>", "reference the package System.Memory, which has it"]);
        if (subject.Outputs is [{ Type.Kind: not NumberKind.Array }])
            return new Problem("SYMDIFF002", -1, ["The Jacobian of a method with one output", "ask for Derivatives.Gradient, which is its only row, or return a tuple"]);
        return ProgramForms.ReadBefore(subject);
    }

    // Of few numbers: the tangents in all directions, side by side.
    private static List<Step>? AllAtOnce(ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, JacobianMatrix matrix, List<Problem> problems, Step[] cleared)
    {
        var values = subject.Values;
        var words = Writing.TupleNames.For(Shape.OfInputs(subject.Method).Names);
        var isOfArrays = subject.IsOfArrays;
        var directions = subject.Inputs.Select((input, i) => new Direction(
            "By" + words[i], new Dictionary<Value, Value> { [input] = values.Number(input.Type, Algebra.Constant.One) }, new Dictionary<Value, Value>())
        {
            Scattered = isOfArrays ? matrix.Column(matrix.Columns.OffsetOf(input)) : new Dictionary<Value, Scattered>(),
        }).ToList();
        var moved = ProgramTangent.Of(closed, closed.Steps, isOfArrays ? [] : outputs, directions, subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        var once = Directional.Once(moved.Steps);
        return isOfArrays
            ? [.. once, .. cleared, .. Directional.EachTime(moved.Steps)]
            : [.. moved.Steps, .. outputs.SelectMany((_, k) => directions.Select((_, i) => new StoreStep(null, matrix.Numbers, [matrix.Columns.At(values.Integer(k), values.Integer(i))], moved.Tangents[i][k], -1, -1)))];
    }

    // Of few outputs: the gradient of each.
    private static List<Step>? OfNumbers(ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, JacobianMatrix matrix, List<Problem> problems)
    {
        if (Directional.FaultInLoops(subject, "Jacobian") is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var (keep, restore) = Directional.Arguments(subject);
        List<Step> ready = [];
        var rows = new List<List<Step>>();
        for (var k = 0; k < outputs.Count; k++)
        {
            var place = subject.Values.Integer(k);
            var row = GradientRow.In(subject, matrix.Columns, matrix.Numbers, place);
            if (ProgramGradient.Of(subject, closed with { Result = outputs[k] }, row.Arrays, problems) is not { } gradient)
                return null;
            var (steps, partials) = row.Placed(gradient.Steps, gradient.Partials);
            ready.AddRange(row.Ready);
            rows.Add(
            [
                .. k == 0 ? steps : [.. restore, .. Directional.Again(steps, [.. rows.SelectMany(earlier => earlier)])],
                .. subject.Scalars.Select((scalar, i) => new StoreStep(null, matrix.Numbers, [matrix.Columns.At(place, matrix.Columns.OffsetOf(scalar))], partials[i], -1, -1)),
            ]);
        }

        List<Step> first = [new ClearStep(null, matrix.Numbers), .. keep];
        // What only adds to rows may do so in any order: together, what is done on one condition stands in one if.
        return rows.TrueForAll(row => row.TrueForAll(step => Directional.IsOfBeginning(step) || step is AccumulateStep or StoreStep { Before: -1 }))
            ? [.. first, .. ready, .. rows.SelectMany(row => row.Where(Directional.IsOfBeginning)), .. rows.SelectMany(row => row.OfType<AccumulateStep>()), .. rows.SelectMany(row => row.OfType<StoreStep>())]
            : [.. first, .. ready, .. rows.SelectMany(row => row)];
    }

    private static List<Step>? Columns(ProgramSubject subject, ClosedForm closed, IReadOnlyList<Value> outputs, JacobianMatrix matrix, List<Problem> problems, Step[] cleared)
    {
        if (Directional.Fault(subject, "Jacobian") is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var place = Copying.Cell(subject.Values, ValueType.Int, "k");
        var direction = matrix.Columns.Along(place) with { Scattered = matrix.Column(place) };
        var moved = ProgramTangent.Of(closed, closed.Steps, [], [direction], subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        matrix.IsFilledByColumns = true;
        var (keep, restore) = Directional.Arguments(subject);
        return [.. Directional.Once(moved.Steps), .. cleared, .. keep, .. Directional.Each(subject, matrix.Columns, place, restore, moved.Steps)];
    }
}

/// <summary>A matrix that receives a Jacobian.</summary>
/// <param name="Numbers">Its elements, row by row.</param>
/// <param name="Columns">Where the inputs stand in a row.</param>
/// <param name="Rows">Where the outputs stand in a column.</param>
/// <param name="Originals">For each output of the program that is derived, what the method returns or fills.</param>
internal sealed record JacobianMatrix(Value Numbers, Layout Columns, Layout Rows, IReadOnlyDictionary<Value, Value> Originals)
{
    /// <summary>Whether it is filled column by column, one direction after the other.</summary>
    public bool IsFilledByColumns { get; set; }

    /// <summary>The row of the element that a store writes.</summary>
    public Value RowOf(StoreStep store) => Rows.PlaceOf(Originals[store.Array], store.Indices);

    /// <summary>A column, one of whose rows is for each element of an output.</summary>
    public IReadOnlyDictionary<Value, Scattered> Column(Value place) => Originals.ToDictionary(pair => pair.Key, pair => new Scattered(Numbers, indices => Columns.At(Rows.PlaceOf(pair.Value, indices), place)));
}

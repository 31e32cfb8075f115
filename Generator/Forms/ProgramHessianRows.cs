using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>A Hessian over arrays, into a span: a row is the rate of change of the gradient along one input.</summary>
internal static class ProgramHessianRows
{
    /// <summary>Derives and writes the Hessian; null where a derivative is not known.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        if (Directional.Fault(subject, "Hessian") is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var values = subject.Values;
        var destinations = subject.Destinations("Gradient").ToList();
        var hessian = new MoreParameter(values.Input(ProgramSubject.SpanOf(subject.Element), subject.Names.Take("hessian")), ShapeKind.InputsByInputs, null);
        var layout = Layout.OfInputs(subject);
        if (Summed(subject, layout, hessian.Value, destinations) is var (summed, sums))
        {
            sums = sums with { Steps = Assignment.Instead(subject.Values, [.. destinations.Select(destination => new ClearStep(null, destination.Value)), .. summed], sums.Arrays) };
            return Form(subject, Without(summed, [.. destinations.Select(destination => destination.Value)]), sums, sums.Steps, hessian, destinations, null);
        }

        if (ProgramGradient.Into(subject, subject.Closed, destinations, problems) is not { } gradient)
            return null;
        var turn = Copying.Cell(values, ValueType.Int, "k");
        var row = GradientRow.In(subject, layout, hessian.Value, turn);
        if (ProgramHessianProduct.Of(subject, problems, layout.Along(turn), row.Arrays) is not var (moved, _))
            return null;
        var once = Directional.Once(moved.Steps);
        var (keep, restore) = Directional.Arguments(subject);
        var (along, rates) = row.Placed(Directional.EachTime(moved.Steps), moved.Tangents[0]);
        List<Step> body =
        [
            .. row.Ready,
            .. along,
            .. subject.Scalars.Select((scalar, i) => new StoreStep(null, hessian.Value, [layout.At(turn, layout.OffsetOf(scalar))], rates[i], -1, -1)),
        ];
        List<Step> steps = [.. once, .. keep, .. layout.Definition, .. row.IsScattered ? (Step[])[new ClearStep(null, hessian.Value)] : [], .. Directional.Each(subject, layout, turn, restore, body), .. restore, Mirrored(values, layout, hessian.Value)];
        // What is drawn is drawn once, for value, gradient and Hessian.
        if (once.Exists(step => step is DefineStep { IsDrawn: true }))
        {
            List<Step> rest = [.. Directional.Again(gradient.Steps, steps)];
            if (rest.OfType<DefineStep>().Where(Directional.IsKept).Select(define => define.Cell).Intersect(moved.Steps.OfType<DefineStep>().Select(define => define.Cell)).Any())
            {
                problems.Add(Directional.Refused("Hessian"));
                return null;
            }

            return Form(subject, steps, gradient with { Steps = [.. steps, .. rest] }, steps, hessian, destinations, null);
        }

        // A gradient takes a small part of the time that all rows take: it is computed for itself, so that they need not add it up again and again.
        return Form(subject, steps, gradient, steps, hessian, destinations, $"{subject.Call("Hessian", [hessian])};") with { IsDirectional = true };
    }

    private static ProgramForm Form(
        ProgramSubject subject, IReadOnlyList<Step> alone, ProgramGradient gradient, IReadOnlyList<Step> steps, MoreParameter hessian, IReadOnlyList<MoreParameter> destinations, string? first)
    {
        List<MoreParameter> more = [.. destinations, hessian];
        return new ProgramForm(
            [
                new ProgramClaim(ClaimKind.Hessian, subject.Closed, steps, [hessian.Value], more),
                new ProgramClaim(ClaimKind.Gradient, subject.Closed, gradient.Steps, subject.InOrder(gradient.Partials, destinations), more),
            ],
            [Alone(subject, alone, hessian), Both(subject, gradient, hessian, more, first)],
            gradient.Independent);
    }

    // Where the gradient is summed up from few elements each, so is the Hessian, beside it. With respect to the numbers both are carried along in their directions.
    private static (List<Step> Steps, ProgramGradient Gradient)? Summed(ProgramSubject subject, Layout layout, Value hessian, IReadOnlyList<MoreParameter> destinations)
    {
        var values = subject.Values;
        var bars = destinations.ToDictionary(destination => destination.Like!, destination => destination.Value);
        if (ProgramGradient.Of(subject, subject.Closed, bars, [], isLast: false) is not { } gradient || !SparseTangents.IsSum(gradient.Steps, bars))
            return null;
        var steps = gradient.Steps;
        List<Value> scalars = [.. subject.Scalars];
        if (scalars.Count > 0)
        {
            var words = TupleNames.For(scalars.Select(scalar => scalar.Text));
            var moved = ProgramTangent.Of(subject.Closed, steps, gradient.Partials, [.. scalars.Select((scalar, i) => Along(subject, layout, scalar, "By" + words[i], bars, hessian))], subject.Dialect, subject.Cancellation);
            steps =
            [
                .. moved.Steps,
                .. scalars.SelectMany((row, i) => scalars.Skip(i).Select((column, j) => new StoreStep(null, hessian, [layout.At(layout.OffsetOf(row), layout.OffsetOf(column))], moved.Tangents[i + j][i], -1, -1)))
                    .Where(store => store.Stored is not { Kind: ValueKind.Literal, Number: 0 }),
            ];
        }

        var summed = SparseTangents.Of(subject.Closed, steps, bars, layout.PlaceOf, layout.At, row => layout.RowOf(hessian, row), hessian, subject.Dialect, subject.Cancellation);
        // What varies along some of the inputs only has been marked; now all do again.
        Activity.Mark(subject.Closed.Steps, [subject.Closed.Result!], [new Activity(subject.Closed.Steps, subject.Inputs)]);
        return summed is var (sums, isUpper)
            ? ([.. layout.Definition, new ClearStep(null, hessian), .. sums, .. isUpper || scalars.Count > 0 ? (Step[])[Mirrored(values, layout, hessian)] : []], gradient)
            : null;
    }

    // Along a number: what moves the gradient with respect to an array's elements stands above the diagonal.
    private static Direction Along(ProgramSubject subject, Layout layout, Value scalar, string word, Dictionary<Value, Value> bars, Value hessian)
    {
        var inputs = subject.Inputs.ToList();
        var place = layout.OffsetOf(scalar);
        return new Direction(word, new Dictionary<Value, Value> { [scalar] = subject.Values.Number(scalar.Type, Algebra.Constant.One) }, new Dictionary<Value, Value>())
        {
            Scattered = bars.ToDictionary(pair => pair.Value, pair => new Scattered(hessian, indices => inputs.IndexOf(scalar) < inputs.IndexOf(pair.Key)
                ? layout.At(place, layout.PlaceOf(pair.Key, indices))
                : layout.At(layout.PlaceOf(pair.Key, indices), place))),
        };
    }

    // The steps without what they add to some arrays.
    private static List<Step> Without(IReadOnlyList<Step> steps, IReadOnlyCollection<Value> arrays) =>
    [
        .. steps.Where(step => step is not AccumulateStep { Array: var array } || !arrays.Contains(array)).Select(step => step is LoopStep loop ? loop with { Body = Without(loop.Body, arrays) } : step),
    ];

    /// <summary>Copies one triangle of a matrix to the other: what is rounded differently must not differ.</summary>
    public static LoopStep Mirrored(ValueGraph values, Layout layout, Value matrix, bool fromLower = false) => Copying.Count(values, "i", layout.Count, i =>
    [
        Copying.Count(values, "j", i, j =>
        {
            var (lower, upper) = (layout.At(i, j), layout.At(j, i));
            var (to, from) = fromLower ? (upper, lower) : (lower, upper);
            return [new StoreStep(null, matrix, [to], Copying.ElementOf(values, matrix.Type.Elements[0], matrix, Copying.Latest, [from]), -1, -1)];
        }),
    ]);

    private static WrittenMethod Alone(ProgramSubject subject, IReadOnlyList<Step> steps, MoreParameter hessian) => subject.Write(
        "Hessian",
        "void",
        $"The Hessian of {subject.Cref} with respect to {subject.Variables}.",
        "",
        [Remark(subject, hessian)],
        steps,
        null,
        [hessian]);

    private static WrittenMethod Both(ProgramSubject subject, ProgramGradient gradient, MoreParameter hessian, List<MoreParameter> more, string? first)
    {
        var type = subject.Declaration.Return.Text;
        var partials = subject.Shaped(gradient.Partials);
        return subject.Write(
            "ValueGradientAndHessian",
            partials is null ? type : $"({type} Value, {subject.ScalarTuple} Gradient)",
            $"The value of {subject.Cref}, its gradient and its Hessian with respect to {subject.Variables}.",
            partials is null ? "What the method returns, to the bit." : "What the method returns, to the bit, and the partial derivatives.",
            [.. ProgramWriter.Remarks(gradient), Remark(subject, hessian)],
            gradient.Steps,
            partials is null ? gradient.Result : subject.Grouped([gradient.Result, partials]),
            more,
            first: first);
    }

    private static string Remark(ProgramSubject subject, MoreParameter hessian) =>
        $"<para><c>{hessian.Value.Text}</c> receives the second derivatives, row by row: a row and a column for each number in {subject.Variables}.</para>";
}

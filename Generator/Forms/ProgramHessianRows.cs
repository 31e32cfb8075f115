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
        if (ProgramGradient.Into(subject, subject.Closed, subject.Destinations("Gradient"), problems) is not { } gradient)
            return null;
        var hessian = new MoreParameter(values.Input(ProgramSubject.SpanOf(subject.Element), subject.Names.Take("hessian")), ShapeKind.InputsByInputs, null);
        var layout = new Layout(subject);
        if (Summed(subject, layout, hessian.Value) is { } summed)
        {
            return new ProgramForm(
                new ProgramClaim(ClaimKind.Hessian, subject.Closed, summed, [hessian.Value], [hessian]),
                [Alone(subject, summed, hessian), Both(subject, gradient, hessian)],
                gradient.Independent);
        }

        var turn = Copying.Cell(values, ValueType.Int, "k");
        var rows = subject.Arrays.ToDictionary(array => array, array => Copying.Cell(values, array.Type.Rank == 2 ? array.Type : ProgramSubject.SpanOf(subject.Element), array.Text + "Row"));
        if (ProgramHessianProduct.Of(subject, problems, layout.Along(turn), rows) is not var (moved, independent))
            return null;
        var once = Directional.Once(moved.Steps);
        var (keep, restore) = Directional.Arguments(subject);
        List<Step> row =
        [
            .. subject.Arrays.Select(array => RowOf(subject, layout, array, rows[array], hessian.Value, turn)),
            .. moved.Steps.Skip(once.Count),
            .. subject.Scalars.Select((scalar, i) => new StoreStep(null, hessian.Value, [layout.At(turn, layout.OffsetOf(scalar))], moved.Tangents[0][i], -1, -1)),
            .. subject.Arrays.Where(array => array.Type.Rank == 2).Select(array => Flattened(values, layout, array, rows[array], hessian.Value, turn)),
        ];
        List<Step> steps = [.. once, .. keep, .. layout.Definition, .. Directional.Each(subject, layout, turn, restore, row), .. restore, Mirrored(values, layout, hessian.Value)];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.Hessian, subject.Closed, steps, [hessian.Value], [hessian]),
            [Alone(subject, steps, hessian), Both(subject, gradient, hessian)],
            independent);
    }

    // Where the gradient is summed up from few elements each, so is the Hessian.
    private static List<Step>? Summed(ProgramSubject subject, Layout layout, Value hessian)
    {
        if (subject.Scalars.Any())
            return null;
        var bars = subject.Arrays.ToDictionary(array => array, array => Copying.Cell(subject.Values, array.Type, array.Text + "Bar"));
        return ProgramGradient.Of(subject, subject.Closed, bars, [], isLast: false) is { } gradient
            && SparseTangents.Of(subject.Closed, gradient.Steps, bars, layout.PlaceOf, layout.At, row => layout.RowOf(hessian, row), hessian, subject.Dialect, subject.Cancellation) is var (steps, isUpper)
                ? [.. layout.Definition, new ClearStep(null, hessian), .. steps, .. isUpper ? (Step[])[Mirrored(subject.Values, layout, hessian)] : []]
                : null;
    }

    // Where the row of the Hessian for the elements of an array is.
    private static DefineStep RowOf(ProgramSubject subject, Layout layout, Value array, Value row, Value hessian, Value place) => new(null, row, array.Type.Rank == 2
        ? ProgramAdjoint.ZerosLike(subject.Values, array, row.Type, null)
        : subject.Values.View(row.Type, hessian, layout.At(place, layout.OffsetOf(array)), Copying.LengthOf(subject.Values, array)));

    private static LoopStep Flattened(ValueGraph values, Layout layout, Value array, Value row, Value hessian, Value place) => Copying.ForEach(values, array, indices =>
        [new StoreStep(null, hessian, [layout.At(place, layout.PlaceOf(array, indices))], Copying.ElementOf(values, row.Type.Elements[0], row, Copying.Latest, indices), -1, -1)]);

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

    private static WrittenMethod Both(ProgramSubject subject, ProgramGradient gradient, MoreParameter hessian)
    {
        var type = subject.Declaration.Return.Text;
        var partials = subject.Shaped(gradient.Partials);
        List<MoreParameter> more = [.. gradient.Arrays.Select(pair => new MoreParameter(pair.Gradient, ShapeKind.Like, pair.Array)), hessian];
        return subject.Write(
            "ValueGradientAndHessian",
            partials is null ? type : $"({type} Value, {subject.ScalarTuple} Gradient)",
            $"The value of {subject.Cref}, its gradient and its Hessian with respect to {subject.Variables}.",
            partials is null ? "What the method returns, to the bit." : "What the method returns, to the bit, and the partial derivatives.",
            [.. ProgramWriter.Remarks(gradient), Remark(subject, hessian)],
            gradient.Steps,
            partials is null ? gradient.Result : subject.Grouped([gradient.Result, partials]),
            more,
            first: $"{subject.Call("Hessian", [hessian])};");
    }

    private static string Remark(ProgramSubject subject, MoreParameter hessian) =>
        $"<para><c>{hessian.Value.Text}</c> receives the second derivatives, row by row: a row and a column for each number in {subject.Variables}.</para>";
}

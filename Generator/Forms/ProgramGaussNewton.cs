using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// What a least-squares step needs of the residuals r: JᵀJ and Jᵀr, summed up residual by residual where each comes from the inputs alone, so that the Jacobian is not
/// stored. Writes <c>FGaussNewton</c>.
/// </summary>
internal sealed class ProgramGaussNewton
{
    private readonly ProgramSubject subject;
    private readonly ValueGraph values;
    private readonly Layout layout;
    private readonly List<Problem> problems;
    private readonly MoreParameter products;
    private readonly MoreParameter slopes;

    private ProgramGaussNewton(ProgramSubject subject, List<Problem> problems)
    {
        (this.subject, this.problems, values) = (subject, problems, subject.Values);
        layout = new Layout(subject);
        products = new MoreParameter(values.Input(ProgramSubject.SpanOf(subject.Element), subject.Names.Take("jtj")), ShapeKind.InputsByInputs, null);
        slopes = new MoreParameter(values.Input(ProgramSubject.SpanOf(subject.Element), subject.Names.Take("jtr")), ShapeKind.Inputs, null);
    }

    /// <summary>Derives and writes the sums; null where a function has no known derivative.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        if (ProgramJacobian.Fault(subject) is not { } fault)
            return new ProgramGaussNewton(subject, problems).Make();
        problems.Add(fault);
        return null;
    }

    private ProgramForm? Make()
    {
        // Where the number of residuals is asked for, the array that they fill has to be there.
        var isFilling = subject.Filled is [var filled] && Needs.Of(subject.Closed.Steps, []).Contains(values.Extent(filled, "Length"));
        var sums = subject.OutputArray is { } array ? OfArray(array, ref isFilling) : OfNumbers();
        if (sums is null)
            return null;
        List<Step> steps = [.. layout.Definition, new ClearStep(null, products.Value), new ClearStep(null, slopes.Value), .. sums, ProgramHessianRows.Mirrored(values, layout, products.Value, fromLower: true)];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.GaussNewton, subject.Closed, steps, [products.Value, slopes.Value], [products, slopes]),
            [
                subject.Write(
                    "GaussNewton",
                    "void",
                    $"What a Gauss–Newton step needs of the residuals that {subject.Cref} computes: the products of the columns of their Jacobian J with respect to {subject.Variables}, and with the residuals r.",
                    "",
                    [
                        $"<para><c>{products.Value.Text}</c> receives JᵀJ, row by row: a row and a column for each number in {subject.Variables}.</para>",
                        $"<para><c>{slopes.Value.Text}</c> receives Jᵀr, the gradient of half the sum of their squares.</para>",
                    ],
                    steps,
                    null,
                    [products, slopes],
                    isFilling),
            ],
            []);
    }

    private List<Step>? OfNumbers()
    {
        var steps = new List<Step>();
        foreach (var output in subject.Outputs)
        {
            var (ready, arrays) = Ready();
            if (ProgramGradient.Of(subject, subject.Closed with { Result = output }, arrays, problems) is not { } gradient)
                return null;
            steps.AddRange(ready);
            steps.AddRange(steps.Count == 0 ? gradient.Steps : gradient.Steps.SkipWhile(step => step is ThrowStep or EffectStep));
            steps.AddRange(Added(arrays, gradient.Partials, output));
        }

        return steps;
    }

    private List<Step>? OfArray(Value array, ref bool isFilling)
    {
        var count = problems.Count;
        var keeps = isFilling;
        var (closed, outputs) = isFilling ? (subject.Closed, subject.Outputs) : subject.Owned(_ => values.Integer(0), null);
        IReadOnlyDictionary<Value, Value> bars = new Dictionary<Value, Value>();
        var rows = new RowGradients(
            subject,
            closed,
            outputs[0],
            _ => Ready() is var (ready, arrays) && (bars = arrays) is not null ? (ready, arrays) : default,
            row => [.. keeps ? (Step[])[row.Store] : [], .. Added(bars, row.Partials, row.Output)],
            problems).Steps;
        if (rows is not null || problems.Count > count)
            return rows;
        isFilling = subject.Filled.Count > 0;
        return Stored(array);
    }

    // Where residuals depend on one another, all of the Jacobian is there before it is multiplied.
    private List<Step>? Stored(Value array)
    {
        var length = subject.Filled.Count > 0 ? values.Extent(array, "Length")
            : subject.Closed.Steps.OfType<DefineStep>().FirstOrDefault(define => define.Cell == array) is { Definition: { Operands: [var size], Pieces: [_, "]"] } } ? size
            : null;
        if (length is null)
        {
            problems.Add(new Problem("SYMDIFF002", array.Site, ["The Gauss–Newton sums of residuals whose number is not plain", "make the array with new double[…] at the beginning of the method"]));
            return null;
        }

        var matrix = Copying.Cell(values, new(NumberKind.Array, subject.Element.Text + "[]", [subject.Element]), "jacobian");
        var made = new DefineStep(null, matrix, values.Verbatim(matrix.Type, [$"new {subject.Element.Text}[", "]"], values.Binary(ValueKind.Multiply, ValueType.Int, length, layout.Size)));
        if (ProgramJacobian.Into(subject, subject.Closed, subject.Outputs, layout, matrix, problems, isZero: true) is not { } filled)
            return null;
        return
        [
            made,
            .. filled,
            Copying.Count(values, "i", length, i => Products(
                place => Copying.ElementOf(values, subject.Element, matrix, Copying.Latest, [layout.At(i, place)]), Copying.ElementOf(values, array.Type.Elements[0], array, Copying.Latest, [i]))),
        ];
    }

    // What receives the gradient of a residual with respect to arrays: made anew for each.
    private (List<Step> Steps, IReadOnlyDictionary<Value, Value> Arrays) Ready()
    {
        var arrays = subject.Arrays.ToDictionary(array => array, array => Copying.Cell(values, new(NumberKind.Array, array.Type.Elements[0].Text + "[]", array.Type.Elements), array.Text + "Row"));
        return ([.. arrays.Select(pair => new DefineStep(null, pair.Value, ProgramAdjoint.ZerosLike(values, pair.Key, pair.Value.Type, null)))], arrays);
    }

    // Adds what one residual contributes.
    private IEnumerable<Step> Added(IReadOnlyDictionary<Value, Value> arrays, IReadOnlyList<Value> partials, Value residual)
    {
        if (arrays.Count == 0)
            return Unrolled(partials, residual);
        if (partials.Count == 0 && arrays.Count == 1)
            return Products(place => Element(arrays.Values.First(), place), residual);
        var row = Copying.Cell(values, new(NumberKind.Array, subject.Element.Text + "[]", [subject.Element]), "row");
        return
        [
            new DefineStep(null, row, values.Verbatim(row.Type, [$"new {subject.Element.Text}[", "]"], layout.Size)),
            .. arrays.Select(pair => Copying.ForEach(values, pair.Key, indices => [new StoreStep(null, row, [layout.PlaceOf(pair.Key, indices)], Element(pair.Value, indices[0]), -1, -1)])),
            .. subject.Scalars.Select((scalar, i) => new StoreStep(null, row, [layout.OffsetOf(scalar)], partials[i], -1, -1)),
            .. Products(place => Element(row, place), residual),
        ];
    }

    private Value Element(Value array, Value place) => Copying.ElementOf(values, array.Type.Elements[0], array, Copying.Latest, [place]);

    // Of few numbers each product has a place that is known.
    private IEnumerable<Step> Unrolled(IReadOnlyList<Value> partials, Value residual)
    {
        for (var i = 0; i < partials.Count; i++)
        {
            yield return new AccumulateStep(null, slopes.Value, [values.Integer(i)], Times(partials[i], residual), null);
            for (var j = 0; j <= i; j++)
                yield return new AccumulateStep(null, products.Value, [values.Integer((i * partials.Count) + j)], Times(partials[i], partials[j]), null);
        }
    }

    private Step[] Products(Func<Value, Value> at, Value residual) =>
    [
        Copying.Count(values, "a", layout.Count, a =>
        [
            new AccumulateStep(null, slopes.Value, [a], Times(at(a), residual), null),
            Copying.Count(values, "b", values.Plus(a, values.Integer(1)), b => [new AccumulateStep(null, products.Value, [layout.At(a, b)], Times(at(a), at(b)), null)]),
        ]),
    ];

    // One is 1 often: the partial of an offset.
    private Value Times(Value left, Value right) => left is { Kind: ValueKind.Literal, Number: 1 } ? right : right is { Kind: ValueKind.Literal, Number: 1 } ? left : values.Arithmetic(ValueKind.Multiply, left, right);
}

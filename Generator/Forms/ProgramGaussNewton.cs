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
        layout = Layout.OfInputs(subject);
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
        var isFilling = subject.Filled.Any(filled => subject.Extents(filled).Any());
        var sums = subject.IsOfArrays ? OfArrays(ref isFilling) : OfNumbers();
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
        if (Directional.FaultInLoops(subject, "Gauss–Newton sums") is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var (keep, restore) = Directional.Arguments(subject);
        List<Step> steps = [.. keep];
        foreach (var output in subject.Outputs)
        {
            var row = RowOf();
            if (ProgramGradient.Of(subject, subject.Closed with { Result = output }, row.Arrays, problems) is not { } gradient)
                return null;
            var (placed, partials) = row.Placed(gradient.Steps, gradient.Partials);
            steps.AddRange(row.Ready);
            steps.AddRange(output == subject.Outputs[0] ? placed : [.. restore, .. Directional.Again(placed, steps)]);
            steps.AddRange(Added(row, partials, output));
        }

        return steps;
    }

    private List<Step>? OfArrays(ref bool isFilling)
    {
        var count = problems.Count;
        var keeps = isFilling;
        var (closed, outputs) = isFilling ? (subject.Closed, subject.Outputs) : subject.Owned((_, _) => values.Integer(0), null);
        var rows = new RowGradients(
            subject, closed, outputs, _ => RowOf(), row => [.. keeps ? (Step[])[row.Store] : [], .. Added(row.Destination, row.Partials, row.Output)], problems).Steps;
        if (rows is not null || problems.Count > count)
            return rows;
        isFilling = subject.Filled.Count > 0;
        return Stored();
    }

    // Where residuals depend on one another, all of the Jacobian is there before it is multiplied.
    private List<Step>? Stored()
    {
        var sizes = subject.OutputSizes;
        if (subject.Filled.Count == 0 && sizes.Count < subject.Outputs.Sum(output => output.Type.Rank))
        {
            problems.Add(new Problem("SYMDIFF002", subject.Outputs[0].Site, ["The Gauss–Newton sums of residuals whose number is not plain", "make the array with new double[…] at the beginning of the method"]));
            return null;
        }

        var rows = Layout.OfOutputs(subject);
        var known = new Substitution(values, sizes);
        var numbers = Copying.Cell(values, new(NumberKind.Array, subject.Element.Text + "[]", [subject.Element]), "jacobian");
        var matrix = new JacobianMatrix(numbers, layout, rows, subject.Outputs.ToDictionary(output => output));
        // A table that is read when all is done is made before what is done again and again.
        var tables = subject.Closed.Steps.OfType<DefineStep>().Where(define => define.Cell.Type.Rank == 2 && subject.Outputs.Contains(define.Cell)).ToList();
        var closed = subject.Closed with { Steps = [.. subject.Closed.Steps.Select(step => step is DefineStep define && tables.Contains(define) ? known.Of([Zeros(define.Cell)])[0] : step)] };
        if (ProgramJacobian.Into(subject, closed, subject.Outputs, matrix, problems, isZero: true, keepsOutputs: true) is not { } filled)
            return null;
        return
        [
            .. tables,
            new DefineStep(null, numbers, values.Verbatim(numbers.Type, [$"new {subject.Element.Text}[", "]"], values.Binary(ValueKind.Multiply, ValueType.Int, rows.Size, layout.Size))),
            .. filled,
            .. known.Of(subject.Outputs.Select(output => Copying.ForEach(values, output, indices => Products(
                place => Copying.ElementOf(values, subject.Element, numbers, Copying.Latest, [layout.At(rows.PlaceOf(output, indices), place)]),
                Copying.ElementOf(values, output.Type.Elements[0], output, Copying.Latest, indices))))),
        ];
    }

    private LoopStep Zeros(Value table) => Copying.ForEach(values, table, indices => [new StoreStep(null, table, indices, values.Number(table.Type.Elements[0], Algebra.Constant.Zero), 0, 0)]);

    // Of one array the gradient is a row as it is.
    private GradientRow RowOf() => !subject.Scalars.Any() && subject.Arrays.ToList() is [var only] && layout.IsContiguous(only) ? GradientRow.Own(subject)
        : subject.Arrays.Any() ? GradientRow.Whole(subject, layout)
        : GradientRow.Own(subject);

    // Adds what one residual contributes.
    private IEnumerable<Step> Added(GradientRow row, IReadOnlyList<Value> partials, Value residual)
    {
        if (row.Arrays.Count == 0)
            return Unrolled(partials, residual);
        var all = row.All ?? row.Arrays.Values.First();
        return [.. subject.Scalars.Select((scalar, i) => new StoreStep(null, all, [layout.OffsetOf(scalar)], partials[i], -1, -1)), .. Products(place => Element(all, [place]), residual)];
    }

    private Value Element(Value array, Value[] indices) => Copying.ElementOf(values, array.Type.Elements[0], array, Copying.Latest, indices);

    // Of few numbers each product has a place that is known, and one by which the residual does not move adds nothing.
    private IEnumerable<Step> Unrolled(IReadOnlyList<Value> partials, Value residual)
    {
        var moving = Enumerable.Range(0, partials.Count).Where(i => partials[i] is not { Kind: ValueKind.Literal, Number: 0 }).ToList();
        foreach (var i in moving)
        {
            yield return new AccumulateStep(null, slopes.Value, [values.Integer(i)], Times(partials[i], residual), null);
            foreach (var j in moving.TakeWhile(j => j <= i))
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

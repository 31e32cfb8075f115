using System.Globalization;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <summary>
/// A point, with two directions of the inputs and weights of the outputs. With them every derivative becomes one number, which the model gives without forming it:
/// uᵀJv, or vᵀHw.
/// </summary>
/// <param name="method">The method.</param>
/// <param name="attempt">Which attempt at a point it is.</param>
/// <param name="length">How many elements arrays have; integers are at most as many.</param>
/// <param name="carriedOver">The sites of loops that the generated code carries over as they are written.</param>
internal sealed class ProgramSample(DifferentiableMethod method, int attempt, int length, ISet<int> carriedOver)
{
    private const double Step = 1e-3;

    private readonly Stand stand = new(attempt + 1);
    private readonly HashSet<int> chosen = [.. method.WithRespectTo];

    /// <summary>The draws, one after the other; null where they are numbers like any other.</summary>
    public double[]? Draws { get; set; }

    /// <summary>For a mean over samples: the draws of a parameter at these places, for one sample after the other.</summary>
    public Func<string, int[], double[]>? Samples { get; set; }

    /// <summary>Where the draws of a parameter begin among all draws.</summary>
    public int PlaceOf(string draw) => method.Declaration.Parameters.TakeWhile(parameter => parameter.Name != draw).Where(parameter => parameter.IsStandardNormal).Sum(CountOf);

    /// <summary>How many draws there are.</summary>
    public int DrawCount => method.Declaration.Parameters.Where(parameter => parameter.IsStandardNormal).Sum(CountOf);

    /// <summary>The number that a derivative should give, from the model run forwards; null where it has none.</summary>
    public Estimate? Expected(ClaimKind kind, double scale = 1)
    {
        if (kind is ClaimKind.Hessian or ClaimKind.HessianVector)
            return Second(scale);
        if (Outputs(scale, 0, null) is not { } outputs)
            return null;
        double Along(int direction) => outputs.Select((output, k) => Weight(k) * (output.Tangent?[direction] ?? 0)).Sum();
        var value = kind == ClaimKind.Expectation ? outputs[0].Value
            : kind == ClaimKind.GaussNewton
            ? outputs.Sum(output => (output.Tangent?[0] ?? 0) * ((output.Tangent?[1] ?? 0) + output.Value))
            : Along(0);
        return IsFinite(value) ? new Estimate(value, 1e-5 * (1 + Math.Abs(value))) : null;
    }

    /// <summary>The same number by what is about to be written; null where that cannot be followed.</summary>
    public double? Written(ProgramClaim claim, double scale = 1)
    {
        var cells = new Dictionary<Value, double>();
        var arrays = new Dictionary<Value, NumberArray>();
        var inputs = claim.Closed.Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            var argument = Argument(i, scale, 0);
            if (argument is DualArray array)
                arrays.Add(inputs[i], new NumberArray([.. array.Items.Select(item => item.Value)], array.Columns));
            else
                cells.Add(inputs[i], argument.Value);
        }

        var n = method.WithRespectTo.Sum(index => inputs[index].Type.Kind == NumberKind.Array ? arrays[inputs[index]].Items.Length : 1);
        var m = Outputs(scale, 0, null)?.Count ?? 0;
        var weight = 0;
        foreach (var more in claim.More.Where(more => more.Shape == ShapeKind.Length))
            cells.Add(more.Value, length);
        foreach (var more in claim.More)
        {
            double Next() => more.IsWeight ? claim.Kind == ClaimKind.VectorJacobian ? Weight(weight++) : Directions[weight++] : 0;
            if (more.Shape == ShapeKind.Length)
                continue;

            if (more.Shape == ShapeKind.Samples)
            {
                cells.Remove(more.Value);
                var evaluation = new ProgramInterpreter(stand, new(cells), arrays);
                int[] dimensions = [.. more.Dimensions.Select(dimension => (int)evaluation.Evaluate(dimension))];
                if (dimensions.Any(dimension => dimension <= 0 || dimension > length))
                    return null;
                // Row after row, as far as each is read.
                int[] places = dimensions.Length == 2
                    ? [.. Enumerable.Range(0, dimensions[0]).SelectMany(i => Enumerable.Range(0, dimensions[1]).Select(j => (i * length) + j))]
                    : [.. Enumerable.Range(0, dimensions.Length == 1 ? dimensions[0] : 1)];
                arrays[more.Value] = new NumberArray(Samples!(more.Like!.Text, places), 0);
                continue;
            }

            if (more.Shape == ShapeKind.Number)
            {
                cells.Add(more.Value, Next());
                continue;
            }

            var count = more.Shape switch
            {
                ShapeKind.Like => arrays[more.Like!].Items.Length,
                ShapeKind.Inputs => n,
                ShapeKind.Outputs => m,
                ShapeKind.OutputsByInputs => m * n,
                _ => n * n,
            };
            arrays.Add(more.Value, new NumberArray([.. Enumerable.Range(0, count).Select(_ => Next())], more.Like is { } like ? arrays[like].Columns : 0));
        }

        var interpreter = new ProgramInterpreter(stand, cells, arrays);
        if (!interpreter.Run(Programs.Liveness.Keep(claim.Steps, claim.Written, withModels: true)))
            return null;
        return Contracted(claim.Kind, [.. claim.Written.SelectMany(value => value.Type.Kind == NumberKind.Array ? arrays[value].Held : [interpreter.Evaluate(value)])], n);
    }

    // The derivative, number by number, along the directions and by the weights.
    private double Contracted(ClaimKind kind, double[] written, int n)
    {
        double[] v = [.. Directions], w = [.. Seconds];
        double Square(Func<int, int, double> at) => Enumerable.Range(0, n).Sum(i => Enumerable.Range(0, n).Sum(j => v[i] * w[j] * at(i, j)));
        return kind switch
        {
            ClaimKind.Expectation => written[0],
            ClaimKind.ExpectedGradient or ClaimKind.MonteCarlo => written.Select((partial, i) => partial * v[i]).Sum(),
            ClaimKind.Jacobian when written.Length == n => written.Select((partial, i) => partial * v[i]).Sum() * Weight(0),
            ClaimKind.Jacobian => written.Select((partial, k) => partial * v[k % n] * Weight(k / n)).Sum(),
            ClaimKind.JacobianVector => written.Select((rate, k) => rate * Weight(k)).Sum(),
            ClaimKind.VectorJacobian => written.Select((partial, i) => partial * v[i]).Sum(),
            ClaimKind.HessianVector => written.Select((rate, i) => rate * w[i]).Sum(),
            ClaimKind.GaussNewton => Square((i, j) => written[(i * n) + j]) + written.Skip(n * n).Select((partial, i) => partial * v[i]).Sum(),
            _ when written.Length == n * n => Square((i, j) => written[(i * n) + j]),
            _ => Square((i, j) => written[Triangle(Math.Min(i, j), Math.Max(i, j), n)]),
        };
    }

    private static int Triangle(int row, int column, int n) => (row * n) - (row * (row - 1) / 2) + column - row;

    // How the derivative along one direction changes along the other: by central differences of two steps, whose difference measures the error.
    private Estimate? Second(double scale)
    {
        var held = new HeldValues();
        if (Outputs(scale, 0, held) is not { Count: 1 } here || Difference(Step) is not { } coarse || Difference(Step / 2) is not { } fine)
            return null;
        var value = ((4 * fine) - coarse) / 3;
        var slope = here[0].Tangent?[0] ?? 0;
        return IsFinite(value) ? new Estimate(value, (1e-3 * (1 + Math.Abs(value))) + (4 * Math.Abs(fine - coarse)) + (1e-9 * Math.Abs(slope) / Step)) : null;

        double? Difference(double step) =>
            Outputs(scale, step, held) is { Count: 1 } ahead && Outputs(scale, -step, held) is { Count: 1 } behind
                ? ((ahead[0].Tangent?[0] ?? 0) - (behind[0].Tangent?[0] ?? 0)) / (2 * step)
                : null;
    }

    // The outputs at the point, all numbers a little scaled and then moved along the second direction; null where something is not finite.
    private List<Dual>? Outputs(double scale, double step, HeldValues? held)
    {
        held?.Rewind();
        Dual[] arguments = [.. method.Declaration.Parameters.Select((_, i) => Argument(i, scale, step))];
        if (new ModelInterpreter(method, stand, carriedOver) { Held = held }.Run(arguments) is not { } result)
            return null;
        List<Dual> outputs = [.. Flattened(result)];
        return outputs.TrueForAll(output => IsFinite(output.Value) && (output.Tangent ?? []).All(IsFinite)) ? outputs : null;
    }

    private static IEnumerable<Dual> Flattened(Dual result) => result switch
    {
        DualArray array => array.Items.Skip(array.Start).Take(array.Count),
        { Elements: { } elements } => elements.SelectMany(Flattened),
        _ => [result],
    };

    private Dual Argument(int index, double scale, double step)
    {
        var parameter = method.Declaration.Parameters[index];
        if (Draws is { } draws && parameter.IsStandardNormal)
        {
            var first = method.Declaration.Parameters.Take(index).Where(other => other.IsStandardNormal).Sum(CountOf);
            Dual[] own = [.. draws.Skip(first).Take(CountOf(parameter)).Select(draw => new Dual(draw, null))];
            return parameter.Type.Kind == NumberKind.Array ? new DualArray(own, 0, own.Length, parameter.Type.Rank == 2 ? length : 0) : own[0];
        }

        if (parameter.Type.Kind != NumberKind.Array)
        {
            var value = stand.Parameter(parameter, index, attempt);
            if (parameter.Type.Kind == NumberKind.Integer)
                value = Math.Min(value, length >= 12 ? 3 : length);
            return parameter.Type.IsReal ? Number(value, index, 0, scale, step) : new Dual(value, null);
        }

        var items = new Dual[parameter.Type.Rank == 2 ? length * length : length];
        for (var i = 0; i < items.Length; i++)
        {
            var element = parameter with { Name = parameter.Name + "#" + i.ToString(CultureInfo.InvariantCulture), Type = parameter.Type.Elements[0] };
            var value = stand.Parameter(element, index, attempt);
            // An integer is likely the place of an element.
            items[i] = element.Type.IsReal ? Number(value, index, i, scale, step) : new Dual(Math.Min(value, length - 1), null);
        }

        return new DualArray(items, 0, items.Length, parameter.Type.Rank == 2 ? length : 0);
    }

    private int CountOf(DeclaredParameter parameter) => parameter.Type.Kind != NumberKind.Array ? 1 : parameter.Type.Rank == 2 ? length * length : length;

    private Dual Number(double value, int index, int element, double scale, double step) => chosen.Contains(index)
        ? new Dual((value * scale) + (step * Second(index, element)), [Direction(index, element), Second(index, element)])
        : new Dual(value * scale, null);

    private IReadOnlyList<double> Directions => [.. Flat(Direction)];

    private IReadOnlyList<double> Seconds => [.. Flat(Second)];

    private IEnumerable<double> Flat(Func<int, int, double> number) => method.WithRespectTo.SelectMany(index => method.Declaration.Parameters[index].Type switch
    {
        { Kind: NumberKind.Array, Rank: 2 } => Enumerable.Range(0, length * length).Select(i => number(index, i)),
        { Kind: NumberKind.Array } => Enumerable.Range(0, length).Select(i => number(index, i)),
        _ => [number(index, 0)],
    });

    private static double Direction(int parameter, int element) => 0.5 + (0.37 * ((((parameter * 7) + element) * 5) % 8));

    private static double Second(int parameter, int element) => 0.3 + (0.29 * ((((parameter * 5) + element) * 3) % 7));

    // Of the only output it is one.
    private static double Weight(int output) => 1 + (0.21 * (output * 3 % 5));

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}

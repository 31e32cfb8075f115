using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>A number, and how far it may be off.</summary>
internal readonly record struct Estimate(double Value, double Error);

/// <summary>First and second derivatives of a method at a point, from the model run forwards on dual numbers.</summary>
internal sealed class Slopes(DifferentiableMethod method, Stand stand, ISet<int> carriedOver)
{
    private const double First = 1e-5;
    private const double Second = 1e-3;
    private const double LastDigits = 4e-15;

    // A grid of more nodes than this is not evaluated for a check.
    private const int MostNodes = 5000;

    // In proportion to where the point is.
    private const double Step = 1e-3;

    private readonly int[] chosen = [.. method.WithRespectTo];
    private readonly int[] draws = [.. Enumerable.Range(0, method.Declaration.Parameters.Length).Where(i => method.Declaration.Parameters[i].IsDraw)];

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The numbers that a form should give; null where the method has no finite derivative at the point or around it.</summary>
    public Estimate[]? Expected(ClaimKind kind, double[] sample, double[] weights)
    {
        switch (kind)
        {
            case ClaimKind.Hessian:
                var rows = new List<Estimate>();
                for (var i = 0; i < chosen.Length; i++)
                {
                    if (Change(sample, [.. chosen.Select((_, j) => j == i ? 1.0 : 0.0)]) is not { } row)
                        return null;
                    rows.AddRange(row.Skip(i));
                }

                return [.. rows];
            case ClaimKind.HessianVector:
                return Change(sample, weights);
            case ClaimKind.Expectation:
                return Means(sample) is [var mean, ..] ? [mean] : Mean(sample, moved => Value(moved) is { } value ? [value] : null);
            case ClaimKind.ExpectedGradient:
                return Means(sample) is { } means ? [.. means.Skip(1)] : null;
            default:
                return Jacobian(sample, null) is { } jacobian ? [.. Products(kind, jacobian, weights)] : null;
        }
    }

    /// <summary>The point, every real coordinate a little greater or smaller.</summary>
    public double[] Moved(double[] sample, double step) =>
        [.. sample.Select((x, i) => method.Declaration.Parameters[i].Type.IsReal ? x * (1 + step) : x)];

    private IEnumerable<Estimate> Products(ClaimKind kind, double[][] jacobian, double[] weights) => (kind switch
    {
        ClaimKind.JacobianVector => jacobian.Select(row => row.Zip(weights, (slope, weight) => slope * weight).Sum()),
        ClaimKind.VectorJacobian => chosen.Select((_, i) => jacobian.Zip(weights, (row, weight) => row[i] * weight).Sum()),
        _ => jacobian.SelectMany(row => row),
    }).Select(value => new Estimate(value, First * (1 + Math.Abs(value))));

    /// <summary>The mean of every partial over these draws, then the standard errors; null where there is no gradient.</summary>
    public Estimate[]? Means(double[] sample, IReadOnlyList<double[]> given)
    {
        var rows = new List<double[]>();
        var places = draws;
        for (var turn = 0; turn < given[0].Length; turn++)
        {
            if (Jacobian(With(sample, places, [.. given.Select(draw => draw[turn])]), null) is not [var row])
                return null;
            rows.Add(row);
        }

        double[] means = [.. chosen.Select((_, i) => rows.Average(row => row[i]))];
        var errors = means.Select((mean, i) => Math.Sqrt(rows.Sum(row => (row[i] - mean) * (row[i] - mean)) / (rows.Count * (rows.Count - 1.0))));
        return [.. means.Concat(means).Concat(errors).Select(value => new Estimate(value, First * (1 + Math.Abs(value))))];
    }

    /// <summary>Whether jumps that are near to each other are to be seen.</summary>
    public bool IsFine { get; init; }

    /// <summary>What the means of the value and the partials at a point are, once they are known: they are asked for by two forms.</summary>
    public Dictionary<string, Estimate[]?> Known { get; init; } = [];

    // The mean of the value, and of each partial.
    private Estimate[]? Means(double[] sample)
    {
        var point = string.Join(" ", sample.Select(x => BitConverter.DoubleToInt64Bits(x)));
        if (!Known.TryGetValue(point, out var means))
            Known.Add(point, means = Mean(sample, moved => JacobianAndValue(moved) is [var row] ? row : null));
        return means;
    }

    private Estimate[]? Mean(double[] sample, Func<double[], double[]?> function)
    {
        var parameters = method.Declaration.Parameters;
        var total = draws.Aggregate(1.0, (product, draw) => product * Math.Max(1, parameters[draw].Quadrature));
        return total > MostNodes ? null : Mean(sample, [.. draws.Where(draw => parameters[draw].Quadrature > 0)], [.. draws.Where(draw => parameters[draw].Quadrature == 0)], function) is { } means
            ? [.. means.Select(mean => mean with { Error = mean.Error + (First * (1 + Math.Abs(mean.Value))) })]
            : null;
    }

    // By the nodes that a draw asks for; over the others as exactly as may be.
    private Estimate[]? Mean(double[] sample, int[] numbered, int[] others, Func<double[], double[]?> function)
    {
        if (numbered.Length == 0)
        {
            return others.Length > 0 ? Quadrature.Mean(others.Length, point => function(With(sample, others, point)), IsFine)
                : function(sample) is { } values ? [.. values.Select(value => new Estimate(value, 0))]
                : null;
        }

        var (nodes, weights) = Expectations.GaussHermite.Of(method.Declaration.Parameters[numbered[0]].Quadrature);
        Estimate[]? sum = null;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (Mean(With(sample, [numbered[0]], [nodes[i]]), [.. numbered.Skip(1)], others, function) is not { } part)
                return null;
            var weight = weights[i];
            sum = [.. part.Select((mean, j) => new Estimate((sum?[j].Value ?? 0) + (weight * mean.Value), (sum?[j].Error ?? 0) + (weight * mean.Error)))];
        }

        return sum;
    }

    private static double[] With(double[] sample, int[] places, double[] point)
    {
        var moved = (double[])sample.Clone();
        for (var i = 0; i < places.Length; i++)
            moved[places[i]] = point[i];
        return moved;
    }

    private double? Value(double[] sample) =>
        new ModelInterpreter(method, stand, carriedOver) { Cancellation = Cancellation }.Run([.. sample.Select(x => new Dual(x, null))]) is { } result && IsFinite(result.Value) ? result.Value : null;

    // How the gradient changes along a direction: by central differences of two steps, of which the better limit is taken, and their difference as a measure of error.
    private Estimate[]? Change(double[] sample, double[] direction)
    {
        var held = new HeldValues();
        if (Run(sample, held) is not [var output])
            return null;
        // Below the last digit of what has cancelled in a slope nothing can be seen of how it changes.
        var roundings = TangentOf(output).Zip(output.Sizes ?? new double[chosen.Length], (slope, size) => Math.Max(1e-9 * Math.Abs(slope), LastDigits * size)).ToArray();
        var step = Step * Math.Max(0.1, chosen.Min(index => Math.Abs(sample[index])));
        if (Difference(sample, direction, step, held) is not { } coarse || Difference(sample, direction, step / 2, held) is not { } fine)
            return null;
        return
        [
            .. fine.Zip(coarse, (f, c) => (Value: ((4 * f) - c) / 3, Spread: Math.Abs(f - c))).Zip(roundings, (pair, rounding) =>
                new Estimate(pair.Value, (Second * (1 + Math.Abs(pair.Value))) + (4 * pair.Spread) + (rounding / step))),
        ];
    }

    private double[]? Difference(double[] sample, double[] direction, double step, HeldValues held)
    {
        if (Jacobian(Along(sample, direction, step), held) is not [var ahead] || Jacobian(Along(sample, direction, -step), held) is not [var behind])
            return null;
        return [.. ahead.Zip(behind, (a, b) => (a - b) / (2 * step))];
    }

    private double[] Along(double[] sample, double[] direction, double step)
    {
        var moved = (double[])sample.Clone();
        for (var i = 0; i < chosen.Length; i++)
            moved[chosen[i]] += step * direction[i];
        return moved;
    }

    // A row for each output; null where something is not finite, or the method throws.
    private double[][]? Jacobian(double[] sample, HeldValues? held) => Run(sample, held) is { } outputs ? Array.ConvertAll(outputs, TangentOf) : null;

    // The same, each with the value before it.
    private double[][]? JacobianAndValue(double[] sample) => Run(sample, null) is { } outputs ? Array.ConvertAll(outputs, output => (double[])[output.Value, .. TangentOf(output)]) : null;

    private double[] TangentOf(Dual output) => output.Tangent ?? new double[chosen.Length];

    private Dual[]? Run(double[] sample, HeldValues? held)
    {
        held?.Rewind();
        var arguments = sample.Select(x => new Dual(x, null)).ToArray();
        for (var i = 0; i < chosen.Length; i++)
        {
            var tangent = new double[chosen.Length];
            tangent[i] = 1;
            arguments[chosen[i]] = new Dual(sample[chosen[i]], tangent);
        }

        if (new ModelInterpreter(method, stand, carriedOver) { Held = held, Cancellation = Cancellation }.Run(arguments) is not { } result)
            return null;
        Dual[] outputs = [.. Outputs(result)];
        return outputs.Length > 0 && Array.TrueForAll(outputs, output => IsFinite(output.Value) && Array.TrueForAll(output.Tangent ?? [], IsFinite)) ? outputs : null;
    }

    private static IEnumerable<Dual> Outputs(Dual result) => result.Elements is { } elements ? elements.SelectMany(Outputs) : [result];

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}

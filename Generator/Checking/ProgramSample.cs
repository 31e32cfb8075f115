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
/// <param name="length">How many elements arrays have, unless the method reads more of one; integers are at most as many.</param>
/// <param name="carriedOver">The sites of loops that the generated code carries over as they are written.</param>
internal sealed class ProgramSample(DifferentiableMethod method, int attempt, int length, ISet<int> carriedOver)
{
    private const double Step = 1e-3;

    private const int MostElements = 1 << 10;

    private readonly Stand stand = Stand.For(method, attempt + 1);
    private readonly HashSet<int> chosen = [.. method.WithRespectTo];

    // The arrays of which the method reads more elements than they were to have, by their names.
    private readonly Dictionary<string, int> longer = [];

    // The arrays among the outputs, as they were when the method has run.
    private List<DualArray> outputArrays = [];

    /// <summary>After how many steps of the method the point is given up.</summary>
    public int MostSteps { get; init; } = 200_000;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The draws, one after the other; null where they are numbers like any other.</summary>
    public double[]? Draws { get; set; }

    /// <summary>For a mean by rules: other nodes and weights than those that are written; null for these.</summary>
    public IReadOnlyDictionary<Value, double[]>? Rules { get; set; }

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
        if (kind == ClaimKind.Jacobian)
            outputs = InMatrix(OutputParts(outputs));
        double Along(int direction) => outputs.Select((output, k) => Weight(k) * (output.Tangent?[direction] ?? 0)).Sum();
        var value = kind == ClaimKind.Expectation ? outputs[0].Value
            : kind == ClaimKind.GaussNewton
            ? outputs.Sum(output => (output.Tangent?[0] ?? 0) * ((output.Tangent?[1] ?? 0) + output.Value))
            : Along(0);
        return IsFinite(value) ? new Estimate(value, 1e-5 * (1 + Math.Abs(value))) : null;
    }

    /// <summary>The value and its derivative along the first direction; null where one of them is not finite.</summary>
    public double[]? ValueAndSlope() => Outputs(1, 0, null) is [var output] && (output.Tangent?[0] ?? 0) is var slope && IsFinite(output.Value) && IsFinite(slope) ? [output.Value, Weight(0) * slope] : null;

    /// <summary>The same number by what is about to be written; null where that cannot be followed.</summary>
    public double? Written(ProgramClaim claim, double scale = 1) => Written(claim, claim.Kind, scale, 0);

    /// <summary>How fast an expectation changes along the second direction, by differences, and what its gradient says; null where one cannot be followed.</summary>
    public (double Difference, double Derivative)? Slopes(ProgramClaim expectation, ProgramClaim gradient, double step) =>
        Written(expectation, expectation.Kind, 1, step) is { } ahead && Written(expectation, expectation.Kind, 1, -step) is { } behind && Written(gradient, ClaimKind.HessianVector, 1, 0) is { } here
            ? ((ahead - behind) / (2 * step), here)
            : null;

    private double? Written(ProgramClaim claim, ClaimKind kind, double scale, double step)
    {
        var cells = new Dictionary<Value, double>();
        var arrays = new Dictionary<Value, NumberArray>();
        var inputs = claim.Closed.Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            var argument = Argument(i, scale, step);
            if (argument is DualArray array)
                arrays.Add(inputs[i], new NumberArray([.. array.Items.Select(item => item.Value)], array.Columns));
            else
                cells.Add(inputs[i], argument.Value);
        }

        var n = method.WithRespectTo.Sum(index => inputs[index].Type.Kind == NumberKind.Array ? arrays[inputs[index]].Items.Length : 1);
        var m = Outputs(scale, 0, null)?.Count ?? 0;
        var outputs = new Queue<DualArray>(outputArrays);
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
                var evaluation = new ProgramInterpreter(stand, new(cells), arrays) { Cancellation = Cancellation };
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
                ShapeKind.Outputs => outputs.Peek().Count,
                ShapeKind.Inputs => n,
                ShapeKind.OutputsByInputs => m * n,
                _ => n * n,
            };
            var columns = more.Shape == ShapeKind.Outputs ? outputs.Dequeue().Columns : more.Like is { } like ? arrays[like].Columns : 0;
            arrays.Add(more.Value, new NumberArray([.. Enumerable.Range(0, count).Select(_ => Next())], columns));
        }

        foreach (var rule in Rules ?? claim.Rules)
            arrays.Add(rule.Key, new NumberArray(rule.Value, 0));
        var interpreter = new ProgramInterpreter(stand, cells, arrays) { Cancellation = Cancellation };
        if (!interpreter.Run(Programs.Liveness.Keep(claim.Steps, claim.Written, withModels: true)))
            return null;
        return Contracted(kind, [.. claim.Written.SelectMany(value => value.Type.Kind == NumberKind.Array ? arrays[value].Held : [interpreter.Evaluate(value)])], n);
    }

    // The derivative, number by number, along the directions and by the weights.
    private double Contracted(ClaimKind kind, double[] written, int n)
    {
        // In a matrix the members of a struct stand together.
        var isMatrix = kind is ClaimKind.Jacobian or ClaimKind.Hessian or ClaimKind.GaussNewton;
        double[] v = [.. isMatrix ? InMatrix(Parts(Direction)) : Directions], w = [.. isMatrix ? InMatrix(Parts(Second)) : Seconds];
        double Square(Func<int, int, double> at) => Enumerable.Range(0, n).Sum(i => Enumerable.Range(0, n).Sum(j => v[i] * w[j] * at(i, j)));
        return kind switch
        {
            ClaimKind.Expectation => written[0],
            ClaimKind.ExpectedGradient or ClaimKind.MonteCarlo => written.Select((partial, i) => partial * v[i]).Sum(),
            ClaimKind.Gradient => written.Select((partial, i) => partial * v[i]).Sum() * Weight(0),
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
        if (Outputs(scale, 0, null) is null || Outputs(scale, 0, held) is not { Count: 1 } here || Difference(Step) is not { } coarse || Difference(Step / 2) is not { } fine)
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
        Dual? result;
        var left = MostSteps;
        while (true)
        {
            Dual[] arguments = [.. method.Declaration.Parameters.Select((_, i) => Argument(i, scale, step))];
            var interpreter = new ModelInterpreter(method, stand, carriedOver) { Held = held, MostSteps = left, Cancellation = Cancellation };
            result = interpreter.Run(arguments);
            if (result is not null)
                break;
            if (interpreter.Beyond is not var (items, place) || Array.FindIndex(arguments, argument => argument is DualArray array && array.Items == items) is not (>= 0 and var found) || held is not null)
                return null;
            // What has been tried with shorter arrays counts too: an array may never be long enough.
            left -= interpreter.Steps;
            // Of draws there are as many as there are.
            var (name, more) = (NameOf(found), Math.Max(place + 1, 2 * items.Length));
            if (more > MostElements || (longer.TryGetValue(name, out var known) && known >= more))
                return null;
            longer[name] = more;
        }

        outputArrays = [.. ArraysIn(result)];
        List<Dual> outputs = [.. Flattened(result)];
        return outputs.TrueForAll(output => IsFinite(output.Value) && (output.Tangent ?? []).All(IsFinite)) ? outputs : null;
    }

    private static IEnumerable<DualArray> ArraysIn(Dual result) => result is DualArray array ? [array] : (result.Elements ?? []).SelectMany(ArraysIn);

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

        var items = new Dual[LengthOf(index)];
        for (var i = 0; i < items.Length; i++)
        {
            var element = parameter with { Name = parameter.Name + "#" + i.ToString(CultureInfo.InvariantCulture), Type = parameter.Type.Elements[0] };
            var value = stand.Parameter(element, index, attempt);
            // An integer is likely the place of an element, the first as well; or else a divisor.
            items[i] = element.Type.IsReal ? Number(value, index, i, scale, step) : new Dual(Math.Min(attempt % 2 == 0 ? value - 1 : value, length - 1), null);
        }

        return new DualArray(items, 0, items.Length, parameter.Type.Rank == 2 ? length : 0);
    }

    // Of an array of structs all members are as many.
    private string NameOf(int index) => method.Declaration.Parameters[index] is { Name: var name, Type.Part: { } part } ? name.Substring(0, name.Length - part.Path.Length) : method.Declaration.Parameters[index].Name;

    private int LengthOf(int index) => method.Declaration.Parameters[index].Type.Rank == 2 ? length * length : longer.TryGetValue(NameOf(index), out var more) ? more : length;

    private int CountOf(DeclaredParameter parameter) => parameter.Type.Kind != NumberKind.Array ? 1 : parameter.Type.Rank == 2 ? length * length : length;

    private Dual Number(double value, int index, int element, double scale, double step) => chosen.Contains(index)
        ? new Dual((value * scale) + (step * Second(index, element)), [Direction(index, element), Second(index, element)])
        : new Dual(value * scale, null);

    private IReadOnlyList<double> Directions => [.. Parts(Direction).SelectMany(part => part.Numbers)];

    private IReadOnlyList<double> Seconds => [.. Parts(Second).SelectMany(part => part.Numbers)];

    // The numbers of each input, with the array of structs of which they are a member.
    private IEnumerable<(string? Structs, double[] Numbers)> Parts(Func<int, int, double> number) => method.WithRespectTo.Select(index => (StructsOf(index), method.Declaration.Parameters[index].Type.Kind == NumberKind.Array
        ? Enumerable.Range(0, LengthOf(index)).Select(i => number(index, i)).ToArray()
        : [number(index, 0)]));

    // The same for outputs.
    private IEnumerable<(string? Structs, Dual[] Numbers)> OutputParts(List<Dual> outputs)
    {
        int[] counts = outputArrays.Count > 0 ? [.. outputArrays.Select(array => array.Count)] : [outputs.Count];
        for (int i = 0, start = 0; i < counts.Length; start += counts[i++])
            yield return (method.Outputs.Length > 0 ? StructsOf(method.Outputs[i]) : method.Declaration.Return.IsOfStructs ? "" : null, [.. outputs.Skip(start).Take(counts[i])]);
    }

    private string? StructsOf(int index) => method.Declaration.Parameters[index].Type.Part is null ? null : NameOf(index);

    // Members of one array of structs are told element by element.
    private static List<T> InMatrix<T>(IEnumerable<(string? Structs, T[] Numbers)> parts)
    {
        var all = new List<T>();
        var rest = parts.ToList();
        while (rest.Count > 0)
        {
            var structs = rest[0].Structs;
            var together = structs is null ? [rest[0]] : rest.TakeWhile(part => part.Structs == structs).ToList();
            for (var i = 0; i < together[0].Numbers.Length; i++)
                all.AddRange(together.Select(part => part.Numbers[i]));
            rest.RemoveRange(0, together.Count);
        }

        return all;
    }

    private static double Direction(int parameter, int element) => 0.5 + (0.37 * ((((parameter * 7) + element) * 5) % 8));

    private static double Second(int parameter, int element) => 0.3 + (0.29 * ((((parameter * 5) + element) * 3) % 7));

    // Of the only output it is one.
    private static double Weight(int output) => 1 + (0.21 * (output * 3 % 5));

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}

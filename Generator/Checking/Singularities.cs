using System.Globalization;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <summary>
/// Where a derivative is infinite or undefined within what the author declared of the parameters. An operation is suspected where its argument may be a number at which
/// its own derivative is not finite; it is reported only where a point of the domain is found at which the derivative, as it is written, is not finite either. So what
/// cancels is no alarm, and neither is what is not declared.
/// </summary>
internal sealed class Singularities
{
    // More parameters than these are not searched through.
    private const int MostInputs = 3;
    private const int Steps = 24;

    // At the number next to a zero of the argument a derivative that has a pole there is at least this large.
    private const double Huge = 1e6;

    private static readonly Dictionary<string, (int Argument, double[] Numbers)[]> Singular = new()
    {
        ["Sqrt"] = [(0, [0])],
        ["Cbrt"] = [(0, [0])],
        ["RootN"] = [(0, [0])],
        ["Pow"] = [(0, [0])],
        ["Log"] = [(0, [0]), (1, [0, 1])],
        ["Log2"] = [(0, [0])],
        ["Log10"] = [(0, [0])],
        ["Log1p"] = [(0, [-1])],
        ["Log2p1"] = [(0, [-1])],
        ["Log10p1"] = [(0, [-1])],
        ["XLogY"] = [(1, [0])],
        ["Tan"] = [(0, [Math.PI / 2, -Math.PI / 2])],
        ["TanPi"] = [(0, [0.5, -0.5])],
        ["Asin"] = [(0, [1, -1])],
        ["Acos"] = [(0, [1, -1])],
        ["AsinPi"] = [(0, [1, -1])],
        ["AcosPi"] = [(0, [1, -1])],
        ["Acosh"] = [(0, [1])],
        ["Atanh"] = [(0, [1, -1])],
        ["LogGamma"] = [(0, [0, -1, -2])],
        ["Digamma"] = [(0, [0, -1, -2])],
        ["Trigamma"] = [(0, [0, -1, -2])],
        ["ReciprocalEstimate"] = [(0, [0])],
        ["ReciprocalSqrtEstimate"] = [(0, [0])],
    };

    private readonly DifferentiableMethod method;
    private readonly ClosedForm closed;
    private readonly Claim claim;
    private readonly IReadOnlyList<Interval> domains;
    private readonly Stand stand;
    private readonly double[] sample;
    private readonly double[] weights;

    private Singularities(DifferentiableMethod method, ClosedForm closed, Claim claim, int attempt)
    {
        (this.method, this.closed, this.claim) = (method, closed, claim);
        stand = Stand.For(method, 1);
        domains = closed.Domains;
        sample = [.. closed.WithDomains(method).Declaration.Parameters.Select((parameter, i) => stand.Parameter(parameter, i, attempt))];
        weights = [.. claim.Weights.Select(weight => stand.Value(NumberKind.Double, weight.Text, []) - 0.9)];
    }

    /// <summary>The operations through which what a form claims is not finite at a point of the declared domain.</summary>
    public static IEnumerable<Problem> Of(DifferentiableMethod method, ClosedForm closed, Claim claim, CancellationToken cancellation)
    {
        if (closed.Domains.All(domain => domain.IsAll) || closed.Inputs.Count != method.Declaration.Parameters.Length)
            yield break;
        var suspects = Suspects(closed).ToList();
        if (suspects.Count == 0)
            yield break;
        // What is not finite at an ordinary point says nothing of a singular one.
        var search = Enumerable.Range(0, 3).Select(attempt => new Singularities(method, closed, claim, attempt)).FirstOrDefault(search => search.IsRegular());
        if (search is null)
            yield break;
        foreach (var suspect in suspects.GroupBy(suspect => suspect.Operation.Site).OrderBy(same => same.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            if (suspect.Select(each => search.Witness(each.Operation, each.Argument, each.Number)).FirstOrDefault(point => point is not null) is { } found)
                yield return new Problem("SYMDIFF015", suspect.Key, [suspect.First().Operation is { Kind: ValueKind.Call, Text: var text } ? $"'{text}'" : "This division", found]);
        }
    }

    private static IEnumerable<(Value Operation, Value Argument, double Number)> Suspects(ClosedForm closed)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([closed.Result!]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!value.IsActive || !seen.Add(value))
                continue;
            foreach (var operand in value.Operands)
                open.Push(operand);
            if (value.Site < 0)
                continue;
            if (value is { Kind: ValueKind.Divide, Type.IsReal: true })
                yield return (value, value.Operands[1], 0);
            if (value is { Kind: ValueKind.Call, Function: { } function } && Singular.TryGetValue(function, out var arguments))
            {
                foreach (var (index, numbers) in arguments.Where(argument => argument.Argument < value.Operands.Length))
                {
                    foreach (var number in numbers)
                        yield return (value, value.Operands[index], number);
                }
            }
        }
    }

    private bool IsRegular() => Claimed(sample) is { } partials && partials.All(partial => !double.IsNaN(partial) && !double.IsInfinity(partial));

    // A point of the domain at which the argument is the number and what is claimed is not finite, in words.
    private string? Witness(Value operation, Value argument, double number)
    {
        if (InputsOf(argument) is not { Count: > 0 and <= MostInputs } inputs)
            return null;
        foreach (var point in Candidates(argument, number, inputs))
        {
            if (Claimed(point) is { } partials && partials.Any(partial => double.IsNaN(partial) || Math.Abs(partial) > Huge) && inputs.Exists(input => IsSteep(operation, point, input)))
                return string.Join(", ", inputs.Select(i => $"{method.Declaration.Parameters[i].Name} = {Rounded(point[i])}"));
        }

        return null;
    }

    // Whether the operation itself has no value at the point, or a slope next to it that grows without bound. Another one may be at fault.
    private bool IsSteep(Value operation, double[] point, int input)
    {
        double At(double distance)
        {
            var moved = (double[])point.Clone();
            moved[input] += domains[input].Holds(point[input] + distance) ? distance : -distance;
            return Interpreter(moved).Evaluate(operation);
        }

        var value = Interpreter(point).Evaluate(operation);
        if (double.IsNaN(value) || double.IsInfinity(value))
            return true;
        var (far, near) = (Math.Abs(At(1e-5) - value) / 1e-5, Math.Abs(At(1e-10) - value) / 1e-10);
        return near > (1.5 * far) + (1e-3 * (1 + Math.Abs(value)));
    }

    // Corners of the domain where the argument is the number itself, and the numbers on both sides of a place where it passes it.
    private IEnumerable<double[]> Candidates(Value argument, double number, List<int> inputs)
    {
        double Distance(double[] point) => Interpreter(point).Evaluate(argument) - number;
        for (var corner = 0; corner < 1 << inputs.Count; corner++)
        {
            var point = (double[])sample.Clone();
            for (var i = 0; i < inputs.Count; i++)
                point[inputs[i]] = (corner & (1 << i)) == 0 ? domains[inputs[i]].Low : domains[inputs[i]].High;
            if (inputs.All(i => domains[i].Holds(point[i])) && Distance(point) == 0)
                yield return point;
        }

        foreach (var input in inputs)
        {
            var places = Places(domains[input]).ToList();
            for (var i = 0; i < places.Count; i++)
            {
                var (a, b) = (Moved(input, places[i]), Moved(input, places[Math.Min(i + 1, places.Count - 1)]));
                if (Distance(a) == 0)
                    yield return a;
                if (!(Distance(a) * Distance(b) < 0))
                    continue;
                for (var turn = 0; turn < 200; turn++)
                {
                    var middle = Moved(input, 0.5 * (a[input] + b[input]));
                    if (middle[input] == a[input] || middle[input] == b[input])
                        break;
                    if (Distance(middle) * Distance(b) > 0)
                        b = middle;
                    else
                        a = middle;
                }

                yield return a;
                yield return b;
            }
        }
    }

    private double[] Moved(int input, double to)
    {
        var point = (double[])sample.Clone();
        point[input] = to;
        return point;
    }

    // Numbers all over the domain, its bounds among them where they belong to it.
    private static IEnumerable<double> Places(Interval domain)
    {
        var (low, high) = (Math.Max(domain.Low, -1e3), Math.Min(domain.High, 1e3));
        return Enumerable.Range(0, Steps + 1).Select(i => i == Steps ? high : low + ((high - low) * i / Steps)).Concat([-2, -1, 0, 1, 2]).Where(domain.Holds).OrderBy(place => place).Distinct();
    }

    // The parameters of which it is made; null where they are not all declared, or there is something else in it.
    private List<int>? InputsOf(Value argument)
    {
        var found = new SortedSet<int>();
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([argument]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!seen.Add(value))
                continue;
            if (value.Kind is ValueKind.Cell or ValueKind.Verbatim or ValueKind.Element or ValueKind.Extent or ValueKind.View or ValueKind.Item)
                return null;
            if (value.Kind == ValueKind.Input)
            {
                var index = closed.Inputs.TakeWhile(input => input != value).Count();
                if (index == closed.Inputs.Count || !value.Type.IsReal || domains[index].IsAll)
                    return null;
                found.Add(index);
            }

            foreach (var operand in value.Operands)
                open.Push(operand);
        }

        return [.. found];
    }

    // What is claimed at a point that passes the guards; null at one that does not.
    private double[]? Claimed(double[] point)
    {
        var interpreter = Interpreter(point);
        foreach (var (value, less, range) in closed.Assumptions.Where(assumption => assumption.Value.Type.Kind != NumberKind.Array))
        {
            if (!range.Holds(interpreter.Evaluate(value) - (less is null ? 0 : interpreter.Evaluate(less))))
                return null;
        }

        foreach (var step in closed.Steps.OfType<ThrowStep>())
        {
            if (step.Guard is null || step.Guard.Path.All(guard => interpreter.Evaluate(guard.Condition) != 0 == guard.Holds))
                return null;
        }

        return [.. claim.Written.Select(interpreter.Evaluate)];
    }

    private ValueInterpreter Interpreter(double[] point)
    {
        var inputs = new Dictionary<Value, double>();
        for (var i = 0; i < point.Length; i++)
            inputs[closed.Inputs[i]] = point[i];
        for (var i = 0; i < weights.Length; i++)
            inputs[claim.Weights[i]] = weights[i];
        var interpreter = new ValueInterpreter(stand, inputs);
        foreach (var define in closed.Steps.OfType<DefineStep>())
            interpreter.Definitions[define.Cell] = define.Definition;
        return interpreter;
    }

    private static string Rounded(double number) => Math.Round(number, 12) is var rounded && rounded == 0 ? "0" : rounded.ToString("R", CultureInfo.InvariantCulture);
}

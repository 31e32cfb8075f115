using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// A program of one output: the sum of another's outputs, each times its cotangent. Its gradient is the vector–Jacobian product. What is filled element by element is summed
/// where it is written; what the program reads again is summed in the end.
/// </summary>
internal sealed class Contraction
{
    private readonly ValueGraph values;
    private readonly Dictionary<Value, Value> streamed = [];
    private readonly ValueType type;

    private Contraction(ValueGraph values, ValueType type) => (this.values, this.type) = (values, type);

    /// <param name="closed">The program, in which arrays of its own stand for the outputs that it fills.</param>
    /// <param name="outputs">What it returns or fills.</param>
    /// <param name="cotangents">For each, its cotangents.</param>
    public static ClosedForm Of(ClosedForm closed, IReadOnlyList<Value> outputs, IReadOnlyList<Value> cotangents)
    {
        var isFloat = outputs.All(output => (output.Type.Kind == NumberKind.Array ? output.Type.Elements[0] : output.Type).Kind == NumberKind.Float);
        var contraction = new Contraction(closed.Values, isFloat ? ValueType.Float : closed.Values.Real);
        var pairs = outputs.Zip(cotangents, (output, cotangent) => (output, cotangent)).ToList();
        foreach (var (output, cotangent) in pairs.Where(pair => pair.output.Type.Kind == NumberKind.Array && Filling.IsOnce(closed.Steps, pair.output)))
            contraction.streamed.Add(output, cotangent);
        var (steps, sum) = contraction.Stream(closed.Steps, null, 0);
        foreach (var (output, cotangent) in pairs)
        {
            if (output.Type.Kind != NumberKind.Array)
                sum = contraction.Plus(sum, contraction.Times(cotangent, output));
            else if (!contraction.streamed.ContainsKey(output))
                sum = contraction.Summed(steps, output, cotangent, sum);
        }

        return closed with { Steps = steps, Result = sum ?? contraction.Zero, IsContracted = true };
    }

    private Value Zero => values.Number(type, Algebra.Constant.Zero);

    private Value Plus(Value? sum, Value amount) => sum is null ? amount : values.Binary(ValueKind.Add, type, sum, amount);

    private Value Times(Value cotangent, Value output) => values.Arithmetic(ValueKind.Multiply, cotangent, output);

    private (List<Step> Steps, Value? Sum) Stream(IReadOnlyList<Step> steps, Value? sum, int depth)
    {
        var kept = new List<Step>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case StoreStep store when streamed.TryGetValue(store.Array, out var cotangent):
                    var amount = Times(Read(cotangent, store, depth), store.Stored);
                    sum = store.Guard is null ? Plus(sum, amount) : Chosen(store.Guard, Plus(sum ?? Zero, amount), sum ?? Zero);
                    break;
                case LoopStep loop when loop.Stored.Any(stored => streamed.ContainsKey(stored.Array)):
                    var (current, final) = (Active("sum"), Active("sum"));
                    var (body, next) = Stream(loop.Body, current, depth + 1);
                    kept.Add(loop with
                    {
                        Carried = [.. loop.Carried, new Carried(current, sum ?? Zero, next!, final)],
                        Body = body,
                        Stored = [.. loop.Stored.Where(stored => !streamed.ContainsKey(stored.Array))],
                    });
                    sum = final;
                    break;
                default:
                    kept.Add(step);
                    break;
            }
        }

        return (kept, sum);
    }

    private Value Read(Value cotangent, StoreStep store, int depth)
    {
        var read = values.Element(cotangent.Type.Elements[0], cotangent, 0, store.Indices);
        if (store.Guard is null)
            read.ReadDepth = Math.Min(read.ReadDepth, depth);
        else
            read.ReadWithin.Add((store.Guard, depth));
        return read;
    }

    private Value Chosen(Guard guard, Value then, Value otherwise)
    {
        foreach (var one in guard.Path.Reverse())
            then = one.Holds ? values.Select(one.Condition, then, otherwise) : values.Select(one.Condition, otherwise, then);
        return then;
    }

    // What the program itself reads is summed when all is done.
    private Value Summed(List<Step> steps, Value output, Value cotangent, Value? sum)
    {
        var version = LastVersion(steps, output);
        var element = output.Type.Elements[0];
        Value Amount(Value[] indices) => Times(Copying.ElementOf(values, element, cotangent, 0, indices), Copying.ElementOf(values, element, output, version, indices));
        var first = Copying.Cell(values, ValueType.Int, "i");
        if (output.Type.Rank == 1)
        {
            var (all, sumOfAll) = Sum(first, values.Extent(cotangent, "Length"), [], sum ?? Zero, current => Plus(current, Amount([first])));
            steps.Add(all);
            return sumOfAll;
        }

        var second = Copying.Cell(values, ValueType.Int, "j");
        var before = Active("sum");
        var (row, sumOfRow) = Sum(second, values.Extent(cotangent, "GetLength(1)"), [], before, current => Plus(current, Amount([first, second])));
        var (rows, total) = Sum(first, values.Extent(cotangent, "GetLength(0)"), [row], sum ?? Zero, _ => sumOfRow, before);
        steps.Add(rows);
        return total;
    }

    // A loop that sums up, and the sum.
    private (LoopStep Loop, Value Sum) Sum(Value counter, Value count, List<Step> body, Value initial, Func<Value, Value> next, Value? current = null)
    {
        current ??= Active("sum");
        var final = Active("sum");
        var loop = Copying.Count(values, counter, count, body);
        return (loop with { Carried = [.. loop.Carried, new Carried(current, initial, next(current), final)] }, final);
    }

    private static int LastVersion(IReadOnlyList<Step> steps, Value array) => steps.Aggregate(0, (last, step) => step switch
    {
        StoreStep store when store.Array == array => store.After,
        LoopStep loop when loop.Stored.FirstOrDefault(stored => stored.Array == array) is { } stored => stored.After,
        _ => step.Overwrites.Where(overwrite => overwrite.Array == array).Select(overwrite => overwrite.After).DefaultIfEmpty(last).Max(),
    });

    private Value Active(string name)
    {
        var cell = Copying.Cell(values, type, name);
        cell.IsActive = true;
        return cell;
    }
}

using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <summary>Carries out the steps of a generated program.</summary>
internal sealed class ProgramInterpreter(Stand stand, Dictionary<Value, double> cells, Dictionary<Value, NumberArray> arrays)
{
    private const int MostSteps = 400_000;
    private const int DeepestCall = 100;
    private readonly Dictionary<(Value Array, int Version), double[]> contents = [];
    private readonly Dictionary<Value, Value> wholes = [];
    private Stack<double> tape = new();
    private Effort effort = new();
    private bool isBegun;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Runs all steps; false where what they do cannot be followed.</summary>
    public bool Run(IReadOnlyList<Step> all)
    {
        if (!isBegun)
        {
            isBegun = true;
            foreach (var array in arrays.Keys)
                Copy(array, 0);
        }

        foreach (var step in all)
        {
            if (!IsDue(step))
            {
                if (step is LoopStep skipped)
                {
                    foreach (var carried in skipped.Carried)
                        Set(carried.Final, carried.Initial);
                }
                else if (step is DefineStep { Cell: { Model: null } cell } && cell.Type.Kind != NumberKind.Array)
                    cells[cell] = 0;
                Keep(step);
                continue;
            }

            if ((effort.Steps & 255) == 0)
                Cancellation.ThrowIfCancellationRequested();
            if (++effort.Steps > MostSteps || !Run(step))
                return false;
            Keep(step);
        }

        return true;
    }

    private ValueInterpreter Values => field ??= new ValueInterpreter(stand, cells) { ElementOf = Element, ExtentOf = Extent, CallOf = call => Called(call) is { } numbers ? numbers[0] : double.NaN };

    public double Evaluate(Value value)
    {
        Values.Forget();
        return Values.Evaluate(value);
    }

    private bool IsDue(Step step) => step.Guard is null || step.Guard.Path.All(guard => (Evaluate(guard.Condition) != 0) == guard.Holds);

    private bool Run(Step step)
    {
        switch (step)
        {
            case ThrowStep:
                return false;
            case DefineStep { Cell.Type.Kind: NumberKind.Array } define:
                return Allocate(define);
            case DefineStep { Cell.Model: not null }:
                return true;
            case DefineStep define:
                cells[define.Cell] = Evaluate(define.Definition);
                return true;
            case EffectStep { Code: { Called: not null } call } pulled:
                Values.Forget();
                if (Called(call) is not { } numbers)
                    return false;
                for (var i = 0; i < pulled.Cells.Count; i++)
                    cells[pulled.Cells[i].Cell] = numbers[i];
                return true;
            case EffectStep effect:
                foreach (var written in effect.Cells)
                    cells[written.Cell] = stand.Value(written.Cell.Type.Kind, written.Cell.Name ?? written.Cell.Text, []);
                // What has come to be as it is by steps that are left out is read later as it was.
                foreach (var overwrite in effect.Overwrites)
                    Copy(overwrite.Array, overwrite.Before);
                foreach (var items in effect.Overwrites.SelectMany(overwrite => Each(overwrite.Array)).Where(arrays.ContainsKey).Select(array => arrays[array].Items))
                {
                    for (var i = 0; i < items.Length; i++)
                        items[i] = Stand.Overwritten(items[i]);
                }

                return true;
            case WriteBackStep:
                return true;
            case StoreStep store:
                return Write(store.Array, store.Indices, _ => Evaluate(store.Stored));
            case AccumulateStep sum:
                return Write(sum.Array, sum.Indices, before => before + Evaluate(sum.Amount));
            case ClearStep clear:
                arrays[clear.Array].Clear();
                return true;
            case PushStep push:
                foreach (var value in push.Values)
                    tape.Push(Evaluate(value));
                return true;
            case PopStep pop:
                foreach (var value in pop.Values.Reverse())
                    cells[value] = tape.Pop();
                return true;
            default:
                return Repeat((LoopStep)step);
        }
    }

    // The numbers that a function or its pullback gives; null where what it does cannot be followed. A call may be part of what is being evaluated, all of it in one state.
    private double[]? Called(Value call)
    {
        var routine = call.Called!.Routine;
        var given = new Dictionary<Value, double>();
        var memory = new Dictionary<Value, NumberArray>();
        foreach (var (parameter, argument) in routine.Parameters.Zip(call.Operands.SelectMany(PullbackCall.Members), (parameter, argument) => (parameter, argument)))
        {
            if (argument.Type.Kind != NumberKind.Array)
                given[parameter] = Values.Evaluate(argument);
            else if (Part(argument) is { } part)
                memory[parameter] = part;
        }

        var interpreter = new ProgramInterpreter(stand, given, memory) { Cancellation = Cancellation, effort = effort, tape = routine.Kept is null ? new() : tape };
        effort.Depth++;
        var isRun = effort.Depth < DeepestCall && interpreter.Run(routine.Steps);
        effort.Depth--;
        return isRun ? [.. routine.Results.Select(interpreter.Evaluate)] : null;
    }

    // The elements that an argument is.
    private NumberArray? Part(Value array)
    {
        if (arrays.TryGetValue(array, out var known))
            return known;
        if (array.Kind is not (ValueKind.View or ValueKind.Row) || Part(array.Operands[0]) is not { } whole)
            return null;
        var (start, count) = array.Kind == ValueKind.View ? (Values.Evaluate(array.Operands[1]), Values.Evaluate(array.Operands[2])) : (Values.Evaluate(array.Operands[1]) * whole.Columns, whole.Columns);
        return start < 0 || count < 0 || start + count > whole.Length ? null : new NumberArray(whole.Items, 0) { Start = whole.Start + (int)start, Count = (int)count };
    }

    /// <summary>What has been done so far, in all functions together.</summary>
    private sealed class Effort
    {
        public int Steps { get; set; }

        public int Depth { get; set; }
    }

    private bool Repeat(LoopStep loop)
    {
        foreach (var carried in loop.Carried)
            Set(carried.Current, carried.Initial);
        foreach (var stored in loop.Stored)
            Copy(stored.Array, stored.Current);
        for (var isFirst = true; (isFirst && !loop.TestsFirst) || Evaluate(loop.Condition) != 0; isFirst = false)
        {
            if (!Run(loop.Body))
                return false;
            double[] next = [.. loop.Carried.Select(carried => carried.Current.Type.Kind == NumberKind.Array ? 0 : Evaluate(carried.Next))];
            foreach (var popped in loop.Body.OfType<PopStep>().SelectMany(pop => pop.Values))
                cells.Remove(popped);
            for (var i = 0; i < next.Length; i++)
                cells[loop.Carried[i].Current] = next[i];
            foreach (var stored in loop.Stored)
                Copy(stored.Array, stored.Current);
        }

        foreach (var carried in loop.Carried)
            cells[carried.Final] = cells[carried.Current];
        return true;
    }

    private void Set(Value cell, Value initial)
    {
        if (cell.Type.Kind != NumberKind.Array)
            cells[cell] = Evaluate(initial);
    }

    private Value WholeOf(Value array) => wholes.TryGetValue(array, out var whole) ? WholeOf(whole) : array;

    // What an array holds in each of its versions.
    private void Keep(Step step)
    {
        if (step is StoreStep { After: >= 0 } store)
            Copy(store.Array, store.After);
        foreach (var overwrite in step.Overwrites)
            Copy(overwrite.Array, overwrite.After);
        if (step is LoopStep loop)
        {
            foreach (var stored in loop.Stored)
                Copy(stored.Array, stored.After);
        }
    }

    private void Copy(Value array, int version)
    {
        foreach (var one in Each(array))
        {
            if (arrays.TryGetValue(one, out var numbers))
                contents[(WholeOf(one), version)] = [.. numbers.Items];
        }
    }

    private static List<Value> Each(Value array) => array.Joined is { } joined ? joined.Arrays : [array];

    // Which of several arrays the first index says, and the indices in it.
    private static (Value? Array, double[] Indices) At(Value array, double[] indices)
    {
        if (array.Joined is not { Arrays: var all })
            return (array, indices);
        return indices[0] >= 0 && indices[0] < all.Count ? (all[(int)indices[0]], [.. indices.Skip(1)]) : (null, indices);
    }

    private bool Write(Value array, Value[] indices, Func<double, double> change)
    {
        var (one, places) = At(array, [.. indices.Select(Evaluate)]);
        if (one is null || !arrays.TryGetValue(one, out var numbers) || numbers.At(places) is not (>= 0 and var place))
            return false;
        numbers.Items[place] = change(numbers.Items[place]);
        return true;
    }

    private bool Allocate(DefineStep define)
    {
        // A part of another array, over the same memory.
        if (define.Definition is { Kind: ValueKind.View, Operands: [var whole, var start, var length] })
        {
            if (!arrays.TryGetValue(whole, out var numbers) || Evaluate(start) is not (>= 0 and var first) || Evaluate(length) is not (>= 0 and var count) || first + count > numbers.Items.Length)
                return false;
            wholes[define.Cell] = whole;
            arrays[define.Cell] = numbers with { Start = (int)first, Count = (int)count };
            return true;
        }

        // As many zeros as another has elements, row by row.
        if (define.Definition.Operands is [{ Type.Row: not null } rows])
        {
            if (!arrays.TryGetValue(rows, out var like))
                return false;
            arrays[define.Cell] = new NumberArray(new double[like.Items.Length], like.Columns);
            contents[(define.Cell, 0)] = [.. arrays[define.Cell].Items];
            return true;
        }

        double[] sizes = [.. define.Definition.Operands.Select(Evaluate)];
        if (sizes.Length == 0 || sizes.Any(size => size is < 0 or > 4096))
            return false;
        arrays[define.Cell] = sizes.Length == 1 ? new NumberArray(new double[(int)sizes[0]], 0) : new NumberArray(new double[(int)(sizes[0] * sizes[1])], (int)sizes[1]);
        contents[(define.Cell, 0)] = [.. arrays[define.Cell].Items];
        return true;
    }

    private double Element(Value element, double[] indices)
    {
        var (array, places) = At(element.Operands[0], indices);
        if (array is null || !arrays.TryGetValue(array, out var numbers))
            return double.NaN;
        var place = numbers.At(places);
        if (place < 0)
            return double.NaN;
        return contents.TryGetValue((WholeOf(array), Places.VersionOf(element)), out var then) && place < then.Length ? then[place] : numbers.Items[place];
    }

    private double Extent(Value extent)
    {
        var isOfRow = extent.Operands[0].Kind == ValueKind.Row;
        if (!arrays.TryGetValue(isOfRow ? extent.Operands[0].Operands[0] : extent.Operands[0], out var numbers))
            return double.NaN;
        if (isOfRow || extent.Operands[0].Type.Row is not null)
            return isOfRow ? numbers.Columns : numbers.Length / Math.Max(numbers.Columns, 1);
        return extent.Text == "GetLength(1)" ? numbers.Columns
            : extent.Text == "GetLength(0)" && numbers.Columns > 0 ? numbers.Length / numbers.Columns
            : numbers.Length;
    }
}

/// <summary>An array of numbers; of two dimensions where it has columns. Or a part of another, over the same memory.</summary>
internal sealed record NumberArray(double[] Items, int Columns)
{
    /// <summary>For a part of another array: where it begins, and how many elements it has.</summary>
    public int Start { get; init; }

    public int? Count { get; init; }

    public int Length => Count ?? Items.Length;

    public IEnumerable<double> Held => Items.Skip(Start).Take(Length);

    public void Clear() => Array.Clear(Items, Start, Length);

    public int At(double[] indices)
    {
        if (Count is { } count)
            return indices[0] >= 0 && indices[0] < count ? Start + (int)indices[0] : -1;
        var index = Columns == 0 ? indices[0] : indices[1] < 0 || indices[1] >= Columns ? -1 : (indices[0] * Columns) + indices[1];
        return index >= 0 && index < Items.Length ? (int)index : -1;
    }
}

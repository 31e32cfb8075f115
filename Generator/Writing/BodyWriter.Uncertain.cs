using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Elements that may not be there where the writer stands.</content>
internal sealed partial class BodyWriter
{
    // Whether the element is read here in any case, or is there whatever happens.
    private bool IsCertain(Value element) => element.ReadDepth <= depth || IsBehind(element.ReadWithin, path) || IsSure(element);

    // The value where all its elements are there, with zero for those that are not.
    private string Guarded(Value value)
    {
        var uncertain = Uncertain(value, path).Distinct().Where(IsReachable).ToList();
        var texts = uncertain.ConvertAll(element =>
            $"({string.Join(" && ", IsInside(element.Operands[0], [.. element.Operands.Skip(1)]))} ? {expressions.Write(element)} : {Zero(element.Type)})");
        for (var i = 0; i < texts.Count; i++)
            names.Add(uncertain[i], texts[i]);
        var text = expressions.Write(value);
        foreach (var element in uncertain)
            names.Remove(element);
        // The brackets around all of it say nothing.
        return texts.Count == 1 && text == texts[0] ? text.Substring(1, text.Length - 2) : text;
    }

    // The elements in a value that are read in a loop further in, or under conditions that are not all around them here.
    private IEnumerable<Value> Uncertain(Value value, IReadOnlyList<(Value Condition, bool Holds)> chosen) =>
        Unnamed(value).Any(part => part.Kind == ValueKind.Element) ? Uncertain(value, chosen, []) : [];

    private IEnumerable<Value> Uncertain(Value value, IReadOnlyList<(Value Condition, bool Holds)> chosen, HashSet<Value> seen)
    {
        if (names.ContainsKey(value) || value.IsLeaf || !seen.Add(value))
            return [];
        if (value.Kind == ValueKind.Select)
        {
            return Uncertain(value.Operands[0], chosen, seen)
                .Concat(Uncertain(value.Operands[1], [.. chosen, (value.Operands[0], true)]))
                .Concat(Uncertain(value.Operands[2], [.. chosen, (value.Operands[0], false)]));
        }

        // The second is asked only where the first holds, or does not.
        if (value is { Kind: ValueKind.And or ValueKind.Or, Operands: [var first, var second] })
        {
            var holds = value.Kind == ValueKind.And;
            return Uncertain(first, chosen, seen).Concat(Uncertain(second, [.. chosen, .. (holds ? first.Conjuncts : [first]).Select(one => (one, holds))]));
        }

        var inner = value.Operands.SelectMany(operand => Uncertain(operand, chosen, seen));
        return value.Kind == ValueKind.Element && value.ReadDepth > depth && !IsBehind(value.ReadWithin, chosen) && !IsSure(value) ? inner.Append(value) : inner;
    }

    private bool IsBehind(List<(Guard Guard, int Depth)> reads, IReadOnlyList<(Value Condition, bool Holds)> chosen) =>
        reads.Exists(read => read.Depth <= depth && read.Guard.Path.All(guard => chosen.Contains((guard.Condition, guard.Holds)) || settled.Contains((guard.Condition, guard.Holds))));

    // What holds from here on, since it has been thrown otherwise.
    private readonly HashSet<(Value Condition, bool Holds)> settled = [];

    private void NoteThrown(ThrowStep exit)
    {
        if (depth == 0 && path.Count == 0 && exit.Guard?.Path.Where(guard => !settled.Contains((guard.Condition, guard.Holds))).ToList() is [var only])
            settled.Add((only.Condition, !only.Holds));
    }

    // How many sums from a step on go to elements of one array that are all there or, where no turn has read any of them, all nothing: those at constant places that the same turns read.
    private int TogetherThere(List<Step> steps, int at)
    {
        if (IsForUncertain(steps[at]) is not { } first)
            return 0;
        var count = 1;
        while (at + count < steps.Count && IsForUncertain(steps[at + count]) is { } next && next.Array == first.Array && next.Element!.ReadIn.SetEquals(first.Element!.ReadIn))
            count++;
        return count;
    }

    private AccumulateStep? IsForUncertain(Step step) =>
        step is AccumulateStep { Guard: null, Indices: [{ Kind: ValueKind.Literal, Number: >= 0 }], Element: { ReadIn.Count: > 0, ReadWithin.Count: 0 } element } sum
            && element.ReadDepth > depth && element.Operands is [_, _] && !IsSure(sum.Array, sum.Indices) && !IsSure(element)
            && Uncertain(sum.Amount, path).All(other => other is { Operands: [var array, { Kind: ValueKind.Literal, Number: >= 0 }], ReadWithin.Count: 0 } && array == element.Operands[0] && other.ReadIn.SetEquals(element.ReadIn)) ? sum : null;

    // Whether the last of them is there says it of all.
    private void WriteTogetherThere(List<Step> steps, List<List<Value>> roots, IReadOnlyList<Value> asked, int at, int count)
    {
        var sums = steps.GetRange(at, count).ConvertAll(step => (AccumulateStep)step);
        var last = sums.SelectMany(sum => Uncertain(sum.Amount, path).Append(sum.Element!)).OrderByDescending(element => element.Operands[1].Number).First();
        for (var i = at; i < at + count; i++)
        {
            remainder!.At = i;
            Settle(steps[i], steps.Skip(i + 1), asked);
            Name(roots[i], [], isGuarded: true);
        }

        var written = new WrittenIf(string.Join(" && ", IsInside(sums[0].Array, [last.Operands[1]])));
        written.Then.Statements.AddRange(sums.Select(StatementOf));
        Add(written);
        foreach (var sum in sums)
        {
            foreach (var (array, version) in Overwritten(sum))
                contents[WholeOf(array)] = version;
        }
    }

    private IEnumerable<string> IsInside(Value whole, Value[] indices)
    {
        foreach (var condition in whole.Kind == ValueKind.Row ? IsInside(whole.Operands[0], [whole.Operands[1]]) : [])
            yield return condition;
        // Where it is not made, an array of two indices that lies in borrowed memory has its shape all the same.
        if (indices.Length > 1 && MadeWhere(whole) is { } made)
            yield return made.Kind == ValueKind.Or ? expressions.WriteOperand(made) : expressions.Write(made);
        var array = expressions.WriteOperand(whole);
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            foreach (var divisor in Divisors(index).Distinct())
                yield return $"{expressions.WriteCompared(divisor)} != 0";
            var text = expressions.WriteCompared(index);
            var extent = indices.Length > 1 ? $"GetLength({i.ToString(System.Globalization.CultureInfo.InvariantCulture)})" : whole.Type.IsList ? "Count" : "Length";
            var count = ShapeOf(whole) is [_, _] shape ? expressions.WriteCompared(shape[i]) : $"{array}.{extent}";
            if (index is { Kind: ValueKind.Literal, Number: >= 0 })
            {
                yield return $"{count} > {text}";
                continue;
            }

            if (!ranges.IsNatural(index))
                yield return $"{text} >= 0";
            yield return $"{text} < {count}";
        }
    }

    // Whether it may fail in a way that no test of an index prevents, and that it would not fail in without it.
    private bool IsDelicate(Value value) => usage.In(usage.Certain([value]))
        .Any(part => part.MayFail && part.Kind is not (ValueKind.Element or ValueKind.Row or ValueKind.Extent) && !names.ContainsKey(part) && !anyway.Contains(part));

    // By what integers are divided that may be zero.
    private IEnumerable<Value> Divisors(Value value) => Unnamed(value).OrderBy(part => part.Id).Select(Divisor).OfType<Value>();

    private static Value? Divisor(Value value) =>
        value is { Kind: ValueKind.Divide or ValueKind.Remainder, Type.Kind: NumberKind.Integer, Operands: [_, { Kind: not ValueKind.Literal } divisor] } ? divisor : null;

    // Whether all that the value is made of is known here.
    private bool IsReachable(Value value) => Unnamed(value).All(part => part.Kind != ValueKind.Cell);

    // What a value is made of, each once, down to what has a name.
    private IEnumerable<Value> Unnamed(Value root)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (names.ContainsKey(value) || !seen.Add(value))
                continue;
            yield return value;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }
    }
}

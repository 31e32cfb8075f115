using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Loops.</content>
internal sealed partial class BodyWriter
{
    private void WriteLoop(LoopStep loop)
    {
        if (loop.Scheme?.Comment(loop) is { } comment)
            Line("// " + comment);
        var head = HeadOf(loop);
        var variables = new Dictionary<Carried, string>();
        foreach (var carried in loop.Carried.Where(carried => carried != head))
        {
            var name = ExpressionWriter.Identifier(pool.Take(NameOf(carried)));
            variables.Add(carried, name);
            var hasType = expressions.HasItsType(carried.Initial) && carried.Initial.Type.Equals(carried.Current.Type) && carried.Initial.Kind != ValueKind.Literal;
            Line($"{(hasType ? "var" : carried.Current.Type.Text)} {name} = {InitialText(carried)};");
        }

        var start = indent;
        foreach (var guard in loop.Guard?.Path ?? [])
        {
            Line($"if ({expressions.Write(guard.Holds ? guard.Condition : values.Not(guard.Condition))})");
            Line("{");
            indent++;
        }

        var outerNames = Enter();
        var outerPool = pool;
        pool = pool.Nested();
        depth++;
        foreach (var pair in variables)
            names[pair.Key.Current] = pair.Value;
        if (head is not null)
            names[head.Current] = variables[head] = ExpressionWriter.Identifier(pool.Take(NameOf(head)));
        var atHead = new Dictionary<Value, string>(names);
        Line(Opening(loop, head, variables));
        Line("{");
        indent++;
        var others = loop.Carried.Where(carried => carried != head).ToList();
        var sums = others.Where(carried => IsChosenSum(carried, loop)).ToList();
        others.RemoveAll(sums.Contains);
        var before = locals.Count;
        foreach (var stored in loop.Stored)
            contents[WholeOf(stored.Array)] = stored.Current;
        var counters = NoteBounds(loop);
        WriteRegion([.. loop.Body, .. sums.Select(Added)], [.. others.Select(carried => Changed(carried) ?? carried.Next)], [.. others.Select(carried => carried.Next)]);
        WriteNext(others, variables);
        LeaveLoop(before);
        counters.ForEach(counter => bounds.Remove(counter));
        indent--;
        // The test is of the next turn: what this one has named does not hold in it.
        names = atHead;
        Line(loop.TestsFirst ? "}" : $"}} while ({expressions.Write(loop.Condition)});");
        depth--;
        outerPool.Close(pool);
        pool = outerPool;
        Leave(outerNames);
        while (indent > start)
        {
            indent--;
            Line("}");
        }

        foreach (var pair in variables.Where(pair => pair.Key != head))
            names[pair.Key.Final] = pair.Value;
    }

    // A sum of which nothing is asked in the loop, and to which one thing or another is added: that is done together with what else depends on the condition.
    private bool IsChosenSum(Carried sum, LoopStep loop) =>
        sum.Next is { Kind: ValueKind.Add, Operands: [var left, { Kind: ValueKind.Select } amount] } && left == sum.Current && !values.IsWritten(sum.Next)
        && amount.Type.Equals(sum.Current.Type) && sum.Next.Type.Equals(sum.Current.Type)
        && !Mentions(loop.Condition, sum.Current) && !Needs.Of(loop.Body, loop.Carried.Where(other => other != sum).Select(other => other.Next).Append(amount)).Contains(sum.Current);

    private static AccumulateStep Added(Carried sum) => new(null, sum.Current, [], sum.Next.Operands[1], null);

    private static string NameOf(Carried carried) => WordFor(carried.Current);

    private static string WordFor(Value cell) => cell.Name is { Length: > 0 } name ? name : cell.Type.Kind == NumberKind.Integer ? "i" : "t";

    private string InitialText(Carried carried) => carried.Initial is { Kind: ValueKind.Literal, Type.IsReal: true } && carried.Current.Type.Kind == NumberKind.Double && carried.Initial.Text == "0" && !carried.Initial.Type.IsGeneric
        ? "0.0"
        : Guarded(carried.Initial);

    private string Opening(LoopStep loop, Carried? head, Dictionary<Carried, string> variables)
    {
        if (!loop.TestsFirst)
            return "do";
        var condition = loop.Condition == values.True ? "" : expressions.Write(loop.Condition);
        if (head is null)
            return $"while ({(condition.Length == 0 ? "true" : condition)})";
        var name = variables[head];
        return $"for ({head.Current.Type.Text} {name} = {expressions.Write(head.Initial)}; {condition}; {Step(head, name)})";
    }

    private string Step(Carried head, string name) => head.Next switch
    {
        { Kind: ValueKind.Add, Operands: [_, { Kind: ValueKind.Literal, Number: 1 }] } => name + "++",
        { Kind: ValueKind.Subtract, Operands: [_, { Kind: ValueKind.Literal, Number: 1 }] } => name + "--",
        _ => Assignment(head, name),
    };

    // The counter that the head of a for loop declares: nobody asks for it after the loop.
    private Carried? HeadOf(LoopStep loop)
    {
        if (!loop.TestsFirst)
            return null;
        return loop.Carried.FirstOrDefault(carried => carried.Current.Type.Kind == NumberKind.Integer
            && carried.Next is { Kind: ValueKind.Add or ValueKind.Subtract, Operands: [var left, { Kind: ValueKind.Literal }] } && left == carried.Current
            && Mentions(loop.Condition, carried.Current) && !read.Contains(carried.Final));
    }

    // All that is read anywhere.
    private readonly HashSet<Value> read = [];

    private static bool Mentions(Value value, Value wanted) => value == wanted || value.Operands.Any(operand => Mentions(operand, wanted));

    // sum = c ? sum + x : sum is if (c) sum += x.
    private static Value? Changed(Carried carried) => carried.Next is { Kind: ValueKind.Select, Operands: [var condition, var changed, var same] } && same == carried.Current && changed.Kind != ValueKind.Select
        ? condition
        : null;

    // All next values are of the turn that ends: what another one still needs is set aside.
    private void WriteNext(List<Carried> all, Dictionary<Carried, string> variables)
    {
        var open = all.Where(carried => carried.Next != carried.Current).ToList();
        while (open.Count > 0)
        {
            var next = open.FirstOrDefault(carried => open.All(other => other == carried || !Reads(other.Next, carried.Current)));
            if (next is null)
            {
                next = open[0];
                var copy = pool.Take(NameOf(next) + "Before");
                Line($"var {copy} = {variables[next]};");
                names[next.Current] = copy;
                Line($"{variables[next]} = {expressions.Write(next.Next)};");
            }
            else if (next.Next is { Kind: ValueKind.Select, Operands: [var condition, var changed, var same] } && same == next.Current && changed.Kind != ValueKind.Select && Known(next.Next) is null)
            {
                Line($"if ({expressions.Write(condition)})");
                indent++;
                Line(Assignment(next with { Next = changed }, variables[next]) + ";");
                indent--;
            }
            else
            {
                Line(Assignment(next, variables[next]) + ";");
            }

            open.Remove(next);
        }
    }

    private bool Reads(Value value, Value wanted)
    {
        if (value == wanted)
            return true;
        return Known(value) is null && value.Operands.Any(operand => Reads(operand, wanted));
    }

    private string Assignment(Carried carried, string name)
    {
        var next = carried.Next;
        if (next.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide && Known(next) is null && next.Operands[0] == carried.Current && next.Type.Equals(carried.Current.Type))
        {
            var by = next.Operands[1];
            if (next.Type.Kind == NumberKind.Integer && by is { Kind: ValueKind.Literal, Number: 1 } && next.Kind is ValueKind.Add or ValueKind.Subtract)
                return name + (next.Kind == ValueKind.Add ? "++" : "--");
            if (next.Kind == ValueKind.Add && by.Kind == ValueKind.Negate && Known(by) is null)
                return $"{name} -= {expressions.Write(by.Operands[0])}";
            return $"{name} {Sign(next.Kind)}= {expressions.Write(by)}";
        }

        return $"{name} = {expressions.Write(next)}";
    }
}

using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Loops.</content>
internal sealed partial class BodyWriter
{
    // Whether a loop has been written of which a later one may be the reversal.
    private bool hasLoop;

    private void WriteLoop(LoopStep loop)
    {
        if (loop.Scheme?.Comment(loop, hasLoop) is { } comment)
            Line("// " + comment);
        hasLoop = true;
        var head = HeadOf(loop);
        var variable = new Dictionary<Carried, string>();
        var continued = new List<(Variable Variable, Value Final)>();
        foreach (var carried in loop.Carried.Where(carried => carried != head))
        {
            if (Continued(carried, loop) is { } known)
            {
                variable.Add(carried, known.Name);
                continued.Add((known, carried.Final));
                continue;
            }

            var name = ExpressionWriter.Identifier(pool.Take(NameOf(carried)));
            variable.Add(carried, name);
            var hasType = expressions.HasItsType(carried.Initial) && carried.Initial.Type.Equals(carried.Current.Type) && carried.Initial.Kind != ValueKind.Literal;
            Add(new WrittenDeclaration(hasType ? "var" : carried.Current.Type.Text, name, InitialText(carried)));
        }

        var start = blocks.Count;
        foreach (var guard in loop.Guard?.Path ?? [])
            OpenIf(guard);

        var outerNames = Enter();
        var outerPool = pool;
        pool = pool.Nested();
        depth++;
        // What the variable held before is not there any more, nor what that stands for in a branch.
        foreach (var (known, _) in continued)
            names[known.Held] = Passed;
        foreach (var pair in variable)
            names[pair.Key.Current] = pair.Value;
        if (head is not null)
            names[head.Current] = variable[head] = ExpressionWriter.Identifier(pool.Take(NameOf(head)));
        var atHead = new Dictionary<Value, string>(names);
        var written = new WrittenLoop(Opening(loop, head, variable));
        Add(written);
        blocks.Push(written.Body);
        var others = loop.Carried.Where(carried => carried != head).ToList();
        var ends = Additions(loop, others);
        var own = others.ConvertAll(carried => (Carried: carried, Variable: new Variable(variable[carried], NameOf(carried), carried.Current, carried.Next, names)));
        var around = variables.Count;
        variables.AddRange(own.Select(one => one.Variable));
        var (before, outside) = (locals.Count, place);
        // What branches of a turn share is declared in the turn.
        if (path.Count > 0 && place is not null)
            Add(place = new DeclarationPlace());
        foreach (var stored in loop.Stored)
            contents[WholeOf(stored.Array)] = stored.Current;
        var counters = ranges.Enter(loop);
        var takings = Takings(loop, ends, own);
        List<Value> nexts = [.. own.Where(one => !takings.Exists(taking => taking.Variable == one.Variable)).Select(one => Changed(one.Carried) ?? one.Carried.Next)];
        WriteRegion([.. loop.Body, .. ends, .. takings], nexts, [.. others.Select(carried => carried.Next)]);
        WriteNext(own);
        variables.RemoveRange(around, variables.Count - around);
        LeaveBlock(before, outside);
        ranges.Leave(counters);
        blocks.Pop();
        // The test is of the next turn: what this one has named does not hold in it.
        names = atHead;
        written.Tail = loop.TestsFirst ? null : $"while ({expressions.Write(loop.Condition)});";
        depth--;
        outerPool.Close(pool);
        pool = outerPool;
        Leave(outerNames);
        while (blocks.Count > start)
            blocks.Pop();

        foreach (var pair in variable.Where(pair => pair.Key != head))
        {
            names[pair.Key.Final] = pair.Value;
            if (pair.Key.Final.Type.IsReal && continued.TrueForAll(one => one.Final != pair.Key.Final))
                variables.Add(new Variable(pair.Value, NameOf(pair.Key), pair.Key.Final, null, names));
        }

        continued.ForEach(one => Hold(one.Variable, one.Final));
    }

    private static string NameOf(Carried carried) => WordFor(carried.Current);

    private static string WordFor(Value cell) => cell.Name is { Length: > 0 } name ? name : cell.Type.Kind == NumberKind.Integer ? "i" : "t";

    private string InitialText(Carried carried) => carried.Initial is { Kind: ValueKind.Literal, Type.IsReal: true } && carried.Current.Type.Kind == NumberKind.Double && carried.Initial.Text == "0" && !carried.Initial.Type.IsGeneric
        ? "0.0"
        : Guarded(carried.Initial);

    private string Opening(LoopStep loop, Carried? head, Dictionary<Carried, string> variable)
    {
        if (!loop.TestsFirst)
            return "do";
        var condition = loop.Condition == values.True ? "" : expressions.Write(loop.Scheme?.Way == Programs.ReversalWay.Backwards ? Strict(loop.Condition) : loop.Condition);
        if (head is null)
            return $"while ({(condition.Length == 0 ? "true" : condition)})";
        var name = variable[head];
        return $"for ({head.Current.Type.Text} {name} = {expressions.Write(head.Initial)}; {condition}; {Step(head, name)})";
    }

    // Where a loop came from is where it ends backwards: i >= k + 1 is i > k.
    private Value Strict(Value condition) => condition switch
    {
        { Kind: ValueKind.GreaterOrEqual, Operands: [{ Type.Text: "int" } counter, { Kind: ValueKind.Add, Operands: [{ Type.Text: "int" } first, { Kind: ValueKind.Literal, Number: 1 }] }] } =>
            values.Binary(ValueKind.Greater, condition.Type, counter, first),
        { Kind: ValueKind.LessOrEqual, Operands: [{ Type.Text: "int" } counter, { Kind: ValueKind.Subtract, Operands: [{ Type.Text: "int" } last, { Kind: ValueKind.Literal, Number: 1 }] }] } =>
            values.Binary(ValueKind.Less, condition.Type, counter, last),
        _ => condition,
    };

    private string Step(Carried head, string name) => head.Next switch
    {
        { Kind: ValueKind.Add, Operands: [_, { Kind: ValueKind.Literal, Number: 1 }] } => name + "++",
        { Kind: ValueKind.Subtract, Operands: [_, { Kind: ValueKind.Literal, Number: 1 }] } => name + "--",
        _ => Taken(head.Next, head.Current, name, expressions.Write).Text,
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
    private Value? Changed(Carried carried) => carried.Next is { Kind: ValueKind.Select, Operands: [var condition, var changed, var same] } && same == carried.Current && changed.Kind != ValueKind.Select && !HasStatements(carried.Next)
        ? condition
        : null;

    // All next values are of the turn that ends: what another one still needs is set aside.
    private void WriteNext(List<(Carried Carried, Variable Variable)> all)
    {
        var open = all.Where(one => one.Variable.Held != one.Carried.Next).ToList();
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var reads = open.ConvertAll(one => Reached(one.Carried.Next));
            var at = open.FindIndex(one => Enumerable.Range(0, open.Count).All(i => open[i].Variable == one.Variable || !reads[i].Contains(one.Variable.Held)));
            var (carried, variable) = open[Math.Max(at, 0)];
            var (next, held, name) = (carried.Next, variable.Held, variable.Name);
            if (at < 0)
            {
                var copy = pool.Take(NameOf(carried) + "Before");
                Add(new WrittenDeclaration("var", copy, name));
                names[held] = copy;
                Add(new WrittenAssignment(name, "=", expressions.Write(next)));
            }
            else
            {
                WriteTaken(variable, next);
            }

            open.RemoveAt(Math.Max(at, 0));
        }
    }

    // What is read on the way to a value, up to what is there already.
    private HashSet<Value> Reached(Value root)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!seen.Add(value) || names.ContainsKey(value))
                continue;
            foreach (var operand in value.Joined?.Arrays ?? (IEnumerable<Value>)value.Operands)
                open.Push(operand);
        }

        return seen;
    }

    private bool Reads(Value value, Value wanted) => IsAsked(wanted, [value], null);
}

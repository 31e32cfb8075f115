using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Variables that take their next value as soon as nobody asks for the last one any more, as a person writes it: <c>angle += q[i]</c>.</content>
internal sealed partial class BodyWriter
{
    // What no variable holds any more.
    private const string Passed = "\u0004";

    // Those that can be assigned to, innermost last.
    private readonly List<Variable> variables = [];

    // What is still to be written in the region where the writer stands.
    private Remainder? remainder;

    /// <summary>A variable, and the value that it holds.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="word">What the author calls it, or what its adjoint would be called.</param>
    /// <param name="held">What it holds at first.</param>
    /// <param name="next">What it holds in the end; null where any value of that name may follow.</param>
    /// <param name="scope">Where it can be assigned to.</param>
    private sealed class Variable(string name, string word, Value held, Value? next, Dictionary<Value, string> scope)
    {
        public string Name { get; } = name;

        public string Word { get; } = word;

        public Value Held { get; set; } = held;

        public Value? Next { get; } = next;

        public Dictionary<Value, string> Scope { get; } = scope;
    }

    /// <summary>The steps of a region from one on, and what is asked for at its end.</summary>
    private sealed class Remainder(Remainder? outer, List<Step> steps, IEnumerable<Value> results)
    {
        public int At { get; set; }

        /// <summary>That of the region around.</summary>
        public Remainder? Outer { get; } = outer;

        /// <summary>How many numbers of the step are on the tape already.</summary>
        public int Pushed { get; set; }

        /// <summary>Steps that have been taken out, to be written next.</summary>
        public IEnumerable<Step> Aside { get; set; } = [];

        public IEnumerable<Value> Values => Aside.Concat(steps.Skip(At).Skip(Pushed > 0 ? 1 : 0)).SelectMany(AllOf).Concat(Pushed > 0 ? ((PushStep)steps[At]).Values.Skip(Pushed) : []).Concat(results);

        /// <summary>The same without the step itself.</summary>
        public IEnumerable<Value> After => steps.Skip(At + 1).SelectMany(AllOf).Concat(results);

        /// <summary>What is asked for when all of them are done.</summary>
        public IEnumerable<Value> Results => results;

        /// <summary>What all steps of the region read.</summary>
        public IEnumerable<Value> All => steps.SelectMany(AllOf).Concat(results);

        private static IEnumerable<Value> AllOf(Step step) => step is MembersStep together ? together.Members.SelectMany(AllOf)
            : step is TakeStep take ? [take.Next]
            : step is AccumulateStep { Element: { } element } ? Needs.All(step).Append(element)
            : Needs.All(step);
    }

    // What the author named can be assigned to again, where a later value has the same name.
    private void NoteVariable(Value value, string name)
    {
        if (isProgram && value.IsNamedByAuthor && value.Type.IsReal && expressions.HasItsType(value))
            variables.Add(new Variable(name, value.Name!, value, null, names));
    }

    /// <summary>The variable that takes a value as soon as it is computed; null where it gets a name of its own.</summary>
    private Variable? Taking(Value value)
    {
        if (remainder is null || !value.Type.IsReal)
            return null;
        return variables.Find(one => one.Scope == names && one.Held.Type.Equals(value.Type)
            && (value == one.Next
                ? !value.IsNamedByAuthor || value.Name == one.Word
                : value.Name == one.Word && Reads(value, one.Held) && (one.Next is null || Reads(one.Next, value)))
            && !IsAsked(one.Held, remainder.Values.Concat(assigned), value) && (path.Count == 0 || !(IsAskedAround(one.Held) || IsAskedAround(value))));
    }

    // Whether a value is read behind the braces in which the writer stands.
    private bool IsAskedAround(Value value)
    {
        for (var around = remainder!.Outer; around is not null; around = around.Outer)
        {
            if (IsAsked(value, around.After, null))
                return true;
        }

        return false;
    }

    // The variable that a loop goes on with; null where it needs one of its own.
    private Variable? Continued(Carried carried, LoopStep loop)
    {
        if (remainder is null || path.Count > 0 || !carried.Current.Type.IsReal)
            return null;
        var variable = variables.FindLast(one => one.Scope == names && one.Held == carried.Initial && one.Word == NameOf(carried) && one.Held.Type.Equals(carried.Current.Type)
            && (one.Next is null || Reads(one.Next, carried.Final)));
        if (variable is null)
            return null;
        var inLoop = loop.Body.SelectMany(Needs.All).Concat(loop.Carried.Select(other => other.Next)).Append(loop.Condition).Concat(Needs.Guards(loop))
            .Concat(loop.Carried.Where(other => other != carried).Select(other => other.Initial));
        return IsAsked(variable.Held, inLoop.Concat(remainder.After), null) ? null : variable;
    }

    // The variable of the forward sweep that has the name of what comes from the tape, where nobody asks any more for what it holds.
    private string? Reused(Value popped)
    {
        if (path.Count > 0 || !popped.Type.IsReal || WordFor(popped) is not { Length: > 0 } word || (popped.Kind != ValueKind.Cell && popped.Name != word))
            return null;
        // One that was declared in braces which are closed is not there any more.
        var variable = variables.FindLast(one => one.Name == ExpressionWriter.Identifier(word) && one.Held.Type.Equals(popped.Type) && (one.Held.Kind == ValueKind.Input || Known(one.Held) == one.Name));
        if (variable is null || variable.Next is not null || names.Any(pair => pair.Value == variable.Name && pair.Key != variable.Held))
            return null;
        for (var around = remainder; around is not null; around = around.Outer)
        {
            // What a turn has named already the next one computes again.
            if (StandsFor(variable.Held).Any(held => around.Outer is null ? IsAsked(held, around.After, null) : Needs.Of([], around.All).Contains(held)))
                return null;
        }

        return variable.Name;
    }

    // What was chosen on a condition is, where that is settled, what it was chosen for.
    private static IEnumerable<Value> StandsFor(Value held) => held.Kind == ValueKind.Select ? held.Operands.Skip(1).Where(chosen => !chosen.IsLeaf).SelectMany(StandsFor).Prepend(held) : [held];

    // Whether a value is read on the way to others, where some is there already.
    private bool IsAsked(Value held, IEnumerable<Value> roots, Value? given)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (value == held)
                return true;
            if (value == given || names.ContainsKey(value) || !seen.Add(value))
                continue;
            foreach (var operand in value.Joined?.Arrays ?? (IEnumerable<Value>)value.Operands)
                open.Push(operand);
        }

        return false;
    }

    // Whether a value can no longer be computed.
    private bool IsPast(Value root)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            foreach (var operand in open.Pop().Operands)
            {
                if (!names.TryGetValue(operand, out var name) && seen.Add(operand))
                    open.Push(operand);
                if (name == Passed)
                    return true;
            }
        }

        return false;
    }

    private void Hold(Variable variable, Value value)
    {
        foreach (var local in locals.Where(local => local.Value == variable.Held && local.Name == variable.Name))
            local.IsGone = true;
        names[variable.Held] = Passed;
        names[value] = variable.Name;
        variable.Held = value;
    }

    // x = x + y is x += y, and so is x = y + x.
    private WrittenAssignment Taken(Value next, Value held, string name, Func<Value, string> write)
    {
        if (RestOf(next, held) is { } rest)
            next = values.Arithmetic(ValueKind.Add, held, rest);
        var isHeld = Array.ConvertAll(next.Operands, operand => operand == held);
        if (next.Kind is not (ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide) || Known(next) is not null || !next.Type.Equals(held.Type)
            || !(isHeld[0] || (isHeld[1] && next.Kind is ValueKind.Add or ValueKind.Multiply)))
            return new WrittenAssignment(name, "=", write(next));
        var by = next.Operands[isHeld[0] ? 1 : 0];
        if (next.Type.Kind == Model.NumberKind.Integer && by is { Kind: ValueKind.Literal, Number: 1 } && next.Kind is ValueKind.Add or ValueKind.Subtract)
            return new WrittenAssignment(name, next.Kind == ValueKind.Add ? "++" : "--", "");
        return next.Kind == ValueKind.Add && Opposite(by) is { } taken
            ? new WrittenAssignment(name, "-=", write(taken))
            : new WrittenAssignment(name, Sign(next.Kind) + "=", write(by));
    }

    // Of the derivative's own x − a + b it is b − a, of a + x − b it is a − b: what is added to x. Null where it is no sum of three or more with x in it.
    private Value? RestOf(Value next, Value held)
    {
        var addends = new List<(bool IsNegative, Value Value)>();
        var isLeft = false;
        for (var sum = next; ; sum = sum.Operands[0])
        {
            isLeft = sum == held;
            if (isLeft || sum.Kind is not (ValueKind.Add or ValueKind.Subtract) || values.IsWritten(sum) || Known(sum) is not null || !sum.Type.Equals(held.Type))
            {
                addends.Insert(0, (false, sum));
                break;
            }

            addends.Insert(0, (sum.Kind == ValueKind.Subtract, sum.Operands[1]));
        }

        if (addends.Count < 3 || addends.Exists(addend => !addend.Value.Type.Equals(held.Type)) || addends.FindIndex(addend => addend == (false, held)) is not (>= 0 and var at))
            return null;
        addends.RemoveAt(at);
        if (addends.FindIndex(addend => !addend.IsNegative) is > 0 and var positive)
        {
            addends.Insert(0, addends[positive]);
            addends.RemoveAt(positive + 1);
        }

        var rest = addends[0].IsNegative ? values.Negate(addends[0].Value) : addends[0].Value;
        foreach (var (isNegative, value) in addends.Skip(1))
            rest = values.Arithmetic(isNegative ? ValueKind.Subtract : ValueKind.Add, rest, value);
        return rest;
    }

    // What is taken away where its negative is added: of −x it is x, and of the derivative's own −2·x it is 2·x.
    private Value? Opposite(Value amount)
    {
        if (Known(amount) is not null)
            return null;
        if (amount.Kind == ValueKind.Negate)
            return amount.Operands[0];
        if (values.IsWritten(amount))
            return null;
        // −a − b is −(a + b).
        if (amount.Kind is ValueKind.Add or ValueKind.Subtract)
        {
            return Opposite(amount.Operands[0]) is { } first && (amount.Kind == ValueKind.Subtract ? amount.Operands[1] : Opposite(amount.Operands[1])) is { } second
                ? values.Arithmetic(ValueKind.Add, first, second)
                : null;
        }

        if (amount.Kind is not (ValueKind.Multiply or ValueKind.Divide))
            return null;
        var left = amount.Operands[0] is { IsNumeral: true, Number: < 0 } number ? values.Number(number.Type, Algebra.Constant.Of(-number.Number)) : Opposite(amount.Operands[0]);
        return left is null ? null : values.Remake(amount, [left, amount.Operands[1]]);
    }
}

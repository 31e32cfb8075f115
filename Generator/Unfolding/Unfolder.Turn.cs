using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>One turn of a loop that is kept.</content>
internal sealed partial class Unfolder
{
    /// <summary>One turn of a loop, carried out on cells.</summary>
    private sealed partial class Turn(
        Unfolder unfolder, Loop loop, Frame frame, IReadOnlyList<int> variables, HashSet<(int Variable, int Part)> active, HashSet<(int Variable, int Part)> unchanged, ArrayChoices choices,
        Handovers handovers, IReadOnlyList<Value> stored)
    {
        private readonly ValueGraph values = unfolder.values;
        private readonly List<(Value Current, Value Initial, Value Next, bool IsOfVariable)> flags = [];
        private Dictionary<Value, int> before = [];
        private Dictionary<Value, int> heads = [];
        private readonly Dictionary<int, List<Value>> onward = [];
        private Value condition = unfolder.values.True;
        private readonly Dictionary<int, (Value Current, Value Final)> numbers = [];
        private Value? hasReturned;
        private Value? returned;

        /// <summary>Whether there is a first turn in any case, where the loop is come to at all.</summary>
        public bool IsCertain { get; init; }

        /// <summary>Under what condition the loop is come to.</summary>
        public Guard? Guard { get; private set; }

        /// <summary>In how many loops what it does stands.</summary>
        public int Depth { get; private set; }

        public List<Step> Steps { get; } = [];

        public List<(int Variable, int Part, Carried Carried)> Carried { get; } = [];

        public List<(int Variable, int Part)> Unchanged { get; } = [];

        /// <summary>Whether variables stand for arrays that they were not known to stand for.</summary>
        public bool HasNewChoices { get; private set; }

        public void Run()
        {
            var body = frame.Fork();
            body.IsRepeated = true;
            (body.Left, body.Exits, body.Returned, body.Exit) = (null, [], null, null);
            var currents = new Dictionary<int, List<Value>>();
            foreach (var (one, count) in choices.Numbers)
                numbers.Add(one, (Cell(count > 2 ? ValueType.Int : ValueType.Boolean, NameOf(one, count), false), Cell(count > 2 ? ValueType.Int : ValueType.Boolean, NameOf(one, count), false)));
            foreach (var variable in variables)
            {
                var initial = frame.Variables[variable]!;
                var parts = Parts(initial).Zip(PartNames(initial, frame.Function.Variables[variable].Name), (part, name) => (part, name))
                    .Select((pair, i) => pair.part.Type.IsArray ? Standing((variable, i), pair.part, pair.name) : unchanged.Contains((variable, i)) ? pair.part : Cell(pair.part.Type, pair.name, active.Contains((variable, i)))).ToList();
                currents.Add(variable, parts);
                body.Variables[variable] = unfolder.Grouped(initial, new(parts));
            }

            CopyBefore();
            before = stored.ToDictionary(array => array, unfolder.VersionOf);
            heads = stored.ToDictionary(array => array, unfolder.NewVersion);
            var (steps, guard) = (unfolder.steps, unfolder.guard);
            (unfolder.steps, unfolder.guard) = (Steps, null);
            (Guard, Depth) = (guard, ++unfolder.loopDepth);
            unfolder.turns.Push(this);
            try
            {
                unfolder.Carry(loop.Test, body);
                condition = unfolder.Evaluate(loop.Condition, body);
                if (Steps.Count > 0)
                    TestWithin(body);
                unfolder.Carry(loop.Body, body);
                End(body);
                HandOn(body);
            }
            finally
            {
                unfolder.turns.Pop();
                unfolder.loopDepth--;
                (unfolder.steps, unfolder.guard) = (steps, guard);
            }

            var nexts = new Dictionary<(int, int), Value>();
            foreach (var variable in variables)
            {
                var next = Parts(body.Variables[variable]!);
                var initial = Parts(frame.Variables[variable]!);
                var current = currents[variable];
                if (next.Count != current.Count)
                    throw Stop("SYMDIFF002", loop.Site, $"What the loop makes of '{frame.Function.Variables[variable].Name}'", "assign its elements one by one");
                for (var i = 0; i < next.Count; i++)
                {
                    if (next[i].Type.IsArray)
                    {
                        Change((variable, i), next[i], nexts);
                        continue;
                    }

                    // What no turn changes is what it was before the loop.
                    if (next[i] == current[i])
                        Unchanged.Add((variable, i));
                    else if (unchanged.Remove((variable, i)))
                        throw Stop("SYMDIFF012", loop.Site, unfolder.method.Declaration.Name);
                    Carried.Add((variable, i, new Carried(current[i], initial[i], next[i], Cell(current[i].Type, current[i].Name ?? "", active.Contains((variable, i))))
                    {
                        Onward = i < onward[variable].Count && onward[variable][i] is var other && other != next[i] && (!next[i].IsActive || IsSmooth(other, [])) ? other : null,
                    }));
                }
            }

            // What stands for the same array as another may do so no longer.
            if (beginsAnew)
                choices.Clear();
            HasNewChoices = HasNewChoices || choices.Split(nexts);
            if (!HasNewChoices)
                CarryNumbers();
            foreach (var (one, count) in HasNewChoices ? [] : choices.Numbers)
            {
                var current = numbers[one].Current;
                flags.Add((current, count > 2 ? values.Integer(0) : values.False, choices.Round(nexts[choices.SlotsOf(one).First()], current, count), false));
            }
        }

        // An adjoint that is 0 stays so on its way through these, whatever the numbers are.
        private static bool IsSmooth(Value value, HashSet<Value> seen) => value.IsLeaf || !seen.Add(value)
            || ((value.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Negate or ValueKind.Convert
                || value is { Kind: ValueKind.Call, Function: "Sin" or "Cos" or "Tanh" or "Atan" }) && value.Operands.All(operand => IsSmooth(operand, seen)));

        // The array that a variable stands for at the beginning of a turn.
        private Value Standing((int Variable, int Part) slot, Value initial, string name)
        {
            if (handovers.Of(slot) is { } handover)
                return Handed(slot, handover, initial, name);
            choices.Of(slot, initial);
            return choices.IsChosen(slot) ? choices.Chosen(slot, numbers[choices.ClassOf(slot)].Current, name) : initial;
        }

        // And at its end.
        private void Change((int Variable, int Part) slot, Value next, Dictionary<(int, int), Value> nexts)
        {
            if (handovers.Of(slot) is not null)
                return;
            if (choices.Widen(slot, next) is not { } isNew)
            {
                Begin(slot, next);
                return;
            }

            HasNewChoices |= isNew;
            if (!isNew && choices.IsChosen(slot))
                nexts.Add(slot, choices.NumberOf(slot, next));
        }

        // Two variables that change places are swapped; of any other it is said which array it is.
        private string NameOf(int one, int count)
        {
            var slots = choices.SlotsOf(one).ToList();
            var name = frame.Function.Variables[slots[0].Variable].Name;
            return slots.Count > 1 ? count > 2 ? "shift" : "swapped" : name.Length == 0 ? "choice" : name + "Choice";
        }

        // A condition that does something is a part of the turn, which it may end.
        private void TestWithin(Frame body)
        {
            if (!loop.TestsFirst)
                throw Stop("SYMDIFF002", loop.Site, "A do loop whose condition does more than compare", "compute what it needs at the end of the loop");
            body.Left = values.Not(condition);
            body.Exits.Add(new LoopExit(ExitKind.Break, body.Left, [.. body.Variables], null));
            condition = values.True;
        }

        // What leaves the turn early brings its variables along.
        private void End(Frame body)
        {
            if (body.IsDead)
                body.Left ??= values.True;
            foreach (var exit in body.Exits.Where(exit => exit.Kind == ExitKind.Continue))
                unfolder.Merge(body, exit);
            var exits = body.Exits.Where(exit => exit.Kind != ExitKind.Continue).ToList();
            (body.Left, body.Exits, body.IsDead) = (null, [], false);
            var left = exits.Aggregate(values.False, (all, exit) => values.Or(all, exit.Condition));
            if (left == values.False)
                unfolder.Carry(loop.Step, body);
            else
                unfolder.Within(new Guard(left, false, unfolder.guard), () => unfolder.Carry(loop.Step, body));
            foreach (var variable in variables)
                onward[variable] = body.Variables[variable] is { } value ? Parts(value) : [];
            foreach (var exit in exits)
                unfolder.Merge(body, exit);
            if (left == values.False)
                return;
            var isLeft = Flag(ValueType.Boolean, "left", values.False, left);
            condition = values.And(values.Not(isLeft), condition);
            var returns = exits.Where(exit => exit.Kind == ExitKind.Return).ToList();
            if (returns.Count == 0)
                return;
            hasReturned = returns.Count == exits.Count ? isLeft : Flag(ValueType.Boolean, "returned", values.False, returns.Aggregate(values.False, (all, exit) => values.Or(all, exit.Condition)));
            if (returns[0].Result is not { } result)
                return;
            var parts = Parts(result);
            if (!parts.TrueForAll(part => part.Type.IsReal || part.Type.Kind is NumberKind.Integer or NumberKind.Boolean) || returns.Exists(exit => Parts(exit.Result!).Count != parts.Count))
                throw Stop("SYMDIFF002", loop.Site, "Returning this from within a loop", "set a variable in it, and return after it");
            returned = unfolder.Grouped(result, new(parts.Select((part, i) => Flag(
                part.Type,
                "result",
                part.Type.Kind == NumberKind.Boolean ? values.False : values.Number(part.Type, Algebra.Constant.Zero),
                null,
                next => returns.Aggregate(next, (value, exit) => values.Select(exit.Condition, Parts(exit.Result!)[i], value))))));
        }

        private Value Flag(ValueType type, string name, Value initial, Value? next, Func<Value, Value>? onwards = null)
        {
            // The result is active where any of those returned is: it is found out by what comes back.
            var current = Cell(type, name, false);
            next ??= onwards!(current);
            if (next.IsActive)
            {
                current = Cell(type, name, true);
                next = onwards!(current);
            }

            flags.Add((current, initial, next, false));
            return current;
        }

        private Value Cell(ValueType type, string name, bool isActive)
        {
            var cell = values.Cell(type, name);
            cell.Name = name;
            cell.IsActive = isActive && type.Kind is not (NumberKind.Boolean or NumberKind.Integer);
            return cell;
        }

        // The array that a variable stands for after the loop.
        private Value Left((int Variable, int Part) slot, Value initial, Dictionary<Value, Value> finals) => handed.TryGetValue(slot, out var one)
            ? one.AtEnd(finals)
            : choices.IsChosen(slot)
            ? choices.Chosen(slot, numbers[choices.ClassOf(slot)].Final, frame.Function.Variables[slot.Variable].Name is { Length: > 0 } name ? name + "AtEnd" : "")
            : initial;

        /// <summary>The loop stands: what it carries is known.</summary>
        public void Finish()
        {
            var carried = Carried.Where(item => item.Carried.Next != item.Carried.Current).Select(item => item.Carried).ToList();
            var finals = new Dictionary<Value, Value>();
            foreach (var (current, initial, next, _) in flags)
            {
                var final = numbers.Values.FirstOrDefault(number => number.Current == current).Final ?? Cell(current.Type, current.Name!, current.IsActive);
                finals.Add(current, final);
                carried.Add(new Carried(current, initial, next, final));
            }

            var arrays = stored.Select(array => new StoredArray(array, before[array], heads[array], unfolder.NewVersion(array))).ToList();
            MakeBuffers(carried);
            MakeRows(carried);
            unfolder.steps.Add(new LoopStep(unfolder.guard, carried, condition, loop.TestsFirst, Steps, arrays));
            foreach (var variable in LoopSearch.Assigned(loop))
            {
                if (frame.Variables[variable] is not { } initial || !variables.Contains(variable))
                    continue;
                var parts = Parts(initial).Select((part, i) => part.Type.IsArray ? Left((variable, i), part, finals)
                    : Carried.Where(item => item.Variable == variable && item.Part == i).Select(item => item.Carried.Next == item.Carried.Current ? item.Carried.Initial : item.Carried.Final).First());
                frame.Variables[variable] = unfolder.Grouped(initial, new(parts));
            }

            if (hasReturned is null)
                return;
            var result = returned is null ? null : unfolder.Grouped(returned, new(Parts(returned).Select(part => finals[part])));
            if (frame.IsRepeated)
            {
                // It leaves the loop around this one too.
                frame.Left = finals[hasReturned];
                frame.Exits.Add(new LoopExit(ExitKind.Return, finals[hasReturned], [.. frame.Variables], result));
                return;
            }

            frame.Returned = finals[hasReturned];
            frame.Exit = frame.ExitWith(result);
        }
    }
}

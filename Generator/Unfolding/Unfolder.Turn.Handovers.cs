using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>What a turn hands to the next of arrays that are new, or parts that move.</content>
internal sealed partial class Unfolder
{
    private sealed partial class Turn
    {
        private readonly SortedDictionary<(int Variable, int Part), HandedArray> handed = [];
        private readonly List<DefineStep> made = [];
        private bool beginsAnew;

        /// <summary>A variable's array in this turn.</summary>
        /// <param name="Handover">How it goes from turn to turn.</param>
        /// <param name="Initial">What it is before the loop.</param>
        /// <param name="Current">What it is at the beginning of a turn.</param>
        /// <param name="Numbers">The numbers that are carried for it: what they are at the beginning of a turn, and before the loop.</param>
        /// <param name="Of">What it is where numbers are others.</param>
        private sealed record HandedArray(Handover Handover, Value Initial, Value Current, List<(Value Current, Value Initial)> Numbers, Func<Func<Value, Value>, Value> Of)
        {
            /// <summary>The numbers at the end of the turn.</summary>
            public List<Value> Nexts { get; } = [];

            public Value AtEnd(Dictionary<Value, Value> finals) => Of(number => finals.TryGetValue(number, out var final) ? final : number);
        }

        // Finds out how an array goes on that is none of those that were there before the loop.
        private void Begin((int Variable, int Part) slot, Value next)
        {
            var initial = Parts(frame.Variables[slot.Variable]!)[slot.Part];
            HasNewChoices = beginsAnew = true;
            if (unfolder.PlaceOf(initial) is { } from && unfolder.PlaceOf(next) is { } to && from.Root == to.Root && from.Row is null == to.Row is null && !choices.IsOwn(from.Root))
            {
                handovers.Add(slot, new Handover(null) { IsPart = from.IsPart || to.IsPart });
                return;
            }

            Buffer(slot, initial, next);
        }

        private void Buffer((int Variable, int Part) slot, Value initial, Value next)
        {
            if (next.Type.Row is not null || initial.Type.Row is not null)
                throw Stop("SYMDIFF002", next.Site, $"An array of arrays that each turn leaves in '{frame.Function.Variables[slot.Variable].Name}'", "use an array with two indices");
            unfolder.Enter(RootsOf(initial));
            var isThere = !unfolder.HasOtherName(initial, frame, slot) && initial.Type.Rank == next.Type.Rank
                && ExtentsOf(next.Type).All(extent => unfolder.ExtentOf(initial, extent) == unfolder.ExtentOf(next, extent));
            if (!isThere)
            {
                var element = next.Type.Elements[0];
                var name = frame.Function.Variables[slot.Variable].Name is { Length: > 0 } own ? own : "array";
                var buffer = values.Cell(new ValueType(NumberKind.Array, element.Text + (next.Type.Rank == 2 ? "[,]" : "[]"), next.Type.Elements), unfolder.names.Take("buffer"));
                (buffer.Name, buffer.Site) = (name, loop.Site);
                unfolder.membersIn[buffer] = $"~{slot.Variable}.{slot.Part}";
                buffer.IsActive = element.IsReal && unfolder.activeSites.Contains((buffer.Site, unfolder.membersIn[buffer]));
                handovers.Add(slot, new Handover(buffer));
            }
            else
            {
                handovers.Add(slot, new Handover(initial) { IsThere = true });
            }

            var handover = handovers.Of(slot)!;
            choices.Buffers.Add(handover.Buffer!);
            foreach (var root in RootsOf(initial).Where(root => !isThere && unfolder.HasOtherName(root, frame, slot)))
            {
                handover.Originals.Add(root);
                handover.IsShared = true;
            }
        }

        private Value Handed((int Variable, int Part) slot, Handover handover, Value initial, string name)
        {
            var numbers = new List<(Value Current, Value Initial)>();
            Value Number(Value before, string what)
            {
                var cell = Cell(ValueType.Int, name.Length > 0 ? name + what : char.ToLowerInvariant(what[0]) + what.Substring(1), false);
                numbers.Add((cell, before));
                return cell;
            }

            Func<Func<Value, Value>, Value> of;
            if (handover.Buffer is { } buffer)
            {
                Value[] extents = handover.Varies ? [.. ExtentsOf(buffer.Type).Select(extent => Number(unfolder.ExtentOf(initial, extent), extent == "Length" ? extent : extent == "GetLength(0)" ? "Rows" : "Columns"))] : [];
                of = final => extents.Length == 0 ? buffer : extents.Length == 2 ? values.Corner(buffer, final(extents[0]), final(extents[1])) : Part(buffer, values.Integer(0), final(extents[0]));
            }
            else
            {
                var place = unfolder.PlaceOf(initial)!;
                Value? Moving(PartNumber number, Value? before) => before is not null && handover.Moving.Contains(number) ? Number(before, number == PartNumber.Row ? "At" : number.ToString()) : before;
                var row = Moving(PartNumber.Row, place.Row);
                var start = handover.IsPart ? Moving(PartNumber.Start, unfolder.StartOf(place)) : null;
                var length = handover.IsPart ? Moving(PartNumber.Length, unfolder.LengthOf(place)) : null;
                of = final =>
                {
                    var whole = row is null ? place.Root : unfolder.Seen(values.Row(place.Root, final(row)));
                    return start is null ? whole : Part(whole, final(start), final(length!));
                };
            }

            // Within the loop.
            unfolder.loopDepth++;
            var current = of(number => number);
            unfolder.loopDepth--;
            handed.Add(slot, new HandedArray(handover, initial, current, numbers, of));
            return current;

            Value Part(Value whole, Value start, Value length)
            {
                var part = values.View(initial.Type.IsList ? new ValueType(NumberKind.Array, whole.Type.Elements[0].Text + "[]", whole.Type.Elements) : initial.Type, whole, start, length);
                if (name.Length > 0)
                    (part.Name, part.IsNamedByAuthor) = (part.Name ?? name, true);
                unfolder.partDepths[part] = unfolder.guard is null ? unfolder.loopDepth : -1;
                return part;
            }
        }

        // Before the loop: what the variables stand for is copied to the buffers.
        private void CopyBefore()
        {
            foreach (var (handover, initial) in handed.Values.Select(one => (one.Handover, one.Initial)))
            {
                unfolder.copied.AddRange(handover.Originals);
                if (handover.Buffer is not { } buffer)
                    continue;
                if (handover.IsShared)
                    unfolder.copied.Add(buffer);
                if (handover.IsThere)
                    continue;
                unfolder.names.Reserve(buffer.Text);
                unfolder.sizes.Remove(buffer);
                if (!handover.Varies)
                    unfolder.sizes[buffer] = [.. ExtentsOf(buffer.Type).Select(extent => unfolder.ExtentOf(initial, extent))];
                List<Overwrite> overwrites = unfolder.Join(buffer) is { } all ? [new Overwrite(all, unfolder.VersionOf(all), unfolder.NewVersion(all))] : [];
                var definition = new DefineStep(unfolder.guard, buffer, buffer) { Overwrites = overwrites };
                made.Add(definition);
                unfolder.steps.Add(definition);
                unfolder.CopyElements(initial, buffer, unfolder.guard);
            }
        }

        // At the end of a turn: what they stand for then.
        private void HandOn(Frame body)
        {
            var nexts = handed.ToDictionary(pair => pair.Key, pair => Parts(body.Variables[pair.Key.Variable]!) is var parts && pair.Key.Part < parts.Count ? parts[pair.Key.Part] : pair.Value.Current);
            foreach (var (slot, one) in handed.Select(pair => (pair.Key, pair.Value)).Where(pair => pair.Value.Handover.Buffer is null))
                Move(slot, one, nexts[slot]);
            var buffered = handed.Where(pair => pair.Value.Handover.Buffer is not null && nexts[pair.Key] != pair.Value.Current).ToList();
            foreach (var (slot, one) in buffered.Select(pair => (pair.Key, pair.Value)))
            {
                var next = nexts[slot];
                one.Nexts.AddRange(one.Handover.Varies ? ExtentsOf(one.Current.Type).Select(extent => unfolder.ExtentOf(next, extent)) : []);
                foreach (var root in RootsOf(next).Distinct().Where(root => root != one.Handover.Buffer))
                    Share(slot, one.Handover, root, body, nexts);
                if (!one.Handover.Varies && ExtentsOf(one.Current.Type).Any(extent => unfolder.ExtentOf(next, extent) != unfolder.ExtentOf(one.Current, extent)))
                    Vary(slot, one, next);
            }

            // What is copied from a buffer is so before that is written over.
            var open = buffered.ToDictionary(pair => pair.Key, pair => nexts[pair.Key]);
            while (open.Count > 0)
            {
                var slot = open.Keys.OrderBy(key => key).Cast<(int, int)?>().FirstOrDefault(key => !open.Any(other => other.Key != key && RootsOf(other.Value).Contains(handed[key!.Value].Handover.Buffer!)));
                if (slot is { } free)
                {
                    unfolder.CopyElements(open[free], handed[free].Handover.Buffer!, unfolder.guard);
                    open.Remove(free);
                    continue;
                }

                var first = open.Keys.OrderBy(key => key).First();
                open[first] = Aside(open[first]);
            }

            foreach (var pair in handed.Where(pair => pair.Value.Nexts.Count == 0))
                pair.Value.Nexts.AddRange(pair.Value.Numbers.Select(number => number.Current));
        }

        // A copy of the turn's own.
        private Value Aside(Value array)
        {
            var element = array.Type.Elements[0];
            var type = new ValueType(NumberKind.Array, element.Text + (array.Type.Rank == 2 ? "[,]" : "[]"), array.Type.Elements);
            Value[] extents = [.. ExtentsOf(array.Type).Select(extent => unfolder.ExtentOf(array, extent))];
            var copy = values.Cell(type, unfolder.names.Take("copy"));
            (copy.Name, copy.Site) = ("copy", loop.Site);
            unfolder.membersIn[copy] = "~copy";
            copy.IsActive = element.IsReal && unfolder.activeSites.Contains((copy.Site, "~copy"));
            unfolder.sizes[copy] = extents;
            unfolder.steps.Add(new DefineStep(unfolder.guard, copy, unfolder.New(type, extents)));
            unfolder.CopyElements(array, copy, unfolder.guard);
            return copy;
        }

        // A part of the same array at another place.
        private void Move((int Variable, int Part) slot, HandedArray one, Value next)
        {
            var handover = one.Handover;
            if (unfolder.PlaceOf(next) is not { } to || unfolder.PlaceOf(one.Initial) is not { } from || from.Root != to.Root || from.Row is null != to.Row is null)
            {
                HasNewChoices = true;
                Buffer(slot, one.Initial, next);
                return;
            }

            if (to.IsPart && !handover.IsPart)
                HasNewChoices = handover.IsPart = true;
            var current = unfolder.PlaceOf(one.Current)!;
            void Note(PartNumber number, Value? before, Value? after)
            {
                if (before is null || after is null)
                    return;
                if (handover.Moving.Contains(number))
                    one.Nexts.Add(after);
                else if (before != after && handover.Moving.Add(number))
                    HasNewChoices = true;
            }

            Note(PartNumber.Row, current.Row, to.Row);
            if (!handover.IsPart)
                return;
            Note(PartNumber.Start, unfolder.StartOf(current), unfolder.StartOf(to));
            Note(PartNumber.Length, unfolder.LengthOf(current), unfolder.LengthOf(to));
        }

        // Turns make arrays of other sizes than that which was there before.
        private void Vary((int Variable, int Part) slot, HandedArray one, Value next)
        {
            HasNewChoices = true;
            if (!one.Handover.IsThere)
            {
                one.Handover.Varies = true;
                return;
            }

            choices.Buffers.Remove(one.Handover.Buffer!);
            Buffer(slot, one.Initial, next);
            handovers.Of(slot)!.Varies = true;
        }

        // A copy is not seen under the array's other names: neither may be written any more.
        private void Share((int Variable, int Part) slot, Handover handover, Value root, Frame body, Dictionary<(int Variable, int Part), Value> nexts)
        {
            var others = Holders(root, body).Where(holder => holder != slot).ToList();
            var isOwn = choices.IsOwn(root) && !choices.Buffers.Contains(root);
            if (others.Count == 0 && (isOwn || choices.Buffers.Contains(root)))
                return;
            if (!isOwn && !choices.Buffers.Contains(root) && (others.Count > 0 || unfolder.HasOtherName(root, body, slot)))
                HasNewChoices |= handover.Originals.Add(root);
            // A buffer whose own variable goes on to another array is that variable's no more.
            if (choices.Buffers.Contains(root) && others.TrueForAll(other => handovers.Of(other)?.Buffer != root && !RootsOf(nexts.TryGetValue(other, out var next) ? next : root).Contains(root)))
                return;
            HasNewChoices |= !handover.IsShared;
            handover.IsShared = true;
            foreach (var other in others)
            {
                if (handovers.Of(other) is not { IsShared: false } shared)
                    continue;
                shared.IsShared = true;
                HasNewChoices = true;
            }
        }

        // What the numbers are in the next turn.
        private void CarryNumbers()
        {
            foreach (var one in handed.Values)
                flags.AddRange(one.Numbers.Zip(one.Nexts, (number, next) => (number.Current, number.Initial, next, false)));
        }

        // The buffers are made before the loop, as large as they must be.
        private void MakeBuffers(List<Carried> carried)
        {
            foreach (var definition in made)
            {
                var one = handed.Values.First(other => other.Handover.Buffer == definition.Cell);
                var at = unfolder.steps.IndexOf(definition);
                var before = new List<Step>();
                Value[] extents = [.. one.Handover.Varies
                    ? one.Numbers.Select((number, i) => Greatest(number.Initial, one.Nexts[i], carried, definition.Cell.Name!, before))
                    : ExtentsOf(definition.Cell.Type).Select(extent => unfolder.ExtentOf(one.Initial, extent))];
                unfolder.steps[at] = definition with { Definition = unfolder.New(definition.Cell.Type, extents) };
                unfolder.steps.InsertRange(at, before);
            }
        }

        // The greatest number that comes up in any turn: where it depends on the turn, all are gone through before.
        private Value Greatest(Value initial, Value next, List<Carried> carried, string name, List<Step> before)
        {
            if (!choices.IsOwn(next))
                return unfolder.Greater(initial, next);
            var (counted, asWritten) = (carried, next);
            carried = AtMost(carried);
            next = AtMost(next);
            var needed = new List<Carried>();
            var conditions = condition.Conjuncts.ToList();
            var known = conditions.FindAll(one => IsKnownBefore(one, carried, []));
            // Where turns may end the loop early, it must come to an end without that too.
            if (!IsKnownBefore(next, carried, needed) || known.Count == 0 || (known.Count < conditions.Count && !known.Exists(one => Counts(one, carried))) || known.Exists(one => IsAskedOfSeveralSteps(one, carried, counted)))
            {
                unfolder.Enter(Needs.Of([], [asWritten, condition]));
                throw Stop("SYMDIFF002", asWritten.Site >= 0 ? asWritten.Site : loop.Site, $"The length of what each turn leaves in '{name}', which depends on what the turn computes,", "make the array before the loop, as long as it may become");
            }

            if (Counted(next, known, carried) is { } last)
                return unfolder.Greater(initial, last);
            foreach (var one in known)
                IsKnownBefore(one, carried, needed);
            var cells = needed.ToDictionary(one => one.Current, one => Cell(one.Current.Type, one.Current.Name ?? one.Current.Text, false));
            var substitution = new Substitution(values, cells);
            var (greatest, final) = (Cell(ValueType.Int, "longest", false), Cell(ValueType.Int, "longest", false));
            before.Add(new LoopStep(
                unfolder.guard,
                [
                    .. needed.Select(one => new Carried(cells[one.Current], one.Initial, substitution.Of(one.Onward ?? one.Next), Cell(one.Current.Type, one.Current.Name ?? one.Current.Text, false))),
                    new Carried(greatest, initial, unfolder.Greater(greatest, substitution.Of(next)), final),
                ],
                known.Select(substitution.Of).Aggregate(values.And), loop.TestsFirst, [], []));
            return final;
        }

        // What is counted along in a loop that counts its turns has a greatest number that can be written down.
        private Value? Counted(Value next, List<Value> conditions, List<Carried> carried)
        {
            var (counted, offset) = CountedBy(next);
            if (carried.Find(one => one.Current == counted) is not { } count || Counter.StepOf(count) is not (> 0 and var step) || !loop.TestsFirst || Turns(conditions, carried) is not { } turns)
                return null;
            var further = step == 1 ? turns : values.Binary(ValueKind.Multiply, ValueType.Int, values.Integer(step), turns);
            return values.Plus(values.Plus(further, count.Initial), values.Integer(offset - step));
        }

        private static (Value Counted, long Offset) CountedBy(Value next) => next is { Kind: ValueKind.Add, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } ? (left, (long)by) : (next, 0);

        // How many turns there are of a loop that counts upwards from a literal or downwards to one.
        private Value? Turns(List<Value> conditions, List<Carried> carried)
        {
            if (conditions is not [{ Kind: ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual, Operands: [var counter, var bound] } test]
                || choices.IsOwn(bound) || carried.Find(one => one.Current == counter) is not { } along)
                return null;
            var more = test.Kind is ValueKind.LessOrEqual or ValueKind.GreaterOrEqual ? 1 : 0;
            var turns = (test.Kind, Counter.StepOf(along)) switch
            {
                (ValueKind.Less or ValueKind.LessOrEqual, 1) when along.Initial is { Kind: ValueKind.Literal, Number: var start } => values.Plus(bound, values.Integer(more - (long)start)),
                (ValueKind.Greater or ValueKind.GreaterOrEqual, -1) when bound is { Kind: ValueKind.Literal, Number: var end } => values.Plus(along.Initial, values.Integer(more - (long)end)),
                _ => null,
            };
            return turns is null || turns.Kind is ValueKind.Extent or ValueKind.Literal ? turns : unfolder.Greater(turns, values.Integer(0));
        }

        private Value AtMost(Value number) => unfolder.AtMost(number);

        private static bool Counts(Value condition, List<Carried> carried) => condition is { Kind: ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual }
            && carried.Exists(one => one.Current == condition.Operands[0] && Counter.StepOf(one) is { } step && step > 0 == condition.Kind is ValueKind.Less or ValueKind.LessOrEqual);

        // Whether a number follows from what is known before the loop, and which of what turns carry is needed for it.
        private bool IsKnownBefore(Value root, List<Carried> carried, List<Carried> needed)
        {
            var seen = new HashSet<Value>(needed.Select(one => one.Current));
            var open = new Stack<Value>([root]);
            while (open.Count > 0)
            {
                foreach (var value in Needs.Of([], [open.Pop()]).Where(choices.IsOwn).Where(seen.Add))
                {
                    if (carried.Find(one => one.Current == value) is { } number)
                    {
                        if (number.Current.Type.Kind is not (NumberKind.Integer or NumberKind.Boolean))
                            return false;
                        needed.Add(number);
                        open.Push(number.Onward ?? number.Next);
                    }
                    else if (value.Kind == ValueKind.Cell || (value.Kind == ValueKind.Element && stored.Contains(value.Operands[0])))
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }

    // The turn that is being carried out, within those around it.
    private readonly Stack<Turn> turns = new();
}

using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Additions that all depend on one condition are one <c>if</c>, on each side of which stands what is added there.</content>
internal sealed partial class BodyWriter
{
    // The additions that follow one another may be done in any order: those on the first one's condition are taken out and written together.
    private bool WriteSides(List<Step> steps, List<List<Value>> roots, IReadOnlyList<Value> results, int at)
    {
        if (steps[at] is not (AccumulateStep or TakeStep))
            return false;
        var end = at;
        while (end < steps.Count && steps[end] is AccumulateStep or TakeStep)
            end++;
        foreach (var condition in ConditionsOf(steps[at]))
        {
            var places = Enumerable.Range(at, end - at).Where(i => ConditionsOf(steps[i]).Contains(condition)).ToList();
            // What a variable holds before it takes another value must have been read by then.
            places.RemoveAll(i => steps[i] is TakeStep take && IsReadElsewhere(take, steps.Where((step, j) => j >= at && j != i && (step is TakeStep || !places.Contains(j))), results));
            if (places.Count == 0)
                continue;
            var together = places.ConvertAll(i => steps[i]);
            if (!CanTest(condition) || !IsWorthwhile(together))
                continue;
            for (var i = places.Count - 1; i >= 0; i--)
            {
                steps.RemoveAt(places[i]);
                roots.RemoveAt(places[i]);
            }

            remainder!.Aside = together;
            WriteSides(condition, together, [.. roots.Skip(at).SelectMany(root => root), .. results]);
            return true;
        }

        return false;
    }

    // Whether others than those that are written with it read what the variable holds.
    private bool IsReadElsewhere(TakeStep take, IEnumerable<Step> others, IEnumerable<Value> results)
    {
        var read = Needs.Of([], [.. others.SelectMany(Roots), .. results]);
        return read.Contains(take.Variable.Held) || read.Contains(take.Current);
    }

    private static bool IsChosen(AccumulateStep step) => step is { Guard: null, Amount.Kind: ValueKind.Select };

    private IEnumerable<Value> ConditionsOf(Step step) =>
        step.Guard is { } guard ? guard.Path.Select(one => one.Condition)
        : step is AccumulateStep sum && IsChosen(sum) && !names.ContainsKey(sum.Amount) ? [sum.Amount.Operands[0]]
        : step is TakeStep { Next: { Kind: ValueKind.Select } next } && !names.ContainsKey(next) ? [next.Operands[0]]
        : [];

    // Whether a condition may be tested here, whatever other conditions stand around it.
    private bool CanTest(Value condition) => names.ContainsKey(condition) || (IsReachable(condition) && !Uncertain(condition, path).Any() && !MayFail(condition));

    private bool MayFail(Value value) => Unnamed(value).Any(part => part.MayFail && part.Kind is not ValueKind.Element);

    private bool IsWorthwhile(List<Step> all)
    {
        if (all.Count > 1 && all.Exists(step => step is TakeStep))
            return true;
        var together = all.OfType<AccumulateStep>().ToList();
        if (together.Count == 0)
            return false;
        var chosen = together.Where(IsChosen).Select(step => step.Amount).ToList();
        if (together.Count > 1 && chosen.Count < together.Count)
            return true;
        if (chosen.Count > 0)
            return WantBranches(chosen) || IsNothing(1) || IsNothing(2);
        return Usage.Count([together[0].Amount], names.ContainsKey).Any(use => WantsName(use.Key, use.Value) && !IsIndex(use.Key) && use.Key != together[0].Amount);

        bool IsNothing(int side) => chosen.TrueForAll(choice => choice.Operands[side] is { Kind: ValueKind.Literal, Number: 0 });
    }

    private void WriteSides(Value condition, List<Step> together, List<Value> later)
    {
        var whenTrue = Side(together, condition, true);
        var whenFalse = Side(together, condition, false);
        if (whenTrue.Count == 0 && whenFalse.Count == 0)
        {
            remainder!.Aside = [];
            return;
        }

        // Either side reads what is left of a choice where its condition is settled.
        remainder!.Aside = [.. together, .. whenTrue, .. whenFalse];
        NameBefore(condition, whenTrue, whenFalse, later);
        remainder!.Aside = [];
        // What goes on as it is.
        foreach (var side in new[] { whenTrue, whenFalse })
            side.RemoveAll(step => step is TakeStep take && take.Next == take.Variable.Held);
        var written = new WrittenIf(expressions.Write(whenTrue.Count > 0 ? condition : values.Not(condition)));
        OpenBranches();
        Add(written);
        WriteSide(written.Then, condition, whenTrue.Count > 0, whenTrue.Count > 0 ? whenTrue : whenFalse);
        if (whenTrue.Count > 0 && whenFalse.Count > 0)
            WriteSide(written.Else = new WrittenBlock(), condition, false, whenFalse);

        foreach (var take in together.OfType<TakeStep>())
        {
            var held = take.Variable.Held;
            Hold(take.Variable, take.Next);
            // On the other side of a condition around both it still holds what it did.
            if (take.IsOneSide)
                take.Variable.Held = held;
        }
    }

    // What both sides need is named before them, and so is what one of them needs and what follows.
    private void NameBefore(Value condition, List<Step> whenTrue, List<Step> whenFalse, List<Value> later)
    {
        var (either, other) = (usage.Certain(whenTrue.SelectMany(Roots)), usage.Certain(whenFalse.SelectMany(Roots)));
        var needed = ValueSet.InBoth(either, other);
        var all = new ValueSet();
        all.UnionWith(either);
        all.UnionWith(other);
        needed.UnionWith(ValueSet.InBoth(all, usage.Certain(later)));
        var tested = usage.Certain([condition]);
        needed.UnionWith(tested);
        // What only leads to a value that a branch knows already is not asked for.
        var elsewhere = new HashSet<Value>(locals.Where(local => !local.IsGone).Select(local => local.Value).Concat(names.Keys.Where(value => value.Kind == ValueKind.Select).SelectMany(choice => choice.Operands.Skip(1))));
        var asked = new HashSet<Value>(Usage.Count([condition, .. later], value => names.ContainsKey(value) || elsewhere.Contains(value)).Keys);
        asked.UnionWith(Usage.Count(whenTrue.SelectMany(Roots), value => IsKnownIn(value, condition, true)).Keys);
        asked.UnionWith(Usage.Count(whenFalse.SelectMany(Roots), value => IsKnownIn(value, condition, false)).Keys);
        // What divides integers may do so behind the condition only, unless that itself does.
        Define([.. usage.In(needed)], value => asked.Contains(value) && IsReachable(value) && uses.TryGetValue(value, out var count) && !names.ContainsKey(value)
            && value != condition && (tested.Contains(value) || !Divisors(value).Any()) && IsWanted(value, count) && IsWorthItsGuards(value, count));
    }

    private void WriteSide(WrittenBlock block, Value condition, bool holds, List<Step> steps)
    {
        var scope = EnterBranch(condition, holds);
        blocks.Push(block);
        var outer = around;
        around ??= uses;
        WriteRegion(steps, []);
        around = outer;
        blocks.Pop();
        LeaveBranch(scope);
    }

    // What is added on one side. Two amounts for one element are added first.
    private List<Step> Side(List<Step> together, Value condition, bool holds)
    {
        var side = new List<AccumulateStep>();
        var restriction = Where(condition, holds);
        foreach (var step in together.OfType<AccumulateStep>())
        {
            if (!Holds(step.Guard, restriction, out var guard))
                continue;
            var amount = restriction.Of(step.Amount);
            if (amount is { Kind: ValueKind.Literal, Number: 0 })
                continue;
            var restricted = step with { Guard = guard, Amount = amount, Element = step.Guard is null ? step.Element : null };
            var same = side.FindIndex(other => other.Array == step.Array && other.Indices.SequenceEqual(step.Indices) && SameGuard(other.Guard, guard));
            if (same < 0)
                side.Add(restricted);
            else
                side[same] = side[same] with { Amount = Sum(side[same].Amount, amount), Element = restricted.Element is null ? null : side[same].Element };
        }

        return [.. side, .. together.OfType<TakeStep>().Select(take => take with { Next = restriction.Of(take.Next), IsOneSide = true })];
    }

    private Value Sum(Value left, Value right) =>
        right.Kind == ValueKind.Negate ? values.Arithmetic(ValueKind.Subtract, left, right.Operands[0])
        : left.Kind == ValueKind.Negate ? values.Arithmetic(ValueKind.Subtract, right, left.Operands[0])
        : values.Arithmetic(ValueKind.Add, left, right);

    private static bool SameGuard(Guard? one, Guard? other) =>
        (one?.Path ?? []).Select(guard => (guard.Condition, guard.Holds)).SequenceEqual((other?.Path ?? []).Select(guard => (guard.Condition, guard.Holds)));

    // The guard where the condition is settled; false where it does not hold then.
    private static bool Holds(Guard? guard, Restriction restriction, out Guard? restricted)
    {
        restricted = null;
        foreach (var one in guard?.Path ?? [])
        {
            var due = restriction.Of(one.Condition);
            if (due.Kind != ValueKind.Literal)
                restricted = new Guard(due, one.Holds, restricted);
            else if (due.Number != 0 != one.Holds)
                return false;
        }

        return true;
    }
}

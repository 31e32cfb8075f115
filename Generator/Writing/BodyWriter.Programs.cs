using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Programs: loops, elements that are written, tapes.</content>
internal sealed partial class BodyWriter
{
    // What holds elements that may not be there is named only where it would be long to write it again.
    private const int LongestUnsure = 12;
    private const int LengthOfGuard = 4;
    private const int MostUnsure = 2;

    private Dictionary<Value, int> uses = [];

    // What is used often in a region, or is part of what is.
    private HashSet<Value> repeated = [];

    // What the region computes under no condition.
    private ValueSet anyway = new();

    private bool isProgram;
    private int depth;

    // Steps in order, each with what it needs; at the end the results are at hand, and what is asked of elements afterwards has been read before they are overwritten.
    private void WriteRegion(IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyList<Value>? asked = null)
    {
        var outer = uses;
        var outerTouched = touched;
        touched = [.. touched];
        NoteExtents(steps);
        List<Step> rest = Together(steps);
        var roots = rest.ConvertAll(step => Roots(step).ToList());
        // What is taken from the tape is not computed here.
        var taken = new HashSet<Value>(steps.OfType<PopStep>().SelectMany(pop => pop.Values));
        uses = Usage.Count(roots.SelectMany(root => root).Concat(results), value => names.ContainsKey(value) || taken.Contains(value));
        var outerRepeated = repeated;
        repeated = Usage.Repeated(uses);
        var outerAnyway = anyway;
        anyway = usage.Certain(rest.Zip(roots, (step, own) => step.Guard is { } guard ? [guard.Path.First().Condition] : own).SelectMany(root => root).Concat(results));
        var outerPairs = pairs;
        pairs = PairsIn(rest, results);
        var outerRemainder = remainder;
        remainder = new Remainder(outerRemainder, rest, [.. results, .. asked ?? []]);
        for (var i = 0; i < rest.Count; i++)
        {
            remainder.At = i;
            while (i < rest.Count && (WriteSides(rest, roots, results, i) || WriteRun(rest, roots, results, asked ?? results, i)))
            {
            }

            if (i == rest.Count)
                break;
            if (TogetherThere(rest, i) is > 1 and var count)
            {
                WriteTogetherThere(rest, roots, asked ?? results, i, count);
                i += count - 1;
                continue;
            }

            Join(rest, roots, i);
            Settle(rest[i], rest.Skip(i + 1), asked ?? results);
            var given = Given(rest[i]);
            if (rest[i] is not PushStep)
                Name(given is null ? roots[i] : given.Operands, rest[i] is LoopStep loop ? [.. Fixed(loop)] : [.. given?.Operands.Where(operand => operand is { IsNamedByAuthor: true, Name.Length: > 0, Type.IsReal: true }) ?? []], isGuarded: rest[i].Guard is not null);
            WriteProgramStep(rest[i]);
        }

        remainder.At = rest.Count;

        if (!(depth == 0 && results is [var result] && IsTail(result)))
            Name(results, [], isGuarded: false);
        remainder = outerRemainder;
        (uses, repeated, anyway) = (outer, outerRepeated, outerAnyway);
        (pairs, touched) = (outerPairs, outerTouched);
    }

    // What a step gives a name to and nobody has named yet: it needs no other name.
    private Value? Given(Step step) => step is DefineStep { Guard: null, Cell: { Type.IsReal: true } cell, Definition: { IsLeaf: false, IsNamedByAuthor: false } definition }
        && !names.ContainsKey(definition) && definition.Type.Equals(cell.Type) && !HasStatements(definition) && !pairs.ContainsKey(definition) && !Uncertain(definition, path).Any() ? definition : null;

    // A choice among results is one among ways to leave, where everything that it reads is there in any case.
    private bool IsTail(Value result) => Branch(result) is not null && !Uncertain(result, path).Any();

    // What a step reads, and what a loop reads that is the same in all its turns.
    private IEnumerable<Value> Roots(Step step)
    {
        var own = step is MembersStep together ? together.Members.SelectMany(Needs.Direct) : step is TakeStep take ? [take.Next] : Needs.Direct(step);
        return step is LoopStep loop ? own.Concat(Fixed(loop)) : own;
    }

    // Names what is needed now, and again later or by the author's will.
    private void Name(IReadOnlyList<Value> roots, HashSet<Value> wanted, bool isGuarded)
    {
        var needed = usage.Certain(roots);
        var asked = Usage.Count(roots, names.ContainsKey);
        foreach (var use in asked.Where(use => use.Value > 1 && usage.SizeOf(use.Key) > LongestTwice && IsReachable(use.Key) && !Uncertain(use.Key, path).Any()))
            needed.UnionWith(usage.Certain(use.Key));
        // What the author chose for all that follows is chosen once, whatever branches ask for it.
        foreach (var chosen in asked.Keys.Where(IsChosenForAll))
            needed.UnionWith(usage.Certain(chosen));
        // What is assigned to a variable, or returned, needs no name of its own.
        bool IsMeant(Value value) => wanted.Contains(value) || HasStatements(value) || IsChosenForAll(value);
        Define([.. usage.In(needed)], value => asked.ContainsKey(value) && uses.TryGetValue(value, out var count) && !names.ContainsKey(value)
            && !(count == 1 && roots.Contains(value) && !IsMeant(value))
            // What divides integers may do so behind its guard only, and so may carried-over code that reads a member of what may be null.
            && !(isGuarded && (Divisors(value).Any() || IsDelicate(value)))
            && (IsWanted(value, count) || IsMeant(value)) && IsWorthItsGuards(value, count));
    }

    // Each element that may not be there is written with what it takes to be there; a function of it is called once all the same.
    private bool IsWorthItsGuards(Value value, int uses) => Uncertain(value, path).Distinct().Count() is var count
        && (count == 0 || (uses > MostUnsure && depth == 0) || usage.SizeOf(value) + (LengthOfGuard * (count - 1)) > LongestUnsure || (uses > 1 && Unnamed(value).Any(part => part.Kind == ValueKind.Call)));

    private bool IsChosenForAll(Value value) => value is { Kind: ValueKind.Select, Name.Length: > 0, Type.IsReal: true } && repeated.Contains(value)
        && IsReachable(value) && !MayFail(value) && !Uncertain(value, path).Any();

    // Whether one of a choice's branches computes something twice: in a program it is an if of its own.
    private bool HasStatements(Value value) => isProgram && value.Kind == ValueKind.Select && value.Type.IsReal && WantBranches([value]);

    // i + 1 reads better than a name for it.
    private bool IsIndex(Value value) => value.Type.Kind == NumberKind.Integer && value.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Extent
        && value.Operands.All(operand => operand.IsLeaf || names.ContainsKey(operand) || operand.Kind == ValueKind.Extent);
}

using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>What is the same in all turns of a loop is computed before it.</content>
internal sealed partial class BodyWriter
{
    // The largest values in a loop that do not depend on it and cost something: they are computed before it.
    private IEnumerable<Value> Fixed(LoopStep loop)
    {
        var own = new HashSet<Value>();
        Needs.AddOwn(loop, own);
        var written = new HashSet<Value>(Written([loop]).Select(WholeOf));
        var begun = loop.Stored.GroupBy(stored => WholeOf(stored.Array)).ToDictionary(same => same.Key, same => same.Min(stored => stored.Current));
        var found = new HashSet<Value>();
        var seen = new Dictionary<Value, bool>();
        // What has a name is not looked into.
        var needed = Needs.Of(loop.Body, [.. loop.Carried.Select(carried => carried.Next), loop.Condition], [.. own, .. names.Keys]);
        foreach (var root in needed)
        {
            if (IsFixed(root) && Costs(root))
                found.Add(root);
        }

        // The parts of what is found are found with it, but for those that a turn reads by themselves.
        var direct = new HashSet<Value>(needed.Where(value => !IsFixed(value)).SelectMany(value => value.Operands));
        var parts = new HashSet<Value>(found.SelectMany(value => value.Operands).Where(value => found.Contains(value) && !direct.Contains(value)));
        return found.Where(value => !parts.Contains(value)).OrderBy(value => value.Id);

        bool IsFixed(Value value)
        {
            if (seen.TryGetValue(value, out var known))
                return known;
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            var isThere = value.Kind == ValueKind.Element ? IsCertain(value) && IsFromBefore(value) : value.Kind == ValueKind.Row ? value.ReadDepth <= depth || IsSure(value) : !value.MayFail || value.Kind == ValueKind.Extent;
            var isFixed = !own.Contains(value) && isThere && Divisor(value) is null && value.Operands.All(IsFixed);
            seen.Add(value, isFixed);
            return isFixed;
        }

        // What the loop overwrites is read before it.
        bool IsFromBefore(Value element) => WholeOf(element.Operands[0]) is var whole
            && (!written.Contains(whole) || (begun.TryGetValue(whole, out var version) && Places.VersionOf(element) < version));
    }

    private bool Costs(Value value) => ((value.Type.IsArray && value.Kind is ValueKind.Select or ValueKind.Row) || value.Type.IsReal || (value.Type.Kind == NumberKind.Integer && value.IsNamedByAuthor && !IsIndex(value))) && !value.IsLeaf && !names.ContainsKey(value)
        && value.Kind is not (ValueKind.Convert or ValueKind.Negate or ValueKind.Extent or ValueKind.View or ValueKind.Verbatim) && !value.IsConstant;
}

using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <summary>Writes several members of an element of an array of structs, or adds to them, at once.</summary>
/// <param name="Members">One step for each.</param>
internal sealed record MembersStep(Guard? Guard, IReadOnlyList<Step> Members) : Step(Guard)
{
    /// <summary>Which struct in the element they are; empty for the element itself.</summary>
    public string Path { get; init; } = "";
}

/// <content>Elements of arrays of structs: written as a whole where all members are, and where C# cannot assign a member by itself.</content>
internal sealed partial class BodyWriter
{
    // What is written to the members of one element stands together, in their order, and such an array is cleared once.
    private static List<Step> Together(IReadOnlyList<Step> steps)
    {
        var together = new List<Step>();
        var cleared = new List<Value>();
        for (var i = 0; i < steps.Count;)
        {
            if (steps[i] is ClearStep { Array: var array })
            {
                if (!cleared.Exists(array.IsBeside))
                    together.Add(steps[i]);
                cleared.Add(array);
                i++;
                continue;
            }

            var (reads, writes, count) = OfOneElement(steps, i);
            together.AddRange(reads);
            together.AddRange(writes);
            i += count;
        }

        return together;
    }

    // The steps from one on that write members of one element, each at most once, and what is only read in between and can be read before; and how many they are together.
    private static (IEnumerable<Step> Reads, IEnumerable<Step> Writes, int Count) OfOneElement(IReadOnlyList<Step> steps, int at)
    {
        var (reads, writes, count) = (new List<Step>(), new List<Step>(), 0);
        var open = new List<Step>();
        for (var i = at; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step is DefineStep { Definition: { Kind: ValueKind.Element, Operands: [{ Type.Part: not null } source, ..] } } && !writes.Exists(write => PlaceOf(write).Array == source))
            {
                open.Add(step);
                continue;
            }

            if (PlaceOf(step).Array is not { Type.Part: not null } || (writes.Count > 0 && !IsSamePlace(writes[0], step)) || !writes.TrueForAll(write => AreApart(write, step)))
                break;
            reads.AddRange(open);
            open.Clear();
            writes.Add(step);
            count = i - at + 1;
        }

        return writes.Count == 0 ? ([steps[at]], [], 1) : (reads.OrderBy(OrderOf), writes.OrderBy(OrderOf), count);

        // Where the member stands among the others.
        static int OrderOf(Step step) => (step is DefineStep define ? define.Definition.Operands[0] : PlaceOf(step).Array!).Type.Part is { } part
            ? Leaves.Of("", part.Item).TakeWhile(leaf => "." + leaf.Name != part.Path).Count()
            : 0;
    }

    // Whether one step writes another member than the one before it, and does not read what that has written.
    private static bool AreApart(Step before, Step step) =>
        PlaceOf(before).Array != PlaceOf(step).Array && !(before is StoreStep store && Needs.Direct(step).Any(value => Reads(value, store)));

    private static bool Reads(Value value, StoreStep store) => Needs.Of([], [value]).Any(read => read.Kind == ValueKind.Element && read.Operands[0] == store.Array && Places.VersionOf(read) == store.After);

    private static bool IsSamePlace(Step one, Step other)
    {
        var (array, indices) = PlaceOf(one);
        var (next, places) = PlaceOf(other);
        return one.GetType() == other.GetType() && array is not null && next is not null && array.IsBeside(next) && indices.SequenceEqual(places)
            && SameGuard(one.Guard, other.Guard) && (one as StoreStep)?.Site == (other as StoreStep)?.Site;
    }

    private static (Value? Array, Value[] Indices) PlaceOf(Step step) => step switch
    {
        StoreStep store => (store.Array, store.Indices),
        AccumulateStep sum => (sum.Array, sum.Indices),
        _ => (null, []),
    };

    // Puts a step and those after it that write other members of the same element into one, where C# wants it so or they are all of a struct.
    private void Join(List<Step> steps, List<List<Value>> roots, int at)
    {
        if (PlaceOf(steps[at]) is not ({ Type.Part: { } part } array, _) || array.Kind == ValueKind.Cell)
            return;
        var members = new List<Step> { steps[at] };
        members.AddRange(steps.Skip(at + 1).TakeWhile((step, i) => IsSamePlace(steps[at], step) && steps.Skip(at).Take(i + 1).All(before => AreApart(before, step))));
        var paths = members.ConvertAll(member => PlaceOf(member).Array!.Type.Part!.Path);
        if (members.TrueForAll(member => PlaceOf(member).Array!.Type.IsWrittenInPlace))
        {
            var whole = steps[at] is StoreStep ? WholesAround(part).FirstOrDefault(one => one.Paths.All(paths.Contains)) : default;
            if (whole.Paths is null)
                return;
            members.RemoveAll(member => !whole.Paths.Contains(PlaceOf(member).Array!.Type.Part!.Path));
            Replace(steps, roots, at, new MembersStep(steps[at].Guard, members) { Path = whole.Path });
            return;
        }

        Replace(steps, roots, at, new MembersStep(steps[at].Guard, members));
    }

    private void Replace(List<Step> steps, List<List<Value>> roots, int at, MembersStep together)
    {
        var count = together.Members.Count;
        roots[at] = [.. roots.Skip(at).Take(count).SelectMany(root => root)];
        steps[at] = together;
        steps.RemoveRange(at + 1, count - 1);
        roots.RemoveRange(at + 1, count - 1);
        // Of what one call gives for all of them, nothing need be named.
        if (together.Members.All(member => member is StoreStep) && Assigned(together) is { Kind: ValueKind.Tuple, Whole: { Kind: ValueKind.Call } call } && uses.TryGetValue(call, out var used) && used == count)
        {
            uses[call] = 1;
            roots[at] = [call, .. roots[at].Where(root => root.Kind != ValueKind.Item || root.Operands[0] != call)];
        }
    }

    // The structs in which a member lies, from the outermost inwards, with the members that they have.
    private static IEnumerable<(string Path, List<string> Paths)> WholesAround(ArrayPart part)
    {
        var (item, path) = (part.Item, "");
        while (item.HasMembers)
        {
            if (item.Making?.Way != MakingWay.None)
                yield return (path, [.. Leaves.Of("", item).Select(leaf => path + "." + leaf.Name)]);
            var index = item.Members.ToList().FindIndex(member => part.Path == path + "." + member || part.Path.StartsWith(path + "." + member + ".", StringComparison.Ordinal));
            (path, item) = (path + "." + item.Members[index], item.Elements[index]);
        }
    }

    // p[i] = new Vector3(x, y, z); what is not written stays what it is.
    private WrittenAssignment StatementOf(MembersStep together)
    {
        var (array, indices) = PlaceOf(together.Members[0]);
        var (place, value) = (expressions.At(array!, indices, together.Path), Assigned(together));
        if (Parts(value).All(part => part is { Kind: ValueKind.Literal, Number: 0 }))
            return new WrittenAssignment(place, "=", "default");
        return value.Whole is { Kind: ValueKind.Call, Text: "+" or "-" or "*" or "/", Operands: [var left, var right] } call && Known(call) is null && expressions.Write(left) == place
            ? new WrittenAssignment(place, call.Text + "=", expressions.Write(right))
            : new WrittenAssignment(place, "=", expressions.Write(value));
    }

    private Value Assigned(MembersStep together)
    {
        var (array, indices) = PlaceOf(together.Members[0]);
        var written = together.Members.ToDictionary(member => PlaceOf(member).Array!.Type.Part!.Path);
        var item = array!.Type.Part!.Item;
        foreach (var name in together.Path.Split('.').Skip(1))
            item = item.Elements[item.Members.ToList().IndexOf(name)];
        return Made(item, together.Path);

        Value Made(ValueType type, string path)
        {
            if (type.HasMembers)
                return values.Tuple(type, [.. type.Elements.Select((element, i) => Made(element, path + "." + type.Members[i]))]);
            if (!written.TryGetValue(path, out var member))
                return together.Members[0] is StoreStep || type.IsReal ? Held(type, path) : values.Verbatim(type, [$"default({type.Text})"]);
            return member is StoreStep store ? store.Stored : Sum(Held(type, path), ((AccumulateStep)member).Amount);
        }

        Value Held(ValueType type, string path)
        {
            var (part, places) = (array.Type with { Elements = [type], Part = array.Type.Part! with { Path = path } }, indices);
            var whole = array.Kind == ValueKind.Component ? values.Component(part, array.Operands[0]) : values.Input(part, array.ArrayOfStructs + path);
            return values.Element(type, whole, Copying.Latest, places);
        }
    }
}

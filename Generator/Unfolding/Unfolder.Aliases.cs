using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;
/// <content>
/// Variables that stand for one array or another. Arrays between which a variable changes are joined from the beginning (alias classes: Steensgaard, Points-to Analysis in
/// Almost Linear Time, 1996).
/// </content>
internal sealed partial class Unfolder
{
    private readonly List<HashSet<string>> aliases;
    private readonly Dictionary<int, Value> joined = [];
    private readonly Dictionary<(Value Array, List<Step> Steps, Guard? Guard), Value> held = [];

    private string KeyOf(Value array) =>
        array.Kind == ValueKind.Input ? array.Text : "#" + array.Site.ToString(System.Globalization.CultureInfo.InvariantCulture) + MemberIn(array);

    // Which of the groups of joined arrays it belongs to; negative for none.
    private int GroupOf(Value array)
    {
        var key = KeyOf(array);
        return aliases.FindIndex(group => group.Contains(key));
    }

    private bool IsActiveGroup(int group) => group >= 0 && aliases[group].Any(key => activeInputs.Contains(key)
        || activeSites.Any(site => key == "#" + site.Site.ToString(System.Globalization.CultureInfo.InvariantCulture) + site.Member)
        || method.WithRespectTo.Any(index => method.Declaration.Parameters[index].Name == key));

    /// <summary>Joins an array that is new with those that it may change places with; returns what stands for all of them, or null.</summary>
    private Value? Join(Value array)
    {
        if (!array.Type.IsArray || GroupOf(array) is not (>= 0 and var group))
            return null;
        if (!joined.TryGetValue(group, out var all))
            joined.Add(group, all = JoinedArrays.Of(values, array.Type));
        all.Site = array.Site;
        all.IsActive = array.IsActive |= IsActiveGroup(group);
        if (!all.Joined!.Arrays.Contains(array))
            all.Joined.Add(all, array);
        return all;
    }

    /// <summary>Where the elements of an array variable are: in which array, at which first indices (which of those that it is joined with, which row), and from which index.</summary>
    private (Value Array, Value[] First, Value? Start) Located(Value reference, int site)
    {
        switch (reference)
        {
            case { Kind: ValueKind.View, Operands: [var whole, var first, _] }:
                var (of, before, start) = Located(whole, site);
                return (of, before, start is null ? first : values.Plus(start, first));
            case { Kind: ValueKind.Row, Operands: [var rows, var index] }:
                var (array, which, _) = Located(rows, site);
                return (array, [.. which, index], null);
            case { Kind: ValueKind.Corner }:
                return Located(reference.Operands[0], site);
            case { Kind: ValueKind.Select, Operands: [var condition, var one, var other] }:
                return Chosen(reference, condition, Located(one, site), Located(other, site), site);
            case { Kind: ValueKind.Input or ValueKind.Cell or ValueKind.Component }:
                return reference.JoinedIn is { } all ? (all, [values.Integer(all.Joined!.Arrays.IndexOf(reference))], null) : (reference, [], null);
            case { Kind: ValueKind.Verbatim or ValueKind.Item, IsActive: false }:
                return (Held(reference), [], null);
            default:
                throw Stop("SYMDIFF002", site, "An array that is one or another", "choose between the elements rather than between the arrays");
        }
    }

    // Rows of one array of arrays are different arrays.
    private static bool AreShared(Value one, Value other) => one.Kind == ValueKind.View ? AreShared(one.Operands[0], other)
        : other.Kind == ValueKind.View ? AreShared(one, other.Operands[0])
        : one.Kind == ValueKind.Row && other.Kind == ValueKind.Row ? one.Operands[1] == other.Operands[1] && AreShared(one.Operands[0], other.Operands[0])
        : JoinedArrays.AllOf(one) == JoinedArrays.AllOf(other);

    // An array that carried-over code gives, such as a member of an element of its own, has a variable where its elements are read.
    private Value Held(Value array)
    {
        if (held.TryGetValue((array, steps, guard), out var cell))
            return cell;
        var member = array.Kind == ValueKind.Item && !array.Text.StartsWith("Item", StringComparison.Ordinal) ? char.ToLowerInvariant(array.Text[0]) + array.Text.Substring(1) : "array";
        cell = values.Cell(array.Type, names.Take(array.Name is { Length: > 0 } name ? name : member));
        steps.Add(new DefineStep(guard, cell, array));
        held.Add((array, steps, guard), cell);
        return cell;
    }

    private (Value Array, Value[] First, Value? Start) Chosen(
        Value reference, Value condition, (Value Array, Value[] First, Value? Start) one, (Value Array, Value[] First, Value? Start) other, int site)
    {
        if (one.Array != other.Array && (one.Array.Type.Part ?? other.Array.Type.Part) is not null)
            throw Stop("SYMDIFF002", site, "An array of structs that is one or another", "copy the elements into an array that the method makes, or choose between the elements");
        if (one.Array.Type.IsList != other.Array.Type.IsList)
            throw Stop("SYMDIFF002", site, "What is an array or a list", "make an array of the list first");
        if ((one.Array.Type.Row is null) != (other.Array.Type.Row is null))
            throw Stop("SYMDIFF002", site, "What is an array or a row of another", "copy the row, or choose between the elements");
        if (one.Array != other.Array)
            throw new AliasException(one.Array, other.Array, site);
        Value[] first = [.. one.First.Zip(other.First, (a, b) => values.Select(condition, a, b))];
        var start = one.Start is null && other.Start is null ? null : values.Select(condition, one.Start ?? values.Integer(0), other.Start ?? values.Integer(0));
        if (one.Array.Joined is { } joined && reference.Name is { Length: > 0 } name && !joined.Names.ContainsKey(first[0]))
            joined.Names.Add(first[0], name);
        return (one.Array, first, start);
    }

    // The groups, with two arrays joined that were taken to be apart. False where they were joined already: arrays that carried-over code makes are apart all the same.
    private bool Join(List<HashSet<string>> aliases, AliasException exception)
    {
        var group = new HashSet<string>();
        var keys = new[] { exception.One, exception.Other }.SelectMany(array => array.Joined is { } joined ? joined.Arrays.Select(KeyOf) : [KeyOf(array)]).ToList();
        if (aliases.Exists(known => known.IsSupersetOf(keys)))
            return false;
        foreach (var key in keys)
        {
            group.Add(key);
            if (aliases.Find(other => other.Contains(key)) is not { } known)
                continue;
            group.UnionWith(known);
            aliases.Remove(known);
        }

        aliases.Add(group);
        return true;
    }
}

/// <summary>A variable stands for one array or another, which were taken to be apart: what was unfolded so far must be done anew.</summary>
internal sealed class AliasException(Value one, Value other, int site) : Exception
{
    public Value One { get; } = one;

    public Value Other { get; } = other;

    public int Site { get; } = site;
}

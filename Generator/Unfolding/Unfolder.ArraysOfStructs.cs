using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// Arrays of structs, which are tuples of arrays, one for each member. One that the method makes for itself is as many arrays; any other is in memory as the author has it, and its elements are
/// read and written there.
/// </content>
internal sealed partial class Unfolder
{
    // Of arrays that hold a member of structs, which.
    private readonly Dictionary<Value, string> membersIn = [];

    private string MemberIn(Value array) => membersIn.TryGetValue(array, out var member) ? member : "";

    // The arrays of members of one that is in memory.
    private Value OfStructs(Value tuple, Value whole)
    {
        arraysOfStructs[FirstOf(tuple)] = whole;
        tuple.Whole = whole;
        return tuple;
    }

    private static Value FirstOf(Value array) => array.Kind == ValueKind.Tuple ? FirstOf(array.Operands[0]) : array;

    private Value MadeOfStructs(Value creation, int site, string name, Verbatim code)
    {
        if (IsCreation(creation))
            return Made(creation.Type, "");
        if (code.Purity != Purity.Effectful && IsSameEverywhere(creation))
            return OpenedArray(creation, creation.Type);
        var cell = values.Cell(creation.Type, names.Take(name));
        cell.Site = site;
        steps.Add(new DefineStep(guard, cell, creation) { Overwrites = code is { Purity: Purity.Effectful, IsQuiet: false } ? Overwritten(creation) : [], IsDrawn = code.IsDrawn });
        return OpenedArray(cell, creation.Type);

        Value Made(ValueType type, string path)
        {
            if (type.IsOfStructs)
                return values.Tuple(type, [.. type.Elements.Select((element, i) => Made(element, path + "." + type.Members[i]))]);
            var element = type.ItemType.Text;
            var word = creation.Pieces[0].Split(' ')[0];
            var own = new ValueType(NumberKind.Array, word == "stackalloc" ? $"global::System.Span<{element}>" : creation.Operands.Length == 2 ? element + "[,]" : element + "[]", type.Elements);
            var array = values.Cell(own, names.Take(PartName(name + path)));
            array.IsActive = own.IsRealArray && activeSites.Contains((site, path));
            array.Site = site;
            membersIn[array] = path;
            sizes[array] = creation.Operands;
            EquatableArray<string> pieces = [word + " " + element + "[", .. creation.Pieces.Skip(1)];
            Overwrite[] overwrites = Join(array) is { } all ? [new Overwrite(all, VersionOf(all), NewVersion(all))] : [];
            steps.Add(new DefineStep(guard, array, values.Verbatim(own, pieces, creation.Operands)) { Overwrites = overwrites });
            return array;
        }
    }

    // new Vector3[n], new Vector3[n, m], stackalloc Vector3[n]
    private static bool IsCreation(Value value) => value.Pieces is [var before, .., "]"] && before.EndsWith("[", StringComparison.Ordinal) && value.Operands.Length == value.Type.Rank
        && value.Operands.Length == value.Pieces.Length - 1 && value.Operands.All(size => size.Type.Text == "int");

    /// <summary>The arrays of members of an array that code of the author's gives.</summary>
    private Value OpenedArray(Value whole, ValueType type)
    {
        return whole.Kind == ValueKind.Tuple ? whole
            : whole.Kind == ValueKind.Select ? values.Select(whole.Operands[0], OpenedArray(whole.Operands[1], type), OpenedArray(whole.Operands[2], type))
            : OfStructs(Open(type), whole);

        Value Open(ValueType part)
        {
            if (part.IsOfStructs)
                return values.Tuple(part, [.. part.Elements.Select(Open)]);
            var array = values.Component(part, whole);
            array.Site = whole.Site;
            array.IsActive = part.IsRealArray && activeSites.Contains((whole.Site, part.Part!.Path));
            membersIn[array] = part.Part!.Path;
            return array;
        }
    }

    // What carried-over code is given: the array as the author has it, or a part of it.
    private Value WholeArray(Value value, ValueType type, int site)
    {
        if (value.Kind != ValueKind.Tuple)
            return value;
        if (value.Whole is not null)
            return value;
        var first = FirstOf(value);
        if (first.Kind == ValueKind.View && arraysOfStructs.TryGetValue(first.Operands[0], out var viewed))
            value.Whole = values.View(type, viewed, first.Operands[1], first.Operands[2]);
        else if (arraysOfStructs.TryGetValue(first, out var whole))
            value.Whole = whole;
        else
            throw Stop("SYMDIFF002", site, "An array of structs that the method makes, in code that is carried over,", "go through its elements in a loop");
        return value;
    }

    private static string PartName(string path)
    {
        var words = path.Split('.');
        return words[0] + string.Concat(words.Skip(1).Select(Capital));
    }
}

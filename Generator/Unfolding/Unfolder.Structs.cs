using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Structs, which are tuples of their members. Where one comes whole from the author's code, it is known which it is, so that code that is carried over is given it as it is.</content>
internal sealed partial class Unfolder
{
    private readonly Dictionary<Value, Value> wholes = [];
    private readonly HashSet<int> carriedCalls = [];
    private readonly HashSet<int> enteredCalls;

    // The array of structs that arrays of their members make up, by the first of these.
    private readonly Dictionary<Value, Value> arraysOfStructs = [];

    /// <summary>A parameter, or the members of one. Those are inputs of their own.</summary>
    private Value InputOf(ValueType type, string name, List<Value> inputs)
    {
        if (!type.HasMembers)
        {
            var declared = method.Declaration.Parameters[inputs.Count];
            var input = values.Input(declared.Type, declared.Name);
            input.IsActive = method.WithRespectTo.Contains(inputs.Count) || activeInputs.Contains(declared.Name);
            Join(input);
            if (!declared.Domain.IsAll)
                assumptions.Add(new(input, null, declared.Domain));
            if (declared.Type.Part is not null)
                input.Name = PartName(declared.Name);
            inputs.Add(input);
            return input;
        }

        var tuple = values.Tuple(type, [.. type.Elements.Select((element, i) => InputOf(element, name + "." + type.Members[i], inputs))]);
        var whole = values.Input(type, name);
        whole.IsActive = tuple.IsActive;
        return type.IsOfStructs ? OfStructs(tuple, whole) : Is(tuple, whole);
    }

    private Value Is(Value tuple, Value whole)
    {
        wholes[tuple] = whole;
        tuple.Whole = whole;
        return tuple;
    }

    // What a function of a known vector gives, component by component.
    private Value Components(Value call)
    {
        return Is(values.Tuple(call.Type, [.. call.Type.Elements.Select((type, i) => values.Item(type, call, i))]), call);
    }

    /// <summary>A struct that code of the author's gives, member by member.</summary>
    private Value Opened(Value whole)
    {
        if (!whole.Type.IsStruct || whole.Kind == ValueKind.Tuple)
            return whole;
        if (whole.Kind == ValueKind.Select)
            return values.Select(whole.Operands[0], Opened(whole.Operands[1]), Opened(whole.Operands[2]));
        return Is(values.Tuple(whole.Type, [.. whole.Type.Elements.Select((type, i) => Opened(MemberOf(whole, type, whole.Type.Members[i])))]), whole);
    }

    private Value MemberOf(Value whole, ValueType type, string name)
    {
        var member = values.Verbatim(type, ["", "." + name], whole);
        member.MayFail = whole.MayFail;
        member.Name ??= char.ToLowerInvariant(name.TrimStart('@', '?')[0]) + name.TrimStart('@', '?').Substring(1);
        return member;
    }

    /// <summary>What carried-over code is given: the struct itself where it is one that the code has, or else one that is made of its members.</summary>
    private Value Whole(Value value, ValueType type, int site)
    {
        if (type.IsOfStructs || value.Type.IsOfStructs)
            return WholeArray(value, type, site);
        if (value.Kind != ValueKind.Tuple)
            return value;
        if (wholes.TryGetValue(value, out var whole) && (type.IsStruct || whole.Type.Text == type.Text))
            return whole;
        if (value.Type.Making?.Way == MakingWay.None)
            throw Stop("SYMDIFF002", site, $"A '{value.Type.Text}' that is made of its members", "give it a constructor that does nothing but assign all of them");
        // Code that is carried over calls a tuple's elements by the names that the variable has for them.
        Value[] operands = [.. value.Operands.Select(operand => Whole(operand, operand.Type, site))];
        return values.Tuple(type.Kind == NumberKind.Tuple ? type : value.Type, operands);
    }

    // A call stays one where nothing that goes in is differentiated, however often it is met.
    private bool IsCarried(Call call, Function callee, Frame inner)
    {
        if (call.AsWritten is null)
            return false;
        if (!enteredCalls.Contains(call.Site) && callee.Parameters.All(parameter => inner.Variables[parameter] is { IsActive: false } given && IsWhole(given)))
        {
            carriedCalls.Add(call.Site);
            return true;
        }

        if (enteredCalls.Add(call.Site) && carriedCalls.Contains(call.Site))
            throw new EntryException();
        return false;
    }

    /// <summary>Enters calls that have been carried over, where it must be known how the arrays are made that they give.</summary>
    private void Enter(IEnumerable<Value> arrays)
    {
        var calls = arrays.Where(array => array is { Kind: ValueKind.Cell, Type.IsArray: true } && carriedCalls.Contains(array.Site)).Select(array => array.Site).ToList();
        if (calls.FindAll(enteredCalls.Add).Count > 0)
            throw new EntryException();
    }

    private bool IsWhole(Value value) => value.Kind != ValueKind.Tuple || wholes.ContainsKey(value) || (value.Type.IsOfStructs && arraysOfStructs.ContainsKey(FirstOf(value)));

    // Names for the numbers in a struct that is a variable: those of p are pX and pY.
    private static IEnumerable<string> PartNames(Value shape, string name) => shape is { Kind: ValueKind.Tuple, Type.IsStruct: true } && name.Length > 0
        ? shape.Operands.SelectMany((operand, i) => PartNames(operand, name + Capital(shape.Type.Members[i])))
        : Parts(shape).Select(_ => name);

    private static string Capital(string member) => char.ToUpperInvariant(member.TrimStart('@', '?')[0]) + member.TrimStart('@', '?').Substring(1);

    private static bool IsHidden(Value value) => value.Kind switch
    {
        ValueKind.Input => Leaves.IsHidden(value.Text),
        ValueKind.Verbatim => value.Pieces is ["", { Length: > 1 } member] && member[0] == '.' && member[1] == '?',
        _ => false,
    };

    private static Problem HiddenProblem(Value value) => new(
        "SYMDIFF002", value.Site, [$"What uses the inaccessible member '{value.Text.Split('.', '?').Last(name => name.Length > 0)}'", "make it internal, or give it a property"]);
}

/// <summary>A call that was carried over must be entered after all: what was unfolded so far must be done anew.</summary>
internal sealed class EntryException : Exception;

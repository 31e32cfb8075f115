using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Calls of functions that write arrays, or return several numbers, where they are left as calls.</content>
internal sealed partial class Unfolder
{
    private bool StandsApart(Call call, Function callee, Pullback pullback, string text, List<Value> given, List<Value> arguments, out Value? result)
    {
        result = null;
        var arrays = arguments.ConvertAll(argument => argument.Type.IsArray ? Located(argument, call.Site).Array : null);
        // What is written must be no other argument, and an array or a part of one.
        if (pullback.Written.Any(i => arrays[i] is not { Type: { IsList: false, Row: null, Part: null } } array || arrays.Where((other, j) => j != i && other == array).Any() || !IsPart(arguments[i])))
            return false;
        // What is written is memory.
        foreach (var array in arrays)
        {
            if (array is not null && scalars.ContainsKey(array))
                throw InMemory(array);
        }

        foreach (var i in pullback.Written)
        {
            RefuseCopied(arrays[i]!, [values.Integer(0)], call.Site);
            if (arrays[i]!.IsActive || !pullback.Closed.Inputs[i].IsActive)
                continue;
            functions!.Forget(pullback);
            throw new ActivationException(arrays[i]!);
        }

        int[] versions = [.. arrays.Select((array, i) => array is null || (pullback.Written.Contains(i) && !pullback.Reads(i)) ? -1 : VersionOf(array))];
        List<Value> cells = [.. Leaves.Returned(callee.ReturnType).Select((number, i) => CellOfCall(number.Type, NameOfResult(callee, number.Name), pullback.Results[i].IsActive, call.Site))];
        var value = values.CallOf(callee.ReturnType, text, new PullbackCall(pullback, PullbackPart.Value, versions), [.. given]);
        value.Site = call.Site;
        value.IsActive = cells.Exists(cell => cell.IsActive);
        steps.Add(new EffectStep(guard, value, [.. cells.Select(cell => new WrittenCell(cell, null, true))])
        {
            Overwrites = [.. pullback.Written.Select(i => new Overwrite(arrays[i]!, VersionOf(arrays[i]!), NewVersion(arrays[i]!)))],
        });
        result = cells.Count == 0 ? null : Together(callee.ReturnType, new(cells));
        return true;
    }

    private static bool IsPart(Value argument) => argument.Kind is ValueKind.Input or ValueKind.Cell || (argument.Kind == ValueKind.View && IsPart(argument.Operands[0]));

    // Moments(…).Mean is mean.
    private static string NameOfResult(Function callee, string member)
    {
        var name = member.Length == 0 ? callee.Name : member;
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private Value Together(ValueType type, Queue<Value> cells) => type.Kind == NumberKind.Tuple ? values.Tuple(type, [.. type.Elements.Select(element => Together(element, cells))]) : cells.Dequeue();
}

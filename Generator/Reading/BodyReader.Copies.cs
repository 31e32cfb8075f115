using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Calls of the framework that copy or fill arrays, read as the loops that they are.</content>
internal sealed partial class BodyReader
{
    /// <summary>x.ToArray(), x.Clone(): a new array with the same elements; null for any other call.</summary>
    private Read? CopyOf(IInvocationOperation call)
    {
        var source = call switch
        {
            { TargetMethod: { Name: "ToArray", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var first }] } => first,
            { TargetMethod: { Name: "ToArray", ContainingType.Name: "Span" or "ReadOnlySpan" or "List" } } => call.Instance,
            { TargetMethod: { Name: "Clone", ContainingType.SpecialType: SpecialType.System_Array } } => call.Instance,
            _ => null,
        };
        if (source is null || ArrayAt(Unconverted(source)) is not { Type.Rank: 1 } array)
            return null;
        var site = Site(call);
        var element = array.Type.Elements[0];
        var length = SetAside(ExtentOf(array, site));
        var type = new ValueType(NumberKind.Array, element.Text + "[]", [element]);
        var copy = SetAside(Creation(type, "new ", [length], site));
        EmitLoop(length, counter => new ElementStore(copy, [counter], new ArrayElement(element, array, [counter], site), site), site);
        return copy;
    }

    /// <summary>x.CopyTo(y), Array.Copy(x, y, n), Array.Fill(x, v), x.Fill(v), x.Clear().</summary>
    private bool Copies(IInvocationOperation call)
    {
        var site = Site(call);
        switch (call)
        {
            case { TargetMethod: { Name: "CopyTo", ContainingType.Name: "Span" or "ReadOnlySpan" }, Instance: { } from, Arguments: [{ Value: var to }] }:
                return Copy(from, to, null, site);
            case { TargetMethod: { Name: "CopyTo", ContainingType.Name: "MemoryExtensions" }, Arguments: [{ Value: var from }, { Value: var to }] }:
                return Copy(from, to, null, site);
            case { TargetMethod: { Name: "CopyTo", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } from, Arguments: [{ Value: var to }, { Value.ConstantValue.Value: 0 }] }:
                return Copy(from, to, null, site);
            case { TargetMethod: { Name: "Copy", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var from }, { Value: var to }, { Value: var count }] }:
                return Copy(from, to, count, site);
            case { TargetMethod: { Name: "Fill", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var all }, { Value: var value }] }:
                return Fill(all, value, site);
            case { TargetMethod: { Name: "Fill", ContainingType.Name: "Span" }, Instance: { } all, Arguments: [{ Value: var value }] }:
                return Fill(all, value, site);
            case { TargetMethod: { Name: "Clear", ContainingType.Name: "Span" }, Instance: { } all }:
                return Fill(all, null, site);
            case { TargetMethod: { Name: "Clear", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var all }] }:
                return Fill(all, null, site);
            default:
                return false;
        }
    }

    private bool Copy(IOperation from, IOperation to, IOperation? count, int site)
    {
        if (ArrayAt(Unconverted(from)) is not { Type.Rank: 1 } source || ArrayAt(Unconverted(to)) is not { Type.Rank: 1 } target)
            return false;
        var length = SetAside(count is null ? ExtentOf(source, site) : Operand(count));
        var element = source.Type.Elements[0];
        EmitLoop(length, counter => new ElementStore(target, [counter], new ArrayElement(element, source, [counter], site), site), site);
        return true;
    }

    private bool Fill(IOperation all, IOperation? value, int site)
    {
        if (ArrayAt(Unconverted(all)) is not { Type.Rank: 1 } target)
            return false;
        var element = target.Type.Elements[0];
        Expression filling = value is null ? Converted(CountOf(0, site), element) : SetAside(Converted(Operand(value), element));
        EmitLoop(ExtentOf(target, site), counter => new ElementStore(target, [counter], filling, site), site);
        return true;
    }

    // for (int i = 0; i < length; i++) statement;
    private void EmitLoop(Expression length, Func<Expression, Statement> statement, int site)
    {
        var counter = Add(new Variable("i", ValueType.Int, VariableRole.Local));
        var read = ReadOf(counter, site);
        var next = new Binary(ValueType.Int, BinaryOperator.Add, read, CountOf(1, site), site);
        Emit(new Loop(
            new Block([new Assign(counter, CountOf(0, site), site)]),
            Block.Empty,
            new Binary(ValueType.Boolean, BinaryOperator.Less, read, length, site),
            new Block([statement(read)]),
            new Block([new Assign(counter, next, site)]),
            true,
            null,
            site));
    }
}

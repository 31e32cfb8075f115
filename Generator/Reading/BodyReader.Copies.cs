using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Calls of the framework that copy or fill arrays, read as the loops that they are.</content>
internal sealed partial class BodyReader
{
    /// <summary>x.ToArray(), x.Clone(): a new array with the same elements; null for any other call.</summary>
    private Expression? CopyOf(IInvocationOperation call)
    {
        var source = call switch
        {
            { TargetMethod: { Name: "ToArray", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var first }] } => first,
            { TargetMethod: { Name: "ToArray", ContainingType.Name: "Span" or "ReadOnlySpan" or "List" } } => call.Instance,
            { TargetMethod: { Name: "Clone", ContainingType.SpecialType: SpecialType.System_Array } } => call.Instance,
            _ => null,
        };
        var site = Site(call);
        if (source is null || ArrayAt(Unconverted(source)) is not { Type.Row: null } array)
            return IsOfQueries(call) || IsConversionOfAll(call) ? Listed(call, site) : null;
        return array.Type.Rank == 2 ? GridLike(array, site) : Copy(array, CountOf(0, site), ExtentOf(array, site), site);
    }

    /// <summary>x[start..end] of an array: a new array with these elements; null for any other element.</summary>
    private Read? RangeOf(IArrayElementReferenceOperation reference)
    {
        if (reference.Indices is not [IRangeOperation range] || ArrayAt(reference.ArrayReference) is not { Type: { Row: null, Rank: 1 } } array)
            return null;
        var site = Site(reference);
        var start = range.LeftOperand is { } left ? Once(IndexOf(left, array, site)) : CountOf(0, site);
        var end = range.RightOperand is { } right ? IndexOf(right, array, site) : ExtentOf(array, site);
        return Copy(array, start, range.LeftOperand is null ? end : new Binary(ValueType.Int, BinaryOperator.Subtract, end, start, site), site);
    }

    // A new array with so many of the elements.
    private Read Copy(Expression array, Expression start, Expression count, int site)
    {
        var length = SetAside(count);
        var copy = SetAside(Creation(ArrayLike(array.Type), "new ", [length], site));
        EmitLoop(length, counter => StoresOf(copy, [counter], ItemOf(array, [start is Literal { Value: 0 } ? counter : new Binary(ValueType.Int, BinaryOperator.Add, start, counter, site)], site), site), site);
        return copy;
    }

    // A new array of two dimensions with the same elements.
    private Read GridLike(Expression array, int site)
    {
        Expression Extent(int dimension) => SetAside(new ArrayExtent(FirstOf(array, site), dimension == 0 ? "GetLength(0)" : "GetLength(1)", site));
        var (rows, columns) = (Extent(0), Extent(1));
        var copy = SetAside(Creation(array.Type, "new ", [rows, columns], site));
        EmitLoop(rows, row => [LoopOver(columns, column => StoresOf(copy, [row, column], ItemOf(array, [row, column], site), site), site, name: "j")], site);
        return copy;
    }

    // A query's ToArray or ToList, and Array.ConvertAll: what it comes to, in an array.
    private Expression? Listed(IInvocationOperation call, int site)
    {
        if (call.TargetMethod.Name is not ("ToArray" or "ToList" or "ConvertAll") || !(TypeOf(call) is { IsRealArray: true } or { IsOfStructs: true }) || !MentionsReal(call))
            return null;
        return Listed(() => ItemsOf(call), ArrayLike(TypeOf(call)), site);
    }

    // What is spread in brackets: the items of a query, in an array.
    private Expression? Listed(IOperation spread, ValueType type, int site) => Listed(
        () => SequenceOf(spread) is not { } items ? null : items with
        {
            Item = items.Item is { } item ? i => Given(item(i), type.ItemType) : null,
            ForEach = body => items.ForEach(one => body(Given(one, type.ItemType))),
        },
        type,
        site);

    private Expression? Listed(Func<Sequence?> read, ValueType type, int site)
    {
        var (parts, array) = Apart(() => read() is { Bound: not null } items ? ArrayOf(items, type, site) : null);
        if (array is not null)
            statements.AddRange(parts.Statements);
        return array;
    }

    private Sequence? ItemsOf(IInvocationOperation call)
    {
        var source = call.Instance ?? call.Arguments[0].Value;
        if (!IsConversionOfAll(call))
            return SequenceOf(source);
        var converter = call.Arguments[call.Arguments.Length - 1].Value;
        return CanApply(converter, 1) && SequenceOf(source) is { } items ? Select(items, converter) : null;
    }

    // Array.ConvertAll(x, f), x.ConvertAll(f)
    private static bool IsConversionOfAll(IInvocationOperation call) => call.TargetMethod is { Name: "ConvertAll", ContainingType: { SpecialType: SpecialType.System_Array } or { Name: "List" } };

    // An array of the same elements.
    private static ValueType ArrayLike(ValueType type) => type.IsOfStructs
        ? type with { Text = type.ItemType.Text + "[]" }
        : new ValueType(NumberKind.Array, type.ItemType.Text + "[]", [type.ItemType]);

    private Expression ArrayOf(Sequence items, ValueType type, int site)
    {
        var length = items.Bound is Literal or Read ? items.Bound : SetAside(items.Bound!);
        var array = SetAside(Creation(type, "new ", [length], site));
        if (items.Item is { } item)
        {
            Repeat(CountOf(0, site), length, counter => StoreAt(new Spot(array, [counter]), item(counter), site), site);
            return array;
        }

        var count = Counter("count", site);
        items.ForEach(one =>
        {
            StoreAt(new Spot(array, [ReadOf(count, site)]), one, site);
            Increase(count, site);
        });
        return Slice(array, type, CountOf(0, site), SetAside(ReadOf(count, site)), site);
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
            case { TargetMethod: { Name: "CopyTo", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } from, Arguments: [{ Value: var to }, { Value: { ConstantValue: var constant } start }] }:
                return constant.Value is 0 ? Copy(from, to, null, site) : Copy(from, to, null, site, () => CountOf(0, site), () => Operand(start));
            case { TargetMethod: { Name: "Copy", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var from }, { Value: var to }, { Value: var count }] }:
                return Copy(from, to, () => Operand(count), site);
            case { TargetMethod: { Name: "BlockCopy", ContainingType: { Name: "Buffer", ContainingNamespace.Name: "System" } }, Arguments: [{ Value: var from }, { Value: var first }, { Value: var to }, { Value: var start }, { Value: var count }] }:
                return SizeOfItems(from) is var size and > 0 && SizeOfItems(to) == size && ItemsIn(first, size) is { } firstItem && ItemsIn(start, size) is { } startItem && ItemsIn(count, size) is { } items
                    && Copy(from, to, items, site, firstItem, startItem, isOfBytes: true);
            case { TargetMethod: { Name: "Fill", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var all }, { Value: var value }] }:
                return Fill(all, value, site);
            case { TargetMethod: { Name: "Fill", ContainingType.Name: "Span" }, Instance: { } all, Arguments: [{ Value: var value }] }:
                return Fill(all, value, site);
            case { TargetMethod: { Name: "Clear", ContainingType.Name: "Span" }, Instance: { } all }:
                return Fill(all, null, site);
            case { TargetMethod: { Name: "Clear", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var all }] }:
                return Fill(all, null, site);
            case { TargetMethod: { Name: "Copy", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var from }, { Value: var first }, { Value: var to }, { Value: var start }, { Value: var count }] }:
                return Copy(from, to, () => Operand(count), site, () => Operand(first), () => Operand(start));
            case { TargetMethod: { Name: "Clear", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var all }, { Value: var start }, { Value: var count }] }:
                return Fill(all, null, site, start, count);
            case { TargetMethod: { Name: "Fill", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: var all }, { Value: var value }, { Value: var start }, { Value: var count }] }:
                return Fill(all, value, site, start, count);
            case { TargetMethod: { Name: "Reverse", ContainingType: { Name: "Array" or "MemoryExtensions" } }, Arguments: [{ Value: var all }] }:
                return Reverse(all, site);
            default:
                return false;
        }
    }

    // x.Reverse(), Array.Reverse(x): the two ends change places, and so on inwards.
    private bool Reverse(IOperation all, int site)
    {
        if (ArrayAt(Unconverted(all)) is not { Type.Rank: 1 } array)
            return false;
        var length = SetAside(ExtentOf(array, site));
        Repeat(CountOf(0, site), new Binary(ValueType.Int, BinaryOperator.Divide, length, CountOf(2, site), site), counter =>
        {
            var other = new Binary(ValueType.Int, BinaryOperator.Subtract, new Binary(ValueType.Int, BinaryOperator.Subtract, length, CountOf(1, site), site), counter, site);
            var (left, right) = (SetAside(ItemOf(array, [counter], site)), SetAside(ItemOf(array, [other], site)));
            foreach (var store in StoresOf(array, [counter], right, site).Concat(StoresOf(array, [other], left, site)))
                Emit(store);
        }, site);
        return true;
    }

    // What stands for the memory of an array or a part of it.
    private static int RootOf(Expression array) => array switch { ArraySlice slice => RootOf(slice.Array), Read read => read.Variable, _ => -1 };

    private bool Copy(IOperation from, IOperation to, Func<Expression>? count, int site, Func<Expression>? first = null, Func<Expression>? start = null, bool isOfBytes = false)
    {
        if (ArrayAt(Unconverted(from)) is not { } source || ArrayAt(Unconverted(to)) is not { } target)
            return false;
        if (IsPlane(source) && IsPlane(target) && count is not null)
            return CopyPlane(source, target, count, first, start, site);
        if (isOfBytes && count is not null && (IsPlane(source) || IsPlane(target)) && new[] { source, target }.All(array => array.Type is { Row: null, IsOfStructs: false }))
            return CopyPlane(source, target, count, first, start, site);
        if (source.Type.Rank != 1 || target.Type.Rank != 1)
            return false;
        if (RootOf(source) == RootOf(target) && source.Type.IsOfStructs)
            return false;
        if (first is not null && start is not null)
            (source, target) = (Part(source, first()), Part(target, start()));
        var length = SetAside(count is null ? ExtentOf(source, site) : count());
        if (RootOf(source) == RootOf(target))
            MoveBetween();
        else if (source.Type.ItemType == target.Type.ItemType)
            Emit(new If(new SharesMemory(FirstOf(source, site), FirstOf(target, site), site), Apart(MoveBetween), Apart(() => Move(source)), site));
        else
            Move(source);
        return true;

        Expression Part(Expression array, Expression from) => from is Literal { Value: 0 } ? array : new ArraySlice(array.Type, array, SetAside(from), null, site);

        void Move(Expression of) => EmitLoop(length, counter => StoresOf(target, [counter], ItemOf(of, [counter], site), site), site);

        // Within one array what is copied may be overwritten on the way.
        void MoveBetween() => Move(Copy(source, CountOf(0, site), length, site));
    }

    private int SizeOfItems(IOperation array) => Unconverted(array).Type is { } type ? TypeOf(type) switch
    {
        { IsRealArray: true, Row: null, ItemType: { IsGeneric: false, Kind: var kind } } => kind == NumberKind.Double ? sizeof(double) : sizeof(float),
        _ => 0,
    } : 0;

    // How many items a number of bytes is, n * sizeof(double), which is evaluated where it is asked for; null where it may be no whole number of them.
    private Func<Expression>? ItemsIn(IOperation bytes, int size)
    {
        bytes = Unconverted(bytes);
        switch (bytes)
        {
            case { ConstantValue: { HasValue: true, Value: int known } } when known % size == 0:
                return () => CountOf(known / size, Site(bytes));
            case IInvocationOperation { TargetMethod: { Name: "ByteLength", ContainingType.Name: "Buffer" }, Arguments: [{ Value: var whole }] } when SizeOfItems(whole) == size && ArrayAt(Unconverted(whole)) is { Type.Rank: 1 } array:
                return () => ExtentOf(array, Site(bytes));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand: var left, RightOperand: var right } when TypeOf(bytes) == ValueType.Int:
                return ItemsIn(right, size) is { } inRight ? Times(() => Operand(left), inRight) : ItemsIn(left, size) is { } inLeft ? Times(inLeft, () => Operand(right)) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, LeftOperand: var left, RightOperand: var right } sum when TypeOf(bytes) == ValueType.Int
                && ItemsIn(left, size) is { } one && ItemsIn(right, size) is { } other:
                return () => new Binary(ValueType.Int, sum.OperatorKind == BinaryOperatorKind.Add ? BinaryOperator.Add : BinaryOperator.Subtract, one(), other(), Site(bytes));
            default:
                return null;
        }

        Func<Expression> Times(Func<Expression> one, Func<Expression> other) => () => (one(), other()) switch
        {
            (Literal { Value: 1 }, var factor) => factor,
            (var factor, Literal { Value: 1 }) => factor,
            var (left, right) => new Binary(ValueType.Int, BinaryOperator.Multiply, left, right, Site(bytes)),
        };
    }

    private bool Fill(IOperation all, IOperation? value, int site, IOperation? start = null, IOperation? count = null)
    {
        if (ArrayAt(Unconverted(all)) is not { Type.Rank: 1 } target)
            return false;
        if (start is not null && count is not null)
            target = new ArraySlice(target.Type, target, SetAside(Operand(start)), SetAside(Operand(count)), site);
        var element = target.Type.ItemType;
        Expression filling = value is not null ? SetAside(Converted(Operand(value), element)) : target.Type.IsOfStructs ? Default(element, site) : Converted(CountOf(0, site), element);
        EmitLoop(ExtentOf(target, site), counter => StoresOf(target, [counter], filling, site), site);
        return true;
    }

    private void EmitLoop(Expression length, Func<Expression, IEnumerable<Statement>> statement, int site, bool isCall = false) =>
        Emit(LoopOver(length, statement, site, isCall));

    // for (int i = 0; i < length; i++) statement;
    private Loop LoopOver(Expression length, Func<Expression, IEnumerable<Statement>> statement, int site, bool isCall = false, string name = "i")
    {
        var counter = Add(new Variable(name, ValueType.Int, VariableRole.Local));
        var read = ReadOf(counter, site);
        var next = new Binary(ValueType.Int, BinaryOperator.Add, read, CountOf(1, site), site);
        return new Loop(
            new Block([new Assign(counter, CountOf(0, site), site)]),
            Block.Empty,
            new Binary(ValueType.Boolean, BinaryOperator.Less, read, length, site),
            new Block(statement(read).ToEquatableArray()),
            new Block([new Assign(counter, next, site)]),
            true,
            null,
            site)
        {
            IsCall = isCall,
        };
    }
}

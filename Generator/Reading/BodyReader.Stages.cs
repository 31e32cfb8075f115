using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>What queries go through that has more items or fewer than there are, and what they sort by several keys.</content>
internal sealed partial class BodyReader
{
    // TakeWhile lets items through until one does not hold, SkipWhile from there on.
    private Sequence While(Sequence items, IOperation predicate, bool isTaken, int site) => new(items.Bound, null, body =>
    {
        var taken = Add(new Variable(isTaken ? "taken" : "skipped", ValueType.Boolean, VariableRole.Local));
        Store(taken, Truth(true, site), site);
        items.ForEach(item =>
        {
            var kept = item is Read or Literal ? item : SetAside(item);
            var asked = Apart(() =>
            {
                var holds = Applied(predicate, [kept]);
                Emit(new If(holds, Block.Empty, Apart(() => Store(taken, Truth(false, site), site)), site));
            });
            Emit(new If(ReadOf(taken, site), asked, Block.Empty, site));
            var through = Apart(() => body(kept));
            Emit(isTaken ? new If(ReadOf(taken, site), through, Block.Empty, site) : new If(ReadOf(taken, site), Block.Empty, through, site));
        });
    })
    {
        IsOneLoop = items.IsOneLoop,
    };

    // One after the other.
    private static Sequence Joined(Sequence one, Sequence other, int site) => new(
        one.Bound is { } first && other.Bound is { } second ? new Binary(ValueType.Int, BinaryOperator.Add, first, second, site) : null,
        null,
        body =>
        {
            one.ForEach(body);
            other.ForEach(body);
        })
    {
        IsOneLoop = false,
    };

    // Take and Skip of items whose places are not known.
    private Sequence Counted(Sequence items, Expression asked, bool isTaken, int site) => new(isTaken ? Clamped(asked, items.Bound!, site) : items.Bound, null, body =>
    {
        var place = Counter("place", site);
        items.ForEach(item =>
        {
            var isBefore = new Binary(ValueType.Boolean, BinaryOperator.Less, ReadOf(place, site), asked, site);
            var through = Apart(() => body(item));
            Emit(isTaken ? new If(isBefore, through, Block.Empty, site) : new If(isBefore, Block.Empty, through, site));
            Increase(place, site);
        });
    })
    {
        IsOneLoop = false,
    };

    private static Sequence Single(Expression item, int site) => new(CountOf(1, site), null, body => body(item)) { IsOneLoop = false };

    // What comes last is sorted by first: each sorting leaves items with equal keys as they stand.
    private Sequence? SortedByKeys(IInvocationOperation call, int site)
    {
        var keys = new Stack<(IOperation Of, bool IsDescending)>();
        IOperation source = call;
        while (source is IInvocationOperation { TargetMethod: { Name: "ThenBy" or "ThenByDescending" or "OrderBy" or "OrderByDescending", TypeArguments: [_, _] } method, Arguments: [{ Value: var before }, { Value: var keyOf }] } && CanApply(keyOf, 1))
        {
            keys.Push((keyOf, method.Name.EndsWith("Descending", StringComparison.Ordinal)));
            source = Unconverted(before);
            if (method.Name[0] == 'O')
                break;
        }

        if (source is IInvocationOperation { TargetMethod.Name: "ThenBy" or "ThenByDescending" } || call.TargetMethod.TypeArguments is not [var item, _] || SequenceOf(source) is not { } sorted)
            return null;
        foreach (var (of, isDescending) in keys.Reverse())
        {
            if (FunctionOf(of)?.ReturnType is not { } type || Sorted(sorted, TypeOf(item), TypeOf(type), of, isDescending, site) is not { } next)
                return null;
            sorted = next;
        }

        return sorted;
    }

    // What framework code gives one by one, such as groups, the items of a dictionary or what an iterator makes, is gone through as a copy. What may have no end has no places.
    private Sequence? Copied(IOperation operation, ITypeSymbol type)
    {
        var isFinite = IsFinite(operation);
        if (!IsEnumerable(type) || Interfaces(type).First(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T).TypeArguments[0] is not { IsAnonymousType: false } item
            || !(isFinite || IsGoneThroughToTheEnd(operation)) || IsGoneThroughInALoop(operation))
            return null;
        var (site, element) = (Site(operation), TypeOf(item));
        Sequence Copy()
        {
            var items = Kept("items", Code(new ValueType(NumberKind.None, element.Text + "[]", default), ["global::System.Linq.Enumerable.ToArray(", ")"], [Value(operation)], Purity.Effectful, site));
            var count = Kept("count", Code(ValueType.Int, ["", ".Length"], [items], Purity.Reads, site) with { Obstacles = [IsGivenOneByOne(operation)] });
            return Indexed(count, i => new Verbatim(element, ["", "[", "]"], [items, i], Purity.Reads, string.Empty, site) { Obstacles = [IsGivenOneByOne(operation)] }, site);
        }

        return isFinite ? Copy() : new Sequence(null, null, body => Copy().ForEach(body));
    }

    // An array, a collection, a group, and what queries make of them.
    private static bool IsFinite(IOperation operation) => Unconverted(operation) is { Type: { } type } sequence && (type is IArrayTypeSymbol || type.Name is "IGrouping" or "ILookup" || IsCollection(type)
        || (sequence is IInvocationOperation call && IsOfQueries(call) && call.Arguments.All(argument => !IsEnumerable(argument.Value.Type!) || IsFinite(argument.Value))));

    // Whether all of it is asked for: what ends before may be given something that has no end.
    private static bool IsGoneThroughToTheEnd(IOperation sequence)
    {
        for (var around = sequence.Parent; ; around = around.Parent)
        {
            switch (around)
            {
                case IArgumentOperation or IConversionOperation or IParenthesizedOperation:
                    continue;
                case IInvocationOperation call when IsOfQueries(call):
                    if (call.TargetMethod.Name is "Take" or "TakeWhile" or "Zip" or "First" or "Any" or "All" or "ElementAt" or "Contains")
                        return false;
                    continue;
                default:
                    return around is not (null or IVariableInitializerOperation or IForEachLoopOperation);
            }
        }
    }

    // Such a loop is read as it stands.
    private static bool IsGoneThroughInALoop(IOperation sequence)
    {
        var around = sequence.Parent;
        while (around is IConversionOperation or IParenthesizedOperation)
            around = around.Parent;
        return around is IForEachLoopOperation;
    }

    // What must be said where differentiated values are among the items.
    private Problem IsGivenOneByOne(IOperation operation) => new("SYMDIFF002", Site(operation), operation switch
    {
        IInvocationOperation call when IsOfQueries(call) => [$"What {call.TargetMethod.Name} makes of differentiated values", "go through them in a loop"],
        IInvocationOperation { TargetMethod.Name: var iterator } => [$"What the iterator '{iterator}' gives", "fill an array, or write its loop where it is called"],
        { Type.Name: "IGrouping" } => ["A group of differentiated values", "go through all of them in a loop, and add to an element for each key"],
        _ => ["A sequence of differentiated values", "copy them to an array"],
    });
}

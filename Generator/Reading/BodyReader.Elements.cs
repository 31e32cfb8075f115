using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Elements of arrays. An array of structs is one array for each of their members: an element is put together from those, and taken apart where it is written.</content>
internal sealed partial class BodyReader
{
    /// <summary>An element, or a member of one: which of the arrays it is in, and where.</summary>
    private sealed record Spot(Expression Array, EquatableArray<Expression> Indices);

    /// <summary>The locals that refer to elements.</summary>
    private readonly Dictionary<ISymbol, Spot> referred = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a local refers to an element.</summary>
    public bool IsReference(ISymbol local) => referred.ContainsKey(local);

    // ref var p = ref points[i]: which element it is does not change afterwards.
    private bool IsReferenceTo(IVariableDeclaratorOperation declarator)
    {
        if (declarator.GetVariableInitializer()?.Value is not { } element || !IsInElement(element) || WrittenSpotAt(element) is not { } spot)
            return false;
        referred[declarator.Symbol] = Settled(spot);
        return true;
    }

    private Spot Settled(Spot spot) => new(
        spot.Array is Read ? spot.Array : SetAside(spot.Array), spot.Indices.Select(index => index is Literal ? index : SetAside(index)).ToEquatableArray());

    private Expression? ElementAt(IOperation operation) => SpotAt(operation) is { } spot ? ItemOf(spot.Array, spot.Indices, Site(operation)) : null;

    /// <summary>The element that an operation is; null for anything else.</summary>
    private Spot? SpotAt(IOperation operation)
    {
        var (array, indices) = operation switch
        {
            IArrayElementReferenceOperation reference => (reference.ArrayReference, reference.Indices.ToArray()),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var index }], Instance: { } instance } => (instance, [index]),
            IImplicitIndexerReferenceOperation { Instance: var instance, Argument: var index } when !IsRange(index) => (instance, [index]),
            _ => (null, []),
        };
        if (array?.Type is null || !TypeOf(array.Type).IsSequence || ArrayAt(array) is not { } read)
            return null;
        var site = Site(operation);
        Expression[] places = [.. indices.Select(index => IndexOf(index, read, site))];
        return new Spot(read, places.Select(place => read.Type.IsOfStructs ? Once(place) : place).ToEquatableArray());
    }

    /// <summary>The element or member of one that is written; null for anything else.</summary>
    private Spot? WrittenSpotAt(IOperation target)
    {
        if (target is ILocalReferenceOperation { Local: var local } && referred.TryGetValue(local, out var known))
            return known;
        var (instance, index) = MemberOf(target);
        return instance is null ? SpotAt(target)
            : WrittenSpotAt(instance) is { Array.Type.IsOfStructs: true } whole ? whole with { Array = ElementOf(whole.Array, index, Site(target)) }
            : null;
    }

    // The struct or tuple of which something is a member that is held by itself.
    private (IOperation? Instance, int Index) MemberOf(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } instance } => (instance, TupleIndex(field)),
        IMemberReferenceOperation { Instance: { } instance } reference when MemberIndex(reference) is >= 0 and var index => (instance, index),
        _ => (null, -1),
    };

    // What is read once for each member is computed once.
    private Expression Once(Expression place) => IsPlain(place) ? place : SetAside(place);

    private static bool IsPlain(Expression place) =>
        place is Literal or Read or ArrayExtent || (place is Binary { Left: Literal or Read or ArrayExtent, Right: Literal or Read or ArrayExtent });

    /// <summary>An element of an array.</summary>
    private static Expression ItemOf(Expression array, EquatableArray<Expression> indices, int site) => array.Type.IsOfStructs
        ? new TupleOf(array.Type.ItemType, array.Type.Elements.Select((_, i) => ItemOf(ElementOf(array, i, site), indices, site)).ToEquatableArray(), site)
        : new ArrayElement(array.Type.ItemType, array, indices, site);

    /// <summary>The statements that write an element of an array.</summary>
    private static IEnumerable<Statement> StoresOf(Expression array, EquatableArray<Expression> indices, Expression value, int site) => array.Type.IsOfStructs
        ? array.Type.Elements.SelectMany((_, i) => StoresOf(ElementOf(array, i, site), indices, ElementOf(value, i, site), site))
        : [new ElementStore(array, indices, value, site)];

    /// <summary>Writes an element: all of it is known before the first member is written.</summary>
    private Spot StoreAt(Spot spot, Expression value, int site)
    {
        if (spot.Array.Type.IsOfStructs)
        {
            spot = spot with { Indices = spot.Indices.Select(index => index is Literal or Read ? index : SetAside(index)).ToEquatableArray() };
            if (value is not Read)
                value = SetAside(value);
        }

        statements.AddRange(StoresOf(spot.Array, spot.Indices, value, site));
        return spot;
    }

    /// <summary>An array of numbers, or the first of those that make up an array of structs: all have as many elements.</summary>
    private static Expression FirstOf(Expression array, int site) => array.Type.IsOfStructs ? FirstOf(ElementOf(array, 0, site), site) : array;

    /// <summary>What is made of an array of numbers, made of each of those that make up an array of structs.</summary>
    private static Expression OfEach(Expression array, ValueType type, Func<Expression, ValueType, Expression> make, int site) => type.IsOfStructs
        ? new TupleOf(type, type.Elements.Select((element, i) => OfEach(ElementOf(array, i, site), element, make, site)).ToEquatableArray(), site)
        : make(array, type);

    /// <summary>v += w of elements, where the operator is the author's or a vector's; null for any other.</summary>
    private Expression? CompoundElement(ICompoundAssignmentOperation assignment)
    {
        if (assignment is not { OperatorMethod: { } method, IsLifted: false } || !IsStruct(assignment.Target.Type) || !IsElement(assignment.Target)
            || !SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, assignment.Target.Type!.OriginalDefinition))
            return null;
        var (before, spot) = Apart(() => WrittenSpotAt(assignment.Target));
        // What the place needs would be done twice.
        if (spot is null || before.Statements.Length > 0 || OperatorCall(method, assignment, assignment.Target, assignment.Value) is not { } value)
            return null;
        var site = Site(assignment);
        spot = StoreAt(spot, value, site);
        return ItemOf(spot.Array, spot.Indices, site);
    }
}

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

    /// <summary>Whether a local refers to an element, or to a part of a variable.</summary>
    public bool IsReference(ISymbol local) => referred.ContainsKey(local) || placed.ContainsKey(local);

    // ref var p = ref points[i]: which element it is does not change afterwards.
    private bool IsReferenceTo(IVariableDeclaratorOperation declarator)
    {
        if (declarator.GetVariableInitializer()?.Value is not { } element || !IsInElement(element) || WrittenSpotAt(element) is not { } spot)
            return false;
        referred[declarator.Symbol] = Settled(spot);
        return true;
    }

    private static ISymbol? ReferenceSymbol(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    /// <summary>The arguments that are elements, passed by reference.</summary>
    private EquatableArray<GivenElement> ElementsAmong(IReadOnlyList<IArgumentOperation> arguments)
    {
        var elements = new List<GivenElement>();
        foreach (var argument in arguments.Where(argument => IsGivenElement(argument)))
        {
            // What the place needs is read again when the argument is.
            var (_, spot) = Apart(() => WrittenSpotAt(argument.Value));
            if (spot is not null)
                elements.Add(new GivenElement(argument.Parameter!.Ordinal, spot.Array.Type, spot.Indices.Length));
        }

        return elements.ToEquatableArray();
    }

    // What an index is must not change on the way to the call.
    private bool IsGivenElement(IArgumentOperation argument) => argument.Parameter is { } parameter && IsWritable(parameter) && IsElement(argument.Value)
        && argument.Parent is IInvocationOperation call && !call.Arguments.Any(other => other.DescendantsAndSelf().Any(inner => inner is IAssignmentOperation or IIncrementOrDecrementOperation));

    private List<Argument> ElementArguments(IOperation element)
    {
        var spot = Settled(WrittenSpotAt(element)!);
        return [new Argument(spot.Array, -1), .. spot.Indices.Select(index => new Argument(index, -1))];
    }

    // A parameter that is an element: the array and where it is are what the function is given.
    private void ReferTo(IParameterSymbol parameter, GivenElement element, int site)
    {
        Expression Given(ValueType type)
        {
            var variable = Add(new Variable(string.Empty, type, VariableRole.Parameter));
            parameters.Add(variable);
            assigned.Add(variable);
            return ReadOf(variable, site);
        }

        var array = Given(element.Array);
        referred[parameter] = new Spot(array, Enumerable.Range(0, element.Rank).Select(_ => Given(ValueType.Int)).ToEquatableArray());
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
        if (array?.Type is null || !TypeOf(array.Type).IsSequence || (ArrayAt(array) ?? MadeHere(array)) is not { } read)
            return null;
        var site = Site(operation);
        Expression[] places = [.. indices.Select(index => IndexOf(index, read, site))];
        return new Spot(read, places.Select(place => read.Type.IsOfStructs ? Once(place) : place).ToEquatableArray());
    }

    /// <summary>The element or member of one that is written; null for anything else.</summary>
    private Spot? WrittenSpotAt(IOperation target)
    {
        if (ReferenceSymbol(target) is { } reference && referred.TryGetValue(reference, out var known))
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
        // What the place needs is done twice.
        if (spot is null || (before.Statements.Length > 0 && Purities.Of(assignment.Target) == Purity.Effectful))
            return null;
        var mark = statements.Count;
        foreach (var statement in before.Statements)
            Emit(statement);
        if (OperatorCall(method, assignment, assignment.Target, assignment.Value) is not { } value)
        {
            statements.RemoveRange(mark, statements.Count - mark);
            return null;
        }

        var site = Site(assignment);
        spot = StoreAt(spot, value, site);
        return ItemOf(spot.Array, spot.Indices, site);
    }
}

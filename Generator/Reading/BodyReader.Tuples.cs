using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Value tuples, and assignments to several variables at once.</content>
internal sealed partial class BodyReader
{
    private Expression TupleFrom(ITupleOperation tuple)
    {
        if (tuple.Type is null)
            return Carry(tuple);
        var site = Site(tuple);
        return new TupleOf(TypeOf(tuple), Operands(tuple.Elements).ToEquatableArray(), site);
    }

    private static Expression ElementOf(Expression tuple, int index, int site) => tuple switch
    {
        TupleOf { Elements: var elements } => elements[index],
        _ => new Element(tuple.Type.Elements[index], tuple, index, site),
    };

    private static int TupleIndex(IFieldSymbol field)
    {
        var elements = field.ContainingType.TupleElements;
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Name == field.Name || elements[i].CorrespondingTupleField?.Name == field.Name)
                return i;
        }

        throw new BrokenCodeException();
    }

    /// <summary>A variable, or an element of the tuple or struct in it, or one of that.</summary>
    private readonly record struct Place(int Variable, EquatableArray<int> Path);

    private Place? PlaceAt(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } instance } => PlaceWithin(instance, TupleIndex(field)),
        IMemberReferenceOperation { Instance: { } instance } reference when MemberIndex(reference) is >= 0 and var index => PlaceWithin(instance, index),
        ILocalReferenceOperation { Local: var local } when placed.TryGetValue(local, out var place) && !IsOnlyRead(local) => place,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when initialised.Count > 0 => initialised.Peek(),
        _ => VariableAt(target) is >= 0 and var variable ? new Place(variable, default) : null,
    };

    private Place? PlaceWithin(IOperation instance, int index) =>
        PlaceAt(instance) is { } whole ? new Place(whole.Variable, [.. whole.Path, index]) : null;

    private Expression ReadOf(Place place, int site) =>
        place.Path.Aggregate((Expression)ReadOf(place.Variable, site), (whole, index) => ElementOf(whole, index, site));

    // A tuple of which one element is another is a new tuple.
    private void Store(Place place, Expression value, int site)
    {
        Store(place.Variable, With(ReadOf(place.Variable, site), 0), site);

        Expression With(Expression whole, int depth) => depth == place.Path.Length || ReferenceEquals(value, Nothing)
            ? value
            : new TupleOf(
                whole.Type,
                whole.Type.Elements.Select((_, i) => i == place.Path[depth] ? With(ElementOf(whole, i, site), depth + 1) : ElementOf(whole, i, site))
                    .ToEquatableArray(),
                site);
    }

    private Expression TupleComparison(ITupleBinaryOperation comparison)
    {
        var site = Site(comparison);
        if (Unconverted(comparison.LeftOperand) is not { Type.IsTupleType: true }
            || Unconverted(comparison.RightOperand) is not { Type.IsTupleType: true })
            return Carry(comparison);
        var operands = Operands(comparison.LeftOperand, comparison.RightOperand);
        var isEqual = comparison.OperatorKind == BinaryOperatorKind.Equals;
        return Compare(operands[0], operands[1]) ?? Carry(comparison);

        Expression? Compare(Expression left, Expression right)
        {
            if (left.Type.Kind != NumberKind.Tuple)
            {
                return IsNumber(left.Type.Kind) && left.Type == right.Type
                    ? new Binary(ValueType.Boolean, isEqual ? BinaryOperator.Equal : BinaryOperator.NotEqual, left, right, site)
                    : null;
            }

            Expression? all = null;
            for (var i = 0; i < left.Type.Elements.Length; i++)
            {
                if (Compare(ElementOf(left, i, site), ElementOf(right, i, site)) is not { } one)
                    return null;
                all = all is null ? one : Joined(isEqual, all, one, site);
            }

            return all;
        }
    }
}

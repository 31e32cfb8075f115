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

    /// <summary>A variable, or an element of the tuple in it, or one of that.</summary>
    private readonly record struct Place(int Variable, EquatableArray<int> Path);

    private Place? PlaceAt(IOperation target) =>
        target is IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } instance }
            ? PlaceAt(instance) is { } whole ? new Place(whole.Variable, [.. whole.Path, TupleIndex(field)]) : null
            : VariableAt(target) is >= 0 and var variable ? new Place(variable, default) : null;

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

    private bool CanDeconstruct(IDeconstructionAssignmentOperation deconstruction) =>
        Unconverted(deconstruction.Value).Type is INamedTypeSymbol { IsTupleType: true } && CanTake(deconstruction.Target);

    private bool CanTake(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => CanTake(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.All(CanTake),
        IDiscardOperation => true,
        _ => PlaceAt(target) is not null,
    };

    // All values are known before the first is assigned, so that (a, b) = (b, a) swaps.
    private Expression Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var site = Site(deconstruction);
        var value = Value(deconstruction.Value);
        if (value is not (TupleOf or Read))
            value = SetAside(value);
        var targets = new List<(Place Place, Expression Value)>();
        Collect(deconstruction.Target, value, site, targets);
        for (var i = 0; i < targets.Count; i++)
        {
            var (place, one) = targets[i];
            if (one is not Literal && targets.Take(i).Any(earlier => Mentions(one, earlier.Place.Variable)))
                targets[i] = (place, SetAside(one));
        }

        foreach (var (place, one) in targets)
            Store(place, Converted(one, IsNumber(one.Type.Kind) ? ReadOf(place, site).Type : one.Type), site);
        return value;
    }

    private void Collect(IOperation target, Expression value, int site, List<(Place Place, Expression Value)> targets)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                Collect(declaration.Expression, value, site, targets);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    Collect(tuple.Elements[i], ElementOf(value, i, site), site, targets);
                break;
            case IDiscardOperation:
                break;
            default:
                targets.Add((PlaceAt(target)!.Value, value));
                break;
        }
    }

    private bool Mentions(Expression expression, int variable) =>
        Disturbance.Of([new Assign(variable, Nothing, -1)], 0, session.Callees).Affects(expression);

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

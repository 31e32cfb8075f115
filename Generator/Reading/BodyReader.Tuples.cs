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

    private (int Variable, int Index)? TupleElementAt(IOperation target) =>
        target is IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } instance }
        && VariableAt(instance) is >= 0 and var variable
            ? (variable, TupleIndex(field))
            : null;

    private Element AssignElement(int variable, int index, ISimpleAssignmentOperation assignment)
    {
        var site = Site(assignment);
        var value = Operand(assignment.Value);
        var type = variables[variable].Type;
        Expression whole = ReadOf(variable, site);
        var elements = new Expression[type.Elements.Length];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = i == index ? value : ElementOf(whole, i, site);
        Store(variable, new TupleOf(type, elements.ToEquatableArray(), site), site);
        return new Element(type.Elements[index], ReadOf(variable, site), index, site);
    }

    private bool CanDeconstruct(IDeconstructionAssignmentOperation deconstruction) =>
        Unconverted(deconstruction.Value).Type is INamedTypeSymbol { IsTupleType: true } && CanTake(deconstruction.Target);

    private bool CanTake(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => CanTake(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.All(CanTake),
        IDiscardOperation => true,
        _ => VariableAt(target) >= 0,
    };

    // All values are known before the first is assigned, so that (a, b) = (b, a) swaps.
    private Expression Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var site = Site(deconstruction);
        var value = Value(deconstruction.Value);
        if (value is not (TupleOf or Read))
            value = SetAside(value);
        var targets = new List<(int Variable, Expression Value)>();
        Collect(deconstruction.Target, value, site, targets);
        for (var i = 0; i < targets.Count; i++)
        {
            var (variable, one) = targets[i];
            if (one is not Literal && targets.Take(i).Any(earlier => Mentions(one, earlier.Variable)))
                targets[i] = (variable, SetAside(one));
        }

        foreach (var (variable, one) in targets)
            Store(variable, Converted(one, IsNumber(one.Type.Kind) ? variables[variable].Type : one.Type), site);
        return value;
    }

    private void Collect(IOperation target, Expression value, int site, List<(int Variable, Expression Value)> targets)
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
                targets.Add((VariableAt(target), value));
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

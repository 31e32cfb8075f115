using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Assignments to structs by code of the author's: setters of properties and indexers, and operators.</content>
internal sealed partial class BodyReader
{
    /// <summary>The method that writes a property or an indexer of a struct; null for anything else.</summary>
    private IMethodSymbol? SetterOf(IOperation target) =>
        target is IPropertyReferenceOperation { Property.SetMethod: { } setter, Instance: { } instance, Arguments: var arguments } reference
        && IsStruct(instance.Type) && MemberIndex(reference) < 0 && PlaceAt(instance) is not null && CanInline(setter, arguments)
            ? setter
            : null;

    /// <summary>v[i] = x, v.Length *= 2, v.Count++, where it is a struct's own code that does it; null for any other.</summary>
    private Expression? SetProperty(IOperation operation)
    {
        var target = operation switch
        {
            ISimpleAssignmentOperation { IsRef: false } assignment => assignment.Target,
            ICompoundAssignmentOperation assignment when IsRead(assignment) => assignment.Target,
            IIncrementOrDecrementOperation { OperatorMethod: null, IsLifted: false } step => step.Target,
            _ => null,
        };
        var setter = target is null ? null : SetterOf(target);
        if (setter is null && !(target is IPropertyReferenceOperation number && IsNumberAt(number) && PlaceAt(number.Instance!) is not null))
            return null;
        var reference = (IPropertyReferenceOperation)target!;
        // What is read and written has its index evaluated once.
        if (operation is not ISimpleAssignmentOperation && !reference.Arguments.All(argument => MayBeReadTwice(argument.Value)))
            return null;
        var site = Site(operation);
        var places = Operands([.. reference.Arguments.Select(argument => argument.Value)]);
        Expression value;
        Expression? asked = null;
        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                value = Operand(assignment.Value);
                break;
            case ICompoundAssignmentOperation assignment:
                var left = SetAside(Value(reference));
                var right = Operand(assignment.Value);
                value = Converted(Operation(assignment.OperatorKind, right.Type, Converted(left, right.Type), right, assignment.IsChecked, assignment.Syntax, site), left.Type);
                break;
            default:
                var before = SetAside(Value(reference));
                asked = IsAskedForBefore(operation) ? before : null;
                var kind = operation is { Kind: OperationKind.Increment } ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
                value = Operation(kind, before.Type, before, Converted(new Literal(ValueType.Int, "1", 1, site), before.Type), false, operation.Syntax, site);
                break;
        }

        if (value is not (Literal or Read))
            value = SetAside(value);
        var instance = reference.Instance!;
        if (setter is null)
        {
            StoreNumber(reference, places, value, operation is ISimpleAssignmentOperation, site);
            return asked ?? value;
        }

        var result = Inline(
            setter,
            operation.Syntax,
            WayOfCalling.Plain,
            callee => places.Append(value).Select(operand => new Argument(operand, -1)).Prepend(ReceiverOf(callee, instance, ReadOf(PlaceAt(instance)!.Value, site), site)),
            wantsValue: false,
            site);
        return result is null ? null : asked ?? value;
    }

    private static bool MayBeReadTwice(IOperation index) => index.DescendantsAndSelf().All(part => part
        is ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } or IConversionOperation { OperatorMethod: null });

    /// <summary>v++, where the operator is the author's; null for any other.</summary>
    private Expression? IncrementOperator(IIncrementOrDecrementOperation step)
    {
        if (step is not { OperatorMethod: { IsStatic: true } method, IsLifted: false } || !IsStruct(step.Target.Type) || PlaceAt(step.Target) is not { } place
            || !SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, step.Target.Type!.OriginalDefinition))
            return null;
        var site = Site(step);
        var before = IsAskedForBefore(step) ? SetAside(ReadOf(place, site)) : null;
        if (OperatorCall(method, step, step.Target) is not { } value)
            return null;
        Store(place, value, site);
        return before ?? ReadOf(place, site);
    }

    /// <summary>v += w, where the operator is the author's; null for any other.</summary>
    private Expression? CompoundOperator(ICompoundAssignmentOperation assignment)
    {
        if (assignment is not { OperatorMethod: { } method, IsLifted: false } || !IsStruct(assignment.Target.Type) || PlaceAt(assignment.Target) is not { } place
            || !SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, assignment.Target.Type!.OriginalDefinition)
            || OperatorCall(method, assignment, assignment.Target, assignment.Value) is not { } value)
            return null;
        var site = Site(assignment);
        Store(place, value, site);
        return ReadOf(place, site);
    }
}

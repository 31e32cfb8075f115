using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Diagnostics;

namespace SymDiff.Generator.Reading;

/// <content>Objects that the method makes of numbers, and holds member by member: they never change, or no two variables have one.</content>
internal sealed partial class BodyReader
{
    // new C(x, …), c with { X = x }, C.Of(x): as soon as one is made of numbers, all of the class are values.
    private void TakeForValue(IOperation making)
    {
        if (MentionsReal(making))
            TakeForValue(making.Type);
    }

    private void TakeForValue(ITypeSymbol? type)
    {
        if (type is { TypeKind: TypeKind.Class } && Actual(type) is var made && !IsOfMarked(made) && session.Objects.With(made) is { } objects)
            throw new ReadAgainException(objects);
    }

    // What would be carried over as a whole, because of an object in it: one that is made there, or that is changed there, m[i, j] = x or stats.Push(x).
    private void TakeForValues(IOperation carried)
    {
        foreach (var inner in carried.DescendantsAndSelf())
        {
            var changed = inner switch
            {
                IAssignmentOperation { Target: IMemberReferenceOperation { Instance: var instance } } => instance,
                IInvocationOperation { Parent: IExpressionStatementOperation, Instance: var instance } => instance,
                _ => null,
            };
            if (inner is IObjectCreationOperation or IWithOperation)
                TakeForValue(inner);
            else if (changed is not null && MentionsReal(inner))
                TakeWholeForValue(changed);
        }
    }

    // The whole that a member belongs to comes first.
    private void TakeWholeForValue(IOperation instance)
    {
        if (instance is IMemberReferenceOperation { Instance: { } whole })
            TakeWholeForValue(whole);
        TakeForValue(instance.Type);
    }

    // Objects that are held member by member would have to be made for a method to be given them, as one must be that calls itself.
    private bool TakesObjects(IMethodSymbol target) => !session.Objects.IsEmpty && !session.Callees.CallsItself(target.OriginalDefinition) && !session.Callees.IsBeingRead(target.OriginalDefinition)
        && (session.Objects.Hold(Actual(target.ContainingType)) && !target.IsStatic || target.Parameters.Any(parameter => session.Objects.Hold(Actual(parameter.Type))));

    // Why a member of an object that holds differentiated values cannot be read; of a call with arguments these may be what is differentiated.
    private Problem? MemberOfObject(IOperation operation)
    {
        var instance = operation switch { IMemberReferenceOperation reference => reference.Instance, IInvocationOperation { Arguments.IsEmpty: true } call => call.Instance, _ => null };
        return instance?.Type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAnonymousType: false, DeclaringSyntaxReferences.IsEmpty: false } type
            ? new Problem("SYMDIFF002", Site(operation), [$"An object of the class '{type.Name}' that holds a differentiated value", "make it a struct, or a class whose members never change, which derives from no other, and of which no variable is null"])
            : null;
    }

    // What a marked method is called on stays the object that it is.
    private bool IsOfMarked(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, session.Root.Method.ContainingType.OriginalDefinition);

    // Where an object could be missing, or be told from a copy of it, those of its class are no values after all.
    private void RequireValues(IOperation body)
    {
        if (!session.Objects.IsEmpty && body.DescendantsAndSelf().Select(ObjectIn).FirstOrDefault(type => type is not null) is { } found)
            throw new ReadAgainException(session.Objects.Without(found));
    }

    // The class of an object that changes, where a second variable could have it.
    private ITypeSymbol? SharedIn(IOperation operation)
    {
        if (ValueAt(operation) is not { } type || !session.Objects.Change(type))
            return null;
        var isItsOwn = operation switch
        {
            ILocalReferenceOperation => IsReceiver(operation) || Around(operation) is IReturnOperation or IWithOperation || Around(operation) is ISimpleAssignmentOperation { Target: var target } && target == operation,
            IFieldReferenceOperation { Field.IsStatic: false } or IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } } => IsReceiver(operation) || Around(operation) is ISimpleAssignmentOperation { Target: var target } && target == operation,
            IInstanceReferenceOperation => IsReceiver(operation),
            IObjectCreationOperation or IInvocationOperation or IWithOperation => IsReceiver(operation) || Around(operation) is IVariableInitializerOperation or ISymbolInitializerOperation or IReturnOperation or ISimpleAssignmentOperation,
            ISimpleAssignmentOperation => Around(operation) is IExpressionStatementOperation,
            IConversionOperation { Operand: var operand } => ValueAt(operand) is not null,
            IObjectOrCollectionInitializerOperation => true,
            _ => false,
        };
        return isItsOwn ? null : type;
    }

    // new() stands within a conversion to what it is.
    private static IOperation? Around(IOperation operation) => operation.Parent is IConversionOperation conversion ? Around(conversion) : operation.Parent;

    private static bool IsReceiver(IOperation operation) => operation.Parent switch
    {
        IMemberReferenceOperation { Instance: var instance } => instance == operation,
        IInvocationOperation { Instance: var instance } => instance == operation,
        _ => false,
    };

    // What carried-over code does to an object it would do to a copy.
    private void RequireNoChange(IOperation carried)
    {
        if (session.Objects.IsEmpty)
            return;
        foreach (var inner in carried.DescendantsAndSelf())
            RequireOwn(inner);
    }

    // An object that changes is held where its owner is; what is no variable of the method would change in a copy.
    private void RequireOwn(IOperation changed)
    {
        if (ValueAt(changed) is not { } type || !session.Objects.Change(type) || changed is IObjectCreationOperation or IInvocationOperation)
            return;
        TakeWholeForValue(changed);
        throw new ReadAgainException(session.Objects.Without(type));
    }

    private ITypeSymbol? ObjectIn(IOperation operation) => Hidden(operation.Type) ?? SharedIn(operation) ?? operation switch
    {
        { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => ValueAt(operation),
        IConversionOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ThrowIfNull" } } } => null,
        IConversionOperation { Operand: var operand } conversion => ValueAt(operand) is { } type && !SymbolEqualityComparer.Default.Equals(type, ValueAt(conversion)) ? type : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: var left, RightOperand: var right } => ValueAt(left) ?? ValueAt(right),
        IIsPatternOperation { Value: var value, Pattern: not IRecursivePatternOperation { DeclaredSymbol: null } } => ValueAt(value),
        ISwitchExpressionOperation { Value: var value } => ValueAt(value),
        ISwitchOperation { Value: var value } => ValueAt(value),
        IConditionalAccessOperation { Operation: var receiver } => ValueAt(receiver),
        ICoalesceOperation { Value: var value } => ValueAt(value),
        ILockOperation { LockedValue: var locked } => ValueAt(locked),
        IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "Equals" or "GetHashCode" } => ValueAt(receiver),
        IInvocationOperation { Instance: { } receiver, TargetMethod.ContainingType: var owner } when IsOfAnother(receiver, owner) => owner,
        IMemberReferenceOperation { Instance: { } receiver, Member.ContainingType: var owner } when IsOfAnother(receiver, owner) => owner,
        IInvocationOperation { TargetMethod.Name: "Contains" or "IndexOf" or "LastIndexOf" or "Remove" or "Distinct" or "SequenceEqual" } search =>
            search.Arguments.Select(argument => argument.Value).Prepend(search.Instance).OfType<IOperation>().Select(ItemAt).FirstOrDefault(type => type is not null),
        _ => null,
    };

    private ITypeSymbol? ValueAt(IOperation operation) => operation.Type is { } type && Actual(type) is var actual && session.Objects.AreValues(actual) ? actual : null;

    // A member of the class that another derives from.
    private bool IsOfAnother(IOperation receiver, ITypeSymbol owner) => session.Objects.AreValues(Actual(owner)) && !SymbolEqualityComparer.Default.Equals(ValueAt(receiver), Actual(owner));

    private ITypeSymbol? ItemAt(IOperation operation) => operation.Type is { } type && ItemOf(Actual(type)) is { } item && session.Objects.AreValues(item) ? item : null;

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => TypeTexts.ItemOf(type) ?? (type is INamedTypeSymbol { Name: "IEnumerable", TypeArguments: [var item] } ? item : null);

    // The class whose objects are kept in what is read neither item by item nor member by member.
    private ITypeSymbol? Hidden(ITypeSymbol? type) => type is null ? null : Actual(type) switch
    {
        INamedTypeSymbol { IsTupleType: false, TypeKind: not TypeKind.Delegate, TypeArguments: var arguments } named when ItemOf(named) is null => arguments.FirstOrDefault(session.Objects.AreValues),
        _ => null,
    };
}

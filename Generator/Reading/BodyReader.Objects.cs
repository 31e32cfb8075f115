using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Diagnostics;

namespace SymDiff.Generator.Reading;

/// <content>Objects that never change, which are held member by member where the method makes them of numbers.</content>
internal sealed partial class BodyReader
{
    // new C(x, …), c with { X = x }, C.Of(x): as soon as one is made of numbers, all of the class are values.
    private void TakeForValue(IOperation making)
    {
        if (making.Type is { TypeKind: TypeKind.Class } type && Actual(type) is var made && MentionsReal(making) && !IsOfMarked(made) && session.Objects.With(made) is { } objects)
            throw new ReadAgainException(objects);
    }

    // What would be carried over as a whole, because of an object in it.
    private void TakeForValues(IOperation carried)
    {
        foreach (var making in carried.DescendantsAndSelf())
        {
            if (making is IObjectCreationOperation or IWithOperation)
                TakeForValue(making);
        }
    }

    // Objects that are held member by member would have to be made for a method to be given them, as one must be that calls itself.
    private bool TakesObjects(IMethodSymbol target) => !session.Objects.IsEmpty && !session.Callees.CallsItself(target.OriginalDefinition) && !session.Callees.IsBeingRead(target.OriginalDefinition)
        && (session.Objects.Hold(Actual(target.ContainingType)) && !target.IsStatic || target.Parameters.Any(parameter => session.Objects.Hold(Actual(parameter.Type))));

    // Why a member of an object that holds differentiated values cannot be read; of a call with arguments these may be what is differentiated.
    private Problem? MemberOfObject(IOperation operation)
    {
        var instance = operation switch { IMemberReferenceOperation reference => reference.Instance, IInvocationOperation { Arguments.IsEmpty: true } call => call.Instance, _ => null };
        return instance?.Type is INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } type
            ? new Problem("SYMDIFF002", Site(operation), [$"An object of the class '{type.Name}' that holds a differentiated value", "make it a readonly record struct, or a class whose members never change and of which no variable is null"])
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

    private ITypeSymbol? ObjectIn(IOperation operation) => Hidden(operation.Type) ?? operation switch
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
        IInvocationOperation { TargetMethod.Name: "Contains" or "IndexOf" or "LastIndexOf" or "Remove" or "Distinct" or "SequenceEqual" } search =>
            search.Arguments.Select(argument => argument.Value).Prepend(search.Instance).OfType<IOperation>().Select(ItemAt).FirstOrDefault(type => type is not null),
        _ => null,
    };

    private ITypeSymbol? ValueAt(IOperation operation) => operation.Type is { } type && Actual(type) is var actual && session.Objects.AreValues(actual) ? actual : null;

    private ITypeSymbol? ItemAt(IOperation operation) => operation.Type is { } type && ItemOf(Actual(type)) is { } item && session.Objects.AreValues(item) ? item : null;

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => TypeTexts.ItemOf(type) ?? (type is INamedTypeSymbol { Name: "IEnumerable", TypeArguments: [var item] } ? item : null);

    // The class whose objects are kept in what is read neither item by item nor member by member.
    private ITypeSymbol? Hidden(ITypeSymbol? type) => type is null ? null : Actual(type) switch
    {
        INamedTypeSymbol { IsTupleType: false, TypeKind: not TypeKind.Delegate, TypeArguments: var arguments } named when ItemOf(named) is null => arguments.FirstOrDefault(session.Objects.AreValues),
        _ => null,
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymDiff.Generator.Reading;

/// <content>What constructs are called in diagnostics.</content>
internal sealed partial class BodyReader
{
    private static string Words(IOperation operation) => operation switch
    {
        IExpressionStatementOperation { Operation: var inner } => Words(inner),
        IForEachLoopOperation { Collection: var collection } when Unconverted(collection).Type is { } type => "a foreach loop over " + type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        IForEachLoopOperation => "a foreach loop",
        IForLoopOperation => "a for loop",
        IWhileLoopOperation { ConditionIsTop: false } => "a do loop",
        ILoopOperation => "a while loop",
        IUsingOperation or IUsingDeclarationOperation => "a using statement",
        ILockOperation => "a lock statement",
        ITryOperation => "a try statement",
        ISwitchOperation => "a switch statement that is left in the middle of a section",
        IAwaitOperation => "an await",
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke } } => "a call of a delegate",
        IInvocationOperation { TargetMethod: var method } => "a call of " + method.ContainingType.Name + "." + method.Name,
        IObjectCreationOperation { Type.Name: var name } => "the creation of a " + name,
        ISimpleAssignmentOperation { Target: var target } => "an assignment to " + TargetWords(target),
        ICompoundAssignmentOperation { Target: var target } => "an assignment to " + TargetWords(target),
        ICoalesceAssignmentOperation { Target: var target } => "an assignment to " + TargetWords(target),
        IIncrementOrDecrementOperation { Target: var target } => "a change of " + TargetWords(target),
        IDeconstructionAssignmentOperation => "a deconstruction",
        _ => "this statement",
    };

    // What can be done about a statement as such, whatever goes into it.
    private static string? Advice(IOperation operation) => operation switch
    {
        IExpressionStatementOperation { Operation: var inner } => Advice(inner),
        IForEachLoopOperation => "loop over an array or a list",
        IInvocationOperation { TargetMethod: { Name: "Add" or "AddRange" or "Insert" or "Remove" or "RemoveAt", ContainingType: { Name: "List", TypeArguments.Length: 1 } } } =>
            "make an array that is as long as it will be, and assign its elements",
        IInvocationOperation { TargetMethod: { Name: "Sort", ContainingType.Name: "Array" or "MemoryExtensions" or "List" } } => "sort by numbers, Array.Sort(keys, items), compare by keys, (a, b) => a.Key.CompareTo(b.Key), or go through OrderBy(item => key)",
        IInvocationOperation { TargetMethod: { Name: "Invert" or "Decompose", ContainingType.Name: "Matrix4x4" or "Matrix3x2" } } => "write out the numbers that are needed; the inverse of a rotation is its Transpose",
        { Type: INamedTypeSymbol { Name: "Vector", TypeArguments.Length: 1 } } => "go through the elements one by one, or call TensorPrimitives",
        _ => null,
    };

    private static string TargetWords(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true } => "an element",
        IMemberReferenceOperation { Member.Name: var name } => name,
        IArrayElementReferenceOperation => "an array's element",
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        _ => "something other than a variable",
    };
}

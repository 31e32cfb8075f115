using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>What evaluating an expression that is carried over may do, as far as its operations tell.</summary>
internal static class Purities
{
    public static Purity Of(IOperation operation) => operation switch
    {
        ILiteralOperation or IDefaultValueOperation or ITypeOfOperation or ISizeOfOperation or INameOfOperation => Purity.Pure,
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => Purity.Pure,
        _ when operation.ConstantValue.HasValue => Purity.Pure,
        IFieldReferenceOperation { Instance: var instance, Field: var field } => Worst(OfMember(field), OfInstance(instance)),
        IPropertyReferenceOperation { Instance: var instance, Property: var property, Arguments: var arguments } =>
            Worst(Worst(OfMember(property), OfInstance(instance)), OfAll(arguments.Select(argument => argument.Value))),
        IArrayElementReferenceOperation => Worst(Purity.Reads, OfChildren(operation)),
        IConversionOperation { OperatorMethod: null, Conversion.IsReference: true } => Worst(Purity.Reads, OfChildren(operation)),
        IConversionOperation { OperatorMethod: var method } => OfOperator(method, OfChildren(operation)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: var method }
            when method is null || IsOfFramework(method) => OfChildren(operation),
        IBinaryOperation { OperatorMethod: var method } => OfOperator(method, OfChildren(operation)),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } => OfChildren(operation),
        IUnaryOperation { OperatorMethod: var method } => OfOperator(method, OfChildren(operation)),
        IIsTypeOperation or IIsPatternOperation or IConditionalOperation or ICoalesceOperation or ITupleOperation or IParenthesizedOperation
            or IConditionalAccessOperation or IConditionalAccessInstanceOperation => Worst(Purity.Reads, OfChildren(operation)),
        IPatternOperation or IDelegateCreationOperation or IAnonymousFunctionOperation => Purity.Reads,
        // A part of an array, over the same memory.
        IInvocationOperation { TargetMethod: { Name: "AsSpan" or "AsMemory", ContainingType.Name: "MemoryExtensions" } or { Name: "Slice", ContainingType: { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" } } } slice when IsOfFramework(slice.TargetMethod) =>
            Worst(Purity.Reads, Worst(slice.Instance is null ? Purity.Pure : Of(slice.Instance), OfAll(slice.Arguments))),
        IImplicitIndexerReferenceOperation or IRangeOperation => Worst(Purity.Reads, OfChildren(operation)),
        IInvocationOperation { TargetMethod: var method } when IsFunctionOfSystem(method) => Worst(Purity.Reads, OfChildren(operation)),
        IArgumentOperation => OfChildren(operation),
        _ => Purity.Effectful,
    };

    /// <summary>Reading a member of an object that is there.</summary>
    public static Purity OfMember(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: true } or IFieldSymbol { IsReadOnly: true } => Purity.Pure,
        IFieldSymbol => Purity.Reads,
        IPropertySymbol property when IsAutomatic(property) => property.SetMethod is null ? Purity.Pure : Purity.Reads,
        IPropertySymbol property when IsPlainInFramework(property) || IsFormula(property) => Purity.Reads,
        _ => Purity.Effectful,
    };

    // A reference may be null; this, and a value, cannot.
    private static Purity OfInstance(IOperation? instance) => instance switch
    {
        null or IInstanceReferenceOperation => Purity.Pure,
        { Type.IsValueType: true } => Of(instance),
        _ => Worst(Purity.Reads, Of(instance)),
    };

    private static bool IsAutomatic(IPropertySymbol property) => !property.IsVirtual && !property.IsOverride && !property.IsAbstract
        && property.DeclaringSyntaxReferences.Length > 0
        && property.ContainingType.GetMembers().Any(member =>
            member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    // A property of the author's that neither calls nor assigns anything.
    private static bool IsFormula(IPropertySymbol property) => property is { IsVirtual: false, IsOverride: false, IsAbstract: false }
        && property.GetMethod?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } getter
        && !getter.DescendantNodes().Any(node => node is InvocationExpressionSyntax or AssignmentExpressionSyntax or BaseObjectCreationExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
            or AwaitExpressionSyntax or RefExpressionSyntax);

    private static bool IsPlainInFramework(IPropertySymbol property) => IsOfFramework(property)
        && (property.IsIndexer || property.Name is "Length" or "Count" or "Value" or "HasValue" or "IsEmpty" or "Key"
            || property.ContainingType is { IsValueType: true } && !property.IsStatic);

    public static bool IsFunctionOfSystem(IMethodSymbol method) => method.ContainingType is { } type && IsOfFramework(method)
        && (type.SpecialType == SpecialType.System_String
            || (type.IsValueType && type.SpecialType != SpecialType.None
                && method.Parameters.All(parameter => parameter.RefKind == RefKind.None))
            || (type.SpecialType == SpecialType.System_Array && method.Name.StartsWith("Get", StringComparison.Ordinal) && method.ReturnType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
            || type.Name is "Math" or "MathF");

    public static bool IsOfFramework(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty && symbol.ContainingNamespace is { } space
        && (Names.Namespace(space) is "System" || Names.Namespace(space).StartsWith("System.", StringComparison.Ordinal));

    // An operator of the framework computes; one of somebody's may do anything.
    private static Purity OfOperator(IMethodSymbol? method, Purity operands) =>
        Worst(operands, method is null || IsOfFramework(method) ? Purity.Reads : Purity.Effectful);

    private static Purity OfChildren(IOperation operation) => OfAll(operation.ChildOperations);

    private static Purity OfAll(IEnumerable<IOperation> operations)
    {
        var worst = Purity.Pure;
        foreach (var operation in operations)
            worst = Worst(worst, Of(operation));
        return worst;
    }

    public static Purity Worst(Purity one, Purity other) => one > other ? one : other;
}

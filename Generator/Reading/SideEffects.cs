using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymDiff.Generator.Reading;

/// <summary>Whether code may change what other code reads. What only computes, such as a search in a table, runs once and in its place, too, but what is read around it need not be read in that order.</summary>
internal sealed class SideEffects(CompilationKnowledge knowledge, CancellationToken cancellation)
{
    // More than so many methods are not looked through for one call.
    private const int MostMethods = 64;

    private readonly HashSet<IMethodSymbol> quiet = new(SymbolEqualityComparer.Default);

    /// <summary>Whether evaluating an expression may change anything, as far as all that it calls is known.</summary>
    public bool Has(IOperation operation)
    {
        var called = new Queue<IMethodSymbol>();
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (!IsQuiet(operation, operation.Syntax, called))
            return true;
        while (called.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var method = called.Dequeue().OriginalDefinition;
            if (quiet.Contains(method) || !seen.Add(method))
                continue;
            if (seen.Count > MostMethods || method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsAsync || BodyReader.BodySyntax(method) is not { } body || BodyReader.IsIterator(body)
                || method.MethodKind == MethodKind.Constructor || !knowledge.Compilation.ContainsSyntaxTree(body.SyntaxTree) || knowledge.ModelOf(body.SyntaxTree).GetOperation(body, cancellation) is not { } does || !IsQuiet(does, body, called))
                return true;
        }

        quiet.UnionWith(seen);
        return false;
    }

    // Of what it calls the methods that have to be looked at are noted.
    private bool IsQuiet(IOperation root, SyntaxNode own, Queue<IMethodSymbol> called)
    {
        return root.DescendantsAndSelf().All(Is);

        bool Is(IOperation operation) => operation switch
        {
            ICompoundAssignmentOperation { Target: var target, OperatorMethod: var method } => IsOwn(target) && Calls(method),
            IIncrementOrDecrementOperation { Target: var target, OperatorMethod: var method } => IsOwn(target) && Calls(method),
            IAssignmentOperation { Target: var target } => IsOwn(target),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } => IsOwn(passed),
            IInvocationOperation { IsVirtual: true, TargetMethod: var method } when !Purities.IsOfFramework(method) => false,
            IInvocationOperation { TargetMethod: var method } call => IsSearch(call) || Calls(method),
            IPropertyReferenceOperation { Property: var property } => Purities.OfMember(property) != Model.Purity.Effectful || Calls(property.GetMethod),
            IBinaryOperation { OperatorMethod: var method } => Calls(method),
            IUnaryOperation { OperatorMethod: var method } => Calls(method),
            IConversionOperation { OperatorMethod: var method } => Calls(method),
            IMethodReferenceOperation { Method: var method } => Calls(method),
            IForEachLoopOperation { Collection: var collection } => IsKnown(collection),
            IObjectCreationOperation { Type: { } type } => Purities.IsOfFramework(type) && (type.IsTupleType || IsCollection(type)),
            IEventAssignmentOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation
                or IAwaitOperation or ILockOperation or IUsingOperation or IUsingDeclarationOperation or ITypeParameterObjectCreationOperation
                or IFunctionPointerInvocationOperation or IWithOperation or IRaiseEventOperation or IInvalidOperation => false,
            IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol method } => Calls(method),
            { Syntax: CollectionExpressionSyntax } list => IsKnown(list),
            { Kind: OperationKind.None } => false,
            _ => true,
        };

        bool IsOwn(IOperation target) => target switch
        {
            ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => IsDeclared(local),
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => IsDeclared(parameter),
            IDeclarationExpressionOperation or IDiscardOperation => true,
            ITupleOperation tuple => tuple.Elements.All(IsOwn),
            _ => false,
        };

        bool IsDeclared(ISymbol variable) => variable.DeclaringSyntaxReferences is [var declaration, ..] && declaration.SyntaxTree == own.SyntaxTree && own.FullSpan.Contains(declaration.Span);

        bool Calls(IMethodSymbol? method)
        {
            if (method is null || IsOperatorOfFramework(method))
                return true;
            if (method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.DelegateInvoke)
                return false;
            called.Enqueue(method);
            return true;
        }
    }

    private static bool IsOperatorOfFramework(IMethodSymbol method) => Purities.IsOfFramework(method)
        && (Purities.IsFunctionOfSystem(method) || method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion || (method.ContainingType is { IsReadOnly: true, IsValueType: true } && HasValuesOnly(method)));

    // What the framework looks up or computes, of collections that it knows.
    private static bool IsSearch(IInvocationOperation call) => Purities.IsOfFramework(call.TargetMethod) && call.TargetMethod switch
    {
        { ContainingType.Name: "Enumerable" } => call.Arguments.Where(argument => argument.Parameter!.Type is { Name: "IEnumerable" or "IOrderedEnumerable" }).All(argument => IsKnown(argument.Value)),
        { ContainingType.Name: "Array", IsStatic: true, Name: "IndexOf" or "LastIndexOf" or "BinarySearch" or "FindIndex" or "FindLastIndex" or "Exists" or "TrueForAll" or "Find" or "FindLast" or "Empty" } => true,
        { ContainingType.Name: "MemoryExtensions", Name: "AsSpan" or "IndexOf" or "LastIndexOf" or "IndexOfAny" or "BinarySearch" or "Contains" or "SequenceEqual" or "StartsWith" or "EndsWith" } => true,
        { ContainingType: { } type, Name: "Contains" or "ContainsKey" or "ContainsValue" or "IndexOf" or "LastIndexOf" or "BinarySearch" or "FindIndex" or "FindLastIndex" or "Exists" or "TrueForAll" or "Find" or "FindLast" or "TryGetValue" or "ToArray" or "Slice" } => IsCollection(type),
        _ => false,
    };

    private static bool IsKnown(IOperation collection) => collection switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var inner } => IsKnown(inner),
        IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } => true,
        { Type: { } type } => type.TypeKind == TypeKind.Array || type.SpecialType == SpecialType.System_String || (Purities.IsOfFramework(type) && IsCollection(type)),
        _ => false,
    };

    private static bool IsCollection(ITypeSymbol type) => type.Name is "List" or "Dictionary" or "HashSet" or "SortedDictionary" or "SortedList" or "SortedSet" or "Span" or "ReadOnlySpan" or "IReadOnlyList" or "IList"
        or "IReadOnlyDictionary" or "IDictionary" or "IReadOnlyCollection" or "ICollection" or "ImmutableArray" or "KeyValuePair" or "Index" or "Range";

    private static bool HasValuesOnly(IMethodSymbol method) => method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.IsValueType);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymDiff.Generator.Reading;

/// <summary>Whether code may change what other code reads. What only computes, such as a search in a table, runs once and in its place, too, but what is read around it need not be read in that order.</summary>
internal sealed class SideEffects(CompilationKnowledge knowledge, CancellationToken cancellation)
{
    // More than so many methods are not looked through for one call.
    private const int MostMethods = 64;

    // How methods begin that look something up.
    private static readonly string[] lookups = ["Get", "Is", "Has", "Contains", "IndexOf", "Find", "To", "Compare", "Equals", "Match"];

    private readonly HashSet<IMethodSymbol> quiet = new(SymbolEqualityComparer.Default);

    /// <summary>Whether evaluating an expression may change anything, as far as all that it calls is known.</summary>
    public bool Has(IOperation operation) => Has(operation, mayAssign: false);

    /// <summary>Whether statements may change anything but the variables of the method that they are in.</summary>
    public bool HasBesidesVariables(IOperation operation) => Has(operation, mayAssign: true);

    /// <summary>
    /// Whether an expression is seen to change something, such as the state of a generator of random numbers, so that it may be another when it is evaluated again. Of what is not seen, behind interfaces and
    /// delegates and in libraries, that is not said.
    /// </summary>
    public bool AreSeen(IOperation operation)
    {
        var called = new Queue<IOperation>([operation]);
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        while (called.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var root = called.Dequeue();
            foreach (var inner in root.DescendantsAndSelf())
            {
                if (Changes(inner))
                    return true;
                if (inner is IInvocationOperation { TargetMethod.OriginalDefinition: var method } && seen.Count < MostMethods && seen.Add(method) && BodyOf(method) is { } body)
                    called.Enqueue(body);
            }
        }

        return false;
    }

    private bool Has(IOperation operation, bool mayAssign)
    {
        var called = new Queue<IMethodSymbol>();
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (!IsQuiet(operation, operation.Syntax, mayAssign, called))
            return true;
        while (called.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var method = called.Dequeue().OriginalDefinition;
            if (quiet.Contains(method) || !seen.Add(method))
                continue;
            if (seen.Count > MostMethods || method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsAsync || method.MethodKind == MethodKind.Constructor
                || BodyOf(method) is not { } body || BodyReader.IsIterator(body.Syntax) || !IsQuiet(body, body.Syntax, mayAssign: false, called))
                return true;
        }

        quiet.UnionWith(seen);
        return false;
    }

    private IOperation? BodyOf(IMethodSymbol method) => BodyReader.BodySyntax(method) is { } body && knowledge.Compilation.ContainsSyntaxTree(body.SyntaxTree) ? knowledge.ModelOf(body.SyntaxTree).GetOperation(body, cancellation) : null;

    // What is written outside the code itself, and what objects of the framework do that is no search.
    private static bool Changes(IOperation operation) => operation switch
    {
        ICompoundAssignmentOperation { Target: var target } => IsMember(target),
        IIncrementOrDecrementOperation { Target: var target } => IsMember(target),
        IAssignmentOperation { Target: var target } => IsMember(target),
        IInvocationOperation { Instance.Type: { IsReferenceType: true, TypeKind: not (TypeKind.Delegate or TypeKind.Array or TypeKind.Interface) } type } call => Purities.IsOfFramework(type) && type.SpecialType != SpecialType.System_String && !IsSearch(call)
            && !lookups.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal)),
        _ => false,
    };

    // A member of what is given, or of the object itself: what is made in the code is its own.
    private static bool IsMember(IOperation target) => target is IMemberReferenceOperation { Instance: null or IParameterReferenceOperation or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } }
        and (IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false });

    // Of what it calls the methods that have to be looked at are noted.
    private bool IsQuiet(IOperation root, SyntaxNode own, bool mayAssign, Queue<IMethodSymbol> called)
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
            ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => mayAssign || IsDeclared(local),
            // What a method is given by reference is looked at where it is called.
            IParameterReferenceOperation { Parameter: var parameter } => (mayAssign && parameter.RefKind == RefKind.None) || IsDeclared(parameter),
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
        && (Purities.IsFunctionOfSystem(method) || method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion || (method.ContainingType is { IsReadOnly: true, IsUnmanagedType: true } && HasValuesOnly(method)));

    // What the framework looks up or computes, of collections that it knows.
    private static bool IsSearch(IInvocationOperation call) => Purities.IsOfFramework(call.TargetMethod) && call.TargetMethod switch
    {
        { ContainingType.Name: "Enumerable" } => call.Arguments.Where(argument => argument.Parameter!.Type is { Name: "IEnumerable" or "IOrderedEnumerable" }).All(argument => IsKnown(argument.Value)),
        { ContainingType.SpecialType: SpecialType.System_Array, Name: "Clone" } => true,
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

    // Nothing in it leads to what others have: a span is a value too, and what it clears is not.
    private static bool HasValuesOnly(IMethodSymbol method) => method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.IsUnmanagedType);
}

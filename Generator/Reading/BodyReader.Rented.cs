using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Arrays that a method rents from a pool and gives back. What is in one is not known, so it is as good as a new one; the generated code lends its memory in its own way, and gives it back
/// whatever happens.
/// </content>
internal sealed partial class BodyReader
{
    private readonly HashSet<ISymbol> rented = new(SymbolEqualityComparer.Default);

    /// <summary>ArrayPool&lt;double&gt;.Shared.Rent(n), where nothing but the method's own code sees the array; null for any other.</summary>
    private Expression? Rented(IVariableDeclaratorOperation declarator, IOperation value)
    {
        if (value is not IInvocationOperation { TargetMethod: { Name: "Rent", ContainingType: { Name: "ArrayPool" } pool }, Arguments: [{ Value: var size }] } rent || !IsShared(rent.Instance)
            || Names.Namespace(pool.ContainingNamespace) != "System.Buffers" || TypeOf(rent) is not { IsRealArray: true, Row: null } type || !IsOwn(declarator))
            return null;
        rented.Add(declarator.Symbol);
        return Creation(type, "new ", [Operand(size)], Site(rent)) with { IsRented = true };
    }

    private static bool IsShared(IOperation? pool) => pool is IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Shared" } };

    // Its length may be any that is not too short, so code that could ask for that is not given it.
    private static bool IsOwn(IVariableDeclaratorOperation declarator)
    {
        IOperation scope = declarator;
        while (scope.Parent is { } parent)
            scope = parent;
        return scope.Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)).All(IsPlainUse);
    }

    private static bool IsPlainUse(IOperation use) => use.Parent switch
    {
        IArrayElementReferenceOperation => true,
        IConversionOperation conversion => IsPlainUse(conversion),
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var callee } } => callee.DeclaringSyntaxReferences.Length > 0
            || callee is { Name: "AsSpan" or "CopyTo" or "Copy" } || (callee.Name == "Return" && callee.ContainingType.Name == "ArrayPool"),
        IInvocationOperation { TargetMethod.Name: "CopyTo" or "AsSpan" } => true,
        _ => false,
    };

    /// <summary>Whether a statement gives a rented array back.</summary>
    private bool GivesBack(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: "Return", ContainingType.Name: "ArrayPool" }, Arguments: [{ Value: ILocalReferenceOperation array }, ..] } call
        && IsShared(call.Instance) && rented.Contains(array.Local);

    /// <summary>Whether all that is done finally is to give rented arrays back.</summary>
    private bool OnlyGivesBack(ITryOperation attempt) => attempt is { Catches.IsEmpty: true, Finally: { } last }
        && last.Operations.All(operation => operation is IExpressionStatementOperation { Operation: var call } && GivesBack(call));
}

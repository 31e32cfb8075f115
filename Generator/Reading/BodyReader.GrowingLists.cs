using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Lists of numbers that the method makes and adds to: an array, of which the beginning is in use. As many numbers as there are in the list are counted along.
/// </content>
internal sealed partial class BodyReader
{
    private readonly Dictionary<ISymbol, (int Items, int Count)> growing = new(SymbolEqualityComparer.Default);

    /// <summary>var list = new List&lt;double&gt;(), of which the method only asks what an array can say; false for any other.</summary>
    private bool IsGrowing(IVariableDeclaratorOperation declarator, IOperation value)
    {
        if (Unconverted(value) is not IObjectCreationOperation { Initializer: null, Type: INamedTypeSymbol { Name: "List", Arity: 1, TypeArguments: [var item] } list } creation
            || creation.Arguments.Any(argument => TypeOf(argument.Value) != ValueType.Int) || !TypeOf(item).IsReal || TypeOf(list) is not { IsRealArray: true }
            || !SymbolEqualityComparer.Default.Equals(declarator.Symbol.Type, list) || !IsUsedAsArray(declarator))
            return false;
        var site = Site(value);
        var type = new ValueType(NumberKind.Array, TypeOf(item).Text + "[]", [TypeOf(item)]);
        var items = Add(new Variable(declarator.Symbol.Name, type, VariableRole.Local));
        var count = Add(new Variable(declarator.Symbol.Name + "Count", ValueType.Int, VariableRole.Local));
        Emit(new Assign(items, Creation(type, "new ", [CountOf(0, site)], site) with { IsGrowing = true }, site));
        Emit(new Assign(count, CountOf(0, site), site));
        growing[declarator.Symbol] = (items, count);
        return true;
    }

    // Nobody but the method's own code sees it, and it is added to.
    private static bool IsUsedAsArray(IVariableDeclaratorOperation declarator)
    {
        IOperation scope = declarator;
        while (scope.Parent is { } parent)
            scope = parent;
        ILocalReferenceOperation[] uses = [.. scope.Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol))];
        return uses.Any(IsAddedTo) && Array.TrueForAll(uses, use => IsAddedTo(use) || use.Parent is IPropertyReferenceOperation { Property: { Name: "Count" } or { IsIndexer: true } } or IImplicitIndexerReferenceOperation
            || (use.Parent is IConversionOperation { Parent: IForEachLoopOperation } or IForEachLoopOperation)
            || use.Parent is IInvocationOperation { TargetMethod.Name: "ToArray" } || (use.Parent is IConversionOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } } }));
    }

    private static bool IsAddedTo(ILocalReferenceOperation use) => use.Parent is IInvocationOperation { TargetMethod: { Name: "Add" }, Parent: IExpressionStatementOperation } call && call.Instance == use
        && call.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null;

    /// <summary>list.Add(v)</summary>
    private bool Adds(IInvocationOperation call)
    {
        if (call is not { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var list }, Arguments: [{ Value: var value }] } || !growing.TryGetValue(list, out var known))
            return false;
        var site = Site(call);
        var items = ReadOf(known.Items, site);
        var added = Operand(value);
        var count = ReadOf(known.Count, site);
        Emit(new ElementStore(items, [count], added, site));
        Emit(new Assign(known.Count, new Binary(ValueType.Int, BinaryOperator.Add, count, CountOf(1, site), site), site));
        assigned.Add(known.Count);
        return true;
    }

    // What is in the list by now.
    private ArraySlice? GrownAt(ISymbol symbol, int site) => growing.TryGetValue(symbol, out var known)
        ? new ArraySlice(variables[known.Items].Type, ReadOf(known.Items, site), CountOf(0, site), ReadOf(known.Count, site), site)
        : null;
}

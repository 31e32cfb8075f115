using System.Collections.Immutable;
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

    /// <summary>var list = new List&lt;double&gt;(), or one with numbers in it, of which the method only asks what an array can say; false for any other.</summary>
    private bool IsGrowing(IVariableDeclaratorOperation declarator, IOperation value)
    {
        // What is in use of the array is a part of it, which is a span.
        if (!session.Knowledge.HasSpan || declarator.Symbol.Type is not INamedTypeSymbol { Name: "List", Arity: 1, TypeArguments: [var item] } list || !TypeOf(item).IsReal || TypeOf(list) is not { IsRealArray: true }
            || HeldFirst(value, list) is not { } held || !IsUsedAsArray(declarator, held.Count > 0 && MentionsReal(value)))
            return false;
        var site = Site(value);
        var type = new ValueType(NumberKind.Array, TypeOf(item).Text + "[]", [TypeOf(item)]);
        var items = Add(new Variable(declarator.Symbol.Name, type, VariableRole.Local));
        var count = Add(new Variable(declarator.Symbol.Name + "Count", ValueType.Int, VariableRole.Local));
        Emit(new Assign(items, Creation(type, "new ", [CountOf(0, site)], site) with { IsGrowing = true }, site));
        Emit(new Assign(count, CountOf(0, site), site));
        growing[declarator.Symbol] = (items, count);
        foreach (var (isSpread, operation) in held)
        {
            if (isSpread)
            {
                var array = ArrayAt(operation)!;
                var length = SetAside(ExtentOf(array, site));
                var start = ReadOf(count, site);
                EmitLoop(length, counter => StoresOf(ReadOf(items, site), [new Binary(ValueType.Int, BinaryOperator.Add, start, counter, site)], ItemOf(array, [counter], site), site), site);
                Store(count, new Binary(ValueType.Int, BinaryOperator.Add, start, length, site), site);
            }
            else
            {
                Append(items, count, Given(Operand(operation), type.ItemType), site);
            }
        }

        return true;
    }

    // What a list holds when it is made: numbers, and arrays from which they are copied. Null for what is no list, or a copy of anything else.
    private List<(bool IsSpread, IOperation Operation)>? HeldFirst(IOperation value, INamedTypeSymbol list)
    {
        switch (value)
        {
            case { Syntax: CollectionExpressionSyntax }:
                return PartsOf(value) is { } parts && parts.TrueForAll(part => !part.IsSpread || IsCopiable(part.Operation)) ? parts.ConvertAll(part => (part.IsSpread, Unconverted(part.Operation))) : null;
            case IInvocationOperation { TargetMethod: { Name: "ToList", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var copied }] } when IsCopiable(copied):
                return [(true, Unconverted(copied))];
            case IConversionOperation conversion:
                return HeldFirst(conversion.Operand, list);
            case IObjectCreationOperation creation when SymbolEqualityComparer.Default.Equals(creation.Type, list):
                var held = new List<(bool IsSpread, IOperation Operation)>();
                foreach (var argument in creation.Arguments)
                {
                    if (TypeOf(argument.Value) == ValueType.Int)
                        continue;
                    if (!IsCopiable(argument.Value))
                        return null;
                    held.Add((true, Unconverted(argument.Value)));
                }

                foreach (var added in creation.Initializer is { Initializers: var all } ? all : ImmutableArray<IOperation>.Empty)
                {
                    if (added is not IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var one }] })
                        return null;
                    held.Add((false, one));
                }

                return held;
            default:
                return null;
        }
    }

    private bool IsCopiable(IOperation copied) => Unconverted(copied) is ILocalReferenceOperation or IParameterReferenceOperation && ArrayAt(Unconverted(copied)) is { Type: { Row: null, Rank: 1, IsOfStructs: false } };

    // Nobody but the method's own code sees it, and it is added to.
    private static bool IsUsedAsArray(IVariableDeclaratorOperation declarator, bool holdsNumbers)
    {
        IOperation scope = declarator;
        while (scope.Parent is { } parent)
            scope = parent;
        ILocalReferenceOperation[] uses = [.. scope.Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol))];
        return (holdsNumbers || uses.Any(IsAddedTo)) && Array.TrueForAll(uses, use => IsAddedTo(use) || use.Parent is IPropertyReferenceOperation { Property: { Name: "Count" } or { IsIndexer: true } } or IImplicitIndexerReferenceOperation
            || (use.Parent is IConversionOperation { Parent: IForEachLoopOperation } or IForEachLoopOperation) || IsHandedOn(use) || use.Parent is IReturnOperation
            || use.Parent is IInvocationOperation { TargetMethod.Name: "ToArray" } || (use.Parent is IConversionOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } } }));
    }

    // To a method whose code is read, where it is an array like any other that is passed as a list.
    private static bool IsHandedOn(ILocalReferenceOperation use) =>
        (use.Parent is IConversionOperation { IsImplicit: true } conversion ? conversion.Parent : use.Parent) is IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: false } method } } && BodySyntax(method.OriginalDefinition) is not null;

    private static bool IsAddedTo(ILocalReferenceOperation use) => use.Parent is IInvocationOperation { TargetMethod: { Name: "Add" }, Parent: IExpressionStatementOperation } call && call.Instance == use
        && call.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null;

    /// <summary>list.Add(v)</summary>
    private bool Adds(IInvocationOperation call)
    {
        if (call is not { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var list }, Arguments: [{ Value: var value }] } || !growing.TryGetValue(list, out var known))
            return false;
        Append(known.Items, known.Count, Operand(value), Site(call));
        return true;
    }

    private void Append(int items, int count, Expression added, int site)
    {
        var place = ReadOf(count, site);
        Emit(new ElementStore(ReadOf(items, site), [place], added, site));
        Emit(new Assign(count, new Binary(ValueType.Int, BinaryOperator.Add, place, CountOf(1, site), site), site));
        assigned.Add(count);
    }

    // What is in the list by now.
    private ArraySlice? GrownAt(ISymbol symbol, int site) => growing.TryGetValue(symbol, out var known)
        ? new ArraySlice(variables[known.Items].Type, ReadOf(known.Items, site), CountOf(0, site), ReadOf(known.Count, site), site)
        : null;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Loops over what is no array of numbers, such as strings, dictionaries and lists of objects, with differentiated values in their bodies.</content>
internal sealed partial class BodyReader
{
    /// <summary>How a sequence with an indexer says how many items it has; null for one that has none.</summary>
    private static string? CountOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } or { SpecialType: SpecialType.System_String } or INamedTypeSymbol { Name: "ImmutableArray" or "Span" or "ReadOnlySpan", TypeArguments.Length: 1 } => ".Length",
        INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ReadOnlyCollection" or "Collection" or "ImmutableList", TypeArguments.Length: 1 } => ".Count",
        _ => null,
    };

    /// <summary>A loop over items that nothing differentiated goes into, item by item; false where it is no such loop.</summary>
    private bool ReadItems(IForEachLoopOperation each)
    {
        if (Unconverted(each.Collection) is not { Type: { } type } collection || each.Syntax is not CommonForEachStatementSyntax syntax || !MentionsReal(each.Body)
            || model.GetForEachStatementInfo(syntax).ElementType is not { } kind || ArrayAt(collection) is not null || (HasReal(TypeOf(collection)) && ArrayOf(each) is null))
            return false;
        var isCopied = CountOf(type) is null;
        if (isCopied && !IsCollection(type) && !IsEnumerable(type))
            return false;
        var element = TypeOf(kind.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        if (each.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var declared } ? declared.IsRef || !IsGiven(element, TypeOf(declared.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))) : !CanTake(each.LoopControlVariable) || !(kind.IsTupleType || HasParts(each, kind)))
            return false;
        // What has no end is left before it, and cannot be copied.
        if (isCopied && !IsCollection(type) && (IsLeft(each) || Leaving(each.Syntax) is not null))
        {
            ReadOneByOne(each, collection, kind, element);
            return true;
        }

        var site = Site(each);
        var (counter, items, count) = (Temporary(ValueType.Int), Nothing as Expression, Nothing as Expression);
        var before = Apart(() =>
        {
            var sequence = Value(collection);
            items = isCopied
                ? Kept("items", Code(new ValueType(NumberKind.None, element.Text + "[]", default), ["global::System.Linq.Enumerable.ToArray(", ")"], [sequence], Purity.Effectful, site))
                : SetAside(sequence);
            count = Code(ValueType.Int, ["", isCopied ? ".Length" : CountOf(type)!], [items], Purity.Reads, site) with { Obstacles = isCopied ? [IsGivenOneByOne(collection)] : default };
            // What has been copied has as many items as before, and what is gone through as it is has them to its end.
            count = isCopied ? Kept("count", count) : SetAside(count);
            Store(counter, CountOf(0, site), site);
        });
        var body = Apart(() =>
        {
            TakeItem(each, kind, new Verbatim(element, ["", "[", "]"], [items, ReadOf(counter, site)], Purity.Reads, NameOfItem(each), site) { Obstacles = isCopied ? [IsGivenOneByOne(collection)] : default }, site);
            Statement(each.Body);
        });
        var condition = new Binary(ValueType.Boolean, BinaryOperator.Less, ReadOf(counter, site), count, site);
        var next = new Binary(ValueType.Int, BinaryOperator.Add, ReadOf(counter, site), CountOf(1, site), site);
        Emit(new Loop(before, Block.Empty, condition, body, new Block([new Assign(counter, next, site)]), true, AsWritten(each), site));
        return true;
    }

    // using (var items = sequence.GetEnumerator()) while (items.MoveNext()) { var item = items.Current; … }
    private void ReadOneByOne(IForEachLoopOperation each, IOperation collection, ITypeSymbol kind, ValueType element)
    {
        var site = Site(collection);
        Protect(each, session.Site(PlaceOf(each.Syntax)), () =>
        {
            var sequence = SetAside(Value(collection));
            var items = Add(new Variable("items", new ValueType(NumberKind.None, "global::System.Collections.Generic.IEnumerator<" + element.Text + ">", default), VariableRole.Local));
            Effect Opened(string before, string after) => new(
                new CarriedText([before, " = ", ".GetEnumerator()" + after], [ReadOf(items, site), sequence], default, default).AsCode(site), [items], after == ";" ? default : [items], false, "a foreach loop", site);
            assigned.Add(items);
            var holds = Add(new Variable("hasItem", ValueType.Boolean, VariableRole.Local));
            void Advance() => Store(holds, Code(ValueType.Boolean, ["", ".MoveNext()"], [ReadOf(items, site)], Purity.Effectful, site) with { Name = "hasNext" }, site);
            var turns = Apart(() =>
            {
                var body = Apart(() =>
                {
                    TakeItem(each, kind, Code(element, ["", ".Current"], [ReadOf(items, site)], Purity.Reads, site) with { Name = NameOfItem(each) }, site);
                    Statement(each.Body);
                });
                Emit(new Loop(Apart(Advance), Block.Empty, ReadOf(holds, site), body, Apart(Advance), true, null, site));
            });
            Emit(new Protected(Opened("using (" + variables[items].Type.Text + " ", ")"), turns, default, Block.Empty, site)
            {
                AsTry = (new Block([Opened("", ";")]), Apart(() => EmitText(["", ".Dispose();"], items, "a foreach loop", site))),
            });
        });
    }

    private static string NameOfItem(IForEachLoopOperation each) => (each.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol.Name ?? string.Empty;

    private void TakeItem(IForEachLoopOperation each, ITypeSymbol kind, Expression item, int site)
    {
        if ((each.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol is { } local)
            Store(VariableOf(local), Given(item, TypeOf(local.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))), site);
        else
            TakeParts(each, kind, item, site);
    }

    private Read Kept(string name, Expression expression)
    {
        var local = Add(new Variable(name, expression.Type, VariableRole.Local));
        Emit(new Assign(local, expression, expression.Site));
        return ReadOf(local, expression.Site);
    }

    // foreach (double v in counts)
    private static bool IsGiven(ValueType element, ValueType local) =>
        element == local || (element.Kind >= NumberKind.Integer && IsNumber(element.Kind) && (local.Kind == NumberKind.Integer || local.IsReal) && element.Kind <= local.Kind);

    private static Expression Given(Expression item, ValueType local) => item.Type == local ? item : new Model.Conversion(local, item, IsExplicit: true, item.Site);

    private static bool IsEnumerable(ITypeSymbol type) => Interfaces(type).Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    // What says how many items it has, has an end.
    private static bool IsCollection(ITypeSymbol type) => Interfaces(type).Any(one => one.OriginalDefinition.SpecialType
        is SpecialType.System_Collections_Generic_ICollection_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T);

    private static System.Collections.Immutable.ImmutableArray<INamedTypeSymbol> Interfaces(ITypeSymbol type) => type is INamedTypeSymbol named ? type.AllInterfaces.Add(named) : type.AllInterfaces;

    // Whether what an item is taken apart into stands in properties of these names, as it does in a record.
    private bool HasParts(IForEachLoopOperation each, ITypeSymbol kind) => DeconstructorOf(each) is { IsStatic: false } method
        && (method.IsImplicitlyDeclared || kind.Name == "KeyValuePair") && method.Parameters.All(parameter => PartAt(kind, parameter) is not null);

    private static IPropertySymbol? PartAt(ITypeSymbol kind, IParameterSymbol parameter) => kind.GetMembers().OfType<IPropertySymbol>()
        .FirstOrDefault(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type));

    private void TakeParts(IForEachLoopOperation each, ITypeSymbol kind, Expression item, int site)
    {
        var targets = new List<Target>();
        Collect(each.LoopControlVariable, [], targets);
        if (kind is INamedTypeSymbol { IsTupleType: true, TupleElements: var named } && TypeOf(kind) is var tuple && item is Verbatim code)
        {
            // Each of its elements is asked for by itself, by the name that it has.
            var elements = tuple.Elements.Select((element, i) => (Expression)(code with
            {
                Type = element,
                Pieces = [.. code.Pieces.Take(code.Pieces.Length - 1), code.Pieces[code.Pieces.Length - 1] + "." + Names.Identifier(named[i].Name)],
                Name = string.Empty,
            })).ToEquatableArray();
            Take(targets, new TupleOf(tuple, elements, site), site);
            return;
        }

        Take(targets, PartsOf(kind, DeconstructorOf(each)!, item, site), site);
    }

    private TupleOf PartsOf(ITypeSymbol kind, IMethodSymbol deconstructor, Expression item, int site)
    {
        var types = deconstructor.Parameters.Select(parameter => TypeOf(parameter.Type)).ToEquatableArray();
        var whole = SetAside(item);
        var parts = deconstructor.Parameters.Select(parameter => (Expression)new Verbatim(TypeOf(parameter.Type), ["", "." + PartAt(kind, parameter)!.Name], [whole], Purity.Reads, string.Empty, site));
        return new TupleOf(new ValueType(NumberKind.Tuple, "(" + string.Join(", ", types.Select(type => type.Text)) + ")", types), parts.ToEquatableArray(), site);
    }

    // var (rate, steps) = settings, where that is a record that is data: its positions are its properties.
    private IMethodSymbol? PositionsOf(IDeconstructionAssignmentOperation deconstruction) =>
        deconstruction.Syntax is AssignmentExpressionSyntax assignment && Unconverted(deconstruction.Value).Type is { IsReferenceType: true } kind
        && model.GetDeconstructionInfo(assignment).Method is { IsStatic: false, IsImplicitlyDeclared: true } method && method.Parameters.All(parameter => PartAt(kind, parameter) is not null)
            ? method
            : null;

    private TupleOf? DeconstructedRecord(IDeconstructionAssignmentOperation deconstruction) => PositionsOf(deconstruction) is { } method
        ? PartsOf(Unconverted(deconstruction.Value).Type!, method, Value(deconstruction.Value), Site(deconstruction))
        : null;
}

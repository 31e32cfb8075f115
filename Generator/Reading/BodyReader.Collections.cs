using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Collection expressions, <c>[x, y, ..rest]</c>, where an array or a span is wanted: a new array with these elements.</content>
internal sealed partial class BodyReader
{
    private Expression? CollectionOf(IOperation operation)
    {
        if (ElementIn(operation.Type) is not { } element || PartsOf(operation) is not { } parts
            || TypeOf(session.Compilation.CreateArrayTypeSymbol(Actual(element))) is not { IsSequence: true, Row: null, Rank: 1 } type)
            return null;
        var site = Site(operation);
        if (operation.Syntax is CollectionExpressionSyntax && parts.TrueForAll(part => part is { IsSpread: false, Operation.ConstantValue.HasValue: true }))
            return null;
        if (parts.Exists(part => part.IsSpread && SpreadAt(part.Operation) is null) && !parts.Exists(part => MentionsReal(part.Operation)))
            return null;
        if (parts is [{ IsSpread: true, Operation: var only }] && SpreadAt(only) is null)
            return Listed(only, type, site) ?? Unspread(only, type);
        var values = new Queue<Expression>(Operands([.. parts.Where(part => !part.IsSpread).Select(part => part.Operation)]).Select(value => Given(value, type.ItemType)));
        var spreads = new Queue<(Expression Array, Expression Length)>();
        foreach (var (_, spread) in parts.Where(part => part.IsSpread))
        {
            if ((SpreadAt(spread) ?? Listed(spread, type, site)) is not { } array)
                return Unspread(spread, type);
            spreads.Enqueue((array, SetAside(ExtentOf(array, site))));
        }

        var length = spreads.Aggregate((Expression)CountOf(values.Count, site), (sum, spread) => new Binary(ValueType.Int, BinaryOperator.Add, sum, spread.Length, site));
        var made = SetAside(Creation(type, "new ", [spreads.Count == 0 ? length : SetAside(length)], site) with { Name = "items" });
        Expression place = CountOf(0, site);
        foreach (var (isSpread, _) in parts)
        {
            if (!isSpread)
            {
                StoreAt(new Spot(made, [place]), values.Dequeue(), site);
                place = After(place, CountOf(1, site));
                continue;
            }

            var (array, count) = spreads.Dequeue();
            var start = place;
            EmitLoop(count, counter => StoresOf(made, [After(start, counter)], ItemOf(array, [counter], site), site), site);
            place = After(place, count);
        }

        return made;

        Expression After(Expression from, Expression by) => (from, by) switch
        {
            (Literal { Value: 0 }, _) => by,
            (Literal { Value: var a }, Literal { Value: var b }) => CountOf((int)(a + b), site),
            _ => new Binary(ValueType.Int, BinaryOperator.Add, from, by, site),
        };
    }

    // new List<double> { a, b }: nothing is added to what has no name.
    private Read? ListMade(IOperation list)
    {
        if (list is not IObjectCreationOperation { Type: INamedTypeSymbol { Name: "List", TypeArguments: [var element] }, Arguments.IsEmpty: true, Initializer.Initializers: var added }
            || !added.All(one => one is IInvocationOperation { Arguments.Length: 1 }))
            return null;
        var site = Site(list);
        var type = TypeOf(session.Compilation.CreateArrayTypeSymbol(Actual(element)));
        var values = Operands([.. added.Select(one => ((IInvocationOperation)one).Arguments[0].Value)]);
        var made = SetAside(Creation(type, "new ", [CountOf(values.Length, site)], site));
        for (var i = 0; i < values.Length; i++)
            StoreAt(new Spot(made, [CountOf(i, site)]), Given(values[i], type.ItemType), site);
        return made;
    }

    // The array whose elements are listed one by one; null where it is a query, or no array.
    private Expression? SpreadAt(IOperation spread) => ArrayAt(Unconverted(spread)) is { Type: { Row: null, Rank: 1 } } array ? array : null;

    // What stands between the brackets, or what a call lists for a params span.
    private List<(bool IsSpread, IOperation Operation)>? PartsOf(IOperation operation)
    {
        if (operation.Parent is IArgumentOperation { ArgumentKind: ParamCollection } argument)
            return [.. Listed(argument)!.Select(value => (false, value))];
        if (operation.Syntax is not CollectionExpressionSyntax syntax)
            return null;
        var parts = new List<(bool IsSpread, IOperation Operation)>();
        foreach (var part in syntax.Elements)
        {
            var inner = part is SpreadElementSyntax spread ? spread.Expression : ((ExpressionElementSyntax)part).Expression;
            if (model.GetOperation(inner, session.Cancellation) is not { } read)
                return null;
            parts.Add((part is SpreadElementSyntax, read));
        }

        return parts;
    }

    private Literal Unspread(IOperation spread, ValueType type)
    {
        session.Unsupported(spread.Syntax, "Spreading what is no array, span or query", "copy it to an array before");
        return new Literal(type, "default", 0, Site(spread));
    }

    private static ITypeSymbol? ElementIn(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => element,
        _ => null,
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>What queries go through: arrays, spans, lists and ranges, and what Select, Where, Zip, Take, Skip and Reverse make of them.</content>
internal sealed partial class BodyReader
{
    private readonly Dictionary<ISymbol, IOperation> queries = new(SymbolEqualityComparer.Default);

    /// <summary>The items of a collection or a query; null where it cannot be gone through by its places.</summary>
    private Sequence? SequenceOf(IOperation operation)
    {
        Guard();
        operation = Unconverted(operation);
        return operation switch
        {
            IParenthesizedOperation { Operand: var inner } => SequenceOf(inner),
            ITranslatedQueryOperation { Operation: var query } => SequenceOf(query),
            _ when SymbolAt(operation) is { } variable && QueryAt(variable) is { } query => SequenceOf(query),
            IInvocationOperation call when IsOfQueries(call) => Stage(call) ?? Collection(operation),
            IInvocationOperation call when IteratorOf(call) is { } given => given,
            _ => Collection(operation),
        };
    }

    private Sequence? Stage(IInvocationOperation call)
    {
        IOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)];
        var site = Site(call);
        switch (call.TargetMethod.Name, arguments.Length)
        {
            case ("Range", 2):
                var range = Operands(arguments);
                return Indexed(NotNegative(range[1], site), i => new Binary(ValueType.Int, BinaryOperator.Add, range[0], i, site), site);
            case ("Repeat", 2):
                var repeated = Operands(arguments);
                return Indexed(NotNegative(repeated[1], site), _ => repeated[0], site);
            case ("Select", 2) when CanApply(arguments[1], 1) && SequenceOf(arguments[0]) is { } items:
                return Select(items, arguments[1]);
            case ("Select", 2) when CanApply(arguments[1], 2) && SequenceOf(arguments[0]) is { } items:
                return ByPlace(items, (item, place) => Applied(arguments[1], [item, place]), site);
            case ("Index", 1) when SequenceOf(arguments[0]) is { } items:
                return ByPlace(items, (item, place) => new TupleOf(new ValueType(NumberKind.Tuple, $"(int Index, {item.Type.Text} Item)", [ValueType.Int, item.Type]), [place, item], site), site);
            case ("Where", 2) when CanApply(arguments[1], 1) && SequenceOf(arguments[0]) is { } items:
                return Where(items, arguments[1]);
            case ("SelectMany", 2 or 3) when CanApply(arguments[1], 1) && (arguments.Length == 2 || CanApply(arguments[2], 2)) && ExpressionAt(arguments[1]) is { } each && SequenceOf(arguments[0]) is { } items:
                return Nested(items, arguments[1], each, arguments.Length == 3 ? arguments[2] : null);
            case ("Zip", 2 or 3) when (arguments.Length == 2 || CanApply(arguments[2], 2)) && SequenceOf(arguments[0]) is { Item: not null } one && SequenceOf(arguments[1]) is { Item: not null } other:
                return Zip(one, other, arguments.Length == 3 ? arguments[2] : null, site);
            case ("Take", 2) when TypeOf(arguments[1]) == ValueType.Int && SequenceOf(arguments[0]) is { Item: { } item, Bound: { } bound }:
                return Indexed(Clamped(Operand(arguments[1]), bound, site), item, site);
            case ("Skip", 2) when TypeOf(arguments[1]) == ValueType.Int && SequenceOf(arguments[0]) is { Item: { } item, Bound: { } bound }:
                var start = Clamped(Operand(arguments[1]), bound, site);
                return Indexed(Less(bound, start, site), i => item(new Binary(ValueType.Int, BinaryOperator.Add, i, start, site)), site);
            case ("Take" or "Skip", 2) when TypeOf(arguments[1]) == ValueType.Int && SequenceOf(arguments[0]) is { Bound: not null } items:
                return Counted(items, SetAside(Operand(arguments[1])), call.TargetMethod.Name == "Take", site);
            case ("Reverse", 1) when SequenceOf(arguments[0]) is { Item: { } item, Bound: { } bound }:
                return Indexed(bound, i => item(Less(Less(bound, CountOf(1, site), site), i, site)), site);
            case ("OrderBy" or "OrderByDescending", 2) when CanApply(arguments[1], 1) && call.TargetMethod.TypeArguments is [var item, var key] && SequenceOf(arguments[0]) is { } items:
                return Sorted(items, TypeOf(item), TypeOf(key), arguments[1], call.TargetMethod.Name != "OrderBy", site);
            case ("Order" or "OrderDescending", 1) when call.TargetMethod.TypeArguments is [var item] && SequenceOf(arguments[0]) is { } items:
                return Sorted(items, TypeOf(item), TypeOf(item), null, call.TargetMethod.Name != "Order", site);
            case ("ThenBy" or "ThenByDescending", 2):
                return SortedByKeys(call, site);
            case ("TakeWhile" or "SkipWhile", 2) when CanApply(arguments[1], 1) && SequenceOf(arguments[0]) is { } items:
                return While(items, arguments[1], call.TargetMethod.Name == "TakeWhile", site);
            case ("TakeLast" or "SkipLast", 2) when SequenceOf(arguments[0]) is { Item: { } item, Bound: { } bound }:
                var rest = Less(bound, Clamped(Operand(arguments[1]), bound, site), site);
                if (call.TargetMethod.Name == "SkipLast")
                    return Indexed(rest, item, site);
                var beginning = SetAside(rest);
                return Indexed(Less(bound, beginning, site), i => item(new Binary(ValueType.Int, BinaryOperator.Add, i, beginning, site)), site);
            case ("Concat", 2) when SequenceOf(arguments[0]) is { } items && SequenceOf(arguments[1]) is { } others:
                return Joined(items, others, site);
            case ("Append", 2) when SequenceOf(arguments[0]) is { } items:
                return Joined(items, Single(SetAside(Operand(arguments[1])), site), site);
            case ("Prepend", 2) when SequenceOf(arguments[0]) is { } items:
                return Joined(Single(SetAside(Operand(arguments[1])), site), items, site);
            case ("ToArray" or "ToList" or "AsEnumerable", 1):
                return SequenceOf(arguments[0]);
            default:
                return null;
        }
    }

    private Sequence? Collection(IOperation operation)
    {
        if (operation.Type is not { } type)
            return null;
        if (IsTakenAsArray(SymbolAt(operation)) && ArrayAt(operation) is { } given)
            return Indexed(ExtentOf(given, Site(operation)), i => ItemOf(given, [i], Site(operation)), Site(operation));
        if (ElementTypeOf(type) is not { } element)
            return Copied(operation, type);
        var site = Site(operation);
        if (TypeOf(type) is { IsRealArray: true } or { IsOfStructs: true } && TypeOf(type) is { Rank: 1 } or { Row: not null })
        {
            var array = ArrayAt(operation) ?? Value(operation);
            if (IsOfCode(array))
                array = SetAside(array);
            return Indexed(ExtentOf(array, site), i => ItemOf(array, [i], site), site);
        }

        var items = Value(operation);
        if (items is not Read)
            items = SetAside(items);
        var isCounted = type is INamedTypeSymbol { Name: not ("Span" or "ReadOnlySpan") };
        var count = Code(ValueType.Int, ["", isCounted ? ".Count" : ".Length"], [items], Purity.Reads, site);
        return Indexed(count, i => new Verbatim(TypeOf(element), ["", "[", "]"], [items, i], Purity.Reads, string.Empty, site), site);
    }

    private ITypeSymbol? ElementTypeOf(ITypeSymbol type) => Actual(type) switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "List" or "IList" or "IReadOnlyList", TypeArguments: [var element] } => element,
        _ => null,
    };

    /// <summary>A sequence each of whose items has a place.</summary>
    private Sequence Indexed(Expression count, Func<Expression, Expression> item, int site)
    {
        // What must be computed is computed once.
        if (count is not (Literal or Read or ArrayExtent))
            count = SetAside(count);
        return new Sequence(count, item, body => Repeat(CountOf(0, site), count, counter => body(item(counter)), site));
    }

    private void Repeat(Expression first, Expression count, Action<Expression> body, int site)
    {
        var counter = Temporary(ValueType.Int);
        var before = Apart(() => Store(counter, first, site));
        var repeated = Apart(() => body(ReadOf(counter, site)));
        var next = new Binary(ValueType.Int, BinaryOperator.Add, ReadOf(counter, site), CountOf(1, site), site);
        var condition = new Binary(ValueType.Boolean, BinaryOperator.Less, ReadOf(counter, site), count, site);
        Emit(new Loop(before, Block.Empty, condition, repeated, new Block([new Assign(counter, next, site)]), true, null, site));
    }

    private Sequence Select(Sequence items, IOperation selector) => items is { Item: { } item, Bound: { } bound }
        ? Indexed(bound, i => Applied(selector, [item(i)]), bound.Site)
        : items with { ForEach = body => items.ForEach(one => body(Applied(selector, [one]))) };

    private Sequence ByPlace(Sequence items, Func<Expression, Expression, Expression> selector, int site) => items is { Item: { } item, Bound: { } bound }
        ? Indexed(bound, i => selector(item(i), i), site)
        : items with
        {
            ForEach = body =>
            {
                var counter = Counter("index", site);
                items.ForEach(one =>
                {
                    var place = SetAside(ReadOf(counter, site));
                    Increase(counter, site);
                    body(selector(one, place));
                });
            },
        };

    private Sequence Where(Sequence items, IOperation predicate) => new(items.Bound, null, body => items.ForEach(item =>
    {
        var kept = item is Read or Literal ? item : SetAside(item);
        var condition = Applied(predicate, [kept]);
        Emit(new If(condition, Apart(() => body(kept)), Block.Empty, condition.Site));
    }))
    {
        IsOneLoop = items.IsOneLoop,
    };

    // from a in x from b in y
    private Sequence? Nested(Sequence items, IOperation collection, IOperation each, IOperation? selector)
    {
        var isRead = true;
        var nested = new Sequence(null, null, body => items.ForEach(one =>
        {
            Bind(LambdaAt(Unconverted(collection))!.Symbol.Parameters[0], one);
            if (SequenceOf(each) is { } inner)
                inner.ForEach(other => body(selector is null ? other : Applied(selector, [one, other])));
            else
                isRead = false;
        }))
        {
            IsOneLoop = false,
        };
        Apart(() => nested.ForEach(_ => { }));
        return isRead ? nested : null;
    }

    private Sequence Zip(Sequence one, Sequence other, IOperation? selector, int site)
    {
        var count = one.Bound == other.Bound ? one.Bound! : Least(one.Bound!, other.Bound!, site);
        return Indexed(count, i =>
        {
            var (left, right) = (one.Item!(i), other.Item!(i));
            if (selector is not null)
                return Applied(selector, [left, right]);
            var text = $"({left.Type.Text} First, {right.Type.Text} Second)";
            return new TupleOf(new ValueType(NumberKind.Tuple, text, [left.Type, right.Type]), [left, right], site);
        }, site);
    }

    private static Conditional Least(Expression one, Expression other, int site) =>
        new(ValueType.Int, new Binary(ValueType.Boolean, BinaryOperator.Less, one, other, site), one, other, site);

    // As many as are asked for, as far as there are.
    private Conditional Clamped(Expression asked, Expression count, int site)
    {
        if (asked is not (Literal or Read))
            asked = SetAside(asked);
        var least = Least(asked, count, site);
        return asked is Literal { Value: >= 0 }
            ? least
            : new Conditional(ValueType.Int, new Binary(ValueType.Boolean, BinaryOperator.Less, asked, CountOf(0, site), site), CountOf(0, site), least, site);
    }

    // Enumerable.Range(0, n) and the like throw where n is negative.
    private Expression NotNegative(Expression count, int site)
    {
        if (count is Literal { Value: >= 0 } or ArrayExtent)
            return count;
        if (count is not Read)
            count = SetAside(count);
        var isNegative = new Binary(ValueType.Boolean, BinaryOperator.Less, count, CountOf(0, site), site);
        Emit(new If(isNegative, Thrown("System.ArgumentOutOfRangeException", "count", site), Block.Empty, site));
        return count;
    }

    // A query is run where it is gone through, each time anew, so its variable stands for the query itself. What it goes through must then be the same.
    private bool IsReadQuery(ILocalSymbol local, IOperation value)
    {
        if (Unconverted(value) is not (IInvocationOperation or ITranslatedQueryOperation) || local.Type is not INamedTypeSymbol { Name: "IEnumerable", Arity: 1 }
            || WrittenNames.Contains(local.Name) || !IsOnlyGoneThrough(local) || !MentionsReal(value))
            return false;
        var count = session.ProblemCount;
        var isKnown = value.DescendantsAndSelf().All(inner => SymbolAt(inner) is not { } variable || !WrittenNames.Contains(variable.Name) || IsWithinLambda(inner, value));
        if (!isKnown || Apart(() => SequenceOf(value)).Result is null || session.ProblemCount > count)
            return false;
        EmitPassage(Block.Empty, VariableOf(local), value, Site(value));
        queries[local] = value;
        return true;
    }

    private static bool IsWithinLambda(IOperation operation, IOperation query)
    {
        for (var around = operation; around is not null && around != query; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation)
                return true;
        }

        return false;
    }

    private static bool IsOnlyGoneThrough(ILocalSymbol local)
    {
        var block = local.DeclaringSyntaxReferences[0].GetSyntax().Ancestors().FirstOrDefault(node => node is BlockSyntax or SwitchSectionSyntax);
        return block is not null && block.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name)
            .All(name => name.Parent is ForEachStatementSyntax or FromClauseSyntax
                || name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Expression == name
                || name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax });
    }

    private IOperation? QueryAt(ISymbol? variable) =>
        variable is null ? null : queries.TryGetValue(variable, out var query) ? query : outer?.QueryAt(variable);
}

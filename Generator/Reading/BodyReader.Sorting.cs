using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Sorting: the order is data, found as the framework finds it, and what is sorted is read in that order. Near a point it does not change, so the derivative is the same permutation.</content>
internal sealed partial class BodyReader
{
    private const string Linq = "global::System.Linq.Enumerable.";

    /// <summary>Array.Sort(x), Array.Sort(keys, x), Array.Sort(x, (a, b) => a.CompareTo(b)), x.Sort() of a span or a list.</summary>
    private bool Sorts(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Sort", ContainingType: { Name: "Array" or "MemoryExtensions" or "List" } })
            return false;
        IOperation[] given = [.. call.Instance is { } list ? [list] : Array.Empty<IOperation>(), .. call.Arguments.Select(argument => argument.Value)];
        var site = Site(call);
        var comparison = given.Length == 2 ? ComparisonAt(given[1]) : null;
        if (given.Length is not (1 or 2) || ArrayAt(Unconverted(given[0])) is not { Type.Rank: 1 } sorted || (sorted.Type.IsOfStructs && comparison is null))
            return false;
        var besides = given.Length == 2 && comparison is null ? ArrayAt(Unconverted(given[1])) : null;
        if (given.Length == 2 && comparison is null && (call.Instance is not null || besides is not { Type.Rank: 1 }))
            return false;
        var isSorted = true;
        var parts = Apart(() =>
        {
            var length = SetAside(ExtentOf(sorted, site));
            if (FrameworksOrder(sorted, length, comparison, Site(given[0]), site) is not { } order)
            {
                isSorted = false;
                return;
            }

            Permute(sorted, length, order, site);
            if (besides is not null)
                Permute(besides, length, order, site);
        });
        if (isSorted)
            EmitPassage(parts, -1, call, site);
        return isSorted;
    }

    // Which element comes first, which second, as the framework sorts, which need not leave those that are equal in their order: places are moved as the elements would be.
    private Read? FrameworksOrder(Expression sorted, Expression length, KeyComparison? comparison, int siteOfKeys, int site)
    {
        var type = comparison is null ? sorted.Type.ItemType : TypeOf(comparison.Key);
        if (type is not { IsReal: true } and not { Kind: NumberKind.Integer })
            return null;
        Read Made(string name, ValueType element)
        {
            var variable = Add(new Variable(name, new ValueType(NumberKind.Array, element.Text + "[]", [element]), VariableRole.Local));
            Store(variable, Creation(variables[variable].Type, "new ", [length], siteOfKeys), site);
            return ReadOf(variable, site);
        }

        var keys = Made("keys", type);
        Repeat(CountOf(0, site), length, counter => StoreAt(new Spot(keys, [counter]), Fixed(KeyAt(ItemOf(sorted, [counter], site)), site), site), site);
        var order = Made("order", ValueType.Int);
        EmitLoop(length, counter => [new ElementStore(order, [counter], counter, site)], site);
        const string Sort = "global::System.Array.Sort(";
        var nothing = new ValueType(NumberKind.None, "void", default);
        var (one, other) = comparison is { IsDescending: true } ? ("__", "_") : ("_", "__");
        var code = comparison is null
            ? new Verbatim(nothing, [Sort, ", ", ");"], [keys, order], Purity.Effectful, "", site)
            : new Verbatim(nothing, [Sort, ", (_, __) => ", $"[{one}].CompareTo(", $"[{other}]));"], [order, keys, keys], Purity.Effectful, "", site);
        Emit(new Effect(code, default, default, false, "a call of Array.Sort", site) { IsRepeatable = true });
        return order;

        Expression KeyAt(Expression item)
        {
            if (comparison is null)
                return item;
            Bind(comparison.Item, item);
            return Operand(comparison.Key);
        }
    }

    // Keys decide, and pass no derivative on.
    private static Expression Fixed(Expression number, int site) => number.Type.IsReal ? new Application(number.Type, "SymDiff.Calculus.StopGradient", "", [number], null, site) : number;

    /// <summary>A comparison of two items by their keys, <c>(a, b) => a.Mass.CompareTo(b.Mass)</c>; null for any other.</summary>
    private static KeyComparison? ComparisonAt(IOperation comparison)
    {
        if (LambdaAt(Unconverted(comparison)) is not { Symbol.Parameters: [var first, var second] } lambda || ExpressionOf(lambda) is not { } body)
            return null;
        var isDescending = false;
        while (body is IParenthesizedOperation or IConversionOperation { IsImplicit: true } or IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null })
        {
            isDescending ^= body is IUnaryOperation;
            body = body.ChildOperations.First();
        }

        var (left, right) = body switch
        {
            IInvocationOperation { TargetMethod.Name: "CompareTo", Instance: { } one, Arguments: [{ Value: var other }] } => (one, Unconverted(other)),
            IInvocationOperation { TargetMethod: { Name: "Compare", ContainingType: { Name: "Comparer", Arity: 1 } }, Instance: IPropertyReferenceOperation { Property.Name: "Default" }, Arguments: [{ Value: var one }, { Value: var other }] } => (one, other),
            _ => (null, null),
        };
        if (left is null || right is null || !SymbolEqualityComparer.Default.Equals(left.Type, right.Type))
            return null;
        return IsTheSame(left, right, first, second) ? new KeyComparison(left, first, isDescending)
            : IsTheSame(left, right, second, first) ? new KeyComparison(left, second, !isDescending)
            : null;
    }

    // Whether one says of an item what the other says of another.
    private static bool IsTheSame(IOperation left, IOperation right, IParameterSymbol item, IParameterSymbol other)
    {
        string Word(SyntaxToken token, IParameterSymbol parameter) => token.ValueText == parameter.Name && !token.GetPreviousToken().Text.EndsWith(".", StringComparison.Ordinal) ? "" : token.Text;
        return left.DescendantsAndSelf().OfType<IParameterReferenceOperation>().All(reference => !SymbolEqualityComparer.Default.Equals(reference.Parameter, other))
            && right.DescendantsAndSelf().OfType<IParameterReferenceOperation>().All(reference => !SymbolEqualityComparer.Default.Equals(reference.Parameter, item))
            && left.Syntax.DescendantTokens().Select(token => Word(token, item)).SequenceEqual(right.Syntax.DescendantTokens().Select(token => Word(token, other)));
    }

    /// <summary>A comparison of two items.</summary>
    /// <param name="Key">By what.</param>
    /// <param name="Item">The item of which that is said.</param>
    /// <param name="IsDescending">Whether the greatest comes first.</param>
    private sealed record KeyComparison(IOperation Key, IParameterSymbol Item, bool IsDescending);

    // Which element comes first, which second: data, whatever the elements depend on.
    private Read OrderOf(Expression keys, Expression length, bool isDescending, int site)
    {
        var isSpan = keys is ArraySlice || keys.Type.Text.IndexOf("Span<", StringComparison.Ordinal) >= 0;
        var sort = Linq + (isDescending ? "OrderByDescending(" : "OrderBy(");
        var type = new ValueType(NumberKind.Array, "int[]", [ValueType.Int]);
        // What is on the stack cannot be reached from a lambda.
        return SetAside(isSpan
            ? new Verbatim(type, [$"{Linq}ToArray({Linq}Select({sort}{Linq}Select(", ".ToArray(), (_, place) => (_, place)), _ => _.Item1), _ => _.Item2))"], [keys], Purity.Reads, "order", site)
            : new Verbatim(type, [$"{Linq}ToArray({sort}{Linq}Range(0, ", "), _ => ", "[_]))"], [length, keys], Purity.Reads, "order", site));
    }

    // The elements in another order, by way of a copy.
    private void Permute(Expression array, Expression length, Read order, int site)
    {
        var copy = Copy(array, CountOf(0, site), length, site);
        variables[copy.Variable] = variables[copy.Variable] with { Name = "unsorted" };
        EmitLoop(length, place => StoresOf(array, [place], ItemOf(copy, [new ArrayElement(ValueType.Int, order, [place], site)], site), site), site);
    }

    /// <summary>The items of a sequence by their keys.</summary>
    /// <param name="items">The items.</param>
    /// <param name="item">Of which type they are.</param>
    /// <param name="key">Of which type the keys are.</param>
    /// <param name="keyOf">What gives the key of an item; null where it is its own.</param>
    /// <param name="isDescending">Whether the greatest comes first.</param>
    /// <param name="site">Where.</param>
    private Sequence? Sorted(Sequence items, ValueType item, ValueType key, IOperation? keyOf, bool isDescending, int site)
    {
        if (key is not { IsReal: true } and not { Kind: NumberKind.Integer })
            return null;
        if (items.Item is null)
        {
            if (items.Bound is null || !item.IsReal)
                return null;
            var listed = ArrayOf(items, new ValueType(NumberKind.Array, item.Text + "[]", [item]), site);
            items = Indexed(ExtentOf(listed, site), i => ItemOf(listed, [i], site), site);
        }

        var at = items.Item!;
        var length = items.Bound is Literal or Read ? items.Bound : SetAside(items.Bound!);
        var keys = SetAside(Creation(new ValueType(NumberKind.Array, key.Text + "[]", [key]), "new ", [length], site));
        Repeat(CountOf(0, site), length, counter => StoreAt(new Spot(keys, [counter]), Fixed(keyOf is null ? at(counter) : Applied(keyOf, [at(counter)]), site), site), site);
        var order = OrderOf(keys, length, isDescending, site);
        return Indexed(length, i => at(SetAside(new ArrayElement(ValueType.Int, order, [i], site))), site);
    }
}

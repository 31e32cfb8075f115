using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Sorting: the order is data, found as the framework finds it, and what is sorted is read in that order. Near a point it does not change, so the derivative is the same permutation.</content>
internal sealed partial class BodyReader
{
    private const string Linq = "global::System.Linq.Enumerable.";

    /// <summary>Array.Sort(x), Array.Sort(keys, x), x.Sort() of a span.</summary>
    private bool Sorts(IInvocationOperation call)
    {
        var (first, second) = call switch
        {
            { TargetMethod: { Name: "Sort", ContainingType: { Name: "Array" } or { Name: "MemoryExtensions" } }, Arguments: [{ Value: var all }] } => (all, null),
            { TargetMethod: { Name: "Sort", ContainingType: { Name: "Array" } or { Name: "MemoryExtensions" } }, Arguments: [{ Value: var keys }, { Value: var items }] } => (keys, items),
            _ => ((IOperation?)null, null),
        };
        var site = Site(call);
        if (first is null || ArrayAt(Unconverted(first)) is not { Type: { Rank: 1, IsOfStructs: false } } sorted)
            return false;
        var besides = second is null ? null : ArrayAt(Unconverted(second));
        if (second is not null && besides is not { Type.Rank: 1 })
            return false;
        var parts = Apart(() =>
        {
            var length = SetAside(ExtentOf(sorted, site));
            var order = OrderOf(sorted, length, isDescending: false, site);
            Permute(sorted, length, order, site);
            if (besides is not null)
                Permute(besides, length, order, site);
        });
        EmitPassage(parts, -1, call, site);
        return true;
    }

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
        Repeat(CountOf(0, site), length, counter => StoreAt(new Spot(keys, [counter]), Fixed(keyOf is null ? at(counter) : Applied(keyOf, [at(counter)])), site), site);
        var order = OrderOf(keys, length, isDescending, site);
        return Indexed(length, i => at(SetAside(new ArrayElement(ValueType.Int, order, [i], site))), site);

        // Keys decide, and pass no derivative on.
        Expression Fixed(Expression number) => key.IsReal ? new Application(key, "SymDiff.Calculus.StopGradient", "", [number], null, site) : number;
    }
}

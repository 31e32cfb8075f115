using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Arrays that steps add to, of which the elements stand in a matrix, apart from one another.</summary>
internal static class Scattering
{
    /// <summary>The steps, and values that are asked for when they are done, over the matrix.</summary>
    /// <param name="values">The values.</param>
    /// <param name="steps">The steps, which reach these arrays by their indices only.</param>
    /// <param name="results">The values.</param>
    /// <param name="arrays">Where the elements of each of these arrays are.</param>
    public static (List<Step> Steps, Value[] Results) Of(ValueGraph values, IReadOnlyList<Step> steps, IEnumerable<Value> results, IReadOnlyDictionary<Value, Scattered> arrays)
    {
        Value[] all = [.. results];
        var elements = Needs.Of(steps, all).Where(value => value.Kind == ValueKind.Element && arrays.ContainsKey(value.Operands[0]))
            .ToDictionary(element => element, element => Copying.ElementOf(values, element.Type, arrays[element.Operands[0]].Matrix, Places.VersionOf(element), [arrays[element.Operands[0]].PlaceOf([.. element.Operands.Skip(1)])]));
        var substitution = new Substitution(values, elements);
        // The matrix is all zero in the beginning.
        var others = steps.Where(step => step is not ClearStep { Array: var cleared } || !arrays.ContainsKey(cleared));
        return ([.. substitution.Of(others).Select(step => Placed(step, arrays))], [.. all.Select(substitution.Of)]);
    }

    private static Step Placed(Step step, IReadOnlyDictionary<Value, Scattered> arrays) => step switch
    {
        StoreStep store when arrays.TryGetValue(store.Array, out var scattered) => store with { Array = scattered.Matrix, Indices = [scattered.PlaceOf(store.Indices)] },
        AccumulateStep sum when arrays.TryGetValue(sum.Array, out var scattered) => sum with { Array = scattered.Matrix, Indices = [scattered.PlaceOf(sum.Indices)] },
        LoopStep loop => loop with
        {
            Body = [.. loop.Body.Select(inner => Placed(inner, arrays))],
            Stored = [.. loop.Stored.Select(stored => arrays.TryGetValue(stored.Array, out var scattered) ? stored with { Array = scattered.Matrix } : stored)],
        },
        _ => step,
    };
}

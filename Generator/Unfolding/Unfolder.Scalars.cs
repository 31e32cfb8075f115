using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// Small arrays of the method's own whose elements are all read and written at constant indices, such as a matrix of three rows: their elements are variables (scalar replacement of aggregates). An array
/// is taken for one until something else is done with it; then the method is unfolded anew, with that array in memory.
/// </content>
internal sealed partial class Unfolder
{
    // Of more elements than this nobody writes them one by one.
    private const int MostScalars = 16;

    // The arrays that must be in memory, by where they are made.
    private readonly HashSet<int> inMemory;

    private Dictionary<Value, Scalars> scalars = [];

    // How often one of their elements has been asked for.
    private int scalarsAsked;

    // Those that were taken for variables, to see at the end that nothing else asks for them.
    private readonly List<Value> taken = [];

    /// <summary>What an array holds whose elements are variables.</summary>
    /// <param name="Elements">The elements, row by row.</param>
    /// <param name="Guard">When it is made.</param>
    /// <param name="Depth">In how many loops it is made.</param>
    private sealed record Scalars(Value[] Elements, Guard? Guard, int Depth);

    /// <summary>Whether an array is made whose elements are taken for variables; it is no memory then.</summary>
    private bool IsMadeOfScalars(Verbatim code, Value creation, Value array)
    {
        if (!code.Type.IsRealArray || code.Type.Row is not null || code.IsRented || code.IsGrowing || inMemory.Contains(code.Site) || GroupOf(array) >= 0 || code.Type.Elements[0].IsGeneric
            || !sizes.TryGetValue(array, out var shape) || !Array.TrueForAll(shape, size => size is { Kind: ValueKind.Literal, Number: >= 1 })
            || !(creation.Pieces[0].StartsWith("new ", StringComparison.Ordinal) || creation.Pieces[0].StartsWith("stackalloc ", StringComparison.Ordinal)))
            return false;
        var count = shape.Aggregate(1.0, (product, size) => product * size.Number);
        if (count > MostScalars)
            return false;
        var zero = values.Number(code.Type.Elements[0], Algebra.Constant.Zero);
        scalars[array] = new Scalars([.. Enumerable.Repeat(zero, (int)count)], guard, loopDepth);
        taken.Add(array);
        return true;
    }

    private Value ScalarAt(Value array, Scalars held, Value[] indices)
    {
        var element = held.Elements[PlaceOf(array, indices)];
        // Where it is read it is known which side of a choice it comes from.
        while (element.Kind == ValueKind.Select && Holds(element.Operands[0]) is { } holds)
            element = element.Operands[holds ? 1 : 2];
        return element;
    }

    private void StoreScalar(Value array, Scalars held, Value[] indices, Value stored)
    {
        if (held.Depth != loopDepth)
            throw InMemory(array);
        var place = PlaceOf(array, indices);
        var elements = (Value[])held.Elements.Clone();
        if (!stored.IsLeaf && stored.Name is null && array.Name is { Length: > 0 } name)
            stored.Name = name + string.Concat(indices.Select(index => index.Text));
        var made = held.Guard?.Path.ToList() ?? [];
        var due = (guard?.Path ?? []).Where(one => !made.Contains(one)).Select(one => one.Holds ? one.Condition : values.Not(one.Condition)).Aggregate(values.True, values.And);
        elements[place] = due == values.True ? stored : values.Select(due, stored, elements[place]);
        scalars[array] = held with { Elements = elements };
    }

    // Whether a condition is known to hold or not to hold here; null where it may be either.
    private bool? Holds(Value condition)
    {
        switch (condition)
        {
            case { Kind: ValueKind.Not }:
                return !Holds(condition.Operands[0]);
            case { Kind: ValueKind.And }:
                var (one, other) = (Holds(condition.Operands[0]), Holds(condition.Operands[1]));
                return one == false || other == false ? false : one == true && other == true ? true : null;
            default:
                return (guard?.Path ?? []).FirstOrDefault(known => known.Condition == condition)?.Holds;
        }
    }

    private int PlaceOf(Value array, Value[] indices)
    {
        scalarsAsked++;
        var place = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            var size = (int)sizes[array][i].Number;
            if (indices[i] is not { Kind: ValueKind.Literal, Number: >= 0 and var index } || index >= size || indices.Length != sizes[array].Length)
                throw InMemory(array);
            place = (place * size) + (int)index;
        }

        return place;
    }

    private ScalarsException InMemory(Value array)
    {
        inMemory.Add(array.Site);
        return new ScalarsException();
    }

    // Whether anything asks for an array itself that was taken for variables.
    private bool IsAskedFor(HashSet<Value> needs)
    {
        var asked = taken.Where(needs.Contains).ToList();
        asked.ForEach(array => inMemory.Add(array.Site));
        return asked.Count > 0;
    }
}

/// <summary>An array must be in memory whose elements were taken for variables: what was unfolded so far must be done anew.</summary>
internal sealed class ScalarsException : Exception;

using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>What a loop may change.</summary>
internal static class LoopSearch
{
    /// <summary>The variables that are assigned in it, ascending.</summary>
    public static IEnumerable<int> Assigned(Loop loop)
    {
        var assigned = new SortedSet<int>();
        foreach (var block in new[] { loop.Test, loop.Body, loop.Step })
            Add(block, assigned);
        return assigned;
    }

    /// <summary>The variables that are assigned in statements.</summary>
    public static ICollection<int> Assigned(Block block)
    {
        var assigned = new SortedSet<int>();
        Add(block, assigned);
        return assigned;
    }

    /// <summary>The arrays whose elements steps write.</summary>
    public static IEnumerable<Value> Stored(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        StoreStep store => [store.Array],
        LoopStep loop => loop.Stored.Select(stored => stored.Array),
        _ => step.Overwrites.Select(overwrite => overwrite.Array),
    });

    /// <summary>The same, each array that is joined with others by itself.</summary>
    public static IEnumerable<Value> Written(IEnumerable<Step> steps) => Stored(steps).SelectMany(array => array.Joined?.Arrays ?? [array]).Distinct();

    /// <summary>Whether an array is made in steps, or given to a variable by code that is carried over.</summary>
    public static bool Defines(IEnumerable<Step> steps, Value array) => array.Joined is { } joined ? joined.Arrays.TrueForAll(one => Defines(steps, one)) :
        steps.Any(step => step is DefineStep { Cell: var cell } && cell == array || step is EffectStep { Cells: var cells } && cells.Any(written => written.Cell == array) || step is LoopStep loop && Defines(loop.Body, array));

    /// <summary>The kinds of the numbers that statements write into elements: what is stored in an array of one kind changes no array of another.</summary>
    public static IEnumerable<NumberKind> Stored(Block block) => block.Statements.SelectMany(statement => statement switch
    {
        ElementStore store => Held(store.Array.Type),
        If choice => Stored(choice.WhenTrue).Concat(Stored(choice.WhenFalse)),
        Loop loop => Stored(loop.Body),
        Passage passage => Stored(passage.Parts),
        Protected scope => Stored(scope.Body).Concat(Stored(scope.Finally)),
        _ => [],
    });

    /// <summary>The kinds of the numbers in a value, an array's elements among them.</summary>
    public static IEnumerable<NumberKind> Held(ValueType type) => type.Row is { } row ? Held(row) : type.Elements.Length > 0 ? type.Elements.SelectMany(Held) : [type.Kind];

    private static void Add(Block block, SortedSet<int> assigned)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case Assign assign:
                    assigned.Add(assign.Variable);
                    break;
                case Call call:
                    if (call.Target >= 0)
                        assigned.Add(call.Target);
                    assigned.UnionWith(call.Arguments.Where(argument => argument.Reference >= 0).Select(argument => argument.Reference));
                    break;
                case If choice:
                    Add(choice.WhenTrue, assigned);
                    Add(choice.WhenFalse, assigned);
                    break;
                case Effect effect:
                    assigned.UnionWith(effect.Writes);
                    break;
                case Protected scope:
                    assigned.UnionWith(scope.Opening.Writes);
                    Add(scope.Body, assigned);
                    Add(scope.Finally, assigned);
                    Add(scope.AsTry?.Before ?? Block.Empty, assigned);
                    break;
                case Passage passage:
                    Add(passage.Parts, assigned);
                    Add(passage.AsWritten, assigned);
                    break;
                case Loop loop:
                    foreach (var block2 in new[] { loop.Before, loop.Test, loop.Body, loop.Step })
                        Add(block2, assigned);
                    break;
            }
        }
    }
}

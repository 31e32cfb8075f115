using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Sums over the turns of a loop within a loop, where all that is asked of them is their sum over the turns of the outer one: the inner loop then adds to the outer sum. Only sums of the derivative's own
/// are joined; what the method adds up keeps its order.
/// </summary>
internal sealed class NestedSums
{
    private readonly ValueGraph values;
    private readonly Dictionary<Value, int> uses = [];

    private NestedSums(ValueGraph values, IReadOnlyList<Step> steps, IEnumerable<Value> results)
    {
        this.values = values;
        foreach (var root in steps.SelectMany(Needs.All).Concat(results))
            Use(root);
    }

    /// <summary>The same steps with such sums joined.</summary>
    /// <param name="values">The values.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="results">What is asked for at the end.</param>
    public static List<Step> Joined(ValueGraph values, IReadOnlyList<Step> steps, IEnumerable<Value> results) => new NestedSums(values, steps, results).In(steps);

    private void Use(Value root)
    {
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            uses[value] = uses.TryGetValue(value, out var count) ? count + 1 : 1;
            if (count > 0)
                continue;
            foreach (var operand in value.Joined?.Arrays ?? (IEnumerable<Value>)value.Operands)
                open.Push(operand);
        }
    }

    private List<Step> In(IEnumerable<Step> steps) => [.. steps.Select(step => step is LoopStep loop ? Join(loop with { Body = In(loop.Body) }) : step)];

    private LoopStep Join(LoopStep loop)
    {
        var body = loop.Body.ToList();
        var carried = loop.Carried.Select(outer =>
        {
            if (!IsSum(outer))
                return outer;
            var terms = new List<Value>();
            AddTerms(outer.Next.Operands[1], terms);
            var sum = outer.Current;
            for (var i = 0; i < body.Count; i++)
            {
                if (body[i] is not LoopStep inner || inner.Carried.FirstOrDefault(one => terms.Contains(one.Final) && IsPart(one, outer)) is not { } part)
                    continue;
                body[i] = inner with { Carried = [.. inner.Carried.Select(one => one == part ? one with { Initial = sum } : one)] };
                sum = part.Final;
                terms.Remove(sum);
            }

            return sum == outer.Current ? outer
                : outer with { Next = terms.Count == 0 ? sum : values.Binary(ValueKind.Add, sum.Type, sum, terms.Aggregate((left, right) => values.Binary(ValueKind.Add, sum.Type, left, right))) };
        }).ToList();
        return loop with { Body = body, Carried = carried };
    }

    // A variable to which something is added in each turn, and of which nothing else is asked there.
    private bool IsSum(Carried carried) =>
        carried.Next is { Kind: ValueKind.Add, Operands: [var left, _] } && left == carried.Current && uses[left] == 1 && uses[carried.Next] == 1 && carried.Current.Type.IsReal && !values.IsWritten(carried.Next);

    private bool IsPart(Carried inner, Carried outer) =>
        IsSum(inner) && inner.Initial is { Kind: ValueKind.Literal, Number: 0 } && uses[inner.Final] == 1 && inner.Current.Type.Equals(outer.Current.Type) && inner.Current.Name == outer.Current.Name;

    private void AddTerms(Value value, List<Value> terms)
    {
        if (value.Kind != ValueKind.Add || uses[value] != 1)
        {
            terms.Add(value);
            return;
        }

        AddTerms(value.Operands[0], terms);
        AddTerms(value.Operands[1], terms);
    }
}

using SymDiff.Generator.Algebra;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Sums that begin with a draw, <c>double z = s * epsilon[i]; for (…) z += …</c>: the loop adds up what it adds to zero, and what it began with is added wherever the sum is asked for. So the draw is
/// none of the loop's.
/// </summary>
internal static class RandomBeginnings
{
    /// <summary>Steps and results in which no such sum begins with a draw.</summary>
    /// <param name="values">The values.</param>
    /// <param name="steps">The steps, in which no two loops have a variable in common.</param>
    /// <param name="results">The results.</param>
    /// <param name="random">What depends on which draws.</param>
    public static (IReadOnlyList<Step> Steps, IReadOnlyList<Value> Results) Apart(ValueGraph values, IReadOnlyList<Step> steps, IReadOnlyList<Value> results, RandomValues random)
    {
        var others = new Dictionary<Value, Value>();
        var written = new HashSet<Value>(LoopSearch.Written(steps));
        var apart = Of(steps);
        if (others.Count == 0)
            return (steps, results);
        var substitution = new Substitution(values, others);
        return (substitution.Of(apart), [.. results.Select(substitution.Of)]);

        List<Step> Of(IReadOnlyList<Step> all) => [.. all.Select(step => step is LoopStep loop
            ? loop with { Carried = [.. loop.Carried.Select(carried => IsSum(loop, carried) ? FromZero(carried) : carried)], Body = Of(loop.Body) }
            : step)];

        bool IsSum(LoopStep loop, Carried carried) => loop.Guard is null && carried is { Current.Type.IsReal: true, Onward: null, Next: { Kind: ValueKind.Add or ValueKind.Subtract } next } && next.Operands[0] == carried.Current
            && random.IsRandom(carried.Initial) && random.AtomsIn([carried.Initial]).All(random.IsDraw)
            && Needs.Of([], [carried.Initial]).All(value => value.Kind != ValueKind.Element || !written.Contains(value.Operands[0]));

        Carried FromZero(Carried carried)
        {
            var (current, final) = (LoopCells.Another(values, carried.Current), LoopCells.Another(values, carried.Final));
            others.Add(carried.Current, values.Arithmetic(ValueKind.Add, carried.Initial, current));
            others.Add(carried.Final, values.Arithmetic(ValueKind.Add, carried.Initial, final));
            return carried with { Current = current, Initial = values.Number(carried.Current.Type, Constant.Zero), Next = values.Arithmetic(carried.Next.Kind, current, carried.Next.Operands[1]), Final = final };
        }
    }
}

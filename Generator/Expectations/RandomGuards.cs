using SymDiff.Generator.Algebra;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>What is added up where a draw says so is a choice that is added up in any case: the number, or zero.</summary>
internal sealed class RandomGuards(ValueGraph values, IReadOnlyList<Step> steps, IEnumerable<Value> draws)
{
    private readonly RandomValues random = new(steps, draws);

    /// <summary>The steps, of which no sum is guarded by what depends on a draw.</summary>
    public IReadOnlyList<Step> AsChoices() => Of(steps);

    private List<Step> Of(IReadOnlyList<Step> all) => [.. all.Select(step => step switch
    {
        LoopStep loop => loop with { Body = Of(loop.Body) },
        AccumulateStep { Guard: { } guard } sum => sum with { Guard = Known(guard), Amount = guard.Path.Where(IsRandom).Reverse().Aggregate(sum.Amount, Chosen) },
        _ => step,
    })];

    private bool IsRandom(Guard guard) => random.IsRandom(guard.Condition);

    private Guard? Known(Guard guard) => guard.Path.Where(each => !IsRandom(each)).Aggregate((Guard?)null, (outer, each) => new Guard(each.Condition, each.Holds, outer));

    private Value Chosen(Value amount, Guard guard)
    {
        var zero = values.Number(amount.Type, Constant.Zero);
        return guard.Holds ? values.Select(guard.Condition, amount, zero) : values.Select(guard.Condition, zero, amount);
    }
}

using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>The end of a turn: what it adds to sums, and what variables take next, where both are chosen on one condition, stand in one <c>if</c>.</content>
internal sealed partial class BodyWriter
{
    /// <summary>A variable takes one value or another at the end of a turn.</summary>
    /// <param name="Variable">The variable.</param>
    /// <param name="Current">What it held when the turn began.</param>
    /// <param name="Next">What it takes.</param>
    private sealed record TakeStep(Variable Variable, Value Current, Value Next) : Step((Guard?)null)
    {
        /// <summary>Whether it is what the variable takes on one side of a condition.</summary>
        public bool IsOneSide { get; init; }
    }

    // What is added to sums of which nothing is asked in the loop, as steps; those sums are taken out of the variables.
    private List<Step> Additions(LoopStep loop, List<Carried> variables)
    {
        var sums = variables.Where(carried => IsSum(carried, loop)).ToList();
        List<Value> chosen = [.. sums.SelectMany(sum => Addends(sum.Next.Operands[1])).Where(IsAddedOrNot), .. variables.Except(sums).Select(carried => carried.Next).Where(next => next.Kind == ValueKind.Select)];
        var shared = new HashSet<Value>(chosen.GroupBy(choice => choice.Operands[0]).Where(same => same.Skip(1).Any()).Select(same => same.Key));
        // What variables take stands behind all that is added.
        var takes = variables.Except(sums).Any(carried => carried.Next.Kind == ValueKind.Select && shared.Contains(carried.Next.Operands[0]));
        var added = new List<Step>();
        foreach (var sum in sums)
        {
            var amount = sum.Next.Operands[1];
            var apart = amount.Kind == ValueKind.Select ? [] : Addends(amount).Where(addend => IsAddedOrNot(addend) && shared.Contains(addend.Operands[0])).ToList();
            if ((amount.Kind != ValueKind.Select && apart.Count == 0 && !(takes && amount.Type.IsReal)) || IsChosenForOthers(amount))
                continue;
            variables.Remove(sum);
            added.AddRange(apart.Select(addend => Added(sum, addend)));
            added.Add(Added(sum, Without(amount, apart) ?? values.Number(amount.Type, Algebra.Constant.Zero)));
        }

        added.RemoveAll(step => step is AccumulateStep { Amount: { Kind: ValueKind.Literal, Number: 0 } });
        return added;

        // What others are made of is chosen once, for all of them.
        bool IsChosenForOthers(Value amount) => amount.Kind == ValueKind.Select
            && Needs.Of([], loop.Carried.Select(carried => sums.Contains(carried) ? carried.Next.Operands[1] : carried.Next).Where(other => other != amount)).Contains(amount);

        AccumulateStep Added(Carried sum, Value amount) => new(null, sum.Current, [], amount, null);
    }

    // A sum that nobody asks for before the loop has ended.
    private bool IsSum(Carried sum, LoopStep loop) =>
        sum.Next is { Kind: ValueKind.Add, Operands: [var left, var amount] } && left == sum.Current && !values.IsWritten(sum.Next)
        && amount.Type.Equals(sum.Current.Type) && sum.Next.Type.Equals(sum.Current.Type)
        && !Mentions(loop.Condition, sum.Current) && !Needs.Of(loop.Body, loop.Carried.Where(other => other != sum).Select(other => other.Next).Append(amount)).Contains(sum.Current);

    private static IEnumerable<Value> Addends(Value amount) => amount is { Kind: ValueKind.Add, IsNamedByAuthor: false } ? amount.Operands.SelectMany(Addends) : [amount];

    private static bool IsAddedOrNot(Value addend) => addend is { Kind: ValueKind.Select, IsNamedByAuthor: false } && addend.Operands.Skip(1).Any(side => side is { Kind: ValueKind.Literal, Number: 0 });

    private Value? Without(Value amount, List<Value> apart)
    {
        if (apart.Contains(amount))
            return null;
        if (amount is not { Kind: ValueKind.Add, IsNamedByAuthor: false })
            return amount;
        var (left, right) = (Without(amount.Operands[0], apart), Without(amount.Operands[1], apart));
        return left == amount.Operands[0] && right == amount.Operands[1] ? amount
            : left is null ? right
            : right is null ? left
            : values.Arithmetic(ValueKind.Add, left, right);
    }

    // What variables take on a condition on which something is added, or another variable is changed, too.
    private static List<TakeStep> Takings(LoopStep loop, List<Step> additions, List<(Carried Carried, Variable Variable)> all)
    {
        var chosen = all.Where(one => one.Carried.Next is { Kind: ValueKind.Select, Type.IsReal: true } next && next.Type.Equals(one.Carried.Current.Type) && !Mentions(loop.Condition, one.Carried.Current)
            && !Needs.Of([], all.Where(other => other != one).Select(other => other.Carried.Next)).Any(value => value == one.Carried.Current || MayHold(one.Variable, loop, value))).ToList();
        var conditions = additions.OfType<AccumulateStep>().Where(IsChosen).Select(step => step.Amount.Operands[0]).Concat(chosen.Select(one => one.Carried.Next.Operands[0])).ToList();
        return [.. chosen.Where(one => conditions.Count(condition => condition == one.Carried.Next.Operands[0]) > 1).Select(one => new TakeStep(one.Variable, one.Carried.Current, one.Carried.Next))];
    }

    // What a loop within has left in a variable it holds until the end of the turn.
    private static bool MayHold(Variable variable, LoopStep loop, Value value) => value.Kind == ValueKind.Cell && value.Name == variable.Word && loop.Body.OfType<LoopStep>().Any(inner => inner.Carried.Any(carried => carried.Final == value));

    private void WriteTaking(TakeStep step)
    {
        // Both sides together make the variable hold what it takes.
        if (step.IsOneSide)
        {
            WriteTaken(step.Variable, step.Next);
        }
        else if (!IsAsked(step.Variable.Held, remainder!.After, null))
        {
            WriteTaken(step.Variable, step.Next);
            Hold(step.Variable, step.Next);
        }
    }

    private void WriteTaken(Variable variable, Value next)
    {
        var (held, name) = (variable.Held, variable.Name);
        if (next is { Kind: ValueKind.Select, Operands: [var condition, var changed, var same] } && same == held && changed.Kind != ValueKind.Select && Known(next) is null)
            AddUnder(expressions.Write(condition), Taken(changed, held, name, expressions.Write));
        else
            Add(Taken(next, held, name, Guarded));
    }
}

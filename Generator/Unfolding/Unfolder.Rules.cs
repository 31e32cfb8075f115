using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>What the author's rules compute, for second derivatives.</content>
internal sealed partial class Unfolder
{
    // Once for each rule, on variables that stand for its parameters. What is more than a formula is not known.
    private void Know(DerivativeRule rule)
    {
        if (values.RuleFormulas.ContainsKey(rule.Text) || method.RuleBodies.FirstOrDefault(body => body.Text == rule.Text) is not { Function: var function })
            return;
        values.RuleFormulas.Add(rule.Text, null);
        var frame = new Frame(function);
        foreach (var parameter in function.Parameters)
        {
            var cell = values.Cell(function.Variables[parameter].Type, function.Variables[parameter].Name);
            cell.IsActive = cell.Type.IsReal;
            frame.Variables[parameter] = cell;
        }

        Value[] parameters = [.. function.Parameters.Select(parameter => frame.Variables[parameter]!)];
        var (before, assumed, reported, outer) = (steps, assumptions.Count, problems.Count, entering);
        steps = [];
        try
        {
            Value? result = null;
            Within(null, () =>
            {
                Carry(function.Body, frame);
                result = frame.IsDead ? null : ExitOf(frame)[0];
            });
            // Where it throws, so does its call for the first derivative.
            if (result is not null && steps.TrueForAll(step => step is ThrowStep))
                values.RuleFormulas[rule.Text] = new RuleFormula(parameters, rule.ReturnsTuple ? [.. rule.Type.Elements.Select((type, i) => ItemOf(result, type, i))] : [result]);
        }
        catch (UnfoldingException)
        {
        }
        finally
        {
            (steps, entering) = (before, outer);
            assumptions.RemoveRange(assumed, assumptions.Count - assumed);
            problems.RemoveRange(reported, problems.Count - reported);
        }
    }

    private Value ItemOf(Value tuple, ValueType type, int index) => tuple.Kind == ValueKind.Select
        ? values.Select(tuple.Operands[0], ItemOf(tuple.Operands[1], type, index), ItemOf(tuple.Operands[2], type, index))
        : values.Item(type, tuple, index);
}

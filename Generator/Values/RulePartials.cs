using System.Globalization;

namespace SymDiff.Generator.Values;

/// <summary>Which partial derivative of its function a call of a rule gives.</summary>
internal static class RulePartials
{
    /// <summary>Whether a call is of a rule, and not of the function whose rule it is.</summary>
    public static bool IsRule(Value call) => call is { Kind: ValueKind.Call, Rule: { } rule } && (call.Text == rule.Text || call.Text == rule.Second?.Text);

    /// <summary>The call of a rule of which a number is an element, or the whole; null for any other number.</summary>
    public static (Value Call, int[] Places)? Of(Value number) =>
        number.Kind == ValueKind.Item && IsRule(number.Operands[0]) ? (number.Operands[0], Places(number.Operands[0], int.Parse(number.Text.Substring(4), CultureInfo.InvariantCulture) - 1))
        : number.Type.IsReal && IsRule(number) ? (number, Places(number, 0))
        : null;

    /// <summary>How many operands of a call of a rule are those of the function.</summary>
    public static int CountOf(Value call)
    {
        var (rule, count) = (call.Rule!, call.Operands.Length);
        if (call.Text == rule.Text)
            return count - (rule.TakesResult ? 1 : 0);
        return call.Text == rule.Second?.Text && rule.Second!.IsProduct ? count - rule.Second.Inputs : count;
    }

    /// <summary>Whether what stands for a partial derivative that a rule gives also says what the rule computes: after the arguments, the value and the place.</summary>
    public static bool HasFormula(int arguments, Value call) => arguments == CountOf(call) + 3;

    // With respect to which operands the derivative is taken: one, or two for a second derivative.
    private static int[] Places(Value call, int element)
    {
        var rule = call.Rule!;
        int[] reals = [.. Enumerable.Range(0, CountOf(call)).Where(i => call.Operands[i].Type.IsReal)];
        if (call.Text == rule.Text)
            return [reals[element]];
        if (rule.Second!.IsProduct)
            return [reals[element], reals[Array.FindIndex(call.Operands, CountOf(call), operand => operand.Number == 1) - CountOf(call)]];
        var row = 0;
        while (element >= reals.Length - row)
            element -= reals.Length - row++;
        return [reals[row], reals[row + element]];
    }
}

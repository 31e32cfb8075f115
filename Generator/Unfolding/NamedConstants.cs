using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>
/// Numbers to which the author has given a name: <c>const double Gravity = 9.81</c>, or a local that nothing else is assigned to. They keep it in the derivative, where they are symbols with a known
/// value, and are declared where they are used.
/// </summary>
internal static class NamedConstants
{
    /// <summary>The constant that a variable names; null where what it is given is no such number.</summary>
    public static Value? Of(ValueGraph values, Value given, Variable variable)
    {
        if (!variable.IsFixed || variable.Name.Length == 0 || !variable.Type.IsReal || variable.Type.IsGeneric || !given.IsConstant || !given.Type.Equals(variable.Type) || given is { Kind: ValueKind.Literal, IsNumeral: false } || NumberOf(given) is not { } number)
            return null;
        // Nothing, one and their like are what a derivation does away with; who means them as parameters of a model declares constants.
        var isMeant = variable.Role == VariableRole.Constant ? number != 0 : Math.Abs(number) is not (0 or 1);
        return isMeant ? values.Constant(variable.Name, given, number) : null;
    }

    // What arithmetic on numbers alone comes to, in the types in which it is done.
    private static double? NumberOf(Value value) => value.Kind switch
    {
        ValueKind.Literal => IsFinite(value.Number) ? value.Number : null,
        ValueKind.Convert or ValueKind.Negate or ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide when value.Type.IsReal => Rounded(value),
        _ => null,
    };

    private static double? Rounded(Value value)
    {
        var operands = Array.ConvertAll(value.Operands, NumberOf);
        if (Array.Exists(operands, operand => operand is null))
            return null;
        double number = value.Kind switch
        {
            ValueKind.Convert => operands[0]!.Value,
            ValueKind.Negate => -operands[0]!.Value,
            ValueKind.Add => operands[0]!.Value + operands[1]!.Value,
            ValueKind.Subtract => operands[0]!.Value - operands[1]!.Value,
            ValueKind.Multiply => operands[0]!.Value * operands[1]!.Value,
            _ => operands[0]!.Value / operands[1]!.Value,
        };
        number = value.Type.Kind == NumberKind.Float ? (float)number : number;
        return IsFinite(number) ? number : null;
    }

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);
}

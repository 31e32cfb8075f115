namespace SymDiff.Generator.Writing.Statements;

/// <summary>Something takes a value: <c>x = y;</c>, <c>x[i] += y;</c>, <c>i++;</c>.</summary>
internal sealed class WrittenAssignment(string target, string sign, string value) : WrittenStatement
{
    /// <summary>What is assigned to: a variable, an element, a member.</summary>
    public string Target => target;

    /// <summary>What it takes.</summary>
    public string Value => value;

    /// <summary>Whether it takes the value as it is: <c>=</c>, not <c>+=</c>.</summary>
    public bool IsPlain => sign == "=";

    /// <summary>The assignment without its semicolon.</summary>
    public string Text => value.Length == 0 ? target + sign : $"{target} {sign} {value}";

    /// <summary>The same with something else in the place of a variable that it reads; null where the variable is in what it assigns to.</summary>
    public WrittenAssignment? Reading(string name, string other) => IsIn(name, target) || CountIn(name, value) != 1 ? null : new(target, sign, With(value, name, other));

    public override IEnumerable<string> Lines => [Text + ";"];

    protected override IEnumerable<string> Texts => [target, value];

    /// <summary>The same of another target.</summary>
    public WrittenAssignment To(string other) => new(other, sign, value);
}

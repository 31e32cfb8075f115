namespace SymDiff.Sample.Checks;

/// <summary>An equation of the hand derivation, what the generator wrote for it, and whether the numbers agree.</summary>
/// <param name="Title">Its number and its name.</param>
/// <param name="ByHand">What stands on paper.</param>
/// <param name="Generated">The generated methods that say the same.</param>
/// <param name="Checks">The numbers.</param>
/// <param name="Remark">What to notice.</param>
public sealed record Equation(
    string Title, string ByHand, IReadOnlyList<GeneratedMethod> Generated, IReadOnlyList<Check> Checks, string Remark)
{
    public bool Holds => Checks.All(check => check.Holds);
}

/// <summary>A generated method of a type.</summary>
public sealed record GeneratedMethod(Type Type, string Name);

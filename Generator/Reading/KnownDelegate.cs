using Microsoft.CodeAnalysis;

namespace SymDiff.Generator.Reading;

/// <summary>What a delegate is known to call.</summary>
/// <param name="Function">The lambda, local function or method.</param>
/// <param name="Definer">The reading of the body in which the delegate is made, whose variables a lambda captures; null where it captures nothing.</param>
/// <param name="Receiver">For an instance method: the variable that it is called on, or the method whose <c>this</c> it is.</param>
/// <param name="Creation">Where the delegate is made.</param>
internal sealed record KnownDelegate(IMethodSymbol Function, BodyReader? Definer, ISymbol? Receiver, IOperation Creation)
{
    public bool Equals(KnownDelegate? other) => other is not null && SymbolEqualityComparer.Default.Equals(Function, other.Function)
        && ReferenceEquals(Definer, other.Definer) && SymbolEqualityComparer.Default.Equals(Receiver, other.Receiver);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Function);
}

/// <summary>A delegate that is known, and the parameter that it is given as.</summary>
internal readonly record struct GivenDelegate(int Parameter, KnownDelegate Known);

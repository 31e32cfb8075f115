using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>A function being carried out: what its variables hold, and what it has returned so far.</summary>
internal sealed class Frame(Function function)
{
    public Function Function { get; } = function;

    public Value?[] Variables { get; private set; } = new Value?[function.Variables.Length];

    /// <summary>The condition under which the function has returned by now.</summary>
    public Value? Returned { get; set; }

    /// <summary>What it has left with, where it has returned: the result, then what its references hold.</summary>
    public Value?[]? Exit { get; set; }

    /// <summary>Whether this point cannot be reached: an exception has been thrown.</summary>
    public bool IsDead { get; set; }

    /// <summary>How the turn of a loop that is written out ends early.</summary>
    public Jump Jump { get; set; }

    /// <summary>The parameters through which values go back to the caller.</summary>
    public IEnumerable<int> References => Function.Parameters.Where(parameter => Function.Variables[parameter].IsReference);

    /// <summary>What it would leave with here.</summary>
    public Value?[] ExitWith(Value? result) => [result, .. References.Select(parameter => Variables[parameter])];

    public Frame Fork() => new(Function)
    {
        Variables = [.. Variables],
        Returned = Returned,
        Exit = Exit,
        IsDead = IsDead,
    };

    public void Become(Frame other)
    {
        Variables = other.Variables;
        Returned = other.Returned;
        Exit = other.Exit;
        IsDead = other.IsDead;
        Jump = other.Jump;
    }
}

/// <summary>A jump within a loop.</summary>
internal enum Jump
{
    None,
    Break,
    Continue,
}

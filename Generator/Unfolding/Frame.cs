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

    /// <summary>Whether it runs within a loop that is kept, which a return leaves.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>The condition under which the turn of a loop has been left by now.</summary>
    public Value? Left { get; set; }

    /// <summary>How it has been left, and with what.</summary>
    public List<LoopExit> Exits { get; set; } = [];

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
        IsRepeated = IsRepeated,
    };

    public void Become(Frame other)
    {
        Variables = other.Variables;
        Returned = other.Returned;
        Exit = other.Exit;
        IsDead = other.IsDead;
        Left = other.Left;
        Exits = other.Exits;
    }
}

/// <summary>A way of leaving the turn of a loop.</summary>
/// <param name="Condition">When.</param>
/// <param name="Variables">What the variables hold then.</param>
/// <param name="Result">What is returned.</param>
internal sealed record LoopExit(ExitKind Kind, Value Condition, Value?[] Variables, Value? Result);

/// <summary>Where it leads.</summary>
internal enum ExitKind
{
    Break,
    Continue,
    Return,
}

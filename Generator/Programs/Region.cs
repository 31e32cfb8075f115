using SymDiff.Generator.Unfolding;

namespace SymDiff.Generator.Programs;

/// <summary>A stretch of a program: the method's own statements, or the body of a loop.</summary>
/// <param name="outer">The region in which the loop stands; null for the method.</param>
/// <param name="loop">The loop; null for the method.</param>
/// <param name="steps">What is done, in order.</param>
/// <param name="time">By which step of the outer region it is run.</param>
internal sealed class Region(Region? outer, LoopStep? loop, IReadOnlyList<Step> steps, int time)
{
    private readonly int time = time;

    public Region? Outer { get; } = outer;

    public LoopStep? Loop { get; } = loop;

    public IReadOnlyList<Step> Steps { get; } = steps;

    /// <summary>In how many loops it stands.</summary>
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    /// <summary>Whether it is another, or a loop in it.</summary>
    public bool IsWithin(Region other)
    {
        for (var around = this; around is not null; around = around.Outer)
        {
            if (around == other)
                return true;
        }

        return false;
    }

    /// <summary>By which of its own steps something is done that is a step of a region within it.</summary>
    public int TimeOf(Region inner, int step)
    {
        for (; inner != this; inner = inner.Outer!)
            step = inner.time;
        return step;
    }
}

/// <summary>Where a value is known: in which region, and there after which step; −1 from the beginning.</summary>
internal readonly record struct Place(Region Region, int Time);

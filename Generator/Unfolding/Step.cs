using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>Under which condition something happens, within that of the outer guard.</summary>
internal sealed record Guard(Value Condition, bool Holds, Guard? Outer)
{
    // A condition that is the opposite of another one is asked for by that one alone, so that whoever has kept it has kept what is asked.
    public Value Condition { get; } = Condition.Kind == ValueKind.Not ? Condition.Operands[0] : Condition;

    public bool Holds { get; } = Condition.Kind == ValueKind.Not ? !Holds : Holds;

    /// <summary>From the outermost inwards.</summary>
    public IEnumerable<Guard> Path => Outer is null ? [this] : Outer.Path.Append(this);

    /// <summary>Whether it is the other side of a condition.</summary>
    public bool IsOppositeOf(Guard other) => Condition == other.Condition && Holds != other.Holds && Outer == other.Outer;
}

/// <summary>Something that happens, once and in its place.</summary>
/// <param name="Guard">When; null for always.</param>
internal abstract record Step(Guard? Guard)
{
    /// <summary>The arrays that carried-over code in it may write.</summary>
    public IReadOnlyList<Overwrite> Overwrites { get; init; } = [];

    /// <summary>Steps, each loop before what is in it.</summary>
    public static IEnumerable<Step> All(IEnumerable<Step> steps) => steps.SelectMany(step => step is LoopStep loop ? All(loop.Body).Prepend(step) : [step]);
}

/// <summary>That an array's elements may change.</summary>
/// <param name="Array">The array.</param>
/// <param name="Before">The version of its contents that ends.</param>
/// <param name="After">The version that begins.</param>
internal readonly record struct Overwrite(Value Array, int Before, int After);

/// <summary>Throws an exception.</summary>
internal sealed record ThrowStep(Guard? Guard, Value Exception) : Step(Guard);

/// <summary>Gives a new variable its value, by code that must run once.</summary>
internal sealed record DefineStep(Guard? Guard, Value Cell, Value Definition) : Step(Guard)
{
    /// <summary>Whether what it computes may be another when it is computed again: a random number.</summary>
    public bool IsDrawn { get; init; }
}

/// <summary>Gives a parameter of the method, passed by reference, its last value.</summary>
internal sealed record WriteBackStep(Guard? Guard, Value Parameter, Value Stored) : Step(Guard);

/// <summary>Runs carried-over code, which may give variables new values.</summary>
/// <param name="Code">The statement.</param>
/// <param name="Cells">The variables that it writes, with what they hold before; null where the code itself declares them, or they hold nothing yet.</param>
internal sealed record EffectStep(Guard? Guard, Value Code, IReadOnlyList<WrittenCell> Cells) : Step(Guard)
{
    /// <summary>Whether it changes nothing but arrays that the method makes, and may be run as often as they are made.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it changes nothing but the variables that it writes, and only computes these.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it is seen to change something else than variables and arrays.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Where it stands, if it is the head of a block of statements that are protected.</summary>
    public ScopePart Part { get; init; }
}

/// <summary>The parts of statements at whose end something is done whatever happens: each is written as a head and braces.</summary>
internal enum ScopePart
{
    /// <summary>None of them: a statement.</summary>
    None,

    /// <summary>What stands before the block: <c>try</c>, <c>lock (gate)</c>.</summary>
    Opening,

    /// <summary>What is caught, and thrown anew.</summary>
    Catch,

    /// <summary>What is done at the end.</summary>
    Finally,

    /// <summary>The end of all of it.</summary>
    End,
}

/// <summary>A variable that carried-over code writes.</summary>
internal sealed record WrittenCell(Value Cell, Value? Before, bool IsDeclaredInside);

/// <summary>Writes an element.</summary>
/// <param name="Array">The array.</param>
/// <param name="Indices">Where.</param>
/// <param name="Stored">What.</param>
/// <param name="Before">The version of the array's contents that it ends.</param>
/// <param name="After">The version that it begins.</param>
internal sealed record StoreStep(Guard? Guard, Value Array, Value[] Indices, Value Stored, int Before, int After) : Step(Guard)
{
    /// <summary>The statement of the author's that it comes from: several, where an element is a struct; −1 where it is not the author's.</summary>
    public int Site { get; init; } = -1;
}

/// <summary>
/// Repeats a body while a condition holds. What is carried from turn to turn is named by cells, one for the beginning of a turn and one for the end of the loop, so that
/// the body is a closed form between its own steps.
/// </summary>
/// <param name="Carried">The variables that a turn hands to the next.</param>
/// <param name="Condition">What is tested before each turn, over the cells of the turn's beginning.</param>
/// <param name="TestsFirst">False where the first turn is not tested.</param>
/// <param name="Body">What is done in each turn.</param>
/// <param name="Stored">The arrays that the body writes, with the versions at a turn's beginning and after the loop.</param>
internal sealed record LoopStep(
    Guard? Guard, IReadOnlyList<Carried> Carried, Value Condition, bool TestsFirst, IReadOnlyList<Step> Body, IReadOnlyList<StoredArray> Stored) : Step(Guard)
{
    /// <summary>The author's call that does what the loop does; null where the author wrote the loop.</summary>
    public Value? Call { get; init; }

    /// <summary>In a derivative: how the loop is reversed. Null where there is nothing to reverse.</summary>
    public Programs.Scheme? Scheme { get; init; }
}

/// <summary>A variable that a loop carries.</summary>
/// <param name="Current">What it holds at the beginning of a turn.</param>
/// <param name="Initial">What it holds before the loop.</param>
/// <param name="Next">What it holds at the end of a turn.</param>
/// <param name="Final">What it holds after the loop.</param>
internal sealed record Carried(Value Current, Value Initial, Value Next, Value Final)
{
    /// <summary>What it holds at the end of a turn that does not leave the loop; null where that is the same.</summary>
    public Value? Onward { get; init; }
}

/// <summary>An array that is written in a loop.</summary>
/// <param name="Before">The version of its contents before the loop.</param>
/// <param name="Current">The version at the beginning of a turn.</param>
/// <param name="After">The version after the loop.</param>
internal sealed record StoredArray(Value Array, int Before, int Current, int After);

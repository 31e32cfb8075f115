using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A direction in which the inputs of a program move.</summary>
/// <param name="Word">What is appended to the name of what moves with them: <c>Tangent</c>, <c>BySigma</c>.</param>
/// <param name="Numbers">The velocities of numbers; what is not among them stands still.</param>
/// <param name="Arrays">The arrays that hold the velocities of an array's elements; those of an array that does not vary itself receive what is written.</param>
internal sealed record Direction(string Word, IReadOnlyDictionary<Value, Value> Numbers, IReadOnlyDictionary<Value, Value> Arrays)
{
    /// <summary>Arrays of <see cref="Arrays"/> that stand still in the beginning: only what the program writes to them moves.</summary>
    public IReadOnlyCollection<Value> Still { get; init; } = [];

    /// <summary>Whether arrays that are written move in place: their velocities are written to where they are given.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>What is taken back from a tape that is given, and may vary.</summary>
    public IReadOnlyCollection<Value> TakenBack { get; init; } = [];

    /// <summary>Arrays whose elements' velocities stand in a matrix.</summary>
    public IReadOnlyDictionary<Value, Scattered> Scattered { get; init; } = new Dictionary<Value, Scattered>();

    /// <summary>The inputs that move.</summary>
    public IEnumerable<Value> Inputs => Numbers.Keys.Concat(Arrays.Keys.Except(Still)).Concat(TakenBack);
}

/// <summary>Numbers that stand in a matrix, apart from one another.</summary>
/// <param name="Matrix">The matrix, row by row.</param>
/// <param name="PlaceOf">Where the number with given indices stands in it.</param>
internal sealed record Scattered(Value Matrix, Func<Value[], Value> PlaceOf);

namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>An array of a random program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record ProgramArray(string Name, string Type)
{
    public bool IsPlane => Type == "double[,]";

    public bool IsJagged => Type == "double[][]";

    public bool IsWritable => Type is not ("ReadOnlySpan<double>" or "IReadOnlyList<double>");

    public bool HasSpan => Type is "double[]" or "Span<double>";

    public string Length => Type is "List<double>" or "IReadOnlyList<double>" ? Name + ".Count" : Name + ".Length";
}

/// <summary>What a random program may name at some place of it.</summary>
internal sealed record ProgramScope
{
    /// <summary>Real numbers that can be read.</summary>
    public List<string> Reals { get; init; } = [];

    /// <summary>Those that may be assigned.</summary>
    public List<string> Variables { get; init; } = [];

    /// <summary>Integers that are not negative.</summary>
    public List<string> Wholes { get; init; } = [];

    /// <summary>Integer variables that may be assigned.</summary>
    public List<string> Counters { get; init; } = [];

    public List<ProgramArray> Arrays { get; init; } = [];

    /// <summary>Indices known to lie within an array.</summary>
    public List<(string Array, string Index)> Within { get; init; } = [];

    public int Loops { get; init; }

    public bool IsInSwitch { get; init; }

    /// <summary>Names declared in the inner scope end with it.</summary>
    public ProgramScope Inner() => this with
    {
        Reals = [.. Reals],
        Variables = [.. Variables],
        Wholes = [.. Wholes],
        Counters = [.. Counters],
        Arrays = [.. Arrays],
        Within = [.. Within],
    };
}

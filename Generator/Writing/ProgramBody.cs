using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>
/// The body of a program's derivative. Where it needs memory, it borrows it and hands it to a second method that runs the sweeps: among its loops no other method is called,
/// so that numbers stay in registers.
/// </summary>
/// <param name="Lines">The lines of the method.</param>
/// <param name="Sweeps">The lines of the second method; null where there is none.</param>
/// <param name="Memory">The parameters of the second method that follow those of the first.</param>
internal sealed record ProgramBody(EquatableArray<string> Lines, EquatableArray<string>? Sweeps, EquatableArray<string> Memory);

/// <summary>A call of the second method.</summary>
/// <param name="Head">It and the bracket that opens: <c>FGradientSweeps(</c>.</param>
/// <param name="Arguments">The parameters of the first method.</param>
internal sealed record SweepsCall(string Head, EquatableArray<string> Arguments);

/// <summary>What the consumer has, and how a second method would be called.</summary>
/// <param name="HasArrayPool">Whether there is <c>System.Buffers.ArrayPool</c>.</param>
/// <param name="HasSpan">Whether there is <c>System.Span</c>.</param>
/// <param name="MathText">How <c>System.Math</c> is named.</param>
/// <param name="SweepsCall">The second method, called with the parameters of the first; null where they cannot be handed on.</param>
internal sealed record ProgramSetting(bool HasArrayPool, bool HasSpan, string MathText, SweepsCall? SweepsCall)
{
    /// <summary>The numbers that are passed by value: where the method assigns to them, so may its derivative.</summary>
    public IReadOnlyList<Value> Assignable { get; init; } = [];

    /// <summary>Stops the writing.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether memory on the stack may hold anything at first.</summary>
    public bool ClearsStack { get; init; }

    /// <summary>Whether a sine and a cosine may come from one call. The method's own value keeps the calls of the author's, whose bits nothing else need have.</summary>
    public bool JoinsSineAndCosine { get; init; }

    /// <summary>The tape that the method is given; none where it makes or borrows its own.</summary>
    public GivenTape Tape { get; init; }

    /// <summary>Whether the method makes its memory where it would borrow it, so that it can be differentiated once more.</summary>
    public bool IsReadAgain { get; init; }
}

/// <summary>A tape that is a parameter.</summary>
internal enum GivenTape
{
    None,

    /// <summary>It is filled.</summary>
    Forward,

    /// <summary>It is read, from the last number to the first.</summary>
    Reverse,
}

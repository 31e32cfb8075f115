using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator;

/// <summary>From a method as read to the file of its derivatives.</summary>
/// <param name="File">The file; null where a problem is an error.</param>
/// <param name="Problems">What there is to tell the author.</param>
internal sealed record Derivation(SourceFile? File, EquatableArray<Problem> Problems)
{
    /// <summary>Derives what the method asks for.</summary>
    public static Derivation Of(DifferentiableMethod method, CancellationToken cancellation) => new(null, default);
}

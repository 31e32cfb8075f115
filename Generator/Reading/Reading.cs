using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>What reading a marked method gave.</summary>
/// <param name="Method">The model; null where the compiler itself has errors in the method, or one of the problems is an error.</param>
/// <param name="Problems">What could not be read.</param>
/// <param name="Sites">The locations that the model's and the problems' sites are indices of.</param>
internal sealed record Reading(DifferentiableMethod? Method, EquatableArray<Problem> Problems, ImmutableArray<Location> Sites)
{
    /// <summary>Whether it depends on where the code stands or on the space in it, of which the compiler makes arguments.</summary>
    public bool DependsOnPlace { get; init; }
}

/// <summary>The compiler has errors in the code being read, and tells the author about them; there is nothing to add.</summary>
internal sealed class BrokenCodeException : Exception;

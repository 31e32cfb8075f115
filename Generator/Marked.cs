using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Reading;

namespace SymDiff.Generator;

/// <summary>
/// What the generator and the analyzer do with a marked method. An exception of ours must not take either down: it gives no file, and a
/// diagnostic that says so.
/// </summary>
internal static class Marked
{
    public const string InternalError = "SYMDIFF099";

    /// <summary>The model of a marked method; null where there is none. After an edit of comments it is the one that was read before.</summary>
    public static DifferentiableMethod? Read(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol is not IMethodSymbol method)
            return null;
        var readings = CompilationKnowledge.Of(compilation).Readings(cancellation);
        if (readings.TryGet(method, out var known))
            return known;
        var reading = ReadWithSites(method, compilation, cancellation);
        if (!reading.DependsOnPlace)
            readings.Add(method, reading.Method);
        return reading.Method;
    }

    public static Reading.Reading ReadWithSites(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol is not IMethodSymbol method)
            return new Reading.Reading(null, default, ImmutableArray<Location>.Empty);
        try
        {
            return MethodReader.Read(method, compilation, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Reading.Reading(null, [Failure(method.Name, exception)], ImmutableArray<Location>.Empty);
        }
    }

    public static Derivation Derive(DifferentiableMethod method, CancellationToken cancellation)
    {
        try
        {
            return Derivation.Of(method, cancellation);
        }
        catch (InsufficientExecutionStackException)
        {
            return new Derivation(null, [new Problem("SYMDIFF012", -1, [method.Declaration.Name])]);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Derivation(null, [Failure(method.Declaration.Name, exception)]);
        }
    }

    private static Problem Failure(string method, Exception exception) =>
        new(InternalError, -1, [method, exception.GetType().Name + ": " + exception.Message.Replace('\n', ' ').Replace('\r', ' ')]);
}

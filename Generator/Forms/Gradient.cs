using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>The gradient of a closed form: its partial derivatives with respect to the chosen inputs.</summary>
internal sealed class Gradient
{
    // A derivation of more steps than this is not read.
    private const int MostSteps = 12;

    private readonly ClosedAlgebra algebra;
    private Value[]? alone;

    private Gradient(ClosedAlgebra algebra, Expr[] partials, Trace trace)
    {
        this.algebra = algebra;
        Partials = partials;
        Trace = trace;
    }

    /// <summary>One for each chosen input, in their order.</summary>
    public Expr[] Partials { get; }

    /// <summary>The steps of the derivation.</summary>
    public Trace Trace { get; }

    /// <summary>How many expressions have been made for it, those included that were tried and found no better.</summary>
    public int Size => algebra.Graph.Count;

    /// <summary>Derives the gradient; null where a function has no known derivative.</summary>
    public static Gradient? Of(Subject subject, List<Problem> problems)
    {
        var algebra = subject.Algebra();
        var sweep = algebra.Sweep(algebra.Results[0], algebra.Graph.One, isNaming: true);
        if (sweep.Unknown is { } unknown)
        {
            problems.Add(ClosedForms.NotKnown(unknown, subject));
            return null;
        }

        var symbols = algebra.Symbols;
        var named = sweep.Named.Take(MostSteps).ToList();
        var all = algebra.Finish([.. symbols.Select(sweep.Of), .. named.Select(step => step.Adjoint)]);
        Expr[] partials = [.. all.Take(symbols.Length)];
        var steps = named.Select((step, i) => new TraceStep(step.Expr, all[symbols.Length + i], [.. sweep.UsersOf(step.Expr)]));
        var last = symbols.Select((symbol, i) => new TraceStep(symbol, partials[i], [.. sweep.UsersOf(symbol)]));
        return new Gradient(algebra, partials, new Trace([.. steps], [.. last]));
    }

    /// <summary>The partials as operations, sharing what is computed anyway.</summary>
    /// <param name="computed">A value that the method computes beside the gradient, or null.</param>
    public Value[] Lower(Value? computed)
    {
        Model.ValueType[] types = [.. algebra.Inputs.Select(input => input.Type)];
        return computed is null ? alone ??= algebra.Lower(Partials, types) : algebra.Lower(Partials, types, computed);
    }
}

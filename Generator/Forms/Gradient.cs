using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>The gradient of a closed form: its partial derivatives with respect to the chosen inputs.</summary>
internal sealed class Gradient
{
    // A derivation of more steps than this is not read.
    private const int MostSteps = 12;

    private readonly ExprGraph graph;
    private readonly Canonicalizer canonicalizer;
    private readonly Value[] inputs;
    private readonly Dialect dialect;
    private Value[]? alone;

    private Gradient(ExprGraph graph, Canonicalizer canonicalizer, Value[] inputs, Expr[] partials, Dialect dialect, Trace trace)
    {
        this.graph = graph;
        this.canonicalizer = canonicalizer;
        this.inputs = inputs;
        this.dialect = dialect;
        Partials = partials;
        Trace = trace;
    }

    /// <summary>One for each chosen input, in their order.</summary>
    public Expr[] Partials { get; }

    /// <summary>The steps of the derivation.</summary>
    public Trace Trace { get; }

    /// <summary>How many expressions have been made for it, those included that were tried and found no better.</summary>
    public int Size => graph.Count;

    /// <summary>Derives the gradient; null where a function has no known derivative.</summary>
    public static Gradient? Of(ClosedForm closed, IEnumerable<Value> inputs, Dialect dialect, List<Problem> problems, CancellationToken cancellation)
    {
        closed.Values.Close();
        var graph = new ExprGraph(closed.Values, cancellation);
        var written = new Canonicalizer(graph);
        foreach (var positive in closed.Positive)
            graph.Assume(written.Of(positive));
        var result = written.Of(closed.Result!);
        graph.AssumeLogarithms(result);
        var sweep = new Adjoints(graph);
        sweep.Sweep(result, graph.One);
        if (sweep.Unknown is { } unknown)
        {
            problems.Add(new Problem("SYMDIFF003", closed.Result!.Site, [unknown.Function.ToString()]));
            return null;
        }

        Value[] chosen = [.. inputs];
        Expr[] symbols = [.. chosen.Select(graph.Symbol)];
        var named = sweep.Named.Take(MostSteps).ToList();
        var all = Simplifier.Simplify(graph, Simplifier.Release(graph, [.. symbols.Select(sweep.Of), .. named.Select(step => step.Adjoint)]));
        Expr[] partials = [.. all.Take(symbols.Length)];
        var steps = named.Select((step, i) => new TraceStep(step.Expr, all[symbols.Length + i], [.. sweep.UsersOf(step.Expr)]));
        var last = symbols.Select((symbol, i) => new TraceStep(symbol, partials[i], [.. sweep.UsersOf(symbol)]));
        return new Gradient(graph, written, chosen, partials, dialect, new Trace([.. steps], [.. last]));
    }

    /// <summary>The partials as operations, sharing what is computed anyway.</summary>
    /// <param name="computed">A value that the method computes beside the gradient, or null.</param>
    public Value[] Lower(Value? computed) => computed is null ? alone ??= LowerBeside(null) : LowerBeside(computed);

    private Value[] LowerBeside(Value? computed)
    {
        var live = LiveWith(computed is null ? Conditions() : [computed, .. Conditions()]);
        var lowering = new Lowering(graph, canonicalizer, live, Partials, dialect);
        return [.. lowering.OfRoots().Select((value, i) => As(inputs[i].Type, value))];
    }

    private Value As(ValueType type, Value value)
    {
        if (value is { Kind: ValueKind.Literal } && !double.IsNaN(value.Number) && char.IsDigit(value.Text[value.Text.Length - 1]) && !value.Type.Equals(type))
            return graph.Values.Number(type, Constant.Of(value.Number));
        return type.Kind == NumberKind.Float && value.Type.Kind == NumberKind.Double ? graph.Values.Convert(type, value, isExplicit: true) : value;
    }

    // What the author's conditions need is computed in any case.
    private IEnumerable<Value> Conditions()
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(Partials);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            if (expr is Choice { Condition: Symbol condition })
                yield return condition.Value;
            Cost.Push(open, expr);
        }
    }

    private static HashSet<Value> LiveWith(IEnumerable<Value> roots)
    {
        var live = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!live.Add(value))
                continue;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }

        return live;
    }
}

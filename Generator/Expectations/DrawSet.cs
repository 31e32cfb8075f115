using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>The draws over which an expectation is taken, and what depends on them.</summary>
internal sealed class DrawSet(ExprGraph graph, IReadOnlyList<Value> inputs)
{
    private readonly Symbol[] symbols = [.. inputs.Select(input => (Symbol)graph.Symbol(input))];
    private readonly Dictionary<Expr, bool> exprs = [];
    private readonly Dictionary<Value, bool> values = [];

    public int Count => symbols.Length;

    public IReadOnlyList<Value> Inputs => inputs;

    public int IndexOf(Symbol symbol) => Array.IndexOf(symbols, symbol);

    public bool AreIn(Expr expr)
    {
        if (exprs.TryGetValue(expr, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var are = expr switch
        {
            Symbol symbol => AreIn(symbol.Value),
            Apply { Call: { } call } when AreIn(call) => true,
            _ => expr.Parts.Any(AreIn),
        };
        exprs.Add(expr, are);
        return are;
    }

    public bool AreIn(Value value)
    {
        if (values.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var are = inputs.Contains(value) || value.Operands.Any(AreIn);
        values.Add(value, are);
        return are;
    }
}

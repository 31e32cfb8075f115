using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>A closed form as algebra, in a graph of its own: what a form is composed of, from expressions to expressions and back to operations.</summary>
internal sealed class ClosedAlgebra
{
    private readonly Canonicalizer canonicalizer;
    private readonly Dialect dialect;
    private readonly bool areCasesApart;

    /// <summary>The algebra of a closed form.</summary>
    /// <param name="closed">The closed form.</param>
    /// <param name="outputs">What it returns.</param>
    /// <param name="inputs">What is differentiated with respect to.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="areCasesApart">Whether each case of what is chosen is derived by itself, even where cases have much in common.</param>
    /// <param name="cancellation">Ends the derivation.</param>
    public ClosedAlgebra(ClosedForm closed, IEnumerable<Value> outputs, IEnumerable<Value> inputs, Dialect dialect, bool areCasesApart, CancellationToken cancellation)
    {
        this.dialect = dialect;
        this.areCasesApart = areCasesApart;
        Graph = new ExprGraph(closed.Values, cancellation);
        canonicalizer = new Canonicalizer(Graph);
        Graph.FormulasOf = canonicalizer.FormulasOf;
        canonicalizer.Assume(closed.Assumptions);
        Inputs = [.. inputs];
        Results = [.. outputs.Select(canonicalizer.Of)];
        foreach (var result in Results)
            Graph.AssumeLogarithms(result);
        Symbols = [.. Inputs.Select(Graph.Symbol)];
    }

    public ExprGraph Graph { get; }

    /// <summary>The inputs that are differentiated with respect to.</summary>
    public Value[] Inputs { get; }

    /// <summary>The same, as expressions.</summary>
    public Expr[] Symbols { get; }

    /// <summary>What the method returns: one expression, or one for each element of a tuple.</summary>
    public Expr[] Results { get; }

    /// <summary>The first function met that has no known derivative.</summary>
    public Apply? Unknown { get; private set; }

    /// <summary>Whether cases were derived together that could have been apart.</summary>
    public bool HasJoinedCases { get; private set; }

    /// <summary>A value of the method as algebra.</summary>
    public Expr Of(Value value) => canonicalizer.Of(value);

    /// <summary>A reverse sweep from an expression.</summary>
    public Adjoints Sweep(Expr expr, Expr cotangent, bool isNaming = false)
    {
        var sweep = new Adjoints(Graph, isNaming: isNaming, areCasesApart: areCasesApart);
        sweep.Sweep(expr, cotangent);
        HasJoinedCases |= sweep.HasJoinedCases;
        Unknown ??= sweep.Unknown;
        return sweep;
    }

    /// <summary>The partials of an expression, simplified. What is held fixed stays so, since they may be differentiated again.</summary>
    public Expr[] PartialsOf(Expr expr, bool isNaming = false)
    {
        var sweep = Sweep(expr, Graph.One, isNaming);
        var again = new Rewriter(Graph, part => part is Choice { Condition: Comparison { Relation: ValueKind.Equal, Right.IsZero: true, Left: var zero } } ? Graph.TakenIn(part, zero, null) : part);
        return [.. Simplifier.Simplify(Graph, Symbols.Select(sweep.Of)).Select(again.Rewrite)];
    }

    /// <summary>The partials of each result, row by row.</summary>
    public Expr[][] Jacobian() => [.. Results.Select(result => PartialsOf(result, isNaming: Results.Length == 1))];

    /// <summary>The sum of products of expressions with inputs that are not differentiated: tangents or cotangents.</summary>
    public Expr Combination(IEnumerable<Expr> exprs, IEnumerable<Value> weights) =>
        Graph.Sum([.. exprs.Zip(weights, (expr, weight) => new Term(Constant.One, Graph.Multiply(expr, Graph.Symbol(weight))))]);

    /// <summary>The same, case by case where all are chosen on one condition.</summary>
    public Expr CombinationOfCases(IReadOnlyList<Expr> exprs, IReadOnlyList<Value> weights)
    {
        if (exprs.OfType<Choice>().FirstOrDefault() is not { Condition: var condition } || !exprs.All(expr => expr.IsZero || (expr is Choice choice && choice.Condition == condition)))
            return Combination(exprs, weights);
        Expr Case(bool holds) => CombinationOfCases([.. exprs.Select(expr => expr is not Choice choice ? expr : holds ? choice.WhenTrue : choice.WhenFalse)], weights);
        return Graph.Choose(condition, Case(true), Case(false));
    }

    /// <summary>The expressions when differentiation is over: nothing is held fixed any more, and all of them are simplified together, so that they share.</summary>
    public Expr[] Finish(IEnumerable<Expr> exprs) => Simplifier.Simplify(Graph, Simplifier.Release(Graph, exprs));

    /// <summary>Expressions as operations, sharing what is computed anyway.</summary>
    /// <param name="exprs">The expressions.</param>
    /// <param name="types">Their types.</param>
    /// <param name="beside">What the method computes beside them.</param>
    public Value[] Lower(Expr[] exprs, IReadOnlyList<ValueType> types, params Value[] beside)
    {
        var live = LiveWith([.. beside, .. ConditionsIn(exprs)]);
        return [.. new Lowering(Graph, canonicalizer, live, exprs, dialect).OfRoots().Select((value, i) => As(types[i], value))];
    }

    private Value As(ValueType type, Value value)
    {
        if (value is { Kind: ValueKind.Literal } && !double.IsNaN(value.Number) && char.IsDigit(value.Text[value.Text.Length - 1]) && !value.Type.Equals(type))
            return Graph.Values.Number(type, Constant.Of(value.Number));
        return type.Kind == NumberKind.Float && value.Type.Kind == NumberKind.Double ? Graph.Values.Convert(type, value, isExplicit: true) : value;
    }

    // What the author's conditions need is computed in any case.
    private static IEnumerable<Value> ConditionsIn(IEnumerable<Expr> exprs)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(exprs);
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

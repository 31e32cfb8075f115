using SymDiff.Generator.Algebra;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Expectations of expressions over draws and over variables that loops carry. A product of such variables is carried by the loop as its expectation: at the end of a turn it is the
/// expectation of the product of what the variables are then, in terms of such products at the turn's beginning.
/// </summary>
internal sealed partial class RunningMoments(ProgramAdjoint program, RandomValues random, NodeSums sums)
{
    private const int Most = 48;

    // Each is asked for where the others do not hold.
    private const int MostConditions = 3;
    private const int MostSlopes = 2;

    private readonly ExprGraph graph = program.Graph;
    private readonly Degeneracy degeneracy = new(program.Graph, value => Simplifier.Release(program.Graph, [program.Of(value)])[0]);
    private readonly Independence independence = new(program.Places, random);
    private readonly List<RunningMoment> all = [];
    private readonly Queue<RunningMoment> open = new();
    private readonly Dictionary<Expr, bool> none = [];

    /// <summary>What the loops carry.</summary>
    public IReadOnlyList<RunningMoment> All => all;

    /// <summary>Finds how each of them changes from turn to turn.</summary>
    /// <exception cref="NoClosedFormException">That has no closed form.</exception>
    public void Complete()
    {
        while (open.Count > 0)
        {
            var moment = open.Dequeue();
            var body = program.Places.RegionOf(moment.Loop);
            sums.Asked = (body, body.Steps.Count, null);
            try
            {
                Step(moment);
            }
            catch (NoClosedFormException none) when (none.DoesNotExist is null && moment.Powers.Sum(power => power.Power) > 1 && random.LoopOf(moment.Powers[0].Variable) is var (_, carried))
            {
                // The author has written no such product: what has none is how its first factor goes on.
                throw new NoClosedFormException(Simplifier.Release(graph, [program.Of(carried.Next)])[0]);
            }

            moment.Amount = AddedTo(graph.Symbol(moment.Current), moment.Next!);
            program.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private void Step(RunningMoment moment)
    {
        if (moment.Rate is not null)
        {
            StepExponential(moment);
            return;
        }

        if (moment.IsCentral)
        {
            (moment.Initial, moment.Next) = (InitialOf(moment), NextOf(moment));
            return;
        }

        moment.Initial = Of(moment, carried => carried.Initial);
        moment.Next = Of(moment, carried => carried.Next);
        if (moment.Loop.Carried.Any(carried => carried.Onward is not null && moment.Powers.Any(power => power.Variable == carried.Current)))
            moment.Onward = Of(moment, carried => carried.Onward ?? carried.Next);
    }

    // x + a adds a to x.
    private Expr? AddedTo(Expr current, Expr next)
    {
        if (next == current)
            return graph.Zero;
        if (next is Choice choice)
            return AddedTo(current, choice.WhenTrue) is { } whenTrue && AddedTo(current, choice.WhenFalse) is { } whenFalse ? graph.Choose(choice.Condition, whenTrue, whenFalse) : null;
        return next is Sum sum && sum.Terms.Any(term => term.Factor == current && term.Coefficient.IsOne)
            && graph.Subtract(next, current) is var rest && !Mentions(rest, current) ? rest : null;
    }

    private static bool Mentions(Expr expr, Expr part)
    {
        var seen = new HashSet<Expr>();
        var left = new Stack<Expr>([expr]);
        while (left.Count > 0)
        {
            var next = left.Pop();
            if (next == part)
                return true;
            if (seen.Add(next))
                Cost.Push(left, next);
        }

        return false;
    }

    /// <summary>The expectation of an expression.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="guard">When it is asked for.</param>
    /// <exception cref="NoClosedFormException">There is none.</exception>
    public Expr Of(Expr expr, Guard? guard = null) => Extremes.In(graph, Of(expr, guard, [], none));

    private Expr Of(RunningMoment moment, Func<Carried, Value> at) => Of(graph.Product(Constant.One, [.. moment.Powers.Select(power =>
    {
        var variable = random.LoopOf(power.Variable) is var (loop, carried) && loop == moment.Loop ? at(carried) : power.Variable;
        var expr = Simplifier.Release(graph, [program.Of(variable)])[0];
        graph.AssumeLogarithms(expr);
        return new Factor(expr, power.Power);
    })]));

    // Both signs of what may have either, where the other conditions do not decide.
    private Expr Of(Expr expr, Guard? within, List<Expr> excluded, Dictionary<Expr, bool> signs)
    {
        try
        {
            return OfSigned(expr, within, excluded, signs);
        }
        catch (SignNeededException needed)
        {
            if (signs.Count >= (needed.IsSlope ? MostSlopes : MostConditions) || signs.ContainsKey(needed.Expr))
                throw new NoClosedFormException(expr);
            Expr Assumed(bool isPositive) => Of(expr, within, excluded, new Dictionary<Expr, bool>(signs) { [needed.Expr] = isPositive });
            var below = Assumed(false);
            if (needed.IsSlope)
                below = graph.Choose(graph.Compare(ValueKind.Equal, needed.Expr, graph.Zero), Of(degeneracy.At(expr, needed.Expr) ?? throw new NoClosedFormException(expr), within, excluded, signs), below);
            return graph.Choose(graph.Compare(ValueKind.Greater, needed.Expr, graph.Zero), Assumed(true), below);
        }
    }

    private Expr OfSigned(Expr expr, Guard? within, List<Expr> excluded, Dictionary<Expr, bool> signs)
    {
        Value[] atoms = [.. AtomsIn(expr)];
        if (atoms.Length == 0)
            return expr;
        var draws = new DrawSet(graph, atoms);
        if (expr is Choice choice && !draws.AreIn(choice.Condition))
        {
            var condition = (choice.Condition as Symbol)?.Value;
            return graph.Choose(choice.Condition, Of(choice.WhenTrue, With(condition, true), excluded, signs), Of(choice.WhenFalse, With(condition, false), excluded, signs));
        }

        if (Quadratic(expr, atoms) is { } quadratic)
            return quadratic;
        try
        {
            return OfExpansion(expr, atoms, new Expansion(graph, draws) { AlgebraOf = AlgebraOf, Signs = signs }, within, excluded, signs);
        }
        catch (NoClosedFormException missing) when (missing is { DoesNotExist: null } and not SignNeededException)
        {
            return ByNodes(expr, atoms, within) ?? throw new NoClosedFormException(missing.Expr);
        }

        Guard? With(Value? condition, bool holds) => condition is null ? within : new Guard(condition, holds, within);
    }

    private Expr OfExpansion(Expr expr, Value[] atoms, Expansion expansion, Guard? within, List<Expr> excluded, Dictionary<Expr, bool> signs)
    {
        if (Degenerate(expr, expansion, atoms, excluded) is var (degenerate, rest, known))
        {
            List<Expr> next = [.. excluded, degenerate];
            var otherwise = known is not null ? graph.Sum([.. known.Select(term => new Term(Constant.One, Of(term, atoms, expr, within, [])))]) : rest is not null ? Of(rest, within, next, signs) : null;
            var closed = Of(expr, within, next, signs);
            return otherwise is null ? closed : graph.Choose(degenerate, otherwise, closed);
        }

        return expr is Sum sum
            ? Coefficients.Sum(graph, [.. sum.Terms.Select(term => new Term(term.Coefficient, Of(term.Factor, within, excluded, signs))), new(sum.Constant, graph.One)])
            : graph.Sum([.. Tails.Turned(graph, expansion.Of(expr)).Select(term => new Term(Constant.One, Of(term, atoms, expr, within, [])))]);
    }

    private Expr AlgebraOf(Value value) => Simplifier.Release(graph, [program.Of(value)])[0];

    // Two draws of one array may be the same: both cases are written down, where it is not known which it is.
    private Expr Of(Weighted term, Value[] atoms, Expr whole, Guard? within, List<(int, int)> different)
    {
        bool IsUsed(int atom) => term.Weight.Contains(atom) || term.Kernels.Any(kernel => kernel.Form.Contains(atom));
        List<int> used = [.. Enumerable.Range(0, atoms.Length).Where(IsUsed)];
        var draws = used.Where(i => random.IsDraw(atoms[i])).ToList();
        foreach (var i in draws)
        {
            foreach (var j in draws.Where(j => j > i && IsOneArray(atoms[i], atoms[j]) && !different.Contains((i, j)) && !independence.AreDifferent(atoms[i], atoms[j], within)))
            {
                var condition = atoms[i].Operands.Skip(1).Zip(atoms[j].Operands.Skip(1), (a, b) => a == b ? graph.Values.True : graph.Values.Binary(ValueKind.Equal, ValueType.Boolean, a, b))
                    .Aggregate(graph.Values.And);
                var same = One(term, j, i, atoms.Length, whole).Select(part => new Term(Constant.One, Of(part, atoms, whole, within, different)));
                return graph.Choose(graph.Symbol(condition), graph.Sum([.. same]), Of(term, atoms, whole, within, [.. different, (i, j)]));
            }
        }

        var variables = used.Where(i => !random.IsDraw(atoms[i])).ToList();
        if (variables.Count == 0)
            return Integrated(term, atoms.Length, whole);
        if (term.Kernels.Any(kernel => variables.Exists(kernel.Form.Contains)))
            return Exponential(term, variables, atoms, whole) ?? graph.Sum([.. Normal(term, variables, atoms, whole).Select(part => new Term(Constant.One, Integrated(part, atoms.Length, whole)))]);
        return graph.Sum([.. term.Weight.Terms.Select(monomial => new Term(Constant.One,
            Apart(monomial.Powers, monomial.Coefficient, term.Kernels, atoms, whole) ?? Of(monomial.Powers, monomial.Coefficient, term.Kernels, atoms, whole)))]);
    }

    // The draws that no variable in the product depends on are apart from it.
    private Expr Of(int[] powers, Expr coefficient, IReadOnlyList<Kernel> kernels, Value[] atoms, Expr whole)
    {
        List<int> variables = [.. Enumerable.Range(0, atoms.Length).Where(i => powers[i] > 0 && !random.IsDraw(atoms[i]))];
        bool IsApart(int draw) => variables.TrueForAll(variable => independence.IsApart(atoms[draw], atoms[variable]));
        var apart = (int[])powers.Clone();
        var product = new List<(Value Variable, int Power)>();
        for (var i = 0; i < atoms.Length; i++)
        {
            var isDraw = random.IsDraw(atoms[i]);
            if (isDraw && kernels.Any(kernel => kernel.Form.Contains(i)) && !IsApart(i))
                throw new NoClosedFormException(whole);
            if (powers[i] == 0 || (isDraw && IsApart(i)))
                continue;
            product.Add((atoms[i], powers[i]));
            apart[i] = 0;
        }

        var rest = Integrated(new Weighted(DrawPolynomial.Monomial(graph, apart, coefficient), kernels), atoms.Length, whole);
        return product.Count == 0 || rest.IsZero ? rest : graph.Multiply(rest, Product(product, whole));
    }

    private Expr Product(List<(Value Variable, int Power)> product, Expr whole)
    {
        // An element, or what is not carried by a loop, has been replaced by its expectation, which is all that is known of it.
        if (product.Exists(factor => !random.IsDraw(factor.Variable) && random.LoopOf(factor.Variable) is null))
            return product is [(var only, 1)] ? graph.Symbol(only) : throw new NoClosedFormException(whole);
        var last = product.Where(factor => !random.IsDraw(factor.Variable)).OrderBy(factor => program.Places.Of(factor.Variable).Region.Depth).ThenBy(factor => program.Places.Of(factor.Variable).Time).Last();
        var (loop, carried) = random.LoopOf(last.Variable)!.Value;
        var isFinal = last.Variable == carried.Final;
        var body = program.Places.RegionOf(loop);
        var powers = new List<(Value Variable, int Power)>();
        foreach (var (variable, power) in product)
        {
            if (random.LoopOf(variable) is var (own, each) && own == loop)
                powers.Add((each.Current, power));
            else if (program.Places.IsOutside(variable, body))
                powers.Add((variable, power));
            else
                throw new NoClosedFormException(whole);
        }

        var moment = MomentOf(loop, [.. powers.OrderBy(power => power.Variable.Id)], whole);
        return graph.Symbol(isFinal ? moment.Final : moment.Current);
    }

    private RunningMoment MomentOf(LoopStep loop, List<(Value Variable, int Power)> powers, Expr whole, bool isCentral = false, Expr? rate = null, Carried? density = null)
    {
        if (all.Find(each => each.Is(loop, powers, isCentral, rate, density)) is { } known)
            return known;
        if (all.Count == Most)
            throw new NoClosedFormException(whole);
        var body = program.Places.RegionOf(loop);
        var name = rate is not null ? (density is null ? "exp" + NameOf([.. powers]).Substring(0, 1).ToUpperInvariant() + NameOf([.. powers]).Substring(1) : NameOf(powers)) + "Mean" : !isCentral ? NameOf(powers) : powers.Count == 1 ? NameOf([(powers[0].Variable, 1)]) + "Variance" : NameOf(powers) + "Covariance";
        var moment = new RunningMoment(
            loop,
            powers,
            program.Cell(program.Values.Real, name, body, -1),
            program.Cell(program.Values.Real, name, body.Outer!, program.Places.Of(loop.Carried[0].Final).Time),
            isCentral)
        {
            Rate = rate,
            Density = density,
        };
        all.Add(moment);
        open.Enqueue(moment);
        return moment;
    }

    private static string NameOf(IReadOnlyList<(Value Variable, int Power)> powers) => string.Concat(powers.Select((power, i) =>
    {
        var name = power.Variable.Kind == ValueKind.Element ? power.Variable.Operands[0].Text : power.Variable.Name ?? power.Variable.Text;
        var word = i == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
        return power.Power switch { 1 => word, 2 => word + "Squared", 3 => word + "Cubed", var n => word + "To" + n.ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }));

    private Expr Integrated(Weighted term, int count, Expr whole) => new Integral(graph, count, whole, new HashSet<(int Draw, int Power)>()).Of(term);

    // The term where one draw is another.
    private IEnumerable<Weighted> One(Weighted term, int draw, int by, int count, Expr whole)
    {
        var other = DrawPolynomial.Draw(graph, count, by);
        var kernels = term.Kernels.Select(kernel => new Kernel(kernel.Shape, kernel.Form.Substitute(draw, other) ?? throw new NoClosedFormException(whole))).ToList();
        return Products.Of(graph, term.Weight.Substitute(draw, other) ?? throw new NoClosedFormException(whole), kernels);
    }

    private static bool IsOneArray(Value one, Value other) => one.Kind == ValueKind.Element && other.Kind == ValueKind.Element && one.Operands[0] == other.Operands[0];

    private IEnumerable<Value> AtomsIn(Expr expr) => random.AtomsIn(expr.Values).OrderBy(atom => atom.Id);
}

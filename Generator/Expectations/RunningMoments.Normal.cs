using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <content>
/// Variables that a loop carries and that are linear in themselves and in the draws of a turn are normal: mean and covariance, which the loop carries, are all that there is to know.
/// With independent standard normal η they are m + L·η, where L·Lᵀ is the covariance.
/// </content>
internal sealed partial class RunningMoments
{
    private readonly Dictionary<Value, DrawPolynomial?> steps = [];
    private readonly Dictionary<Value, Value[]> stepAtoms = [];
    private readonly Dictionary<Value, IReadOnlyDictionary<Value, Expr>?> beginnings = [];

    // The term where the variables are forms in draws of their own.
    private IEnumerable<Weighted> Normal(Weighted term, List<int> variables, Value[] atoms, Expr whole)
    {
        if (random.LoopOf(atoms[variables[0]]) is not var (loop, first))
            throw new NoClosedFormException(whole);
        var isFinal = atoms[variables[0]] == first.Final;
        var carried = new Dictionary<int, Carried>();
        foreach (var variable in variables)
        {
            if (random.LoopOf(atoms[variable]) is not var (home, each) || home != loop || (atoms[variable] == each.Final) != isFinal || !IsNormal(loop, each))
                throw new NoClosedFormException(whole);
            carried.Add(variable, each);
        }

        // Beside one of its draws a sum is what it is without that draw's turn, and that turn.
        List<Value> beside = [.. Enumerable.Range(0, atoms.Length).Where(i => random.IsDraw(atoms[i]) && (term.Weight.Contains(i) || term.Kernels.Any(kernel => kernel.Form.Contains(i)))
            && !variables.TrueForAll(variable => independence.IsApart(atoms[i], atoms[variable]))).Select(i => atoms[i])];
        var turn = beside.Count == 0 ? DrawPolynomial.Of(graph, atoms.Length, graph.Zero)
            : variables.Count == 1 && isFinal && TurnOf(loop, first, beside, atoms) is [{ Kernels.Count: 0, Weight: { Degree: <= 1 } own }] ? own
            : throw new NoClosedFormException(whole);
        var moving = turn.Plus(Constant.MinusOne, DrawPolynomial.Of(graph, atoms.Length, turn.Constant));
        Expr Moved(IReadOnlyDictionary<int, Expr> form) => beside.Count == 0 ? graph.Zero : form[variables[0]];
        var spread = graph.Sum([.. moving.Draws.Select(draw => new Term(Constant.One, graph.Square(moving.Slope(draw))))]);

        Expr At(RunningMoment moment) => graph.Symbol(isFinal ? moment.Final : moment.Current);
        Expr Covariance(IReadOnlyDictionary<int, Expr> one, IReadOnlyDictionary<int, Expr> other) => graph.Sum([.. one.SelectMany(a => other.Select(b =>
            new Term(Constant.One, graph.Multiply(a.Value, b.Value, At(CovarianceOf(loop, carried[a.Key], carried[b.Key], whole))))))]);
        Expr Mean(int variable)
        {
            var mean = MomentOf(loop, [(carried[variable].Current, 1)], whole);
            mean.Current.Name = mean.Final.Name = NameOf([(carried[variable].Current, 1)]) + "Mean";
            return At(mean);
        }

        // Each is m + L·η: the forms that stand in functions first, since then what follows is seldom divided by anything, and then the variables themselves.
        var forms = FormsIn(term, variables);
        var slots = new List<int>(variables);
        var factors = new Dictionary<(int, int), Expr>();
        var normals = new List<DrawPolynomial>();
        for (var i = 0; i < forms.Count; i++)
        {
            var normal = DrawPolynomial.Of(graph, atoms.Length, graph.Sum([.. forms[i].Select(slope => new Term(Constant.One, graph.Multiply(slope.Value, Mean(slope.Key))))]));
            for (var j = 0; j <= i; j++)
            {
                var rest = graph.Sum([new(Constant.One, Covariance(forms[i], forms[j])), new(Constant.MinusOne, graph.Multiply(spread, Moved(forms[i]), Moved(forms[j]))), .. Enumerable.Range(0, j).Select(k => new Term(Constant.MinusOne, graph.Multiply(factors[(i, k)], factors[(j, k)])))]);
                if (j == i)
                    graph.Assume(rest, Interval.NonNegative);
                var factor = j == i ? graph.Sqrt(rest) : rest.IsZero ? rest : graph.Divide(rest, factors[(j, j)]);
                factors.Add((i, j), factor);
                normal = normal.Plus(DrawPolynomial.Draw(graph, atoms.Length, slots[j]).Times(factor));
            }

            normals.Add(normal.Plus(moving.Times(Moved(forms[i]))));
        }

        DrawPolynomial Of(DrawPolynomial polynomial, bool isForm)
        {
            // A form in the variables is replaced as a whole.
            if (isForm && polynomial.IsLinear && variables.Exists(polynomial.Contains))
            {
                var own = SlopesIn(polynomial, variables);
                var index = forms.FindIndex(form => form.Count == own.Count && form.All(slope => own.TryGetValue(slope.Key, out var other) && other == slope.Value));
                if (index >= 0)
                    return polynomial.Terms.Where(part => !variables.Exists(variable => part.Powers[variable] > 0)).Aggregate(normals[index], (sum, part) => sum.Plus(DrawPolynomial.Monomial(graph, part.Powers, part.Coefficient)));
            }

            // All at once: the normals are made of the same places.
            var result = DrawPolynomial.Of(graph, atoms.Length, graph.Zero);
            foreach (var (powers, coefficient) in polynomial.Terms)
            {
                var rest = (int[])powers.Clone();
                foreach (var variable in variables)
                    rest[variable] = 0;
                DrawPolynomial? product = DrawPolynomial.Monomial(graph, rest, coefficient);
                foreach (var variable in variables.Where(variable => powers[variable] > 0))
                {
                    var index = forms.FindIndex(form => form.Count == 1 && form.TryGetValue(variable, out var slope) && slope.IsOne);
                    product = index >= 0 && normals[index].Power(powers[variable]) is { } power ? product?.Times(power) : null;
                }

                result = result.Plus(product ?? throw new NoClosedFormException(whole));
            }

            return result;
        }

        return Products.Of(graph, Of(term.Weight, isForm: false), [.. term.Kernels.Select(kernel => new Kernel(kernel.Shape, Of(kernel.Form, isForm: true)))]);
    }

    // A quadratic in normal variables is what it is at their means, and their covariances times its coefficients: E[(y − f)²] = (y − E f)² + Var f, where y² − 2·y·E f + E f² would cancel.
    private Expr? Quadratic(Expr expr, Value[] atoms)
    {
        if (random.LoopOf(atoms[0]) is not var (loop, first))
            return null;
        var carried = new List<Carried>();
        foreach (var atom in atoms)
        {
            if (random.LoopOf(atom) is not var (home, each) || home != loop || (atom == each.Final) != (atoms[0] == first.Final) || !IsNormal(loop, each))
                return null;
            carried.Add(each);
        }

        if (PolynomialOf(expr, atoms) is not { Degree: 2 } form || !form.Draws.Any(atom => form.Terms.Any(term => term.Powers[atom] == 2) && form.Terms.Any(term => term.Powers[atom] == 1 && term.Powers.Sum() == 1)))
            return null;
        Expr At(RunningMoment moment) => graph.Symbol(atoms[0] == first.Final ? moment.Final : moment.Current);
        var means = atoms.Zip(carried, (atom, each) => (Atom: atom, Mean: At(MomentOf(loop, [(each.Current, 1)], expr)))).ToDictionary(pair => pair.Atom, pair => pair.Mean);
        var spread = form.Terms.Where(term => term.Powers.Sum() == 2).Select(term =>
            new Term(Constant.One, graph.Multiply(term.Coefficient, At(CovarianceOf(loop, carried[Array.FindIndex(term.Powers, power => power > 0)], carried[Array.FindLastIndex(term.Powers, power => power > 0)], expr)))));
        return graph.Sum([new(Constant.One, new Rewriter(graph, part => part is Symbol { Value: var value } && means.TryGetValue(value, out var mean) ? mean : part).Rewrite(expr)), .. spread]);
    }

    // The mean and the variance of a variable that is normal; null for any other.
    private (Expr Mean, Expr Variance)? NormalOf(Value variable, Expr whole)
    {
        if (random.LoopOf(variable) is not var (loop, carried) || !IsNormal(loop, carried))
            return null;
        var (mean, variance) = (MomentOf(loop, [(carried.Current, 1)], whole), CovarianceOf(loop, carried, carried, whole));
        mean.Current.Name = mean.Final.Name = NameOf([(carried.Current, 1)]) + "Mean";
        return variable == carried.Final ? (graph.Symbol(mean.Final), graph.Symbol(variance.Final)) : (graph.Symbol(mean.Current), graph.Symbol(variance.Current));
    }

    // The forms in variables that are needed: no more than there are variables, so that each has a draw of its own.
    private List<IReadOnlyDictionary<int, Expr>> FormsIn(Weighted term, List<int> variables)
    {
        List<IReadOnlyDictionary<int, Expr>> single = [.. variables.Select(variable => (IReadOnlyDictionary<int, Expr>)new Dictionary<int, Expr> { [variable] = graph.One })];
        var forms = new List<IReadOnlyDictionary<int, Expr>>();
        foreach (var kernel in term.Kernels.Where(kernel => variables.Exists(kernel.Form.Contains)))
        {
            if (!kernel.Form.IsLinear)
                return [.. single.OrderBy(form => term.Kernels.Any(each => each.Form.Contains(form.Keys.Single())) ? 0 : 1)];
            var own = SlopesIn(kernel.Form, variables);
            if (!forms.Exists(form => form.Count == own.Count && form.All(slope => own.TryGetValue(slope.Key, out var other) && other == slope.Value)))
                forms.Add(own);
        }

        foreach (var form in single.Where(form => term.Weight.Contains(form.Keys.Single()) && !forms.Exists(other => other.Count == 1 && other.TryGetValue(form.Keys.Single(), out var slope) && slope.IsOne)))
            forms.Add(form);
        return forms.Count <= variables.Count ? forms : [.. single.OrderBy(form => term.Kernels.Any(each => each.Form.Contains(form.Keys.Single())) ? 0 : 1)];
    }

    private static Dictionary<int, Expr> SlopesIn(DrawPolynomial form, List<int> variables) => variables.Where(form.Contains).ToDictionary(variable => variable, form.Slope);

    private RunningMoment CovarianceOf(LoopStep loop, Carried one, Carried other, Expr whole)
    {
        List<(Value Variable, int Power)> powers = one == other ? [(one.Current, 2)] : [.. new[] { (one.Current, 1), (other.Current, 1) }.OrderBy(power => power.Item1.Id)];
        var moment = MomentOf(loop, powers, whole, isCentral: true);
        if (one == other)
        {
            graph.Assume(graph.Symbol(moment.Current), Interval.NonNegative);
            graph.Assume(graph.Symbol(moment.Final), Interval.NonNegative);
        }

        return moment;
    }

    // Cov(Σ aᵢ·xᵢ + Σ cₖ·εₖ, Σ bⱼ·xⱼ + Σ dₖ·εₖ) = Σᵢⱼ aᵢ·bⱼ·Cov(xᵢ, xⱼ) + Σₖ cₖ·dₖ
    private Expr NextOf(RunningMoment moment)
    {
        var carried = CarriedOf(moment);
        var (one, other) = (carried[0], carried[1]);
        var (left, right) = (steps[one.Current]!, steps[other.Current]!);
        var (leftAtoms, rightAtoms) = (stepAtoms[one.Current], stepAtoms[other.Current]);
        var terms = new List<Term>();
        foreach (var i in left.Draws)
        {
            foreach (var j in right.Draws)
            {
                var (a, b) = (leftAtoms[i], rightAtoms[j]);
                if (random.IsDraw(a) != random.IsDraw(b) || (random.IsDraw(a) && a != b))
                    continue;
                var slopes = graph.Multiply(left.Slope(i), right.Slope(j));
                terms.Add(new(Constant.One, random.IsDraw(a)
                    ? slopes
                    : graph.Multiply(slopes, graph.Symbol(CovarianceOf(moment.Loop, random.LoopOf(a)!.Value.Carried, random.LoopOf(b)!.Value.Carried, slopes).Current))));
            }
        }

        return graph.Sum(terms);
    }

    // The same of what they begin with.
    private Expr InitialOf(RunningMoment moment)
    {
        var carried = CarriedOf(moment);
        var (one, other) = (BeginningOf(carried[0])!, BeginningOf(carried[1])!);
        return graph.Sum([.. one.Where(pair => other.ContainsKey(pair.Key)).Select(pair => new Term(Constant.One, graph.Multiply(pair.Value, other[pair.Key])))]);
    }

    private Carried[] CarriedOf(RunningMoment moment) => [.. moment.Powers.SelectMany(power => Enumerable.Repeat(random.LoopOf(power.Variable)!.Value.Carried, power.Power))];

    // Whether it, and what it is made of, begins with what is known, or is linear in draws then, and is linear in what is carried and in draws that no earlier turn has seen.
    private bool IsNormal(LoopStep loop, Carried carried)
    {
        var seen = new HashSet<Carried>();
        var left = new Stack<Carried>([carried]);
        var (draws, first) = (new HashSet<Value>(), new HashSet<Value>());
        while (left.Count > 0)
        {
            var next = left.Pop();
            if (!seen.Add(next))
                continue;
            if (next.Onward is not null || BeginningOf(next) is not { } beginning || StepOf(next) is not { Degree: <= 1 } step)
                return false;
            first.UnionWith(beginning.Keys);
            foreach (var atom in step.Draws.Select(draw => stepAtoms[next.Current][draw]))
            {
                if (random.IsDraw(atom))
                    draws.Add(atom);
                else if (random.LoopOf(atom) is var (own, inner) && own == loop && atom == inner.Current)
                    left.Push(inner);
                else
                    return false;
            }
        }

        return AreApart(draws) && AreApart(first) && draws.All(draw => seen.All(each => independence.IsApart(draw, each.Current)));

        bool AreApart(HashSet<Value> all) => all.All(draw => all.All(other => other == draw || !IsOneArray(draw, other) || independence.AreDifferent(draw, other, null)));
    }

    // By what the draws are multiplied that a variable begins with; null where it is not linear in draws.
    private IReadOnlyDictionary<Value, Expr>? BeginningOf(Carried carried)
    {
        if (beginnings.TryGetValue(carried.Current, out var known))
            return known;
        var expr = Released(carried.Initial);
        Value[] atoms = [.. AtomsIn(expr)];
        Dictionary<Value, Expr>? slopes = null;
        if (atoms.Length == 0)
            slopes = [];
        else if (atoms.All(random.IsDraw) && PolynomialOf(expr, atoms) is { Degree: <= 1 } form)
            slopes = form.Draws.ToDictionary(draw => atoms[draw], form.Slope);
        beginnings.Add(carried.Current, slopes);
        return slopes;
    }

    // What a variable is at the end of a turn; null where that is no polynomial.
    private DrawPolynomial? StepOf(Carried carried)
    {
        if (steps.TryGetValue(carried.Current, out var known))
            return known;
        var expr = Simplifier.Release(graph, [program.Of(carried.Next)])[0];
        Value[] atoms = [.. AtomsIn(expr)];
        stepAtoms.Add(carried.Current, atoms);
        var step = PolynomialOf(expr, atoms);
        steps.Add(carried.Current, step);
        return step;
    }

    private DrawPolynomial? PolynomialOf(Expr expr, Value[] atoms)
    {
        try
        {
            var terms = new Expansion(graph, new DrawSet(graph, atoms)) { AlgebraOf = program.Of }.Of(expr);
            return terms.Count == 0 ? DrawPolynomial.Of(graph, atoms.Length, graph.Zero) : terms is [{ Kernels.Count: 0, Weight: var weight }] ? weight : null;
        }
        catch (NoClosedFormException)
        {
            // Then it is none.
            return null;
        }
    }
}

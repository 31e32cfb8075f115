using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <content>
/// The exponential of a sum S = Σⱼ gⱼ(εⱼ) of which each turn has draws of its own, as a kernel of squared distances is: E[exp(k·S)] is the product of E[exp(k·gⱼ)], which the loop carries. Beside
/// draws of one turn it is that of the other turns, and this one: E[exp(k·S)·f(εᵢ)] = E[exp(k·S)]·E[exp(k·gᵢ)·f(εᵢ)]/E[exp(k·gᵢ)]; and beside a sum it is so in each turn of that.
/// </content>
internal sealed partial class RunningMoments
{
    // The expectation of the term; null where it is not made of the exponential of such a sum.
    private Expr? Exponential(Weighted term, List<int> variables, Value[] atoms, Expr whole)
    {
        if (Coefficients.Joined(graph, term.Kernels) is not { } exponent || variables.Where(exponent.Contains).ToList() is not [var place]
            || random.LoopOf(atoms[place]) is not var (loop, carried) || IsNormal(loop, carried))
            return null;
        var others = term.Kernels.Where(kernel => kernel.Shape != Shape.Exp).ToList();
        var (rate, rest) = (exponent.OfPower(place, 1), exponent.OfPower(place, 0));
        if (exponent.Terms.Any(each => each.Powers[place] > 1) || !rate.IsConstant || others.Exists(kernel => variables.Exists(kernel.Form.Contains))
            || ExponentialOf(loop, carried, rate.Constant, whole) is not { } moment)
            return null;
        var mean = graph.Symbol(atoms[place] == carried.Final ? moment.Final : moment.Current);
        if (!rest.IsZero)
            others.Add(new Kernel(Shape.Exp, rest));
        return graph.Multiply(mean, graph.Sum([.. term.Weight.Terms.Select(each => new Term(Constant.One, Beside(each.Powers, each.Coefficient)))]));

        // The mean of the rest with the exponential as a density.
        Expr Beside(int[] powers, Expr coefficient)
        {
            var monomial = DrawPolynomial.Monomial(graph, powers, coefficient);
            bool IsUsed(int atom) => powers[atom] > 0 || others.Exists(kernel => kernel.Form.Contains(atom));
            List<int> used = [.. Enumerable.Range(0, atoms.Length).Where(IsUsed)];
            if (used.All(atom => random.IsDraw(atoms[atom])))
            {
                List<Value> beside = [.. used.Select(atom => atoms[atom]).Where(draw => !independence.IsApart(draw, atoms[place]))];
                if (beside.Count == 0)
                    return Integrated(new Weighted(monomial, others), atoms.Length, whole);
                return atoms[place] == carried.Final && TurnOf(loop, carried, beside, atoms) is { } turn ? Tilted(turn, rate.Constant, new Weighted(monomial, others), atoms.Length, whole) : throw new NoClosedFormException(whole);
            }

            // A sum, which may be the same, and nothing else.
            if (used is not [var sum] || powers[sum] != 1 || others.Count > 0 || random.LoopOf(atoms[sum]) is not var (own, added) || atoms[sum] != added.Final || atoms[place] != carried.Final
                || own.Guard is not null || added.Onward is not null || random.IsRandom(added.Initial))
                throw new NoClosedFormException(whole);
            var tilted = MomentOf(own, [(added.Current, 1)], whole, rate: rate.Constant, density: carried);
            return graph.Multiply(coefficient, graph.Symbol(tilted.Final));
        }
    }

    // E[exp(k·g)·f]/E[exp(k·g)]
    private Expr Tilted(IReadOnlyList<Weighted> turn, Expr rate, Weighted of, int count, Expr whole)
    {
        if (turn is not [{ Kernels.Count: 0, Weight: { Degree: <= 2 } form }])
            throw new NoClosedFormException(whole);
        var density = new Kernel(Shape.Exp, form.Times(rate));
        var (all, alone) = (Integrated(of with { Kernels = [.. of.Kernels, density] }, count, whole), Integrated(new Weighted(DrawPolynomial.Of(graph, count, graph.One), [density]), count, whole));
        return Coefficients.Product(graph, [all, graph.Power(alone, Constant.MinusOne)]);
    }

    private RunningMoment? ExponentialOf(LoopStep loop, Carried carried, Expr rate, Expr whole) =>
        loop.Guard is null && carried.Onward is null && !random.IsRandom(carried.Initial) && program.Places.IsOutside(rate, program.Places.RegionOf(loop))
        && AddedTo(graph.Symbol(carried.Current), Released(carried.Next)) is { } added && AtomsIn(added).All(atom => random.IsDraw(atom) && independence.IsApart(atom, carried.Current))
            ? MomentOf(loop, [(carried.Current, 1)], whole, rate: rate)
            : null;

    // How the exponential, or a sum beside it, goes on in a turn.
    private void StepExponential(RunningMoment moment)
    {
        var variable = random.LoopOf(moment.Powers[0].Variable)!.Value.Carried;
        var added = AddedTo(graph.Symbol(variable.Current), Released(variable.Next));
        if (moment.Density is not { } density)
        {
            moment.Initial = graph.Exp(graph.Multiply(moment.Rate!, Released(variable.Initial)));
            moment.Next = graph.Multiply(graph.Symbol(moment.Current), Of(graph.Exp(graph.Multiply(moment.Rate!, added!))));
            return;
        }

        Value[] atoms = added is null ? [] : [.. AtomsIn(added)];
        var home = random.LoopOf(density.Current)!.Value.Loop;
        if (added is null || !atoms.All(random.IsDraw) || TurnOf(home, density, atoms, atoms) is not { } turn)
            throw new NoClosedFormException(Released(variable.Next));
        var terms = new Expansion(graph, new DrawSet(graph, atoms)) { AlgebraOf = AlgebraOf }.Of(added);
        moment.Initial = Released(variable.Initial);
        moment.Next = graph.Sum([new(Constant.One, graph.Symbol(moment.Current)), .. terms.Select(term => new Term(Constant.One, Tilted(turn, moment.Rate!, term, atoms.Length, added)))]);
    }
}

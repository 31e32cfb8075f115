using SymDiff.Generator.Algebra;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <content>
/// A sum S = Σⱼ gⱼ(εⱼ) beside one of its draws εᵢ, as in the gradient of S² with respect to an array: without its turn i the sum is apart from the draw, S = S′ + gᵢ. Of a power of S′ the
/// mean follows from that of S: E[Sⁿ] = Σₖ C(n, k)·E[S′ᵏ]·E[gᵢⁿ⁻ᵏ].
/// </content>
internal sealed partial class RunningMoments
{
    // E[Sⁿ·f(εᵢ)] = Σₖ C(n, k)·E[S′ᵏ]·E[gᵢⁿ⁻ᵏ·f(εᵢ)]; null where it is no such sum, or the draws are apart from it anyway.
    private Expr? Apart(int[] powers, Expr coefficient, IReadOnlyList<Kernel> kernels, Value[] atoms, Expr whole)
    {
        List<int> variables = [.. Enumerable.Range(0, atoms.Length).Where(i => powers[i] > 0 && !random.IsDraw(atoms[i]))];
        if (variables is not [var sum] || random.LoopOf(atoms[sum]) is not var (loop, carried) || atoms[sum] != carried.Final)
            return null;
        var draws = Enumerable.Range(0, atoms.Length).Where(i => random.IsDraw(atoms[i]) && (powers[i] > 0 || kernels.Any(kernel => kernel.Form.Contains(i))) && !independence.IsApart(atoms[i], atoms[sum])).Select(i => atoms[i]).ToList();
        if (draws.Count == 0 || TurnOf(loop, carried, draws, atoms) is not { } terms)
            return null;
        var rest = (int[])powers.Clone();
        rest[sum] = 0;
        var others = new Weighted(DrawPolynomial.Monomial(graph, rest, coefficient), kernels);
        var n = powers[sum];
        // E[gᵢᵏ] and E[gᵢᵏ·f], k = 0 … n.
        var (alone, beside) = (new List<Expr>(), new List<Expr>());
        IReadOnlyList<Weighted> power = [new Weighted(DrawPolynomial.Of(graph, atoms.Length, graph.One))];
        for (var k = 0; k <= n; k++)
        {
            alone.Add(graph.Sum([.. power.Select(term => new Term(Constant.One, Integrated(term, atoms.Length, whole)))]));
            beside.Add(graph.Sum([.. Times(power, [others]).Select(term => new Term(Constant.One, Integrated(term, atoms.Length, whole)))]));
            power = Times(power, terms);
        }

        // E[S′ᵏ]
        var without = new List<Expr> { graph.One };
        for (var k = 1; k <= n; k++)
        {
            var mean = graph.Symbol(MomentOf(loop, [(carried.Current, k)], whole).Final);
            without.Add(graph.Sum([new(Constant.One, mean), .. Enumerable.Range(0, k).Select(j => new Term(-Binomial(k, j), graph.Multiply(without[j], alone[k - j])))]));
        }

        return graph.Sum([.. Enumerable.Range(0, n + 1).Select(k => new Term(Binomial(n, k), graph.Multiply(without[k], beside[n - k])))]);

        List<Weighted> Times(IReadOnlyList<Weighted> left, IReadOnlyList<Weighted> right) => [.. left.SelectMany(a => right.SelectMany(b =>
            Products.Of(graph, a.Weight.Times(b.Weight) ?? throw new NoClosedFormException(whole), [.. a.Kernels, .. b.Kernels])))];
    }

    // What a loop adds to a sum in the turn that reads these draws; null where they are of different turns, or that is not known.
    private IReadOnlyList<Weighted>? TurnOf(LoopStep loop, Carried carried, IReadOnlyList<Value> draws, Value[] atoms) =>
        draws.Select(draw => draw.Kind == ValueKind.Element && draw.Operands.Length == 2 ? draw.Operands[1] : null).Distinct().ToList() is [{ } index]
            && Turn(loop, carried, index) is { } turn && AtomsIn(turn).All(atom => Array.IndexOf(atoms, atom) >= 0 && random.IsDraw(atom))
            ? new Expansion(graph, new DrawSet(graph, atoms)) { AlgebraOf = AlgebraOf }.Of(turn)
            : null;

    // What a loop adds to a sum in the turn with a number that another loop counts in the same way; null where it does not just add to it, or what it adds is not made of the turn's own draws.
    private Expr? Turn(LoopStep loop, Carried carried, Value index)
    {
        var body = program.Places.RegionOf(loop);
        if (loop is not { Guard: null, TestsFirst: true } || carried.Onward is not null || random.IsRandom(carried.Initial)
            || Counter.Of(loop, program.Places, body) is not { Step: 1 } counter || !StoredDraws.IsFilled(index, counter, program.Places, isLater: true)
            || AddedTo(graph.Symbol(carried.Current), Released(carried.Next)) is null || !StoredDraws.IsMadeOfTurn(carried.Next, counter, program.Places, body, carried.Current)
            || random.AtomsIn([carried.Next]).Any(atom => atom != carried.Current && !(random.IsDraw(atom) && atom.Kind == ValueKind.Element && atom.Operands.Length == 2 && atom.Operands[1] == counter.Current)))
            return null;
        var others = new Dictionary<Value, Value> { [counter.Current] = index, [carried.Current] = graph.Values.Number(carried.Current.Type, Constant.Zero) };
        return Released(new Substitution(graph.Values, others).Of(carried.Next));
    }

    private Expr Released(Value value) => Simplifier.Release(graph, [program.Of(value)])[0];

    private static Constant Binomial(int n, int k)
    {
        Constant result = 1;
        for (var i = 1; i <= k; i++)
            result = result * (n - k + i) / i;
        return result;
    }
}

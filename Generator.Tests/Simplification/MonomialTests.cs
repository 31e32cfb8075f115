using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Tests.Simplification;

/// <summary>What is said of a product of sums before it is multiplied out holds of it afterwards.</summary>
public class MonomialTests
{
    private const int Samples = 4000;

    [Fact]
    public void Never_fewer_terms_are_left_than_were_foretold()
    {
        var random = new Random(20240611);
        var foretold = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            var algebra = new Algebra();
            var graph = algebra.Graph;
            var monomials = new Monomials(graph);
            var terms = new List<Term>();
            for (var product = 0; product < 2; product++)
            {
                List<List<Term>> lists = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Parts(algebra, random))];
                monomials.Add(lists);
                terms.AddRange(lists.Aggregate(
                    (IEnumerable<Term>)[new Term(Constant.One, graph.One)],
                    (some, parts) => some.SelectMany(a => parts.Select(b => new Term(a.Coefficient * b.Coefficient, graph.Multiply(a.Factor, b.Factor))))));
            }

            var result = graph.Sum([.. terms]);
            var count = result is Sum { IsScaled: false } sum ? sum.Terms.Length + (sum.Constant.IsZero ? 0 : 1) : 1;
            Assert.True(monomials.Fewest <= count, $"sample {sample}: {monomials.Fewest} terms were foretold, and {count} are left");
            foretold += monomials.Fewest > 1 ? 1 : 0;
        }

        // It would be true of nothing as well.
        Assert.InRange(foretold, Samples / 4, Samples);
    }

    [Fact]
    public void Products_of_the_same_factors_have_one_signature()
    {
        var algebra = new Algebra();
        var (g, a, b, c) = (algebra.Graph, algebra.Variables[0], algebra.Variables[1], algebra.Variables[2]);
        var difference = g.Subtract(a, b);

        Assert.Equal(g.Signature(g.Multiply(a, b, c)), ExprGraph.Joined(g.Signature(g.Multiply(c, a)), g.Signature(b)));
        Assert.Equal(g.Signature(g.Divide(a, b)), ExprGraph.Joined(g.Signature(a), g.Signature(new Factor(b, Constant.MinusOne))));
        Assert.Equal(g.Signature(a), ExprGraph.Joined(g.Signature(g.Sqrt(a)), g.Signature(g.Sqrt(a))));
        Assert.Equal(g.Signature(g.Exp(g.Add(a, b))), ExprGraph.Joined(g.Signature(g.Exp(a)), g.Signature(g.Exp(b))));
        Assert.Equal(g.Signature(difference), g.Signature(g.Subtract(b, a)));
        Assert.Equal(g.Signature(difference), g.Signature(g.Scale(3, difference)));
        Assert.NotEqual(g.Signature(difference), g.Signature(g.Add(a, b)));
        Assert.NotEqual(g.Signature(g.Multiply(a, b)), g.Signature(g.Multiply(a, c)));
    }

    private static List<Term> Parts(Algebra algebra, Random random) =>
        [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => ExprGraph.Split(algebra.Random(random, 2).Expr)).Where(term => term.Factor is not Number)];
}

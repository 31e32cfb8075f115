using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Simplification;

/// <summary>Both sides of every identity are the same number, and simplification makes nothing larger.</summary>
public class IdentityTests
{
    private const int Samples = 600;

    private static readonly Real50[][] points = [[0.75, 1.5, 2.125], [2.5, 0.375, 1.25], [-1.25, 0.625, -0.5], [3, -2.25, 0.875]];

    // Where fractions and roots have their edges.
    private static readonly Real50[][] zeros = [[0, 1.5, -0.5], [0.75, 0, 1], [1, -1, 0]];

    public static IEnumerable<TheoryDataRow<string>> Fractional => Fractions.All.Select(identity => new TheoryDataRow<string>(identity.Name));

    /// <summary>What is made, and what it is more simply, of x, y and z.</summary>
    private static readonly Dictionary<string, Func<ExprGraph, Expr, Expr, Expr, (Expr Made, Expr Simpler)>> simpler = new()
    {
        ["exp log x = x"] = (g, x, y, z) => (g.Exp(g.Log(x)), x),
        ["log exp x = x"] = (g, x, y, z) => (g.Log(g.Exp(x)), x),
        ["exp 2 log x = x²"] = (g, x, y, z) => (g.Exp(g.Scale(2, g.Log(x))), g.Square(x)),
        ["exp ½ log x = √x"] = (g, x, y, z) => (g.Exp(g.Scale(Constant.Half, g.Log(x))), g.Sqrt(x)),
        ["exp 0 = 1"] = (g, x, y, z) => (g.Exp(g.Zero), g.One),
        ["log 1 = 0"] = (g, x, y, z) => (g.Log(g.One), g.Zero),
        ["log (x exp y) = log x + y"] = (g, x, y, z) => (g.Log(g.Multiply(x, g.Exp(y))), g.Add(g.Log(x), y)),
        ["log (3 exp y) = log 3 + y"] = (g, x, y, z) => (g.Log(g.Scale(3, g.Exp(y))), g.Add(g.Log(g.Number(3)), y)),
        ["log (1 + exp x) = softplus x"] = (g, x, y, z) => (g.Log(g.Add(g.One, g.Exp(x))), g.Call(Primitive.Softplus, x)),
        ["log1p exp x = softplus x"] = (g, x, y, z) => (g.Call(Primitive.Log1p, g.Exp(x)), g.Call(Primitive.Softplus, x)),
        ["1/(1 + exp −x) = logistic x"] = (g, x, y, z) => (g.Divide(g.One, g.Add(g.One, g.Exp(g.Negate(x)))), g.Call(Primitive.Logistic, x)),
        ["exp x/(1 + exp x) = logistic x"] = (g, x, y, z) => (g.Divide(g.Exp(x), g.Add(g.One, g.Exp(x))), g.Call(Primitive.Logistic, x)),
        ["log (exp x + exp y)"] = (g, x, y, z) => (g.Log(g.Add(g.Exp(x), g.Exp(y))), g.Call(Primitive.LogSumExp, x, y)),
        ["log logistic x = −softplus −x"] =
            (g, x, y, z) => (g.Log(g.Call(Primitive.Logistic, x)), g.Negate(g.Call(Primitive.Softplus, g.Negate(x)))),
        ["log (1 − logistic x) = −softplus x"] =
            (g, x, y, z) => (g.Log(g.Subtract(g.One, g.Call(Primitive.Logistic, x))), g.Negate(g.Call(Primitive.Softplus, x))),
        ["sin² + cos² = 1"] = (g, x, y, z) => (g.Add(g.Square(g.Call(Primitive.Sin, x)), g.Square(g.Call(Primitive.Cos, x))), g.One),
        ["3 + y + 3 sinh² = y + 3 cosh²"] = (g, x, y, z) => (g.Add(g.Add(g.Number(3), y), g.Scale(3, g.Square(g.Call(Primitive.Sinh, x)))), g.Add(y, g.Scale(3, g.Square(g.Call(Primitive.Cosh, x))))),
        ["3y + 2 cosh² − 2 sinh² = 3y + 2"] = (g, x, y, z) => (
            g.Add(g.Scale(3, y), g.Subtract(g.Scale(2, g.Square(g.Call(Primitive.Cosh, x))), g.Scale(2, g.Square(g.Call(Primitive.Sinh, x))))),
            g.Add(g.Scale(3, y), g.Number(2))),
        ["3y + 2 sin² + 2 cos² = 3y + 2"] = (g, x, y, z) => (
            g.Add(g.Add(g.Scale(3, y), g.Scale(2, g.Square(g.Call(Primitive.Sin, x)))), g.Scale(2, g.Square(g.Call(Primitive.Cos, x)))),
            g.Add(g.Scale(3, y), g.Number(2))),
        ["cos −x = cos x"] = (g, x, y, z) => (g.Call(Primitive.Cos, g.Negate(x)), g.Call(Primitive.Cos, x)),
        ["sin −x = −sin x"] = (g, x, y, z) => (g.Call(Primitive.Sin, g.Negate(x)), g.Negate(g.Call(Primitive.Sin, x))),
        ["|−2x| = 2|x|"] = (g, x, y, z) => (g.Call(Primitive.Abs, g.Scale(-2, x)), g.Scale(2, g.Call(Primitive.Abs, x))),
        ["|x²| = x²"] = (g, x, y, z) => (g.Call(Primitive.Abs, g.Square(x)), g.Square(x)),
        ["|x| |x| = x²"] = (g, x, y, z) => (g.Multiply(g.Call(Primitive.Abs, x), g.Call(Primitive.Abs, x)), g.Square(x)),
        ["|x| sign x = x"] = (g, x, y, z) => (g.Multiply(g.Call(Primitive.Abs, x), g.Call(Primitive.Sign, x)), x),
        ["x sign x = |x|"] = (g, x, y, z) => (g.Multiply(x, g.Call(Primitive.Sign, x)), g.Call(Primitive.Abs, x)),
        ["exp(−exp x) exp x = exp(x − exp x)"] =
            (g, x, y, z) => (g.Multiply(g.Exp(g.Negate(g.Exp(x))), g.Exp(x)), g.Exp(g.Subtract(x, g.Exp(x)))),
        ["pow(x, y) pow(x, z) = pow(x, y + z)"] =
            (g, x, y, z) => (g.Multiply(g.Call(Primitive.Pow, x, y), g.Call(Primitive.Pow, x, z)), g.Call(Primitive.Pow, x, g.Add(y, z))),
        ["√x √(1 − x) = √(x (1 − x))"] =
            (g, x, y, z) => (g.Multiply(g.Sqrt(x), g.Sqrt(g.Subtract(g.One, x))), g.Sqrt(g.Raw([new(x, Constant.One), new(g.Subtract(g.One, x), Constant.One)]))),
        ["1/h − x²/h³ = y²/h³, h = hypot(x, y)"] = (g, x, y, z) => (
            g.Subtract(g.Divide(g.One, g.Call(Primitive.Hypot, x, y)), g.Multiply(g.Square(x), g.Power(g.Call(Primitive.Hypot, x, y), -3))),
            g.Multiply(g.Square(y), g.Power(g.Call(Primitive.Hypot, x, y), -3))),
        ["exp x/(exp x + exp y + exp z) = softmax"] = (g, x, y, z) => (
            g.Divide(g.Exp(x), g.Sum([new(Constant.One, g.Exp(x)), new(Constant.One, g.Exp(y)), new(Constant.One, g.Exp(z))])), g.Call(Primitive.Softmax, x, x, y, z)),
        ["(exp x − 1)/(exp x + 1) = 1 − 2 logistic −x"] = (g, x, y, z) => (
            g.Divide(g.Subtract(g.Exp(x), g.One), g.Add(g.Exp(x), g.One)),
            g.Subtract(g.One, g.Scale(2, g.Call(Primitive.Logistic, g.Negate(x))))),
        ["log softmax = x − log Σ exp"] = (g, x, y, z) => (g.Log(g.Call(Primitive.Softmax, x, x, y, z)), g.Subtract(x, g.Call(Primitive.LogSumExp, x, y, z))),
        ["exp(−½x²)/√(2π) = φ(x), beside Φ(x)"] = (g, x, y, z) =>
        {
            g.Call(Primitive.NormalCdf, x);
            var rootOfTwoPi = g.Sqrt(g.Scale(2, g.Symbol(g.Values.Literal(ValueType.Double, "Math.PI", Math.PI))));
            return (g.Divide(g.Multiply(y, g.Exp(g.Scale(-Constant.Half, g.Square(x)))), rootOfTwoPi), g.Multiply(y, g.Call(Primitive.NormalPdf, x)));
        },
        ["√x √x = x"] = (g, x, y, z) => (g.Multiply(g.Sqrt(x), g.Sqrt(x)), x),
        ["√(x²) = |x|"] = (g, x, y, z) => (g.Sqrt(g.Square(x)), g.Call(Primitive.Abs, x)),
        ["x/x = 1"] = (g, x, y, z) => (g.Divide(x, x), g.One),
        ["(x + y) − x = y"] = (g, x, y, z) => (g.Subtract(g.Add(x, y), x), y),
        ["x y/x = y"] = (g, x, y, z) => (g.Divide(g.Multiply(x, y), x), y),
        ["x x² = x³"] = (g, x, y, z) => (g.Multiply(x, g.Square(x)), g.Power(x, 3)),
        ["pow(x, 3) = x³"] = (g, x, y, z) => (g.Call(Primitive.Pow, x, g.Number(3)), g.Power(x, 3)),
        ["x + y = y + x"] = (g, x, y, z) => (g.Add(x, y), g.Add(y, x)),
        ["x (y z) = (z x) y"] = (g, x, y, z) => (g.Multiply(x, g.Multiply(y, z)), g.Multiply(g.Multiply(z, x), y)),
    };

    public static IEnumerable<TheoryDataRow<string>> Simpler => simpler.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Simpler))]
    public void Is_made_as_its_simpler_form(string name)
    {
        var algebra = new Algebra();

        var (made, expected) = simpler[name](algebra.Graph, algebra.Variables[0], algebra.Variables[1], algebra.Variables[2]);

        Assert.Same(expected, made);
    }

    [Fact]
    public void Canonical_form_is_the_same_number()
    {
        var compared = 0;
        for (var seed = 0; seed < Samples; seed++)
        {
            var algebra = new Algebra();
            var (expr, naive) = algebra.Random(new Random(seed), 4);
            foreach (var point in points)
            {
                if (Try(() => naive(point)) is not { } expected)
                    continue;
                compared++;
                AssertClose(expected, algebra.Evaluate(expr, point), $"seed {seed}");
            }
        }

        Assert.True(compared > Samples);
    }

    [Theory]
    [MemberData(nameof(Fractional))]
    public void Identity_of_fractions_holds(string name)
    {
        var identity = Fractions.All.Single(identity => identity.Name == name);
        var (applied, compared) = (0, 0);
        for (var seed = 0; seed < 4 * Samples; seed++)
        {
            var algebra = new Algebra();
            var expr = Candidate(algebra, new Random(seed), seed % 8 == 7 ? 4 : seed % 16 == 11 ? 5 : seed % 32 == 13 ? 6 : seed % 4);
            // Both of a product, and of a sum in it.
            if ((identity.Apply(algebra.Graph, expr) ?? expr.Parts.Select(child => identity.Apply(algebra.Graph, expr = child)).FirstOrDefault(result => result is not null)) is not { } other)
                continue;
            applied++;
            foreach (var point in points.Concat(zeros))
            {
                if (Try(() => algebra.Evaluate(expr, point)) is not { } expected)
                {
                    Assert.True(identity.Soundness != Soundness.Everywhere || Try(() => algebra.Evaluate(other, point)) is null, $"Only one side has a value: seed {seed}");
                    continue;
                }

                compared++;
                AssertClose(expected, algebra.Evaluate(other, point), $"seed {seed}");
            }
        }

        Assert.True(applied > 10, $"It applied to {applied} expressions only.");
        Assert.True(compared > 10);
    }

    [Fact]
    public void Simplification_never_costs_and_never_changes_the_number()
    {
        for (var seed = 0; seed < 2 * Samples; seed++)
        {
            var algebra = new Algebra();
            var (expr, _) = algebra.Random(new Random(seed), 5);

            var simplified = Simplifier.Simplify(algebra.Graph, [expr])[0];

            Assert.True(Cost.Of(simplified) <= Cost.Of(expr), $"seed {seed}: {Cost.Of(expr)} became {Cost.Of(simplified)}");
            foreach (var point in points)
            {
                if (Try(() => algebra.Evaluate(expr, point)) is { } expected)
                    AssertClose(expected, algebra.Evaluate(simplified, point), $"seed {seed}");
            }
        }
    }

    // Any expression, a multiple of one, a difference of products in which something cancels once they are multiplied out, 1 less a share, a difference over what
    // differs by a fraction in it, a share of one term beside it, or roots of one sum.
    private static Expr Candidate(Algebra algebra, Random random, int kind)
    {
        var graph = algebra.Graph;
        var (a, _) = algebra.Random(random, kind == 2 ? 2 : 4);
        if (kind == 0)
            return a;
        if (kind == 1)
            return graph.Scale(-2, a);
        var (b, _) = algebra.Random(random, 2);
        var (c, _) = algebra.Random(random, 1);
        if (kind == 3)
        {
            var sum = graph.Add(b, c);
            return sum.IsZero ? a : graph.Divide(graph.Multiply(algebra.Variables[0], graph.Subtract(graph.One, graph.Divide(b, sum))), sum);
        }

        if (kind == 4)
        {
            var (x, y) = (graph.Square(algebra.Variables[0]), graph.Square(algebra.Variables[1]));
            return graph.Subtract(graph.Divide(b, graph.Add(graph.One, graph.Divide(x, y))), graph.Divide(c, graph.Add(x, y)));
        }

        if (kind == 5)
        {
            var sum = graph.Add(c, algebra.Variables[1]);
            return sum.IsZero ? a : graph.Add(a, graph.Subtract(b, graph.Divide(graph.Multiply(b, c), sum)));
        }

        if (kind == 6)
        {
            var square = graph.Square(c);
            var root = graph.Sqrt(graph.Add(graph.One, square));
            return graph.Add(b, graph.Subtract(graph.Scale(2, root), graph.Divide(square, root)));
        }

        return graph.Subtract(graph.Multiply(a, graph.Add(b, c)), graph.Multiply(a, c));
    }

    // Null where the expression has no value, or one beyond all bounds.
    private static Real50? Try(Func<Real50> evaluate)
    {
        try
        {
            var value = evaluate();
            return Real50.Abs(value) < 1e100 ? value : null;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    private static void AssertClose(Real50 expected, Real50 actual, string because)
    {
        var difference = Real50.Abs(expected - actual);
        Assert.True(difference <= 1e-25 * (1 + Real50.Abs(expected)), $"{(double)actual:R} is not {(double)expected:R}: {because}");
    }
}

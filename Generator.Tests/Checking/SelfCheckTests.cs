using SymDiff.Generator.Checking;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Tests.Reading;
using SymDiff.Generator.Tests.Support;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Tests.Checking;

/// <summary>The check finds each way in which a gradient is usually wrong, and nothing wrong with one that is right.</summary>
public class SelfCheckTests
{
    private const string Polynomial = "[Differentiable] static double F(double x, double y) => x * x * y + Math.Sin(x) + 3 * y;";
    private const string Branches = "[Differentiable] static double F(double x, double y) => x > y ? x * y : Math.Exp(x - y);";
    private const string Passive = "[Differentiable(\"x\")] static double F(double x, int n, Func<double, double> f) { double w = f(n); return w * x * x * n; }";

    [Theory]
    [InlineData(Polynomial)]
    [InlineData(Branches)]
    [InlineData(Passive)]
    [InlineData("[Differentiable] static double F(double x) => Math.Sqrt(Math.Abs(x));")]
    public void Says_nothing_of_what_is_right(string members) => Assert.Null(Compare(members, (_, partials) => partials));

    /// <summary>Of a slope in which nearly all cancels nothing is seen of how it changes: the kinetic energy at rest, in units in which light is fast.</summary>
    [Fact]
    public void What_changes_below_the_last_digit_is_no_disagreement()
    {
        using var code = GeneratorRun.Of("using System; using SymDiff; public static partial class T { [Differentiable(Derivatives = Derivatives.Hessian)] public static double F(double p, double m) => Math.Sqrt(p * p * 9e16 + m * m * 8.1e33) - m * 9e16; }").Load();
        Numeric.Close(code.Numbers("T.FHessian", 0.3, 0.2)[..2], [1 / 0.2, -0.3 / (0.2 * 0.2)], tolerance: 1e-12, because: "p²/2m");
    }

    /// <summary>An array of which the method reads more elements than there are is made longer: a matrix that lies row by row beside its rows' weights.</summary>
    [Theory]
    [InlineData("[Differentiable(\"w\")] static double F(double[] w, double[] x, double[] y) { double s = 0; for (int i = 0; i < y.Length; i++) for (int j = 0; j < w.Length; j++) s += w[j] * x[i * w.Length + j] * y[i]; return s; }")]
    [InlineData("[Differentiable(\"x\")] static double F(ReadOnlySpan<double> x, int n) { double s = 0; for (int i = 0; i < n; i++) foreach (double v in x.Slice(i * 5, 5)) s += v * v; return s; }")]
    public void Arrays_are_as_long_as_they_are_read(string members)
    {
        var sample = new ProgramSample(Reader.Method(members), 0, 4, new HashSet<int>());
        Assert.NotNull(sample.Expected(ClaimKind.Gradient));
        Assert.NotNull(sample.Expected(ClaimKind.Hessian));
    }

    [Fact]
    public void An_array_that_is_never_long_enough_gives_no_sample() =>
        Assert.Null(new ProgramSample(Reader.Method("[Differentiable(\"x\")] static double F(double[] x) { double s = 0; for (int i = 0; i <= x.Length; i++) s += x[i] * x[i]; return s; }"), 0, 4, new HashSet<int>()).Expected(ClaimKind.Gradient));

    [Fact]
    public void A_method_that_takes_many_steps_is_left_when_nobody_waits_any_more() =>
        Assert.Throws<OperationCanceledException>(() => new ProgramSample(Reader.Method("[Differentiable(\"x\")] static double F(double x) { double s = x; for (int i = 0; i < 10000; i++) s = Math.Sin(s); return s; }"), 0, 4, new HashSet<int>())
        {
            Cancellation = new CancellationToken(canceled: true),
        }.Expected(ClaimKind.Gradient));

    [Fact]
    public void What_is_written_is_left_when_nobody_waits_any_more()
    {
        var (values, cell) = (new ValueGraph(), 0.0);
        var x = values.Input(ValueType.Double, "x");
        var steps = Enumerable.Range(0, 1000).Select(i => (Step)new DefineStep(null, values.Cell(ValueType.Double, "y" + i), x)).ToList();
        ProgramInterpreter Interpreter(bool canceled) => new(Stand.For(Reader.Method(Polynomial), 1), new() { [x] = cell }, []) { Cancellation = new CancellationToken(canceled) };

        Assert.True(Interpreter(false).Run(steps));
        Assert.Throws<OperationCanceledException>(() => Interpreter(true).Run(steps));
    }

    [Theory]
    [InlineData(Polynomial, 0)]
    [InlineData(Polynomial, 1)]
    [InlineData(Branches, 0)]
    [InlineData(Branches, 1)]
    [InlineData(Passive, 0)]
    public void Finds_a_wrong_sign(string members, int index) =>
        AssertFound(members, index, (values, partial) => values.Negate(partial));

    [Theory]
    [InlineData(Polynomial, 0, "2")]
    [InlineData(Polynomial, 1, "0.5")]
    [InlineData(Branches, 1, "1.001")]
    [InlineData(Passive, 0, "1.001")]
    public void Finds_a_wrong_factor(string members, int index, string factor) => AssertFound(members, index, (values, partial) =>
        values.Binary(ValueKind.Multiply, ValueType.Double, Number(values, factor), partial));

    [Theory]
    [InlineData(Polynomial, 0, "x")]
    [InlineData(Polynomial, 1, "3")]
    [InlineData(Branches, 0, "y")]
    public void Finds_a_missing_term(string members, int index, string term) => AssertFound(members, index, (values, partial) =>
        values.Binary(ValueKind.Subtract, ValueType.Double, partial, char.IsDigit(term[0]) ? Number(values, term) : values.Input(ValueType.Double, term)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Finds_what_is_wrong_in_one_branch_only(bool where) => AssertFound(Branches, 0, (values, partial) =>
    {
        var condition = values.Binary(ValueKind.Greater, ValueType.Boolean, values.Input(ValueType.Double, "x"), values.Input(ValueType.Double, "y"));
        var wrong = values.Binary(ValueKind.Add, ValueType.Double, partial, Number(values, "0.01"));
        return where ? values.Select(condition, wrong, partial) : values.Select(condition, partial, wrong);
    });

    [Fact]
    public void Finds_partials_that_changed_places()
    {
        var problem = Compare(Polynomial, (_, partials) => [partials[1], partials[0]]);

        Assert.Equal("x", problem!.Words[1]);
    }

    [Fact]
    public void Finds_a_partial_that_is_no_number() =>
        AssertFound(Polynomial, 1, (values, _) => values.Literal(ValueType.Double, "double.NaN", double.NaN));

    [Fact]
    public void Names_the_parameter_and_the_point()
    {
        var problem = Compare(Polynomial, (values, partials) => [partials[0], values.Negate(partials[1])])!;

        Assert.Equal(("SYMDIFF011", -1), (problem.Rule, problem.Site));
        Assert.Equal(["F", "y"], problem.Words.Take(2));
        Assert.Matches("^x = -?[0-9.E-]+, y = -?[0-9.E-]+$", problem.Words[2]);
    }

    // Steep, ill-conditioned or kinked where the samples fall: forward mode itself is then not exact, and must not be taken at its word.
    [Theory]
    [InlineData(
        """
        static double H(double a, double b) { var d = a * b; if (a > b) return d - a; return d + Math.Sin(a); }
        [Differentiable]
        static double F(double v0, double v1, double v2, int n)
        {
            v1 += 4d * Calculus.Square(v1);
            double v3 = v1;
            double v4 = H(v1, v1);
            if (n * 0.5 + v1 > v1 + v2) { } else { v3 = H(Math.Sin(v4), v2 * v1) * v3; }
            return Math.Sqrt(1 + v3 * v1 * (v3 * v1));
        }
        """)]
    [InlineData("[Differentiable] static double F(double x) => Math.Sin(600 * x) + Math.Tanh(x * 50) + Math.Sqrt(1 + x * x * 1e12);")]
    [InlineData("[Differentiable] static double F(double x, double y) => Math.Exp(Math.Min(x, y) * 40) + Math.Log(x * x + 1e-9) + Math.Floor(x) * y;")]
    [InlineData("[Differentiable(Derivatives = Derivatives.Hessian)] static double F(double nu, double t) => 2 * nu * nu * nu / Calculus.Expm1(4.8e-11 * nu / t);")]
    [InlineData("[Differentiable] static double F(double[] x, double a) { double s = 0; foreach (double v in x) s += (Math.Cos(1e-9 * v * a) - 1) * 1e30; return s; }")]
    [InlineData("[Differentiable] static double F(double x, double y) => Math.Tan(50 * x) * Math.Pow(y, 30) + Math.Cbrt(x - y);")]
    public void Raises_no_false_alarm(string members)
    {
        var derivation = Derivation.Of(Reader.Method(members), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(derivation.Problems, problem => problem.Rule == "SYMDIFF011");
        Assert.NotNull(derivation.File);
    }

    // Of each form the check finds every number that is wrong.
    [Theory]
    [InlineData("Hessian", 2, 3)]
    [InlineData("JacobianVectorProduct", 8, 1)]
    [InlineData("VectorJacobianProduct", 16, 2)]
    [InlineData("HessianVectorProduct", 32, 2)]
    public void Finds_what_is_wrong_in_other_forms(string form, int flag, int numbers)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var method = Reader.Method(Polynomial.Replace("[Differentiable]", $"[Differentiable(Derivatives = Derivatives.{form})]", StringComparison.Ordinal));
        var closed = Unfolder.Unfold(method, new NamePool(["x", "y"]), cancellation);
        var subject = new Subject(method, closed, closed.Inputs, new Dialect("Math", "MathF", true, "Calculus"), new NamePool(["x", "y"]), cancellation);
        var claim = Assert.Single(ClosedForms.Of(subject, []))!.Claim;

        Assert.Equal((flag, numbers), (method.Derivatives, claim.Written.Count));
        Assert.Null(SelfCheck.Compare(method, closed, claim, cancellation));
        for (var wrong = 0; wrong < numbers; wrong++)
        {
            var spoilt = claim with { Written = [.. claim.Written.Select((value, i) => i == wrong ? closed.Values.Arithmetic(ValueKind.Add, value, Number(closed.Values, "0.1")) : value)] };
            Assert.Equal("SYMDIFF011", SelfCheck.Compare(method, closed, spoilt, cancellation)?.Rule);
        }
    }

    private static void AssertFound(string members, int index, Func<ValueGraph, Value, Value> spoil)
    {
        var problem = Compare(members, (values, partials) => [.. partials.Select((partial, i) => i == index ? spoil(values, partial) : partial)]);

        Assert.Equal("SYMDIFF011", problem?.Rule);
    }

    private static Problem? Compare(string members, Func<ValueGraph, Value[], Value[]> spoil)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var method = Reader.Method(members);
        var closed = Unfolder.Unfold(method, new NamePool(method.Declaration.Parameters.Select(parameter => parameter.Name)), cancellation);
        var inputs = method.WithRespectTo.Select(index => closed.Inputs[index]);
        var subject = new Subject(method, closed, inputs, new Dialect("Math", "MathF", true, "Calculus"), new NamePool([]), cancellation);
        var gradient = Gradient.Of(subject, [])!;
        return SelfCheck.Compare(method, closed, spoil(closed.Values, gradient.Lower(null)), cancellation);
    }

    private static Value Number(ValueGraph values, string text) =>
        values.Literal(ValueType.Double, text, double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}

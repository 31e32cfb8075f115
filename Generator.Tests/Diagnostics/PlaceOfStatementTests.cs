namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>A statement that may be pages long is marked at its keyword; what leaves it, at the statement that does.</summary>
public class PlaceOfStatementTests
{
    [Theory]
    [InlineData("[Differentiable] static double F(double x, int[,,] m) { {|SYMDIFF002:foreach|} (var i in m) x *= i; return x; }")]
    [InlineData("[Differentiable] static double F(double x) { {|SYMDIFF002:try|} { x *= x; } catch (Exception) { x = 0; } return x; }")]
    [InlineData("[Differentiable] static double F(double x) { double y = 1; try { y = x; if (x > 9) throw new ArgumentException(); } {|SYMDIFF002:catch|} (ArgumentException) { throw new Exception(\"\" + y); } return x * y; }")]
    [InlineData("[Differentiable] static double F(double x) { double y = 1; int n = 0; for (int i = 0; i < 99; i++) { {|SYMDIFF002:try|} { if (x > i) break; y *= x; } finally { n++; } } return y * n; }")]
    [InlineData("static object gate = new object(); [Differentiable] static double F(double x, List<double> l) { lock (gate) { {|SYMDIFF002:l.Add(x);|} return x * x; } }")]
    [InlineData("[Differentiable] static double F(double x, int n) { int i = 0; again: i++; if (i < n) {|SYMDIFF002:goto again;|} return x * i; }")]
    [InlineData("[Differentiable] static double F(double x, int n) { switch (n) { case 1: x *= 2; {|SYMDIFF002:goto case 2;|} case 2: if (x < 9) goto case 1; return x * x; default: return x; } }")]
    [InlineData("static double G(double a) { try { {|SYMDIFF002:return a * a;|} } catch (Exception) { return 0; } } [Differentiable] static double F(double x) => G(x);")]
    [InlineData("static class D { static double k = 2; public static double G(double x) => x * {|SYMDIFF002:k|}; } [Differentiable] static double F(double x) => D.G(x);")]
    [InlineData("[Differentiable] static double F(double x, out double y) { y = {|SYMDIFF002:x * x|}; return y * x; }")]
    [InlineData("[Differentiable] static double F(double x, List<int> l) { int k = 1; var q = l.Select(i => i * {|SYMDIFF002:k|}); k = 7; return x * q.Sum(); }")]
    [InlineData("[Differentiable] static double F(double x) { Func<int, int> g = null!; g = i => i < 2 ? 1 : i * {|SYMDIFF002:g|}(i - 1); return x * g(4); }")]
    [InlineData("[Differentiable] static double F(double x) { var l = new List<Func<int>>(); for (int i = 0; i < 100; i++) l.Add(() => {|SYMDIFF002:i|}); return x * l.Sum(g => g()); }")]
    [InlineData("[Differentiable] static double F(double x, HashSet<double> l) { double[] w = {|SYMDIFF003:[x, ..l]|}; return w[0] * w[1]; }")]
    [InlineData("readonly struct S(double k) { public double At(double x) => x * k; } [Differentiable({|SYMDIFF004:nameof(s)|})] static double F(S s, double x) => s.At(x);")]
    public Task Is_the_smallest(string members) => Marks.AssertReports(members);
}

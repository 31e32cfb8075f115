namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>What is not differentiated is said together with what to do instead.</summary>
public class AdviceTests
{
    [Theory]
    [InlineData("[Differentiable(nameof(x))] static double F(double[] x) { var y = (double[])x.Clone(); {|SYMDIFF002:Array.Sort(y, (a, b) => a < b ? 1 : -1);|} return y[0]; }", "Array.Sort(keys, items)")]
    [InlineData("[Differentiable] static float F(float x) { {|SYMDIFF002:System.Numerics.Matrix4x4.Invert(System.Numerics.Matrix4x4.CreateRotationX(x), out var r);|} return r.M23; }", "Transpose")]
    [InlineData("[Differentiable(nameof(x))] static double F(double[] x, int n) { var s = System.Numerics.Vector<double>.Zero; for (int i = 0; i < n; i++) {|SYMDIFF002:s += new System.Numerics.Vector<double>(x, i);|} return System.Numerics.Vector.Sum(s); }", "TensorPrimitives")]
    [InlineData("[Differentiable(nameof(x))] static double F(double[][] x, double[][] y) { {|SYMDIFF002:x[0] = y[1]|}; return x[0][0] * y[0][0]; }", "assign its elements")]
    [InlineData("[Differentiable(nameof(x))] static double F(double[][] x) { (x[0], x[1]) = (x[1], x[0]); return x[0][0] * Array.IndexOf({|SYMDIFF002:x|}, null); }", "go through its elements in a loop")]
    [InlineData("[Differentiable(nameof(x))] static double F(double[] x) { var r = new double[2][]; r[0] = new double[1]; r[1] = new double[1]; r[0][0] = x[0]; (r[0], r[1]) = (r[1], r[0]); {|SYMDIFF002:r[0] = new double[1]|}; r[0][0] = x[1]; return r[0][0] * r[1][0]; }", "assign the elements")]
    public Task Says_what_to_do(string members, string advice) => Marks.AssertReports(members, advice);
}

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>What is not differentiated is said together with what to do instead.</summary>
public class AdviceTests
{
    [Theory]
    [InlineData("[Differentiable(nameof(x))] static double F(double[] x) { var y = (double[])x.Clone(); {|SYMDIFF002:Array.Sort(y, (a, b) => a < b ? 1 : -1);|} return y[0]; }", "Array.Sort(keys, items)")]
    [InlineData("[Differentiable] static float F(float x) { {|SYMDIFF002:System.Numerics.Matrix4x4.Invert(System.Numerics.Matrix4x4.CreateRotationX(x), out var r);|} return r.M23; }", "Transpose")]
    [InlineData("[Differentiable(nameof(x))] static double F(double[] x, int n) { var s = System.Numerics.Vector<double>.Zero; for (int i = 0; i < n; i++) {|SYMDIFF002:s += new System.Numerics.Vector<double>(x, i);|} return System.Numerics.Vector.Sum(s); }", "TensorPrimitives")]
    public Task Says_what_to_do(string members, string advice) => Marks.AssertReports(members, advice);
}

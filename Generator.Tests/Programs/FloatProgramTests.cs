using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Programs of single precision: their sums over turns are of double precision, what they write is not.</summary>
public class FloatProgramTests
{
    private const string Source = """
        using System; using SymDiff;
        public static partial class C
        {
            [Differentiable(nameof(w))]
            public static float F(float[] w, float[] x)
            {
                float h = 0.5f, s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    h = w[0] * h + x[i];
                    s += h * w[1];
                }

                return s;
            }

            public static float[] Gradient(float[] w, float[] x)
            {
                var gradient = new float[w.Length];
                FGradient(w, x, gradient);
                return gradient;
            }
        }
        """;

    private static readonly float[] weights = [0.5f, 2];
    private static readonly float[] inputs = [1, 3];

    [Fact]
    public void Add_to_elements_in_their_own_type()
    {
        using var code = GeneratorRun.Of(Source).Load();

        var gradient = (float[])code.Call("C.Gradient", [weights, inputs])!;

        // h₁ = 0.5·w₀ + 1, h₂ = w₀·h₁ + 3, s = (h₁ + h₂)·w₁: ∂s/∂w₀ = (0.5 + h₁ + 0.5·w₀)·w₁, ∂s/∂w₁ = h₁ + h₂.
        Assert.Equal([(0.5f + 1.25f + 0.25f) * 2, 1.25f + 3.625f], gradient);
    }
}

namespace SymDiff.Benchmarks.Workloads;

/// <summary>The negative log posterior of weights under a standard normal prior, with labels of ±1.</summary>
internal static partial class LogisticRegression
{
    [Differentiable(nameof(w), Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
    public static double Energy(double[] w, double[] x, double[] y)
    {
        int d = w.Length;
        double energy = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double margin = 0;
            for (int j = 0; j < d; j++)
                margin += w[j] * x[i * d + j];
            energy += Calculus.Softplus(-y[i] * margin);
        }

        for (int j = 0; j < d; j++)
            energy += 0.5 * w[j] * w[j];
        return energy;
    }
}

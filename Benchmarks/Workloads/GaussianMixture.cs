namespace SymDiff.Benchmarks.Workloads;

/// <summary>The log likelihood of a mixture of Gaussians, with a Wishart prior on the inverse covariance factors.</summary>
/// <remarks>A factor is lower triangular: first the logarithms of its diagonal, then what is below, column by column.</remarks>
internal static partial class GaussianMixture
{
    [Differentiable(nameof(alphas), nameof(means), nameof(factors))]
    public static double LogLikelihood(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> factors, ReadOnlySpan<double> points, int d, double gamma, int m)
    {
        int components = alphas.Length;
        int size = d * (d + 1) / 2;
        int n = points.Length / d;

        var diagonals = new double[components * d];
        var logDeterminants = new double[components];
        for (int k = 0; k < components; k++)
        {
            for (int j = 0; j < d; j++)
            {
                double q = factors[k * size + j];
                logDeterminants[k] += q;
                diagonals[k * d + j] = Math.Exp(q);
            }
        }

        double sum = -0.5 * n * d * Math.Log(2 * Math.PI);
        var centred = new double[d];
        var scaled = new double[d];
        var terms = new double[components];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < components; k++)
            {
                for (int j = 0; j < d; j++)
                    centred[j] = points[i * d + j] - means[k * d + j];
                Multiply(diagonals.AsSpan(k * d, d), factors.Slice(k * size + d, size - d), centred, scaled);
                terms[k] = alphas[k] + logDeterminants[k] - 0.5 * SquaredNorm(scaled);
            }

            sum += LogSumExp(terms);
        }

        sum -= n * LogSumExp(alphas);
        for (int k = 0; k < components; k++)
        {
            double squares = SquaredNorm(diagonals.AsSpan(k * d, d)) + SquaredNorm(factors.Slice(k * size + d, size - d));
            sum += 0.5 * gamma * gamma * squares - m * logDeterminants[k];
        }

        return sum - components * LogWishartConstant(d, gamma, m);
    }

    // y = Qx
    private static void Multiply(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, ReadOnlySpan<double> x, Span<double> y)
    {
        int d = x.Length;
        for (int i = 0; i < d; i++)
            y[i] = diagonal[i] * x[i];
        int at = 0;
        for (int j = 0; j < d; j++)
        {
            for (int i = j + 1; i < d; i++)
            {
                y[i] += below[at] * x[j];
                at++;
            }
        }
    }

    private static double SquaredNorm(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i];
        return sum;
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double max = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] > max)
                max = x[i];
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i] - max);
        return max + Math.Log(sum);
    }

    private static double LogWishartConstant(int d, double gamma, int m)
    {
        int nu = d + m + 1;
        double logGamma = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 1; j <= d; j++)
            logGamma += Calculus.LogGamma(0.5 * nu + 0.5 * (1 - j));
        return nu * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - logGamma;
    }
}

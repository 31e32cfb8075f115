namespace SymDiff.Benchmarks.Workloads;

/// <summary>The gradients on paper need the draws only through Σε and Σε².</summary>
internal static class GaussianElboByHand
{
    public static (double Mu, double Sigma) Total(double mu, double sigma, double[] epsilon)
    {
        var (sum, squares) = Moments(epsilon);
        return (epsilon.Length * mu + sigma * sum, mu * sum + sigma * squares - epsilon.Length / sigma);
    }

    public static (double Mu, double Sigma) Path(double mu, double sigma, double[] epsilon)
    {
        var (sum, squares) = Moments(epsilon);
        var slope = sigma - 1 / sigma;
        return (epsilon.Length * mu + slope * sum, mu * sum + slope * squares);
    }

    private static (double Sum, double Squares) Moments(double[] epsilon)
    {
        double sum = 0, squares = 0;
        foreach (var e in epsilon)
        {
            sum += e;
            squares += e * e;
        }

        return (sum, squares);
    }
}

namespace SymDiff.Sample.Equations;

/// <summary>log q(z) − log p(z) at z = μ + σε in as many dimensions as there are, for a q that is a product of normal distributions and p = N(0, I).</summary>
public static partial class FactorisedTerm
{
    /// <summary>Its expectation over ε is KL(q ‖ p).</summary>
    /// <param name="mu">The means.</param>
    /// <param name="sigma">The standard deviations, greater than zero.</param>
    /// <param name="epsilon">A draw for each dimension.</param>
    [Differentiable(nameof(mu), nameof(sigma), Derivation = true)]
    public static double Total(ReadOnlySpan<double> mu, ReadOnlySpan<double> sigma, [StandardNormal] ReadOnlySpan<double> epsilon)
    {
        double sum = 0;
        for (int i = 0; i < mu.Length; i++)
        {
            double z = mu[i] + sigma[i] * epsilon[i];
            sum += Normal.LogDensity(z, mu[i], sigma[i]) - Normal.LogStandardDensity(z);
        }

        return sum;
    }
}

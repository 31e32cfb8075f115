namespace SymDiff.Sample.Checks;

/// <summary>(4): the gradient of one draw, with and without the score of q, near and far from the mode.</summary>
public static class PathAndTotal
{
    public static Equation Show() => new(
        "(4)  The reparameterised gradient, as a computation graph",
        """
        z = μ + σε
        r = log( 1/(√(2π)σ)·exp(−(z−μ)²/(2σ²)) )
        s = log( 1/√(2π)·exp(−z²/2) )
        t = r − s

        t̄ = 1    r̄ = 1    s̄ = −1
        z̄ = r̄·∂r/∂z + s̄·∂s/∂z
          = −(z − μ)/σ² + z
        μ̄ = z̄
        σ̄ = z̄·ε

        That is the path derivative: μ and σ are held
        fixed inside r. The total derivative is
        μ̄ = z      σ̄ = zε − 1/σ
        """,
        [
            new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.PathGradient)),
            new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.TotalGradient)),
        ],
        [.. At(mu: 0.5, sigma: 1.5, z: 1.1), .. At(mu: 0.5, sigma: 1.5, z: 60)],
        $"""
        μ = 0.5, σ = 1.5. At z = 60 both exponentials are zero in double precision: ∂s/∂z operator by operator is
        exp'(u)/exp(u) = {OperatorByOperator(60)}. In the generated code the exponentials have cancelled, as on paper.
        """);

    private static IEnumerable<Check> At(double mu, double sigma, double z)
    {
        var epsilon = (z - mu) / sigma;
        var path = ReparameterisedTerm.PathGradient(mu, sigma, epsilon);
        var total = ReparameterisedTerm.TotalGradient(mu, sigma, epsilon);
        var zBar = -(z - mu) / (sigma * sigma) + z;
        yield return Check.Exact($"path  μ̄ at z = {z}", path.Mu, zBar);
        yield return Check.Exact($"path  σ̄ at z = {z}", path.Sigma, zBar * epsilon);
        yield return Check.Exact($"total μ̄ at z = {z}", total.Mu, z);
        yield return Check.Exact($"total σ̄ at z = {z}", total.Sigma, z * epsilon - 1 / sigma);
    }

    /// <summary>∂/∂z log(c·exp(−z²/2)) by the chain rule alone, as a differentiator does that knows only one operator at a time.</summary>
    private static double OperatorByOperator(double z)
    {
        var c = 1 / Math.Sqrt(2 * Math.PI);
        var exp = Math.Exp(-z * z / 2);
        return 1 / (c * exp) * (c * exp * -z);
    }
}

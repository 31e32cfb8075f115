using MathNet.Numerics.Random;

namespace SymDiff.Sample.Fit;

/// <summary>Where an ascent stood after a number of steps.</summary>
public sealed record Standing(int Step, double Mu, double Sigma, double FreeEnergy);

/// <summary>Stochastic gradient ascent on F(q) for q = N(μ, σ²), by reparameterised draws and the generated gradients.</summary>
public static class Ascent
{
    public const int Steps = 2000, Draws = 4;

    /// <summary>The gradient of log p(z) − log q(z) by μ and λ: path or total.</summary>
    public delegate (double Mu, double Lambda) PriorLessEntropy(
        double mu, double lambda, double epsilon, double priorMean, double priorStdDev);

    public static List<Standing> Run(Earth earth, double mu, double sigma, PriorLessEntropy gradient)
    {
        var random = new Xoshiro256StarStar(seed: 1798);
        var lambda = Math.Log(sigma);
        var (stepMu, stepLambda) = (new Adam(alpha: 0.1, tau: 200), new Adam(alpha: 0.1, tau: 200));
        List<Standing> standings = [new(0, mu, sigma, earth.FreeEnergy(mu, sigma))];

        var epsilon = new double[Draws];
        for (var step = 1; step <= Steps; step++)
        {
            MathNet.Numerics.Distributions.Normal.Samples(random, epsilon, 0, 1);
            var (byMu, byLambda) = Average(earth, mu, lambda, epsilon, gradient);
            mu += stepMu.Step(byMu);
            lambda += stepLambda.Step(byLambda);
            standings.Add(new(step, mu, Math.Exp(lambda), earth.FreeEnergy(mu, Math.Exp(lambda))));
        }

        return standings;
    }

    private static (double Mu, double Lambda) Average(Earth earth, double mu, double lambda, double[] epsilon, PriorLessEntropy gradient)
    {
        var (byMu, byLambda) = (0.0, 0.0);
        foreach (var e in epsilon)
        {
            var term = gradient(mu, lambda, e, earth.PriorMean, earth.PriorStdDev);
            byMu += term.Mu;
            byLambda += term.Lambda;
            foreach (var x in earth.X)
            {
                term = ElboTerms.LogLikelihoodGradient(mu, lambda, e, x, earth.S);
                byMu += term.Mu;
                byLambda += term.Lambda;
            }
        }

        return (byMu / epsilon.Length, byLambda / epsilon.Length);
    }
}

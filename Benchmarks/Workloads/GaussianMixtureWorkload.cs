using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>ADBench's Gaussian mixture, with 1000 points.</summary>
internal sealed class GaussianMixtureWorkload : Workload
{
    private readonly string file;
    private readonly int d;
    private readonly int components;
    private readonly double[] points;
    private readonly double gamma;
    private readonly int m;

    public GaussianMixtureWorkload(string file)
        : this(file, Numbers.Of(file + ".txt"))
    {
    }

    private GaussianMixtureWorkload(string file, Numbers numbers)
        : this(file, numbers, numbers.Integer(), numbers.Integer(), numbers.Integer())
    {
    }

    private GaussianMixtureWorkload(string file, Numbers numbers, int d, int components, int n)
        : base($"Gaussian mixture, {d} dimensions, {components} components", 1.25, numbers.Reals(components * (1 + d + d * (d + 1) / 2)))
    {
        (this.file, this.d, this.components) = (file, d, components);
        points = numbers.Reals(n * d);
        gamma = numbers.Real();
        m = numbers.Integer();
    }

    public override (double Value, double[] Gradient)? Published => Numbers.Of(file + ".expected.txt") is var numbers ? (numbers.Real(), numbers.Rest()) : null;

    private ReadOnlySpan<double> Alphas => Parameters.AsSpan(0, components);

    private ReadOnlySpan<double> Means => Parameters.AsSpan(components, components * d);

    private ReadOnlySpan<double> Factors => Parameters.AsSpan(components * (1 + d));

    public override double Objective() => GaussianMixture.LogLikelihood(Alphas, Means, Factors, points, d, gamma, m);

    public override void Generated(Span<double> gradient) => GaussianMixture.LogLikelihoodGradient(
        Alphas, Means, Factors, points, d, gamma, m, gradient[..components], gradient.Slice(components, components * d), gradient[(components * (1 + d))..]);

    public override double GeneratedWithValue(Span<double> gradient) => GaussianMixture.LogLikelihoodValueAndGradient(
        Alphas, Means, Factors, points, d, gamma, m, gradient[..components], gradient.Slice(components, components * d), gradient[(components * (1 + d))..]);

    public override void ByHand(Span<double> gradient) => GaussianMixtureByHand.Gradient(
        Alphas, Means, Factors, points, gamma, m, gradient[..components], gradient.Slice(components, components * d), gradient[(components * (1 + d))..]);
}

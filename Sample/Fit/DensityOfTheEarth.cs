namespace SymDiff.Sample.Fit;

/// <summary>The fit: model, start, both ascents, and what they are held to.</summary>
public sealed class DensityOfTheEarth
{
    /// <summary>The density of rock at the surface, and a spread that says little.</summary>
    private const double StartMu = 2.5, StartSigma = 1;

    /// <summary>What was known before: Hutton's 4.5 of 1778, from the pull of the mountain Schiehallion on a plumb line.</summary>
    public Earth Earth { get; } = new(Measurements.Read(), S: 0.22, PriorMean: 4.5, PriorStdDev: 1);

    public IReadOnlyList<Standing> Path { get; }

    public IReadOnlyList<Standing> Total { get; }

    public DensityOfTheEarth()
    {
        Path = Ascent.Run(Earth, StartMu, StartSigma, ElboTerms.PathGradient);
        Total = Ascent.Run(Earth, StartMu, StartSigma, ElboTerms.TotalGradient);
    }

    public Equation Show()
    {
        var (end, earth) = (Path[^1], Earth);
        return new Equation(
            "The density of the Earth: q(z) = N(μ, σ²) fitted to Cavendish's measurements of 1798",
            $"""
            z     density of the Earth (water = 1)
            xᵢ    {earth.X.Length} measurements, mean {earth.X.Average():0.000}
            p(xᵢ|z) = N(z, s²)    s = {earth.S}
            p(z)    = N(m, t²)    m = {earth.PriorMean}, t = {earth.PriorStdDev}
                      (Hutton, 1778)

            Ascent on F(q), z = μ + σε, σ = exp λ,
            from q = N({StartMu}, {StartSigma}²), rock at the surface:
            {Ascent.Steps} steps of {Ascent.Draws} draws each

            z̄ = Σᵢ (xᵢ − z)/s² − (z − m)/t² + ε/σ
            μ̄ = z̄
            λ̄ = z̄·ε·σ
            """,
            [
                new(typeof(ElboTerms), nameof(ElboTerms.LogLikelihoodGradient)),
                new(typeof(ElboTerms), nameof(ElboTerms.PathGradient)),
            ],
            [
                // No noise is left at the posterior to keep the path derivative from it.
                new Check("μ, against the exact posterior", end.Mu, earth.PosteriorMean, 1e-6),
                new Check("σ, against the exact posterior", end.Sigma, earth.PosteriorStdDev, 1e-6),
                new Check("F(q), against log p(x)", end.FreeEnergy, earth.LogEvidence(), 1e-6),
            ],
            """
            With the same draws the path derivative comes to rest at the posterior; the total keeps trembling.
            """);
    }
}

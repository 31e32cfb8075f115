namespace SymDiff.Sample.Fit;

/// <summary>Adam (Kingma and Ba 2015) for one parameter, ascending, with steps α/(1 + k/τ) that shrink as Robbins and Monro ask.</summary>
public sealed class Adam(double alpha, double tau)
{
    // The first gradients are a thousand times the later ones: 0.99 forgets them in some hundreds of steps, where the usual 0.999 does not.
    // The path derivative goes to zero with its variance: a floor of one keeps Adam from blowing that up into steps of full length again.
    private const double Decay1 = 0.9, Decay2 = 0.99, Floor = 1;

    private double first, second;
    private int k;

    /// <summary>What to add to the parameter, given its partial.</summary>
    public double Step(double partial)
    {
        k++;
        first = Decay1 * first + (1 - Decay1) * partial;
        second = Decay2 * second + (1 - Decay2) * partial * partial;
        var mean = first / (1 - Math.Pow(Decay1, k));
        var scale = Math.Sqrt(second / (1 - Math.Pow(Decay2, k)));
        return alpha / (1 + k / tau) * mean / (scale + Floor);
    }
}

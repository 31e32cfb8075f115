using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <content>Programs: what a form claims is compared with the model along directions, on small arrays.</content>
internal static partial class SelfCheck
{
    // How many elements the arrays have; integers are at most as many as the smallest.
    private static readonly int[] Lengths = [4, 3, 8, 12, 40];

    // Most methods are done after a few steps, or never end at the point; what takes many is tried where there is no other point.
    private static readonly (int Attempts, int Steps)[] Efforts = [(MostAttempts, 20_000), (3, 200_000)];

    /// <summary>The first disagreement of what a form of a program claims with the method, or null.</summary>
    /// <param name="method">The method.</param>
    /// <param name="claims">What the form claims.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <param name="means">Means that are known of the method, for its other forms.</param>
    public static Problem? Compare(DifferentiableMethod method, IEnumerable<ProgramClaim> claims, CancellationToken cancellation, MeansOverDraws? means = null) =>
        claims.Select(claim => Compare(method, claim, means ?? new MeansOverDraws(), cancellation)).FirstOrDefault(problem => problem is not null);

    private static Problem? Compare(DifferentiableMethod method, ProgramClaim claim, MeansOverDraws means, CancellationToken cancellation)
    {
        var carriedOver = claim.Closed.CarriedSites;
        if (claim.Kind is ClaimKind.Expectation or ClaimKind.ExpectedGradient)
            return CompareExpected(method, claim, means, cancellation);
        if (claim.Kind == ClaimKind.MonteCarlo)
            return CompareSamples(method, claim, cancellation);
        method = claim.Closed.WithDomains(method);
        var points = 0;
        var longest = int.MaxValue;
        foreach (var (attempt, steps) in Efforts.SelectMany(effort => Enumerable.Range(0, effort.Attempts).Select(attempt => (attempt, effort.Steps))))
        {
            if (points == 2 || (points > 0 && steps > Efforts[0].Steps))
                break;
            cancellation.ThrowIfCancellationRequested();
            // A matrix of derivatives takes the cube of the length, so what has been long enough once is.
            var length = Math.Min(Lengths[attempt % Lengths.Length], longest);
            var sample = new ProgramSample(method, attempt, length, carriedOver) { MostSteps = steps, Cancellation = cancellation };
            if (sample.Expected(claim.Kind) is not { } expected || sample.Written(claim) is not { } actual)
                continue;
            points++;
            longest = length;
            if (Math.Abs(expected.Value - actual) > expected.Error && !double.IsNaN(actual)
                && !IsRounding(expected.Value - actual, actual, LastBits.Select(step => sample.Written(claim, 1 + step) ?? actual)) && IsSteady(sample, claim.Kind, expected))
            {
                var inputs = method.WithRespectTo.Select(index => method.Declaration.Parameters[index].Name);
                return new Problem("SYMDIFF011", -1, [method.Declaration.Name, string.Join(", ", inputs), "arrays of " + length.ToString(CultureInfo.InvariantCulture) + " elements"]);
            }
        }

        return null;
    }

    private static bool IsSteady(ProgramSample sample, ClaimKind kind, Estimate expected)
    {
        foreach (var scale in (double[])[1 + 1e-6, 1 - 1e-6])
        {
            if (sample.Expected(kind, scale) is not { } nearby || Math.Abs(nearby.Value - expected.Value) > Steadiness * (1 + Math.Abs(expected.Value)))
                return false;
        }

        return true;
    }
}

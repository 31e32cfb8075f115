using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <content>Expectations of programs: means of the model over all draws that small arrays hold.</content>
internal static partial class SelfCheck
{
    private const int LongestOfDraws = 3;
    private const double Closest = 1e-5;
    private const int FinestNodes = 48;

    private static Problem? CompareExpected(DifferentiableMethod method, ProgramClaim claim, MeansOverDraws means, CancellationToken cancellation)
    {
        var carriedOver = claim.Closed.CarriedSites;
        method = claim.Closed.WithDomains(method);
        for (var (attempt, points) = (0, 0); attempt < MostAttempts / 3 && points < 2; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = new ProgramSample(method, attempt, LongestOfDraws - (attempt % 2), carriedOver) { Cancellation = cancellation };
            double[]? At(double[] draws)
            {
                cancellation.ThrowIfCancellationRequested();
                sample.Draws = draws;
                return sample.ValueAndSlope();
            }

            // Where there is no derivative, the value alone.
            Estimate? Mean(bool byRules)
            {
                var (both, isValue) = (means.Of(attempt, byRules, sample.DrawCount, At), claim.Kind == ClaimKind.Expectation);
                double[]? Value(double[] draws) => At(draws) is { } numbers ? [numbers[0]] : sample.Expected(claim.Kind) is { } number ? [number.Value] : null;
                return both?[isValue ? 0 : 1] ?? (isValue ? (byRules ? Quadrature.ByRules(sample.DrawCount, Value) : Quadrature.MeanOfAny(sample.DrawCount, Value))?[0] : null);
            }

            var count = sample.DrawCount;
            sample.Draws = new double[count];
            if (ByRules(sample, claim, count) is not var (actual, error))
                continue;
            var isSeen = false;
            if (Mean(byRules: true) is { } smooth)
            {
                isSeen = true;
                if (Agrees(smooth, actual, error))
                {
                    points++;
                    continue;
                }
            }

            // Near kinks the rules know little.
            if (Mean(byRules: false) is not { } mean)
                continue;
            points++;
            if (Agrees(mean, actual, error) || (!isSeen && double.IsNaN(actual)))
                continue;
            // Two jumps that are near to each other may have been missed.
            if (count == 1 && Quadrature.MeanOfAny(count, At, isFine: true) is { } fine && Agrees(fine[claim.Kind == ClaimKind.Expectation ? 0 : 1], actual, error))
                continue;
            var inputs = claim.Kind == ClaimKind.Expectation ? "its draws" : string.Join(", ", method.WithRespectTo.Select(index => method.Declaration.Parameters[index].Name));
            return new Problem("SYMDIFF011", -1, [method.Declaration.Name, inputs, count.ToString(CultureInfo.InvariantCulture) + " draws"]);
        }

        return null;
    }

    /// <summary>Whether the gradient of the expectation of a program, by differences, is the expectation of the gradient; each has been compared with the method.</summary>
    public static bool Agree(DifferentiableMethod method, ProgramClaim expectation, ProgramClaim gradient)
    {
        // What is held fixed does not move with the parameters, and a rule knows jumps at its nodes only.
        if (expectation.Closed.Values.HoldsFixed || expectation.Rules.Count > 0)
            return true;
        var carriedOver = expectation.Closed.CarriedSites;
        method = expectation.Closed.WithDomains(method);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var sample = new ProgramSample(method, attempt, LongestOfDraws - attempt, carriedOver);
            sample.Draws = new double[sample.DrawCount];
            if (sample.Slopes(expectation, gradient, Step) is var (difference, derivative) && IsFinite(difference) && Math.Abs(difference - derivative) > Closeness * (1 + Math.Abs(difference)))
                return false;
        }

        return true;
    }

    private static Problem? CompareSamples(DifferentiableMethod method, ProgramClaim claim, CancellationToken cancellation)
    {
        const int Count = 4;
        var carriedOver = claim.Closed.CarriedSites;
        method = claim.Closed.WithDomains(method);
        for (var (attempt, points) = (0, 0); attempt < MostAttempts && points < 2; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = new ProgramSample(method, attempt, LongestOfDraws - (attempt % 2), carriedOver) { Cancellation = cancellation };
            var stand = Stand.For(method, attempt + 1);
            double[][] draws = [.. Enumerable.Range(0, Count).Select(turn =>
                Enumerable.Range(0, sample.DrawCount).Select(i => 4 * (stand.Value(NumberKind.Double, $"draw{turn}.{i}", []) - 1.3)).ToArray())];
            sample.Samples = (draw, places) => [.. draws.SelectMany(row => places.Select(place => row[sample.PlaceOf(draw) + place]))];
            var sum = new Estimate(0, 0);
            var isThere = true;
            foreach (var row in draws)
            {
                sample.Draws = row;
                isThere &= sample.Expected(claim.Kind) is { } each && (sum = new Estimate(sum.Value + (each.Value / Count), sum.Error + each.Error)) is { };
            }

            if (!isThere || sample.Written(claim) is not { } actual)
                continue;
            points++;
            if (!Agrees(sum, actual))
                return new Problem("SYMDIFF011", -1, [method.Declaration.Name, string.Join(", ", method.WithRespectTo.Select(index => method.Declaration.Parameters[index].Name)), Count.ToString(CultureInfo.InvariantCulture) + " samples"]);
        }

        return null;
    }

    // What is written, with finer rules than are asked for: of those for one draw or two the disagreement measures the error.
    private static (double Value, double Error)? ByRules(ProgramSample sample, ProgramClaim claim, int draws)
    {
        if (claim.Rules.Count == 0)
            return sample.Written(claim) is { } written ? (written, 0) : null;
        var nodes = draws == 1 ? FinestNodes : draws == 2 ? FinestNodes / 2 : FinestNodes / 3;
        double? By(int count)
        {
            var (points, weights) = Expectations.GaussHermite.Of(count);
            sample.Rules = claim.Rules.Keys.Select((array, i) => (array, Numbers: i % 2 == 0 ? points : weights)).ToDictionary(pair => pair.array, pair => pair.Numbers);
            return sample.Written(claim);
        }

        return By(nodes) is { } fine && By(nodes - 1) is { } coarse ? (fine, 10 * Math.Abs(fine - coarse)) : null;
    }

    private static bool Agrees(Estimate expected, double actual, double error = 0) => Math.Abs(expected.Value - actual) <= expected.Error + error + (Closest * (1 + Math.Abs(expected.Value)));
}

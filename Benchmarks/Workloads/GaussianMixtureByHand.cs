namespace SymDiff.Benchmarks.Workloads;

internal static class GaussianMixtureByHand
{
    public static void Gradient(
        ReadOnlySpan<double> alphas,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> factors,
        ReadOnlySpan<double> points,
        double gamma,
        int m,
        Span<double> alphasBar,
        Span<double> meansBar,
        Span<double> factorsBar)
    {
        var components = alphas.Length;
        var d = means.Length / components;
        var size = d * (d + 1) / 2;
        var n = points.Length / d;
        Span<double> diagonals = stackalloc double[components * d];
        Span<double> offsets = stackalloc double[components];
        Span<double> shares = stackalloc double[components];
        Span<double> totals = stackalloc double[components];
        Span<double> scaled = stackalloc double[components * d];
        Span<double> centred = stackalloc double[components * d];
        alphasBar.Clear();
        meansBar.Clear();
        factorsBar.Clear();

        for (var k = 0; k < components; k++)
        {
            offsets[k] = alphas[k];
            for (var j = 0; j < d; j++)
            {
                var q = factors[k * size + j];
                offsets[k] += q;
                diagonals[k * d + j] = Math.Exp(q);
            }
        }

        totals.Clear();
        for (var i = 0; i < n; i++)
        {
            var point = points.Slice(i * d, d);
            for (var k = 0; k < components; k++)
            {
                var below = factors.Slice(k * size + d, size - d);
                shares[k] = offsets[k] - 0.5 * Forward(point, means.Slice(k * d, d), diagonals.Slice(k * d, d), below, centred.Slice(k * d, d), scaled.Slice(k * d, d));
            }

            ToShares(shares);
            for (var k = 0; k < components; k++)
            {
                totals[k] += shares[k];
                var bar = factorsBar.Slice(k * size, size);
                var below = factors.Slice(k * size + d, size - d);
                Backward(shares[k], diagonals.Slice(k * d, d), below, centred.Slice(k * d, d), scaled.Slice(k * d, d), bar[..d], bar[d..], meansBar.Slice(k * d, d));
            }
        }

        // The points' shares of each component, against those that α alone would give it.
        alphas.CopyTo(shares);
        ToShares(shares);
        for (var k = 0; k < components; k++)
        {
            alphasBar[k] = totals[k] - n * shares[k];
            var bar = factorsBar.Slice(k * size, size);
            for (var j = 0; j < d; j++)
            {
                var diagonal = diagonals[k * d + j];
                bar[j] = (bar[j] + gamma * gamma * diagonal) * diagonal + totals[k] - m;
            }

            for (var j = d; j < size; j++)
                bar[j] += gamma * gamma * factors[k * size + j];
        }
    }

    // Leaves x − μ and Q(x − μ), and returns the square of its norm.
    private static double Forward(
        ReadOnlySpan<double> point, ReadOnlySpan<double> mean, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, Span<double> centred, Span<double> scaled)
    {
        for (var j = 0; j < point.Length; j++)
        {
            centred[j] = point[j] - mean[j];
            scaled[j] = diagonal[j] * centred[j];
        }

        double squares = 0;
        for (var j = 0; j < scaled.Length; j++)
        {
            squares += scaled[j] * scaled[j];
            var rest = scaled[(j + 1)..];
            var column = below[..rest.Length];
            var x = centred[j];
            for (var i = 0; i < rest.Length; i++)
                rest[i] += column[i] * x;
            below = below[rest.Length..];
        }

        return squares;
    }

    // The adjoint of Q(x − μ) is −share·Q(x − μ). The diagonal's own partial is scaled once, at the end.
    private static void Backward(
        double share,
        ReadOnlySpan<double> diagonal,
        ReadOnlySpan<double> below,
        ReadOnlySpan<double> centred,
        ReadOnlySpan<double> scaled,
        Span<double> diagonalBar,
        Span<double> belowBar,
        Span<double> meanBar)
    {
        for (var j = 0; j < scaled.Length; j++)
        {
            var x = share * centred[j];
            diagonalBar[j] -= scaled[j] * x;
            var rest = scaled[(j + 1)..];
            var column = below[..rest.Length];
            var columnBar = belowBar[..rest.Length];
            var sum = diagonal[j] * scaled[j];
            for (var i = 0; i < rest.Length; i++)
            {
                sum += column[i] * rest[i];
                columnBar[i] -= rest[i] * x;
            }

            meanBar[j] += share * sum;
            below = below[rest.Length..];
            belowBar = belowBar[rest.Length..];
        }
    }

    private static void ToShares(Span<double> terms)
    {
        var max = double.NegativeInfinity;
        foreach (var term in terms)
            max = Math.Max(max, term);
        double sum = 0;
        foreach (ref var term in terms)
        {
            term = Math.Exp(term - max);
            sum += term;
        }

        var scale = 1 / sum;
        foreach (ref var term in terms)
            term *= scale;
    }
}

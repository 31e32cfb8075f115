using System.Globalization;

namespace SymDiff.Generator.Tests.Support;

/// <summary>The compiled output does what the public face promises.</summary>
internal static class Agreement
{
    /// <summary>
    /// At each point the gradient of <paramref name="method"/> is the reference's, and the value beside the gradient is bit for bit what the
    /// method returns.
    /// </summary>
    /// <param name="method">The marked static method, of doubles: <c>Elbo.Term</c>.</param>
    /// <param name="reference">The same function.</param>
    /// <param name="points">Arguments; all of the method's parameters.</param>
    /// <param name="withRespectTo">The differentiated parameters; null for all.</param>
    public static void Check(
        CompiledCode code, string method, Func<Dual50[], Dual50> reference, IEnumerable<double[]> points, int[]? withRespectTo = null,
        double tolerance = Numeric.Tolerance)
    {
        foreach (var point in points)
        {
            var where = "at (" + string.Join(", ", point.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            var indices = withRespectTo ?? [.. Enumerable.Range(0, point.Length)];
            double[] expected = [.. indices.Select(i => Reference.Partial(reference, i, point))];
            var value = code.Number(method, point);
            var both = code.Numbers(method + "ValueAndGradient", point);

            Numeric.Close(value, Reference.Value(reference, point), tolerance, because: "the value " + where);
            Numeric.Close(code.Numbers(method + "Gradient", point), expected, tolerance, because: where);
            Numeric.SameBits(both[0], value, where);
            Numeric.Close(both[1..], expected, tolerance, because: "beside the value, " + where);
        }
    }
}

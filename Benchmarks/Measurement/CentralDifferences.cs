namespace SymDiff.Benchmarks.Measurement;

/// <summary>The gradient without a derivative: two values of the objective for each parameter.</summary>
internal static class CentralDifferences
{
    /// <summary>With more parameters than these nobody would wait for it.</summary>
    public const int MostParameters = 32;

    public static void Fill(Workload workload, Span<double> gradient)
    {
        var parameters = workload.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var x = parameters[i];
            var h = 1e-6 * (1 + Math.Abs(x));
            parameters[i] = x + h;
            var above = workload.Objective();
            parameters[i] = x - h;
            gradient[i] = (above - workload.Objective()) / (2 * h);
            parameters[i] = x;
        }
    }
}

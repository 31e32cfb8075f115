namespace SymDiff.Generator.Tests.Support;

/// <summary>Values and derivatives of a closed form written in the test, correct to fifty digits and then rounded once.</summary>
internal static class Reference
{
    public static double Value(Func<Dual50[], Dual50> function, params double[] at) =>
        (double)function([.. at.Select(x => (Dual50)x)]).Value;

    /// <summary>The partial with respect to each argument.</summary>
    public static double[] Gradient(Func<Dual50[], Dual50> function, params double[] at) =>
        [.. Enumerable.Range(0, at.Length).Select(i => Partial(function, i, at))];

    /// <summary>The partial with respect to one argument.</summary>
    public static double Partial(Func<Dual50[], Dual50> function, int index, params double[] at) =>
        (double)function([.. at.Select((x, i) => new Dual50(x, i == index ? Real50.One : Real50.Zero))]).Tangent;
}

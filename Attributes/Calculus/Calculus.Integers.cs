namespace SymDiff;

// An integer converts to float as readily as to double, and C# prefers float: without these, LogGamma(n + 1) would silently be
// exact to seven digits only.
public static partial class Calculus
{
    /// <inheritdoc cref="StopGradient(double)"/>
    public static double StopGradient(long x) => x;

    /// <inheritdoc cref="Square(double)"/>
    public static double Square(long x) => Square((double)x);

    /// <inheritdoc cref="Sign(double)"/>
    public static double Sign(long x) => Sign((double)x);

    /// <inheritdoc cref="Heaviside(double)"/>
    public static double Heaviside(long x) => Heaviside((double)x);

    /// <inheritdoc cref="Log1p(double)"/>
    public static double Log1p(long x) => Log1p((double)x);

    /// <inheritdoc cref="Expm1(double)"/>
    public static double Expm1(long x) => Expm1((double)x);

    /// <inheritdoc cref="XLogY(double, double)"/>
    public static double XLogY(long x, long y) => XLogY((double)x, y);

    /// <inheritdoc cref="Softplus(double)"/>
    public static double Softplus(long x) => Softplus((double)x);

    /// <inheritdoc cref="Logistic(double)"/>
    public static double Logistic(long x) => Logistic((double)x);

    /// <inheritdoc cref="LogSumExp(double, double)"/>
    public static double LogSumExp(long a, long b) => LogSumExp((double)a, b);

    /// <inheritdoc cref="LogSumExp(double, double, double)"/>
    public static double LogSumExp(long a, long b, long c) => LogSumExp((double)a, b, c);

    /// <inheritdoc cref="LogSumExp(double, double, double, double)"/>
    public static double LogSumExp(long a, long b, long c, long d) => LogSumExp((double)a, b, c, d);

    /// <inheritdoc cref="Erf(double)"/>
    public static double Erf(long x) => Erf((double)x);

    /// <inheritdoc cref="Erfc(double)"/>
    public static double Erfc(long x) => Erfc((double)x);

    /// <inheritdoc cref="NormalLogCdf(double)"/>
    public static double NormalLogCdf(long x) => NormalLogCdf((double)x);

    /// <inheritdoc cref="InverseMillsRatio(double)"/>
    public static double InverseMillsRatio(long x) => InverseMillsRatio((double)x);

    /// <inheritdoc cref="NormalMeanExcess(double)"/>
    public static double NormalMeanExcess(long x) => NormalMeanExcess((double)x);

    /// <inheritdoc cref="NormalPdf(double)"/>
    public static double NormalPdf(long x) => NormalPdf((double)x);

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static double NormalCdf(long x) => NormalCdf((double)x);

    /// <inheritdoc cref="LogGamma(double)"/>
    public static double LogGamma(long x) => LogGamma((double)x);

    /// <inheritdoc cref="Digamma(double)"/>
    public static double Digamma(long x) => Digamma((double)x);

    /// <inheritdoc cref="Trigamma(double)"/>
    public static double Trigamma(long x) => Trigamma((double)x);

    /// <inheritdoc cref="Tetragamma(double)"/>
    public static double Tetragamma(long x) => Tetragamma((double)x);

    /// <inheritdoc cref="Hypot(double, double)"/>
    public static double Hypot(long x, long y) => Hypot((double)x, (double)y);
}

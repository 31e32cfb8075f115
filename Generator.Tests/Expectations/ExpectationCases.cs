namespace SymDiff.Generator.Tests.Expectations;

/// <summary>The lines of the table and what is made of them.</summary>
internal static class ExpectationCases
{
    public static IReadOnlyList<ExpectationCase> All { get; } =
    [
        new("square", "double F(double mu, double sigma, [StandardNormal] double epsilon) { double z = mu + sigma * epsilon; return 0.5 * z * z; }", [0.3, 1.2], [0, 0], [-2, 1e-8]),
        new("seventh power", "double F(double a, double b, [StandardNormal] double e) => Math.Pow(a + b * e, 7);", [0.5, 1], [1, -0.3]),
        new("exponential", "double F(double a, double b, [StandardNormal] double e) => Math.Exp(a + b * e);", [0.5, 1], [-1, 0], [2, -1.5]),
        new("exponential of a square", "double F(double a, double b, double c, [StandardNormal] double e) => Math.Exp(a + b * e - c * c * e * e);", [0.5, 1, 0.3], [1, -2, 2], [0, 0, 0]),
        new("polynomial times exponential", "double F(double a, double b, [StandardNormal] double e) => (1 + a * e + e * e * e) * Math.Exp(b * e);", [0.5, 1], [1, -0.7]),
        new("cosine", "double F(double a, double b, [StandardNormal] double e) => Math.Cos(a + b * e);", [0.5, 1], [2, 0], [1, -3]),
        new("polynomial times sine", "double F(double a, double b, [StandardNormal] double e) => (a + e * e) * Math.Sin(a + b * e);", [0.5, 1], [2, -0.4]),
        new("polynomial times exponential times cosine", "double F(double a, double b, double c, [StandardNormal] double e) => (e + a) * (e + a) * Math.Exp(b * e) * Math.Cos(c * e + a);", [0.5, 1, 2], [1, -0.5, 0.3]),
        new("sine squared", "double F(double a, double b, [StandardNormal] double e) => Math.Sin(a + b * e) * Math.Sin(a + b * e) * Math.Cos(e);", [0.5, 1], [1, 2]),
        new("magnitude", "double F(double a, double b, [StandardNormal] double e) => Math.Abs(a + b * e);", [0.5, 1], [-1, -0.4], [2, 1e-6], [0, 2], [2, 0], [-2, 0], [0, 0]),
        new("rectified", "double F(double a, double b, [StandardNormal] double e) => Math.Max(a + b * e, 0);", [0.5, 1], [-1, -0.4], [3, 0.01], [0, 2], [-8, 0.2], [2, 0], [-2, 0], [0, 0]),
        new("lesser", "double F(double a, double b, double c, [StandardNormal] double e) => Math.Min(a + b * e, c - e);", [0.5, 1, 0.2], [-1, 0.4, 3], [0.3, -1, 0.3], [0.3, -1, 0.4]),
        new("rectified times polynomial times exponential", "double F(double a, double b, double c, [StandardNormal] double e) => Math.Max(a + b * e, 0) * (1 + e * e) * Math.Exp(c * e);", [0.5, 1, 0.3], [-1, -0.4, -1], [0.5, 0, 0.3], [0, 0, 0.3]),
        new("branch", "double F(double a, double b, [StandardNormal] double e) => a + e > 0 ? (a + e) * (a + e) * b : (a + e) * b;", [0.5, 1], [-1, 0.4]),
        new("leaky", "double F(double a, double b, [StandardNormal] double e) { double z = a + b * e; if (z < 0) return 0.1 * z; return z; }", [0.5, 1], [-1, 0.4], [2, 0], [-2, 0], [0, 0]),
        new("clamped", "double F(double a, double b, [StandardNormal] double e) => Math.Min(Math.Max(a + b * e, -1), 1.5);", [0.5, 1], [-3, 0.4], [0.2, -2], [0.5, 0], [-1, 0], [1.5, 0], [7, 0]),
        new("Huber", "double F(double a, double b, [StandardNormal] double e) { double x = a + b * e; return Math.Abs(x) <= 1 ? 0.5 * x * x : Math.Abs(x) - 0.5; }", [0.5, 1], [-3, 0.4], [0.2, -2], [0.5, 0], [1, 0], [-3, 0]),
        new("hinge of a magnitude", "double F(double a, double b, [StandardNormal] double e) => Math.Max(Math.Abs(a + b * e) - 0.7, 0);", [0.5, 1], [-1, 0.4]),
        new("exponential of a magnitude", "double F(double a, double b, [StandardNormal] double e) => Math.Exp(-Math.Abs(a + b * e));", [0.5, 1], [-1, 0.4], [0.5, 0], [0, 0]),
        new("normal distribution", "double F(double a, double b, [StandardNormal] double e) => Calculus.NormalCdf(a + b * e);", [0.5, 1], [-1, 0.4], [2, 0]),
        new("error function", "double F(double a, double b, [StandardNormal] double e) => Calculus.Erf(a + b * e);", [0.5, 1], [-1, 0.4]),
        new("Gaussian error linear unit", "double F(double a, double b, [StandardNormal] double e) { double x = a + b * e; return x * Calculus.NormalCdf(x); }", [0.5, 1], [-1, 0.4]),
        new("cubic times error function", "double F(double a, double b, [StandardNormal] double e) => (e * e * e - a) * Calculus.Erf(a + b * e) * Math.Exp(0.3 * e);", [0.5, 1], [-1, 0.4]),
        new("hyperbolic", "double F(double a, double b, [StandardNormal] double e) => Math.Cosh(a + b * e) + e * Math.Sinh(b * e) * Math.Cos(a * e);", [0.5, 1], [-1, 0.4]),
        new("logarithm of a density", "double F(double mu, [Positive] double sigma, [StandardNormal] double e) { double z = mu + sigma * e; return Math.Log(1 / (Math.Sqrt(2 * Math.PI) * sigma) * Math.Exp(-0.5 * z * z)) + Math.Log(sigma * sigma); }", [0.5, 1], [-1, 0.4]),
        new("call", "double F([Positive] double s, [Positive] double k, double r, [Positive] double sigma, [Positive] double t, [StandardNormal] double e) => Math.Exp(-r * t) * Math.Max(s * Math.Exp((r - 0.5 * sigma * sigma) * t + sigma * Math.Sqrt(t) * e) - k, 0);", [100, 110, 0.03, 0.2, 0.5], [40, 35, -0.01, 0.6, 3], [1, 1, 0, 0.1, 1]),
        new("call of unknown domains", "double F(double s, double k, double r, double sigma, double t, [StandardNormal] double e) => Math.Exp(-0.4 * r) * Math.Max(s * Math.Exp((r - 0.5 * sigma * sigma) * Math.Abs(t) + sigma * t * e) - k, 0);", [100, 110, 0.03, 0.2, 0.5], [1.2, 1, 0.03, 0, 0.5], [1, 1, 0, 0, 2], [1, 1.1, 0, 0.3, 0], [1, 1, 0.1, 0.3, 0]),
        new("put", "double F(double a, double b, double k, [StandardNormal] double e) => Math.Max(k - Math.Exp(a + b * e), 0);", [0.1, 0.5, 1.2], [0.1, -0.5, 0], [0.1, -0.5, -1], [0, 0, 1], [0.5, 0, 2]),
        new("greater of two that move together", "double F(double a, double b, double c, [StandardNormal] double e) => Math.Max(a + b * e, c + b * e) * e;", [0.5, 1, 0.2], [0.2, 1, 0.5], [0.2, 1, 0.2]),
        new("greater of two that may move together", "double F(double a, double b, double c, [StandardNormal] double e) => Math.Max(a + b * e, c * e);", [0.5, 1, 0.2], [0.2, 1, 1], [0, 1, 1], [-1, 1, 1]),
        new("within two bounds", "double F(double a, double b, [StandardNormal] double e) => a + b * e >= 0 && !(a + b * e > 1) ? a * e * e : b;", [0.5, 1], [0.5, 0], [0, 0], [1, 0], [2, 0]),
        new("call of unknown signs", "double F(double s, double k, double sigma, [StandardNormal] double e) => Math.Max(s * Math.Exp(sigma * e) - k, 0);", [2, 1, 0.3], [2, -1, 0.3], [-2, 1, 0.3], [-2, -1, 0.3], [1, 2, -0.5]),
        new("two draws", "double F(double a, double b, [StandardNormal] double e, [StandardNormal] double h) => (a * e + b * h) * (a * e + b * h) + Math.Exp(a * e) * Math.Cos(b * h);", [0.5, 1], [-1, 0.4]),
        new("rectified of two", "double F(double a, double b, double c, [StandardNormal] double e, [StandardNormal] double h) => Math.Max(a + b * e + c * h, 0);", [0.5, 1, 2], [-1, 0.4, -0.7], [0.3, 0, 0], [0, 0, 0], [0, 0, 1]),
        new("rectified of two times a polynomial", "double F(double a, double b, double c, [StandardNormal] double e, [StandardNormal] double h) => Math.Max(a + b * e + c * h, 0) * e * e * h;", [0.5, 1, 2], [-1, 0.4, -0.7]),
        new("exchange", "double F([Positive] double a, [Positive] double b, [StandardNormal] double e, [StandardNormal] double h) => Math.Max(a * Math.Exp(0.2 * e) - b * Math.Exp(0.1 * e + 0.3 * h), 0);", [1, 1.2], [2, 1]),
        new("correlated squares", "double F(double a, double b, [StandardNormal] double e, [StandardNormal] double h) => Math.Exp(-0.5 * (a + e + b * h) * (a + e + b * h)) * (1 + e * h);", [0.5, 1], [-1, 0.4]),
        new("variance", "double F(double a, double b, double c, [StandardNormal] double e, [StandardNormal] double h) { double x = a + b * e, y = a + c * h, m = (x + y) / 2; return (x - m) * (x - m) + (y - m) * (y - m); }", [0.5, 1, 2], [-1, 0.4, 3]),
        new("passive branch", "double F(double a, double b, [StandardNormal] double e) { double z = a * e; return b > 0 ? z * z * b : Math.Exp(z); }", [0.5, 1], [0.3, -1]),
    ];
}

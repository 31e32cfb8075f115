using System.Numerics;

namespace SymDiff.Generator.Tests.Support;

/// <summary>The error function and the gamma family.</summary>
internal readonly partial struct Real50
{
    // With arguments above sixty the 45th term of Stirling's series is below 1e-90.
    private const int StirlingFrom = 60;
    private const int StirlingTerms = 45;

    private static readonly Lazy<Real50[]> BernoulliNumbers = new(Bernoulli);

    public static Real50 Erf(Real50 x)
    {
        if (Abs(x) > 6)
            return x.Sign * (1 - Erfc(Abs(x)));
        // All terms have one sign: 2/√π·exp(−x²)·Σ 2ⁿx²ⁿ⁺¹/(2n + 1)!!
        var (sum, term) = (x, x);
        for (var n = 1; Matters(term, sum); n++)
            sum += term = term * 2 * x * x / ((2 * n) + 1);
        return 2 / Sqrt(Pi) * Exp(-(x * x)) * sum;
    }

    /// <summary>1 − erf x, without cancellation where it is small.</summary>
    public static Real50 Erfc(Real50 x)
    {
        if (x < 6)
            return 1 - Erf(x);
        // exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), after Laplace; 600 levels give more than 100 digits here.
        var tail = x;
        for (var n = 600; n > 0; n--)
            tail = x + ((Real50)n / 2 / tail);
        return Exp(-(x * x)) / (Sqrt(Pi) * tail);
    }

    public static Real50 NormalPdf(Real50 x) => Exp(-(x * x) / 2) / Sqrt(2 * Pi);

    public static Real50 NormalCdf(Real50 x) => Erfc(-x / Sqrt(2)) / 2;

    /// <summary>log |Γ(x)|.</summary>
    public static Real50 LogGamma(Real50 x)
    {
        if (x.Sign <= 0)
            return Log(Pi / Abs(Sin(Pi * x))) - LogGamma(1 - x);
        var product = One;
        for (; x < StirlingFrom; x += 1)
            product *= x;
        var sum = ((x - 0.5) * Log(x)) - x + (Log(2 * Pi) / 2);
        var power = x;
        for (var k = 1; k <= StirlingTerms; k++, power *= x * x)
            sum += BernoulliNumbers.Value[k] / (2 * k * ((2 * k) - 1) * power);
        return sum - Log(product);
    }

    /// <summary>The derivative of log Γ.</summary>
    public static Real50 Digamma(Real50 x)
    {
        if (x.Sign <= 0)
            return Digamma(1 - x) - (Pi / Tan(Pi * x));
        var sum = Zero;
        for (; x < StirlingFrom; x += 1)
            sum -= 1 / x;
        sum += Log(x) - (1 / (2 * x));
        var power = x * x;
        for (var k = 1; k <= StirlingTerms; k++, power *= x * x)
            sum -= BernoulliNumbers.Value[k] / (2 * k * power);
        return sum;
    }

    /// <summary>The derivative of digamma.</summary>
    public static Real50 Trigamma(Real50 x)
    {
        if (x.Sign <= 0)
            return (Pi * Pi / (Sin(Pi * x) * Sin(Pi * x))) - Trigamma(1 - x);
        var sum = Zero;
        for (; x < StirlingFrom; x += 1)
            sum += 1 / (x * x);
        sum += (1 / x) + (1 / (2 * x * x));
        var power = x * x * x;
        for (var k = 1; k <= StirlingTerms; k++, power *= x * x)
            sum += BernoulliNumbers.Value[k] / power;
        return sum;
    }

    /// <summary>The even Bernoulli numbers B₂ₖ, from the tangent numbers (Brent and Harvey, 2011).</summary>
    private static Real50[] Bernoulli()
    {
        var tangent = new BigInteger[StirlingTerms + 1];
        tangent[1] = 1;
        for (var k = 2; k <= StirlingTerms; k++)
            tangent[k] = (k - 1) * tangent[k - 1];
        for (var k = 2; k <= StirlingTerms; k++)
        {
            for (var j = k; j <= StirlingTerms; j++)
                tangent[j] = ((j - k) * tangent[j - 1]) + ((j - k + 2) * tangent[j]);
        }

        var numbers = new Real50[StirlingTerms + 1];
        for (var k = 1; k <= StirlingTerms; k++)
        {
            var four = BigInteger.Pow(4, k);
            var magnitude = new Real50(2 * k * tangent[k], 0) / new Real50(four * (four - 1), 0);
            numbers[k] = k % 2 == 1 ? magnitude : -magnitude;
        }

        return numbers;
    }
}

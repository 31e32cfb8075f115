namespace SymDiff.Generator.Checking;

/// <summary>
/// The functions of the derivative table in numbers, to about ten digits: enough to tell a right derivative from a wrong one. Their derivatives are taken by
/// differences, so that nothing here rests on the table that is checked.
/// </summary>
internal static class NumericFunctions
{
    private static readonly Dictionary<string, Func<double[], double>> Functions = new()
    {
        ["Exp"] = x => Math.Exp(x[0]),
        ["Exp2"] = x => Math.Pow(2, x[0]),
        ["Exp10"] = x => Math.Pow(10, x[0]),
        ["Expm1"] = x => Expm1(x[0]),
        ["Exp2m1"] = x => Expm1(x[0] * Math.Log(2)),
        ["Exp10m1"] = x => Expm1(x[0] * Math.Log(10)),
        ["Log"] = x => x.Length == 1 ? Math.Log(x[0]) : Math.Log(x[0], x[1]),
        ["Log2"] = x => Math.Log(x[0]) / Math.Log(2),
        ["Log10"] = x => Math.Log10(x[0]),
        ["Log1p"] = x => Log1p(x[0]),
        ["Log2p1"] = x => Log1p(x[0]) / Math.Log(2),
        ["Log10p1"] = x => Log1p(x[0]) / Math.Log(10),
        ["Sin"] = x => Math.Sin(x[0]),
        ["Cos"] = x => Math.Cos(x[0]),
        ["Tan"] = x => Math.Tan(x[0]),
        ["Asin"] = x => Math.Asin(x[0]),
        ["Acos"] = x => Math.Acos(x[0]),
        ["Atan"] = x => Math.Atan(x[0]),
        ["Atan2"] = x => Math.Atan2(x[0], x[1]),
        ["SinPi"] = x => Math.Sin(Math.PI * x[0]),
        ["CosPi"] = x => Math.Cos(Math.PI * x[0]),
        ["TanPi"] = x => Math.Tan(Math.PI * x[0]),
        ["AsinPi"] = x => Math.Asin(x[0]) / Math.PI,
        ["AcosPi"] = x => Math.Acos(x[0]) / Math.PI,
        ["AtanPi"] = x => Math.Atan(x[0]) / Math.PI,
        ["Atan2Pi"] = x => Math.Atan2(x[0], x[1]) / Math.PI,
        ["Sinh"] = x => Math.Sinh(x[0]),
        ["Cosh"] = x => Math.Cosh(x[0]),
        ["Tanh"] = x => Math.Tanh(x[0]),
        ["Asinh"] = x => Math.Sign(x[0]) * Log1p(Math.Abs(x[0]) + (x[0] * x[0] / (1 + Math.Sqrt((x[0] * x[0]) + 1)))),
        ["Acosh"] = x => Math.Log(x[0] + Math.Sqrt((x[0] * x[0]) - 1)),
        ["Atanh"] = x => 0.5 * (Log1p(x[0]) - Log1p(-x[0])),
        ["Sqrt"] = x => Math.Sqrt(x[0]),
        ["Square"] = x => x[0] * x[0],
        ["Cbrt"] = x => Root(x[0], 3),
        ["RootN"] = x => Root(x[0], x[1]),
        ["Pow"] = x => Math.Pow(x[0], x[1]),
        ["Hypot"] = x => Math.Sqrt((x[0] * x[0]) + (x[1] * x[1])),
        ["Abs"] = x => Math.Abs(x[0]),
        ["Sign"] = x => double.IsNaN(x[0]) ? x[0] : Math.Sign(x[0]),
        ["Heaviside"] = x => x[0] > 0 ? 1 : x[0] < 0 ? 0 : x[0] == 0 ? 0.5 : x[0],
        ["Floor"] = x => Math.Floor(x[0]),
        ["Ceiling"] = x => Math.Ceiling(x[0]),
        ["Truncate"] = x => Math.Truncate(x[0]),
        ["Round"] = x => x.Length > 1 && x[1] is >= 0 and < 15 ? Math.Round(x[0], (int)x[1]) : Math.Round(x[0]),
        ["Max"] = x => Math.Max(x[0], x[1]),
        ["Min"] = x => Math.Min(x[0], x[1]),
        ["MaxMagnitude"] = x => Math.Abs(x[0]) >= Math.Abs(x[1]) ? x[0] : x[1],
        ["MinMagnitude"] = x => Math.Abs(x[0]) <= Math.Abs(x[1]) ? x[0] : x[1],
        ["Clamp"] = x => Math.Min(Math.Max(x[0], x[1]), x[2]),
        ["ClampNative"] = x => Math.Min(Math.Max(x[0], x[1]), x[2]),
        ["CopySign"] = x => x[1] < 0 ? -Math.Abs(x[0]) : Math.Abs(x[0]),
        ["ScaleB"] = x => x[0] * Math.Pow(2, x[1]),
        ["Remainder"] = x => x[0] % x[1],
        ["IeeeRemainder"] = x => Math.IEEERemainder(x[0], x[1]),
        ["Lerp"] = x => (x[0] * (1 - x[2])) + (x[1] * x[2]),
        ["FusedMultiplyAdd"] = x => (x[0] * x[1]) + x[2],
        ["MultiplyAddEstimate"] = x => (x[0] * x[1]) + x[2],
        ["BitIncrement"] = x => x[0],
        ["BitDecrement"] = x => x[0],
        ["ReciprocalEstimate"] = x => 1 / x[0],
        ["ReciprocalSqrtEstimate"] = x => 1 / Math.Sqrt(x[0]),
        ["DegreesToRadians"] = x => x[0] * Math.PI / 180,
        ["RadiansToDegrees"] = x => x[0] * 180 / Math.PI,
        ["Softplus"] = x => x[0] > 30 ? x[0] : Log1p(Math.Exp(x[0])),
        ["Logistic"] = x => 1 / (1 + Math.Exp(-x[0])),
        ["LogSumExp"] = LogSumExp,
        ["XLogY"] = x => x[0] == 0 ? 0 : x[0] * Math.Log(x[1]),
        ["NormalPdf"] = x => Math.Exp(-0.5 * x[0] * x[0]) / Math.Sqrt(2 * Math.PI),
        ["NormalCdf"] = x => 0.5 * Erfc(-x[0] / Math.Sqrt(2)),
        ["NormalLogCdf"] = x => x[0] < -6 ? (-0.5 * x[0] * x[0]) - (0.5 * Math.Log(2 * Math.PI)) - Math.Log(InverseMillsRatio(x[0])) : Math.Log(0.5 * Erfc(-x[0] / Math.Sqrt(2))),
        ["NormalMeanExcess"] = x => x[0] < 3 ? Evaluate("InverseMillsRatio", [-x[0]]) - x[0] : 1 / LaplaceFraction(x[0], 2),
        ["InverseMillsRatio"] = x => x[0] < -6 ? InverseMillsRatio(x[0]) : Math.Exp(-0.5 * x[0] * x[0]) / Math.Sqrt(2 * Math.PI) / (0.5 * Erfc(-x[0] / Math.Sqrt(2))),
        ["Erf"] = x => Math.Abs(x[0]) < 1 ? ErfSeries(x[0]) : 1 - Erfc(x[0]),
        ["Erfc"] = x => Erfc(x[0]),
        ["LogGamma"] = x => LogGamma(x[0]),
        ["Digamma"] = x => Digamma(x[0]),
        ["Trigamma"] = x => Trigamma(x[0]),
        ["Tetragamma"] = x => Tetragamma(x[0]),
    };

    private static readonly HashSet<string> Periodic = ["Sin", "Cos", "Tan", "SinPi", "CosPi", "TanPi"];
    private static readonly HashSet<string> Choices = ["Abs", "CopySign", "Max", "Min", "MaxMagnitude", "MinMagnitude", "Clamp", "ClampNative"];
    private static readonly HashSet<string> Flat = ["Sign", "Heaviside", "Floor", "Ceiling", "Truncate", "Round"];

    /// <summary>The function's value; NaN for one that is not known.</summary>
    public static double Evaluate(string function, double[] x) => Functions.TryGetValue(function, out var evaluate) ? evaluate(x) : double.NaN;

    /// <summary>The partial derivative with respect to one argument, by central differences of fourth order.</summary>
    public static double Partial(string function, double[] x, int index)
    {
        // Between its jumps a function that has any is flat, or straight.
        if (Flat.Contains(function))
            return 0;
        // Of two straight pieces the one that holds, however near the kink is.
        if (PieceOf(function, x, index) is { } piece)
            return piece;
        if (function is "Remainder" or "IeeeRemainder")
            return index == 0 ? 1 : (Evaluate(function, x) - x[0]) / x[1];
        // In proportion to the argument, or the digits would cancel; but small against a period.
        var scale = Math.Max(Math.Abs(x[index]), 1e-2);
        var h = (Periodic.Contains(function) ? Math.Min(scale, 1) : scale) * 1e-3;
        var moved = (double[])x.Clone();
        var greatest = 0.0;
        double At(double step)
        {
            moved[index] = x[index] + step;
            var value = Evaluate(function, moved);
            greatest = Math.Max(greatest, Math.Abs(value));
            return value;
        }

        double Difference(double step) => ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);

        // Beside a pole only a smaller step tells the slope, and very near to it none does.
        var slope = Difference(h);
        for (var round = 0; round < 3; round++)
        {
            // What the digits of the values leave of their differences must be less than the slope.
            var rounding = greatest * 1e-15 / h;
            h /= 8;
            var finer = Difference(h);
            if (Math.Abs(finer - slope) <= (1e-7 * Math.Abs(finer)) + 1e-12 && rounding <= 1e-4 * Math.Abs(slope))
                return slope;
            slope = finer;
        }

        return double.NaN;
    }

    // The slope of what is one of its arguments, or that with the other sign: NaN where two of them meet, and null for any other function.
    private static double? PieceOf(string function, double[] x, int index)
    {
        if (!Choices.Contains(function))
            return null;
        var value = Evaluate(function, x);
        if (function is "Abs" or "CopySign")
            return Array.IndexOf(x, 0) >= 0 ? double.NaN : index > 0 ? 0 : value == x[0] ? 1 : -1;
        var meets = function.EndsWith("Magnitude", StringComparison.Ordinal) ? Math.Abs(x[0]) == Math.Abs(x[1]) : x.Count(each => each == value) > 1;
        return meets ? double.NaN : x[index] == value ? 1 : 0;
    }

    // Laplace's continued fraction.
    private static double InverseMillsRatio(double x) => LaplaceFraction(-x, 1);

    // x + first/(x + (first + 1)/(x + …))
    private static double LaplaceFraction(double x, int first)
    {
        var fraction = x;
        for (var n = 70; n >= first; n--)
            fraction = x + (n / fraction);
        return fraction;
    }

    private static double Root(double x, double degree) => x < 0 ? -Math.Pow(-x, 1 / degree) : Math.Pow(x, 1 / degree);

    private static double LogSumExp(double[] x)
    {
        var greatest = x.Max();
        return greatest + Math.Log(x.Sum(each => Math.Exp(each - greatest)));
    }

    private static double Expm1(double x) => Math.Tanh(x / 2) * (Math.Exp(x) + 1);

    // What 1 + x has rounded off is made good by the same error in its distance from 1 (Kahan).
    private static double Log1p(double x) => 1 + x is var y && y == 1 ? x : Math.Log(y) * (x / (y - 1));

    // Abramowitz and Stegun 7.1.5.
    private static double ErfSeries(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    // The series near 0, a continued fraction in the tails (Abramowitz and Stegun 7.1.14).
    private static double Erfc(double x)
    {
        if (x < 0)
            return 2 - Erfc(-x);
        if (x < 2.5)
            return 1 - ErfSeries(x);

        var fraction = x;
        for (var n = 60; n > 0; n--)
            fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / (fraction * Math.Sqrt(Math.PI));
    }

    // Stirling's series after the recurrence has taken x far enough (Abramowitz and Stegun 6.1.41, 6.3.18, 6.4.12).
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
            shift += Math.Log(Math.Abs(x));
        var r = 1 / (x * x);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + ((((((r / 1260) - (1.0 / 360)) * r) + (1.0 / 12)) / x)) - shift;
    }

    private static double Digamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
            shift += 1 / x;
        var r = 1 / (x * x);
        return Math.Log(x) - (0.5 / x) - (r * ((1.0 / 12) - (r * ((1.0 / 120) - (r / 252))))) - shift;
    }

    private static double Trigamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
            shift += 1 / (x * x);
        var r = 1 / (x * x);
        return (1 / x) + (0.5 * r) + (r / x * ((1.0 / 6) - (r * ((1.0 / 30) - (r / 42))))) + shift;
    }

    private static double Tetragamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
            shift += 2 / (x * x * x);
        var r = 1 / (x * x);
        return -((r * (1 + (1 / x))) + (r * r * (0.5 - (r * ((1.0 / 6) - (r / 6))))) + shift);
    }
}

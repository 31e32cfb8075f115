namespace SymDiff.Generator.Algebra;

/// <summary>
/// The real numbers between two bounds, each of which may be excluded. What is computed with intervals holds every result that numbers in them have: bounds that a
/// computation rounds are moved outwards (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009).
/// </summary>
internal readonly record struct Interval(double Low, double High, bool IsLowOpen = false, bool IsHighOpen = false)
{
    public static readonly Interval All = new(double.NegativeInfinity, double.PositiveInfinity, true, true);
    public static readonly Interval Positive = new(0, double.PositiveInfinity, true, true);
    public static readonly Interval NonNegative = new(0, double.PositiveInfinity, false, true);

    public bool IsAll => double.IsNegativeInfinity(Low) && double.IsPositiveInfinity(High);

    public bool IsEmpty => !(Low < High || (Low == High && !IsLowOpen && !IsHighOpen));

    public bool IsPositive => Low > 0 || (Low == 0 && IsLowOpen);

    public bool IsNonNegative => Low >= 0;

    public bool IsNegative => High < 0 || (High == 0 && IsHighOpen);

    public bool IsNonPositive => High <= 0;

    public bool HoldsZero => Holds(0);

    public bool Holds(double x) => (IsLowOpen ? x > Low : x >= Low) && (IsHighOpen ? x < High : x <= High);

    /// <summary>The numbers that are in both.</summary>
    public Interval And(Interval other)
    {
        var (low, isLowOpen) = Low > other.Low || (Low == other.Low && IsLowOpen) ? (Low, IsLowOpen) : (other.Low, other.IsLowOpen);
        var (high, isHighOpen) = High < other.High || (High == other.High && IsHighOpen) ? (High, IsHighOpen) : (other.High, other.IsHighOpen);
        return new(low, high, isLowOpen, isHighOpen);
    }

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Or(Interval other)
    {
        var (low, isLowOpen) = Low < other.Low || (Low == other.Low && !IsLowOpen) ? (Low, IsLowOpen) : (other.Low, other.IsLowOpen);
        var (high, isHighOpen) = High > other.High || (High == other.High && !IsHighOpen) ? (High, IsHighOpen) : (other.High, other.IsHighOpen);
        return new(low, high, isLowOpen, isHighOpen);
    }

    public static Interval Point(double x) => double.IsNaN(x) ? All : new(x, x);

    public static Interval operator -(Interval a) => new(-a.High, -a.Low, a.IsHighOpen, a.IsLowOpen);

    public static Interval operator +(Interval a, Interval b)
    {
        var (low, high) = (a.Low + b.Low, a.High + b.High);
        return new(
            IsExactSum(a.Low, b.Low, low) ? low : Down(low),
            IsExactSum(a.High, b.High, high) ? high : Up(high),
            a.IsLowOpen || b.IsLowOpen,
            a.IsHighOpen || b.IsHighOpen);
    }

    public static Interval operator *(Interval a, Interval b)
    {
        Bound[] products = [Times(a.LowBound, b.LowBound), Times(a.LowBound, b.HighBound), Times(a.HighBound, b.LowBound), Times(a.HighBound, b.HighBound)];
        var (low, high) = (products[0], products[0]);
        foreach (var product in products)
        {
            if (product.Down < low.Down || (product.Down == low.Down && !product.IsOpen))
                low = product;
            if (product.Up > high.Up || (product.Up == high.Up && !product.IsOpen))
                high = product;
        }

        return new(low.Down, high.Up, low.IsOpen, high.IsOpen);
    }

    /// <summary>1/x wherever it is a number; all numbers where x may be on either side of zero.</summary>
    public Interval Reciprocal()
    {
        if ((Low < 0 && High > 0) || (Low == 0 && High == 0))
            return All;
        // At a bound that is zero the reciprocal grows without one.
        var (low, isLowOpen) = High == 0 ? (double.NegativeInfinity, true) : (Rounded(1 / High, High, Down), IsHighOpen || double.IsInfinity(High));
        var (high, isHighOpen) = Low == 0 ? (double.PositiveInfinity, true) : (Rounded(1 / Low, Low, Up), IsLowOpen || double.IsInfinity(Low));
        return new(low, high, isLowOpen, isHighOpen);

        static double Rounded(double result, double x, Func<double, double> away) => result * x == 1 && Math.Abs(x) is 1 or 2 or 4 or 0.5 or 0.25 || double.IsInfinity(x) ? result : away(result);
    }

    public Interval Abs() => IsNonNegative ? this : IsNonPositive ? -this : new(0, Math.Max(-Low, High), false, -Low > High ? IsLowOpen : -Low < High ? IsHighOpen : IsLowOpen && IsHighOpen);

    /// <summary>The power with a whole exponent, greater than zero.</summary>
    public Interval Power(long exponent)
    {
        if (exponent > 64)
            return exponent % 2 == 0 ? NonNegative : All;
        // An even power never turns back.
        var radix = exponent % 2 == 0 ? Abs() : this;
        return radix.Map(x => ExactPower(x, exponent).Value, x => ExactPower(x, exponent).IsExact);
    }

    /// <summary>What an increasing function makes of it. It is rounded unless it is said to be exact.</summary>
    public Interval Map(Func<double, double> increasing, Func<double, bool>? isExact = null)
    {
        var (low, high) = (increasing(Low), increasing(High));
        if (double.IsNaN(low) || double.IsNaN(high))
            return All;
        return new(
            isExact?.Invoke(Low) == true ? low : Down(low),
            isExact?.Invoke(High) == true ? high : Up(high),
            IsLowOpen,
            IsHighOpen);
    }

    public override string ToString() => $"{(IsLowOpen ? "(" : "[")}{Low.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}, {High.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}{(IsHighOpen ? ")" : "]")}";

    private Bound LowBound => new(Low, Low, IsLowOpen);

    private Bound HighBound => new(High, High, IsHighOpen);

    private readonly record struct Bound(double Down, double Up, bool IsOpen);

    // Zero times what is without bound is zero: no number of the interval is infinite. A closed zero is reached whatever the other is.
    private static Bound Times(Bound a, Bound b)
    {
        if (a.Down == 0 || b.Down == 0)
            return new(0, 0, (a.Down != 0 || a.IsOpen) && (b.Down != 0 || b.IsOpen));
        var product = a.Down * b.Down;
        var isExact = IsExactProduct(a.Down, b.Down, product);
        return new(isExact ? product : Down(product), isExact ? product : Up(product), a.IsOpen || b.IsOpen);
    }

    private static (double Value, bool IsExact) ExactPower(double x, long exponent)
    {
        var (result, isExact) = (1.0, true);
        for (var i = 0; i < exponent; i++)
        {
            var next = result * x;
            isExact &= IsExactProduct(result, x, next);
            result = next;
        }

        return (result, isExact);
    }

    // The error of a sum is a number (Knuth, The Art of Computer Programming 2, 4.2.2).
    private static bool IsExactSum(double a, double b, double sum)
    {
        if (double.IsInfinity(sum))
            return double.IsInfinity(a) || double.IsInfinity(b);
        var part = sum - a;
        return (a - (sum - part)) + (b - part) == 0;
    }

    // So is that of a product (Dekker 1971), unless it is very large or very small.
    private static bool IsExactProduct(double a, double b, double product)
    {
        if (double.IsInfinity(product))
            return double.IsInfinity(a) || double.IsInfinity(b);
        if (product == 0 || a == 1 || b == 1 || a == -1 || b == -1)
            return a == 0 || b == 0 || product != 0;
        if (Math.Abs(product) is < 1e-200 or > 1e200 || Math.Abs(a) is < 1e-150 or > 1e150 || Math.Abs(b) is < 1e-150 or > 1e150)
            return false;
        var (aHigh, aLow) = Halves(a);
        var (bHigh, bLow) = Halves(b);
        return ((aHigh * bHigh) - product) + (aHigh * bLow) + (aLow * bHigh) + (aLow * bLow) == 0;
    }

    private static (double High, double Low) Halves(double x)
    {
        var scaled = 134217729 * x;
        var high = scaled - (scaled - x);
        return (high, x - high);
    }

    // A little further than the next number, as far as a function's value may be from the true one.
    private static double Down(double x) => double.IsInfinity(x) ? (x > 0 ? double.MaxValue : x) : x - (Math.Abs(x) * 1e-15) - double.Epsilon;

    private static double Up(double x) => -Down(-x);
}

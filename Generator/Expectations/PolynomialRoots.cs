namespace SymDiff.Generator.Expectations;

/// <summary>Where a polynomial whose coefficients are numbers changes its sign.</summary>
internal static class PolynomialRoots
{
    private const int Halvings = 200;

    // A number that is short is meant, if it is a root.
    private const double Short = 1e6;

    /// <summary>Whether it is positive far to the left, and where its sign changes, ascending; null where that is not clear.</summary>
    /// <param name="coefficients">The coefficients, that of the constant first.</param>
    public static (bool StartsPositive, IReadOnlyList<double> Changes)? Of(double[] coefficients)
    {
        var degree = Array.FindLastIndex(coefficients, coefficient => coefficient != 0);
        if (degree < 1)
            return null;
        double[] own = [.. coefficients.Take(degree + 1)];
        var leading = own[degree];
        return (leading > 0 == (degree % 2 == 0), [.. Changes(own)]);
    }

    // Between its stationary points a polynomial is monotone, and has a root at most.
    private static List<double> Changes(double[] coefficients)
    {
        var degree = coefficients.Length - 1;
        if (degree == 1)
            return [-coefficients[0] / coefficients[1]];
        // All roots are less than this (Cauchy).
        var bound = 2 + coefficients.Take(degree).Max(coefficient => Math.Abs(coefficient / coefficients[degree]));
        double[] derivative = [.. coefficients.Skip(1).Select((coefficient, i) => coefficient * (i + 1))];
        double[] ends = [-bound, .. Changes(derivative), bound];
        var changes = new List<double>();
        for (var i = 0; i + 1 < ends.Length; i++)
        {
            // A root that is a stationary point belongs to the piece on its left, if the sign changes there.
            var (left, right) = (SignAt(coefficients, ends, i), SignAt(coefficients, ends, i + 1));
            if (left != 0 && right != 0 && left != right)
                changes.Add(Rounded(coefficients, Between(coefficients, ends[i], ends[i + 1], left)));
            else if (right == 0 && i + 2 < ends.Length && left * SignAt(coefficients, ends, i + 2) < 0)
                changes.Add(Rounded(coefficients, ends[i + 1]));
        }

        return changes;
    }

    private static int SignAt(double[] coefficients, double[] ends, int index)
    {
        var x = ends[index];
        var (value, size) = (0.0, 0.0);
        for (var i = coefficients.Length - 1; i >= 0; i--)
            (value, size) = ((value * x) + coefficients[i], (size * Math.Abs(x)) + Math.Abs(coefficients[i]));
        return Math.Abs(value) <= 1e-13 * size ? 0 : Math.Sign(value);
    }

    private static double Between(double[] coefficients, double low, double high, int signAtLow)
    {
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                break;
            (low, high) = Math.Sign(At(coefficients, middle)) == signAtLow ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Rounded(double[] coefficients, double root)
    {
        var near = Math.Round(root * Short) / Short;
        return Math.Abs(near - root) < 1e-9 && At(coefficients, near) == 0 ? near + 0.0 : root;
    }

    private static double At(double[] coefficients, double x) => Enumerable.Reverse(coefficients).Aggregate(0.0, (value, coefficient) => (value * x) + coefficient);
}

using SymDiff.Generator.Calculus;

namespace SymDiff.Generator.Checking;

/// <summary>The functions of vectors as numbers, for the check: arguments one after the other, component by component.</summary>
internal static class NumericVectors
{
    // What is done to each component as to a number.
    private static readonly HashSet<string> componentwise =
    [
        "Clamp", "ClampNative", "FusedMultiplyAdd", "MultiplyAddEstimate", "DegreesToRadians", "RadiansToDegrees", "Sin", "Cos", "Exp", "Log", "Log2", "Hypot", "CopySign",
        "MaxMagnitude", "MinMagnitude", "Round", "Truncate",
    ];

    /// <summary>A component of the result, of a function such as <c>Vector.Cross</c>, given how many components each argument has.</summary>
    public static double Evaluate(string function, int[] sizes, double[] x, int component)
    {
        var arguments = new double[sizes.Length][];
        for (int i = 0, at = 0; i < sizes.Length; at += sizes[i++])
            arguments[i] = [.. x.Skip(at).Take(sizes[i])];
        double At(int argument, int index) => arguments[argument][sizes[argument] == 1 ? 0 : index];
        double A(int index) => At(0, index);
        double B(int index) => At(1, index);
        var n = sizes.Max();
        double Sum(Func<int, double> term) => Enumerable.Range(0, n).Sum(term);
        return function.Substring(VectorFormulas.Prefix.Length) switch
        {
            "Add" => A(component) + B(component),
            "Subtract" => A(component) - B(component),
            "Multiply" => A(component) * B(component),
            "Divide" => A(component) / B(component),
            "Negate" => -A(component),
            "Dot" => Sum(i => A(i) * B(i)),
            "LengthSquared" => Sum(i => A(i) * A(i)),
            "Length" => Math.Sqrt(Sum(i => A(i) * A(i))),
            "DistanceSquared" => Sum(i => (A(i) - B(i)) * (A(i) - B(i))),
            "Distance" => Math.Sqrt(Sum(i => (A(i) - B(i)) * (A(i) - B(i)))),
            "Normalize" => A(component) / Math.Sqrt(Sum(i => A(i) * A(i))),
            "Sum" => Sum(A),
            "Cross" when n == 2 => (A(0) * B(1)) - (A(1) * B(0)),
            "Cross" when component == 3 => A(3) * B(3),
            "Cross" => (A((component + 1) % 3) * B((component + 2) % 3)) - (A((component + 2) % 3) * B((component + 1) % 3)),
            "Lerp" => (A(component) * (1 - At(2, component))) + (B(component) * At(2, component)),
            "Reflect" => A(component) - (2 * B(component) * Sum(i => A(i) * B(i))),
            "Abs" => Math.Abs(A(component)),
            "Min" => Math.Min(A(component), B(component)),
            "Max" => Math.Max(A(component), B(component)),
            "SquareRoot" => Math.Sqrt(A(component)),
            var name when componentwise.Contains(name) => NumericFunctions.Evaluate(name, [.. sizes.Select((_, i) => At(i, component))]),
            var name when CameraFormulas.All.ContainsKey(name) => NumericCameras.Evaluate(name, arguments)[component],
            var name when PlaneFormulas.All.ContainsKey(name) => NumericPlanes.Evaluate(name, arguments)[component],
            var name => NumericRotations.Evaluate(name, arguments, component),
        };
    }

    /// <summary>Its partial derivative with respect to one number, by central differences of fourth order.</summary>
    public static double Partial(string function, int[] sizes, double[] x, int component, int index)
    {
        if (function.Substring(VectorFormulas.Prefix.Length) is var name && componentwise.Contains(name))
        {
            var starts = sizes.Select((_, i) => sizes.Take(i).Sum()).ToList();
            var argument = starts.FindLastIndex(start => start <= index);
            return sizes[argument] > 1 && index - starts[argument] != component ? 0
                : NumericFunctions.Partial(name, [.. starts.Select((start, i) => x[start + (sizes[i] == 1 ? 0 : component)])], argument);
        }

        var step = 1e-3 * Math.Max(Math.Abs(x[index]), 1e-2);
        double At(double by)
        {
            var moved = (double[])x.Clone();
            moved[index] += by;
            return Evaluate(function, sizes, moved, component);
        }

        return ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);
    }
}

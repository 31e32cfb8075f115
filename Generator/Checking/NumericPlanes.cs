namespace SymDiff.Generator.Checking;

/// <summary>The functions of planes and of <c>Matrix3x2</c> as numbers, for the check.</summary>
internal static class NumericPlanes
{
    /// <summary>The components of the result, one where it is a number.</summary>
    public static double[] Evaluate(string function, double[][] v)
    {
        double At(int i) => v[i][0];
        double[] before = [.. v.Take(v.Length - 1).SelectMany(one => one)];
        var last = v[v.Length - 1];
        return function switch
        {
            "AffineProduct" => [.. Moved(v[0], 0, v[1], 0), .. Moved(v[0], 2, v[1], 0), .. Moved(v[0], 4, v[1], 1)],
            "AffineDeterminant" => [(v[0][0] * v[0][3]) - (v[0][1] * v[0][2])],
            "AffineTransform" => Moved(v[0], 0, v[1], 1),
            "AffineTransformNormal" => Moved(v[0], 0, v[1], 0),
            "AffineRotation" => Rotation(At(0)),
            "AffineRotationAround" => Around(Rotation(At(0)), last),
            "AffineScale" => Scale([.. v.SelectMany(one => one)]),
            "AffineScaleAround" => Around(Scale(before), last),
            "AffineSkew" => [1, Math.Tan(At(1)), Math.Tan(At(0)), 1, 0, 0],
            "AffineSkewAround" => Around([1, Math.Tan(At(1)), Math.Tan(At(0)), 1, 0, 0], last),
            "AffineTranslation" => [1, 0, 0, 1, .. v.SelectMany(one => one)],
            "PlaneDot" => [Enumerable.Range(0, 4).Sum(i => v[0][i] * v[1][i])],
            "PlaneDotCoordinate" => [Enumerable.Range(0, 3).Sum(i => v[0][i] * v[1][i]) + v[0][3]],
            "PlaneDotNormal" => [Enumerable.Range(0, 3).Sum(i => v[0][i] * v[1][i])],
            "Reflection" => Reflection(v[0]),
            _ => Shadow(v[0], v[1]),
        };
    }

    // (x, y, h) M
    private static double[] Moved(double[] a, int at, double[] m, double h) =>
        [(a[at] * m[0]) + (a[at + 1] * m[2]) + (h * m[4]), (a[at] * m[1]) + (a[at + 1] * m[3]) + (h * m[5])];

    private static double[] Rotation(double angle) => [Math.Cos(angle), Math.Sin(angle), -Math.Sin(angle), Math.Cos(angle), 0, 0];

    private static double[] Scale(double[] by) => [by[0], 0, 0, by[by.Length - 1], 0, 0];

    // To the origin, there what the matrix does, and back.
    private static double[] Around(double[] m, double[] centre)
    {
        var to = Moved([-centre[0], -centre[1]], 0, m, 1);
        return [m[0], m[1], m[2], m[3], centre[0] + to[0], centre[1] + to[1]];
    }

    // Of each point what lies on the other side: x − 2(n·x + d)n/|n|².
    private static double[] Reflection(double[] plane)
    {
        var square = Enumerable.Range(0, 3).Sum(i => plane[i] * plane[i]);
        return [.. Enumerable.Range(0, 16).Select(at => (at / 4 == at % 4 ? 1 : 0) - (at % 4 == 3 ? 0 : 2 * plane[at / 4] * plane[at % 4] / square))];
    }

    // Along the light to the plane: (n·l)x − (n·x + d)l, with a plane of length 1.
    private static double[] Shadow(double[] light, double[] plane)
    {
        var length = Math.Sqrt(Enumerable.Range(0, 3).Sum(i => plane[i] * plane[i]));
        var dot = Enumerable.Range(0, 3).Sum(i => plane[i] * light[i]) / length;
        return [.. Enumerable.Range(0, 16).Select(at => (at / 4 == at % 4 ? dot : 0) - (at % 4 == 3 ? 0 : plane[at / 4] * light[at % 4] / length))];
    }
}

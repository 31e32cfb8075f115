namespace SymDiff.Generator.Checking;

/// <summary>The functions of quaternions and matrices as numbers, for the check.</summary>
internal static class NumericRotations
{
    /// <summary>A component of the result; of a matrix row by row.</summary>
    public static double Evaluate(string function, double[][] arguments, int component)
    {
        var (a, b) = (arguments[0], arguments.Length > 1 ? arguments[1] : []);
        var (row, column) = (component / 4, component % 4);
        double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
        double Scaled(int i) => arguments.Length == 3 ? arguments[i][0] : a.Length == 1 ? a[0] : a[i];
        double Unit() => row == column ? 1 : 0;
        return function switch
        {
            "Hamilton" => Product(a, b)[component],
            "HamiltonQuotient" => Product(a, Conjugate(b))[component] / Sum(4, i => b[i] * b[i]),
            "Concatenate" => Product(b, a)[component],
            "Conjugate" => Conjugate(a)[component],
            "Inverse" => Conjugate(a)[component] / Sum(4, i => a[i] * a[i]),
            "QuaternionLerp" => Between(a, b, arguments[2][0], component),
            "AxisAngle" => component == 3 ? Math.Cos(b[0] / 2) : a[component] * Math.Sin(b[0] / 2),
            // A turn about y, then x, then z of the body.
            "YawPitchRoll" => Product(Product(Turn(1, a[0]), Turn(0, b[0])), Turn(2, arguments[2][0]))[component],
            "Rotate" => Product(Product(b, Four(a)), Conjugate(b))[component],
            // v + 2w(u × v) + 2u × (u × v), with u the vector part.
            "RotateToFour" => Product(Product(b, [.. a, .. new double[3 - a.Length], 1]), Conjugate(b))[component],
            "RotateToFourByUnit" => component == 3 ? 1 : Evaluate("RotateByUnit", [[.. a, .. new double[3 - a.Length], 1], b], component),
            "Slerp" => OnTheCircle(a, b, arguments[2][0], component),
            "FromRotation" => OfRotation(a)[component],
            "RotateByUnit" => component == 3 ? a[3] : Four(a)[component] + (2 * b[3] * Cross(b, Four(a))[component]) + (2 * Cross(b, Cross(b, Four(a)))[component]),
            "MatrixProduct" => Sum(4, k => a[(row * 4) + k] * b[(k * 4) + column]),
            "Transpose" => a[(column * 4) + row],
            "Determinant" => Determinant(a, 4),
            "RotationX" or "RotationY" or "RotationZ" => Turned(Turn(function[8] - 'X', a[0]), row, column),
            "FromQuaternion" => Turned(a, row, column),
            "Translation" => row == 3 && column < 3 ? Scaled(column) : Unit(),
            "Scale" => row == column && row < 3 ? Scaled(row) : Unit(),
            "Transform" or "TransformToFour" => Sum(a.Length, i => a[i] * b[(i * 4) + component]) + (a.Length < 4 ? b[12 + component] : 0),
            "TransformNormal" => Sum(a.Length, i => a[i] * b[(i * 4) + component]),
            _ => double.NaN,
        };
    }

    private static double[] Four(double[] v) => [.. v, .. new double[4 - v.Length]];

    private static double[] Conjugate(double[] q) => [-q[0], -q[1], -q[2], q[3]];

    private static double[] Cross(double[] u, double[] v) => [(u[1] * v[2]) - (u[2] * v[1]), (u[2] * v[0]) - (u[0] * v[2]), (u[0] * v[1]) - (u[1] * v[0])];

    // (u, s)(v, t) = (s v + t u + u × v, s t − u·v)
    private static double[] Product(double[] p, double[] q)
    {
        var cross = Cross(p, q);
        return [.. Enumerable.Range(0, 3).Select(i => (p[3] * q[i]) + (q[3] * p[i]) + cross[i]), (p[3] * q[3]) - Enumerable.Range(0, 3).Sum(i => p[i] * q[i])];
    }

    private static double[] Turn(int axis, double angle)
    {
        var q = new double[4];
        (q[axis], q[3]) = (Math.Sin(angle / 2), Math.Cos(angle / 2));
        return q;
    }

    // Where the unit vector of a row goes.
    private static double Turned(double[] q, int row, int column)
    {
        if (row == 3 || column == 3)
            return row == column ? 1 : 0;
        var unit = new double[4];
        unit[row] = 1;
        return unit[column] + (2 * q[3] * Cross(q, unit)[column]) + (2 * Cross(q, Cross(q, unit))[column]);
    }

    private static double Between(double[] p, double[] q, double t, int component)
    {
        var sign = Enumerable.Range(0, 4).Sum(i => p[i] * q[i]) >= 0 ? 1 : -1;
        double At(int i) => (p[i] * (1 - t)) + (sign * t * q[i]);
        return At(component) / Math.Sqrt(Enumerable.Range(0, 4).Sum(i => At(i) * At(i)));
    }

    private static double OnTheCircle(double[] p, double[] q, double t, int component)
    {
        var cosine = Enumerable.Range(0, 4).Sum(i => p[i] * q[i]);
        var sign = cosine < 0 ? -1 : 1;
        if (cosine * sign > 1 - 1e-6)
            return ((1 - t) * p[component]) + (sign * t * q[component]);
        var angle = Math.Atan2(Math.Sqrt(1 - (cosine * cosine)), cosine * sign);
        return ((Math.Sin((1 - t) * angle) * p[component]) + (sign * Math.Sin(t * angle) * q[component])) / Math.Sqrt(1 - (cosine * cosine));
    }

    private static double[] OfRotation(double[] m)
    {
        double Turn(int i, int j, int k) => m[(4 * j) + k] - m[(4 * k) + j];
        double Both(int i, int j) => m[(4 * i) + j] + m[(4 * j) + i];
        var (x, y, z) = (m[0], m[5], m[10]);
        if (x + y + z > 0)
        {
            var w = Math.Sqrt(1 + x + y + z) / 2;
            return [Turn(0, 1, 2) / (4 * w), Turn(1, 2, 0) / (4 * w), Turn(2, 0, 1) / (4 * w), w];
        }

        var i = x >= y && x >= z ? 0 : y > z ? 1 : 2;
        var (j, k) = ((i + 1) % 3, (i + 2) % 3);
        var large = Math.Sqrt(1 + m[5 * i] - m[5 * j] - m[5 * k]) / 2;
        var q = new double[4];
        (q[i], q[j], q[k], q[3]) = (large, Both(i, j) / (4 * large), Both(i, k) / (4 * large), Turn(i, j, k) / (4 * large));
        return q;
    }

    // Along the first row.
    private static double Determinant(double[] m, int n) => n == 1 ? m[0] : Enumerable.Range(0, n).Sum(j =>
        (j % 2 == 0 ? 1 : -1) * m[j] * Determinant([.. Enumerable.Range(0, n * n).Where(at => at / n > 0 && at % n != j).Select(at => m[at])], n - 1));
}

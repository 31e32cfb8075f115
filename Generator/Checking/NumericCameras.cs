namespace SymDiff.Generator.Checking;

/// <summary>The matrices that look, project and turn about a point, as numbers, for the check.</summary>
internal static class NumericCameras
{
    /// <summary>The matrix, row by row.</summary>
    public static double[] Evaluate(string function, double[][] v)
    {
        double At(int i) => v[i][0];
        double[] Named(string name, params double[][] arguments) => [.. Enumerable.Range(0, 16).Select(i => NumericRotations.Evaluate(name, arguments, i))];
        return function switch
        {
            "LookAt" => Seen(v[0], Sum(1, v[0], -1, v[1]), v[2]),
            "LookAtLeftHanded" => Seen(v[0], Sum(1, v[1], -1, v[0]), v[2]),
            "LookTo" => Seen(v[0], Sum(-1, v[1], 0, v[1]), v[2]),
            "LookToLeftHanded" => Seen(v[0], v[1], v[2]),
            "World" => Axes(Sum(-1, v[1], 0, v[1]), v[2]) is var a ? [.. a[0], 0, .. a[1], 0, .. a[2], 0, .. v[0], 1] : [],
            "Perspective" or "PerspectiveLeftHanded" => Projected(-At(0) / 2, At(0) / 2, -At(1) / 2, At(1) / 2, At(2), At(3), IsLeft(function)),
            "PerspectiveOffCenter" or "PerspectiveOffCenterLeftHanded" => Projected(At(0), At(1), At(2), At(3), At(4), At(5), IsLeft(function)),
            "FieldOfView" or "FieldOfViewLeftHanded" => Math.Tan(At(0) / 2) * At(2) is var top ? Projected(-top * At(1), top * At(1), -top, top, At(2), At(3), IsLeft(function)) : [],
            "Orthographic" or "OrthographicLeftHanded" => Orthographic(-At(0) / 2, At(0) / 2, -At(1) / 2, At(1) / 2, At(2), At(3), IsLeft(function)),
            "OrthographicOffCenter" or "OrthographicOffCenterLeftHanded" => Orthographic(At(0), At(1), At(2), At(3), At(4), At(5), IsLeft(function)),
            "Viewport" or "ViewportLeftHanded" =>
                [At(2) / 2, 0, 0, 0, 0, -At(3) / 2, 0, 0, 0, 0, (IsLeft(function) ? 1 : -1) * (At(5) - At(4)), 0, At(0) + (At(2) / 2), At(1) + (At(3) / 2), At(4), 1],
            "MatrixOfYawPitchRoll" => Named("FromQuaternion", [.. Enumerable.Range(0, 4).Select(i => NumericRotations.Evaluate("YawPitchRoll", v, i))]),
            "MatrixOfAxisAngle" => Named("FromQuaternion", [.. Enumerable.Range(0, 4).Select(i => NumericRotations.Evaluate("AxisAngle", v, i))]),
            "MatrixOfUnitAxisAngle" => OfUnitAxis(v[0], At(1)),
            "RotationXAround" or "RotationYAround" or "RotationZAround" => Around(Named(function.Substring(0, 9), v[0]), v[1]),
            "ScaleAround" => Around(Named("Scale", [.. v.Take(v.Length - 1)]), v[v.Length - 1]),
            "Turned" => Named("MatrixProduct", v[0], Named("FromQuaternion", v[1])),
            _ => [.. Enumerable.Range(0, 16).Select(i => v[0][i % v[0].Length])],
        };
    }

    private static bool IsLeft(string function) => function.EndsWith("LeftHanded", StringComparison.Ordinal);

    private static double[] Sum(double a, double[] x, double b, double[] y) => [.. x.Zip(y, (one, other) => (a * one) + (b * other))];

    private static double[] Unit(double[] x) => [.. x.Select(one => one / Math.Sqrt(x.Sum(other => other * other)))];

    private static double[] Cross(double[] u, double[] v) => [(u[1] * v[2]) - (u[2] * v[1]), (u[2] * v[0]) - (u[0] * v[2]), (u[0] * v[1]) - (u[1] * v[0])];

    private static double[][] Axes(double[] direction, double[] up)
    {
        var z = Unit(direction);
        var x = Unit(Cross(up, z));
        return [x, Cross(z, x), z];
    }

    // The inverse of the motion that takes the axes and the origin to those of the eye.
    private static double[] Seen(double[] eye, double[] direction, double[] up)
    {
        var axes = Axes(direction, up);
        return [.. Enumerable.Range(0, 16).Select(at => at % 4 == 3 ? (at == 15 ? 1 : 0) : at < 12 ? axes[at % 4][at / 4] : -Enumerable.Range(0, 3).Sum(i => axes[at % 4][i] * eye[i]))];
    }

    private static double[] Projected(double l, double r, double b, double t, double n, double f, bool isLeft)
    {
        var hand = isLeft ? -1 : 1;
        var range = double.IsInfinity(f) ? -1 : f / (n - f);
        return [2 * n / (r - l), 0, 0, 0, 0, 2 * n / (t - b), 0, 0, hand * (l + r) / (r - l), hand * (t + b) / (t - b), hand * range, -hand, 0, 0, range * n, 0];
    }

    private static double[] Orthographic(double l, double r, double b, double t, double n, double f, bool isLeft) =>
        [2 / (r - l), 0, 0, 0, 0, 2 / (t - b), 0, 0, 0, 0, (isLeft ? -1 : 1) / (n - f), 0, -(l + r) / (r - l), -(t + b) / (t - b), n / (n - f), 1];

    // Rodrigues' formula, of each unit vector.
    private static double[] OfUnitAxis(double[] axis, double angle)
    {
        var m = new double[16];
        m[15] = 1;
        for (var i = 0; i < 3; i++)
        {
            var unit = new double[3];
            unit[i] = 1;
            var across = Cross(axis, unit);
            for (var j = 0; j < 3; j++)
                m[(4 * i) + j] = (unit[j] * Math.Cos(angle)) + (across[j] * Math.Sin(angle)) + (axis[j] * axis[i] * (1 - Math.Cos(angle)));
        }

        return m;
    }

    private static double[] Around(double[] m, double[] centre)
    {
        double[] around = [.. m];
        for (var j = 0; j < 3; j++)
            around[12 + j] = centre[j] - (centre[0] * m[j]) - (centre[1] * m[4 + j]) - (centre[2] * m[8 + j]);
        return around;
    }
}

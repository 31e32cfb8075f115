using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>What the functions of quaternions are, component by component: the vector part, then the scalar part (Hamilton, On Quaternions, 1844).</summary>
internal static class RotationFormulas
{
    public static readonly IReadOnlyDictionary<string, Func<ExprGraph, Expr[][], Expr[]>> All = new Dictionary<string, Func<ExprGraph, Expr[][], Expr[]>>
    {
        ["Hamilton"] = (g, v) => Of(Product(In(g, v[0]), In(g, v[1]))),
        ["HamiltonQuotient"] = (g, v) => Of(Product(In(g, v[0]), Inverse(In(g, v[1])))),
        ["Concatenate"] = (g, v) => Of(Product(In(g, v[1]), In(g, v[0]))),
        ["Conjugate"] = (g, v) => Of(Conjugate(In(g, v[0]))),
        ["Inverse"] = (g, v) => Of(Inverse(In(g, v[0]))),
        ["QuaternionLerp"] = (g, v) => Of(Lerp(In(g, v[0]), In(g, v[1]), In(g, v[2])[0])),
        ["AxisAngle"] = (g, v) => Of(AxisAngle(In(g, v[0]), In(g, v[1])[0])),
        ["YawPitchRoll"] = (g, v) => Of(YawPitchRoll(In(g, v[0])[0], In(g, v[1])[0], In(g, v[2])[0])),
        ["Rotate"] = (g, v) => Of([.. Rotated(In(g, v[0]), In(g, v[1])).Take(v[0].Length)]),
        ["RotateToFour"] = (g, v) => Of(Rotated([.. In(g, v[0]), .. In(g, [g.Zero]).Take(3 - v[0].Length), .. In(g, [g.One])], In(g, v[1]))),
        ["RotateToFourByUnit"] = (g, v) => Of(RotatedByUnit([.. In(g, v[0]), .. In(g, [g.Zero]).Take(3 - v[0].Length), .. In(g, [g.One])], In(g, v[1]))),
        ["Slerp"] = (g, v) => Of(Slerp(In(g, v[0]), In(g, v[1]), In(g, v[2])[0])),
        ["FromRotation"] = (g, v) => Of(FromRotation(In(g, v[0]))),
        ["RotateByUnit"] = (g, v) => Of(RotatedByUnit(In(g, v[0]), In(g, v[1]))),
    };

    public static Formula[] In(ExprGraph graph, Expr[] components) => [.. components.Select(component => new Formula(graph, component))];

    public static Expr[] Of(Formula[] components) => [.. components.Select(component => component.Expr)];

    // q v q*, of which the scalar part is that of v times |q|².
    private static Formula[] Rotated(Formula[] v, Formula[] q)
    {
        Formula[] whole = [v[0], v[1], v.Length > 2 ? v[2] : q[0].Of(0), v.Length > 3 ? v[3] : q[0].Of(0)];
        return Product(Product(q, whole), Conjugate(q));
    }

    // The same where |q| is 1, as .NET before version 9 computes it: R(q) v, with R as in Matrix4x4.CreateFromQuaternion.
    private static Formula[] RotatedByUnit(Formula[] v, Formula[] q)
    {
        var rows = Rotation(q);
        return [.. Enumerable.Range(0, v.Length).Select(j => j == 3 ? v[3] : Enumerable.Range(0, Math.Min(v.Length, 3)).Select(i => v[i] * rows[i][j]).Aggregate((a, b) => a + b))];
    }

    /// <summary>The rotation by a unit quaternion, for row vectors: v R.</summary>
    public static Formula[][] Rotation(Formula[] q)
    {
        var (x, y, z, w) = (q[0], q[1], q[2], q[3]);
        return
        [
            [1 - (2 * ((y * y) + (z * z))), 2 * ((x * y) + (w * z)), 2 * ((x * z) - (w * y))],
            [2 * ((x * y) - (w * z)), 1 - (2 * ((x * x) + (z * z))), 2 * ((y * z) + (w * x))],
            [2 * ((x * z) + (w * y)), 2 * ((y * z) - (w * x)), 1 - (2 * ((x * x) + (y * y)))],
        ];
    }

    private static Formula[] Product(Formula[] p, Formula[] q) =>
    [
        (p[3] * q[0]) + (p[0] * q[3]) + (p[1] * q[2]) - (p[2] * q[1]),
        (p[3] * q[1]) + (p[1] * q[3]) + (p[2] * q[0]) - (p[0] * q[2]),
        (p[3] * q[2]) + (p[2] * q[3]) + (p[0] * q[1]) - (p[1] * q[0]),
        (p[3] * q[3]) - (p[0] * q[0]) - (p[1] * q[1]) - (p[2] * q[2]),
    ];

    private static Formula[] Conjugate(Formula[] q) => [-q[0], -q[1], -q[2], q[3]];

    private static Formula[] Inverse(Formula[] q)
    {
        var square = Square(q);
        return [.. Conjugate(q).Select(component => component / square)];
    }

    // Along the shorter way, and of length 1.
    private static Formula[] Lerp(Formula[] p, Formula[] q, Formula t)
    {
        var dot = p.Zip(q, (a, b) => a * b).Aggregate((a, b) => a + b);
        var by = dot.If(ValueKind.GreaterOrEqual, dot.Of(0), t, -t);
        Formula[] between = [.. p.Zip(q, (a, b) => ((1 - t) * a) + (by * b))];
        var length = Square(between).Sqrt;
        return [.. between.Select(component => component / length)];
    }

    // Along the great circle; where the two are so close that it is a line to the framework, along that.
    private static Formula[] Slerp(Formula[] p, Formula[] q, Formula t)
    {
        var dot = p.Zip(q, (a, b) => a * b).Aggregate((a, b) => a + b);
        var zero = dot.Of(0);
        var cosine = dot.If(ValueKind.Less, zero, -dot, dot);
        var angle = cosine.Call(Primitive.Acos);
        var sine = angle.Call(Primitive.Sin);
        var isClose = cosine.Of(Constant.Of(1 - 1e-6));
        var by = cosine.If(ValueKind.Greater, isClose, 1 - t, ((1 - t) * angle).Call(Primitive.Sin) / sine);
        var other = cosine.If(ValueKind.Greater, isClose, t, (t * angle).Call(Primitive.Sin) / sine);
        other = dot.If(ValueKind.Less, zero, -other, other);
        return [.. p.Zip(q, (a, b) => (a * by) + (b * other))];
    }

    // By the greatest of the trace and the diagonal (Shepperd, Quaternion from Rotation Matrix, 1978), as the framework chooses it.
    private static Formula[] FromRotation(Formula[] m)
    {
        Formula At(int i, int j) => m[(4 * i) + j];
        var (trace, zero) = (At(0, 0) + At(1, 1) + At(2, 2), m[0].Of(0));
        var ofTrace = (trace + 1).Sqrt;
        Formula[] byTrace = [.. Enumerable.Range(0, 3).Select(k => Constant.Half * ((At((k + 1) % 3, (k + 2) % 3) - At((k + 2) % 3, (k + 1) % 3)) / ofTrace)), Constant.Half * ofTrace];
        Formula[] ByDiagonal(int i)
        {
            var (j, k) = ((i + 1) % 3, (i + 2) % 3);
            var root = (At(i, i) - At(j, j) - At(k, k) + 1).Sqrt;
            var q = new Formula[4];
            (q[i], q[j], q[k], q[3]) = (Constant.Half * root, Constant.Half * ((At(i, j) + At(j, i)) / root), Constant.Half * ((At(i, k) + At(k, i)) / root), Constant.Half * ((At(j, k) - At(k, j)) / root));
            return q;
        }

        var (x, y, z) = (ByDiagonal(0), ByDiagonal(1), ByDiagonal(2));
        return [.. Enumerable.Range(0, 4).Select(c => trace.If(ValueKind.Greater, zero, byTrace[c],
            At(0, 0).If(ValueKind.GreaterOrEqual, At(1, 1), At(0, 0).If(ValueKind.GreaterOrEqual, At(2, 2), x[c], At(1, 1).If(ValueKind.Greater, At(2, 2), y[c], z[c])), At(1, 1).If(ValueKind.Greater, At(2, 2), y[c], z[c]))))];
    }

    private static Formula[] AxisAngle(Formula[] axis, Formula angle)
    {
        var (sine, cosine) = HalfOf(angle);
        return [axis[0] * sine, axis[1] * sine, axis[2] * sine, cosine];
    }

    private static Formula[] YawPitchRoll(Formula yaw, Formula pitch, Formula roll)
    {
        var ((sy, cy), (sp, cp), (sr, cr)) = (HalfOf(yaw), HalfOf(pitch), HalfOf(roll));
        return [(cy * sp * cr) + (sy * cp * sr), (sy * cp * cr) - (cy * sp * sr), (cy * cp * sr) - (sy * sp * cr), (cy * cp * cr) + (sy * sp * sr)];
    }

    private static (Formula Sine, Formula Cosine) HalfOf(Formula angle) => ((Constant.Half * angle).Call(Primitive.Sin), (Constant.Half * angle).Call(Primitive.Cos));

    private static Formula Square(Formula[] q) => q.Select(component => component * component).Aggregate((a, b) => a + b);
}

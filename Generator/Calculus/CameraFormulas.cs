using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>The matrices of <c>Matrix4x4</c> that look, project and turn about a point, row by row, for row vectors.</summary>
internal static class CameraFormulas
{
    public static readonly IReadOnlyDictionary<string, Func<ExprGraph, Expr[][], Expr[]>> All = new Dictionary<string, Func<ExprGraph, Expr[][], Expr[]>>
    {
        ["LookAt"] = Of(v => Seen(v[0], Minus(v[0], v[1]), v[2])),
        ["LookAtLeftHanded"] = Of(v => Seen(v[0], Minus(v[1], v[0]), v[2])),
        ["LookTo"] = Of(v => Seen(v[0], Negative(v[1]), v[2])),
        ["LookToLeftHanded"] = Of(v => Seen(v[0], v[1], v[2])),
        ["World"] = Of(v => Axes(Negative(v[1]), v[2]) is var (x, y, z) ? Rows(x, y, z, v[0]) : []),
        ["Perspective"] = Of(v => Projected(2 * v[2][0] / v[0][0], 2 * v[2][0] / v[1][0], v[2][0], v[3][0], 1)),
        ["PerspectiveLeftHanded"] = Of(v => Projected(2 * v[2][0] / v[0][0], 2 * v[2][0] / v[1][0], v[2][0], v[3][0], -1)),
        ["FieldOfView"] = Of(v => FieldOfView(v, 1)),
        ["FieldOfViewLeftHanded"] = Of(v => FieldOfView(v, -1)),
        ["PerspectiveOffCenter"] = Of(v => OffCenter(v, 1)),
        ["PerspectiveOffCenterLeftHanded"] = Of(v => OffCenter(v, -1)),
        ["Orthographic"] = Of(v => Orthographic(2 / v[0][0], 2 / v[1][0], v[0][0].Of(0), v[0][0].Of(0), v[2][0], v[3][0], 1)),
        ["OrthographicLeftHanded"] = Of(v => Orthographic(2 / v[0][0], 2 / v[1][0], v[0][0].Of(0), v[0][0].Of(0), v[2][0], v[3][0], -1)),
        ["OrthographicOffCenter"] = Of(v => OrthographicOffCenter(v, 1)),
        ["OrthographicOffCenterLeftHanded"] = Of(v => OrthographicOffCenter(v, -1)),
        ["Viewport"] = Of(v => Viewport(v, v[4][0] - v[5][0])),
        ["ViewportLeftHanded"] = Of(v => Viewport(v, v[5][0] - v[4][0])),
        ["MatrixOfYawPitchRoll"] = (g, v) => MatrixFormulas.All["FromQuaternion"](g, [RotationFormulas.All["YawPitchRoll"](g, v)]),
        ["MatrixOfAxisAngle"] = (g, v) => MatrixFormulas.All["FromQuaternion"](g, [RotationFormulas.All["AxisAngle"](g, v)]),
        ["MatrixOfUnitAxisAngle"] = Of(v => OfUnitAxis(v[0], v[1][0])),
        ["RotationXAround"] = (g, v) => Around(g, MatrixFormulas.All["RotationX"](g, v), v[1]),
        ["RotationYAround"] = (g, v) => Around(g, MatrixFormulas.All["RotationY"](g, v), v[1]),
        ["RotationZAround"] = (g, v) => Around(g, MatrixFormulas.All["RotationZ"](g, v), v[1]),
        ["ScaleAround"] = (g, v) => Around(g, MatrixFormulas.All["Scale"](g, [.. v.Take(v.Length - 1)]), v[v.Length - 1]),
        ["Turned"] = (g, v) => MatrixFormulas.All["MatrixProduct"](g, [v[0], MatrixFormulas.All["FromQuaternion"](g, [v[1]])]),
        ["RowsOfOne"] = (_, v) => [.. Enumerable.Range(0, 16).Select(i => v[0][i % v[0].Length])],
    };

    private static Func<ExprGraph, Expr[][], Expr[]> Of(Func<Formula[][], Formula[]> formula) => (g, v) => RotationFormulas.Of(formula([.. v.Select(one => RotationFormulas.In(g, one))]));

    private static Formula[] Rows(Formula[] x, Formula[] y, Formula[] z, Formula[] w) => [.. x, x[0].Of(0), .. y, x[0].Of(0), .. z, x[0].Of(0), .. w, x[0].Of(1)];

    private static Formula[] Seen(Formula[] eye, Formula[] direction, Formula[] up)
    {
        var (x, y, z) = Axes(direction, up);
        return Rows([x[0], y[0], z[0]], [x[1], y[1], z[1]], [x[2], y[2], z[2]], [-Dot(x, eye), -Dot(y, eye), -Dot(z, eye)]);
    }

    private static (Formula[] X, Formula[] Y, Formula[] Z) Axes(Formula[] direction, Formula[] up)
    {
        var z = Unit(direction);
        var x = Unit(Cross(up, z));
        return (x, Cross(z, x), z);
    }

    // The far plane may be infinitely far. Left-handed is the other way round along z.
    private static Formula[] Projected(Formula width, Formula height, Formula near, Formula far, int hand, Formula? right = null, Formula? top = null)
    {
        var range = far.If(ValueKind.Greater, far.Of(Constant.Of(float.MaxValue)), -far.Of(1), far / (near - far));
        var none = near.Of(0);
        return Rows([width, none, none], [none, height, none], [right ?? none, top ?? none, hand * range, -none.Of(hand)], [none, none, range * near], none);
    }

    private static Formula[] Rows(Formula[] x, Formula[] y, Formula[] z, Formula[] w, Formula last) => [.. x, x[1], .. y, y[0], .. z, .. w, last];

    private static Formula[] FieldOfView(Formula[][] v, int hand)
    {
        var height = 1 / (Constant.Half * v[0][0]).Call(Primitive.Tan);
        return Projected(height / v[1][0], height, v[2][0], v[3][0], hand);
    }

    // Left, right, bottom, top, near, far.
    private static Formula[] OffCenter(Formula[][] v, int hand)
    {
        var (l, r, b, t) = (v[0][0], v[1][0], v[2][0], v[3][0]);
        return Projected(2 * v[4][0] / (r - l), 2 * v[4][0] / (t - b), v[4][0], v[5][0], hand, hand * ((l + r) / (r - l)), hand * ((t + b) / (t - b)));
    }

    private static Formula[] Orthographic(Formula width, Formula height, Formula right, Formula top, Formula near, Formula far, int hand)
    {
        var (range, none) = (1 / (near - far), near.Of(0));
        return Rows([width, none, none], [none, height, none], [none, none, hand * range], [right, top, range * near]);
    }

    private static Formula[] OrthographicOffCenter(Formula[][] v, int hand)
    {
        var (l, r, b, t) = (v[0][0], v[1][0], v[2][0], v[3][0]);
        return Orthographic(2 / (r - l), 2 / (t - b), (l + r) / (l - r), (t + b) / (b - t), v[4][0], v[5][0], hand);
    }

    private static Formula[] Viewport(Formula[][] v, Formula depth)
    {
        var (none, width, height) = (depth.Of(0), Constant.Half * v[2][0], Constant.Half * v[3][0]);
        return Rows([width, none, none], [none, -height, none], [none, none, depth], [width + v[0][0], height + v[1][0], v[4][0]]);
    }

    // aaᵀ + cos·(1 − aaᵀ) + sin·[a]×, as .NET before version 9 has it.
    private static Formula[] OfUnitAxis(Formula[] a, Formula angle)
    {
        var (sine, cosine) = (angle.Call(Primitive.Sin), angle.Call(Primitive.Cos));
        Formula At(int i, int j)
        {
            var outer = a[i] * a[j];
            var along = outer + (cosine * (i == j ? 1 - outer : -outer));
            return i == j ? along : (i + 1) % 3 == j ? along + (sine * a[3 - i - j]) : along - (sine * a[3 - i - j]);
        }

        Formula[] Row(int i) => [At(i, 0), At(i, 1), At(i, 2)];
        var none = angle.Of(0);
        return Rows(Row(0), Row(1), Row(2), [none, none, none]);
    }

    // What leaves the centre where it is: c − cM beneath M.
    private static Expr[] Around(ExprGraph g, Expr[] m, Expr[] centre) => [.. m.Select((entry, at) => at is 12 or 13 or 14
        ? g.Subtract(centre[at - 12], Enumerable.Range(0, 3).Select(i => g.Multiply(centre[i], m[(4 * i) + at - 12])).Aggregate((a, b) => g.Add(a, b)))
        : entry)];

    private static Formula Dot(Formula[] a, Formula[] b) => a.Zip(b, (x, y) => x * y).Aggregate((x, y) => x + y);

    private static Formula[] Unit(Formula[] a)
    {
        var length = Dot(a, a).Sqrt;
        return [.. a.Select(x => x / length)];
    }

    private static Formula[] Minus(Formula[] a, Formula[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static Formula[] Negative(Formula[] a) => [.. a.Select(x => -x)];

    private static Formula[] Cross(Formula[] a, Formula[] b) => [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];
}

using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Calculus;

/// <summary>What the functions of <c>Matrix3x2</c> are, row by row, and those of planes: the normal, then the distance.</summary>
internal static class PlaneFormulas
{
    public static readonly IReadOnlyDictionary<string, Func<ExprGraph, Expr[][], Expr[]>> All = new Dictionary<string, Func<ExprGraph, Expr[][], Expr[]>>
    {
        ["AffineProduct"] = Of(v => Product(v[0], v[1])),
        ["AffineDeterminant"] = Of(v => [(v[0][0] * v[0][3]) - (v[0][2] * v[0][1])]),
        ["AffineTransform"] = Of(v => [.. Enumerable.Range(0, 2).Select(j => (v[0][0] * v[1][j]) + (v[0][1] * v[1][2 + j]) + v[1][4 + j])]),
        ["AffineTransformNormal"] = Of(v => [.. Enumerable.Range(0, 2).Select(j => (v[0][0] * v[1][j]) + (v[0][1] * v[1][2 + j]))]),
        ["AffineRotation"] = Of(v => Rotation(v[0][0])),
        ["AffineRotationAround"] = Of(v => Around(Rotation(v[0][0]), v[1])),
        ["AffineScale"] = Of(v => Scale([.. v.SelectMany(one => one)])),
        ["AffineScaleAround"] = Of(v => Around(Scale([.. v.Take(v.Length - 1).SelectMany(one => one)]), v[v.Length - 1])),
        ["AffineSkew"] = Of(v => Skew(v[0][0], v[1][0])),
        ["AffineSkewAround"] = Of(v => Around(Skew(v[0][0], v[1][0]), v[2])),
        ["AffineTranslation"] = Of(v => [.. Unit(v[0][0]), .. v.SelectMany(one => one)]),
        ["PlaneDot"] = Of(v => [Dot(v[0], v[1])]),
        ["PlaneDotCoordinate"] = Of(v => [Dot(v[0], v[1]) + v[0][3]]),
        ["PlaneDotNormal"] = Of(v => [Dot(v[0], v[1])]),
        ["Reflection"] = Of(v => Normalized(v[0]) is var p ? [.. Enumerable.Range(0, 16).Select(at => Mirrored(p, at / 4, at % 4))] : []),
        ["Shadow"] = Of(v => Shadow(v[0], Normalized(v[1]))),
    };

    private static Func<ExprGraph, Expr[][], Expr[]> Of(Func<Formula[][], Formula[]> formula) => (g, v) => RotationFormulas.Of(formula([.. v.Select(one => RotationFormulas.In(g, one))]));

    private static Formula[] Product(Formula[] a, Formula[] b) => [.. Enumerable.Range(0, 6).Select(at =>
    {
        var (i, j) = (at / 2, at % 2);
        var sum = (a[2 * i] * b[j]) + (a[(2 * i) + 1] * b[2 + j]);
        return i == 2 ? sum + b[4 + j] : sum;
    })];

    private static Formula[] Unit(Formula like) => [like.Of(1), like.Of(0), like.Of(0), like.Of(1)];

    private static Formula[] Rotation(Formula angle)
    {
        var (sine, cosine) = (angle.Call(Primitive.Sin), angle.Call(Primitive.Cos));
        return [cosine, sine, -sine, cosine, angle.Of(0), angle.Of(0)];
    }

    private static Formula[] Scale(Formula[] by) => [by[0], by[0].Of(0), by[0].Of(0), by[by.Length - 1], by[0].Of(0), by[0].Of(0)];

    private static Formula[] Skew(Formula x, Formula y) => [x.Of(1), y.Call(Primitive.Tan), x.Call(Primitive.Tan), x.Of(1), x.Of(0), x.Of(0)];

    // What leaves the centre where it is: c − cM beneath M.
    private static Formula[] Around(Formula[] m, Formula[] centre) =>
        [.. m.Take(4), .. Enumerable.Range(0, 2).Select(j => centre[j] - (centre[0] * m[j]) - (centre[1] * m[2 + j]))];

    // As far as there are components of both.
    private static Formula Dot(Formula[] a, Formula[] b) => a.Zip(b, (x, y) => x * y).Aggregate((x, y) => x + y);

    private static Formula[] Normalized(Formula[] plane)
    {
        var length = Dot([.. plane.Take(3)], [.. plane.Take(3)]).Sqrt;
        return [.. plane.Select(x => x / length)];
    }

    private static Formula Mirrored(Formula[] p, int row, int column)
    {
        if (column == 3)
            return p[0].Of(row == 3 ? 1 : 0);
        var by = -2 * (p[column] * p[row]);
        return row == column ? by + 1 : by;
    }

    private static Formula[] Shadow(Formula[] light, Formula[] p)
    {
        var dot = Dot([.. p.Take(3)], light);
        return [.. Enumerable.Range(0, 16).Select(at =>
        {
            var (i, j) = (at / 4, at % 4);
            return j == 3 ? (i == 3 ? dot : dot.Of(0)) : i == j ? dot - (p[i] * light[j]) : -(p[i] * light[j]);
        })];
    }
}

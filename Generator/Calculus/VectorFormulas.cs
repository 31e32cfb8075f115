using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Calculus;

/// <summary>What the functions of the vectors, quaternions and matrices of <c>System.Numerics</c> are, component by component. A number beside a vector stands for a vector of it.</summary>
internal static class VectorFormulas
{
    /// <summary>How algebra calls them: after the vector's operator or method.</summary>
    public const string Prefix = "Vector.";

    private static readonly Dictionary<string, Func<ExprGraph, Expr[][], Expr[]>> Formulas = new()
    {
        ["Add"] = (g, v) => Each(v, x => g.Add(x[0], x[1])),
        ["Subtract"] = (g, v) => Each(v, x => g.Subtract(x[0], x[1])),
        ["Multiply"] = (g, v) => Each(v, x => g.Multiply(x[0], x[1])),
        ["Divide"] = (g, v) => Each(v, x => g.Divide(x[0], x[1])),
        ["Negate"] = (g, v) => Each(v, x => g.Negate(x[0])),
        ["Dot"] = (g, v) => [Dot(g, v[0], v[1])],
        ["LengthSquared"] = (g, v) => [Dot(g, v[0], v[0])],
        ["Length"] = (g, v) => [Length(g, v[0])],
        ["DistanceSquared"] = (g, v) => [Dot(g, Difference(g, v), Difference(g, v))],
        ["Distance"] = (g, v) => [Length(g, Difference(g, v))],
        ["Normalize"] = (g, v) => [.. v[0].Select(x => g.Divide(x, Length(g, v[0])))],
        ["Cross"] = (g, v) => v[0].Length == 2 ? [Minor(g, v, 0, 1)]
            : [Minor(g, v, 1, 2), Minor(g, v, 2, 0), Minor(g, v, 0, 1), .. v[0].Skip(3).Zip(v[1].Skip(3), (x, y) => g.Multiply(x, y))],
        ["Sum"] = (g, v) => [v[0].Aggregate((sum, x) => g.Add(sum, x))],
        ["Lerp"] = (g, v) => Each(v, x => g.Add(x[0], g.Multiply(g.Subtract(x[1], x[0]), x[2]))),
        ["Reflect"] = (g, v) => [.. v[0].Zip(v[1], (x, normal) => g.Subtract(x, g.Scale(Constant.Of(2), g.Multiply(Dot(g, v[0], v[1]), normal))))],
        ["Abs"] = (g, v) => Each(v, x => g.Call(Primitive.Abs, x)),
        ["Min"] = (g, v) => Each(v, x => g.Call(Primitive.Min, x)),
        ["Max"] = (g, v) => Each(v, x => g.Call(Primitive.Max, x)),
        ["SquareRoot"] = (g, v) => Each(v, x => g.Sqrt(x[0])),
        ["Clamp"] = (g, v) => Each(v, x => g.Call(Primitive.Min, g.Call(Primitive.Max, x[0], x[1]), x[2])),
        ["ClampNative"] = (g, v) => Each(v, x => g.Call(Primitive.Min, g.Call(Primitive.Max, x[0], x[1]), x[2])),
        ["FusedMultiplyAdd"] = (g, v) => Each(v, x => g.Add(g.Multiply(x[0], x[1]), x[2])),
        ["MultiplyAddEstimate"] = (g, v) => Each(v, x => g.Add(g.Multiply(x[0], x[1]), x[2])),
        ["DegreesToRadians"] = (g, v) => Each(v, x => g.Scale(Constant.Of(Math.PI / 180), x[0])),
        ["RadiansToDegrees"] = (g, v) => Each(v, x => g.Scale(Constant.Of(180 / Math.PI), x[0])),
    };

    // Functions of numbers that are done component by component.
    private static readonly HashSet<Primitive> Componentwise =
        [Primitive.Sin, Primitive.Cos, Primitive.Exp, Primitive.Log, Primitive.Log2, Primitive.Hypot, Primitive.CopySign, Primitive.MaxMagnitude, Primitive.MinMagnitude, Primitive.Round, Primitive.Truncate];

    /// <summary>Whether a function of this name is known.</summary>
    public static bool Knows(string name) => Find(name) is not null;

    /// <summary>The components of the result, one where it is a number.</summary>
    public static Expr[] Of(ExprGraph graph, string function, Expr[][] arguments) => Find(function.Substring(Prefix.Length))!(graph, arguments);

    private static Func<ExprGraph, Expr[][], Expr[]>? Find(string name) =>
        Formulas.TryGetValue(name, out var formula) || RotationFormulas.All.TryGetValue(name, out formula) || MatrixFormulas.All.TryGetValue(name, out formula)
        || CameraFormulas.All.TryGetValue(name, out formula) || PlaneFormulas.All.TryGetValue(name, out formula) ? formula
        : Primitives.Named(name) is { } function && Componentwise.Contains(function) ? (g, v) => Each(v, x => g.Call(function, x))
        : null;

    private static Expr[] Each(Expr[][] vectors, Func<Expr[], Expr> component) =>
        [.. Enumerable.Range(0, vectors.Max(vector => vector.Length)).Select(i => component([.. vectors.Select(vector => vector[vector.Length == 1 ? 0 : i])]))];

    private static Expr Dot(ExprGraph graph, Expr[] a, Expr[] b) => a.Zip(b, (x, y) => graph.Multiply(x, y)).Aggregate((sum, term) => graph.Add(sum, term));

    private static Expr Length(ExprGraph graph, Expr[] a) => graph.Sqrt(Dot(graph, a, a));

    private static Expr[] Difference(ExprGraph graph, Expr[][] vectors) => [.. vectors[0].Zip(vectors[1], (x, y) => graph.Subtract(x, y))];

    private static Expr Minor(ExprGraph graph, Expr[][] v, int i, int j) => graph.Subtract(graph.Multiply(v[0][i], v[1][j]), graph.Multiply(v[0][j], v[1][i]));
}

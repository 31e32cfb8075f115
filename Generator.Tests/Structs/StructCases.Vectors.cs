namespace SymDiff.Generator.Tests.Structs;

/// <content>The vectors of <c>System.Numerics</c>, in float.</content>
internal static partial class StructCases
{
    private const string TwoVectors = "new Vector3(1, 2, 3), new Vector3(0.5f, -1, 2)";

    private static IEnumerable<StructCase> Vectors =>
    [
        OfVectors("Dot", "[Differentiable] public static float F(Vector3 a, Vector3 b) => Vector3.Dot(a, b);", TwoVectors),
        OfVectors("Lengths", "[Differentiable] public static float F(Vector3 a, Vector3 b) => (2 * a - b).Length() + Vector3.Distance(a, b) + a.LengthSquared() * Vector3.DistanceSquared(b, a);", TwoVectors),
        OfVectors("Products", "[Differentiable] public static float F(Vector3 a, Vector3 b) { var c = Vector3.Cross(a, 2 * b); c += a / 4; var n = Vector3.Normalize(c); return Vector3.Dot(n, b) * c.X + Vector3.One.X * n.Z; }", TwoVectors),
        OfVectors("Componentwise", "[Differentiable] public static float F(Vector3 a, Vector3 b) => Vector3.Dot(Vector3.Max(a, b) * Vector3.Min(a, b) / (b * b), Vector3.Abs(-b) + Vector3.SquareRoot(a)) + Vector3.Reflect(a, b).Y;", TwoVectors),
        OfVectors("Components", "[Differentiable] public static float F(Vector2 a, Vector4 b) { var p = new Vector2(a.Y, b.W); p.X += b.Z; return Vector2.Dot(p, a) + b.X; }", "new Vector2(1, 2), new Vector4(3, 4, 0.5f, -1)"),
        OfVectors("Unrolled", "[Differentiable] public static float F(Vector2 a) { Vector2 p = a; for (int i = 0; i < 3; i++) { p = Vector2.Lerp(p, a * a, 0.25f); p.X += 1; } return p.LengthSquared(); }", "new Vector2(0.5f, -1)"),
        OfVectors("Repeated", "[Differentiable(nameof(a))] public static float F(Vector2 a, int n) { Vector2 p = a; for (int i = 0; i < n; i++) p = p + 0.1f * new Vector2(-p.Y, p.X) * a.Length(); return Vector2.Dot(p, p) * p.X; }",
            "new Vector2(0.5f, -1), 4", "new Vector2(0.5f, -1), 0") with { WithRespectTo = [0] },
        OfVectors("Indexed", "[Differentiable(nameof(a), nameof(m))] public static float F(Vector3 a, Matrix4x4 m, int n) { float s = a[n] * m[1, n]; for (int i = 0; i < 3; i++) s += a[i] * m[i, i + 1] * (i + 1); return s * a[2]; }",
            "new Vector3(1, 2, 0.5f), new Matrix4x4(1, 2, 3, 4, 0.5f, -1, 2, 1, 0, 3, 1, 0.25f, 1, 1, 2, -2), 1", "new Vector3(1, 2, 0.5f), new Matrix4x4(1, 2, 3, 4, 0.5f, -1, 2, 1, 0, 3, 1, 0.25f, 1, 1, 2, -2), 2") with { WithRespectTo = [0, 1] },
        OfVectors("VectorMembers", "public struct Ray { public Vector3 From; public Vector3 Along; } [Differentiable] public static float F(Ray r) { var p = r.From + 2 * r.Along; return p.Length() * r.Along.X; }",
            "new C.Ray { From = new Vector3(1, 2, 3), Along = new Vector3(0.5f, -1, 2) }"),
    ];

    // Differences of floats are only so exact.
    private static StructCase OfVectors(string name, string members, params string[] points) =>
        new("Vectors" + name, members, points) { Step = 0.03125, Tolerance = 2e-4 };
}

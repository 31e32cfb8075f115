namespace SymDiff.Generator.Tests.Structs;

/// <content>The quaternions and matrices of <c>System.Numerics</c>, in float.</content>
internal static partial class StructCases
{
    private const string TwoQuaternions = "new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Quaternion(-0.5f, 0.25f, 0.5f, 1)";

    private const string OneMatrix = "new Matrix4x4(1, 0.5f, -0.25f, 0, 0.75f, -1, 0.5f, 0.25f, 0, 1, 2, -0.5f, 0.5f, 0.25f, -1, 1)";

    private static IEnumerable<StructCase> Rotations =>
    [
        OfVectors("RotationError", "[Differentiable] public static float F(Quaternion a, Quaternion b) { var d = Quaternion.Conjugate(a) * b; return 4 * (d.X * d.X + d.Y * d.Y + d.Z * d.Z) + d.W; }", TwoQuaternions),
        OfVectors("QuaternionAlgebra", "[Differentiable] public static float F(Quaternion a, Quaternion b) => Quaternion.Dot(a + b * 2 - -a, a / b) + Quaternion.Concatenate(a, b).X * Quaternion.Inverse(a).Y + Quaternion.Multiply(a, b).Z + Quaternion.Divide(b, a).W;", TwoQuaternions),
        OfVectors("QuaternionLengths", "[Differentiable] public static float F(Quaternion a, Quaternion b) => Quaternion.Normalize(a).X * b.Length() + a.LengthSquared() * Quaternion.Normalize(Quaternion.Subtract(b, a)).W;", TwoQuaternions),
        OfVectors("QuaternionsBetween", "[Differentiable] public static float F(Quaternion a, Quaternion b, float t) { var q = Quaternion.Lerp(a, b, t); return q.X + 2 * q.Y - q.Z * q.W; }",
            TwoQuaternions + ", 0.25f", "new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Quaternion(-0.5f, 0.25f, 0.5f, -1), 0.75f") with { WithRespectTo = [2] },
        OfVectors("QuaternionOfAngles", "[Differentiable] public static float F(Vector3 axis, float angle, float yaw, float pitch) { var q = Quaternion.CreateFromAxisAngle(axis, angle) * Quaternion.CreateFromYawPitchRoll(yaw, pitch, angle); return q.X - q.Y * q.Z + q.W; }",
            "new Vector3(0.25f, 0.5f, -0.75f), 0.5f, -0.25f, 1.5f") with { WithRespectTo = [1, 2, 3] },
        OfVectors("Rotated", "[Differentiable(nameof(q), nameof(v))] public static float F(Quaternion q, Vector3 v) { var p = Vector3.Transform(v, q); return p.X - p.Y * p.Z + Vector2.Transform(new Vector2(v.X, v.Z), q).Y + Vector4.Transform(new Vector4(v, 1), q).Y; }",
            "new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Vector3(1, 2, -0.5f)", "Quaternion.Identity, Vector3.Zero"),
        OfVectors("QuaternionFromParts", "[Differentiable] public static float F(Vector3 v, Vector2 u) { var q = new Quaternion(v * 2, u.X); var w = new Vector4(u, q.W, 1) + new Vector4(v, 3) + new Vector4(u.Y); return Quaternion.Dot(q, new Quaternion(w.X, w.Y, w.Z, w.W)) * new Vector3(u, 1).Length(); }",
            "new Vector3(1, 2, -0.5f), new Vector2(0.5f, -1)"),
        OfVectors("MatrixOfMotion", "[Differentiable(nameof(angle), nameof(t), nameof(v))] public static float F(float angle, Vector3 t, Vector3 v) { var m = Matrix4x4.CreateRotationX(angle) * Matrix4x4.CreateRotationY(2 * angle) * Matrix4x4.CreateRotationZ(-angle) * Matrix4x4.CreateTranslation(t) * Matrix4x4.CreateScale(2) * Matrix4x4.CreateScale(t) * Matrix4x4.CreateTranslation(1, t.X, t.Y); var p = Vector3.Transform(v, m); return p.X * p.Y + p.Z + m.M42 + m.Translation.Z; }",
            "0.5f, new Vector3(1, 0.5f, -0.25f), new Vector3(0.75f, -1, 0.5f)"),
        OfVectors("MatrixAlgebra", "[Differentiable(nameof(m), nameof(s))] public static float F(Matrix4x4 m, float s) { var n = Matrix4x4.Transpose(m) * s + m - -m; return (n * m).M23 + Matrix4x4.Lerp(n, m, s).M14 + Matrix4x4.Multiply(m, n).M31 + n.M44; }", OneMatrix + ", 0.5f"),
        OfVectors("Determinant", "[Differentiable] public static float F(Matrix4x4 m) => m.GetDeterminant();", OneMatrix, "Matrix4x4.Identity"),
        OfVectors("MatrixOfQuaternion", "[Differentiable] public static float F(Quaternion q, Vector4 v) { var m = Matrix4x4.CreateFromQuaternion(q); var p = Vector4.Transform(v, m); return p.X * p.Y - p.Z * p.W + m.M12 * m.M23 * m.M31 + Vector3.TransformNormal(new Vector3(v.X, v.Y, v.Z), m).Y + Vector4.Transform(new Vector3(v.X, v.Y, v.Z), m).X + Vector2.Transform(new Vector2(v.X, v.Y), m).X; }",
            "new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Vector4(1, 2, -0.5f, 0.25f)"),
        OfVectors("Attitude", "[Differentiable(nameof(q))] public static float F(Quaternion q, Vector3 rate, float dt, int n) { for (int i = 0; i < n; i++) q = Quaternion.Normalize(q + q * new Quaternion(rate * (0.5f * dt), 0)); return Vector3.Transform(Vector3.UnitX, q).Y; }",
            "new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Vector3(1, 0.5f, -0.25f), 0.125f, 5", "Quaternion.Identity, Vector3.Zero, 0.125f, 5") with { WithRespectTo = [0] },
    ];
}

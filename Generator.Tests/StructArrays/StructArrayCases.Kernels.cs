namespace SymDiff.Generator.Tests.StructArrays;

/// <content>Kernels of robotics and games, as they are written there.</content>
internal static partial class StructArrayCases
{
    private static IEnumerable<StructArrayCase> Kernels =>
    [
        OfVectors("PoseResidual", """
            [Differentiable(nameof(translation), nameof(yaw), nameof(landmarks))]
            public static float F(Vector3 translation, float yaw, ReadOnlySpan<Vector3> landmarks, ReadOnlySpan<Vector3> measured)
            {
                float c = MathF.Cos(yaw), s = MathF.Sin(yaw);
                float sum = 0;
                for (int i = 0; i < landmarks.Length; i++)
                {
                    var p = landmarks[i];
                    var rotated = new Vector3(c * p.X - s * p.Y, s * p.X + c * p.Y, p.Z);
                    sum += 0.5f * (rotated + translation - measured[i]).LengthSquared();
                }
                return sum;
            }
            """, "new Vector3(0.25f, -0.5f, 1), 0.5f, " + Three + ", new[] { new Vector3(1, 1, 1), new Vector3(0, -1, 2), new Vector3(0.5f, 0.5f, 2) }", "Vector3.One, 0.5f, new Vector3[0], new Vector3[0]"),
        OfVectors("Landmarks", """
            [Differentiable(nameof(q), nameof(translation), nameof(landmarks))]
            public static float F(Quaternion q, Vector3 translation, ReadOnlySpan<Vector3> landmarks, ReadOnlySpan<Vector3> measured)
            {
                float sum = 0;
                for (int i = 0; i < landmarks.Length; i++)
                    sum += 0.5f * (Vector3.Transform(landmarks[i], q) + translation - measured[i]).LengthSquared();
                return sum;
            }
            """, "new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Vector3(0.25f, -0.5f, 1), " + Three + ", new[] { new Vector3(1, 1, 1), new Vector3(0, -1, 2), new Vector3(0.5f, 0.5f, 2) }", "Quaternion.Identity, Vector3.One, new Vector3[0], new Vector3[0]"),
        OfVectors("Chain", """
            [Differentiable(nameof(joints), nameof(tip))]
            public static float F(Quaternion[] joints, Vector3 tip, Vector3 link)
            {
                var p = tip;
                for (int i = joints.Length - 1; i >= 0; i--)
                    p = Vector3.Transform(p, joints[i]) + link;
                return Vector3.Distance(p, Vector3.One);
            }
            """, "new[] { new Quaternion(0.2f, -0.4f, 0.5f, 0.75f), new Quaternion(0.5f, 0.5f, -0.25f, 0.75f) }, new Vector3(1, 0, 0.5f), new Vector3(0, 1, 0.25f)", "new Quaternion[0], new Vector3(1, 0, 0.5f), Vector3.Zero"),
        new("MeanAndVariance", """
            public record struct Reading(double Value, double Weight);
            [Differentiable(nameof(readings))]
            public static double F(Reading[] readings)
            {
                double weight = 0, mean = 0;
                foreach (var r in readings) { weight += r.Weight; mean += r.Weight * r.Value; }
                mean /= weight;
                double variance = 0;
                foreach (var r in readings) variance += r.Weight * (r.Value - mean) * (r.Value - mean);
                return mean + Math.Sqrt(variance / weight);
            }
            """, "new[] { new C.Reading(1, 2), new C.Reading(0.5, 0.3), new C.Reading(-1, 0.7) }"),
        OfVectors("Covariance", """
            [Differentiable(nameof(points))]
            public static float F(ReadOnlySpan<Vector3> points)
            {
                var centroid = Vector3.Zero;
                foreach (var p in points) centroid += p;
                centroid /= points.Length;
                float xx = 0, xy = 0, yz = 0;
                foreach (var p in points)
                {
                    var d = p - centroid;
                    xx += d.X * d.X;
                    xy += d.X * d.Y;
                    yz += d.Y * d.Z;
                }
                return xx * yz - xy * xy + xx;
            }
            """, Three),
        OfVectors("NormalizedDirections", """
            [Differentiable(nameof(points))]
            public static float F(Vector3[] points)
            {
                float sum = 0;
                for (int i = 0; i + 1 < points.Length; i++)
                {
                    var d = points[i + 1] - points[i];
                    sum += d.Length() + Vector3.Dot(Vector3.Normalize(points[i]), points[i + 1]);
                }
                return sum;
            }
            """, Three),
        new("Gravity", """
            public struct Body { public double X, Y, Vx, Vy, Mass; }
            [Differentiable(nameof(bodies), nameof(g))]
            public static double F(Body[] bodies, double g, double dt, int steps)
            {
                for (int t = 0; t < steps; t++)
                {
                    for (int i = 0; i < bodies.Length; i++)
                    {
                        double ax = 0, ay = 0;
                        for (int j = 0; j < bodies.Length; j++)
                        {
                            if (j == i) continue;
                            double dx = bodies[j].X - bodies[i].X, dy = bodies[j].Y - bodies[i].Y;
                            double r2 = dx * dx + dy * dy + 0.01;
                            double w = g * bodies[j].Mass / (r2 * Math.Sqrt(r2));
                            ax += w * dx;
                            ay += w * dy;
                        }
                        bodies[i].Vx += dt * ax;
                        bodies[i].Vy += dt * ay;
                    }
                    for (int i = 0; i < bodies.Length; i++)
                    {
                        bodies[i].X += dt * bodies[i].Vx;
                        bodies[i].Y += dt * bodies[i].Vy;
                    }
                }
                return bodies[0].X * bodies[0].X + bodies[bodies.Length - 1].Y;
            }
            """, "new[] { new C.Body { X = 0, Y = 0, Vx = 0.1, Mass = 1 }, new C.Body { X = 1, Y = 0.5, Vy = -0.2, Mass = 0.5 }, new C.Body { X = -1, Y = 0.75, Mass = 0.7 } }, 0.9, 0.1, 5"),
    ];
}

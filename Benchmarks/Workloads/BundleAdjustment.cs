namespace SymDiff.Benchmarks.Workloads;

/// <summary>Half the squared error, weighted, of where a camera should see a point.</summary>
/// <remarks>A camera: axis and angle of its rotation (3), centre (3), focal length, principal point (2), radial distortion (2).</remarks>
internal static partial class BundleAdjustment
{
    [Differentiable(nameof(camera), nameof(point), nameof(weight))]
    public static double Misfit(ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double u, double v)
    {
        var (x, y, z) = Rotate(camera.Slice(0, 3), point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        var (s, t) = Distort(camera.Slice(9, 2), x / z, y / z);
        double e1 = weight * (camera[6] * s + camera[7] - u);
        double e2 = weight * (camera[6] * t + camera[8] - v);
        return 0.5 * (e1 * e1 + e2 * e2);
    }

    /// <summary>Where the camera sees the point, and where it should: the weighted differences.</summary>
    [Differentiable(nameof(camera), nameof(point), nameof(weight), Derivatives = Derivatives.Jacobian)]
    public static (double E1, double E2) Errors(ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double u, double v)
    {
        var (x, y, z) = Rotate(camera.Slice(0, 3), point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        var (s, t) = Distort(camera.Slice(9, 2), x / z, y / z);
        return (weight * (camera[6] * s + camera[7] - u), weight * (camera[6] * t + camera[8] - v));
    }

    // Rodrigues' formula
    private static (double X, double Y, double Z) Rotate(ReadOnlySpan<double> r, double x, double y, double z)
    {
        double squared = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
        if (squared == 0)
            return (x + r[1] * z - r[2] * y, y + r[2] * x - r[0] * z, z + r[0] * y - r[1] * x);
        double angle = Math.Sqrt(squared);
        double cos = Math.Cos(angle);
        double sin = Math.Sin(angle);
        double a = r[0] / angle;
        double b = r[1] / angle;
        double c = r[2] / angle;
        double along = (a * x + b * y + c * z) * (1 - cos);
        return (
            x * cos + (b * z - c * y) * sin + a * along,
            y * cos + (c * x - a * z) * sin + b * along,
            z * cos + (a * y - b * x) * sin + c * along);
    }

    private static (double X, double Y) Distort(ReadOnlySpan<double> k, double x, double y)
    {
        double squared = x * x + y * y;
        double scale = 1 + k[0] * squared + k[1] * squared * squared;
        return (x * scale, y * scale);
    }
}

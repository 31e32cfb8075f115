namespace SymDiff.Benchmarks.Workloads;

internal static class BundleAdjustmentJacobianByHand
{
    /// <summary>Both rows: the camera's eleven, the point's three, the weight.</summary>
    public static void Jacobian(ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double u, double v, Span<double> jacobian)
    {
        camera = camera[..11];
        double a = camera[0], b = camera[1], c = camera[2];
        double x = point[0] - camera[3], y = point[1] - camera[4], z = point[2] - camera[5];

        // Rotated = cos·X + sin/angle·(r × X) + (1 − cos)/angle²·(r·X) r: no axis of unit length is needed.
        var squared = a * a + b * b + c * c;
        double cos = 1, sine = 1, versine = 0;
        if (squared != 0)
        {
            var angle = Math.Sqrt(squared);
            (var sin, cos) = Math.SinCos(angle);
            sine = sin / angle;
            versine = (1 - cos) / squared;
        }

        var dot = a * x + b * y + c * z;
        double crossX = b * z - c * y, crossY = c * x - a * z, crossZ = a * y - b * x;
        var along = versine * dot;
        var px = cos * x + sine * crossX + along * a;
        var py = cos * y + sine * crossY + along * b;
        var pz = cos * z + sine * crossZ + along * c;

        var inverse = 1 / pz;
        double s = px * inverse, t = py * inverse;
        var rho = s * s + t * t;
        var scale = 1 + rho * (camera[9] + camera[10] * rho);
        var slope = 2 * (camera[9] + 2 * camera[10] * rho);
        var focal = weight * camera[6] * inverse;
        var rotation = new Rotation(a, b, c, x, y, z, cos, sine, versine, dot, crossX, crossY, crossZ, squared);

        // Each row begins with ∂e/∂p: the distortion stretches, and pulls along (s, t).
        double sS = scale + slope * s * s, sT = slope * s * t, tT = scale + slope * t * t;
        Row(jacobian[..15], weight, camera[6], scale, s, rho, rotation, focal * sS, focal * sT, -focal * (sS * s + sT * t));
        jacobian[7] = weight;
        jacobian[8] = 0;
        jacobian[14] = camera[6] * s * scale + camera[7] - u;
        Row(jacobian.Slice(15, 15), weight, camera[6], scale, t, rho, rotation, focal * sT, focal * tT, -focal * (sT * s + tT * t));
        jacobian[22] = 0;
        jacobian[23] = weight;
        jacobian[29] = camera[6] * t * scale + camera[8] - v;
    }

    private static void Row(Span<double> row, double weight, double focal, double scale, double s, double rho, in Rotation r, double px, double py, double pz)
    {
        row[6] = weight * s * scale;
        row[9] = weight * focal * s * rho;
        row[10] = row[9] * rho;

        // X̄ = Rᵀp̄: the same formula with the cross product the other way round.
        double backX = py * r.C - pz * r.B, backY = pz * r.A - px * r.C, backZ = px * r.B - py * r.A;
        var axial = r.A * px + r.B * py + r.C * pz;
        var along = r.Versine * axial;
        row[11] = r.Cos * px + r.Sine * backX + along * r.A;
        row[12] = r.Cos * py + r.Sine * backY + along * r.B;
        row[13] = r.Cos * pz + r.Sine * backZ + along * r.C;
        (row[3], row[4], row[5]) = (-row[11], -row[12], -row[13]);

        // r̄ directly: sin/angle·(X × p̄) + versine·(dot p̄ + axial X); and through the angle.
        var rX = r.Sine * (r.Y * pz - r.Z * py);
        var rY = r.Sine * (r.Z * px - r.X * pz);
        var rZ = r.Sine * (r.X * py - r.Y * px);
        if (r.Squared != 0)
        {
            var cosBar = r.X * px + r.Y * py + r.Z * pz;
            var sineBar = r.CrossX * px + r.CrossY * py + r.CrossZ * pz;
            var radial = ((r.Cos - r.Sine) * sineBar + (r.Sine - 2 * r.Versine) * r.Dot * axial) / r.Squared - r.Sine * cosBar;
            rX += r.Versine * (r.Dot * px + axial * r.X) + radial * r.A;
            rY += r.Versine * (r.Dot * py + axial * r.Y) + radial * r.B;
            rZ += r.Versine * (r.Dot * pz + axial * r.Z) + radial * r.C;
        }

        (row[0], row[1], row[2]) = (rX, rY, rZ);
    }

    private readonly record struct Rotation(
        double A, double B, double C, double X, double Y, double Z, double Cos, double Sine, double Versine, double Dot, double CrossX, double CrossY, double CrossZ, double Squared);
}

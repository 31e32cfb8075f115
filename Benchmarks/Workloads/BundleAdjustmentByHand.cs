namespace SymDiff.Benchmarks.Workloads;

internal static class BundleAdjustmentByHand
{
    /// <summary>The partials of camera and point are filled in, that of the weight is returned.</summary>
    public static double Gradient(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double u, double v, Span<double> cameraBar, Span<double> pointBar)
    {
        camera = camera[..11];
        cameraBar = cameraBar[..11];
        double a = camera[0], b = camera[1], c = camera[2];
        double x = point[0] - camera[3], y = point[1] - camera[4], z = point[2] - camera[5];

        // Rotated = cos·X + sin/angle·(r × X) + (1 − cos)/angle²·(r·X) r: no axis of unit length is needed.
        var squared = a * a + b * b + c * c;
        double cos = 1, sine = 1, versine = 0.5, angle = 0;
        if (squared != 0)
        {
            angle = Math.Sqrt(squared);
            (var sin, cos) = Math.SinCos(angle);
            sine = sin / angle;
            versine = (1 - cos) / squared;
        }

        var dot = a * x + b * y + c * z;
        double crossX = b * z - c * y, crossY = c * x - a * z, crossZ = a * y - b * x;
        var along = squared == 0 ? 0 : versine * dot;
        var px = cos * x + sine * crossX + along * a;
        var py = cos * y + sine * crossY + along * b;
        var pz = cos * z + sine * crossZ + along * c;

        var inverse = 1 / pz;
        double s = px * inverse, t = py * inverse;
        var rho = s * s + t * t;
        var scale = 1 + rho * (camera[9] + camera[10] * rho);
        var focal = camera[6];
        var d1 = focal * s * scale + camera[7] - u;
        var d2 = focal * t * scale + camera[8] - v;

        var w2 = weight * weight;
        double d1Bar = w2 * d1, d2Bar = w2 * d2;
        cameraBar[7] = d1Bar;
        cameraBar[8] = d2Bar;
        var projected = s * d1Bar + t * d2Bar;
        cameraBar[6] = scale * projected;
        var scaleBar = focal * projected;
        cameraBar[9] = scaleBar * rho;
        cameraBar[10] = scaleBar * rho * rho;
        var twiceRhoBar = 2 * scaleBar * (camera[9] + 2 * camera[10] * rho);
        var stretched = focal * scale;
        var sBar = stretched * d1Bar + twiceRhoBar * s;
        var tBar = stretched * d2Bar + twiceRhoBar * t;
        var pxBar = sBar * inverse;
        var pyBar = tBar * inverse;
        var pzBar = -(sBar * s + tBar * t) * inverse;

        // X̄ = Rᵀp̄: the same formula with the cross product the other way round.
        double backX = pyBar * c - pzBar * b, backY = pzBar * a - pxBar * c, backZ = pxBar * b - pyBar * a;
        var axial = a * pxBar + b * pyBar + c * pzBar;
        var alongBar = squared == 0 ? 0 : versine * axial;
        var xBar = cos * pxBar + sine * backX + alongBar * a;
        var yBar = cos * pyBar + sine * backY + alongBar * b;
        var zBar = cos * pzBar + sine * backZ + alongBar * c;
        (pointBar[0], pointBar[1], pointBar[2]) = (xBar, yBar, zBar);
        (cameraBar[3], cameraBar[4], cameraBar[5]) = (-xBar, -yBar, -zBar);

        // r̄ directly: sin/angle·(X × p̄) + versine·(dot p̄ + axial X); and through the angle.
        var rX = sine * (y * pzBar - z * pyBar);
        var rY = sine * (z * pxBar - x * pzBar);
        var rZ = sine * (x * pyBar - y * pxBar);
        if (squared != 0)
        {
            var cosBar = x * pxBar + y * pyBar + z * pzBar;
            var sineBar = crossX * pxBar + crossY * pyBar + crossZ * pzBar;
            var versineBar = dot * axial;
            var radial = (-sine * squared * cosBar + (cos - sine) * sineBar + (sine - 2 * versine) * versineBar) / squared;
            rX += versine * (dot * pxBar + axial * x) + radial * a;
            rY += versine * (dot * pyBar + axial * y) + radial * b;
            rZ += versine * (dot * pzBar + axial * z) + radial * c;
        }

        (cameraBar[0], cameraBar[1], cameraBar[2]) = (rX, rY, rZ);
        return weight * (d1 * d1 + d2 * d2);
    }
}

using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>A Hessian is finite wherever the function has one.</summary>
public partial class SecondOrderEdgeTests
{
    /// <summary>The method, a point, and the upper triangle of the Hessian there.</summary>
    private static readonly (string Method, double[] At, double[] Expected)[] edges =
    [
        // Tails, in which one factor vanishes and another overflows, or one has come near 1. The numbers are mpmath's, to 50 digits and more.
        ("double F(double a, double b, double t) => Math.Exp(-a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2000], [0, 0, 0, 0, 0, 0]),
        ("double F(double a, double b, double t) => Math.Exp(-a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2], [8.375306756263583, -1.8618436398451592, -1.2652539334057857, -0.29404101008182837, -0.30843695095528, -0.04398538723558429]),
        ("double F(double a, double b, double t) => a * Math.Exp(b * t - a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2000], [0, 0, 0, 0, 0, 0]),
        ("double F(double a, double b, double t) => a * Math.Exp(b * t - a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2], [-10.972895784962128, 1.2533139160610571, -0.23531631023284214, 0.38272679298020235, 0.15834739404810344, -0.01616435423520054]),
        ("double F(double x, double s, double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2) / s;", [1e+60, 2, 3], [0, -4.320000000000001e-298, 3.9166843849367645e-296, 1.0800000000000002e-238, -1.4678566443512868e-236, 1.3365417383984868e-234]),
        ("double F(double x, double s, double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2) / s;", [0.7, 1e-60, 3], [1.529974755416536e-177, -6.425893972749451e-118, 2.9201930634195985e-176, 2.249062890462308e-58, -1.5321642487575966e-116, 6.992665975382412e-175]),
        ("double F(double x, double s, double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2) / s;", [0.7, 2, 3], [-0.11301760658487608, 0.1430234852755518, 0.006633578273541239, 0.14449729995409258, -0.003739463694022751, -0.0018365889518089547]),
        ("double F(double x, [Positive] double s, [Positive] double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2);", [1e+45, 2, 3], [2.8800000000000014e-267, -1.1520000000000005e-222, 5.843935249526674e-221, 4.3200000000000015e-178, -2.921967624763337e-176, 1.4896033218683482e-174]),
        ("double F(double x, [Positive] double s, [Positive] double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2);", [0.7, 2, 3], [-0.22603521316975217, 0.18257964758025844, 0.013267156547082479, -0.10011643969288626, -0.004643504791478867, -0.0036731779036179094]),
        ("double F(double r, double a, double l) => Math.Pow(1 + r / (2 * a * l * l), -a);", [1e+200, 1.5, 3], [0, 0, 0, 2.9201013664130756e-293, -6.391252882266818e-296, 9.353074360871937e-299]),
        ("double F(double r, double a, double l) => Math.Pow(1 + r / (2 * a * l * l), -a);", [1e+100, 2, 3], [0, 5.836535750155784e-295, -3.456e-297, 6.600489285164078e-193, -3.891023833437189e-195, 1.728e-197]),
        ("double F(double r, double a, double l) => Math.Pow(1 + r / (2 * a * l * l), -a);", [1.3, 2, 3], [0.004017176603840237, -0.0008393292227263364, 0.029816377459614202, 0.0005661125739652961, 0.0007274186596961582, -0.04026996368871846]),
        ("double F(double l, double k, double x, double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, 800, 0.3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double l, double k, double x, double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, -800, 0.3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double l, double k, double x, double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, 0.5, 0.3], [0, 0.14696434946362014, 0.2939286989272403, 0.08417581761400181, -0.04892382556967955, 0.4900097467151215, -0.10763616350217155, -0.1956953022787182, -0.2152723270043431, -0.0920596441262793]),
        ("double F(double x, double c, double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [1e+200, 3, 2], [0, 0, 0, 0, 0, 0]),
        ("double F(double x, double c, double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [2, 3, 0.5], [0.2222222222222222, -0.02272983847704109, 0.04382768385249319, 0.023726074761392664, 0.0202526903285522, 1.6092652810834427]),
        ("double F([Positive] double x, [Positive] double c, [Positive] double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [1e+200, 3, 2], [0, 0, 0, 0, 0, 0]),
        ("double F([Positive] double x, [Positive] double c, [Positive] double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [2, 3, 0.5], [0.2222222222222222, -0.02272983847704109, 0.04382768385249319, 0.023726074761392664, 0.0202526903285522, 1.6092652810834427]),
        ("double F(double x) => Math.Pow(1 + x * x, -1.7);", [1e+60], [0]),
        ("double F(double x) => Math.Pow(1 + x * x, -1.7);", [0.7], [0.8987679104477168]),
        ("double F(double x, double c) => x * x / 2 / (1 + x * x / (c * c));", [1e+50, 1], [-2.9999999999999994e-200, 3.999999999999999e-150, 1]),
        ("double F(double x, double c) => x * x / 2 / (1 + x * x / (c * c));", [0.3, 1], [0.563693940444577, 0.08339581584659493, -0.018201136808519345]),
        ("double F(double r, double rc, double b) => Math.Pow(1 + r * r / (rc * rc), 0.5 - 3 * b);", [1e+80, 1.5, 0.7], [0, 0, 0, 1.1452021903848255e-255, -8.596301897009167e-253, 4.4513514765407205e-250]),
        ("double F(double r, double rc, double b) => Math.Pow(1 + r * r / (rc * rc), 0.5 - 3 * b);", [2, 1.5, 0.7], [0.232453954175713, -0.17680346571898445, 0.23763698690087262, 0.05822443449380208, -0.31684931586783016, 1.8320269158844866]),
        ("double F(double x, double s) => Math.Pow(Math.Cosh(x), -s);", [800, 2.5], [0, 0, 0]),
        ("double F(double x, double s) => Math.Pow(Math.Cosh(x), -s);", [0.5, 1.7], [-0.5868515656592184, -0.2998322378773915, 0.011762789116159642]),
        ("double F(double f, double k, double s, double t) { double d = (f - k) / (s * Math.Sqrt(t)); return (f - k) * Calculus.NormalCdf(d) + s * Math.Sqrt(t) * Math.Exp(-0.5 * d * d) / Math.Sqrt(2 * Math.PI); }", [0.03, 0.025, 0.01, 2], [26.500353234402855, -26.500353234402855, -13.25017661720142, -0.03312544154300355, 26.500353234402855, 13.25017661720142, 0.03312544154300355, 6.625088308600707, 0.14906448694351607, -0.00028984761350128133]),
        ("double F(double f, double k, double s, double t) { double d = (f - k) / (s * Math.Sqrt(t)); return (f - k) * Calculus.NormalCdf(d) + s * Math.Sqrt(t) * Math.Exp(-0.5 * d * d) / Math.Sqrt(2 * Math.PI); }", [0.03, 0.9, 0.01, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double u, double v, double th) => Math.Pow(Math.Pow(u, -th) + Math.Pow(v, -th) - 1, -1 / th);", [0.3, 0.6, 2], [-1.1040150902321753, 0.8625117892438868, 0.09690193377534123, -0.3924428641059685, -0.057237581608119564, -0.015272146600732757]),
        ("double F(double x) => Math.Atan(Math.Exp(x));", [800], [0]),
        ("double F(double x) => Math.Atan(Math.Exp(x));", [-40], [4.248354255291589e-18]),
        ("double F(double x) => Math.Atan(Math.Exp(x));", [0.3], [-0.13933888807988584]),
        ("double F(double x) => Calculus.NormalLogCdf(x);", [-100000000], [-0.9999999999999999]),
        ("double F(double x) => Calculus.NormalLogCdf(x);", [-10000], [-0.9999999900000006]),
        ("double F(double x) => Calculus.NormalLogCdf(x);", [-100], [-0.9999000599500517]),
        ("double F(double x) => Calculus.NormalLogCdf(x);", [-5], [-0.9673035653828878]),
        ("double F(double x) => Calculus.NormalLogCdf(x);", [-1], [-0.8009023344296512]),
        ("double F(double x) => Calculus.NormalLogCdf(x);", [30], [-4.420938404635642e-195]),
        ("double F(double x, double m, double s, double t) => -Math.Log(t) + (m - x) / t + s * s / (2 * t * t) + Calculus.NormalLogCdf((x - m) / s - s / t);", [1, 0.5, 0.2, 0.4], [-2.8387012922144117, 2.8387012922144117, 7.134907309668485, 5.540324676946397, -2.8387012922144117, -7.134907309668485, -5.540324676946397, -12.392328795055956, -3.7756748890955034, -5.2102179725070865]),
        ("double F(double k, double n, double t) => k / (1 + n * Math.Exp(-t));", [2, 3, 800], [0, 0, 0, 0, 0, 0]),
        ("double F(double k, double n, double t) => k / (1 + n * Math.Exp(-t));", [2, 3, -800], [0, 0, 0, 0, 0, 0]),
        ("double F(double k, double n, double t) => k / (1 + n * Math.Exp(-t));", [2, 3, 0.5], [0, -0.07629221537281565, 0.22887664611844694, 0.06564576444164873, -0.0443528625793149, 0.1330585877379447]),
        ("double F(double r, double k, double t, double n) => k / (1 + (k / n - 1) * Math.Exp(-r * t));", [1, 2, 800, 0.5], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double r, double k, double t, double n) => k / (1 + (k / n - 1) * Math.Exp(-r * t));", [0.3, 2, 1, 0.5], [0.16238100295250307, 0.10576842202751405, 0.4767591488774498, 0.43301600787334155, -0.022951742685931715, 0.03173052660825421, 0.09180697074372686, 0.014614290265725275, 0.12990480236200244, -0.36722788297490744]),
        ("double F(double p, double q, double t) => (1 - Math.Exp(-(p + q) * t)) / (1 + q / p * Math.Exp(-(p + q) * t));", [0.03, 0.4, 5000], [0, 0, 0, 0, 0, 0]),
        ("double F(double p, double q, double t) => (1 - Math.Exp(-(p + q) * t)) / (1 + q / p * Math.Exp(-(p + q) * t));", [0.03, 0.4, 5], [-157.3875224457895, 8.896502452786835, 1.4269442743783773, 1.1539908888186974, 0.29657846649139064, 0.010260233235066604]),
        ("double F(double l, double k, double x, [Positive] double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, 800, 0.3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double l, double k, double x, [Positive] double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, 0.5, 0.3], [0, 0.14696434946362014, 0.2939286989272403, 0.08417581761400181, -0.04892382556967955, 0.4900097467151215, -0.10763616350217155, -0.1956953022787182, -0.2152723270043431, -0.0920596441262793]),
        ("double F(double z, double g) => -Math.Pow(1 - 1 / (1 + Math.Exp(-z)), g) * Math.Log(1 / (1 + Math.Exp(-z)));", [400, 2], [0, 0, 0]),
        ("double F(double z, double g) => -Math.Pow(1 - 1 / (1 + Math.Exp(-z)), g) * Math.Log(1 / (1 + Math.Exp(-z)));", [0.3, 2], [0.30478482814874025, 0.10671499336637975, 0.07327934915383298]),
        ("double F(double x) => Math.Exp(-0.5 * x * x);", [1e200], [0]),
        ("double F(double x) => Math.Exp(-0.5 * x * x);", [-40], [0]),
        ("double F(double x) => Math.Exp(-0.5 * x * x);", [1.5], [0.4058155841979372]),
        ("double F(double x) => x * Calculus.NormalCdf(x);", [1e200], [0]),
        ("double F(double x) => x * Calculus.NormalCdf(x);", [-30], [-1.3233342291209357e-193]),
        ("double F(double x) => Math.Atanh(x);", [3e-09], [6e-09]),
        ("double F(double x) => Math.Atanh(x);", [1e-200], [2e-200]),
        ("double F(double x) => Math.Atanh(x);", [0.5], [1.7777777777777777]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [30], [9.357622968838423e-14]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [700], [9.85967654375977e-305]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [-700], [9.85967654375977e-305]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [30, 0.2], [1.1429426503961735e-13, -1.1429426503961735e-13, 1.1429426503961735e-13]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [0.7, -300], [2.556520571425472e-131, -2.556520571425472e-131, 2.556520571425472e-131]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) * (x - m) / (2 * s * s)) / (Math.Sqrt(2 * Math.PI) * s);", [0.7, 0.3, 2], [-0.046925123277054705, 0.046925123277054705, 0.02893715935418373, -0.046925123277054705, -0.02893715935418373, 0.08806281468327266]),
        ("double F(double x, double y) => Math.Cbrt(x * y);", [1e-100, 1e-100], [-4.787632644515297e132, 2.3938163222576484e132, -4.787632644515297e132]),
        ("double F(double x, double y) => Math.Cbrt(x * y);", [1e100, 1e120], [-4.787632644515297e-128, 2.3938163222576486e-148, -4.787632644515297e-168]),
        ("double F(double x, double y) => Math.Cbrt(x * y);", [2, 3], [-0.10095114404622998, 0.033650381348743326, -0.04486717513165777]),
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [30], [-9.357622968836672e-14]),
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [-30], [9.357622968836672e-14]),
        ("double F(double x, double y) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y));", [30, -10], [-4.248354255291589e-18, 4.248354255291589e-18, -4.248354255291589e-18]),
        ("double F(double x, double y) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y));", [-300, -10], [1.1339665610377455e-126, -1.1339665610377455e-126, 1.1339665610377455e-126]),
        ("double F(double x, double k) => Math.Pow(x, 300) / (Math.Pow(k, 300) + Math.Pow(x, 300));", [2, 3], [3.3369886923166325e-49, -2.2320994597435669e-49, 1.4930265275173636e-49]),
        ("double F(double x, double k) => Math.Pow(x, 300) / (Math.Pow(k, 300) + Math.Pow(x, 300));", [3, 2], [-1.4930265275173636e-49, 2.2320994597435669e-49, -3.3369886923166325e-49]),

        // Smooth where a part of it is not.
        ("double F(double x) => Math.Pow(Math.Abs(x), 1.5);", [0], [double.PositiveInfinity]),
        ("double F(double x) => Math.Pow(Math.Abs(x), 1.5);", [-4], [0.375]),
        ("double F(double x) => Math.Pow(Math.Abs(x), 2.5);", [0], [0]),
        ("double F(double x) => x * Math.Cbrt(x);", [8], [1 / 9.0]),
        ("double F(double x, double y) { double n = Math.Sqrt(x * x + y * y); return n * n; }", [0, 0], [2, 0, 2]),
        ("double F(double x, double y) { double n = Math.Sqrt(x * x + y * y); return n * n; }", [3, 4], [2, 0, 2]),

        // Exponentials that overflow and vanish.
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [1000], [0]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [-50], [1.9287498479639178e-22]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [0], [0.25]),
        ("double F(double x) => 1 / (1 + Math.Exp(-x));", [-1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(-x));", [0], [0]),
        ("double F(double x) => x / (Math.Exp(x) - 1);", [1000], [0]),
        ("double F(double x) => x / (Math.Exp(x) - 1);", [-1000], [0]),
        ("double F(double x, double t) => x * x * x / (Math.Exp(x / t) - 1);", [1600, 1], [0, 0, 0]),
        ("double F(double x, double t) => x * x * x / Calculus.Expm1(x / t);", [1600, 1], [0, 0, 0]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [1000], [0]),
        ("double F(double x) => Math.Log(Math.Sinh(x));", [1000], [0]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [1000, 1000], [0.25, -0.25, 0.25]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [-1000, 1000], [0, 0, 0]),
        ("double F(double x, double y) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y));", [1000, 1000], [0, 0, 0]),
        ("double F(double x) => Math.Exp(-Math.Exp(x));", [1000], [0]),

        // Roots and norms.
        ("double F(double x) => Math.Sqrt(1 + x * x);", [1e100], [0]),
        ("double F(double x) => x / Math.Sqrt(1 + x * x);", [1e100], [0]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [3, 4], [0.128, -0.096, 0.072]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [0, 0], [0, 0, 0]),
        ("double F(double x) => x * Math.Log(x);", [1e-300], [1e300]),

        // What differs in sign only is as accurate: ∂²/∂x∂y = −∂²/∂x².
        ("double F(double x, double y, [Positive] double s) => Math.Sqrt((x - y) * (x - y) + s * s);", [5, 0, 1e-6],
            [7.99999999999952e-15, -7.99999999999952e-15, -3.99999999999976e-8, 7.99999999999952e-15, 3.99999999999976e-8, 0.199999999999988]),

        // At scales at which fourth powers, and those of a sum of cubes, overflow or vanish; and where the square of a power does.
        ("double F(double x, double s) => -0.5 * (x / s) * (x / s) - Math.Log(s);", [-1e20, 1e100], [-1e-200, -2e-280, 1e-200]),
        ("double F(double x, double s) => -0.5 * (x / s) * (x / s) - Math.Log(s);", [3e100, 2e100], [-2.5e-201, 7.5e-201, -1.4375e-200]),
        ("double F(double x, double s) => -0.5 * (x / s) * (x / s) - Math.Log(s);", [3e-90, 2e-90], [-2.5e179, 7.5e179, -1.4375e180]),
        ("double F(double x, double s) => -0.5 * (x / s) * (x / s) - Math.Log(s);", [3, 2], [-0.25, 0.75, -1.4375]),
        ("double F(double x, double y) => Math.Pow(Math.Pow(Math.Abs(x), 3) + Math.Pow(Math.Abs(y), 3), 1.0 / 3);", [3e80, -2e80], [1.2817239419514342e-81, 1.9225859129271514e-81, 2.883878869390727e-81]),
        ("double F(double x, double y) => Math.Pow(Math.Pow(Math.Abs(x), 3) + Math.Pow(Math.Abs(y), 3), 1.0 / 3);", [3e-90, -2e-90], [1.2817239419514616e89, 1.9225859129271927e89, 2.883878869390789e89]),
        ("double F(double x, double n) => Math.Pow(x, n) / (1 + Math.Pow(x, n));", [120, 80], [-2.0831130036182858e-167, -1.4736070209717364e-166, -1.0610024629467601e-165]),
        ("double F(double x, double n) => Math.Pow(x, n) / (1 + Math.Pow(x, n));", [2, 3], [-0.24691358024691357, -0.030486094879335263, -0.03690722740661081]),

        // Powers whose exponent is 0 or 1, where the derivative with respect to the exponent is not zero.
        ("double F(double x, double y) => Math.Pow(x, y);", [2, 0], [0, 0.5, 0.48045301391820144]),
        ("double F(double x, double y) => Math.Pow(x, y);", [2, 1], [0, 1.6931471805599454, 0.9609060278364029]),
        ("double F(double x, double y) => Math.Pow(x, y);", [3, 2], [2, 9.591673732008658, 10.862540647313239]),
        ("double F(double x, double k) => Math.Pow(x, k - 1) * Math.Exp(-x);", [2, 1], [0.1353352832366127, -0.02613962838743337, 0.06502224472050401]),
        ("double F(double x, double k) => 1 - Math.Exp(-Math.Pow(x, k));", [2, 1], [-0.1353352832366127, 0.041528013230872976, -0.13004448944100802]),

        // Shares, and the hypotenuse of a long and a short leg.
        ("double F(double x, double y, double z) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [0.7, -100000000, -1], [-0.09025764431307129, 0, 0.09025764431307129, 0, 0, -0.09025764431307129]),
        ("double F(double x, double y, double z) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [300, 301, -1], [0.09085774767294841, -0.09085774767294841, -6.33036033987374e-133, 0.09085774767294841, 2.00289652075393e-132, -1.3698604867665559e-132]),
        ("double F(double x, double y) => double.Hypot(x, y);", [100000000, 4], [1.599999999999996e-23, -3.9999999999999905e-16, 9.999999999999975e-09]),
        ("double F(double x, double y) => double.Hypot(x, y);", [3e200, 4e200], [1.28e-201, -9.6e-202, 7.2e-202]),
        ("double F(double x, double y) => double.Hypot(x, y);", [3e-200, 4e-200], [1.28e199, -9.6e198, 7.2e198]),
        ("double F(double x, double y) => double.Hypot(x, y);", [1e-08, 4], [0.25, -6.25e-10, 1.5625e-18]),
        ("double F(double x, double y) => Math.Log(double.Hypot(x, y));", [3e100, 4e100], [1.1200000000000003e-202, -3.84e-202, -1.1200000000000003e-202]),

        // Far from 1 either way: what is squared is not squared once more.
        ("double F(double y, double x) => Math.Atan2(y, x);", [2.9999999999999998e150, 4e150], [-3.84e-302, -1.1200000000000003e-302, 3.84e-302]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [3e-150, 4e-150], [-3.8399999999999997e298, -1.1199999999999998e298, 3.8399999999999997e298]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [2.9999999999999997e-140, 4e-140], [1.28e139, -9.6e138, 7.2e138]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [2.9999999999999998e150, 4e150], [1.28e-151, -9.6e-152, 7.2e-152]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [3e-150, 4e-150], [1.28e149, -9.6e148, 7.2e148]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [1e150, 4], [0, -4e-300, 1e-150]),
        ("double F(double x, double y) => 1 / Math.Sqrt(x * x + y * y);", [3e90, 4e90], [6.399999999999996e-274, 1.1520000000000001e-272, 7.3600000000000015e-273]),
        ("double F(double x, double y) => 1 / Math.Sqrt(x * x + y * y);", [2.9999999999999998e-90, 4e-90], [6.399999999999992e266, 1.1520000000000001e268, 7.360000000000001e267]),
        ("double F(double x, double y) => Math.Log(x * x + y * y);", [7e100, 2e100], [-3.203987184051264e-202, -1.9935920256318979e-202, 3.203987184051264e-202]),
        ("double F(double x, double y) => Math.Log(x * x + y * y);", [7e-140, 2e-140], [-3.2039871840512644e278, -1.9935920256318976e278, 3.2039871840512644e278]),
        ("double F(double x, double y) => Math.Log(x * x + y * y);", [1e150, 2], [-2e-300, -0, 2e-300]),
        ("double F(double x) => Math.Log(1 + x * x);", [1e100], [-2e-200]),
        ("double F(double x) => Math.Log(1 + x * x);", [1e150], [-2e-300]),
        ("double F(double x) => Math.Log(1 + x * x);", [-1e120], [-2.0000000000000002e-240]),
        ("double F(double x, double y) => x * y / (x + y);", [2e160, 3e160], [-1.44e-161, 9.6e-162, -6.4000000000000005e-162]),
        ("double F(double x, double y) => x * y / (x + y);", [1e150, 3], [-0, 6e-300, -2e-150]),
        ("double F(double x, double y) => x * y / (x + y);", [2e-160, 3e-160], [-1.44e159, 9.6e158, -6.4e158]),
        ("double F(double x, double m, double s) => -Math.Log(1 + ((x - m) / s) * ((x - m) / s)) - Math.Log(s);", [1e150, 0.3, 2], [2e-300, -2e-300, 0, 2e-300, -0, -0.25]),
        ("double F(double x, double m, double s) => -Math.Log(1 + ((x - m) / s) * ((x - m) / s)) - Math.Log(s);", [0.7, 0.3, 1e-150], [12.500000000000002, -12.500000000000002, 6.2500000000000016e-149, 12.500000000000002, -6.2500000000000016e-149, -1e300]),

        // Where an exponential vanishes beside a polynomial that overflows, and 1 − tanh² beside one. The numbers are mpmath's.
        ("double F(double x) => x * Calculus.NormalCdf(x);", [1e80], [-0.0]),
        ("double F(double x) => x * Calculus.NormalCdf(x);", [-1e200], [-0.0]),
        ("double F(double x) => x * Calculus.NormalCdf(x);", [3], [-0.03102293888356605]),
        ("double F(double x) => x * Calculus.NormalCdf(x);", [0], [0.7978845608028654]),
        ("double F(double x) => 0.5 * x * (1 + Calculus.Erf(x / Math.Sqrt(2)));", [-1e80], [-0.0]),
        ("double F(double x) => 0.5 * x * (1 + Calculus.Erf(x / Math.Sqrt(2)));", [1e200], [-0.0]),
        ("double F(double x) => 0.5 * x * (1 + Calculus.Erf(x / Math.Sqrt(2)));", [3], [-0.03102293888356605]),
        ("double F(double x) => 0.5 * x * (1 + Calculus.Erf(x / Math.Sqrt(2)));", [0], [0.7978845608028654]),
        ("double F(double x) => 0.5 * x * (1 + Math.Tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));", [1e80], [0.0]),
        ("double F(double x) => 0.5 * x * (1 + Math.Tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));", [-1e200], [0.0]),
        ("double F(double x) => 0.5 * x * (1 + Math.Tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));", [-1.5], [-0.030518196484224974]),
        ("double F(double x) => 0.5 * x * (1 + Math.Tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));", [0], [0.7978845608028654]),
        ("double F(double x) => Math.Exp(-x * x) * (x * x * x - 3 * x + 1);", [1e80], [0.0]),
        ("double F(double x) => Math.Exp(-x * x) * (x * x * x - 3 * x + 1);", [-1e100], [-0.0]),
        ("double F(double x) => Math.Exp(-x * x) * (x * x * x - 3 * x + 1);", [2], [-0.32968149999721524]),
        ("double F(double x) => Math.Exp(-x * x) * (x * x * x - 3 * x + 1);", [0], [-2.0]),
        ("double F(double x) => Math.Exp(-1 / x);", [1e-100], [0.0]),
        ("double F(double x) => Math.Exp(-1 / x);", [1e-200], [0.0]),
        ("double F(double x) => Math.Exp(-1 / x);", [0.25], [2.344401777757975]),
        ("double F(double x) => Math.Exp(-1 / x);", [3], [-0.044230327813196864]),
        ("double F(double x, double m, double s) { double z = (x - m) / s; return Math.Exp(-0.5 * z * z) / (s * Math.Sqrt(2 * Math.PI)); }", [1e+160, 0, 1], [0.0, -0.0, 0.0, 0.0, -0.0, 0.0]),
        ("double F(double x, double m, double s) { double z = (x - m) / s; return Math.Exp(-0.5 * z * z) / (s * Math.Sqrt(2 * Math.PI)); }", [1, 0, 1e-80], [0.0, -0.0, 0.0, 0.0, -0.0, 0.0]),
        ("double F(double x, double m, double s) { double z = (x - m) / s; return Math.Exp(-0.5 * z * z) / (s * Math.Sqrt(2 * Math.PI)); }", [1, 0.5, 2], [-0.045312669937833894, 0.045312669937833894, 0.03549492478463655, -0.045312669937833894, -0.03549492478463655, 0.08175160867950865]),
        ("double F(double x) => Math.Exp(-x - Math.Exp(-x));", [-800], [0]),
        ("double F(double x) => Math.Exp(-x - Math.Exp(-x));", [1], [0.0080715160516672983]),
        ("double F(double x, double s) => x / (s * s) * Math.Exp(-x * x / (2 * s * s));", [1e160, 2], [0, 0, 0]),
        ("double F(double x, double s) => x / (s * s) * Math.Exp(-x * x / (2 * s * s));", [0.7, 1e-110], [0, 0, 0]),
        ("double F(double x, double s) => x / (s * s) * Math.Exp(-x * x / (2 * s * s));", [0.7, 2], [-0.11841121916447662, -0.16489757969298574, 0.21223513567711833]),
        ("double F(double t, double s) => (1 - t * t / (s * s)) * Math.Exp(-t * t / (2 * s * s));", [1e160, 2], [0, 0, 0]),
        ("double F(double t, double s) => (1 - t * t / (s * s)) * Math.Exp(-t * t / (2 * s * s));", [0.7, 1e-110], [0, 0, 0]),
        ("double F(double t, double s) => (1 - t * t / (s * s)) * Math.Exp(-t * t / (2 * s * s));", [0.7, 2], [-0.536136665786524, 0.42447027135423665, -0.23145244838911644]),
        ("double F(double x, double y, double z) => Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [50, 1, 10], [4.2488785438579256e-18, -5.242885663363464e-22, -4.248354255291589e-18, 5.242885663363464e-22, -2.2273635617957438e-39, 4.248354255291589e-18]),
        ("double F(double x, double y, double z) => Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [0.7, 0.2, -0.3], [0.2499580045317658, -0.15558869232939307, -0.09436931220237273, 0.21282657351612566, -0.0572378811867326, 0.15160719338910533]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [50], [1.4880303904083344e-43]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [-800], [0]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [0.7], [0.6347395899824586]),
        ("double F(double t, double u) => t * Math.Log(2 * Math.Cosh(u / t));", [2, 3], [0.2032949687891046, -0.1355299791927364, 0.09035331946182426]),
        ("double F(double t, double u) => t * Math.Log(2 * Math.Cosh(u / t));", [0.1, 1], [8.244614455767404e-06, -8.244614455767405e-07, 8.244614455767407e-08]),
        ("double F(double t, double u) => t * Math.Log(2 * Math.Cosh(u / t));", [0.001, 3], [0, 0, 0]),

        // An exponential of an exponential is no share of others.
        ("double F(double a, double b, double x) => Math.Log(1 - Math.Exp(-Math.Exp(a + b * x)));", [0.1, 0.2, 3], [-0.4107221951776152, -1.2321665855328456, -0.08214443903552304, -3.696499756598537, 0.06378630464304687, -0.016428887807104612]),
        ("double F(double a, double b, double x) => Math.Log(1 - Math.Exp(-Math.Exp(a + b * x)));", [0.1, -0.5, 3], [-0.11318397069431266, -0.339551912082938, 0.05659198534715633, -1.018655736248814, 1.0515398507924067, -0.028295992673578164]),
        ("double F(double a, double b, double x) => Math.Log(1 - Math.Exp(-Math.Exp(a + b * x)));", [0.1, 2, 3], [-4.611564206128838e-189, -1.3834692618386512e-188, -9.223128412257676e-189, -4.150407785515954e-188, -2.7659018857862137e-188, -1.844625682451535e-188]),

        // An exponential that has nothing in common with the sum it is divided by stays above it.
        ("double F(double p, double r, double t, double g) => p * (1 - Math.Exp(-r * t)) / (1 - Math.Exp(-r)) * Math.Exp(-g * t);", [1, 0.05, 10, 0.02], [0, -27.010660146382968, 0.37699690880433034, -66.05323927155393, 164.2653880863399, -4.298390152606207, 270.1066014638297, -0.04317717529040728, -10.375293015198697, 660.5323927155393]),
        ("double F(double p, double r, double t, double g) => p * (1 - Math.Exp(-r * t)) / (1 - Math.Exp(-r)) * Math.Exp(-g * t);", [1, 2, 100, 0.02], [0, -0.024497772491911964, -0.003130352854993313, -15.651764274966565, 0.03216643969801529, 0.0004899554498382393, 2.449777249191196, 6.260705709986626e-05, 0.15651764274966565, 1565.1764274966565]),
        ("double F(double p, double r, double t, double g) => p * (1 - Math.Exp(-r * t)) / (1 - Math.Exp(-r)) * Math.Exp(-g * t);", [1, 0.5, 3, 400], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),

        // What a share of zero tends to with the share.
        ("double F(double x, double y) => Calculus.XLogY(x, y);", [0, 2], [0, 0.5, 0]),
        ("double F(double x, double y) => Calculus.XLogY(x, y);", [0, 1e-300], [0, 1e300, 0]),
        ("double F(double x, double y) => Calculus.XLogY(x, y);", [3, 0.5], [0, 2, -12]),
        ("double F(double k, double p, double n) => Calculus.XLogY(k, p) + Calculus.XLogY(n - k, 1 - p);", [5, 0.25, 5], [0, 4 + (4 / 3.0), 0, -80, -4 / 3.0, 0]),
        ("double F(double k, double p, double n) => Calculus.XLogY(k, p) + Calculus.XLogY(n - k, 1 - p);", [0, 0.25, 5], [0, 4 + (4 / 3.0), 0, -80 / 9.0, -4 / 3.0, 0]),
        ("double F(double p) => -Calculus.XLogY(p, p) - Calculus.XLogY(1 - p, 1 - p);", [0.25], [-16 / 3.0]),

        // What is left of a distribution function where nearly nothing is left.
        ("double F(double x) => Math.Log(1 - Calculus.NormalCdf(x));", [10], [-0.99055462217434374]),
    ];

    /// <summary>Methods whose Hessian has more digits than the product with a vector, or is right further out.</summary>
    private static readonly string[] roundedProducts =
    [
        "double F(double x, double y, double z) => Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z));",
    ];

    public static IEnumerable<TheoryDataRow<string>> Methods => edges.Concat(ofPowers).Concat(ofDifferences).Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Is_right_at_the_edge(string method)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable(Derivatives = Derivatives.Hessian | Derivatives.HessianVectorProduct)]
                public static {{method}}
            }
            """).Load();

        Assert.Multiple([.. edges.Concat(ofPowers).Concat(ofDifferences).Where(edge => edge.Method == method).Select(edge => (Action)(() =>
        {
            var where = "at (" + string.Join(", ", edge.At.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            Numeric.Close(code.Numbers("Edge.FHessian", edge.At), edge.Expected, tolerance: 1e-12, floor: 1e-300, because: where);
            Numeric.Close(
                code.Numbers("Edge.FValueGradientAndHessian", edge.At)[^edge.Expected.Length..], edge.Expected, tolerance: 1e-12, floor: 1e-300, because: "beside the value, " + where);
            // What is summed over the columns is as exact as the greatest entry.
            var floor = 1e-12 * edge.Expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (var i = 0; i < edge.At.Length && !roundedProducts.Contains(method); i++)
            {
                var row = Row(edge.Expected, edge.At.Length, i);
                Numeric.Close(code.Numbers("Edge.FHvp", [.. edge.At, .. edge.At.Select((_, j) => j == i ? 1.0 : 0.0)]), row, tolerance: 1e-12, floor: Math.Max(floor, 1e-300), because: $"row {i}, {where}");
            }
        }))]);
    }

    /// <summary>Only beside what looks as if it were to vanish it is asked whether it does.</summary>
    [Theory]
    [InlineData("Math.Exp(x * y) * (1 + x * x)", false)]
    [InlineData("Math.Exp(-x * y) * (1 + 3 * x * x + x * x * x)", true)]
    [InlineData("Math.Exp(-x * y) * y", false)]
    [InlineData("Math.Exp(-x - y) * Math.Sqrt(1 + x * x)", false)]
    public void What_grows_is_not_asked_for(string formula, bool isAsked)
    {
        var text = GeneratorRun.Of($"using System; using SymDiff; public static partial class Edge {{ [Differentiable] public static double F(double x, double y) => {formula}; }}").Text;
        Assert.Equal(isAsked, text.Contains("== 0", StringComparison.Ordinal));
    }

    // A row of the matrix of which the upper triangle is given.
    private static double[] Row(double[] triangle, int length, int row) => [.. Enumerable.Range(0, length).Select(column => (Math.Min(row, column), Math.Max(row, column)) is var (i, j) ? triangle[(i * length) - (i * (i - 1) / 2) + j - i] : 0)];
}

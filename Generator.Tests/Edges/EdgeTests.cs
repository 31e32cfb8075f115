using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>A gradient is finite wherever the function has one, and where calculus has no answer the convention is kept.</summary>
public class EdgeTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly double OneOverE = 1 / Math.E;

    /// <summary>The method, a point, and the gradient there with respect to all parameters.</summary>
    private static readonly (string Method, double[] At, double[] Expected)[] edges =
    [
        // Tails, in which one factor vanishes and another overflows, or one has come near 1. The numbers are mpmath's, to 50 digits and more.
        ("double F(double x, double n, double s) => Math.Log(n) - Math.Log(s) + (n - 1) * Math.Log(1 - Math.Exp(-x / s)) - x / s;", [100000, 3, 1], [-1, 0.3333333333333333, 99999]),
        ("double F(double x, double n, double s) => Math.Log(n) - Math.Log(s) + (n - 1) * Math.Log(1 - Math.Exp(-x / s)) - x / s;", [2, 3, 4], [0.5207470412683991, -0.5994187962338552, -0.5103735206341996]),
        ("double F(double x) => Calculus.NormalMeanExcess(x);", [-5], [-0.9999925663980851]),
        ("double F(double x) => Calculus.NormalMeanExcess(x);", [0.3], [-0.3031144892703503]),
        ("double F(double x) => Calculus.NormalMeanExcess(x);", [2], [-0.11427910041408125]),
        ("double F(double x) => Calculus.NormalMeanExcess(x);", [4], [-0.04667283839742263]),
        ("double F(double a, double b, double t) => Math.Exp(-a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2000], [0, 0, 0]),
        ("double F(double a, double b, double t) => Math.Exp(-a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2], [-2.4371167225153507, -0.28366903288512996, -0.19277309434705003]),
        ("double F(double a, double b, double t) => a * Math.Exp(b * t - a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2000], [0, 0, 0]),
        ("double F(double a, double b, double t) => a * Math.Exp(b * t - a / b * (Math.Exp(b * t) - 1));", [0.1, 0.5, 2], [1.2652539334057857, 0.30843695095528, 0.04398538723558429]),
        ("double F(double x, double s, double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2) / s;", [1e+60, 2, 3], [-2.880000000000001e-298, 1.0800000000000002e-238, -9.809710962341911e-237]),
        ("double F(double x, double s, double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2) / s;", [0.7, 1e-60, 3], [-2.1419646575831504e-178, 1.124531445231154e-118, -5.119708956361223e-177]),
        ("double F(double x, double s, double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2) / s;", [0.7, 2, 3], [-0.10346732297084518, -0.1945555198005357, 0.002835422596566634]),
        ("double F(double x, [Positive] double s, [Positive] double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2);", [1e+60, 2, 3], [-5.760000000000002e-298, 2.8800000000000004e-238, -1.9619421924683822e-236]),
        ("double F(double x, [Positive] double s, [Positive] double nu) => Math.Pow(1 + x * x / (nu * s * s), -(nu + 1) / 2);", [0.7, 2, 3], [-0.20693464594169036, 0.07242712607959163, 0.005670845193133268]),
        ("double F(double r, double a, double l) => Math.Pow(1 + r / (2 * a * l * l), -a);", [1e+200, 1.5, 3], [0, -6.40060595662769e-296, 1.4029611541307906e-298]),
        ("double F(double r, double a, double l) => Math.Pow(1 + r / (2 * a * l * l), -a);", [1e+100, 2, 3], [-2.592e-297, -2.9247478750778918e-195, 1.728e-197]),
        ("double F(double r, double a, double l) => Math.Pow(1 + r / (2 * a * l * l), -a);", [1.3, 2, 3], [-0.049946895774413615, -0.00057925112283825, 0.043287309671158465]),
        ("double F(double l, double k, double x, double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, 800, 0.3], [1, 0, 0, 0]),
        ("double F(double l, double k, double x, double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, -800, 0.3], [0, 0, 0, 0]),
        ("double F(double l, double k, double x, double n) => l * Math.Pow(1 + n * Math.Exp(-k * x), -1 / n);", [2, 1, 0.5, 0.3], [0.572785107668727, 0.2939286989272403, 0.5878573978544805, 0.16835163522800362]),
        ("double F(double x, double c, double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [1e+200, 3, 2], [0, 0, 0]),
        ("double F(double x, double c, double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [2, 3, 0.5], [-0.2222222222222222, -0.10268847119406598, -0.7324081924454064]),
        ("double F([Positive] double x, [Positive] double c, [Positive] double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [1e+200, 3, 2], [0, 0, 0]),
        ("double F([Positive] double x, [Positive] double c, [Positive] double k) => Math.Pow(1 + Math.Pow(x, c), -k);", [2, 3, 0.5], [-0.2222222222222222, -0.10268847119406598, -0.7324081924454064]),
        ("double F(double x) => Math.Pow(1 + x * x, -1.7);", [1e+60], [-3.400000000000042e-264]),
        ("double F(double x) => Math.Pow(1 + x * x, -1.7);", [0.7], [-0.8109125697205612]),
        ("double F(double x, double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(x / e, h));", [1e+200, 2, 3, 1, 0.1], [0, 0, 0, 0, 1]),
        ("double F(double x, double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(x / e, h));", [1e-200, 2, 3, 1, 0.1], [0, 0, 0, 1, 0]),
        ("double F(double x, double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(x / e, h));", [0.7, 2, 3, 1, 0.1], [-0.152056624024869, 0.05321981840870415, 0.03724756188483975, 0.958887690279276, 0.04111230972072395]),
        ("double F(double x, double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(e / x, h));", [1e+200, 2, 3, 1, 0.1], [0, 0, 0, 1, 0]),
        ("double F(double x, double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(e / x, h));", [1e-200, 2, 3, 1, 0.1], [0, 0, 0, 0, 1]),
        ("double F(double x, double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(e / x, h));", [0.7, 2, 3, 1, 0.1], [0.152056624024869, -0.05321981840870415, -0.03724756188483975, 0.04111230972072395, 0.958887690279276]),
        ("double F(double x, double c) => x * x / 2 / (1 + x * x / (c * c));", [1e+70, 1], [9.999999999999997e-211, 1]),
        ("double F(double x, double c) => x * x / 2 / (1 + x * x / (c * c));", [0.3, 1], [0.25250399797996803, 0.006817607945459135]),
        ("double F(double r, double rc, double b) => Math.Pow(1 + r * r / (rc * rc), 0.5 - 3 * b);", [1e+80, 1.5, 0.7], [0, 7.808196752623812e-256, -4.036379187150158e-253]),
        ("double F(double r, double rc, double b) => Math.Pow(1 + r * r / (rc * rc), 0.5 - 3 * b);", [2, 1.5, 0.7], [-0.19970270977294932, 0.26627027969726574, -0.5977339528565944]),
        ("double F(double x, double s) => Math.Pow(Math.Cosh(x), -s);", [800, 2.5], [0, 0]),
        ("double F(double x, double s) => Math.Pow(Math.Cosh(x), -s);", [0.5, 1.7], [-0.6405018664025167, -0.09792979560949716]),
        ("double F(double f, double k, double s, double t) { double d = (f - k) / (s * Math.Sqrt(t)); return (f - k) * Calculus.NormalCdf(d) + s * Math.Sqrt(t) * Math.Exp(-0.5 * d * d) / Math.Sqrt(2 * Math.PI); }", [0.03, 0.025, 0.01, 2], [0.6381631950841183, -0.6381631950841183, 0.5300070646880573, 0.001325017661720143]),
        ("double F(double f, double k, double s, double t) { double d = (f - k) / (s * Math.Sqrt(t)); return (f - k) * Calculus.NormalCdf(d) + s * Math.Sqrt(t) * Math.Exp(-0.5 * d * d) / Math.Sqrt(2 * Math.PI); }", [0.03, 0.9, 0.01, 2], [0, 0, 0, 0]),
        ("double F(double u, double v, double th) => Math.Pow(Math.Pow(u, -th) + Math.Pow(v, -th) - 1, -1 / th);", [0.3, 0.6, 2], [0.8004109404183269, 0.10005136755229087, 0.018130850078608964]),
        ("double F(double x) => Math.Atan(Math.Exp(x));", [800], [0]),
        ("double F(double x) => Math.Atan(Math.Exp(x));", [-800], [0]),
        ("double F(double x) => Math.Atan(Math.Exp(x));", [0.3], [0.47831395595012416]),
        ("double F(double k, double n, double x) => k / (n + (k / n - 1) * Math.Exp(-x));", [2, 0.5, 800], [2, -8, 0]),
        ("double F(double k, double n, double x) => k / (n + (k / n - 1) * Math.Exp(-x));", [2, 0.5, 0.3], [-0.03249137055199532, 1.329386319304144, 0.5997104185480814]),
        ("double F(double t) => Math.Exp(-1 / t);", [1e-300], [0]),
        ("double F(double t) => Math.Exp(-1 / t);", [0.01], [3.720075976020844e-40]),
        ("double F(double t) => Math.Exp(-1 / t);", [3], [0.07961459006375436]),
        ("double F(double x) => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1);", [-30], [3.502604305078608e-26]),
        ("double F(double x) => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1);", [20], [1.6993417021166355e-17]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) * (x - m) / (2 * s * s)) / (Math.Sqrt(2 * Math.PI) * s);", [1e200, 0.3, 2], [0, 0, 0]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) * (x - m) / (2 * s * s)) / (Math.Sqrt(2 * Math.PI) * s);", [0.7, 0.3, 1e-200], [0, 0, 0]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) * (x - m) / (2 * s * s)) / (Math.Sqrt(2 * Math.PI) * s);", [0.7, 0.3, 2], [-0.019552134698772792, 0.019552134698772792, -0.09385024655410941]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) / s) / (s * (1 + Math.Exp(-(x - m) / s)) * (1 + Math.Exp(-(x - m) / s)));", [800, 0.3, 2], [-5.56277404523612e-175, 5.56277404523612e-175, 2.2187124279424267e-172]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) / s) / (s * (1 + Math.Exp(-(x - m) / s)) * (1 + Math.Exp(-(x - m) / s)));", [-800, 0.3, 2], [4.1210043702462645e-175, -4.1210043702462645e-175, 1.6448988943837966e-172]),
        ("double F(double x, double m, [Positive] double s) => Math.Exp(-(x - m) / s) / (s * (1 + Math.Exp(-(x - m) / s)) * (1 + Math.Exp(-(x - m) / s)));", [0.7, 0.3, 2], [-0.006167370109658285, 0.006167370109658285, -0.06064566915603333]),
        ("double F([Positive] double x, [Positive] double k) => Math.Pow(x, k) / (1 + Math.Pow(x, k));", [2, 800], [5.998787255582524e-239, 1.0395106182464896e-241]),
        ("double F([Positive] double x, [Positive] double k) => Math.Pow(x, k) / (1 + Math.Pow(x, k));", [2, 1000], [4.6663180925160944e-299, 6.468890458846786e-302]),
        ("double F([Positive] double x, [Positive] double k) => Math.Pow(x, k) / (1 + Math.Pow(x, k));", [0.5, 800], [2.3995149022330095e-238, -1.0395106182464896e-241]),
        ("double F([Positive] double x, [Positive] double k) => Math.Pow(x, k) / (1 + Math.Pow(x, k));", [2, 3], [0.14814814814814814, 0.06845898079604398]),
        ("double F(double t, double k) => (Math.Exp(k * t) - 1) / (1 + (k + 0.3) * (Math.Exp(k * t) - 1));", [400, 1], [1.1332364477597667e-174, -0.591715976331361]),
        ("double F(double t, double k) => (Math.Exp(k * t) - 1) / (1 + (k + 0.3) * (Math.Exp(k * t) - 1));", [2, 0.5], [0.24103174531045723, 0.44052828822651185]),
        ("double F(double r, double k, double s, double t) { double g = Math.Sqrt(k * k + 2 * s * s), e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return 2 * e / d * r; }", [0.03, 0.7, 0.2, 500], [1.3745860881768743, -0.054620512540852005, -0.015016119333549134, 3.687807750851063e-166]),
        ("double F(double r, double k, double s, double t) { double g = Math.Sqrt(k * k + 2 * s * s), e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return 2 * e / d * r; }", [0.03, 0.7, 0.2, 5], [1.3418912426148546, -0.048685860316184215, -0.012386159263478653, 0.0007398806408841913]),
        ("double F(double r, double t, double u) { double e = Math.Exp(t) - 1, d = 1.5 * e + 2; return r * Math.Cosh(u) * (e / d) * (e / d); }", [2, 400, 0.3], [0.4645948951683824, 4.745482762746756e-174, 0.27068470528634897]),
        ("double F(double r, double t, double u) { double e = Math.Exp(t) - 1, d = 1.5 * e + 2; return r * Math.Cosh(u) * (e / d) * (e / d); }", [2, 5, 0.3], [0.456303156735183, 0.016471821369271722, 0.2658537293168678]),
        ("double F(double a, double b, double c) => 1 / (1 / a + 1 / b + 1 / c);", [1e-200, 3, 4], [1, 0, 0]),
        ("double F(double a, double b, double c) => 1 / (1 / a + 1 / b + 1 / c);", [2, 3, 4], [0.21301775147928995, 0.09467455621301775, 0.05325443786982249]),
        ("double F(double x, double y) => 1 / Math.Sqrt(x * x + 3 * y);", [0.5, 2], [-0.032, -0.096]),
        ("double F(double x) => 1 / Math.Sqrt(1 + x * x);", [1e140], [-9.999999999999998e-281]),
        ("double F(double x) => 1 / Math.Sqrt(1 + x * x);", [-1e-140], [1e-140]),
        ("double F(double x) => 1 / Math.Sqrt(1 + x * x);", [2], [-0.17888543819998318]),
        ("double F([Positive] double x, [Positive] double m, [Positive] double l) => Math.Sqrt(l / (2 * Math.PI * x * x * x)) * Math.Exp(-l * (x - m) * (x - m) / (2 * m * m * x));", [0.7, 1e-110, 2], [0, 0, 0]),
        ("double F([Positive] double x, [Positive] double m, [Positive] double l) => Math.Sqrt(l / (2 * Math.PI * x * x * x)) * Math.Exp(-l * (x - m) * (x - m) / (2 * m * m * x));", [1e-110, 1.3, 2], [0, 0, 0]),
        ("double F([Positive] double x, [Positive] double m, [Positive] double l) => Math.Sqrt(l / (2 * Math.PI * x * x * x)) * Math.Exp(-l * (x - m) * (x - m) / (2 * m * m * x));", [0.7, 1.3, 2], [-0.4929747006928333, -0.3881222789146228, 0.06952702371390218]),
        ("double F([Positive] double x, [Positive] double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(e / x, h));", [1e-200, 2, 3, 1, 0.1], [0, 0, 0, 0, 1]),
        ("double F([Positive] double x, [Positive] double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(e / x, h));", [1e200, 2, 3, 1, 0.1], [0, 0, 0, 1, 0]),
        ("double F([Positive] double x, [Positive] double e, double h, double t, double b) => b + (t - b) / (1 + Math.Pow(e / x, h));", [0.7, 2, 3, 1, 0.1], [0.152056624024869, -0.05321981840870415, -0.03724756188483975, 0.04111230972072395, 0.958887690279276]),
        ("double F(double x) => Math.Atan(Math.Sinh(x));", [1000], [0]),
        ("double F(double x) => Math.Atan(Math.Sinh(x));", [-1.2], [0.5522861542782048]),
        ("double F(double u, double b) => Math.Pow(1 - u, b);", [1e-20, 2], [-2, -1e-20]),
        ("double F(double u, double b) => Math.Pow(1 - u, b);", [0.25, 3], [-1.6875, -0.12136587431559508]),
        ("double F(double r, double n) => Math.Pow(1 + r, n);", [1e-20, 10], [10, 1e-20]),
        ("double F(double r, double n) => Math.Pow(1 + r, n);", [0.05, 10], [15.513282159785156, 0.07947403625517704]),

        // Smooth where a part of it is not.
        ("double F(double x) => x * Math.Cbrt(x);", [0], [0]),
        ("double F(double x) => x * Math.Cbrt(x);", [-8], [-8 / 3.0]),
        ("double F(double x, double y) { double n = Math.Sqrt(x * x + y * y); return n * n; }", [0, 0], [0, 0]),
        ("double F(double x, double y) { double n = Math.Sqrt(x * x + y * y); return n * n; }", [1e-170, -3e-180], [2e-170, -6e-180]),

        ("double F(double x, double k, double l) => 1 - Math.Exp(-Math.Pow(x / l, k));", [1e10, 50, 2], [0, 0, 0]),
        ("double F(double x, double k, double l) => 1 - Math.Exp(-Math.Pow(x / l, k));", [3, 1.5, 2], [0.146304264044542297, 0.118642548475011539, -0.219456396066813446]),
        ("double F(double x) => Math.Exp(-Math.Pow(x, 6));", [1e70], [0]),
        ("double F(double x) => Math.Exp(-Math.Pow(x, 6));", [1.1], [-1.64337058625408099]),
        ("double F(double x, double k) => Math.Pow(x, 300) / (Math.Pow(k, 300) + Math.Pow(x, 300));", [2, 3], [2.2320994597435669e-51, -1.4880663064957113e-51]),
        ("double F(double x, double k) => Math.Pow(x, 300) / (Math.Pow(k, 300) + Math.Pow(x, 300));", [3, 2], [1.4880663064957113e-51, -2.2320994597435669e-51]),

        // Nothing asks for it.
        ("double F(double x, double a, double b) { double r = 0; if (a > 0) r += a * Math.Log(x); if (b > 0) r += b * Math.Log(x) + x; return r; }", [0, -1, -1], [0, 0, 0]),
        ("double F(double x, double a, double b) { double r = 0; if (a > 0) r += a * Math.Log(x); if (b > 0) r += b * Math.Log(x) + x; return r; }", [2, 3, -1], [1.5, Math.Log(2), 0]),
        ("double F(double x, double a, double b) { double l = Math.Log(x - 1), r = 0; if (a > 0) r += a * l; if (b > 0) r += b * l; return r; }", [1, -1, -1], [0, 0, 0]),
        ("double F(double x, double a, double b) { double l = Math.Sqrt(x), r = 0; if (a > 0) r += a * l; if (b > 0) r += b * l; return r * 2; }", [-1, -1, -1], [0, 0, 0]),
        ("double F(double x, double a, double b) { double l = Math.Exp(x), r = 0; if (a > 0) r += a * l * l; if (b > 0) r += b * l; return r; }", [1000, -1, -1], [0, 0, 0]),
        ("double F(double x, double a, double b, double c, double d, double e) { double l = Math.Sqrt(x), r = 0; if (a > 0) r += a * l; if (b > 0) r += b * l; if (c > 0) r += c * Math.Sin(l); if (d > 0) r += d * Math.Cos(l); if (e > 0) r -= e * l; return r; }", [0, -1, -1, -1, -1, -1], [0, 0, 0, 0, 0, 0]),
        ("double F(double x, double a) { double r = Math.Sqrt(x), s = x; if (x > 0.05) { if (a > 1) return r; s += r; } return s + x; }", [-1, 2], [2, 0]),
        ("double F(double x, double a) { double r = Math.Sqrt(x), s = x; if (x > 0.05) { if (a > 1) return r; s += r; } return s + x; }", [4, 2], [0.25, 0]),
        ("double F(double x, double a) { double r = Math.Sqrt(x), s = x; if (x > 0.05) { if (a > 1) return r; s += r; } return s + x; }", [4, 0], [2.25, 0]),
        ("double F(double x, double a, double b) { double l = Math.Log(x), s = 1; if (a > 0) s = 2; else if (b > 0) { s = a > -1 ? l * x : l; } return a > 0 ? s * x : b > 0 ? s + l : s; }", [0, 1, 1], [2, 0, 0]),
        ("double F(double x, double a, double b) { double l = Math.Log(1 / x), r = 0; if (a > 0) r += a * Math.Sin(l); if (b > 0) r += b * l; return r; }", [0, -1, -1], [0, 0, 0]),

        // Exponentials that overflow and vanish.
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [1000, 1000], [0.5, 0.5]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [-1000, -1000], [0.5, 0.5]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [0, 0], [0.5, 0.5]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [1000, -1000], [1, 0]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [1001, 1000], [1 / (1 + OneOverE), OneOverE / (1 + OneOverE)]),
        ("double F(double x, double y) => Calculus.LogSumExp(x, y);", [-1000, 1000], [0, 1]),
        ("double F(double x, double y) => Calculus.LogSumExp(x, y);", [0, 0], [0.5, 0.5]),
        ("double F(double x, double y, double z) => Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [1000, 1000, 1000], [1 / 3.0, 1 / 3.0, 1 / 3.0]),
        ("double F(double x, double y, double z) => Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [-1000, -1000, 5], [0, 0, 1]),
        ("double F(double x, double y, double z) => Calculus.LogSumExp(x, y, z);", [-1000, -1000, -1000], [1 / 3.0, 1 / 3.0, 1 / 3.0]),

        // The least that is subtracted protects nothing, the greatest all.
        ("double F(double x, double y, double z) => Math.Min(x, Math.Min(y, z)) + Math.Log(Math.Exp(x - Math.Min(x, Math.Min(y, z))) + Math.Exp(y - Math.Min(x, Math.Min(y, z))) + Math.Exp(z - Math.Min(x, Math.Min(y, z))));", [1000, 0, -1000], [1, 0, 0]),
        ("double F(double x, double y, double z) => Math.Min(x, Math.Min(y, z)) + Math.Log(Math.Exp(x - Math.Min(x, Math.Min(y, z))) + Math.Exp(y - Math.Min(x, Math.Min(y, z))) + Math.Exp(z - Math.Min(x, Math.Min(y, z))));", [-1000, 1000, 1000], [0, 0.5, 0.5]),
        ("double F(double x, double y, double z) => Math.Max(x, Math.Max(y, z)) + Math.Log(Math.Exp(x - Math.Max(x, Math.Max(y, z))) + Math.Exp(y - Math.Max(x, Math.Max(y, z))) + Math.Exp(z - Math.Max(x, Math.Max(y, z))));", [1000, 0, -1000], [1, 0, 0]),
        ("double F(double x, double y, double z) => Math.Max(x, Math.Max(y, z)) + Math.Log(Math.Exp(x - Math.Max(x, Math.Max(y, z))) + Math.Exp(y - Math.Max(x, Math.Max(y, z))) + Math.Exp(z - Math.Max(x, Math.Max(y, z))));", [-1000, 1000, 1000], [0, 0.5, 0.5]),
        ("double F(double x, double y, double z) => Math.Min(x, Math.Min(y, z)) - 0.5 * Math.Log(Math.Exp((Math.Min(x, Math.Min(y, z)) - x) / 0.5) + Math.Exp((Math.Min(x, Math.Min(y, z)) - y) / 0.5) + Math.Exp((Math.Min(x, Math.Min(y, z)) - z) / 0.5));", [1000, 0, -1000], [0, 0, 1]),
        ("double F(double x, double y, double z) => Math.Max(x, Math.Max(y, z)) - 0.5 * Math.Log(Math.Exp((Math.Max(x, Math.Max(y, z)) - x) / 0.5) + Math.Exp((Math.Max(x, Math.Max(y, z)) - y) / 0.5) + Math.Exp((Math.Max(x, Math.Max(y, z)) - z) / 0.5));", [1000, 0, -1000], [0, 0, 1]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [1000], [1]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [-1000], [0]),
        ("double F(double x) => Math.Log(1 + Math.Exp(-x));", [-1000], [-1]),
        ("double F(double x) => Math.Log(1 + Math.Exp(-x));", [1000], [0]),
        ("double F(double x) => Calculus.Softplus(x);", [1000], [1]),
        ("double F(double x) => Calculus.Softplus(x);", [-1000], [0]),
        ("double F(double x) => Calculus.Softplus(x);", [-50], [1.9287498479639178e-22]),
        ("double F(double x) => Calculus.Logistic(x);", [1000], [0]),
        ("double F(double x) => Calculus.Logistic(x);", [-1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(-x));", [1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(-x));", [-1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(x));", [1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(x));", [-1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(x));", [0], [-0.25]),
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [1000], [0]),
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [-1000], [0]),
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [0], [0.25]),
        ("double F(double x) => Math.Log(1 / (1 + Math.Exp(-x)));", [-1000], [1]),
        ("double F(double x) => Math.Log(1 / (1 + Math.Exp(-x)));", [1000], [0]),
        ("double F(double x) => Math.Log(1 - 1 / (1 + Math.Exp(-x)));", [1000], [-1]),
        ("double F(double x, double y) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y));", [1000, 1000], [0.25, -0.25]),
        ("double F(double x, double y) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y));", [-1000, 1000], [0, 0]),
        ("double F(double x) => x > 0 ? x : Math.Exp(x) - 1;", [89], [1]),
        ("double F(double x) => x > 0 ? x : Math.Exp(x) - 1;", [1000], [1]),
        ("double F(double x) => x > 0 ? x : Math.Exp(x) - 1;", [-89], [2.2273635617957438e-39]),
        ("double F(double x) => Math.Tanh(x);", [1000], [0]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [1000], [1]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [-1000], [-1]),
        ("double F(double x) => Math.Log(Math.Sinh(x));", [1000], [1]),
        ("double F(double x) => Math.Log(Math.Sinh(x));", [-1000], [-1]),
        ("double F(double x) => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x));", [1000], [0]),
        ("double F(double x) => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x));", [-1000], [0]),
        ("double F(double x) => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x));", [0], [1]),
        ("double F(double x) => x * x / (Math.Exp(x) - 1);", [1000], [0]),
        ("double F(double x) => Math.Exp(-x * x / 2);", [60], [0]),

        ("double F(double x) => Math.Exp(-Math.Exp(x));", [800], [0]),
        ("double F(double x) => 1 - Math.Exp(-Math.Exp(-x));", [-800], [0]),
        ("double F(double x) => 1 / (Math.Exp(x) - 1);", [800], [0]),
        ("double F(double x) => 1 / (Math.Exp(x) - 1);", [-800], [0]),

        // Of a share that is small all digits are there.
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [-30], [9.357622968838423e-14]),
        ("double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", [-300], [5.148200222412013e-131]),
        ("double F(double x) => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1);", [20], [1.6993417021166355e-17]),
        ("double F(double x) => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1);", [300], [1.0601586212017243e-260]),
        ("double F(double x) => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1);", [1000], [0]),

        // What is squared is not squared once more.
        ("double F(double r) => 4 * (Math.Pow(1 / r, 12) - Math.Pow(1 / r, 6));", [1e30], [2.4e-209]),
        ("double F(double r) => 4 * (Math.Pow(1 / r, 12) - Math.Pow(1 / r, 6));", [1e60], [0]),
        ("double F(double r) => 4 * (Math.Pow(1 / r, 12) - Math.Pow(1 / r, 6));", [0.5], [-48 * 8192 + 24 * 128]),
        ("double F(double x, double m, double g) => Math.Log(g / ((x - m) * (x - m) + g * g));", [0.7, 0.3, 1e150], [-7.999999999999999e-301, 7.999999999999999e-301, -1e-150]),
        ("double F(double a, double b, double c) => a / Math.Sqrt(a * a + b * b + c * c);", [0.7, 1e150, 0.9], [1e-150, -7e-301, -0]),
        ("double F(double x, double y) => Math.Log(double.Hypot(x, y));", [3e200, 4e200], [1.2e-201, 1.6e-201]),
        ("double F(double x, double y, double z) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y) + Math.Exp(z));", [0.7, -1000000000, -1], [0.13060574696620805, 0, -0.13060574696620805]),
        ("double F(double s, double k, double i) => s / (k + s + s * s / i);", [1e100, 3, 5], [-5e-200, -2.5e-299, 1e-100]),
        ("double F(double x, double k) => Math.Pow(x, k) / (1 + Math.Pow(x, k));", [1e100, 2], [2e-300, 2.3025850929940457e-198]),

        // x·log x and its relatives.
        ("double F(double x) => x * Math.Log(x);", [1e-300], [Math.Log(1e-300) + 1]),
        ("double F(double x) => Calculus.XLogY(x, x);", [1], [1]),
        ("double F(double x, double y) => Calculus.XLogY(x, y);", [0, 2], [Math.Log(2), 0]),
        ("double F(double x, double y) => Calculus.XLogY(x, y);", [3, 0.5], [Math.Log(0.5), 6]),
        ("double F(double x) => x == 0 ? 0 : x * Math.Log(x);", [0], [0]),

        // Roots.
        ("double F(double x) => Math.Sqrt(x * x);", [0], [0]),
        ("double F(double x) => Math.Sqrt(x * x);", [3], [1]),
        ("double F(double x) => Math.Sqrt(x * x);", [-3], [-1]),
        ("double F(double x) => Math.Sqrt(x * x);", [1e200], [1]),
        ("double F(double x) => Math.Sqrt(x * x);", [-1e-200], [-1]),
        ("double F(double x) => Math.Sqrt(Math.Pow(x, 2));", [-3], [-1]),
        ("double F(double x) => Math.Sqrt(x) * Math.Sqrt(x);", [0], [1]),
        ("double F(double x) => Math.Pow(Math.Sqrt(x), 2);", [0], [1]),
        ("double F(double x) => x > 0 ? Math.Sqrt(x) : 0;", [0], [0]),
        ("double F(double x) => x > 0 ? Math.Sqrt(x) : 0;", [-1], [0]),
        ("double F(double x) => x > 0 ? Math.Sqrt(x) : 0;", [1], [0.5]),
        ("double F(double x) => x < 1 ? x : Math.Sqrt(x);", [0], [1]),
        ("double F(double x) => x < 1 ? x : Math.Sqrt(x);", [4], [0.25]),
        ("double F(double x) => x < 0 ? 0 : x * Math.Sqrt(x);", [0], [0]),
        ("double F(double x) => x * Math.Sqrt(x);", [0], [0]),
        ("double F(double x) => Math.Pow(x, 1.5);", [0], [0]),
        ("double F(double x) => x == 0 ? 1 : Math.Sin(x) / x;", [0], [0]),
        ("double F(double x) => x == 0 ? 1 : Math.Sin(x) / x;", [2], [(Math.Cos(2) / 2) - (Math.Sin(2) / 4)]),
        ("double F(double x) => x == 0 ? 0 : x;", [0], [0]),
        ("double F(double x) => x >= 0 ? x : 0;", [0], [1]),
        ("double F(double x) => x >= 0 ? x : 0;", [-1], [0]),
        ("double F(double x) { double unused = Math.Acos(x); return x * x; }", [2], [4]),
        ("double F(double x) => Math.Min(1, 1 / x);", [0], [0]),
        ("double F(double x) => Math.Min(1, 1 / x);", [2], [-0.25]),
        ("double F(double x) => Math.Max(0, Math.Log(x));", [0], [0]),

        ("double F(double x, double y) => x * y / (x + y);", [1e-200, 1e-200], [0.25, 0.25]),
        ("double F(double x) => Math.Asin(Math.Sqrt(x));", [1e-300], [0.5e150]),
        ("double F(double x) => x / (1 + Math.Abs(x));", [0], [1]),
        ("double F(double x) => x * Math.Abs(x);", [-3], [6]),

        // The norm.
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [0, 0], [0, 0]),
        ("double F(double x, double y) => Math.Sqrt(Math.Pow(x, 2) + Math.Pow(y, 2));", [0, 0], [0, 0]),
        ("double F(double x, double y, double z) => Math.Sqrt(x * x + y * y + z * z);", [0, 0, 0], [0, 0, 0]),
        ("double F(double x, double y, double z) => Math.Sqrt(x * x + y * y + z * z);", [2, -3, 6], [2 / 7.0, -3 / 7.0, 6 / 7.0]),
        ("double F(double x, double y) => double.Hypot(x, y);", [0, 0], [0, 0]),
        ("double F(double x, double y) => double.Hypot(x, y);", [3e200, 4e200], [0.6, 0.8]),
        ("double F(double x, double y) => double.Hypot(x, y);", [3e-200, -4e-200], [0.6, -0.8]),
        ("double F(double x, double y) { double n = Math.Sqrt(x * x + y * y); return n * n; }", [0, 0], [0, 0]),
        ("double F(double x, double y) => Math.Pow(Math.Sqrt(x * x + y * y), 2);", [0, 0], [0, 0]),
        ("double F(double x, double y, double a, double b) => Math.Sqrt((x - a) * (x - a) + (y - b) * (y - b));", [1, 2, 1, 2], [0, 0, 0, 0]),

        // Powers.
        ("double F(double x, double y) => Math.Pow(x, y);", [0, 0], [0, 0]),
        ("double F(double x, double y) => Math.Pow(x, y);", [0, 1], [1, 0]),
        ("double F(double x, double y) => Math.Pow(x, y);", [0, 2], [0, 0]),
        ("double F(double x, double y) => Math.Pow(x, y);", [0, 1.5], [0, 0]),
        ("double F(double x, double y) => Math.Pow(x, y);", [1e-7, 1], [1, 1e-7 * Math.Log(1e-7)]),
        ("double F(double x, double y) => Math.Pow(x, y);", [2, 3], [12, 8 * Math.Log(2)]),
        ("double F(double x, double y) => Math.Pow(x, y);", [-2, 2], [-4, NaN]),
        ("double F(double x, double y) => Math.Pow(x, y);", [2, 0], [0, Math.Log(2)]),
        ("double F(double x) => Math.Pow(x, 2);", [-2], [-4]),
        ("double F(double x) => Math.Pow(x, 0);", [0], [0]),
        ("double F(double x) => Math.Pow(x, 1);", [0], [1]),
        ("double F(double x) => Math.Pow(x, 2);", [0], [0]),
        ("double F(double x) => Math.Pow(x, 2.3);", [0], [0]),
        ("double F(double x) => Math.Pow(x, -3);", [-2], [-3 / 16.0]),
        ("double F(double y) => Math.Pow(0, y);", [2], [0]),
        ("double F(double y) => Math.Pow(2, y);", [-3], [Math.Log(2) / 8]),

        // What is left of a distribution function where nearly nothing is left.
        ("double F(double x) => Math.Log(1 - Calculus.NormalCdf(x));", [10], [-10.098093233962512]),
        ("double F(double x) => Math.Log(1 - Calculus.NormalCdf(x));", [30], [-30.033259667433677]),
        ("double F(double x) => Math.Log(0.5 * (1 - Calculus.Erf(x)));", [6], [-12.162329280400098]),
        ("double F(double x) => Math.Log(0.5 + 0.5 * Calculus.Erf(x));", [-6], [12.162329280400098]),
        ("double F(double x) => Math.Log(1 - Calculus.Erfc(x));", [1e-20], [1e20]),

        // Kinks.
        ("double F(double x) => Math.Abs(x);", [0], [0]),
        ("double F(double x) => Math.Abs(x);", [-2], [-1]),
        ("double F(double x, double y) => Math.Max(x, y);", [1, 1], [0.5, 0.5]),
        ("double F(double x, double y) => Math.Max(x, y);", [2, 1], [1, 0]),
        ("double F(double x, double y) => Math.Min(x, y);", [1, 1], [0.5, 0.5]),
        ("double F(double x, double y) => Math.Min(x, y);", [2, 1], [0, 1]),
        ("double F(double x, double y) => Math.Max(x, y);", [Inf, 1], [1, 0]),
        ("double F(double x) => Math.Max(x, 0);", [0], [0.5]),
        ("double F(double x) => Math.Clamp(x, -1, 1);", [0.5], [1]),
        ("double F(double x) => Math.Clamp(x, -1, 1);", [2], [0]),
        ("double F(double x) => Math.Clamp(x, -1, 1);", [-2], [0]),
        ("double F(double x) => x * Math.Sign(x);", [-2], [-1]),
        ("double F(double x) => x * Math.Sign(x);", [0], [0]),
        ("double F(double x) => x * Math.Floor(x);", [2.5], [2]),
        ("double F(double x) => x * Math.Ceiling(x);", [2.5], [3]),
        ("double F(double x) => x * Math.Round(x);", [2.7], [3]),
        ("double F(double x) => x * Math.Truncate(x);", [-2.7], [-2]),
        ("double F(double x, double y) => x > y ? x : y;", [1, 1], [0, 1]),

        // Remainders and angles.
        ("double F(double x, double y) => x % y;", [-5, 3], [1, 1]),
        ("double F(double x, double y) => x % y;", [5, 3], [1, -1]),
        ("double F(double x, double y) => x % y;", [7.5, -2], [1, 3]),
        ("double F(double x, double y) => Math.IEEERemainder(x, y);", [5, 3], [1, -2]),
        ("double F(double x, double y) => Math.IEEERemainder(x, y);", [-5, 3], [1, 2]),
        ("double F(double x, double y) => Math.IEEERemainder(x, y);", [4, 3], [1, -1]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [1, 2], [0.4, -0.2]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [1, -2], [-0.4, -0.2]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [-1, 2], [0.4, 0.2]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [-1, -2], [-0.4, 0.2]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [0, 1], [1, 0]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [0, -1], [-1, 0]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [1, 0], [0, -1]),
        ("double F(double y, double x) => Math.Atan2(y, x);", [-1, 0], [0, 1]),

        // A product with a factor that is zero.
        ("double F(double x, double y, double z) => x * y * z;", [0, 0, 2], [0, 0, 0]),
        ("double F(double x, double y, double z, double w) => x * y * z * w;", [0, 3, 2, 5], [30, 0, 0, 0]),
        ("double F(double x) => x * x * x;", [0], [0]),
        ("double F(double x, double y) => x / y * y;", [2, 3], [1, 0]),

        // Not a number in, not a number out.
        ("double F(double x) => Math.Abs(x);", [NaN], [NaN]),
        ("double F(double x, double y) => Math.Max(x, y);", [NaN, 1], [NaN, NaN]),
        ("double F(double x, double y) => Math.Min(x, y);", [1, NaN], [NaN, NaN]),
        ("double F(double x) => Math.Exp(x);", [NaN], [NaN]),
        ("double F(double x) => Math.Sqrt(x * x);", [NaN], [NaN]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [NaN, 1], [NaN, NaN]),
        ("double F(double x, double y) => double.Hypot(x, y);", [NaN, 1], [NaN, NaN]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [NaN], [NaN]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [NaN, 1], [NaN, NaN]),
        ("double F(double x, double y) => Math.Atan2(x, y);", [NaN, 1], [NaN, NaN]),
        ("double F(double x, double y) => Math.Pow(x, y);", [NaN, 2], [NaN, NaN]),

        // The norm does not depend there on what divides.
        ("double F(double x, double y, double a, double b) => Math.Sqrt(x * x / a + y * y / b);", [0, 0, 2, 3], [0, 0, 0, 0]),
        ("double F(double x, double y, double a, double b) => Math.Sqrt(x * x / a + y * y / b);", [0, 3, 2, 9], [0, 1 / 3.0, 0, -1 / 18.0]),

        // None that is a norm, where it is zero.
        ("double F(double x, double y) => Math.Sqrt(x * x - y * y);", [1, 1], [Inf, -Inf]),
        ("double F(double x, double c) => Math.Sqrt(x * x + c);", [2, -4], [Inf, Inf]),
        ("double F(double x, double y) => Math.Sqrt(x * x + 3 * y * x);", [3, -1], [Inf, Inf]),
    ];

    public static IEnumerable<TheoryDataRow<string>> Methods => edges.Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

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
                [Differentiable]
                public static {{method}}
            }
            """).Load();

        Assert.Multiple([.. edges.Where(edge => edge.Method == method).Select(edge => (Action)(() =>
        {
            var where = "at (" + string.Join(", ", edge.At.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            Numeric.Close(code.Numbers("Edge.FGradient", edge.At), edge.Expected, tolerance: 1e-12, floor: 1e-300, because: where);
            Numeric.Close(
                code.Numbers("Edge.FValueAndGradient", edge.At)[1..], edge.Expected, tolerance: 1e-12, floor: 1e-300, because: "beside the value, " + where);
        }))]);
    }

    [Fact]
    public void Gradient_does_not_throw_where_the_sign_of_not_a_number_does()
    {
        using var code = GeneratorRun.Of(
            """
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable]
                public static double F(double x) => x * Math.Sign(x);
            }
            """).Load();

        Assert.Throws<ArithmeticException>(() => code.Number("Edge.F", NaN));
        Assert.Equal(NaN, code.Number("Edge.FGradient", NaN));
    }
}

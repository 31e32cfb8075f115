using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <content>Differences of which little or nothing is left: what is subtracted meets what it is subtracted from. The numbers are mpmath's, to 400 digits.</content>
public partial class SecondOrderEdgeTests
{
    private static readonly (string Method, double[] At, double[] Expected)[] ofDifferences =
    [
        // Of a norm the other leg is left, also where it is a product.
        ("double F(double m, double c, double p) => Math.Sqrt(m * m * c * c * c * c + p * p * c * c);", [1, 100000000.0, 1], [0.9999999999999999, 200000000, -0.9999999999999999, 2, 1e-24, 0.9999999999999999]),
        ("double F(double m, double c, double p) => Math.Sqrt(m * m * c * c * c * c + p * p * c * c);", [1, 100000000.0, 1000000000000.0], [999999985000.0002, 29999.999750000003, -0.9999999850000002, 0.00029999999750000004, 0.9999999850000002, 9.999999850000003e-13]),
        ("double F(double m, double c, double p) => Math.Sqrt(m * m * c * c * c * c + p * p * c * c);", [1e-30, 100000000.0, 3], [3.333333333333333e+23, 1.0000000000000002e-14, -1.1111111111111112e-07, 1.0000000000000002e-52, 1, 3.703703703703704e-38]),
        ("double F(double m, double c, double p) => Math.Sqrt(m * m * c * c * c * c + p * p * c * c);", [1, 2, 3], [1.5360928510852498, 2.9868472104435413, -0.51203095036175, 1.4934236052217706, 0.5760348191569687, 0.17067698345391666]),

        // Of a quotient of two forms that grow alike their determinant is left.
        ("double F(double r, double t, double g, double k) { double e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return r * e / d; }", [0.03, 5, 0.5, 0.3], [0, 0.06157575154990302, -0.8744260363034333, -1.2640983275278086, -0.0008864902156607448, -0.006372588768770316, -0.004153855646395221, 0.005812348038089475, 0.05898814771769893, 0.08527515853614316]),
        ("double F(double r, double t, double g, double k) { double e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return r * e / d; }", [0.03, 60, 0.5, 0.3], [0, 7.310642944406044e-14, -1.5624999999911542, -1.5624999999996345, -1.0965964416608553e-15, -1.283017836743203e-13, -5.482982208303892e-15, 0.11718749998394858, 0.11718749999932285, 0.11718749999995888]),
        ("double F(double r, double t, double g, double k) { double e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return r * e / d; }", [0.03, 100, 0.5, 0.3], [0, 1.5068358187218107e-22, -1.5625, -1.5625, -2.260253728082716e-24, -4.452699844322951e-22, -1.1301268640413581e-23, 0.1171875, 0.1171875, 0.1171875]),
        ("double F(double x, double a, double b, double c, double d) => (a * x + b) / (c * x + d);", [2, 1, 3, 4, 5], [0.02548930359581247, 0.029585798816568046, -0.023668639053254437, -0.005006827492034593, 0.012289485662266727, 0, 0, -0.023668639053254437, -0.011834319526627219, 0, -0.011834319526627219, -0.005917159763313609, 0.018206645425580335, 0.009103322712790168, 0.004551661356395084]),
        ("double F(double x, double a, double b, double c, double d) => (a * x + b) / (c * x + d);", [1000000000.0, 1, 3, 4, 5], [8.7499999671875e-28, 3.1249999921875e-19, -2.4999999937500002e-19, 3.12499996484375e-20, 6.25000000625e-20, 0, 0, -0.06249999984375, -6.249999984375e-11, 0, -6.249999984375e-11, -6.249999984375001e-20, 0.0312499999765625, 3.12499999765625e-11, 3.12499999765625e-20]),

        // Of roots of one sum nothing is subtracted that is as large as they are.
        ("double F(double r, double d) => d * d * (Math.Sqrt(1 + r / d * (r / d)) - 1);", [100000000.0, 1], [1e-24, 0.9999999999999999, -1.99999997]),
        ("double F(double r, double d) => d * d * (Math.Sqrt(1 + r / d * (r / d)) - 1);", [1, 2], [0.7155417527999327, 0.08944271909999159, -0.032260179800185064]),
        ("double F(double r, double d) => d * d * (Math.Sqrt(1 + r / d * (r / d)) - 1);", [1e60, 2], [8.000000000000002e-180, 1, -2]),

        // Of a sum that grows and one that vanishes no third one is made, which would be ∞/∞ where growth has come to its end.
        ("double F(double t, double k, double r, double n) => k / (1 + (k - n) / n * Math.Exp(-r * t));", [1, 2, 3, 0.5], [-1.5062112858154904, 0.6739059274451241, -0.27594222302182, -1.3388544762804357, -0.12463151658965609, 0.2246353091483747, 0.49852606635862434, -0.16735680953505447, -0.44628482542681197, -1.9941042654344974]),
        ("double F(double t, double k, double r, double n) => k / (1 + (k - n) / n * Math.Exp(-r * t));", [800, 2, 3, 0.5], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double t, double k, double r, double n) => k / (1 + (k - n) / n * Math.Exp(-r * t));", [2e20, 1e4, 3, 7], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double t, double a, double r) => a / (1 + a * Math.Exp(-r * t));", [1, 2, 3], [-1.21392950553763, 0.4493908771629563, -0.23993030657475364, -0.07489847952715938, 0.14979695905431875, -0.13488105617084778]),
        ("double F(double t, double a, double r) => a / (1 + a * Math.Exp(-r * t));", [800, 2, 3], [0, 0, 0, 0, 0, 0]),
        ("double F(double t, double a, double r) => a / (1 + a * Math.Exp(-r * t));", [-800, 2, 3], [0, 0, 0, 0, 0, 0]),
        ("double F(double t, double b, double g, double n) => n * (1 - g / b) / (1 + ((1 - g / b) * n - 1) * Math.Exp(-(b - g) * t));", [1, 3, 2, 1.5], [0.20035878935174406, 0.10376074358476266, -0.12451289230171518, 0.04150429743390506, -0.022652941927250675, -0.0032882082427646213, 0.15734841002434072, 0.1109234414025439, -0.21527046631955854, -0.09508810677818459]),
        ("double F(double t, double b, double g, double n) => n * (1 - g / b) / (1 + ((1 - g / b) * n - 1) * Math.Exp(-(b - g) * t));", [2000, 3, 2, 1.5], [0, 0, 0, 0, -0.2222222222222222, 0.16666666666666666, 0.2222222222222222, 0, -0.3333333333333333, 0]),
        ("double F(double t, double b, double g, double n) => n * (1 - g / b) / (1 + ((1 - g / b) * n - 1) * Math.Exp(-(b - g) * t));", [10, 2, 0.5, 20], [-0.00014453637043393376, -0.0008660704207760878, 0.0007662710856677388, 9.979933510834909e-06, -2.5059619320400506, 5.005285896551327, 0.1250642768827529, -0.004710807943378168, -0.5000575088607949, -3.441355838536662e-07]),

        // What two forms that are divided alike have in common cancels within another sum, too: speeds far below that of light.
        ("double F(double u, double v, double c) => (u + v) / (1 + u * v / (c * c));", [3, 4, 300000000], [-8.888888888888884e-17, -1.5555555555555548e-16, 2.9629629629629616e-24, -6.666666666666663e-17, 2.4444444444444433e-24, -6.222222222222219e-32]),
        ("double F(double u, double v, double c) => (u + v) / (1 + u * v / (c * c));", [0.3, 0.4, 1], [-0.47831632653061223, -0.9964923469387755, 0.5420918367346939, -0.38863201530612246, 0.4544005102040816, -0.34438775510204084]),
        ("double F(double u, double v, double c) => (u + v) / (1 + u * v / (c * c));", [200000000, 100000000, 300000000], [-1.081893313298272e-09, -3.651389932381668e-09, 1.9383921863260707e-09, -1.35236664162284e-09, 2.8850488354620585e-09, -2.2539444027047333e-09]),
    ];

    /// <summary>The rate of change of a gradient has the digits of the Hessian's columns, where so little of them is left.</summary>
    private static readonly (string Method, double[] At, double[] Expected)[] products =
    [
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [100000000.0, 1], [1e-24, -9.999999999999999e-17, 9.999999999999999e-09]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [0.0001, 3], [0.33333333277777777, -1.1111111092592593e-05, 3.7037036975308646e-10]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [3, 4], [0.128, -0.096, 0.072]),
        ("double F(double x, double b) => Math.Sqrt(x * x + b);", [100000000.0, 1], [1e-24, -4.999999999999999e-17, -2.5e-25]),
        ("double F(double x, double b) => Math.Sqrt(x * x + b);", [2, 3], [0.16198477414681167, -0.05399492471560389, -0.013498731178900972]),

        // Where the sweep of all columns at once would lose digits, or be ∞/∞, entries take hardly more operations.
        ("double F(double u, double v, double c) => (u + v) / (1 + u * v / (c * c));", [3, 4, 300000000], [-8.888888888888884e-17, -1.5555555555555548e-16, 2.9629629629629616e-24, -6.666666666666663e-17, 2.4444444444444433e-24, -6.222222222222219e-32]),
        ("double F(double u, double v, double c) => (u + v) / (1 + u * v / (c * c));", [0.3, 0.4, 1], [-0.47831632653061223, -0.9964923469387755, 0.5420918367346939, -0.38863201530612246, 0.4544005102040816, -0.34438775510204084]),
        ("double F(double a, double x, double b) => Math.Sqrt(a * x * x + b);", [2, 100000000.0, 3], [-8838834.764831843, 0.3535533905932738, -8.838834764831842e-10, 2.121320343559642e-24, -3.5355339059327366e-17, -8.838834764831842e-26]),
        ("double F(double a, double x, double b) => Math.Sqrt(a * x * x + b);", [1, 2, 3], [-0.21597969886241555, 0.5399492471560389, -0.05399492471560389, 0.16198477414681167, -0.05399492471560389, -0.013498731178900972]),
        ("double F(double a, double x, double b) => Math.Sqrt(a * x * x + b);", [2, 1e60, 3], [-8.838834764831844e58, 0.3535533905932738, -8.838834764831844e-62, 2.121320343559643e-180, -3.535533905932738e-121, -8.838834764831845e-182]),
        ("double F(double r, double t, double g, double k) { double e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return r * e / d; }", [0.03, 60, 0.5, 0.3], [0, 7.310642944406044e-14, -1.5624999999911542, -1.5624999999996345, -1.0965964416608553e-15, -1.283017836743203e-13, -5.482982208303892e-15, 0.11718749998394858, 0.11718749999932285, 0.11718749999995888]),
        ("double F(double r, double t, double g, double k) { double e = Math.Exp(g * t) - 1, d = (g + k) * e + 2 * g; return r * e / d; }", [0.03, 5, 0.5, 0.3], [0, 0.06157575154990302, -0.8744260363034333, -1.2640983275278086, -0.0008864902156607448, -0.006372588768770316, -0.004153855646395221, 0.005812348038089475, 0.05898814771769893, 0.08527515853614316]),
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [3, -40, 2], [0, 1, -0.5, -1.0620885638228972e-17, 3.1862656914686917e-18, 0.75]),
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [3, 1, 2], [0, 0.4238831152341709, -0.21194155761708544, -1.2210310992677276, 0.03439866486803462, 0.3007130039916109]),
        ("double F([Positive] double t, [Positive] double a, double b) => b / a * Math.Pow(t / a, b - 1) / (1 + Math.Pow(t / a, b));", [1e60, 2, 4.5], [9.000000000000002e-180, 0, -1.0000000000000002e-120, 0, 0, 0]),
        ("double F([Positive] double t, [Positive] double a, double b) => b / a * Math.Pow(t / a, b - 1) / (1 + Math.Pow(t / a, b));", [3, 2, 1.5], [0.006471117602918409, 0.041156158473746395, -0.01811923317393385, 0.023853898699838238, -0.10387807804582351, 0.05615858152655756]),
        ("double F([Positive] double x, [Positive] double k, double c) => Math.Pow(x, c) / (Math.Pow(k, c) + Math.Pow(x, c));", [3, 2, 1.5], [-0.05487487796499519, 0.0252535593405209, 0.06242576058513551, 0.047707797399676476, -0.09363864087770327, -0.011071291995569691]),
        ("double F([Positive] double x, [Positive] double k, double c) => Math.Pow(x, c) / (Math.Pow(k, c) + Math.Pow(x, c));", [1e50, 2, 3.5], [-1.781909088590099e-273, 6.929646455628164e-224, -4.520124957326306e-222, -2.4748737341529157e-174, 2.260062478663153e-172, -1.4816005775777427e-170]),
        ("double F([Positive] double x, [Positive] double k, double c) => Math.Pow(x, c) / (Math.Pow(k, c) + Math.Pow(x, c));", [1e-50, 2, 2.5], [6.629126073623883e-26, -5.524271728019903e-76, -5.100997689688563e-74, 3.866990209613932e-126, 2.550498844844281e-124, 2.371429097176141e-122]),
        ("double F([Positive] double x, double a, double b, [Positive] double c, double d) => d + (a - d) / (1 + Math.Pow(x / c, b));", [3, 2, 1.5, 2, 5], [-0.16462463389498558, -0.11411751521394377, 0.18727728175540653, 0.07576067802156271, 0.11411751521394377, 0, -0.0925413412865136, 0.17117627282091566, 0, -0.03321387598670907, -0.28091592263310977, 0.0925413412865136, 0.14312339219902942, -0.17117627282091566, 0]),
        ("double F([Positive] double x, double a, double b, [Positive] double c, double d) => d + (a - d) / (1 + Math.Pow(x / c, b));", [1e100, 2, 4.5, 2, 5], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double x, double c) => (Math.Pow(x, c) - 1) / (1 + Math.Pow(x, c));", [3, 2], [-0.104, -0.04546677971213853, -0.1738006503570118]),
        ("double F(double x, double c) => (Math.Pow(x, c) - 1) / (1 + Math.Pow(x, c));", [1e120, 2.5], [0, 0, -1.5269466558177786e-295]),
        ("double F(double x, double p, double m) => Math.Log(p * Math.Exp(-0.5 * x * x) + (1 - p) * Math.Exp(-0.5 * (x - m) * (x - m)));", [1, 0.3, 2], [-0.16000000000000003, -2, 0.28, 0, 1, -0.49]),
        ("double F(double x, double p, double m) => Math.Log(p * Math.Exp(-0.5 * x * x) + (1 - p) * Math.Exp(-0.5 * (x - m) * (x - m)));", [3, 0.3, 2], [-0.9690889428735973, -0.07359775506286374, 1.0076671047358867, -1.9362268764019306, -0.03679887753143187, -0.9844838118910847]),
        ("double F(double n, double h, double t) => 2 * h * n * n * n / (Math.Exp(h * n / t) - 1);", [1, 1, 1], [-0.07977311381161595, -1.7302861666119898, 3.380799219412364, 0.3018951574188055, -0.3018951574188055, 0.3018951574188055]),
        ("double F(double n, double h, double t) => 2 * h * n * n * n / (Math.Exp(h * n / t) - 1);", [1e4, 1, 1e3], [41.77972653904934, 481364.17548563157, -544.9310855807697, 7265472949.826714, -7265472.949826714, 7265.472949826713]),
        ("double F([Positive] double t, [Positive] double a, [Positive] double b, [Positive] double c) => Math.Pow(1 + c * a / b * (Math.Exp(b * t) - 1), -1 / c);", [75, 2, 4.8, 6], [4.810472375362669e-27, 5.010908724336114e-28, 7.370211582044368e-26, -5.911474096376749e-26, 3.653787611495083e-28, 7.80779614599247e-27, -6.157785517059114e-27, 1.1678618016652502e-24, -9.211020835934258e-25, 7.2627287988707745e-25]),
        ("double F([Positive] double t, [Positive] double a, [Positive] double b, [Positive] double c) => Math.Pow(1 + c * a / b * (Math.Exp(b * t) - 1), -1 / c);", [1, 2, 0.3, 0.5], [0.4168407486982939, 0.08168256348961943, -0.04040849024275167, 0.036726114832518475, 0.09264955855016105, 0.037045965581863516, 0.015864566316232818, 0.019859508882372163, 0.016656607333509453, -0.11815674640922723]),
    ];

    public static IEnumerable<TheoryDataRow<string>> Products => products.Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

    /// <summary>Of two that grow as the sum does that divides them, sinh²/(b + cosh), no product is made first, also where they are one and the same.</summary>
    [Fact]
    public void Square_of_what_grows_is_divided_first()
    {
        using var code = GeneratorRun.Of("using System; using SymDiff; public static partial class Edge { [Differentiable] public static double F(double x, double a, double b) => Math.Sinh(a * x) / (b + Math.Cosh(a * x)); }").Load();

        Numeric.Close(code.Numbers("Edge.FGradient", 200, 1.9, 3), [0, 0, 0], tolerance: 0, floor: 1e-12, because: "both are 10¹⁶⁵, and their product is no number");
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Product_is_as_exact_as_the_column(string method)
    {
        using var code = GeneratorRun.Of($"using System; using SymDiff; public static partial class Edge {{ [Differentiable(Derivatives = Derivatives.HessianVectorProduct)] public static {method} }}").Load();

        Assert.Multiple([.. products.Where(edge => edge.Method == method).Select(edge => (Action)(() =>
        {
            var where = "at (" + string.Join(", ", edge.At.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            for (var i = 0; i < edge.At.Length; i++)
            {
                Numeric.Close(
                    code.Numbers("Edge.FHvp", [.. edge.At, .. edge.At.Select((_, j) => j == i ? 1.0 : 0.0)]),
                    Row(edge.Expected, edge.At.Length, i),
                    tolerance: 1e-12,
                    floor: 0,
                    because: $"row {i}, {where}");
            }
        }))]);
    }
}

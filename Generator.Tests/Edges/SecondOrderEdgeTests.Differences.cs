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
    ];

    public static IEnumerable<TheoryDataRow<string>> Products => products.Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

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

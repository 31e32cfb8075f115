using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <content>Powers that overflow, or vanish, long before what is made of them. The numbers are mpmath's, to 900 digits.</content>
public partial class SecondOrderEdgeTests
{
    private static readonly (string Method, double[] At, double[] Expected)[] ofPowers =
    [
        // One over a power is a power, and not divided by its square.
        ("double F(double q0, double d, double b, double t) => q0 / Math.Pow(1 + b * d * t, 1 / b);", [1, 0.1, 0.5, 1e100], [0, -7.999999999999999e-197, 3.620204432413609e-195, -8e-298, 2.3999999999999995e-195, -7.224408864827218e-194, 1.5999999999999998e-296, 3.2620212153871306e-192, -7.224408864827217e-295, 0]),
        ("double F(double q0, double d, double b, double t) => q0 / Math.Pow(1 + b * d * t, 1 / b);", [3, 0.1, 0.5, 2], [0, -1.5026296018031555, 0.0145490541991205, -0.07513148009015778, 12.294242196571272, 0.7402576689883367, -1.6392322928761696, -0.00989704093136615, 0.037012883449416834, 0.030735605491428186]),
        ("double F(double r, double rs, double g) => 1 / (r / rs * Math.Pow(1 + r / rs, g));", [1e90, 3, 2], [0, 0, 0, 1.8000000000000003e-269, -5.556619244181492e-267, 1.1472636137482729e-264]),
        ("double F(double r, double rs, double g) => 1 / (r / rs * Math.Pow(1 + r / rs, g));", [2, 3, 1.5], [0.6622801522014683, -0.2556169008496895, 0.14546495478381744, 0.046475800154489, -0.09697663652254496, 0.18191289384419537]),
        ("double F(double x, double a, double b) => a / b / Math.Pow(1 + x / b, a + 1);", [1e90, 1.5, 2.5], [0, 3.04245255064e-312, -8.89390592e-315, 2.5075688876297474e-220, -7.292399288556142e-223, 7.115124735378854e-226]),
        ("double F(double x, double a, double b) => a / b / Math.Pow(1 + x / b, a + 1);", [1e200, 3, 2], [0, 0, 0, 0, 0, 0]),
        ("double F(double x, double a, double b) => a / b / Math.Pow(1 + x / b, a + 1);", [2, 3, 2], [0.1171875, 0.010295048177494872, -0.0234375, 0.0017207712698348017, 0.006571225911252564, -0.0234375]),
        ("double F(double x, double y) => Math.Pow(x, y) + x / Math.Pow(x, y);", [2, 3], [12.375, 12.36605296185933, 3.9637373648251617]),
        ("double F(double x, double y) => Math.Pow(x, y) + x / Math.Pow(x, y);", [0.25, -1.5], [481.875, 98.85034632160472, 15.43455307212222]),

        // What is left of a share beside other terms.
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [3, 1, 2], [0, 0.4238831152341709, -0.21194155761708544, -1.2210310992677276, 0.03439866486803462, 0.3007130039916109]),
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [3, -40, 2], [0, 1, -0.5, -1.0620885638228972e-17, 3.1862656914686917e-18, 0.75]),
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [3, -400, 2], [0, 1, -0.5, -4.787923991785014e-174, 1.4363771975355043e-174, 0.75]),
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [0, -40, 2], [0, 1, -0.5, -4.248354255291589e-18, -4.5121284696135376e-36, 2.2560642348067688e-36]),
        ("double F(double y, double eta, double phi) => y * Math.Log(Math.Exp(eta) / (phi + Math.Exp(eta))) + phi * Math.Log(phi / (phi + Math.Exp(eta)));", [3, 800, 2], [0, 0, 0, 0, -1, 0.5]),
        ("double F(double x) => Math.Asinh(x) - x / Math.Sqrt(1 + x * x);", [1], [0.1767766952966369]),
        ("double F(double x) => Math.Asinh(x) - x / Math.Sqrt(1 + x * x);", [1e100], [-1e-200]),
        ("double F(double x) => Math.Asinh(x) - x / Math.Sqrt(1 + x * x);", [1e200], [0]),
        ("double F(double x) => Math.Asinh(x) - x / Math.Sqrt(1 + x * x);", [-1e200], [0]),
        ("double F(double x, double y) => Math.Exp(x) + x / Math.Sqrt(y + x * x);", [1, 2], [2.333381648999295, 0, 0.048112522432468816]),
        ("double F(double x, double y) => Math.Exp(x) + x / Math.Sqrt(y + x * x);", [-1e60, 3], [9.000000000000001e-240, 1.0000000000000002e-180, -7.500000000000001e-241]),
        ("double F(double x, double y) => Math.Exp(x) + x / Math.Sqrt(y + x * x);", [-300, 4], [1.4813168852300564e-09, 3.703209917692628e-08, -9.258230532687852e-11]),

        // A share of a power is one factor, and no sum with the power in it stands above it.
        ("double F([Positive] double x, [Positive] double a, double c) => Math.Log(1 + Math.Pow(x / a, c));", [3, 2, 1.5], [-0.05086283487812401, -0.08558813641045783, 0.2621138556134486, 0.3712057877071525, -0.39317078342017286, 0.037522284949210775]),
        ("double F([Positive] double x, [Positive] double a, double c) => Math.Log(1 + Math.Pow(x / a, c));", [100000, 2, 4.5], [-4.5e-10, -7.244860247099318e-26, 1e-05, 1.125, -0.5, 8.376675721974635e-20]),
        ("double F([Positive] double x, [Positive] double a, double c) => Math.Log(1 + Math.Pow(x / a, c));", [1e+100, 2, 4.5], [-4.4999999999999996e-200, 0, 1e-100, 1.125, -0.5, 0]),
        ("double F([Positive] double x, [Positive] double a, double c) => Math.Log(1 + Math.Pow(x / a, c));", [1e-60, 2, 4.5], [6.960582377305077e-151, -4.474660099696121e-211, -2.7569083005669205e-209, 2.7345145053698514e-271, 1.3784541502834603e-269, 8.520122865235181e-268]),
        ("double F([Positive] double x, double c) => 1 / (1 + Math.Pow(x, c));", [3, 2.5], [0.050332281414927134, 0.0267268006921717, 0.06012892152855153]),
        ("double F([Positive] double x, double c) => 1 / (1 + Math.Pow(x, c));", [1e+60, 4.5], [0, 0, 1.9086833197722237e-266]),
        ("double F([Positive] double x, double c) => 1 / (1 + Math.Pow(x, c));", [1e-60, 4.5], [-1.575e-149, 6.206979751083922e-208, -1.908683319772223e-266]),

        // One over n is zero nowhere.
        ("double F(double x, double n) => Math.Pow(x, 1 / n);", [2, 3], [-0.06999561388304851, -0.08616803468791438, 0.07216292847527804]),
        ("double F(double x, double n) => Math.Pow(x, 1 / n);", [1e100, 3], [-4.787632644515297e-168, -1.8612600895546737e-66, 1.4469431313944393e36]),
        ("double F(double x, double n) => Math.Pow(x, 1 / n);", [1e-100, 3], [-1.0314641852472842e166, 3.9068168855837114e67, 2.9590088729856988e-31]),
    ];

    /// <summary>Norms and means: of a sum of powers under the inverse of their exponent no power is lowered. The logarithms by which it is differentiated cost digits.</summary>
    private static readonly (string Method, double[] At, double[] Expected)[] means =
    [
        ("double F(double x, double y, double p) => Math.Pow(Math.Pow(x, p) + Math.Pow(y, p), 1 / p);", [3, 4, 2.5], [0.1721072887725908, -0.12908046657944308, -0.15082346754324277, 0.09681034993458232, -0.005481666205053874, 0.4617073484316967]),
        ("double F(double x, double y, double p) => Math.Pow(Math.Pow(x, p) + Math.Pow(y, p), 1 / p);", [1e100, 1e99, 2.5], [4.71951478027231e-103, -4.7195147802723105e-102, 0.003842623710631391, 4.719514780272311e-101, -0.0725548130180588, 9.414555368140815e97]),
        ("double F(double x, double y, double p) => Math.Pow(Math.Pow(x, p) + Math.Pow(y, p), 1 / p);", [1e-100, 1e-99, 2.5], [4.719514780272311e98, -4.719514780272311e97, -0.0725548130180588, 4.719514780272311e96, 0.0038426237106313913, 9.414555368140815e-102]),
        ("double F(double a, double k, double l, double r) => Math.Pow(a * Math.Pow(k, r) + (1 - a) * Math.Pow(l, r), 1 / r);", [0.3, 2, 3, 0.5], [0.20204102886728761, 1.0898979485566356, -1.0734013676289096, 0.07750430642706363, -0.06429910574805843, 0.04286607049870562, -0.09862881001184187, -0.028577380332470412, 0.08029715224556197, -0.00469023210432581]),
        ("double F(double a, double k, double l, double r) => Math.Pow(a * Math.Pow(k, r) + (1 - a) * Math.Pow(l, r), 1 / r);", [0.3, 1e100, 1e99, 0.5], [9.350889359326483e99, 0.7264911064067352, -0.1350889359326482, 4.937520175290533e99, -3.3203915431767982e-102, 3.320391543176798e-101, 0.2545737458577536, -3.3203915431767985e-100, -0.7789534810317283, 1.123013149473323e99]),
        ("double F(double a, double k, double l, double r) => Math.Pow(a * Math.Pow(k, r) + (1 - a) * Math.Pow(l, r), 1 / r);", [0.3, 1e80, 1e81, 2.5], [-4.2107767012998255e80, 0.049155480900033306, -0.49839914431504223, 1.6481086941728837e80, 1.7587843597866455e-82, -1.7587843597866457e-83, -0.02634547570683281, 1.758784359786646e-84, 0.050872218212344916, -3.342125443902524e79]),
        ("double F(double a, double k, double l, double r) => Math.Pow(a * Math.Pow(k, r) + (1 - a) * Math.Pow(l, r), 1 / r);", [0.3, 2e-80, 1e-80, 2.5], [-1.2850243729145738e-80, 1.088570332738561, -1.0747241802274876, 8.460464740899061e-83, 1.099867536638428e79, -2.199735073276856e79, 0.12997920079383407, 4.399470146553712e79, -0.17992774926675847, -3.143326546430481e-83]),

        // What an exponential is multiplied by vanishes where it overflows.
        ("double F(double p, double q, double t) => (p + q) * (p + q) / p * Math.Exp(-(p + q) * t) / ((1 + q / p * Math.Exp(-(p + q) * t)) * (1 + q / p * Math.Exp(-(p + q) * t)));", [0.03, 0.4, 5], [-86.33939403147414, -2.3786621512823487, -0.7083293362914328, 0.11675703624101941, -0.004931410008412539, -0.008748582112448241]),
        ("double F(double p, double q, double t) => (p + q) * (p + q) / p * Math.Exp(-(p + q) * t) / ((1 + q / p * Math.Exp(-(p + q) * t)) * (1 + q / p * Math.Exp(-(p + q) * t)));", [0.03, 0.4, 10000], [0, 0, 0, 0, 0, 0]),
        ("double F(double p, double q, double t) => (p + q) * (p + q) / p * Math.Exp(-(p + q) * t) / ((1 + q / p * Math.Exp(-(p + q) * t)) * (1 + q / p * Math.Exp(-(p + q) * t)));", [0.03, 0.4, -10000], [0, 0, 0, 0, 0, 0]),
        ("double F(double p, double q, double t) => p * Math.Exp(-t) / ((1 + q / p * Math.Exp(-t)) * (1 + q / p * Math.Exp(-t)));", [0.03, 0.4, 5], [0.007709751716110728, -0.0005782313787083045, -0.006376844268110994, 4.336735340312283e-05, 0.00012294340462242368, 9.295060434539088e-05]),
        ("double F(double p, double q, double t) => p * Math.Exp(-t) / ((1 + q / p * Math.Exp(-t)) * (1 + q / p * Math.Exp(-t)));", [0.03, 0.4, 10000], [0, 0, 0, 0, 0, 0]),
    ];

    /// <summary>Where a power t overflows, (1 − t)/(1 + t) is −1.</summary>
    private static readonly (string Method, double[] At, double[] Expected)[] shares =
    [
        ("double F(double x, double a, double b, double c, double h) => a + (b - a) / (1 + Math.Pow(10, (c - x) * h));", [1, 0.5, 100, 2, 0.5], [12.505837580720742, -0.21014719470647467, 0.21014719470647467, -12.505837580720742, 16.807616585146974, 0, 0, 0.21014719470647467, 0.42029438941294933, 0, -0.21014719470647467, -0.42029438941294933, 12.505837580720742, -16.807616585146974, 50.02335032288297]),
        ("double F(double x, double a, double b, double c, double h) => a + (b - a) / (1 + Math.Pow(10, (c - x) * h));", [-400, 0.5, 100, 2, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double x, double a, double b, double c, double h) => a + (b - a) / (1 + Math.Pow(10, (c - x) * h));", [400, 0.5, 100, 2, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("double F(double x, double c) => (Math.Pow(x, c) - 1) / (1 + Math.Pow(x, c));", [3, 2.5], [-0.10066456282985427, -0.0534536013843434, -0.12025784305710306]),
        ("double F(double x, double c) => (Math.Pow(x, c) - 1) / (1 + Math.Pow(x, c));", [1e+120, 3], [0, 0, 0]),
        ("double F(double x, double c) => (Math.Pow(x, c) - 1) / (1 + Math.Pow(x, c));", [1e-100, 2.5], [7.5e-50, -1.1492925464970229e-147, 1.0603796220956796e-245]),
    ];

    public static IEnumerable<TheoryDataRow<string>> Shares => shares.Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

    public static IEnumerable<TheoryDataRow<string>> Means => means.Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

    [Theory]
    [MemberData(nameof(Shares))]
    public void Share_is_right_where_its_power_overflows(string method)
    {
        using var code = GeneratorRun.Of($"using System; using SymDiff; public static partial class Edge {{ [Differentiable(Derivatives = Derivatives.Hessian)] public static {method} }}").Load();

        Assert.Multiple([.. shares.Where(edge => edge.Method == method).Select(edge => (Action)(() =>
        {
            var where = "at (" + string.Join(", ", edge.At.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            Numeric.Close(code.Numbers("Edge.FHessian", edge.At), edge.Expected, tolerance: 1e-12, floor: 0, because: where);
        }))]);
    }

    [Theory]
    [MemberData(nameof(Means))]
    public void Mean_is_right_at_every_scale(string method)
    {
        using var code = GeneratorRun.Of($"using System; using SymDiff; public static partial class Edge {{ [Differentiable(Derivatives = Derivatives.Hessian)] public static {method} }}").Load();

        Assert.Multiple([.. means.Where(edge => edge.Method == method).Select(edge => (Action)(() =>
        {
            var where = "at (" + string.Join(", ", edge.At.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            Numeric.Close(code.Numbers("Edge.FHessian", edge.At), edge.Expected, tolerance: 1e-9, floor: 0, because: where);
            Numeric.Close(code.Numbers("Edge.FValueGradientAndHessian", edge.At)[^edge.Expected.Length..], edge.Expected, tolerance: 1e-9, floor: 0, because: "beside the value, " + where);
        }))]);
    }
}

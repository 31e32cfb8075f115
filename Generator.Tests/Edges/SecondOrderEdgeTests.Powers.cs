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
    ];
}

namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Names =>
    [
        new("Keywords",
            """
            [Differentiable]
            public static double F(double @class, double @in)
            {
                double @return = @class * @in, @base = @return + 1;
                double @double(double @int) => @int * @base;
                return @double(@return) + @class;
            }
            public static (double, double) D(double @class, double @in)
            {
                double p = @class * @in;
                return ((2 * p + 1) * @in + 1, (2 * p + 1) * @class);
            }
            """),
        new("ContextualKeywords",
            """
            [Differentiable] public static double F(double value, double var, double field, int record) { double await = value * var, yield = await * field, dynamic = yield + record, nameof = dynamic; return nameof * value; }
            public static (double, double, double) D(double value, double var, double field, int record) => (2 * value * var * field + record, value * value * field, value * value * var);
            """),
        new("UnicodeNames",
            """
            [Differentiable] public static double F(double μ, double σ, double x_1) { double Δ = x_1 - μ, 残差 = Δ / σ; return -残差 * 残差 / 2 - Math.Log(σ * σ); }
            public static (double, double, double) D(double μ, double σ, double x_1) => ((x_1 - μ) / (σ * σ), (x_1 - μ) * (x_1 - μ) / (σ * σ * σ) - 2 / σ, -(x_1 - μ) / (σ * σ));
            """),
        new("TupleElementNames",
            """
            [Differentiable] public static double F(double item1, double rest, double toString, double Item2) => item1 * rest + toString * Item2 * item1;
            public static (double, double, double, double) D(double item1, double rest, double toString, double Item2) => (rest + toString * Item2, item1, Item2 * item1, toString * item1);
            """),
        new("NamesThatCoincideInPascalCase",
            """
            [Differentiable] public static double F(double x, double X, double _x, double value) => x * X + _x * value * x;
            public static (double, double, double, double) D(double x, double X, double _x, double value) => (X + _x * value, x, value * x, _x * x);
            """),
        new("ParametersNamedLikeWhatIsGenerated",
            """
            [Differentiable] public static double F(double gradient, double t1, double m, double xBar) => Math.Exp(gradient * t1) * m + Math.Sin(xBar * m) * Math.Sin(xBar * m);
            public static (double, double, double, double) D(double gradient, double t1, double m, double xBar)
            {
                double e = Math.Exp(gradient * t1), s = Math.Sin(2 * xBar * m);
                return (t1 * m * e, gradient * m * e, e + xBar * s, m * s);
            }
            """),
        new("ATypeCalledMath",
            """
            public static class Math { public static double Exp(double x) => 1; public static double Sin(double x) => x * x; }
            public static partial class C
            {
                [Differentiable] public static double F(double x) => System.Math.Exp(x) * Math.Sin(x) + System.Math.Pow(x * x, 1.5);
                public static double D(double x) => System.Math.Exp(x) * (x * x + 2 * x) + 3 * x * System.Math.Abs(x);
            }
            """),
        new("ANamespaceCalledMath",
            """
            namespace Math { public static class Log { public static double Of(double x) => x * 3; } }
            namespace Calculus { public static class Q { } }
            public static partial class C
            {
                [Differentiable] public static double F(double x, double y) => System.Math.Log(y * y) * Math.Log.Of(x) + SymDiff.Calculus.Softplus(x) + System.Math.Exp(x * y);
                public static (double, double) D(double x, double y) => (3 * System.Math.Log(y * y) + 1 / (1 + System.Math.Exp(-x)) + y * System.Math.Exp(x * y), 6 * x / y + x * System.Math.Exp(x * y));
            }
            """),
        new("AMemberCalledMath",
            """
            private static readonly int Math = 3;
            private static int System => 2;
            [Differentiable] public static double F(double x) => global::System.Math.Exp(x * Math) + System * x * x;
            public static double D(double x) => 3 * global::System.Math.Exp(3 * x) + 4 * x;
            """),
        new("ANamespaceCalledSystem",
            """
            namespace Inner
            {
                namespace System { public static class Own { public const int Three = 3; } }
                namespace SymDiff { public static class Own { } }
                public static partial class P { [global::SymDiff.Differentiable] public static double Loss(double x) => Math.Sin(x) * System.Own.Three + x; }
            }
            public static partial class C
            {
                public static double F(double x) => Inner.P.Loss(x);
                public static double FGradient(double x) => Inner.P.LossGradient(x);
                public static (double, double) FValueAndGradient(double x) => Inner.P.LossValueAndGradient(x);
                public static double D(double x) => 3 * Math.Cos(x) + 1;
            }
            """),
        new("Aliases",
            """
            using M = System.Math;
            using Real = System.Double;
            using Numbers = System.Collections.Generic.List<double>;
            public static partial class C
            {
                [Differentiable] public static Real F(Real x, Numbers numbers) { Numbers own = new Numbers(numbers); return M.Sin(x) * own.Count + Real.Parse("2") * M.Max(own[0], 1) * x; }
                public static double D(double x, Numbers numbers) => M.Cos(x) * numbers.Count + 2 * numbers[0];
                public static object[][] At => new[] { new object[] { 1.5, new Numbers { 4, 5 } } };
            }
            """),
        new("UsingStatic",
            """
            using static System.Math;
            using static System.Linq.Enumerable;
            public static partial class C
            {
                [Differentiable] public static double F(double x) => Sin(x) * PI + Exp(-Abs(x)) + Range(1, 3).Sum() * x + Max(x, 0);
                public static double D(double x) => Cos(x) * PI - Sign(x) * Exp(-Abs(x)) + 6 + (x > 0 ? 1 : 0);
            }
            """),
        new("Overloads",
            """
            [Differentiable] public static double F(double x) => x * x;
            [Differentiable] public static float F(float x) => x * x * x;
            [Differentiable] public static double F(double x, double y) => x * y;
            [Differentiable] public static double F(double x, in int y) => x * y;
            [Differentiable] public static double F(double x, string s) => x * s.Length;
            [Differentiable] public static double f(double x) => x;
            """.Replace("public static double F(double x) =>", "public static double F(double x, long n, byte b) =>", StringComparison.Ordinal)
            + "\npublic static double D(double x, long n, byte b) => 2 * x;\npublic static object[][] At => new[] { new object[] { 1.5, 3L, (byte)1 } };"),
        new("TheConsumersOwnHelpersNamedAlike",
            """
            private static double Gradient(double a) => a * 3;
            private static double Log(double a) => a * a;
            private static double FHessian => 4;
            [Differentiable] public static double F(double x) => Gradient(x) * Log(x) + Math.Log(x * x) * FHessian;
            public static double D(double x) => 9 * x * x + 8 / x;
            """),
        new("LocalsNamedLikeTheClassAndMembers",
            """
            private static double k = 3;
            private static double G(double a) => a * k;
            [Differentiable] public static double F(double x) { double k = x * x, C = G(k), F = C * k; { return F + G(x); } }
            public static double D(double x) => 12 * x * x * x + 3;
            """),
        new("LocalsOfHelpersNamedLikeTheCallers",
            """
            private static double G(double y, double x) { double a = x * 2, r = a - y; return r * a; }
            [Differentiable] public static double F(double x, double y) { double a = x + y, r = G(a, x); r += G(y, a); return r * a; }
            public static (double, double) D(double x, double y)
            {
                // G(a, x) + G(y, a) with a = x + y: 2x(x − y) + (2x + y)(2x + 2y)
                double s = x + y, r = 2 * x * (x - y) + (2 * x + y) * 2 * s;
                return (r + s * (4 * x - 2 * y + 4 * s + 2 * (2 * x + y)), r + s * (-2 * x + 2 * s + 2 * (2 * x + y)));
            }
            """),
        new("AParameterCalledMath",
            """
            [Differentiable] public static double F(double Math, double Calculus) { double System = Math * Calculus; return global::System.Math.Exp(System) * Math; }
            public static (double, double) D(double Math, double Calculus) => (global::System.Math.Exp(Math * Calculus) * (1 + Math * Calculus), global::System.Math.Exp(Math * Calculus) * Math * Math);
            """),
        new("KeywordsMultiplied",
            """
            [Differentiable] public static double F(double @class, double @in) { double @return = @class * @in, @base = @return + 1; return @return * @base * @class + Math.Exp(@return * @base); }
            public static (double, double) D(double @class, double @in)
            {
                double p = @class * @in, e = Math.Exp(p * (p + 1));
                return ((2 * p + 1) * @in * @class + p * (p + 1) + e * (2 * p + 1) * @in, (2 * p + 1) * @class * @class + e * (2 * p + 1) * @class);
            }
            """),
        new("GenericOverload",
            """
            [Differentiable] public static double F<T>(double x, T t) => x * 5;
            [Differentiable] public static double @class(double x, (int A, string B) t) => x * t.A;
            [Differentiable] public static double F(double x) => x * x;
            public static double D(double x) => 2 * x;
            public static object[][] At => new[] { new object[] { 1.5 } };
            """),
    ];
}

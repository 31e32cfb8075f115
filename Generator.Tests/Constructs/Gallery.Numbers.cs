using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Numbers =>
    [
        new("Floats",
            """
            [Differentiable] public static float F(float x, float y) { float a = x * y + 0.1f; a *= a; return a / (1 + y * y); }
            public static (float, float) D(float x, float y)
            {
                double a = (double)x * y + 0.1, d = 1 + (double)y * y;
                return ((float)(2 * a * y / d), (float)(2 * a * x / d - a * a * 2 * y / (d * d)));
            }
            """) { Tolerance = 1e-5 },
        new("FloatFunctions",
            """
            [Differentiable] public static float F(float x, float y) => MathF.Exp(x) * MathF.Sin(y) + MathF.Sqrt(1 + x * x) + MathF.Pow(y, 3) + (float)Math.Cos(x);
            public static (float, float) D(float x, float y) => ((float)(Math.Exp(x) * Math.Sin(y) + x / Math.Sqrt(1 + (double)x * x) - Math.Sin(x)), (float)(Math.Exp(x) * Math.Cos(y) + 3 * (double)y * y));
            """) { Tolerance = 1e-5, NeedsCurrentFramework = true },
        new("FloatFunctionOfZero",
            """
            [Differentiable] public static float F(float x, float y)
            {
                if (y > 1) x *= y - y;
                float s = 0;
                if (x > MathF.Cos(y) - 3) s = x + MathF.Exp(-Calculus.Softplus(x) * Calculus.Softplus(x));
                return MathF.Atan(s - y);
            }
            public static (float, float) D(float x, float y)
            {
                double t = y > 1 ? 0 : x, s = Math.Log(1 + Math.Exp(t)), e = Math.Exp(-s * s), u = t + e - y, slope = 1 / (1 + u * u);
                return (y > 1 ? 0 : (float)(slope * (1 - 2 * e * s / (1 + Math.Exp(-t)))), (float)-slope);
            }
            """) { Tolerance = 1e-5, NeedsCurrentFramework = true },
        new("FloatsChosenAmongNumbers",
            """
            [Differentiable] public static float F(float x, float y, float z, int n)
            {
                if (y / 3 > x) return 1f;
                if (z > x) return (float)Math.Cos(x + Calculus.Softplus(y));
                if (0.1f * y > n) return y > z ? 1.25f : x;
                return 2f;
            }
            public static (float, float, float) D(float x, float y, float z, int n)
            {
                if (y / 3 <= x && z > x) { double s = -Math.Sin(x + Math.Log(1 + Math.Exp(y))); return ((float)s, (float)(s / (1 + Math.Exp(-y))), 0); }
                return (y / 3 <= x && z <= x && 0.1 * y > n && y <= z ? 1 : 0, 0, 0);
            }
            public static object[][] At => new[] { new object[] { 0.1f, 1.5f, 0f, 1 }, new object[] { 0.7f, 1.5f, 0.9f, 1 }, new object[] { 1.7f, 1.5f, 0.9f, -1 }, new object[] { 1.7f, 0.5f, 0.9f, -1 }, new object[] { 1.7f, 0.5f, 0.9f, 1 } };
            """) { Tolerance = 1e-5 },
        new("FloatAndDouble",
            """
            [Differentiable] public static double F(float x, double y) { float a = x * x; double b = a * y; a = (float)b; return a + b * x; }
            public static (float, double) D(float x, double y) => ((float)(2 * x * y + 3 * (double)x * x * y), (double)x * x + (double)x * x * x);
            """) { Tolerance = 1e-5 },
        new("DoubleIntoFloat",
            """
            [Differentiable] public static float F(double x, float y) { x *= y; y += 1; y *= 0.5f; return (float)(x * y) + y++; }
            public static (double, float) D(double x, float y) => (0.5 * y * (y + 1), (float)(0.5 * x * (2 * y + 1) + 0.5));
            """) { Tolerance = 1e-5 },
        new("EveryIntegerType",
            """
            [Differentiable]
            public static double F(double x, sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, char i) =>
                x * a + x * x * b + c * x - d / x + e * x + f * x * x + x * g + h * x + i * x + (a + b * c) * x + e / 2 * x;
            public static double D(double x, sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, char i) =>
                a + 2 * x * b + c + d / (x * x) + e + 2 * x * f + g + h + i + a + b * c + e / 2;
            public static object[][] At => new[] { new object[] { 1.5, (sbyte)-3, (byte)200, (short)-300, (ushort)60000, 7, 4000000000u, -5L, 9UL, 'z' } };
            """),
        new("NativeIntegers",
            """
            [Differentiable] public static double F(double x, nint a, nuint b) => x * x * a + x * b;
            public static double D(double x, nint a, nuint b) => 2 * x * a + b;
            public static object[][] At => new[] { new object[] { 1.5, (nint)3, (nuint)4 } };
            """, LanguageVersion.CSharp9),
        new("WideNumbers",
            """
            [Differentiable] public static double F(double x, decimal m, Half h, Int128 i) => x * (double)m + x * x * (double)h + x * (double)i + (float)h * x;
            public static double D(double x, decimal m, Half h, Int128 i) => (double)m + 2 * x * (double)h + (double)i + (double)h;
            public static object[][] At => new[] { new object[] { 1.5, 2.5m, (Half)0.75, (Int128)12 } };
            """, LanguageVersion.CSharp9) { NeedsCurrentFramework = true },
        new("IntegerArithmetic",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                int k = n / 2; k += 3; k *= 2; k -= 1; k %= 7;
                int j = k++ + --k;
                j = j + -k;
                return x * x * k + x * j + x / (n + 1) * (n == 3 ? 1 : 2);
            }
            public static double D(double x, int n)
            {
                int k = n / 2; k += 3; k *= 2; k -= 1; k %= 7;
                int j = k++ + --k;
                j = j + -k;
                return 2 * x * k + j + 1.0 / (n + 1) * (n == 3 ? 1 : 2);
            }
            """),
        new("Casts",
            """
            [Differentiable] public static double F(double x, int n, long m) => (double)n / 3 * x + (float)n * x + (int)2.7 * x + (long)n * x + (byte)m * x * x + (double)(n / 2) * x;
            public static double D(double x, int n, long m) => n / 3.0 + n + 2 + n + 2 * (byte)m * x + n / 2;
            public static object[][] At => new[] { new object[] { 1.5, 7, 515L } };
            """),
        new("Literals",
            """
            [Differentiable]
            public static double F(double x) => 1 * x + 1.5 * x + .5 * x + 1e3 * x + 1.5E-3 * x + 2d * x + 3D * x + 4f * x + 5F * x + 6L * x + 7U * x + 8UL * x
                + 0x1F * x + 0b1010 * x + 1_000 * x + 'a' * x + '\u0041' * x + 1e+2 * x + -3 * x + 0xFFFF_FFFF * x + 5m.GetHashCode() * 0 * x;
            public static double D(double x) => 1 + 1.5 + 0.5 + 1000 + 0.0015 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 31 + 10 + 1000 + 97 + 65 + 100 - 3 + 4294967295.0;
            """),
        new("LiteralsKeepTheirBits",
            """
            [Differentiable] public static double F(double x) => 0.1 * x + 0.1f * x + 1e-300 * x * 1e300 + 5e-324 + 1.7976931348623157E+308 * (x * 1e-308) + double.MaxValue * 0 + 9007199254740993 * x;
            public static double D(double x) => 0.1 + 0.1f + 1 + 1.7976931348623157 + 9007199254740992.0;
            """),
        new("DefaultLiterals",
            """
            [Differentiable] public static double F(double x) { double a = default; double b = default(double); int n = default; return x * x + a + b + n + (x > 0 ? x : default); }
            public static double D(double x) => 2 * x + (x > 0 ? 1 : 0);
            """),
        new("Checked",
            """
            [Differentiable] public static double F(double x, int n) { checked { n += 1; n = n * 2; } return checked(n * 3 + n) * x * x + unchecked((byte)(n * 1000)) * x + checked((short)n) * x; }
            public static double D(double x, int n) { n = (n + 1) * 2; return n * 4 * 2 * x + unchecked((byte)(n * 1000)) + n; }
            """),
        new("UncheckedOverflow",
            """
            [Differentiable] public static double F(double x, int n) => unchecked(n * int.MaxValue) * x * x;
            public static double D(double x, int n) => 2.0 * unchecked(n * int.MaxValue) * x;
            """),
        new("UnaryOperators",
            """
            [Differentiable] public static double F(double x, int n) => -x * +x - -(x * 3) + -n * x - (-(-x));
            public static double D(double x, int n) => -2 * x + 3 - n - 1;
            """),
        new("Remainder",
            """
            [Differentiable] public static double F(double x, double y) => x % y + x % 0.4 + (x * y) % 3;
            public static (double, double) D(double x, double y) => (2 + y, -Math.Truncate(x / y) + x);
            """),
        new("MathFunctions",
            """
            [Differentiable] public static double F(double x, double y) => Math.Sinh(x) * Math.Tanh(y) + Math.Atan2(x, y) + Math.Pow(y * y + 1, x) + Math.Log(y * y + 2, 3) + Math.Abs(x) + Math.Max(x, y) + Math.Min(x * x, 5);
            public static (double, double) D(double x, double y)
            {
                double r = x * x + y * y, p = Math.Pow(y * y + 1, x), t = Math.Tanh(y);
                return (Math.Cosh(x) * t + y / r + p * Math.Log(y * y + 1) + Math.Sign(x) + (x > y ? 1 : 0) + (x * x < 5 ? 2 * x : 0),
                    Math.Sinh(x) * (1 - t * t) - x / r + x * p / (y * y + 1) * 2 * y + 2 * y / (y * y + 2) / Math.Log(3) + (x > y ? 0 : 1));
            }
            """),
        new("StaticMethodsOfDouble",
            """
            [Differentiable] public static double F(double x, double y) => double.Exp(x) * double.Hypot(x, y) + double.SinPi(y) + double.RootN(y * y + 1, 3) + double.Log2(x * x + 1) + double.Abs(-x) + double.Pow(2, x) + double.Lerp(x, y, 0.25);
            public static (double, double) D(double x, double y)
            {
                double h = Math.Sqrt(x * x + y * y), e = Math.Exp(x);
                return (e * h + e * x / h + 2 * x / (x * x + 1) / Math.Log(2) + Math.Sign(x) + Math.Pow(2, x) * Math.Log(2) + 0.75,
                    e * y / h + Math.PI * Math.Cos(Math.PI * y) + Math.Pow(y * y + 1, -2.0 / 3) * 2 * y / 3 + 0.25);
            }
            """) { NeedsCurrentFramework = true },
        new("CalculusFunctions",
            """
            [Differentiable] public static double F(double x, double y) => Calculus.LogSumExp(x, y) + Calculus.Softplus(x) * Calculus.Logistic(y) + Calculus.Square(x * y) + Calculus.Log1p(y * y) + Calculus.Expm1(x) + Calculus.XLogY(2, y * y);
            public static (double, double) D(double x, double y)
            {
                double p = 1 / (1 + Math.Exp(-y)), q = 1 / (1 + Math.Exp(-x)), s = 1 / (1 + Math.Exp(y - x));
                return (s + q * p + 2 * x * y * y + Math.Exp(x), 1 - s + Math.Log(1 + Math.Exp(x)) * p * (1 - p) + 2 * x * x * y + 2 * y / (1 + y * y) + 4 / y);
            }
            """),
        new("StopGradient",
            """
            [Differentiable] public static double F(double x, double y) { double a = Calculus.StopGradient(x * y); return a * x + Calculus.StopGradient(y) * y; }
            public static (double, double) D(double x, double y) => (x * y, y);
            """),
        new("ZeroTimes",
            """
            [Differentiable] public static double F(double x, int n) => 0 * x + x * 0.0 + n * 0 + x * 1;
            public static double D(double x, int n) => 1;
            """),
        new("BitOperators",
            """
            [Differentiable] public static double F(double x, int n, uint m) { int k = n; k <<= 2; k >>= 1; k |= 1; k &= 15; k ^= 2; k = ~k; return x * x * k + ~n * x + (m >> 3 << 1) * x + (n & 6 | 1 ^ n) * x; }
            public static double D(double x, int n, uint m) { int k = n; k <<= 2; k >>= 1; k |= 1; k &= 15; k ^= 2; k = ~k; return 2 * x * k + ~n + (m >> 3 << 1) + (n & 6 | 1 ^ n); }
            """),
        new("ConstantCasts",
            """
            [Differentiable] public static double F(double x, int n) => (double)(float)0.1 * x + unchecked((int)4000000000L * n) * x + unchecked((byte)300) * x * x + (char)66 * x;
            public static double D(double x, int n) => (double)0.1f + unchecked((int)4000000000L * n) + 88 * x + 66;
            """),
        new("SmallIntegerCompound",
            """
            [Differentiable]
            public static double F(double x, byte n, short m, char c)
            {
                n += 200; n++; m *= 1000; c++; m -= (short)n; n <<= 1;
                return x * x * n + x * m + c * x;
            }
            public static double D(double x, byte n, short m, char c)
            {
                n += 200; n++; m *= 1000; c++; m -= (short)n; n <<= 1;
                return 2 * x * n + m + c;
            }
            public static object[][] At => new[] { new object[] { 1.5, (byte)100, (short)77, 'q' } };
            """),
        new("NumberPredicates",
            """
            [Differentiable] public static double F(double x, double y) => x.Equals(y) ? 0 : x.CompareTo(y) > 0 ? x * y : x - y;
            public static (double, double) D(double x, double y) => x > y ? (y, x) : (1.0, -1.0);
            """),
        new("ElementOfNestedTuple",
            """
            [Differentiable] public static double F(double x) { var n = (1.0, Inner: (x, 2)); n.Inner.Item1 += 1; n.Item1 *= x; n.Inner.x *= n.Inner.Item1; return n.Inner.Item1 * n.Item1; }
            public static double D(double x) => (x + 1) * (x + 1) + 2 * x * (x + 1);
            """),
        new("ChangesToElementsOfTuples",
            """
            [Differentiable]
            public static double F(double x)
            {
                var t = (a: x, b: 2, inner: (c: x * x, d: 1L));
                t.a = t.b++ * (t.a -= 1);
                double u = t.a++ + --t.inner.c;
                (t.a, t.inner.c) = (t.inner.c, t.a);
                t.inner.d <<= 3;
                return u * t.a * t.inner.c * t.b * t.inner.d;
            }
            public static double D(double x)
            {
                double a = 2 * (x - 1), c = x * x - 1, u = a + c, e = a + 1;
                return 24 * ((2 + 2 * x) * c * e + u * 2 * x * e + u * c * 2);
            }
            """),
        new("IntegersKeepTheirTypes",
            """
            private static int Kind(object o) => o is double ? 1 : o is float ? 2 : o is int ? 3 : o is long ? 4 : 5;
            private static double Over(long n) => 1;
            private static double Over(int n) => 2;
            private static double Over(double n) => 3 + 0 * n;
            [Differentiable(nameof(x))]
            public static double F(double x, int m)
            {
                long n = m, k = 3; double a = 1, b = m; float f = 2; uint u = 7;
                long j; if (m > 3) j = m; else j = 2;
                double sum = x * (n * 2000000000) + x * (k << 33) + (u - 5 + m) * x + j * 2000000000 * x;
                var data = new[] { a, a + 1 };
                return sum + x * (Kind(a) + 10 * Kind(f) + 100 * Kind(k) + 1000 * Kind(n) + 10000 * Kind(b)) + x * data[1] + Over(k) * x + Over(n) * x;
            }
            public static double D(double x, int m) =>
                m * 2000000000L + (3L << 33) + (2 + m) + (m > 3 ? m : 2) * 2000000000L + 1 + 20 + 400 + 4000 + 10000 + 2 + 1 + 1;
            """),
    ];
}

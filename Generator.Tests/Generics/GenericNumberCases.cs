namespace SymDiff.Generator.Tests.Generics;

/// <summary>Methods of generic numbers.</summary>
internal static class GenericNumberCases
{
    public static readonly IReadOnlyList<GenericNumberCase> All =
    [
        new("LogNormal", """
            [Differentiable]
            public static T F<T>(T x, T mu, T sigma) where T : IFloatingPointIeee754<T>
            {
                T u = (x - mu) / sigma;
                return -T.CreateChecked(0.5) * u * u - T.Log(T.Sqrt(T.Tau) * sigma);
            }
            """, [0.5, 0.25, 1.5], [-1, 1, 0.75]) { Scalars = 3 },
        new("Branches", """
            [Differentiable]
            public static T F<T>(T x, T y) where T : IFloatingPointIeee754<T>
            {
                if (x > y)
                    return T.Exp(-x) * T.Sin(T.Pi * y);
                return T.Abs(x) * T.Sqrt(y) + T.Max(x, y * y) + T.Atan2(y, x) + T.Cbrt(y);
            }
            """, [0.5, 0.25], [-1, 0.75], [0.5, 0.75]) { Scalars = 2 },
        new("OfAType", """
            [Differentiable]
            public static T F(T x, T y) => Squared(x - y) / (T.One + T.Exp(-x)) + T.Pow(x, y) + x % y;
            static T Squared(T x) => x * x;
            """, [0.625, 0.25], [1.75, 0.75]) { Scalars = 2, IsOfType = true },
        new("OnlyRoots", """
            [Differentiable]
            public static T F<T>(T x, T y) where T : IRootFunctions<T> => T.Sqrt(x * x + y * y + T.One) * T.Cbrt(y) / x + T.E * T.Hypot(x, y);
            """, [0.5, 0.25], [-1, 0.75]) { Scalars = 2 },
        new("OnlyExponentials", """
            [Differentiable]
            public static T F<T>(T x) where T : INumber<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T> => T.Log(T.Exp(x) + T.Exp(T.One - x)) * (x < T.Zero ? -x : x) + T.LogP1(T.Exp(x));
            """, [0.5], [-1]),
        new("Saturated", """
            [Differentiable]
            public static T F<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.CreateSaturating(2) * x * T.Tanh(y) - T.CreateTruncating(0.25) * (y * y) * T.MinMagnitude(x, y);
            """, [0.5, 0.25], [-1, 1.5]) { Scalars = 2 },
        new("SumOfSquares", """
            [Differentiable("x", "a")]
            public static T F<T>(ReadOnlySpan<T> x, T a) where T : IFloatingPointIeee754<T>
            {
                T sum = T.Zero;
                for (int i = 0; i < x.Length; i++)
                {
                    T r = (x[i] - a) / T.CreateChecked(i + 1);
                    sum += r * r;
                }

                return sum / T.CreateChecked(x.Length);
            }
            """, [0.5, 0.25, 1, -2]) { HasArray = true },
        new("Recurrence", """
            [Differentiable("x")]
            public static T F<T>(T[] x) where T : IFloatingPointIeee754<T>
            {
                T h = T.Zero;
                foreach (var v in x)
                    h = T.Tanh(h * v + v);
                return h;
            }
            """, [0.5, 0.25, 1, -2]) { HasArray = true, Scalars = 0 },
        new("WithoutKnownEnd", """
            [Differentiable("x")]
            public static T F<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
            {
                T s = T.Zero;
                int i = 0;
                while (i < x.Length && s < T.CreateChecked(100))
                {
                    s = i % 2 == 0 ? s + x[i] * T.Exp(s) : s * x[i];
                    i += s > T.One ? 2 : 1;
                }

                return s;
            }
            """, [0.5, 0.25, 1, -0.5], [1.5, 0.25, 1, 0.5]) { HasArray = true, Scalars = 0 },
        new("InPlace", """
            [Differentiable("x", "k")]
            public static T F<T>(T[] x, T k) where T : IFloatingPointIeee754<T>
            {
                var u = new T[x.Length];
                for (int i = 0; i < u.Length; i++)
                    u[i] = x[i];
                for (int n = 0; n < 3; n++)
                {
                    for (int i = 1; i < u.Length; i++)
                        u[i] = u[i] * u[i - 1] + k;
                    u[0]++;
                }

                T s = default!;
                foreach (var v in u)
                    s += v;
                return s;
            }
            """, [0.5, 0.25, 0.5, -0.5]) { HasArray = true },
        new("Helpers", """
            [Differentiable("x", "a")]
            public static T F<T>(ReadOnlySpan<T> x, T a) where T : IFloatingPointIeee754<T> => Norm(x) * Twice(a) + Polynomial(a, 3);
            static U Norm<U>(ReadOnlySpan<U> v) where U : IRootFunctions<U>
            {
                U sum = U.Zero;
                for (int i = 0; i < v.Length; i++)
                    sum += v[i] * v[i];
                return U.Sqrt(sum);
            }
            static V Twice<V>(V a) where V : INumberBase<V> => a + a;
            static T Polynomial<T>(T a, int degree) where T : INumber<T>
            {
                T p = T.MultiplicativeIdentity;
                for (int i = 0; i < degree; i++)
                    p = p * a + T.CreateChecked(i);
                return p;
            }
            """, [0.5, 0.25, 1, -2]) { HasArray = true },
    ];
}

namespace SymDiff.Generator.Tests.Programs;

/// <content>Methods that call themselves.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Recursion =>
    [
        new("PowerByHalving", """
            [Differentiable]
            public static double F(double x, int n)
            {
                if (n == 0) return 1;
                if (n % 2 == 0)
                {
                    double half = F(x, n / 2);
                    return half * half;
                }

                return x * F(x, n - 1);
            }
            """, [1.3, 0], [1.3, 13], [0.7, 1]),
        new("RecursiveHelper", """
            private static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);
            [Differentiable]
            public static double F(double x, int n) => Power(Math.Sin(x), n) + Power(x, 3);
            """, [1.3, 0], [1.3, 5]),
        new("Legendre", """
            private static double P(int n, double x) => n == 0 ? 1 : n == 1 ? x : ((2 * n - 1) * x * P(n - 1, x) - (n - 1) * P(n - 2, x)) / n;
            [Differentiable]
            public static double F(double x, double w, int n)
            {
                double s = 0;
                for (int i = 0; i <= n; i++) s += w * P(i, x) * P(i, x);
                return s;
            }
            """, [0.3, 0.7, 6]),
        new("RecursionThroughAFunction", """
            [Differentiable]
            public static double F(double x, double y, int n) => n <= 0 ? x : Math.Sin(F(x * y, y, n - 1)) + y;
            """, [0.7, 1.1, 0], [0.7, 1.1, 40]),
        new("RecursionOfRecursion", """
            [Differentiable]
            public static double F(double x, int n) => n == 0 ? x * x : F(F(x, n - 1) * 0.5, n - 1) + 1;
            """, [0.7, 0], [0.7, 4]),
        new("RecursionUnderConditions", """
            private static double G(double x, int n) => n == 0 ? x : n % 3 == 0 ? G(x, n - 1) * G(x, n - 1) : n % 3 == 1 ? Math.Cos(G(x, n - 1)) : 2 - G(x, n - 1) + (n > 4 ? 0 : 1);
            [Differentiable]
            public static double F(double x, int n) => x > 1 ? G(x, n) : G(x, n) + Math.Exp(-G(x, n + 1));
            """, [0.7, 5], [1.3, 6], [1.3, 0]),
        new("MutualRecursion", """
            private static double Even(double x, int n) => n == 0 ? x : Odd(x * 1.1, n - 1) + x;
            private static double Odd(double x, int n) => n == 0 ? x * x : Even(Math.Sin(x), n - 1) * x;
            [Differentiable]
            public static double F(double x, int n) => Even(x, n) * Odd(x, n);
            """, [0.3, 6], [0.7, 3], [0.4, 0]),
        new("RecursionOnANumber", """
            [Differentiable]
            public static double F(double x, double y) => x < 0.01 ? y : F(x / 2, y + x * x);
            """, [0.3, 6.0], [0.7, 3.0]),
        new("RecursionOverData", """
            private static double Tree(double a, double[] x, int from, int to) =>
                to - from == 1 ? Math.Sin(a * x[from]) : Tree(a, x, from, (from + to) / 2) + Tree(a, x, (from + to) / 2, to);
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x) => Tree(a, x, 0, x.Length);
            """, [0.3, five]),
        new("RecursionInALoop", """
            [Differentiable(nameof(x))]
            public static double F(double x, double[] a, int n)
            {
                if (n == 0) return 1;
                double s = 0;
                for (int i = 0; i < n; i++) s += a[i] * F(x, a, n - 1) * x;
                return s;
            }
            """, [1.3, positive, 0], [1.3, positive, 3]),
        new("RecursionInABranch", """
            [Differentiable(nameof(x))]
            public static double F(double x, double[] a, int n)
            {
                double s = x;
                for (int i = 0; i < a.Length; i++)
                {
                    if (n > 0 && a[i] > 0.5) s += Math.Sin(s) * F(x * s, a, n - 1);
                    else s *= x;
                }

                return s;
            }
            """, [0.3, positive, 0], [0.3, positive, 2]),
        new("RecursionInAll", """
            [Differentiable(nameof(x))]
            public static double F(double x, double y, int n) => n == 0 ? x * y : F(x * y, y * 1.1, n - 1);
            """, [0.3, 1.2, 0], [0.3, 1.2, 4]),
        new("RecursionElsewhere", """
            private static class Other { internal static double H(double x, int n) => n == 0 ? x : x * H(Math.Cos(x), n - 1); }
            [Differentiable]
            public static double F(double x, int n) => Other.H(x, n) * 2;
            """, [0.3, 3]),
        new("RecursionOfALocalFunction", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double Power(double a, int k) => k == 0 ? 1 : a * Power(a, k - 1);
                return Power(Math.Sin(x), n) + Power(x * y, 3);
            }
            """, [1.3, 0.4, 0], [0.7, 1.1, 5]),
        new("RecursionThatCaptures", """
            [Differentiable(nameof(x), nameof(w))]
            public static double F(double[] x, double w, double[] data)
            {
                double Tree(int from, int to)
                {
                    if (to - from == 1) return Math.Sin(w * x[from]) * data[from];
                    int half = (from + to) / 2;
                    return Tree(from, half) * Tree(half, to) + w;
                }
                return Tree(0, x.Length);
            }
            """, [five, 0.7, other], [one, -0.4, one]),
        new("RecursionOfLocalFunctionsInTurn", """
            [Differentiable]
            public static double F(double x, double s, int n)
            {
                double shift = s * x;
                double Even(double a, int k) => k == 0 ? s : Odd(a * s, k - 1) + a;
                double Odd(double a, int k) => k == 0 ? a * a * shift : Even(Math.Sin(a), k - 1) * a;
                return Even(x, n) * Odd(x, n);
            }
            """, [0.8, 1.2, 0], [0.8, 1.2, 1], [0.3, 0.9, 6]),
        new("RecursionOfALocalFunctionInALoop", """
            [Differentiable]
            public static double F(double x, double a, int n)
            {
                double s = x;
                for (int i = 0; i < n; i++)
                {
                    double Walk(double b, int k) => k <= 0 ? b + i : Math.Cos(Walk(b * a, k - 1)) * b;
                    s = 0.5 * Math.Sin(s) + Walk(s, i) * a;
                }
                return s;
            }
            """, [0.7, 1.1, 0], [0.7, 1.1, 4]),
        new("RecursionOfAGenericMethod", """
            private static double Walk<T>(T tag, double b, int n) => n == 0 ? b : Math.Sin(Walk(tag, b * 1.1, n - 1)) + b;
            [Differentiable]
            public static double F(double x, int n) => Walk("a", x, n) * Walk(3, x * x, n);
            """, [0.7, 0], [1.3, 7]),
        new("RecursionOfAGenericMethodOverArrays", """
            private static T Fold<T>(T[] x, T start, int from) where T : INumber<T> => from == x.Length ? start : x[from] * Fold(x, start + x[from], from + 1) + start;
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a) => Fold(x, a, 0) / Fold(x, a * a, 1);
            """, [positive, 0.7], [one, 1.4]),
        new("RecursionInAGenericType", """
            private static class Of<T> { internal static double Down(T tag, double x, double[] y, int n) => n < 0 ? x : y[n] * Down(tag, Math.Exp(-x), y, n - 1); }
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double x, double[] y) => Of<string>.Down("", x, y, y.Length - 1) + Of<int>.Down(1, x, y, 0);
            """, [0.7, five], [0.4, one]),
        new("RecursionOfAFactorial", """
            [Differentiable]
            public static double F(double x, int n)
            {
                static double Factorial(int k) => k < 2 ? 1 : k * Factorial(k - 1);
                double s = 0;
                for (int i = 0; i < n; i++) s += Math.Pow(x, i) / Factorial(i);
                return s;
            }
            """, [0.7, 0], [1.3, 6]),
        new("RecursionUnderTwoConditions", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double Search(double low, double high, int k)
                {
                    double middle = 0.5 * (low + high);
                    if (k == 0) return middle;
                    if (middle * middle > x) return Search(low, middle, k - 1) + y * low;
                    return middle < 1 ? Search(middle, high, k - 1) * y : Search(middle, high, k - 1);
                }
                return Search(y, x + 1, n) * y;
            }
            """, [2.0, 0.7, 6], [0.5, 0.1, 3], [0.5, 0.1, 0]),
        new("RecursionOnAStruct", """
            private readonly record struct Rod(double Length, double Bend)
            {
                public double Walk(double x, int n) => n == 0 ? Length : x * Walk(Math.Sin(x * Bend), n - 1) + Bend;
                public double Halved(double[] x, int from, int to) => to - from == 1 ? x[from] * Length : Halved(x, from, (from + to) / 2) * Bend + new Rod(Bend, Length).Halved(x, (from + to) / 2, to);
            }
            [Differentiable]
            public static double F(double x, double a, double b, int n) { var rod = new Rod(a, b); return rod.Walk(x, n) * new Rod(b, x).Walk(a, 2); }
            """, [0.7, 1.2, 0.4, 0], [0.7, 1.2, 0.4, 5]),
        new("RecursionOnAStructWithArrays", """
            private readonly struct Fold
            {
                internal readonly double weight;
                public Fold(double weight, double bend) { this.weight = weight; Bend = bend; }
                public double Bend { get; }
                public double Of(double[] x, int from, int to) => to - from == 1 ? x[from] * weight : Of(x, from, (from + to) / 2) * Bend + Math.Cos(Of(x, (from + to) / 2, to));
            }
            [Differentiable(nameof(x), nameof(a), nameof(b))]
            public static double F(double[] x, double a, double b) => new Fold(a, b * a).Of(x, 0, x.Length);
            """, [five, 1.2, 0.4], [one, 0.8, 0.3]),
        new("RecursionWithAStruct", """
            public struct State { public double Position, Velocity; }
            private static double Energy(State s, double h, int n)
            {
                if (n == 0) return s.Position * s.Position + s.Velocity * s.Velocity;
                var next = s;
                next.Velocity = s.Velocity - h * Math.Sin(s.Position);
                next.Position = s.Position + h * next.Velocity;
                return Energy(next, h, n - 1) + 0.1 * s.Position;
            }
            [Differentiable]
            public static double F(double q, double p, double h, int n) => Energy(new State { Position = q, Velocity = p }, h, n);
            """, [0.3, 0.7, 0.1, 0], [0.3, 0.7, 0.1, 6]),
        new("RecursionWithATuple", """
            private static double Search((double Low, double High) range, double x, int n)
            {
                double middle = 0.5 * (range.Low + range.High);
                return n == 0 ? middle * x : middle * middle > x ? Search((range.Low, middle), x, n - 1) : Search((middle, range.High), x, n - 1);
            }
            [Differentiable]
            public static double F(double a, double b, double x, int n) => Search((a, b), x, n) + Search((a * x, b + x), x, 2);
            """, [0.1, 2.3, 1.7, 0], [0.1, 2.3, 1.7, 4]),
        new("RecursionOverNodes", """
            public sealed class Node
            {
                public Node Left { get; init; } = null!;
                public Node Right { get; init; } = null!;
                public double Weight;
                public int Feature;

                public double Eval(ReadOnlySpan<double> x)
                {
                    if (Left is null || Right is null) return Weight * x[Feature];
                    double l = Left.Eval(x), r = Right.Eval(x);
                    return Math.Tanh(l + Weight * r) * r;
                }

                public double Of(double x, double y) => Left is null ? Weight * x : Math.Sin(Left.Of(x * y, y)) + Weight * Right.Of(x, y + 1);
            }

            private static readonly Node root = new()
            {
                Weight = 0.7,
                Left = new() { Weight = 1.2, Feature = 3 },
                Right = new() { Weight = -0.4, Left = new() { Weight = 0.3, Feature = 0 }, Right = new() { Weight = 2, Feature = 1 } },
            };

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a) => root.Eval(x) * a + root.Of(a, a * a) * root.Of(2, a) + root.Left.Eval(x);
            """, [four, 0.8], [five, -1.1]),
        new("RecursionAlongLinks", """
            public class Link
            {
                public double Weight;
                public Link Next = null!;

                public double At(double x) => Next == null ? Weight : Weight + x * Next.At(x);
            }

            [Differentiable]
            public static double F(double x, double[] weights)
            {
                Link first = null!;
                foreach (var weight in weights) first = new Link { Weight = weight, Next = first };
                return first.At(x) * first.At(x * x);
            }
            """, [0.7, four], [-1.3, one]),
        new("RecursionOverChildren", """
            public class Branch
            {
                public List<Branch> Children = new();
                public double Length;

                public double Total(double[] x, int depth)
                {
                    double s = Length * x[depth % x.Length];
                    foreach (var child in Children) s += Math.Sin(child.Total(x, depth + 1)) * x[0];
                    return s;
                }

                public double Even(double x) => Children.Count == 0 ? Length : x * Children[0].Odd(x + Length);

                public double Odd(double x) => Children.Count == 0 ? x : Math.Cos(x) * Children[0].Even(x);
            }

            private static Branch Make(int n)
            {
                var made = new Branch { Length = n + 0.5 };
                for (int i = 0; i < n; i++) made.Children.Add(Make(i));
                return made;
            }

            private static readonly Branch root = Make(3);

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a) => root.Total(x, 0) + root.Even(a) * root.Odd(a * a);
            """, [three, 0.4], [two, 1.7]),
    ];
}

using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Types =>
    [
        new("InstanceMembers",
            """
            public partial class Model
            {
                private readonly double scale = 2;
                protected double[] data = { 1, 2 };
                public int Count { get; set; } = 3;
                public double this[int i] => data[i] * scale;
                private double Helper(double a) => a * a * scale + this.Count;
                [Differentiable] internal double Loss(double x) => Helper(x - data[0]) * Count + this[1] * x + Bias;
                private double Bias { get { return scale; } }
            }
            """ + Forwarded("double x", "new Model().Loss{0}(x)", "double") + "public static double D(double x) => 12 * (x - 1) + 4; }"),
        new("DerivedClass",
            """
            public abstract partial class Base
            {
                protected double Scale = 2;
                protected static double Twice(double a) => 2 * a;
                protected double Own(double a) => a * Scale;
                [Differentiable] protected internal double Loss(double x) => Twice(x) * x;
            }
            public sealed partial class Derived : Base
            {
                [Differentiable] public new double Loss(double x) => base.Own(x) * Twice(x) + Own(x) + Scale;
            }
            """ + Forwarded("double x", "new Derived().Loss{0}(x)", "double") + "public static double D(double x) => 8 * x + 2; }"),
        new("Virtual",
            """
            public partial class Base
            {
                [Differentiable] public virtual double Loss(double x) => x * x;
            }
            public partial class Derived : Base
            {
                [Differentiable] public sealed override double Loss(double x) => x * x * x;
            }
            """ + Forwarded("double x", "new Derived().Loss{0}(x)", "double") + "public static double D(double x) => 3 * x * x; }"),
        new("NestedTypes",
            """
            public partial class Outer<T> where T : struct
            {
                private static readonly double k = 3;
                internal partial struct Middle
                {
                    private partial class Inner { [Differentiable] internal static double Loss(double x, T t) => x * x * k; }
                    internal static double Loss(double x) => Inner.Loss(x, default(T));
                    internal static double LossGradient(double x) => Inner.LossGradient(x, default(T));
                    internal static (double Value, double Gradient) LossValueAndGradient(double x) => Inner.LossValueAndGradient(x, default(T));
                }
            }
            """ + Forwarded("double x", "Outer<int>.Middle.Loss{0}(x)", "double") + "public static double D(double x) => 6 * x; }"),
        new("Structs",
            """
            public partial struct Point
            {
                public double A;
                public readonly double B;
                public Point(double a, double b) { A = a; B = b; }
                private double Twice(double x) => 2 * x * A;
                [Differentiable] public double Loss(double x) => Twice(x * x) + B * x;
            }
            """ + Forwarded("double x", "new Point(2, 3).Loss{0}(x)", "double") + "public static double D(double x) => 8 * x + 3; }"),
        new("ReadonlyAndRefStructs",
            """
            public readonly partial struct Frozen { private readonly double a; public Frozen(double a) { this.a = a; } [Differentiable] public double Loss(double x) => a * x * x; }
            public ref partial struct Span { public double A; [Differentiable] public double Loss(double x) => A * x * x + x; }
            public readonly ref partial struct Both { [Differentiable] public double Loss(double x) => x * x; }
            """ + Forwarded("double x", "new Frozen(2).Loss{0}(x)", "double") + "public static double D(double x) => 4 * x; }"),
        new("ReadonlyMembers",
            """
            public partial struct Point { public double A; [Differentiable] public readonly double Loss(double x) => A * x * x; }
            """ + Forwarded("double x", "new Point {{ A = 2 }}.Loss{0}(x)", "double") + "public static double D(double x) => 4 * x; }", LanguageVersion.CSharp8),
        new("Records",
            """
            public partial record Normal(double Mean, double Scale) { [Differentiable] public double Loss(double x) => (x - Mean) * (x - Mean) / Scale; }
            public sealed partial record Derived(int N) : Normal(1, 2) { [Differentiable] public double More(double x) => Loss(x) * N; }
            """ + Forwarded("double x", "new Derived(3).More{0}(x)", "double") + "public static double D(double x) => 3 * (x - 1); }", LanguageVersion.CSharp9) { NeedsCurrentFramework = true },
        new("RecordStructs",
            """
            public readonly partial record struct Normal(double Mean, double Scale) { [Differentiable] public double Loss(double x) => (x - Mean) * (x - Mean) / Scale; }
            public partial record struct Loose(double Mean) { [Differentiable] public double Loss(double x) => x * Mean * x; }
            """ + Forwarded("double x", "new Normal(1, 2).Loss{0}(x)", "double") + "public static double D(double x) => x - 1; }", LanguageVersion.CSharp10) { NeedsCurrentFramework = true },
        new("Interfaces",
            """
            public partial interface ILoss { [Differentiable] static double Loss(double x) => x * x * Two; private const int Two = 2; }
            """ + Forwarded("double x", "ILoss.Loss{0}(x)", "double") + "public static double D(double x) => 4 * x; }", LanguageVersion.CSharp8) { NeedsCurrentFramework = true },
        new("PartialMethods",
            """
            public static partial class P { [Differentiable] internal static partial double Loss(double x); internal static partial double Loss(double x) => x * x; }
            """ + Forwarded("double x", "P.Loss{0}(x)", "double") + "public static double D(double x) => 2 * x; }", LanguageVersion.CSharp9),
        new("SeveralParts",
            """
            public partial class P { private const double K = 3; private static double Helper(double a) => a * K; }
            public partial class P { [Differentiable] internal static double Loss(double x) => Helper(x) * x; }
            partial class P : IDisposable { public void Dispose() { } }
            """ + Forwarded("double x", "P.Loss{0}(x)", "double") + "public static double D(double x) => 6 * x; }"),
        new("Accessibilities",
            """
            public partial class P
            {
                [Differentiable] private static double A(double x) => x * x;
                [Differentiable] protected static double B(double x) => x * x;
                [Differentiable] protected internal static double E(double x) => x * x;
                [Differentiable] private protected static double G(double x) => x * x;
                [Differentiable] static double H(double x) => x * x;
                internal static double Loss(double x) => A(x) + B(x) + E(x) + G(x) + H(x);
                internal static double LossGradient(double x) => AGradient(x) + BGradient(x) + EGradient(x) + GGradient(x) + HGradient(x);
                internal static (double, double) LossValueAndGradient(double x) => (Loss(x), LossGradient(x));
            }
            """ + Forwarded("double x", "P.Loss{0}(x)", "double") + "public static double D(double x) => 10 * x; }"),
        new("Unsafe",
            """
            public static unsafe partial class P
            {
                [Differentiable] public static double Loss(double x, int* n) { int m = *n; return x * x * m + x * n[0] + sizeof(long) * x; }
            }
            public static partial class C
            {
                [Differentiable] private static unsafe double Local(double x, int k) { int* p = &k; return x * x * *p; }
                public static unsafe double F(double x) { int n = 3; return P.Loss(x, &n) + Local(x, 5); }
                public static unsafe double FGradient(double x) { int n = 3; return P.LossGradient(x, &n) + LocalGradient(x, 5); }
                public static unsafe (double, double) FValueAndGradient(double x) { int n = 3; return (P.LossValueAndGradient(x, &n).Value + LocalValueAndGradient(x, 5).Value, FGradient(x)); }
                public static double D(double x) => 6 * x + 3 + 8 + 10 * x;
            }
            """),
        new("ParameterModifiersAndDefaults",
            """
            public enum Kind { A, B }
            public static partial class P
            {
                private const double Half = 0.5;
                [Differentiable]
                public static double Loss(double x, in double y, double z = Half, int n = -3, string s = "a\"b", Kind k = Kind.B, DateTime d = default(DateTime), float f = 1e-3f, long? l = null, params int[] rest)
                    => x * y * z * n + s.Length + (k == Kind.B ? x : 0) + f * x * rest.Length;
            }
            public static partial class C
            {
                public static double F(double x) => P.Loss(x, 2);
                public static double FGradient(double x) => P.LossGradient(x, 2).X;
                public static (double, double) FValueAndGradient(double x) => (P.LossValueAndGradient(x, 2).Value, P.LossValueAndGradient(x, 2).Gradient.X);
                public static double D(double x) => 2 * 0.5 * -3 + 1;
            }
            """),
        new("ExtensionMethods",
            """
            public static partial class P { [Differentiable] public static double Loss(this double x, double y) => x * x * y; }
            """ + Forwarded("double x", "x.Loss{0}(2)", "(double, double)") + "public static (double, double) D(double x) => (4 * x, x * x); }"),
        new("NullableDisabled",
            """
            #nullable disable
            public static partial class C
            {
                [Differentiable] public static double F(double x, string s = null) => x * x * (s == null ? 4 : s.Length);
                public static double D(double x, string s) => 2 * x * s.Length;
                public static object[][] At => new[] { new object[] { 1.5, "abc" } };
            }
            #nullable restore
            """, LanguageVersion.CSharp8),
        new("AttributesOnEverything",
            """
            public static partial class C
            {
                [Obsolete, Differentiable(nameof(y), nameof(x))]
                [return: System.Xml.Serialization.XmlIgnore]
                [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                public static double F(double x, [Positive] double y, [System.ComponentModel.DefaultValue(3)] double z) => x * Math.Sqrt(y * y) * z;
                public static (double, double) D(double x, double y, double z) => (y * z, x * z);
                public static object[][] At => new[] { new object[] { 1.5, 2.5, 3.5 } };
            }
            """.Replace("Obsolete, ", "", StringComparison.Ordinal).Replace("[return: System.Xml.Serialization.XmlIgnore]\n    ", "", StringComparison.Ordinal)),
        new("PrimaryConstructors",
            """
            public partial class Normal(double mean, double scale) { [Differentiable] public double Loss(double x) => (x - mean) * (x - mean) / scale; }
            """ + Forwarded("double x", "new Normal(1, 2).Loss{0}(x)", "double") + "public static double D(double x) => x - 1; }", LanguageVersion.CSharp12),
        new("GenericTypesAndMethods",
            """
            public partial class Box<TKey, TValue> where TKey : class, new() where TValue : unmanaged
            {
                private readonly Dictionary<string, TValue> values = new Dictionary<string, TValue>();
                [Differentiable] public double Loss<T, U>(double x, T first, List<U> rest) where T : struct, IEquatable<T> where U : class, IEnumerable<T>
                    => x * x * rest.Count + (first.Equals(default(T)) ? x : 0) + values.Count * x;
            }
            public sealed class Key { }
            """
            + Forwarded("double x", "new Box<Key, int>().Loss{0}(x, 0, new List<string> {{ \"a\" }}.ConvertAll(s => new List<int>()))", "double") + "public static double D(double x) => 2 * x + 1; }"),
        new("NullableAnnotations",
            """
            #nullable enable
            public static partial class C
            {
                [Differentiable] public static double F(double x, string? s, List<string?>? l, Dictionary<string, object?[]?>? d) => x * x * (s?.Length ?? 4) + (l?.Count ?? 0) * x + (d == null ? x : 0) + (s is null ? 0 : s.Length * x);
                public static double D(double x, string? s, List<string?>? l, Dictionary<string, object?[]?>? d) => 2 * x * s!.Length + l!.Count + s.Length;
                public static object[][] At => new[] { new object[] { 1.5, "abc", new List<string?> { null }, new Dictionary<string, object?[]?>() } };
            }
            #nullable restore
            """, LanguageVersion.CSharp8),
        new("OperatorsTrueAndFalse",
            """
            public readonly struct Flag
            {
                public readonly int N;
                public Flag(int n) { N = n; }
                public static bool operator true(Flag f) => f.N > 0;
                public static bool operator false(Flag f) => f.N <= 0;
                public static Flag operator &(Flag a, Flag b) => new Flag(a.N & b.N);
                public static Flag operator !(Flag a) => new Flag(1 - a.N);
            }
            [Differentiable] public static double F(double x, int n) { var f = new Flag(n); if (f && new Flag(1)) x *= 2; return !f ? x : x * x; }
            public static double D(double x, int n) => n > 0 && (n & 1) > 0 ? (n < 1 ? 2 : 8 * x) : n < 1 ? 1 : 2 * x;
            """),
    ];

    /// <summary>The class that calls a method of another type and its derivatives; the brace is left open for the derivative by hand.</summary>
    private static string Forwarded(string parameters, string call, string gradient) => $$"""

        public static partial class C
        {
        public static double F({{parameters}}) => {{string.Format(System.Globalization.CultureInfo.InvariantCulture, call, "")}};
        public static {{gradient}} FGradient({{parameters}}) => {{string.Format(System.Globalization.CultureInfo.InvariantCulture, call, "Gradient")}};
        public static (double, {{gradient}}) FValueAndGradient({{parameters}}) => {{string.Format(System.Globalization.CultureInfo.InvariantCulture, call, "ValueAndGradient")}};

        """;
}

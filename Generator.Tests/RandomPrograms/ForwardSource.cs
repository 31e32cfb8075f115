namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>
/// Forward mode as a type of number, as C# text: a program whose <c>double</c> and <c>Math</c> are replaced by it computes its own derivative along a direction.
/// </summary>
internal static class ForwardSource
{
    public const string Text = """
        public struct Dual
        {
            // How near a comparison came to going the other way: what lies nearer than rounding is not decided.
            [ThreadStatic] public static double Margin;

            // Whether each number is rounded as a float is.
            [ThreadStatic] public static bool IsRounded;

            public double V, D;

            public Dual(double v, double d) { V = IsRounded ? (float)v : v; D = IsRounded ? (float)d : d; }

            public static implicit operator Dual(double v) => new Dual(v, 0);
            public static Dual operator +(Dual x) => x;
            public static Dual operator -(Dual x) => new Dual(-x.V, -x.D);
            public static Dual operator +(Dual x, Dual y) => new Dual(x.V + y.V, x.D + y.D);
            public static Dual operator -(Dual x, Dual y) => new Dual(x.V - y.V, x.D - y.D);
            public static Dual operator *(Dual x, Dual y) => new Dual(x.V * y.V, x.D * y.V + x.V * y.D);
            public static Dual operator /(Dual x, Dual y) => new Dual(x.V / y.V, (x.D - x.V / y.V * y.D) / y.V);
            public static Dual operator ++(Dual x) => x + 1;
            public static Dual operator --(Dual x) => x - 1;
            public static bool operator <(Dual x, Dual y) => Near(x, y) && x.V < y.V;
            public static bool operator >(Dual x, Dual y) => Near(x, y) && x.V > y.V;
            public static bool operator <=(Dual x, Dual y) => Near(x, y) && x.V <= y.V;
            public static bool operator >=(Dual x, Dual y) => Near(x, y) && x.V >= y.V;

            public static bool Near(Dual x, Dual y)
            {
                // What is equal whatever the point is no near miss.
                if ((x.V != y.V || x.D != y.D) && !double.IsNaN(x.V - y.V)) Margin = Math.Min(Margin, Math.Abs(x.V - y.V) / (1 + Math.Abs(x.V)));
                return true;
            }
        }

        public static class DualMath
        {
            public static Dual Sin(Dual x) => new Dual(Math.Sin(x.V), Math.Cos(x.V) * x.D);
            public static Dual Cos(Dual x) => new Dual(Math.Cos(x.V), -Math.Sin(x.V) * x.D);
            public static Dual Tanh(Dual x) => new Dual(Math.Tanh(x.V), x.D / Math.Cosh(x.V) / Math.Cosh(x.V));
            public static Dual Atan(Dual x) => new Dual(Math.Atan(x.V), x.D / (1 + x.V * x.V));
            public static Dual Exp(Dual x) => new Dual(Math.Exp(x.V), Math.Exp(x.V) * x.D);
            public static Dual Log(Dual x) => new Dual(Math.Log(x.V), x.D / x.V);
            public static Dual Sqrt(Dual x) => new Dual(Math.Sqrt(x.V), x.D / (2 * Math.Sqrt(x.V)));
            public static Dual Abs(Dual x) => Dual.Near(x, 0) && x.V < 0 ? -x : x;
            public static Dual Max(Dual x, Dual y) => x.V == y.V ? (x + y) * 0.5 : Dual.Near(x, y) && x.V > y.V ? x : y;
            public static Dual Min(Dual x, Dual y) => x.V == y.V ? (x + y) * 0.5 : Dual.Near(x, y) && x.V < y.V ? x : y;
            public static Dual Cbrt(Dual x) => new Dual(Math.Cbrt(x.V), x.D / (3 * Math.Cbrt(x.V) * Math.Cbrt(x.V)));
            public static Dual Pow(Dual x, double y) => new Dual(Math.Pow(x.V, y), y * Math.Pow(x.V, y - 1) * x.D);
            public static Dual Atan2(Dual y, Dual x) => new Dual(Math.Atan2(y.V, x.V), (y.D * x.V - y.V * x.D) / (x.V * x.V + y.V * y.V));
            public static Dual Clamp(Dual x, double low, double high) => Min(Max(x, low), high);
            public static Dual CopySign(Dual x, Dual y) => Dual.Near(x, 0) && Dual.Near(y, 0) && x.V < 0 == y.V < 0 ? x : -x;
            public static int Max(int x, int y) => Math.Max(x, y);
            public static int Min(int x, int y) => Math.Min(x, y);
        }
        """;
}

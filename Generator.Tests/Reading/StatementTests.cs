namespace SymDiff.Generator.Tests.Reading;

public class StatementTests
{
    [Theory]
    [InlineData("double F(double x) => 2 * x + 0.1;", "return ((as<double>(2) * x) + 0.1)")]
    [InlineData("double F(double x) { var y = x * x; y += 1; return -y; }", "y = (x * x)|y = (y + as<double>(1))|return -y")]
    [InlineData("double F(double x) { const double k = 1e-3; double a = k, b = a; return b % x; }", "k = 1e-3|a = k|b = a|return (b % x)")]
    [InlineData("float F(float x) { x *= 0.5; return x; }", "x = as<float>((as<double>(x) * 0.5))|return x")]
    [InlineData("double F(double x, byte n) { n += 2; n++; return x * n; }",
        "n = as<byte>((as<int>(n) + 2))|n = as<byte>((as<int>(n) + 1))|return (x * as<double>(n))")]
    [InlineData("double F(double x) { double y; var z = y = x; x++; return z + y--; }",
        "y = x|z = y|x = (x + as<double>(1))|#0 = y|y = (y - as<double>(1))|return (z + #0)")]
    [InlineData("double F(double x, double y) { (x, y) = (y, x); var (a, b) = (x * y, 2); return a - b; }",
        "#0 = x|x = y|y = #0|a = (x * y)|b = 2|return (a - as<double>(b))")]
    [InlineData("double F(double x) { var t = (P: x, Q: 2 * x); t.P = 3; return t.Q / t.Item1; }",
        "t = <x, (as<double>(2) * x)>|t = <as<double>(3), t.1>|return (t.1 / t.0)")]
    [InlineData("double F(double x) { if (x > 0 && x < 1) return x; else if (x == 2) x = 3; return 1d; }",
        "if ((x > as<double>(0)) && (x < as<double>(1)))|  return x|else|  if (x == as<double>(2))|    x = as<double>(3)|return 1d")]
    [InlineData("double F(double x) { return x + (x = 3) + x; }", "#0 = x|x = as<double>(3)|return ((#0 + x) + x)")]
    [InlineData("double F(double x, bool b) { double y = 0; return b ? (y = x) : y; }",
        "y = as<double>(0)|if b|  y = x|  #0 = y|else|  #0 = y|return #0")]
    [InlineData("double F(double x) => x > 0 ? Math.Log(x) : throw new ArgumentException(nameof(x));",
        "if (x > as<double>(0))|  #0 = Math.Log(x)|else|  throw `new ArgumentException(nameof(x))`|return #0")]
    [InlineData("double F(double x, int n) { switch (n) { case 1: case 2: return x; case int k when k > 5: x *= k; break; default: x = 0; break; } return x; }",
        "if ((n == 1) || (n == 2))|  return x|else|  if (n > 5)|    x = (x * as<double>(n))|  else|    x = as<double>(0)|return x")]
    [InlineData("double F(double x, int n) => n switch { 0 => x, > 3 and not 5 => 2, _ => x * n };",
        "return ((n == 0) ? x : (((n > 3) && !(n == 5)) ? as<double>(2) : (x * as<double>(n))))")]
    [InlineData("double F(double x, bool a, bool b) => (a, b) switch { (true, _) => x, (false, true) => 1, _ => 2 };",
        "return (a ? x : ((!a && b) ? as<double>(1) : as<double>(2)))")]
    [InlineData("double F(double x, int n) { for (int i = 0; i < n; i++) x *= i; return x; }",
        "i = 0|while (i < n)|  x = (x * as<double>(i))|    i = (i + 1)|return x")]
    [InlineData("double F(double x, double[] a) { foreach (var v in a) x += v; return x; }",
        "#0 = 0|while (#0 < a.Length)|  v = a[#0]|  x = (x + v)|    #0 = (#0 + 1)|return x")]
    public void Is_read(string method, string expected) =>
        Assert.Equal(Lines(expected), Reader.Body("[Differentiable] static " + method).Split('\n').Skip(1));

    [Theory]
    [InlineData("static double G(double a) => a * a; [Differentiable] static double F(double x) => G(x) + G(x + 1);",
        "G(a)|  return (a * a)|F(x)|  #0 = G(x)|  #1 = G((x + as<double>(1)))|  return (#0 + #1)")]
    [InlineData("static void G(double a, out double b, ref double c, double d = 2) { b = a; c += d; } [Differentiable] static double F(double x) { G(x, out var u, c: ref x); return u * x; }",
        "G(a, out b, ref c, d)|  b = a|  c = (c + d)|F(x)|  _ = G(x, out u, ref x, 2.0)|  return (u * x)")]
    [InlineData("[Differentiable] static double F(double x) { double s = 1; double G(double a) => a * s; void H() => s = 3; H(); return G(x); }",
        "H(ref s)|  s = as<double>(3)|G(a, s)|  return (a * s)|F(x)|  s = as<double>(1)|  _ = H(ref s)|  #0 = G(x, s)|  return #0")]
    [InlineData("[Differentiable] static double F(double x) { Func<double, double> f = v => v * x; return f(2); }",
        "(v, x)|  return (v * x)|F(x)|  #0 = (as<double>(2), x)|  return #0")]
    [InlineData("static double Sum(params double[] xs) { var s = xs[0] * xs.Length; foreach (var v in xs) s += v; return s; } [Differentiable] static double F(double x) => Sum(x, 1);",
        "Sum(xs)|  s = (xs.0 * as<double>(2))|  v = xs.0|  s = (s + v)|  v = xs.1|  s = (s + v)|  return s|F(x)|  #0 = Sum(<x, as<double>(1)>)|  return #0")]
    [InlineData("double k; double G(double a) => a * k; [Differentiable] double F(double x) => this.G(x) + k;",
        "G(this, a)|  return (a * `§this§.k`?)|F(x)|  #0 = G(this, x)|  return (#0 + `k`?)")]
    [InlineData("[DerivativeOf(typeof(C), nameof(G))] static double D(double a, double result) => result; static double G(double a) => Math.Exp(a); [Differentiable] static double F(double x) => G(x);",
        "F(x)|  return [D+]G(x)")]
    [InlineData("static T G<T>(T v) where T : System.Numerics.IFloatingPointIeee754<T> => T.Exp(v) * T.One + T.Pi + T.CreateChecked(2); [Differentiable] static double F(double x) => G(x);",
        "G(v)|  return (((double.Exp(v) * 1.0) + double.Pi) + cast<double>(2))|F(x)|  #0 = G(x)|  return #0")]
    [InlineData("static double G(double x, params double[] c) { double s = 0; for (var i = c.Length - 1; i >= 0; i--) s = s * x + c[i]; return s; } [Differentiable] static double F(double x) => G(x, 1.5, x);",
        "G(x, c)|  s = as<double>(0)|  s = ((s * x) + c.1)|  s = ((s * x) + c.0)|  return s|F(x)|  #0 = G(x, <1.5, x>)|  return #0")]
    [InlineData("struct V { public double A; public static double operator *(V v, double s) => v.A * s; } [Differentiable] static double F(double x, V v) => v * x;",
        "op_Multiply(v, s)|  return (v.0 * s)|F(x, v)|  #0 = op_Multiply(v, x)|  return #0")]
    [InlineData("static double G(double a, double b) => a / b; [Differentiable] static double F(double x) => G(b: x++, a: x);",
        "G(a, b)|  return (a / b)|F(x)|  #0 = x|  x = (x + as<double>(1))|  #1 = G(x, #0)|  return #1")]
    [InlineData("static void Check(double a) { ArgumentOutOfRangeException.ThrowIfNegative(a); } [Differentiable] static double F(double x) { Check(2 * x); return x; }",
        "Check(a)|  effect `ArgumentOutOfRangeException.ThrowIfNegative(§a§, paramName: \"a\");`! writes [] declares [] harmless (a call of ArgumentOutOfRangeException.ThrowIfNegative)|F(x)|  _ = Check((as<double>(2) * x))|  return x")]
    [InlineData("[Conditional(\"NEVER\")] static void Log(double a) { } [Differentiable] static double F(double x) { Log(x); return x; }",
        "F(x)|  effect `Log(§x§);`! writes [] declares [] harmless (a call of C.Log)|  return x")]
    public void Calls_are_read(string members, string expected) => Assert.Equal(expected.Replace('|', '\n'), Reader.Body(members));

    [Theory]
    [InlineData("double F(double x, List<double> data) => x * data.Count(d => d > 0);", "count = `§data§.Count(d => d > 0)`!|return (x * as<double>(count))")]
    [InlineData("double F(double x, string s) { int.TryParse(s, out var n); return x * n; }",
        "effect `int.TryParse(§s§, out var §n§);`! writes [n] declares [n] (a call of Int32.TryParse)|return (x * as<double>(n))")]
    [InlineData("double F(double x, string s) => int.TryParse(s, out var n) ? n * x : x;",
        "effect `§#0§ = int.TryParse(§s§, out var §n§);`! writes [n, #0] declares [n] (a call of Int32.TryParse)|return (#0 ? (as<double>(n) * x) : x)")]
    [InlineData("double F(double x) { ArgumentOutOfRangeException.ThrowIfNegative(x); Debug.Assert(x > 0, \"no\"); return x; }",
        "effect `ArgumentOutOfRangeException.ThrowIfNegative(§x§);`! writes [] declares [] harmless (a call of ArgumentOutOfRangeException.ThrowIfNegative)"
        + "|effect `global::System.Diagnostics.Debug.Assert(§x§ > 0, \"no\");`! writes [] declares [] harmless (a call of Debug.Assert)|return x")]
    [InlineData("double F(double x) => x * Twice + new Random(1).Next(); static double Half; static double Twice => Half * 4;",
        "#1 = (x * `Twice`?)|#0 = `new Random(1).Next()`!|return (#1 + as<double>(#0))")]
    [InlineData("double F(double x, double[] a) { a[0] = 3; return x * a[0] + Foo(); } static double Foo() => 2;",
        "a[0] = as<double>(3)|#1 = (x * a[0])|#0 = `Foo()`!|return (#1 + #0)")]
    [InlineData("double F(double x, int n) => x * checked(n * 2) * (n << 1);",
        "return ((x * as<double>(`checked(§n§ * §2§)`?)) * as<double>(`§n§ << §1§`))")]
    [InlineData("double F(double x, object o) => o is string { Length: > 3 } s && s.Length < 9 ? x * s.Length : 0;",
        "return (((`§o§ is string` && (`((string)§o§).Length`? > 3)) && (`((string)§o§).Length`? < 9)) ? (x * as<double>(`((string)§o§).Length`?)) : as<double>(0))")]
    [InlineData("double F(double x, string[] names) { foreach (var n in names.Where(n => n != null)) { /* gone */\n        x += n.Length;\n    } return x; }",
        "effect `foreach (var n in §names§.Where(n => n != null)) {\\n        §x§ += n.Length;\\n    }`! writes [x] declares [] (a foreach loop over IEnumerable<string>)|return x")]
    public void What_is_not_arithmetic_is_carried_over(string method, string expected) =>
        Assert.Equal(Lines(expected), Reader.Body("[Differentiable] static " + method, isAsWritten: true).Split('\n').Skip(1));

    [Theory]
    [InlineData("double F(double x, List<double> data) => data.Where(d => d > x).Sum();",
        "passage|  sum = 0.0|  #0 = 0|  while (#0 < data.Length)|    #1 = data[#0]|    if (#1 > x)|      sum = (sum + #1)|      #0 = (#0 + 1)|as written|  sum = `§data§.Where(d => d > §x§).Sum()`!|return sum")]
    public void What_may_be_carried_over_is_read_into_its_parts_beside_it(string method, string expected) =>
        Assert.Equal(Lines(expected), Reader.Body("[Differentiable] static " + method).Split('\n').Skip(1));

    private static string[] Lines(string text) => [.. text.Replace("||", "\0").Split('|').Select(line => "  " + line.Replace("\0", "||"))];
}

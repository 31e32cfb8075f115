namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>Each diagnostic where it is due, and not where it is not.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("class {|SYMDIFF001:D|} { [Differentiable] static double F(double x) => x; } partial class C { }")]
    [InlineData("partial class C { class {|SYMDIFF001:D|} { partial struct E { [Differentiable] static double F(double x) => x; } } }")]
    [InlineData("record {|SYMDIFF001:R|}(int N) { [Differentiable] double F(double x) => x; } partial class C { }")]
    [InlineData("partial class C { [Differentiable] static double F(double x) => x; } partial class C { }")]
    [InlineData("class D { static double F(double x) => x; } partial class C { [Differentiable] static double F(double x) => x; }")]
    public Task SYMDIFF001_The_type_is_not_partial(string members) => Marks.AssertReports(members);

    [Theory]
    [InlineData("static double G(double a) => a; [Differentiable] static double F(double x, Func<double, double> f) => {|SYMDIFF003:f(x)|};")]
    [InlineData("[Differentiable] static double F(double x) => x + {|SYMDIFF003:double.Parse(x.ToString())|};")]
    [InlineData("interface I { double G(double a); } [Differentiable] static double F(double x, I i) => {|SYMDIFF003:i.G(x)|} * x;")]
    [InlineData("abstract class A { public abstract double G(double a); } [Differentiable] static double F(double x, A a) => {|SYMDIFF003:a.G(x)|};")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"m\")] static extern double gamma(double a); [Differentiable] static double F(double x) => {|SYMDIFF003:gamma(x)|};")]
    [InlineData("static double k; static double G(in double a, double b) { k += 1; return a * b; } [Differentiable] static double F(double x) => {|SYMDIFF003:G(in k, x)|};")]
    [InlineData("[Differentiable] static double F(double x) => x * Math.BitIncrement(Calculus.StopGradient(x));")]
    [InlineData("[Differentiable] static double F(double x, double y) => x * Math.Exp(y);")]
    public Task SYMDIFF003_The_function_has_no_known_derivative(string members) => Marks.AssertReports(members, "not known");

    [Theory]
    [InlineData("[Differentiable({|SYMDIFF004:\"z\"|})] static double F(double x) => x;")]
    [InlineData("[Differentiable(\"x\", {|SYMDIFF004:\"X\"|})] static double F(double x) => x;")]
    [InlineData("[Differentiable({|SYMDIFF004:nameof(n)|}, nameof(x))] static double F(double x, int n) => x * n;")]
    [InlineData("[Differentiable({|SYMDIFF004:\"\"|})] static double F(double x) => x;")]
    [InlineData("[Differentiable(new[] { \"x\", {|SYMDIFF004:\"q\"|} })] static double F(double x) => x;")]
    [InlineData("[Differentiable(new string[] { {|SYMDIFF004:\"q\"|}, \"x\" })] static double F(double x) => x;")]
    [InlineData("[Differentiable([\"x\", {|SYMDIFF004:\"q\"|}])] static double F(double x) => x;")]
    [InlineData("[Differentiable({|SYMDIFF004:\"e\"|})] static double F(double x, [StandardNormal] double e) => x * e;")]
    [InlineData("[Differentiable({|SYMDIFF004:nameof(y)|})] static double F(double x, ref double y) => x * y;")]
    [InlineData("[Differentiable({|SYMDIFF004:nameof(k)|})] double F(double x) => x * k; double k = 2;")]
    [InlineData("[Differentiable(\"x\", \"x\")] static double F(double x) => x * x;")]
    [InlineData("[Differentiable(nameof(y))] static double F(double x, double y) => x * y;")]
    public Task SYMDIFF004_The_name_is_of_no_differentiable_parameter(string members) => Marks.AssertReports(members);

    [Theory]
    [InlineData("[Differentiable] static double {|SYMDIFF005:F|}() => 1;")]
    [InlineData("[Differentiable] static double {|SYMDIFF005:F|}(int n, string s) => n;")]
    [InlineData("[Differentiable] static double {|SYMDIFF005:F|}([StandardNormal] double e) => e;")]
    [InlineData("[Differentiable] static {|SYMDIFF005:int|} F(double x) => 1;")]
    [InlineData("[Differentiable] static {|SYMDIFF005:void|} F(double x) { }")]
    [InlineData("[Differentiable] static {|SYMDIFF005:double?|} F(double x) => x;")]
    [InlineData("[Differentiable] static {|SYMDIFF005:decimal|} F(double x) => 1;")]
    [InlineData("[Differentiable] static {|SYMDIFF005:(double, double)|} F(double x) => (x, x);")]
    [InlineData("[Differentiable] static {|SYMDIFF005:double[]|} F(double x) => new[] { x };")]
    [InlineData("[Differentiable] static double F(double x, string s) => x * s.Length;")]
    public Task SYMDIFF005_There_is_nothing_to_differentiate(string members) => Marks.AssertReports(members, "nothing to differentiate");

    [Theory]
    [InlineData("[Differentiable] static double {|SYMDIFF006:F|}(double x) => x; static double FGradient(double y) => 0;")]
    [InlineData("[Differentiable] static double {|SYMDIFF006:F|}(double x) => x; int FValueAndGradient { get; }")]
    [InlineData("[Differentiable] static double {|SYMDIFF006:F|}(double x) => x; class FGradient { }")]
    [InlineData("[Differentiable] static double {|SYMDIFF006:F|}(double x) => x; internal static readonly int FGradient = 3;")]
    [InlineData("[Differentiable] static double F(double x) => x; static double FGradient(double x, double y) => 0; static double FGradient(float x) => 0;")]
    [InlineData("[Differentiable] static double F(double x) => x; static double fGradient(double x) => 0; static double FHessian(double x) => 0;")]
    [InlineData("[Differentiable] static double F<T>(double x, T t) => x; static double FGradient(double x, string t) => 0;")]
    [InlineData("[Differentiable(Derivation = true)] static double {|SYMDIFF006:F|}(double x) => x * x; static void FDerivation(int n) { }")]
    [InlineData("[Differentiable(Derivation = true)] static double {|SYMDIFF006:F|}(double x) => x * x; [Differentiable(Derivation = true)] static double {|SYMDIFF006:F|}(double x, double y) => x * y;")]
    [InlineData("partial class FGradient { [Differentiable] static double {|SYMDIFF006:F|}(double x) => x * x; }")]
    [InlineData("[Differentiable(Derivation = true)] static double F(double x) => x * x; [Differentiable] static double F(double x, double y) => x * y;")]
    [InlineData("[Differentiable(Derivation = false)] static double F(double x) => x * x; const string FDerivation = \"\";")]
    public Task SYMDIFF006_The_name_of_a_generated_method_is_taken(string members) => Marks.AssertReports(members);

    [Theory]
    [InlineData("[Differentiable(\"x\", \"y\")] static double {|SYMDIFF007:F|}(double x, double y) => x * x;")]
    [InlineData("[Differentiable(\"y\")] static double {|SYMDIFF007:F|}(double x, double y) { y = x; return y * x; }")]
    [InlineData("[Differentiable(\"y\")] static double {|SYMDIFF007:F|}(double x, double y) => x + y - y;")]
    [InlineData("[Differentiable] static double F(double x, double y) => x * x;")]
    [InlineData("[Differentiable(\"x\", \"y\")] static double F(double x, double y) => x > 1 ? x : y;")]
    public Task SYMDIFF007_The_result_does_not_depend_on_the_parameter(string members) => Marks.AssertReports(members, "does not depend");

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:(int)x|};")]
    [InlineData("[Differentiable] static double F(double x) { long n = {|SYMDIFF008:(long)(x * 3)|}; return n * x; }")]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:Convert.ToInt32(x)|};")]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:BitConverter.DoubleToInt64Bits(x)|};")]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:x.GetHashCode()|};")]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:x.ToString().Length|};")]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:$\"{x}\".Length|};")]
    [InlineData("[Differentiable] static double F(double x) { string s = x.ToString(); return x * {|SYMDIFF008:int.Parse(s)|}; }")]
    [InlineData("[Differentiable] static double F(double x) { int n = {|SYMDIFF008:x.CompareTo(1)|}; return x * n; }")]
    [InlineData("[Differentiable] static double F(double x) => x * (int){|SYMDIFF008:(DayOfWeek)x|};")]
    [InlineData("[Differentiable] static double F(double x) => x * {|SYMDIFF008:new List<double> { x }.Count|};")]
    [InlineData("[Differentiable] static double F(double x) => x * Calculus.StopGradient(x).ToString().Length;")]
    [InlineData("[Differentiable] static double F(double x) => x * (int)Calculus.StopGradient(x);")]
    [InlineData("[Differentiable] static double F(double x, double y, int n) => x * y * (byte)n * (double)n;")]
    [InlineData("[Differentiable(\"x\")] static double F(double x, double y) => x * (int)y;")]
    public Task SYMDIFF008_The_derivative_is_lost(string members) => Marks.AssertReports(members, "lost");

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => {|SYMDIFF009:Math.Abs(x)|};")]
    [InlineData("[Differentiable] static double F(double x, double y) => x * {|SYMDIFF009:Math.Max(x, y)|};")]
    [InlineData("[Differentiable] static double F(double x, double y) { double a = x + y; a = {|SYMDIFF009:Math.Min(a, 1)|}; return a; }")]
    [InlineData("[Differentiable(\"x\")] static double F(double x, double y) => x * Math.Abs(y);")]
    [InlineData("[Differentiable] static double F(double x) => x * Math.Abs(Calculus.StopGradient(x));")]
    public Task SYMDIFF009_A_convention_decides_the_derivative_at_a_kink(string members) => Marks.AssertReports(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x < 1 ? x : {|SYMDIFF010:F(x / 2)|};")]
    [InlineData("[Differentiable] static double F(double x) => G(x); static double G(double a) => a < 1 ? a : H(a); static double H(double b) => {|SYMDIFF010:G(b / 2)|};")]
    [InlineData("[Differentiable] static double F(double x) { double G(double a) => a < 1 ? a : {|SYMDIFF010:G(a - 1)|}; return G(x); }")]
    [InlineData("[Differentiable] static double F(double x) => G(x) + G(G(x)); static double G(double a) => a * a;")]
    [InlineData("[Differentiable] static double F(double x, int n) => x * G(n); static int G(int n) => n < 2 ? 1 : n * G(n - 1);")]
    public Task SYMDIFF010_Recursion(string members) => Marks.AssertReports(members, "calls itself");

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => G(x); static double G(double a) => a * a; [DerivativeOf(typeof(C), nameof(G))] static {|SYMDIFF014:string|} D(double a) => \"\";")]
    [InlineData("[Differentiable] static double F(double x) => G(x); static double G(double a) => a * a; [DerivativeOf(typeof(C), nameof(G))] static {|SYMDIFF014:(double, double)|} D(double a) => (a, a);")]
    [InlineData("static double G(double a, double b) => a * b; [DerivativeOf(typeof(C), nameof(G))] static {|SYMDIFF014:double|} D(double a, double b) => a; [Differentiable] static double F(double x) => x;")]
    [InlineData("static double G(double a) => a; [{|SYMDIFF014:DerivativeOf(typeof(C), nameof(G))|}] static double D(float a) => a; [Differentiable] static double F(double x) => x;")]
    [InlineData("static double G(int a) => a; [{|SYMDIFF014:DerivativeOf(typeof(C), nameof(G))|}] static double D(int a) => a; [Differentiable] static double F(double x) => x;")]
    [InlineData("static double G(double a) => a; [{|SYMDIFF014:DerivativeOf(typeof(C), nameof(G))|}] double D(double a) => 1; [Differentiable] static double F(double x) => x;")]
    [InlineData("double G(double a) => a; [{|SYMDIFF014:DerivativeOf(typeof(C), nameof(G))|}] static double D(double a) => 1; [Differentiable] static double F(double x) => x;")]
    [InlineData("[{|SYMDIFF014:DerivativeOf(typeof(C), \"G\")|}] static double D(double a) => 1; [Differentiable] static double F(double x) => x;")]
    [InlineData("static double G(double a) => a; [DerivativeOf(typeof(C), \"G\")] static double D(double a) => 1; [{|SYMDIFF014:DerivativeOf(typeof(C), \"G\")|}] static double E(double a) => 1; [Differentiable] static double F(double x) => G(x);")]
    [InlineData("static double G(double a, int n) => a; static double G(double a) => a; [DerivativeOf(typeof(C), \"G\")] static double D(double a, int n, double result) => 1; [Differentiable] static double F(double x) => x;")]
    public Task SYMDIFF014_The_rule_is_for_no_function(string members) => Marks.AssertReports(members, "states no derivative of");

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x - {|SYMDIFF013:Math.Floor(x)|};")]
    [InlineData("[Differentiable] static double F(double x, double y) => x * {|SYMDIFF013:Math.Round(y)|} + y;")]
    [InlineData("[Differentiable] static double F(double x) => x - Math.Floor(Calculus.StopGradient(x));")]
    [InlineData("[Differentiable(\"x\")] static double F(double x, double y) => x - Math.Ceiling(y);")]
    public Task SYMDIFF013_The_function_is_constant_between_its_jumps(string members) => Marks.AssertReports(members);
}

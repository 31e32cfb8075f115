namespace SymDiff.Generator.Tests.Support;

public class OperationCountTests
{
    [Theory]
    [InlineData("return x;", 0, 0)]
    [InlineData("return -x * y;", 2, 0)]
    [InlineData("return -0.5 * x;", 1, 0)]
    [InlineData("return -(0.5 * x);", 2, 0)]
    [InlineData("double n = Math.Sqrt(x * x + y * y);\nreturn (x / n, -y / n);", 6, 1)]
    [InlineData("x += 1; x *= 2; return x - y;", 3, 0)]
    [InlineData("Debug.Assert(x > 0);\nreturn Math.Exp(Math.Log(x)) % 2;", 0, 2)]
    [InlineData("return x > 1 && y < -2 ? Math.Abs(x) : throw new Exception(nameof(x));", 0, 1)]
    public void Counts_what_a_person_would(string body, int operations, int calls) =>
        Assert.Equal(new(operations, calls), OperationCount.Of("class C { object F(double x, double y) { " + body + " } }", "F"));
}

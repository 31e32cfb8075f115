using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Checking;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Tests.Calculus;

/// <summary>Rotation by a quaternion, as versions of .NET compute it: for one of length 1 it is the same.</summary>
public class RotationFormulaTests
{
    private static readonly double[] unit = [0.5, -0.5, 0.5, 0.5];
    private static readonly double[] other = [0.25, -0.5, 1, 0.75];
    private static readonly double[] vector = [1, 2, -3];

    [Theory]
    [InlineData("Rotate", true)]
    [InlineData("RotateByUnit", true)]
    [InlineData("Rotate", false)]
    [InlineData("RotateByUnit", false)]
    public void Algebra_agrees_with_numbers(string function, bool isUnit)
    {
        var q = isUnit ? unit : other;
        var graph = new ExprGraph(new ValueGraph(), TestContext.Current.CancellationToken);
        Expr[] In(double[] numbers) => [.. numbers.Select(number => graph.Number(Constant.Of(number)))];
        var rotated = VectorFormulas.Of(graph, VectorFormulas.Prefix + function, [In(vector), In(q)]);
        for (var i = 0; i < 3; i++)
            Assert.Equal(NumericVectors.Evaluate(VectorFormulas.Prefix + function, [3, 4], [.. vector, .. q], i), Assert.IsType<Number>(rotated[i]).Value.ToDouble(), 1e-14);
    }

    [Fact]
    public void Both_are_one_rotation_by_a_unit_quaternion()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(NumericRotations.Evaluate("Rotate", [vector, unit], i), NumericRotations.Evaluate("RotateByUnit", [vector, unit], i), 1e-14);
    }

    [Fact]
    public void By_another_they_are_not() => Assert.NotEqual(NumericRotations.Evaluate("Rotate", [vector, other], 0), NumericRotations.Evaluate("RotateByUnit", [vector, other], 0), 1e-3);
}

using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Tests.Simplification;

/// <summary>Exponentials whose exponents differ by logarithms only become one, and others stay what they are.</summary>
public class ExponentialsTests
{
    private readonly Algebra algebra = new();

    private ExprGraph Graph => algebra.Graph;

    private Expr A => algebra.Variables[0];

    private Expr B => algebra.Variables[1];

    private Expr C => algebra.Variables[2];

    [Theory]
    [InlineData(nameof(Primitive.Exp))]
    [InlineData(nameof(Primitive.NormalPdf))]
    public void Opposite_terms_cancel(string name)
    {
        var function = Enum.Parse<Primitive>(name);
        var (d, e) = Distances(1);

        var sum = Graph.Subtract(Graph.Multiply(A, Bell(function, d)), Graph.Multiply(B, Bell(function, e)));

        Assert.True(Exponentials.Align(Graph, [sum])[0].IsZero);
    }

    [Fact]
    public void A_difference_that_is_no_logarithm_stays()
    {
        var (d, e) = Distances(2);

        var sum = Graph.Subtract(Graph.Multiply(A, Bell(Primitive.Exp, d)), Graph.Multiply(B, Bell(Primitive.Exp, e)));

        Assert.Same(sum, Exponentials.Align(Graph, [sum])[0]);
    }

    [Fact]
    public void Multiplied_out_equal_expressions_are_the_same()
    {
        var product = Graph.Multiply(Graph.Add(A, B), Graph.Subtract(A, B));
        var difference = Graph.Subtract(Graph.Square(A), Graph.Square(B));

        Assert.Empty(Out(Graph.Add(Graph.Scale(2, product), Graph.Scale(-2, difference)))!.Terms);
        Assert.Equal(3, Out(Graph.Square(Graph.Add(A, B)))!.Terms.Count());
    }

    [Fact]
    public void A_root_is_not_taken_apart_where_signs_are_unknown()
    {
        var root = Graph.Sqrt(Graph.Multiply(A, B));

        Assert.NotEmpty(Out(Graph.Subtract(root, Graph.Multiply(Graph.Sqrt(A), Graph.Sqrt(B))))!.Terms);
    }

    [Fact]
    public void What_would_be_too_long_is_not_multiplied_out()
    {
        var sum = Graph.Add(Graph.Add(A, B), Graph.Add(C, Graph.One));
        var power = Graph.Multiply(Graph.Power(sum, 4), Graph.Power(Graph.Add(A, Graph.Number(2)), 4));

        Assert.Null(Out(Graph.Multiply(power, Graph.Add(Graph.Exp(A), Graph.Exp(B)))));
    }

    private static Constant Half => Constant.Half;

    // d = (log(a/b) + c²/2)/c, and d less a multiple of c.
    private (Expr D, Expr E) Distances(int multiple)
    {
        var d = Graph.Divide(Graph.Add(Graph.Log(Graph.Divide(A, B)), Graph.Scale(Half, Graph.Square(C))), C);
        return (d, Graph.Subtract(d, Graph.Scale(multiple, C)));
    }

    private Expr Bell(Primitive function, Expr x) =>
        function == Primitive.Exp ? Graph.Exp(Graph.Scale(-Half, Graph.Square(x))) : Graph.Call(function, x);

    private Polynomial? Out(Expr expr) => Polynomial.Of(Graph, Constant.One, expr);
}

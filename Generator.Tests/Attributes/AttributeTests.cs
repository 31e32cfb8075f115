using System.Reflection;

namespace SymDiff.Generator.Tests.Attributes;

public class AttributeTests
{
    private readonly record struct Gaussian(double Mean, [property: Positive] double StdDev);

    private static class Marked
    {
        [Differentiable("mu", "q.Mean", Derivatives = Derivatives.Hessian | Derivatives.HessianVectorProduct)]
        public static double Term(double mu, [Positive] double sigma, [StandardNormal] double epsilon, Gaussian q) =>
            mu + sigma * epsilon + q.Mean;

        [DerivativeOf(typeof(Math), nameof(Math.Exp)), DerivativeOf(typeof(MathF), nameof(MathF.Exp))]
        public static double ExpDerivative(double x, double result) => x * 0 + result;
    }

    private static readonly MethodInfo Term = typeof(Marked).GetMethod(nameof(Marked.Term))!;

    [Fact]
    public void Differentiable_survives_in_metadata()
    {
        var attribute = Assert.Single(Term.GetCustomAttributes<DifferentiableAttribute>());
        Assert.Equal(["mu", "q.Mean"], attribute.WithRespectTo);
        Assert.Equal(Derivatives.Hessian | Derivatives.HessianVectorProduct, attribute.Derivatives);
    }

    [Fact]
    public void Differentiable_asks_for_the_gradient_with_respect_to_everything_unless_told()
    {
        Assert.Empty(new DifferentiableAttribute().WithRespectTo);
        Assert.Empty(new DifferentiableAttribute(null!).WithRespectTo);
        Assert.Equal(Derivatives.Gradient, new DifferentiableAttribute("x").Derivatives);
    }

    [Fact]
    public void DerivativeOf_survives_in_metadata_for_every_function_it_names()
    {
        var method = typeof(Marked).GetMethod(nameof(Marked.ExpDerivative))!;
        var functions = method.GetCustomAttributes<DerivativeOfAttribute>().Select(attribute => (attribute.Type, attribute.Name));
        Assert.Equivalent(new[] { (typeof(Math), "Exp"), (typeof(MathF), "Exp") }, functions, strict: true);
    }

    [Fact]
    public void DerivativeOf_needs_both_a_type_and_a_name()
    {
        Assert.Throws<ArgumentNullException>(() => new DerivativeOfAttribute(null!, "Exp"));
        Assert.Throws<ArgumentNullException>(() => new DerivativeOfAttribute(typeof(Math), null!));
    }

    [Fact]
    public void Assumptions_survive_in_metadata()
    {
        var parameters = Term.GetParameters();
        Assert.NotNull(parameters[1].GetCustomAttribute<PositiveAttribute>());
        Assert.NotNull(parameters[2].GetCustomAttribute<StandardNormalAttribute>());
        Assert.NotNull(typeof(Gaussian).GetProperty(nameof(Gaussian.StdDev))!.GetCustomAttribute<PositiveAttribute>());
    }

    [Fact]
    public void Every_combination_of_derivatives_is_distinct()
    {
        var values = Enum.GetValues<Derivatives>();
        Assert.Equal(7, values.Length);
        Assert.Equal(0b1111111, values.Aggregate(0, (all, value) => all ^ (int)value));
    }
}

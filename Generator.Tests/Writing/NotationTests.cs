using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Tests.Writing;

public class NotationTests
{
    [Theory]
    [InlineData("mu", "μ", @"\mu")]
    [InlineData("epsilon", "ε", @"\varepsilon")]
    [InlineData("x", "x", "x")]
    [InlineData("x1", "x₁", "x_{1}")]
    [InlineData("x_1", "x₁", "x_{1}")]
    [InlineData("theta12", "θ₁₂", @"\theta_{12}")]
    [InlineData("sigmaSquared", "σ²", @"\sigma^{2}")]
    [InlineData("x1Squared", "x₁²", "x_{1}^{2}")]
    [InlineData("zBar", "z̄", @"\bar{z}")]
    [InlineData("z1Bar", "z̄₁", @"\bar{z}_{1}")]
    [InlineData("lossBar", "lossBar", @"\mathrm{lossBar}")]
    [InlineData("xTangent", "ẋ", @"\dot{x}")]
    [InlineData("yCotangent", "ȳ", @"\bar{y}")]
    [InlineData("muPrior", "muPrior", @"\mu_{\mathrm{prior}}")]
    [InlineData("mu_prior", "mu_prior", @"\mu_{\mathrm{prior}}")]
    [InlineData("sigmaX", "sigmaX", @"\sigma_{x}")]
    [InlineData("kT", "kT", @"\mathrm{kT}")]
    [InlineData("rate", "rate", @"\mathrm{rate}")]
    [InlineData("rate2", "rate₂", @"\mathrm{rate}_{2}")]
    [InlineData("log_sigma", "log_sigma", @"\mathrm{log\_sigma}")]
    [InlineData("_1", "_1", @"\mathrm{\_1}")]
    [InlineData("σ", "σ", @"\sigma")]
    [InlineData("größe", "größe", @"\text{größe}")]
    [InlineData("Math.PI", "π", @"\pi")]
    [InlineData("Limits.Most", "Limits.Most", @"\mathrm{Limits.Most}")]
    [InlineData("Squared", "Squared", @"\mathrm{Squared}")]
    [InlineData("", "", @"\mathrm{}")]
    [InlineData("Bar", "Bar", @"\mathrm{Bar}")]
    public void A_name_is_written_as_mathematics_has_it(string name, string unicode, string latex)
    {
        Assert.Equal(unicode, Notation.Unicode.Name(name).Normalize());
        Assert.Equal(latex, Notation.Latex.Name(name));
    }

    [Theory]
    [InlineData("0.5f", "0.5", "0.5")]
    [InlineData("1_000.5", "1000.5", "1000.5")]
    [InlineData("1e-9", "1e−9", "10^{-9}")]
    [InlineData("2.5E+10", "2.5E+10", @"2.5 \cdot 10^{10}")]
    [InlineData("0xFF", "0xFF", @"\texttt{0xFF}")]
    public void A_number_has_no_type(string text, string unicode, string latex)
    {
        Assert.Equal(unicode, Notation.Unicode.Number(text));
        Assert.Equal(latex, Notation.Latex.Number(text));
    }

    [Fact]
    public void Code_is_escaped() =>
        Assert.Equal(@"\texttt{a\_b[\textbackslash{}n\textasciicircum{}\#\{1\}] \% \& \$}", Notation.Latex.Code(@"a_b[\n^#{1}] % & $"));
}

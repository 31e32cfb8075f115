using System.Text;
using MathNet.Numerics.Random;
using SymDiff.Sample.Derivations;
using SymDiff.Sample.Fit;
using SymDiff.Sample.Report;

Console.OutputEncoding = Encoding.UTF8;
var console = Screen.Open();
var generated = new GeneratedText();

// One million draws of ε ~ N(0, 1), the same in every run.
var epsilon = new double[1_000_000];
MathNet.Numerics.Distributions.Normal.Samples(new Xoshiro256StarStar(seed: 1731), epsilon, 0, 1);

Equation[] equations =
[
    FreeEnergyIdentity.Show(epsilon),
    FactorisedDivergence.Show(),
    ClosedFormDivergence.Show(),
    PathAndTotal.Show(),
    ExpectedGradient.Show(epsilon),
];
foreach (var equation in equations)
    EquationReport.Write(console, equation, generated);

var fit = new DensityOfTheEarth();
var fitted = fit.Show();
EquationReport.WriteBothSides(console, fitted, generated);
FitReport.Write(console, fit);
EquationReport.WriteNumbers(console, fitted);

// Beside the program unless a folder is given: dotnet run --project Sample -- .
var directory = args is [var folder, ..] ? folder : AppContext.BaseDirectory;
var (picture, page) = (Path.Combine(directory, "elbo.png"), Path.Combine(directory, "derivations.html"));
ConvergencePicture.Save(fit, picture);
DerivationPage.Save([.. equations, fitted], generated, page);
return Closing.Write(console, [.. equations, fitted], picture, page);

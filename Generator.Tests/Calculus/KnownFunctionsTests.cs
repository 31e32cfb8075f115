using System.Reflection;
using SymDiff.Generator.Calculus;

namespace SymDiff.Generator.Tests.Calculus;

/// <summary>The functions of the framework at hand: each that computes a real number from real numbers is known.</summary>
public class KnownFunctionsTests
{
    // Conversions and comparisons, and what gives an integer.
    private static readonly HashSet<string> others = ["Sign", "Parse", "TryParse", "CreateChecked", "CreateSaturating", "CreateTruncating", "Equals", "Compare"];

    public static TheoryData<string> Functions => [.. new[] { typeof(Math), typeof(MathF), typeof(double), typeof(float) }.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => !method.IsSpecialName && !method.Name.Contains('.', StringComparison.Ordinal) && !others.Contains(method.Name) && IsReal(method.ReturnType) && method.GetParameters().Any(parameter => IsReal(parameter.ParameterType))
            && method.GetParameters().All(parameter => IsReal(parameter.ParameterType) || parameter.ParameterType == typeof(int)))
        .Select(method => type.FullName + "." + method.Name)).Distinct()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Is_known(string function) => Assert.True(Primitives.Find(function) is not null, function);

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);
}

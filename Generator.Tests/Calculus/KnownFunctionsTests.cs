using System.Numerics.Tensors;
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

    // What gives several results, or changes bits.
    private static readonly HashSet<string> refused = ["SinCos", "SinCosPi", "DivRem", "BitwiseAnd", "BitwiseOr", "OnesComplement", "Xor", "RotateLeft", "RotateRight", "ShiftLeft", "ShiftRightArithmetic",
        "ShiftRightLogical", "LeadingZeroCount", "TrailingZeroCount", "PopCount"];

    public static TheoryData<string, int> FunctionsOfSpans => [.. typeof(TensorPrimitives).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.IsGenericMethodDefinition && method.GetGenericArguments().Length == 1 && !refused.Contains(method.Name))
        .Where(method => method.ReturnType == method.GetGenericArguments()[0] || (method.ReturnType == typeof(void) && IsSpan(method.GetParameters()[^1].ParameterType, typeof(Span<>), method)))
        .Where(method => method.GetParameters().SkipLast(method.ReturnType == typeof(void) ? 1 : 0).All(parameter => parameter.ParameterType == typeof(int)
            || parameter.ParameterType == method.GetGenericArguments()[0] || IsSpan(parameter.ParameterType, typeof(ReadOnlySpan<>), method)))
        .Select(method => (method.Name, method.GetParameters().Length - (method.ReturnType == typeof(void) ? 1 : 0))).Distinct()];

    [Theory]
    [MemberData(nameof(FunctionsOfSpans))]
    public void Is_known_of_spans(string function, int count) => Assert.True(SymDiff.Generator.Reading.BodyReader.KnowsTensors(function, count), $"{function} of {count}");

    private static bool IsSpan(Type type, Type span, MethodInfo method) => type.IsGenericType && type.GetGenericTypeDefinition() == span && type.GetGenericArguments()[0] == method.GetGenericArguments()[0];

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);
}

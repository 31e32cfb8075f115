using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Tests.Writing;

public class TupleNamesTests
{
    [Theory]
    [InlineData("mu sigma", "Mu Sigma")]
    [InlineData("x1 x2", "X1 X2")]
    [InlineData("@class @event", "Class Event")]
    [InlineData("_x m_x log_sigma", "X MX LogSigma")]
    [InlineData("x X x_", "X X_ X__")]
    [InlineData("x_1 x_12 x_1_2 x1", "X1 X12 X1_2 X1_")]
    [InlineData("_ __ _1", "_ __ _1")]
    [InlineData("μ σ ß 变", "Μ Σ ß 变")]
    [InlineData("item1 item2", "Item1 Item2")]
    [InlineData("item2 item1", "Item2_ Item1_")]
    [InlineData("item0 item01 item", "Item0 Item01 Item")]
    [InlineData("rest toString getHashCode equals compareTo deconstruct", "Rest_ ToString_ GetHashCode_ Equals_ CompareTo_ Deconstruct_")]
    [InlineData("getType memberwiseClone referenceEquals length finalize", "GetType MemberwiseClone ReferenceEquals Length Finalize")]
    public void Are_the_parameters_in_pascal_case(string parameters, string expected)
    {
        var names = TupleNames.For(parameters.Split(' '));

        Assert.Equal(expected.Split(' '), names);
        AssertCompiles(names);
    }

    [Fact]
    public void Every_name_that_the_compiler_rejects_is_altered()
    {
        var members = typeof(ValueTuple<,,,,,,,>).GetMembers().Concat(typeof(ValueTuple<int, int>).GetMembers())
            .Concat(typeof(object).GetMembers()).Select(member => member.Name).Where(SyntaxFacts.IsValidIdentifier).Distinct();
        foreach (var member in members)
            AssertCompiles(TupleNames.For(["x", member]));
    }

    [Fact]
    public void Do_not_depend_on_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal(["Item1", "Index"], TupleNames.For(["item1", "index"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static void AssertCompiles(IReadOnlyList<string> names)
    {
        var source = "public static class C { public static (" + string.Join(", ", names.Select(name => "double " + name)) + ") F() => default; }";
        foreach (var language in new[] { LanguageVersion.CSharp7_3, LanguageVersion.Latest })
            Assert.Empty(new Consumer(language).Compile(source).GetDiagnostics(TestContext.Current.CancellationToken));
    }
}

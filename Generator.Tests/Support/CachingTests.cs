using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace SymDiff.Generator.Tests.Support;

public class CachingTests
{
    [Fact]
    public void A_compiler_object_is_found_however_deep_it_is()
    {
        var hidden = new Dictionary<string, object[]> { ["model"] = [Tuple.Create(1, SyntaxFactory.IdentifierName("x"))] };

        Assert.Throws<FalseException>(() => Caching.AssertHoldsNoCompilerObject(hidden));
        Caching.AssertHoldsNoCompilerObject(new Dictionary<string, object[]> { ["model"] = [Tuple.Create(1, "x")] });
    }
}

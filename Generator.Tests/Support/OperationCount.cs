using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Tests.Support;

/// <summary>What a generated method costs, by its text.</summary>
/// <param name="Operations">
/// <c>+ − * /</c> and unary minus in the whole body. The sign of a number, as in <c>-0.5</c>, is part of the number.
/// </param>
/// <param name="Calls">Function calls. A call that is a statement by itself is the author's guard, carried over, and does not count.</param>
internal readonly record struct OperationCount(int Operations, int Calls)
{
    /// <summary>Counts in the first method of that name in the generated files.</summary>
    public static OperationCount Of(GeneratorRun run, string method) =>
        Of(string.Join('\n', run.Files.Select(file => file.SourceText)), method);

    /// <summary>Counts in the first method of that name in a text.</summary>
    public static OperationCount Of(string source, string method)
    {
        var declaration = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(declaration => declaration.Identifier.ValueText == method);
        Assert.True(declaration is not null, $"No method {method} was generated.");
        var nodes = ((Microsoft.CodeAnalysis.SyntaxNode?)declaration.Body ?? declaration.ExpressionBody!).DescendantNodes().ToList();
        return new(nodes.Count(IsOperation), nodes.Count(IsCall));
    }

    /// <summary>Neither more operations nor more calls than a person needs.</summary>
    public static void AssertAtMost(GeneratorRun run, string method, int operations, int calls)
    {
        var count = Of(run, method);
        if (count.Operations > operations || count.Calls > calls)
            Assert.Fail($"{method} has {count.Operations} operations and {count.Calls} calls; by hand {operations} and {calls}.\n\n{run.Text}");
    }

    private static bool IsOperation(Microsoft.CodeAnalysis.SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression => true,
        SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression => true,
        SyntaxKind.MultiplyAssignmentExpression or SyntaxKind.DivideAssignmentExpression => true,
        SyntaxKind.UnaryMinusExpression => ((PrefixUnaryExpressionSyntax)node).Operand is not LiteralExpressionSyntax,
        _ => false,
    };

    private static bool IsCall(Microsoft.CodeAnalysis.SyntaxNode node) =>
        node is InvocationExpressionSyntax { Parent: not ExpressionStatementSyntax } call
        && call.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" };
}

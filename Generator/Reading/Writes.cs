using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>A place where something is assigned, incremented or passed by reference.</summary>
/// <param name="Name">The variable or member at the root of what is written: <c>a</c> in <c>a.b[2] = 3</c>; empty where it has no name.</param>
/// <param name="At">Where.</param>
/// <param name="IsWhole">Whether it is written itself, rather than a part of it or something that it refers to.</param>
internal readonly record struct Write(string Name, SyntaxNode At, bool IsWhole);

/// <summary>What code writes, by its syntax alone.</summary>
internal static class Writes
{
    public static IEnumerable<Write> In(SyntaxNode body) => body.DescendantNodes().SelectMany(node => Target(node) is { } target ? Roots(target, node, true) : []);

    /// <summary>
    /// Whether a variable that a lambda captures may be another by the time the lambda runs: it is written further down, or in a loop in which both stand.
    /// </summary>
    public static bool MayFollow(SyntaxNode lambda, ISymbol variable)
    {
        if (lambda.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax) is not { } member)
            return false;
        var declaration = variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var loop = lambda.Ancestors().TakeWhile(node => node != member).LastOrDefault(node => IsLoop(node) && !IsWithin(declaration, BodyOf(node)));
        var isValue = variable switch { ILocalSymbol local => local.Type.IsValueType, IParameterSymbol parameter => parameter.Type.IsValueType, _ => false };
        var scope = declaration?.Ancestors().FirstOrDefault(node => node is BlockSyntax or SwitchSectionSyntax || IsLoop(node)) ?? member;
        return In(IsWithin(scope, member) ? scope : member).Any(write => write.Name == variable.Name && (write.IsWhole || isValue)
            && (write.At.Span.End > lambda.SpanStart || IsWithin(write.At, loop)));
    }

    private static ExpressionSyntax? Target(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left,
        PrefixUnaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression,
        } unary => unary.Operand,
        PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } unary => unary.Operand,
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } argument => argument.Expression,
        RefExpressionSyntax reference => reference.Expression,
        _ => null,
    };

    private static IEnumerable<Write> Roots(ExpressionSyntax target, SyntaxNode at, bool isWhole) => target switch
    {
        IdentifierNameSyntax name => [new Write(name.Identifier.ValueText, at, isWhole)],
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => [new Write(access.Name.Identifier.ValueText, at, isWhole)],
        MemberAccessExpressionSyntax access => Roots(access.Expression, at, false),
        ElementAccessExpressionSyntax access => Roots(access.Expression, at, false),
        ParenthesizedExpressionSyntax parenthesized => Roots(parenthesized.Expression, at, isWhole),
        TupleExpressionSyntax tuple => tuple.Arguments.SelectMany(argument => Roots(argument.Expression, at, isWhole)),
        DeclarationExpressionSyntax => [],
        _ => [new Write(string.Empty, at, false)],
    };

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    // The variables of a for are those of all its turns, that of a foreach is new in each.
    private static SyntaxNode BodyOf(SyntaxNode loop) => loop is ForStatementSyntax counted ? counted.Statement : loop;

    private static bool IsWithin(SyntaxNode? node, SyntaxNode? around) => node is not null && around is not null && around.FullSpan.Contains(node.Span);
}

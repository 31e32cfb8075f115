using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Writes syntax again token by token: without comments, with its own line breaks, and with every name resolved.</summary>
internal sealed partial class CarriedTextWriter(BodyReader reader, SyntaxNode root, bool keepsLines)
{
    private readonly List<string> pieces = [];
    private readonly List<Expression> holes = [];
    private readonly SortedSet<int> writes = [];
    private readonly SortedSet<int> declares = [];
    private readonly HashSet<ISymbol> leaked = new(SymbolEqualityComparer.Default);
    private readonly StringBuilder piece = new();
    private SyntaxTriviaList trailing;
    private bool hasText;
    private int indentation;

    public CarriedText Write()
    {
        indentation = IndentationAt(root);
        if (root.Ancestors().Any(node => node is UnsafeStatementSyntax
            || (node is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.UnsafeKeyword))))
            reader.Session.NeedsUnsafe = true;
        Visit(root);
        pieces.Add(piece.ToString());
        return new CarriedText(
            pieces.ToEquatableArray(), holes.ToEquatableArray(), writes.ToEquatableArray(), declares.ToEquatableArray());
    }

    private void Visit(SyntaxNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Replaces(node))
            return;
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner)
                Visit(inner);
            else
                Token(child.AsToken());
        }
    }

    private void Token(SyntaxToken token)
    {
        if (token.Span.Length == 0)
            return;
        Space(token.LeadingTrivia, token.Text[0]);
        var isLong = token.Text.IndexOf('\n') >= 0 && token.RawKind is (int)SyntaxKind.StringLiteralToken
            or (int)SyntaxKind.MultiLineRawStringLiteralToken;
        Append(isLong ? SymbolDisplay.FormatLiteral(token.ValueText, quote: true) : token.Text);
        trailing = token.TrailingTrivia;
    }

    private void Replace(SyntaxNode node, string text)
    {
        Space(node.GetLeadingTrivia());
        Append(text);
        trailing = node.GetTrailingTrivia();
    }

    private void Hole(SyntaxNode node, Expression value, string suffix = "")
    {
        Space(node.GetLeadingTrivia());
        Hole(value);
        Append(suffix);
        trailing = node.GetTrailingTrivia();
    }

    private void Hole(Expression value)
    {
        // A pattern's name stands for code of ours, which is put in its place.
        if (value is Verbatim { Holes.Length: > 0 } code)
        {
            var isCast = code.Pieces[0].StartsWith("(", StringComparison.Ordinal);
            Append((isCast ? "(" : string.Empty) + code.Pieces[0]);
            for (var i = 0; i < code.Holes.Length; i++)
            {
                Hole(code.Holes[i]);
                Append(code.Pieces[i + 1]);
            }

            Append(isCast ? ")" : string.Empty);
            return;
        }

        pieces.Add(piece.ToString());
        piece.Clear();
        holes.Add(value);
        hasText = true;
    }

    private void Append(string text)
    {
        piece.Append(text);
        hasText |= text.Length > 0;
    }

    // The space between two tokens, of which comments and directives are no part.
    private void Space(SyntaxTriviaList leading, char next = 'x')
    {
        if (!hasText)
            return;
        var breaks = false;
        var spaces = false;
        var column = 0;
        var last = piece.Length > 0 ? piece[piece.Length - 1] : 'x';
        foreach (var trivia in trailing.Concat(leading))
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.EndOfLineTrivia:
                    (breaks, spaces) = (true, true);
                    column = 0;
                    break;
                case SyntaxKind.WhitespaceTrivia:
                    spaces = true;
                    column = Width(trivia.ToString());
                    break;
                default:
                    // Two words that a comment alone keeps apart; but for (;;) is the same with one in it.
                    spaces |= Merge(last, next);
                    break;
            }
        }

        trailing = default;
        if (breaks && keepsLines)
            piece.Append('\n').Append(' ', Math.Max(0, column - indentation));
        else if (spaces && !(breaks && (next is '.' or ')' or ']' or ';')))
            piece.Append(' ');
    }

    // Whether what ends and what begins with these would be one token side by side.
    private static bool Merge(char last, char next) => IsOfWord(last) ? IsOfWord(next) : "+-*/%&|^<>=!?.:".IndexOf(last) >= 0 && "+-*/%&|^<>=!?.:".IndexOf(next) >= 0;

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';

    private static int Width(string whitespace) => whitespace.Sum(character => character == '\t' ? 4 : 1);

    private static int IndentationAt(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart);
        var width = 0;
        for (var i = line.Start; i < line.End && char.IsWhiteSpace(text[i]); i++)
            width += text[i] == '\t' ? 4 : 1;
        return width;
    }
}

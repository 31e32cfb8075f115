using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Reading;

/// <summary>
/// Tells whether nothing but comments differs between two versions of a file: the tokens are the same, so are the directives and the documentation, and carried-over
/// code has its line breaks and indentation where it had them. Whatever is read from the one is then read from the other.
/// </summary>
internal sealed class CommentEdit
{
    // What stood after the last token, in each version.
    private SyntaxTriviaList before;
    private SyntaxTriviaList after;
    private bool isFirst = true;

    private CommentEdit()
    {
    }

    public static bool IsAll(SyntaxTree before, SyntaxTree after, CancellationToken cancellation) =>
        ReferenceEquals(before, after)
        || (before.FilePath == after.FilePath && before.Options.Equals(after.Options)
            && new CommentEdit().Same(before.GetRoot(cancellation), after.GetRoot(cancellation)));

    private bool Same(SyntaxNodeOrToken one, SyntaxNodeOrToken other)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (one.RawKind != other.RawKind)
            return false;
        // The parser takes over what an edit does not touch.
        if (one.FullSpan.Length == 0 || other.FullSpan.Length == 0)
            return one.FullSpan.Length == other.FullSpan.Length;
        if (one.IsToken || one.IsIncrementallyIdenticalTo(other))
        {
            if (one.IsToken && one.AsToken().Text != other.AsToken().Text)
                return false;
            var (gap, otherGap) = (new Gap(before, one.GetLeadingTrivia()), new Gap(after, other.GetLeadingTrivia()));
            var isSame = isFirst ? gap.MeansSame(otherGap) : gap.Equals(otherGap);
            (before, after, isFirst) = (one.GetTrailingTrivia(), other.GetTrailingTrivia(), false);
            return isSame;
        }

        var (children, others) = (one.ChildNodesAndTokens(), other.ChildNodesAndTokens());
        if (children.Count != others.Count)
            return false;
        var rest = others.GetEnumerator();
        foreach (var child in children)
        {
            if (!rest.MoveNext() || !Same(child, rest.Current))
                return false;
        }

        return true;
    }

    /// <summary>What the space between two tokens can mean.</summary>
    private readonly struct Gap
    {
        private readonly bool isSpace;
        private readonly bool breaks;
        private readonly int column;
        private readonly int indentation;

        // Directives, documentation and whatever else is more than a comment.
        private readonly string meaning;

        public Gap(SyntaxTriviaList trailing, SyntaxTriviaList leading)
        {
            (isSpace, breaks, column, indentation, meaning) = (trailing.Count + leading.Count > 0, false, 0, 0, "");
            var startsLine = false;
            for (var i = 0; i < trailing.Count + leading.Count; i++)
            {
                var trivia = i < trailing.Count ? trailing[i] : leading[i - trailing.Count];
                switch (trivia.Kind())
                {
                    case SyntaxKind.EndOfLineTrivia:
                        (breaks, column, indentation, startsLine) = (true, 0, 0, true);
                        continue;
                    case SyntaxKind.WhitespaceTrivia:
                        column = Width(trivia.ToString());
                        if (startsLine || i == 0)
                            indentation = column;
                        break;
                    case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia when trivia.ToString() is var text && !HasMeaning(text):
                        break;
                    default:
                        meaning += trivia.ToFullString();
                        break;
                }

                startsLine = false;
            }
        }

        public bool Equals(Gap other) => isSpace == other.isSpace && breaks == other.breaks && column == other.column && MeansSame(other);

        /// <summary>The same before the first token, which is apart from nothing.</summary>
        public bool MeansSame(Gap other) => indentation == other.indentation && meaning == other.meaning;

        // Documentation, where the compiler does not parse it; the mark of generated code; and what indents the code behind it.
        private static bool HasMeaning(string comment) => comment.StartsWith("///", StringComparison.Ordinal) || comment.StartsWith("/**", StringComparison.Ordinal)
            || comment.IndexOf('\n') >= 0 || comment.IndexOf("<auto", StringComparison.OrdinalIgnoreCase) >= 0;

        private static int Width(string whitespace)
        {
            var width = 0;
            foreach (var character in whitespace)
                width += character == '\t' ? 4 : 1;
            return width;
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>C# text that means where it is put what it meant where it was written, with holes for the variables in it.</summary>
/// <param name="Pieces">The text between the holes.</param>
/// <param name="Holes">The variables.</param>
/// <param name="Writes">Those that the text may write; they have holes too.</param>
/// <param name="Declares">Those that it declares.</param>
internal sealed record CarriedText(
    EquatableArray<string> Pieces, EquatableArray<Expression> Holes, EquatableArray<int> Writes, EquatableArray<int> Declares)
{
    private static readonly ValueType Nothing = new(NumberKind.None, "void", default);

    public static CarriedText Of(BodyReader reader, SyntaxNode code, bool keepsLines)
    {
        var writer = new CarriedTextWriter(reader, code, keepsLines);
        return writer.Write();
    }

    public Verbatim AsCode(int site) => new(Nothing, Pieces, Holes, Purity.Effectful, string.Empty, site);

    public CarriedText Before(string suffix) =>
        this with { Pieces = Pieces.Select((piece, i) => i == Pieces.Length - 1 ? piece + suffix : piece).ToEquatableArray() };

    public CarriedText After(string prefix) =>
        this with { Pieces = Pieces.Select((piece, i) => i == 0 ? prefix + piece : piece).ToEquatableArray() };

    public CarriedText After(string prefix, Expression hole, string between)
    {
        var rest = After(between);
        return rest with
        {
            Pieces = ((IEnumerable<string>)[prefix, .. rest.Pieces]).ToEquatableArray(),
            Holes = ((IEnumerable<Expression>)[hole, .. Holes]).ToEquatableArray(),
        };
    }

    /// <summary>Says the type where the text had it from its surroundings.</summary>
    public CarriedText Typed(ExpressionSyntax syntax, IOperation operation, string type) => syntax switch
    {
        LiteralExpressionSyntax { Token.ValueText: "default" } => this with { Pieces = ["default(" + type + ")"] },
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => this,
        ImplicitObjectCreationExpressionSyntax => With("new " + type + Pieces[0].Substring("new".Length)),
        // What has an operator true may stand as a condition, and nowhere else where a bool is wanted.
        _ when operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.True } => Bracketed(syntax).Before(" ? true : false"),
        InitializerExpressionSyntax => After("new " + type + " "),
        _ when operation is IConversionOperation { IsImplicit: true } or IDelegateCreationOperation { IsImplicit: true }
            || syntax is LiteralExpressionSyntax { Token.ValueText: "null" } or AnonymousFunctionExpressionSyntax or CollectionExpressionSyntax =>
            Bracketed(syntax).After("(" + type + ")"),
        _ => this,
    };

    /// <summary>Says <c>checked</c> or <c>unchecked</c> where the author said it around the text.</summary>
    public CarriedText Checked(IOperation operation, Compilation compilation)
    {
        var around = operation.Syntax.Ancestors()
            .FirstOrDefault(node => node is CheckedExpressionSyntax or CheckedStatementSyntax or MemberDeclarationSyntax);
        var keyword = around switch
        {
            CheckedExpressionSyntax expression => expression.Keyword.Text,
            CheckedStatementSyntax statement => statement.Keyword.Text,
            _ => null,
        };
        if (keyword is null || !operation.DescendantsAndSelf().Any(inner => inner switch
            {
                IBinaryOperation binary => binary.IsChecked != compilation.Options.CheckOverflow(),
                IConversionOperation conversion => conversion.IsChecked != compilation.Options.CheckOverflow(),
                ICompoundAssignmentOperation assignment => assignment.IsChecked != compilation.Options.CheckOverflow(),
                IIncrementOrDecrementOperation step => step.IsChecked != compilation.Options.CheckOverflow(),
                _ => false,
            }))
            return this;
        return operation.Syntax is ExpressionSyntax && operation.Parent is not IExpressionStatementOperation
            ? After(keyword + "(").Before(")")
            : After(keyword + " { ").Before(" }");
    }

    private CarriedText Bracketed(ExpressionSyntax syntax) => syntax is
        NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax
        or BaseObjectCreationExpressionSyntax or ParenthesizedExpressionSyntax or TupleExpressionSyntax or TypeOfExpressionSyntax
        or DefaultExpressionSyntax or SizeOfExpressionSyntax or InterpolatedStringExpressionSyntax or InstanceExpressionSyntax
        or AnonymousObjectCreationExpressionSyntax or CheckedExpressionSyntax or CollectionExpressionSyntax or PredefinedTypeSyntax
        ? this
        : After("(").Before(")");

    private CarriedText With(string first) => this with { Pieces = Pieces.Select((piece, i) => i == 0 ? first : piece).ToEquatableArray() };
}

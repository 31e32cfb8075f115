using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Reads the parameters of a marked method, to be declared again.</summary>
internal static class ParameterReader
{
    public static DeclaredParameter Read(ReadingSession session, IParameterSymbol parameter)
    {
        var syntax = (ParameterSyntax)parameter.DeclaringSyntaxReferences[0].GetSyntax(session.Cancellation);
        var modifiers = string.Concat(syntax.Modifiers.Select(modifier => modifier.Text + " "));
        var value = syntax.Default is { } written ? " = " + DefaultText(session, parameter, written.Value) : string.Empty;
        var type = session.Types.ValueTypeOf(parameter.Type);
        return new DeclaredParameter(
            parameter.Name,
            modifiers + type.Text + " " + Names.Identifier(parameter.Name) + value,
            type,
            AttributeReader.Of(parameter, AttributeReader.Positive) is not null,
            AttributeReader.Of(parameter, AttributeReader.StandardNormal) is not null)
        {
            Domain = DomainReader.Read(session, parameter),
        };
    }

    private static string DefaultText(ReadingSession session, IParameterSymbol parameter, ExpressionSyntax written) => written switch
    {
        LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => written.ToString(),
        DefaultExpressionSyntax => "default",
        _ => Resolved(session, written),
    };

    /// <summary>A piece of the declaration that names nothing of the body's.</summary>
    public static string Resolved(ReadingSession session, SyntaxNode code)
    {
        var reader = new BodyReader(session, session.Method, session.Knowledge.ModelOf(code.SyntaxTree));
        return string.Concat(CarriedText.Of(reader, code, keepsLines: false).Pieces);
    }
}

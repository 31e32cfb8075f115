using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Expectations;
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
        if (type.IsGeneric && AttributeReader.Of(parameter, AttributeReader.StandardNormal) is not null)
            session.Report("SYMDIFF002", syntax.GetLocation(), "A draw that is a generic number", "make it a plain parameter, without [StandardNormal]");
        return new DeclaredParameter(
            parameter.Name,
            modifiers + type.Text + " " + Names.Identifier(parameter.Name) + value,
            type,
            AttributeReader.Of(parameter, AttributeReader.Positive) is not null,
            AttributeReader.Of(parameter, AttributeReader.StandardNormal) is not null)
        {
            Domain = DomainReader.Read(session, parameter),
            Quadrature = NodesOf(session, parameter, syntax),
        };
    }

    /// <summary>A parameter as it is, or the members of a struct or tuple.</summary>
    public static IEnumerable<DeclaredParameter> Leaves(ReadingSession session, DeclaredParameter parameter, ITypeSymbol type) => parameter.Type.HasMembers
        ? parameter.Type.Members.SelectMany((member, i) =>
        {
            var (symbol, inner) = ArrayTypes.MembersOf(parameter.Type.IsOfStructs ? TypeTexts.ItemOf(type) ?? type : type)[i];
            var isPositive = AttributeReader.Of(symbol, AttributeReader.Positive) is not null;
            var name = parameter.Name.Length == 0 ? member : parameter.Name + "." + member;
            return Leaves(session, new DeclaredParameter(name, string.Empty, parameter.Type.Elements[i], isPositive, parameter.IsStandardNormal) { Domain = DomainReader.Read(session, symbol) }, inner);
        })
        : [parameter];

    /// <summary>The members of the object itself, by their simple names where those mean them.</summary>
    public static IEnumerable<DeclaredParameter> Receiver(ReadingSession session, ValueType type) =>
        Leaves(session, new DeclaredParameter(string.Empty, string.Empty, type, false, false), session.Method.ContainingType).Select(leaf =>
        {
            var root = leaf.Name.Split('.')[0];
            if (session.ParameterNames.Contains(root))
                return leaf with { Name = "this." + leaf.Name };
            session.ReservedNames.Add(root);
            return leaf;
        });

    // With how many nodes the expectation over a draw is to be taken.
    private static int NodesOf(ReadingSession session, IParameterSymbol parameter, ParameterSyntax syntax)
    {
        if (AttributeReader.Of(parameter, AttributeReader.StandardNormal)?.NamedArguments.FirstOrDefault(argument => argument.Key == "Quadrature").Value.Value is not int nodes)
            return 0;
        if (nodes is >= 0 and <= GaussHermite.MostNodes)
            return nodes;
        session.Report("SYMDIFF002", syntax.GetLocation(), $"With a rule of {nodes} nodes, the expectation", $"ask for 1 to {GaussHermite.MostNodes}");
        return 0;
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

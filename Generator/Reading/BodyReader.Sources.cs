using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Which calls can be read through.</content>
internal sealed partial class BodyReader
{
    private bool CanInline(IMethodSymbol target, IReadOnlyList<IArgumentOperation> arguments)
    {
        var definition = target.OriginalDefinition;
        if (target.IsAbstract || target.IsExtern || target.IsAsync || target.ReturnsByRef || target.ReturnsByRefReadonly
            || BodySyntax(definition) is not { } body || IsIterator(body) || IsConditional(target))
            return false;
        var result = TypeOf(target.ReturnType);
        if (!target.ReturnsVoid && !HasReal(result) && result is not { Kind: NumberKind.Boolean or NumberKind.Integer })
            return false;
        var hasStruct = !target.IsStatic && target.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) && IsStruct(target.ContainingType);
        if (target is { IsStatic: false, IsReadOnly: false, ContainingType: { IsValueType: true, IsReadOnly: false } }
            && target.MethodKind != MethodKind.LocalFunction && !hasStruct && WritesOf(body).Overlaps(target.ContainingType.MemberNames))
            return false;

        if (arguments.Any(argument => IsWritable(argument.Parameter!) && ReferenceAt(argument.Value) is null && MemberAt(argument.Value, arguments) is null && !IsGivenElement(argument)) || WritesWhatItIsGiven(target, arguments))
            return false;

        return hasStruct || target.MethodKind == MethodKind.LocalFunction || target.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion
            || arguments.Any(argument => HasReal(TypeOf(argument.Parameter!.Type)) || ParamsElements(argument) is not null || IsTestOfReal(argument))
            || arguments.Any(argument => DelegateFrom(argument.Value) is not null)
            || arguments.Any(argument => ItemOfSequence(argument.Parameter!) is not null && MentionsReal(argument))
            || GivesArray(target)
            || !session.Scope.CanAccess(target);
    }

    // Eye(n): carried over, unless what it gives is written to.
    private bool GivesArray(IMethodSymbol target) => target is { IsStatic: true, MethodKind: MethodKind.Ordinary } && TypeOf(target.ReturnType) is { IsRealArray: true, IsList: false };

    // Require(sigma > 0) asks about a number without being given it.
    private bool IsTestOfReal(IArgumentOperation argument) => IsNumber(TypeOf(argument.Parameter!.Type).Kind)
        && argument.Value.DescendantsAndSelf().Any(inner =>
            inner is ILocalReferenceOperation or IParameterReferenceOperation && inner.Type is { } type && HasReal(TypeOf(type)));

    internal static SyntaxNode? BodySyntax(IMethodSymbol definition)
    {
        var part = definition.PartialImplementationPart ?? definition;
        return part.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
            LocalFunctionStatementSyntax { Body: null, ExpressionBody: null } => null,
            AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
            (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax
                or AnonymousFunctionExpressionSyntax) and var body => body,
            TypeDeclarationSyntax when part.MethodKind == MethodKind.Constructor => part.DeclaringSyntaxReferences[0].GetSyntax(),
            // A constructor that the compiler adds does what the members' initialisers say.
            null when part is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, Parameters.IsEmpty: true, ContainingType.TypeKind: TypeKind.Class } => part.ContainingType.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(),
            _ => null,
        };
    }

    internal static bool IsIterator(SyntaxNode body) =>
        body.DescendantNodes(node => node == body || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node is YieldStatementSyntax);

    private static bool IsConditional(IMethodSymbol target) =>
        target.ReturnsVoid && target.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute");
}

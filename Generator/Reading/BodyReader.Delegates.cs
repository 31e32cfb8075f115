using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Lambdas that stand in a local variable and are only ever called.</content>
internal sealed partial class BodyReader
{
    private readonly Dictionary<ISymbol, IMethodSymbol> delegates = new(SymbolEqualityComparer.Default);
    private HashSet<string>? writtenNames;

    /// <summary>The names of what is written anywhere in the body; of an enclosing function, where there is one.</summary>
    private HashSet<string> WrittenNames => outer?.WrittenNames ?? (writtenNames ??= BodySyntax(method) is { } body ? WritesOf(body) : []);

    private static HashSet<string> WritesOf(SyntaxNode body) => new(Writes.In(body).Select(write => write.Name), StringComparer.Ordinal);

    /// <summary>Whether a variable holds one function that is known here, and is used for nothing but calls.</summary>
    private bool IsInlinedDelegate(ILocalSymbol local, IOperation value)
    {
        if (Unconverted(value) is not IDelegateCreationOperation { Target: var target } || !IsOnlyCalled(local))
            return false;
        var function = target switch
        {
            IAnonymousFunctionOperation { Symbol: { IsAsync: false } symbol } => symbol,
            IMethodReferenceOperation { IsVirtual: false, Method: { IsStatic: true } symbol } => symbol,
            _ => null,
        };
        if (function is null || function.Parameters.Any(parameter => parameter.RefKind != RefKind.None)
            || !(IsKnownFunction(function, null) || session.Knowledge.Rules.For(function) is not null || CanInlineDelegate(function)))
            return false;
        delegates[local] = function;
        return true;
    }

    private bool CanInlineDelegate(IMethodSymbol function) => BodySyntax(function.OriginalDefinition) is { } body && !IsIterator(body)
        && (function.ReturnsVoid || TypeOf(function.ReturnType).Kind != NumberKind.None);

    private static bool IsOnlyCalled(ILocalSymbol local)
    {
        var block = local.DeclaringSyntaxReferences[0].GetSyntax().Ancestors().FirstOrDefault(node => node is BlockSyntax or SwitchSectionSyntax);
        return block is not null && block.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name)
            .All(name => name.Parent is InvocationExpressionSyntax call && call.Expression == name);
    }

    private IMethodSymbol? DelegateAt(ISymbol local) => delegates.TryGetValue(local, out var function) ? function : outer?.DelegateAt(local);

    private Expression? DelegateCall(IInvocationOperation call)
    {
        if (call is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: ILocalReferenceOperation { Local: var local } }
            || DelegateAt(local) is not { } function)
            return null;
        var site = Site(call);
        if (session.Knowledge.Rules.For(function.OriginalDefinition) is { } rule)
            return Apply(function, call.Arguments, RuleOf(rule, function), site);
        if (IsKnownFunction(function, null))
            return Apply(function, call.Arguments, null, site);
        return Inline(function, call.Syntax, paramsCount: -1, shared: default, _ => ByValue(call), wantsValue: true, site) ?? Refused(function, site);
    }

    private Argument[] ByValue(IInvocationOperation call)
    {
        var values = Operands([.. call.Arguments.Select(argument => argument.Value)]);
        var ordered = new Argument[values.Length];
        for (var i = 0; i < values.Length; i++)
            ordered[call.Arguments[i].Parameter!.Ordinal] = new Argument(values[i], -1);
        return ordered;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymDiff.Generator.Reading;

/// <content>Variables that the text writes or declares, and arguments that the compiler fills in from the text itself.</content>
internal sealed partial class CarriedTextWriter
{
    private bool ReplacesDesignation(SingleVariableDesignationSyntax designation)
    {
        if (reader.Semantics.GetDeclaredSymbol(designation) is not ILocalSymbol local)
            return false;
        if (!Leaks(designation))
        {
            reader.Session.ReservedNames.Add(local.Name);
            return false;
        }

        leaked.Add(local);
        var index = reader.VariableOf(local);
        reader.Overwrites(index);
        writes.Add(index);
        declares.Add(index);
        Hole(designation, reader.HoleFor(local, reader.Session.Site(designation)));
        return true;
    }

    // A variable declared in an expression lives on in the block around its statement.
    private bool Leaks(SyntaxNode designation)
    {
        for (var node = designation; node is not null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or SwitchExpressionArmSyntax or QueryClauseSyntax
                or CatchFilterClauseSyntax or ForEachVariableStatementSyntax)
                return false;
            if (node is StatementSyntax)
                return node == root && node is ExpressionStatementSyntax;
            if (node == root)
                return true;
        }

        return false;
    }

    private bool IsWritten(ExpressionSyntax name)
    {
        var target = name;
        while (target.Parent is ExpressionSyntax parent)
        {
            if (parent is ParenthesizedExpressionSyntax
                || (parent is MemberAccessExpressionSyntax access && access.Expression == target && IsMutableValue(target)
                    && SymbolAt(parent) is IFieldSymbol or IPropertySymbol)
                || (parent is ElementAccessExpressionSyntax element && element.Expression == target && IsMutableValue(target)))
                target = parent;
            else
                break;
        }

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            PrefixUnaryExpressionSyntax unary => unary.RawKind is (int)SyntaxKind.PreIncrementExpression
                or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax unary => unary.RawKind != (int)SyntaxKind.SuppressNullableWarningExpression,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } => true,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple),
            RefExpressionSyntax => true,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access when access.Expression == target =>
                IsMutableValue(target) && SymbolAt(access) is IMethodSymbol { IsReadOnly: false, IsStatic: false, IsExtensionMethod: false } called && MayWrite(called),
            _ => false,
        };
    }

    // What a struct has from object sees a copy, what the compiler writes only reads, and neither does what overrides it where nothing is assigned in it.
    private static bool MayWrite(IMethodSymbol called) => called is { ContainingType.IsValueType: true, IsImplicitlyDeclared: false }
        && !(called.IsOverride && called.DeclaringSyntaxReferences.All(reference => !Writes.In(reference.GetSyntax()).Any()));

    // A lambda sees what a variable holds when it runs, which the text with the variable's value in it does not.
    private void RequireUnchanged(SimpleNameSyntax name, ISymbol variable)
    {
        var lambda = name.Ancestors().TakeWhile(node => node != root.Parent)
            .LastOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax);
        if (lambda is null || RunsAtOnce(lambda) || !Writes.MayFollow(lambda, variable))
            return;
        reader.Session.Unsupported(
            name, $"A lambda that uses '{variable.Name}', which is assigned elsewhere,", "copy it to a variable that is not assigned again, and use that");
    }

    // A function of the framework that is given a delegate has called it by the time it returns a value.
    private bool RunsAtOnce(SyntaxNode lambda) => lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && SymbolAt(call) is IMethodSymbol { OriginalDefinition: var method } && method.DeclaringSyntaxReferences.IsEmpty
        && Names.Namespace(method.ContainingNamespace).StartsWith("System", StringComparison.Ordinal)
        && method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate)
        && method.ReturnType is not ({ TypeKind: TypeKind.Interface or TypeKind.Delegate } or { Name: "Lazy" or "Task" or "ValueTask" });

    private bool IsMutableValue(ExpressionSyntax expression) => reader.Semantics.GetTypeInfo(expression).Type is
    { IsValueType: true, IsReadOnly: false, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct };

    private void Reserve(SyntaxNode declaration)
    {
        if (reader.Semantics.GetDeclaredSymbol(declaration) is { Name: { Length: > 0 } name })
            reader.Session.ReservedNames.Add(name);
    }

    private string NameOf(InvocationExpressionSyntax call, string value) =>
        !reader.HasForeignThis && call.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax name }]
        && reader.Session.ParameterNames.Contains(name.Identifier.ValueText) && SymbolAt(name) is IParameterSymbol
            ? "nameof(" + name.Identifier.Text + ")"
            : SymbolDisplay.FormatLiteral(value, quote: true);

    // What StopGradient holds fixed is no differentiated value any more, in carried-over code as elsewhere.
    private bool ReplacesHeldFixed(InvocationExpressionSyntax call)
    {
        if (SymbolAt(call) is not IMethodSymbol { Name: "StopGradient" } || reader.Semantics.GetOperation(call) is not { } operation || MentionsText(operation) || reader.HeldFixed(operation) is not { } value)
            return false;
        Hole(call, value);
        return true;
    }

    // Neither is how many elements an array has.
    private bool ReplacesExtent(MemberAccessExpressionSyntax access)
    {
        if (access is not { Expression: IdentifierNameSyntax name, Name.Identifier.ValueText: "Length" or "Count" } || root is not ExpressionSyntax || SymbolAt(name) is not { } variable
            || reader.Semantics.GetOperation(access) is not { } operation || MentionsText(operation) || reader.Extent(operation) is not { } value)
            return false;
        RequireUnchanged(name, variable);
        Hole(access, value);
        return true;
    }

    private bool MentionsText(IOperation operation) => operation.Descendants().Any(inner => inner switch
    {
        ILocalReferenceOperation { Local: var local } => IsInText(local),
        IParameterReferenceOperation { Parameter: var parameter } => IsInText(parameter),
        _ => false,
    });

    // A guard names its argument in the exception. Elsewhere the argument may be written as something else, so the name is given.
    private bool ReplacesCall(InvocationExpressionSyntax call)
    {
        if (SymbolAt(call) is not IMethodSymbol method || call.ArgumentList.Arguments.Count >= method.Parameters.Length)
            return false;
        var named = new List<string>();
        foreach (var parameter in method.Parameters)
        {
            var attribute = parameter.GetAttributes()
                .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "CallerArgumentExpressionAttribute");
            if (attribute?.ConstructorArguments is not [{ Value: string about }] || IsGiven(call, method, parameter.Name, out _)
                || !IsGiven(call, method, about, out var argument))
                continue;
            if (!reader.HasForeignThis && argument is IdentifierNameSyntax name && SymbolAt(name) is IParameterSymbol)
                continue;
            named.Add(Names.Identifier(parameter.Name) + ": " + SymbolDisplay.FormatLiteral(argument!.ToString(), quote: true));
        }

        if (named.Count == 0)
            return false;
        reader.Session.DependsOnPlace = true;
        Visit(call.Expression);
        Token(call.ArgumentList.OpenParenToken);
        foreach (var item in call.ArgumentList.Arguments.GetWithSeparators())
        {
            if (item.AsNode() is { } inner)
                Visit(inner);
            else
                Token(item.AsToken());
        }

        Append(", " + string.Join(", ", named));
        trailing = default;
        Token(call.ArgumentList.CloseParenToken);
        return true;
    }

    private static bool IsGiven(InvocationExpressionSyntax call, IMethodSymbol method, string parameter, out ExpressionSyntax? argument)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null);
            if (name == parameter)
            {
                argument = arguments[i].Expression;
                return true;
            }
        }

        argument = null;
        return false;
    }
}

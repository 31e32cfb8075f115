using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Names that patterns give to values.</content>
internal sealed partial class BodyReader
{
    private readonly List<(ISymbol Symbol, Expression Value)> unbound = [];
    private bool? mayWriteMemory;

    // Whether the body may write something other than its variables, as far as its syntax tells.
    private bool MayWriteMemory => mayWriteMemory ??= BodySyntax(method.OriginalDefinition) is { } body
        && (Writes.In(body).Any(write => !write.IsWhole) || body.DescendantNodes().Any(node => node is InvocationExpressionSyntax call && !IsOfMathematics(call)));

    // The same of elements of arrays: a query writes to none.
    private bool MayWriteElements => BodySyntax(method.OriginalDefinition) is { } body
        && (Writes.In(body).Any(write => !write.IsWhole) || body.DescendantNodes().Any(node => node is InvocationExpressionSyntax call && !IsOfMathematics(call)
            && model.GetSymbolInfo(call, session.Cancellation).Symbol is not { ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } }));

    private static bool IsOfMathematics(InvocationExpressionSyntax call) => call.Expression
        is IdentifierNameSyntax { Identifier.ValueText: "nameof" } or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" or "Calculus" } };

    private void Designate(ISymbol? symbol, Expression value, SyntaxNode syntax)
    {
        if (symbol is null)
            return;
        designated[symbol] = value;
        if (value is Verbatim { Purity: not Purity.Pure } or ArrayElement && MayWriteMemory)
            unbound.Add((symbol, value));
        if (IsAssigned(symbol))
            session.Unsupported(syntax, $"Assigning to '{symbol.Name}', which a pattern declares,", "declare another variable for it");
    }

    private bool IsAssigned(ISymbol symbol) => outer?.IsAssigned(symbol)
        ?? (BodySyntax(method) is { } body && Writes.In(body).Any(write => write.Name == symbol.Name && (write.IsWhole || symbol is ILocalSymbol { Type.IsValueType: true }) && Mentions(write.At, symbol)));

    // There may be others of the same name.
    private bool Mentions(SyntaxNode syntax, ISymbol symbol) => syntax.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, session.Cancellation).Symbol, symbol));

    // A name that a pattern gives is of what is there when it matches, though the memory may be written later.
    private Expression? Bound(Expression? condition, int site)
    {
        if (unbound.Count == 0)
            return condition;
        var matches = condition is null ? null : SetAside(condition);
        var bindings = new List<Statement>();
        foreach (var (symbol, value) in unbound)
        {
            var variable = Add(new Variable(symbol.Name, value.Type, VariableRole.Local));
            bindings.Add(new Assign(variable, value, value.Site));
            designated[symbol] = ReadOf(variable, value.Site);
        }

        unbound.Clear();
        if (matches is null)
            statements.AddRange(bindings);
        else
            Emit(new If(matches, new Block(bindings.ToEquatableArray()), Block.Empty, site));
        return matches;
    }
}

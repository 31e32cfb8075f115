using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <content>Names, each of which becomes a hole, a full name, or stays.</content>
internal sealed partial class CarriedTextWriter
{
    private bool Replaces(SyntaxNode node)
    {
        switch (node)
        {
            case AliasQualifiedNameSyntax qualified when qualified.Alias.Identifier.ValueText != "global":
                if (SymbolAt(qualified) is INamespaceOrTypeSymbol target)
                    Replace(node, target is ITypeSymbol type ? TypeText(type) : SpaceText((INamespaceSymbol)target));
                return true;
            case MemberAccessExpressionSyntax access when ReplacesExtent(access) || (access.Expression is ThisExpressionSyntax && ReplacesHeld(access, SymbolAt(access))) || Reaches(access):
                return true;
            case SimpleNameSyntax name when IsFree(name):
                return ReplacesName(name);
            case SimpleNameSyntax name:
                NoteMember(name);
                return false;
            case ThisExpressionSyntax when reader.HasForeignThis:
                Hole(node, reader.This(reader.Session.Site(node)));
                return true;
            case BaseExpressionSyntax when reader.HasForeignThis:
                reader.Session.Unsupported(node, "A call of a base class's member in a method that is called", "mark the class's own method");
                return false;
            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call
                when reader.Semantics.GetConstantValue(call) is { HasValue: true, Value: string value }:
                Replace(node, NameOf(call, value));
                return true;
            case InvocationExpressionSyntax call:
                return ReplacesHeldFixed(call) || ReplacesCall(call);
            case SingleVariableDesignationSyntax designation:
                return ReplacesDesignation(designation);
            case QueryExpressionSyntax:
                reader.Session.Usings.Add("System.Linq");
                return false;
            case AnonymousObjectMemberDeclaratorSyntax { NameEquals: null, Expression: IdentifierNameSyntax { Identifier.Text: var inferred } }:
                Space(node.GetLeadingTrivia());
                Append(inferred + " = ");
                return false;
            case VariableDeclaratorSyntax or ParameterSyntax or ForEachStatementSyntax or QueryClauseSyntax or CatchDeclarationSyntax:
                Reserve(node);
                return false;
            default:
                return false;
        }
    }

    // A name that stands alone or leftmost, and so is looked up from where it stands.
    private static bool IsFree(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name != name,
        QualifiedNameSyntax qualified => qualified.Right != name,
        AliasQualifiedNameSyntax or MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or GotoStatementSyntax => false,
        ExpressionColonSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        _ => name.Identifier.ValueText is not "_" || name.Parent is MemberAccessExpressionSyntax,
    };

    private bool ReplacesName(SimpleNameSyntax name)
    {
        if (name is IdentifierNameSyntax { IsVar: true })
            return false;
        if (ReplacesHeld(name, SymbolAt(name)))
            return true;
        switch (SymbolAt(name))
        {
            case IParameterSymbol captured when reader.IsCaptured(captured) && reader.AccessorOf(captured) is { } accessor:
                ReachThis(name, accessor);
                return true;
            case IParameterSymbol captured when reader.IsCaptured(captured):
                reader.NoteCaptured(captured, name);
                return false;
            case ILocalSymbol or IParameterSymbol when SymbolAt(name) is var variable && !IsInText(variable!):
                return ReplacesVariable(name, variable!);
            case IRangeVariableSymbol range when !IsInText(range) && reader.RangeAt(range.Name) is { } value:
                Hole(name, value);
                return true;
            case ITypeSymbol type:
                Replace(name, TypeText(type));
                return true;
            case INamespaceSymbol space:
                Replace(name, SpaceText(space));
                return true;
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction } local when !IsInText(local):
                reader.Session.Unsupported(name, $"The local function '{local.Name}' inside code that is carried over", "make it a method");
                return false;
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                return false;
            case (IMethodSymbol or IFieldSymbol or IPropertySymbol or IEventSymbol) and var member:
                return ReplacesMember(name, member);
            default:
                reader.Session.ReservedNames.Add(name.Identifier.ValueText);
                return false;
        }
    }

    // A struct that is held member by member has its members under no name.
    private bool ReplacesHeld(ExpressionSyntax read, ISymbol? member)
    {
        if (!(member is IFieldSymbol or IPropertySymbol || (member is IParameterSymbol captured && reader.IsCaptured(captured))) || IsWritten(read)
            || read.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax } || reader.HeldAs(member, reader.Session.Site(read)) is not { } held)
            return false;
        Hole(read, held);
        return true;
    }

    private bool ReplacesVariable(SimpleNameSyntax name, ISymbol variable)
    {
        var site = reader.Session.Site(name);
        RequireUnchanged(name, variable);
        if (IsWritten(name) && reader.IsReference(variable))
        {
            reader.Session.Unsupported(name, "A ref local that is written in code that is carried over", "write the element itself");
        }
        else if (IsWritten(name))
        {
            var index = reader.VariableOf(variable);
            reader.Overwrites(index);
            writes.Add(index);
        }

        if (name.Parent is ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax { Parent: not AssignmentExpressionSyntax } })
        {
            Space(name.GetLeadingTrivia());
            Append(name.Identifier.Text + ": ");
        }

        Hole(name, reader.HoleFor(variable, site));
        return true;
    }

    private void ReachThis(SimpleNameSyntax name, string accessor)
    {
        Space(name.GetLeadingTrivia());
        Append(accessor + "(");
        Hole(reader.This(reader.Session.Site(name)));
        Append(")");
        trailing = name.GetTrailingTrivia();
    }

    // other.weights, where weights is private to another class.
    private bool Reaches(MemberAccessExpressionSyntax access)
    {
        if (AccessorOf(SymbolAt(access)) is not { } accessor)
            return false;
        Space(access.GetLeadingTrivia());
        Append(accessor + "(");
        Visit(access.Expression);
        Append(")");
        trailing = access.GetTrailingTrivia();
        return true;
    }

    private string? AccessorOf(ISymbol? member) => reader.HasForeignThis && member is IFieldSymbol { IsStatic: false } && !reader.Session.Scope.CanAccess(member) ? reader.Session.Accessors.For(member) : null;

    private bool ReplacesMember(SimpleNameSyntax name, ISymbol member)
    {
        if (AccessorOf(member) is { } accessor)
        {
            ReachThis(name, accessor);
            return true;
        }

        reader.CheckAccess(member, name.GetLocation());
        if (member.IsStatic)
        {
            var text = reader.StaticMember(member is IMethodSymbol { ReducedFrom: { } extension } ? extension : member);
            if (name is not GenericNameSyntax generic)
            {
                Replace(name, text);
                return true;
            }

            Space(name.GetLeadingTrivia());
            Append(text);
            Visit(generic.TypeArgumentList);
            return true;
        }

        if (reader.HasForeignThis)
        {
            Hole(name, reader.This(reader.Session.Site(name)), ".");
            trailing = default;
        }
        else if (reader.Session.ParameterNames.Contains(member.Name))
        {
            Space(name.GetLeadingTrivia());
            Append("this.");
        }
        else
        {
            reader.Session.ReservedNames.Add(member.Name);
            return false;
        }

        Append(name.Identifier.Text);
        if (name is GenericNameSyntax { TypeArgumentList: var list })
            Visit(list);
        else
            trailing = name.GetTrailingTrivia();
        return true;
    }

    // The name after a dot is found through what stands before it, unless it is an extension's.
    private void NoteMember(SimpleNameSyntax name)
    {
        if (name.Parent is not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax) || SymbolAt(name) is not { } member)
            return;
        if (member is IMethodSymbol { IsExtensionMethod: true, ReducedFrom: not null } extension
            && Names.Namespace(extension.ContainingNamespace) is { Length: > 0 } space and not "System")
            reader.Session.Usings.Add(space);
        if (reader.HasForeignThis && member.Kind is SymbolKind.Method or SymbolKind.Field or SymbolKind.Property)
            reader.CheckAccess(member, name.GetLocation());
    }

    private bool IsInText(ISymbol symbol) => !leaked.Contains(symbol)
        && symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == root.SyntaxTree && root.Span.Contains(reference.Span));

    private ISymbol? SymbolAt(SyntaxNode node)
    {
        var info = reader.Semantics.GetSymbolInfo(node, reader.Session.Cancellation);
        return info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
    }

    private string TypeText(ITypeSymbol type) => reader.TypeOf(type).Text;

    private static string SpaceText(INamespaceSymbol space) => "global::" + Names.Namespace(space);
}

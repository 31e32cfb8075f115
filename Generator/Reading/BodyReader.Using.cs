using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Resources that are released at the end. One that the marked method holds until it returns, its derivatives hold as long.
/// </content>
internal sealed partial class BodyReader
{
    private bool IsBodyOfMarked(IOperation? block) => isMarked && block is IBlockOperation { Parent: IMethodBodyOperation };

    private bool IsScopeOfUsing(IBlockOperation block) =>
        !IsBodyOfMarked(block) && block.Operations.Any(operation => operation is IUsingDeclarationOperation)
        && block.Parent is not (IMethodBodyOperation or ILocalFunctionOperation or IAnonymousFunctionOperation);

    // Where nothing follows, the end of the block is the end of the method.
    private bool IsRestOfMethod(IUsingOperation scope) => !scope.IsAsynchronous && IsBodyOfMarked(scope.Parent)
        && session.LanguageVersion >= LanguageVersion.CSharp8 && ((IBlockOperation)scope.Parent!).Operations.Last() == scope;

    // What the marked method holds for certain, its derivatives hold to their own end.
    private bool IsHeldToTheEnd(IUsingDeclarationOperation declaration) => IsBodyOfMarked(declaration.Parent)
        && ((IBlockOperation)declaration.Parent!).Operations.TakeWhile(operation => operation != declaration).All(operation => Leaving(operation.Syntax) is null);

    private void UsingDeclaration(IUsingDeclarationOperation declaration)
    {
        if (declaration.IsAsynchronous)
        {
            session.Report("SYMDIFF002", declaration.Syntax.GetFirstToken().GetLocation(), "An await using declaration", "hold it outside the method");
            return;
        }

        Acquire(declaration.DeclarationGroup);
    }

    private void UsingStatement(IUsingOperation scope)
    {
        if (scope.Resources is IVariableDeclarationGroupOperation group)
            Acquire(group);
        else if (scope.Resources.Type is { } type)
            Acquire(Temporary(TypeOf(type)), scope.Resources);
        Statement(scope.Body);
    }

    private void Acquire(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if (declarator.GetVariableInitializer() is not { Value: var resource })
                throw new BrokenCodeException();
            Acquire(VariableOf(declarator.Symbol), resource);
        }
    }

    private void Acquire(int variable, IOperation resource)
    {
        RejectBroken(resource);
        if (resource.Syntax is not ExpressionSyntax syntax)
            throw new BrokenCodeException();
        var site = Site(resource);
        var type = variables[variable].Type;
        var code = CarriedText.Of(this, syntax, keepsLines: false).Typed(syntax, resource, type.Text).Checked(resource, session.Compilation)
            .After("using " + type.Text + " ", ReadOf(variable, site), " = ").Before(";");
        foreach (var written in code.Writes)
            NoteWrite(written);
        assigned.Add(variable);
        Emit(new Effect(
            code.AsCode(site), code.Writes.Append(variable).ToEquatableArray(), code.Declares.Append(variable).ToEquatableArray(), false, "a using declaration", site)
        {
            IsUntilTheEnd = true,
        });
    }
}

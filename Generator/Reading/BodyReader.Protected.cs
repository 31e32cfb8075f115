using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// <c>try</c>, <c>lock</c> and <c>using</c>: what is done at the end is done there in the derivatives too, before the reverse sweep.
/// </content>
internal sealed partial class BodyReader
{
    private void TryStatement(ITryOperation attempt)
    {
        if (OnlyGivesBack(attempt))
        {
            Statement(attempt.Body);
            return;
        }

        var syntax = (TryStatementSyntax)attempt.Syntax;
        if (Compositions.IsGenerated(syntax.SyntaxTree) || !syntax.Catches.All(ThrowsAnew))
        {
            CarryStatement(syntax, attempt);
            return;
        }

        var site = session.Site(PlaceOf(syntax));
        var opening = new Effect(new CarriedText(["try"], default, default, default).AsCode(site), default, default, true, "a try statement", site);
        Protect(attempt, site, () =>
        {
            List<Effect> catches = [.. syntax.Catches.Select(Caught)];
            var body = Apart(() => Statement(attempt.Body));
            var last = attempt.Finally is { } final ? Apart(() => Statement(final)) : Block.Empty;
            if (catches.Count + last.Statements.Length == 0)
                statements.AddRange(body.Statements);
            else
                Emit(new Protected(opening, body, catches.ToEquatableArray(), last, site));
        });
    }

    // A clause that goes on would have to be differentiated, too; one that throws says only what is thrown.
    private bool ThrowsAnew(CatchClauseSyntax clause) =>
        model.AnalyzeControlFlow(clause.Block) is { Succeeded: true, EndPointIsReachable: false, ReturnStatements.IsEmpty: true, ExitPoints.IsEmpty: true };

    private Effect Caught(CatchClauseSyntax clause)
    {
        var site = session.Site(clause.CatchKeyword.GetLocation());
        var text = CarriedText.Of(this, clause, keepsLines: true);
        if (text.Writes.Except(text.Declares).Any())
            session.Report("SYMDIFF002", clause.CatchKeyword.GetLocation(), "A catch clause that assigns variables", "throw without that");
        return new Effect(text.AsCode(site), default, default, true, "a catch clause", site);
    }

    private void LockStatement(ILockOperation held)
    {
        if (held.LockedValue.Syntax is not ExpressionSyntax syntax)
        {
            CarryStatement(held.Syntax, held);
            return;
        }

        RejectBroken(held.LockedValue);
        // The code that is carried over has the site of the statement, the parts have another.
        var site = Site(held.LockedValue);
        Protect(held, session.Site(PlaceOf(held.Syntax)), () =>
        {
            var gate = CarriedText.Of(this, syntax, keepsLines: false).After("lock (").Before(")");
            var isLock = held.LockedValue.Type is { Name: "Lock" } type && Names.Namespace(type.ContainingNamespace) == "System.Threading";
            var variable = -1;
            var before = Apart(() =>
            {
                variable = SetAside(Carry(Unconverted(held.LockedValue))).Variable;
                EmitText(isLock ? ["", ".Enter();"] : ["global::System.Threading.Monitor.Enter(", ");"], variable, "a lock statement", site);
            });
            var after = Apart(() => EmitText(isLock ? ["", ".Exit();"] : ["global::System.Threading.Monitor.Exit(", ");"], variable, "a lock statement", site));
            var body = Apart(() => Statement(held.Body));
            foreach (var written in gate.Writes)
                NoteWrite(written);
            Emit(new Protected(new Effect(gate.AsCode(site), gate.Writes, gate.Declares, false, "a lock statement", site), body, default, Block.Empty, site) { AsTry = (before, after) });
        });
    }

    private void UsingBlock(IUsingOperation scope)
    {
        if (scope.IsAsynchronous)
        {
            CarryStatement(scope.Syntax, scope);
            return;
        }

        Protect(scope, session.Site(PlaceOf(scope.Syntax)), () =>
        {
            if (scope.Resources is IVariableDeclarationGroupOperation group)
                Hold(group, () => Statement(scope.Body));
            else
                Hold(Temporary(TypeOf(scope.Resources)), scope.Resources, () => Statement(scope.Body));
        });
    }

    // A using declaration holds to the end of the block in which it stands.
    private void UsingRest(IUsingDeclarationOperation declaration, Action rest) => Hold(declaration.DeclarationGroup, rest);

    private void Hold(IVariableDeclarationGroupOperation group, Action rest)
    {
        var declarators = new Queue<IVariableDeclaratorOperation>(group.Declarations.SelectMany(declaration => declaration.Declarators));
        Next();

        void Next()
        {
            if (declarators.Count == 0)
            {
                rest();
                return;
            }

            var declarator = declarators.Dequeue();
            if (declarator.GetVariableInitializer() is not { Value: var resource })
                throw new BrokenCodeException();
            Hold(VariableOf(declarator.Symbol), resource, Next);
        }
    }

    private void Hold(int variable, IOperation resource, Action rest)
    {
        RejectBroken(resource);
        var site = Site(resource);
        if (resource.Syntax is not ExpressionSyntax syntax)
            throw new BrokenCodeException();
        var type = variables[variable].Type;
        var text = CarriedText.Of(this, syntax, keepsLines: false).Typed(syntax, resource, type.Text).Checked(resource, session.Compilation);
        var code = text.After("using (" + type.Text + " ", ReadOf(variable, site), " = ").Before(")");
        foreach (var written in code.Writes)
            NoteWrite(written);
        assigned.Add(variable);
        var before = Apart(() => Emit(new Effect(
            text.After("", ReadOf(variable, site), " = ").Before(";").AsCode(site), code.Writes.Append(variable).ToEquatableArray(), code.Declares, false, "a using statement", site)));
        var after = Apart(() => EmitText(resource.Type is { IsRefLikeType: true } ? ["", ".Dispose();"] : ["((global::System.IDisposable)", resource.Type is { IsValueType: true } ? ").Dispose();" : ")?.Dispose();"], variable, "a using statement", site));
        var body = Apart(rest);
        Emit(new Protected(
            new Effect(code.AsCode(site), code.Writes.Append(variable).ToEquatableArray(), code.Declares.Append(variable).ToEquatableArray(), false, "a using statement", site), body, default, Block.Empty, site)
        {
            AsTry = (before, after),
        });
    }

    private void EmitText(string[] pieces, int variable, string construct, int site) =>
        Emit(new Effect(new CarriedText(pieces.ToEquatableArray(), [ReadOf(variable, site)], default, default).AsCode(site), default, default, false, construct, site));

    // Where no differentiated value goes in, all of it is carried over as it is written.
    private void Protect(IOperation operation, int site, Action read)
    {
        var count = session.ProblemCount;
        var parts = Apart(read);
        if (session.ProblemCount == count || Leaving(operation.Syntax) is not null)
        {
            EmitPassage(parts, Leaving(operation.Syntax) is null ? -1 : NotCarried, operation, site);
            return;
        }

        // What cannot be read in it matters only where a differentiated value goes in.
        var obstacles = session.Withdraw(count);
        CarryStatement(operation.Syntax, operation);
        if (statements[statements.Count - 1] is Effect effect)
            statements[statements.Count - 1] = effect with { Code = effect.Code with { Obstacles = obstacles.Concat(effect.Code.Obstacles).ToEquatableArray() } };
    }
}

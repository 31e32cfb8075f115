using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Statements.</content>
internal sealed partial class BodyReader
{
    private void ReadBody(IOperation body)
    {
        RequireValues(body);
        switch (body)
        {
            case IMethodBodyOperation { BlockBody: { } block }:
                Statement(block);
                break;
            case IMethodBodyOperation { ExpressionBody: { } block }:
                Statement(block);
                break;
            case IMethodBodyOperation:
                throw new BrokenCodeException();
            default:
                Statement(body);
                break;
        }
    }

    private void Statement(IOperation operation)
    {
        Guard();
        switch (operation)
        {
            case IBlockOperation block when IsScopeOfUsing(block):
                Protect(block, session.Site(block.Syntax), () => ReadStatements(block.Operations));
                break;
            case IBlockOperation block:
                ReadStatements(block.Operations);
                break;
            case IUsingDeclarationOperation declaration:
                UsingDeclaration(declaration);
                break;
            case IUsingOperation scope when IsRestOfMethod(scope):
                UsingStatement(scope);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                    Declaration(declaration);
                break;
            case IExpressionStatementOperation statement:
                ForEffect(statement.Operation, statement.Syntax);
                break;
            case IConditionalOperation choice:
                IfStatement(choice);
                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                ReadReturn(result);
                break;
            case IReturnOperation { Kind: OperationKind.YieldReturn } given:
                Yield(given);
                break;
            case IReturnOperation { Kind: OperationKind.YieldBreak } end:
                YieldBreak(end);
                break;
            case ISwitchOperation choice:
                SwitchStatement(choice);
                break;
            case ILoopOperation loop:
                LoopStatement(loop);
                break;
            case IBranchOperation branch:
                Branch(branch);
                break;
            case IThrowOperation thrown:
                ThrowStatement(thrown);
                break;
            case IUsingOperation scope:
                UsingBlock(scope);
                break;
            case ITryOperation attempt:
                TryStatement(attempt);
                break;
            case ILockOperation held:
                LockStatement(held);
                break;
            case ILabeledOperation { Operation: var labeled }:
                // What is wrong with a label is said where something goes to it.
                if (labeled is not null)
                    Statement(labeled);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            case IInvalidOperation:
                throw new BrokenCodeException();
            default:
                CarryStatement(operation.Syntax, operation);
                break;
        }
    }

    private void ReadStatements(IReadOnlyList<IOperation> operations)
    {
        if (ReadUpToLabel(operations))
            return;
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is IUsingDeclarationOperation { IsAsynchronous: false } declaration && !IsHeldToTheEnd(declaration))
            {
                UsingRest(declaration, () => ReadStatements([.. operations.Skip(i + 1)]));
                return;
            }

            Statement(operations[i]);
        }
    }

    private void Declaration(IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            if (declarator.Symbol.IsRef)
            {
                if (!IsReferenceTo(declarator) && !IsOtherNameOf(declarator))
                    session.Unsupported(declarator.Syntax, "A ref local", "use the variable that it refers to");
                continue;
            }

            var initializer = declarator.GetVariableInitializer();
            // What gets its value within a loop, or member by member, has some value before, which nobody reads.
            if (initializer is null && TypeOf(declarator.Symbol.Type) is var type && (type.Kind is NumberKind.Double or NumberKind.Float or NumberKind.Integer or NumberKind.Boolean || type.HasMembers)
                && (IsNamedInLaterLoop(declarator) || (type.HasMembers && IsMadeByMembers(declarator))))
            {
                var place = Site(declarator);
                Store(VariableOf(declarator.Symbol), Default(type, place), place);
            }

            if (initializer is null || IsInlinedDelegate(declarator.Symbol, initializer.Value) || IsDelegateList(declarator.Symbol, initializer.Value) || IsDelegateChoice(declarator.Symbol, initializer.Value) || IsReadQuery(declarator.Symbol, initializer.Value) || IsGrowing(declarator, initializer.Value))
                continue;
            var site = Site(declarator);
            var value = Rented(declarator, initializer.Value) ?? Value(initializer.Value);
            Store(VariableOf(declarator.Symbol), value, site);
        }
    }

    private static bool IsNamedInLaterLoop(IVariableDeclaratorOperation declarator) =>
        declarator.Syntax.FirstAncestorOrSelf<BlockSyntax>() is { } block && block.DescendantNodes().Any(node =>
            node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax && node.SpanStart > declarator.Syntax.SpanStart
            && node.DescendantNodes().Any(inner => inner is IdentifierNameSyntax name && name.Identifier.ValueText == declarator.Symbol.Name));

    private static bool IsMadeByMembers(IVariableDeclaratorOperation declarator) =>
        declarator.Syntax.FirstAncestorOrSelf<BlockSyntax>() is { } block && block.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(member =>
            member.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == declarator.Symbol.Name);

    /// <summary>Reads an expression whose value is not used.</summary>
    private void ForEffect(IOperation operation, SyntaxNode statement)
    {
        switch (operation)
        {
            case IInvocationOperation when GivesBack(operation):
                break;
            case IInvocationOperation call when Adds(call) || Copies(call) || Resizes(call) || Sorts(call) || TensorMap(call) || GoesThrough(call) || IsGuardOfDelegate(call):
                break;
            case IInvocationOperation call when CallOf(call, wantsValue: false) is not null:
                break;
            case ISimpleAssignmentOperation { Target: IDiscardOperation } discard when !IsCarried(discard.Value):
                Value(discard.Value);
                break;
            case ISimpleAssignmentOperation when StoresRow(operation):
                break;
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation when WritesElement(operation):
                StoreElement(operation);
                break;
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation
                when PlaceWritten(operation) is not null:
                Value(operation);
                break;
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation when SetProperty(operation) is not null:
                break;
            case IIncrementOrDecrementOperation step when IncrementOperator(step) is not null:
                break;
            case ICompoundAssignmentOperation assignment when CompoundOperator(assignment) is not null || CompoundElement(assignment) is not null:
                break;
            case IDeconstructionAssignmentOperation deconstruction when ExchangesRows(deconstruction):
                break;
            case IDeconstructionAssignmentOperation deconstruction when CanDeconstruct(deconstruction):
                Deconstruct(deconstruction);
                break;
            case IInvalidOperation:
                throw new BrokenCodeException();
            default:
                CarryStatement(statement, operation);
                break;
        }
    }

    private void IfStatement(IConditionalOperation choice)
    {
        var site = Site(choice);
        var condition = Value(choice.Condition);
        var whenTrue = Apart(() => Statement(choice.WhenTrue));
        var whenFalse = choice.WhenFalse is { } other ? Apart(() => Statement(other)) : Block.Empty;
        Emit(new If(condition, whenTrue, whenFalse, site));
    }

    private void ReadReturn(IReturnOperation result)
    {
        if (result is { IsImplicit: true, ReturnedValue: null })
            return;
        var site = session.Site(result.Syntax);
        if (result.ReturnedValue is not { } returned)
        {
            Emit(new Return(IsConstructor ? ReadOf(thisVariable, site) : null, site));
            return;
        }

        var value = Value(returned);
        if (!ReferenceEquals(value, Nothing))
            Emit(new Return(value, site));
    }

    private void ThrowStatement(IThrowOperation thrown)
    {
        var site = Site(thrown);
        if (thrown.Exception is not { } exception)
            throw new BrokenCodeException();
        // It is evaluated where it is thrown and nowhere else, so what it may do need not set it apart.
        var value = Value(Unconverted(exception));
        Emit(new Throw(value is Verbatim carried ? carried with { Purity = Purity.Pure } : value, site));
    }

    // The branches of loops and switches that are read; those of carried-over code are never seen here.
    private void Branch(IBranchOperation branch)
    {
        switch (branch.BranchKind)
        {
            case var _ when LeavesRegion(branch) || GoesToSection(branch):
                break;
            case BranchKind.Continue:
                Emit(new Continue(Site(branch)));
                break;
            case BranchKind.Break:
                Emit(new Break(Site(branch)));
                break;
            default:
                session.Unsupported(branch.Syntax, "goto", "use if, switch or a loop");
                break;
        }
    }

    private static bool IsBreakable(SyntaxNode node) =>
        node is SwitchStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private void Store(int variable, Expression value, int site)
    {
        if (ReferenceEquals(value, Nothing))
            return;
        NoteWrite(variable);
        Emit(new Assign(variable, value, site));
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { Conversion: { IsUserDefined: false, IsNumeric: false }, Operand: var operand }
            && operand.Type is not null)
            operation = operand;
        return operation;
    }
}

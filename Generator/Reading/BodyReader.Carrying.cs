using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Code that is carried over as it is written.</content>
internal sealed partial class BodyReader
{
    /// <summary>What stands in carried-over text for a variable that is mentioned in it.</summary>
    public Expression HoleFor(ISymbol symbol, int site)
    {
        var value = ReadOf(symbol, site);
        if (!IsTupled(symbol))
            return value;
        var elements = value.Type.Elements.Select((_, i) => ElementOf(value, i, site)).ToEquatableArray();
        var pieces = elements.Select((_, i) => i == 0 ? "new " + value.Type.Text + " { " : ", ").Append(elements.Length == 0
            ? "new " + value.Type.Text + " { }"
            : " }");
        return Code(new(NumberKind.None, value.Type.Text, default), pieces.ToEquatableArray(), elements, Purity.Effectful, site);
    }

    /// <summary>What the struct that a method is called on holds under a name; null where it is not held member by member.</summary>
    public Expression? HeldAs(ISymbol member, int site) => HasForeignThis && !member.IsStatic && member.ContainingType is { } type && IsStruct(type)
        && StructMembers.IndexOf(member is IParameterSymbol captured ? captured.OriginalDefinition : member) is >= 0 and var index ? ElementOf(This(site), index, site) : null;

    /// <summary>A call of <c>Calculus.StopGradient</c>, where it can be read without doing anything before.</summary>
    public Expression? HeldFixed(IOperation operation)
    {
        var (block, value) = Apart(() => Operand(operation));
        return block.Statements.Length == 0 && value is Application { Function: "SymDiff.Calculus.StopGradient" } ? value : null;
    }

    /// <summary>How many elements an array variable of differentiable numbers has, which does not depend on what they are; null for anything else.</summary>
    public Expression? Extent(IOperation operation)
    {
        if (operation is not IPropertyReferenceOperation { Instance: ILocalReferenceOperation or IParameterReferenceOperation })
            return null;
        var (block, value) = Apart(() => ExtentAt(operation));
        return block.Statements.Length == 0 && value is ArrayExtent { Array: Read { Type.IsRealArray: true } } ? value : null;
    }

    /// <summary>Marks a variable as written by carried-over text.</summary>
    public void Overwrites(int variable) => NoteWrite(variable);

    private Expression Carry(IOperation operation)
    {
        RejectBroken(operation);
        TakeForValues(operation);
        RequireNoChange(operation);
        var type = TypeOf(operation);
        var site = Site(operation);
        if (operation.Syntax is not ExpressionSyntax syntax || (operation.IsImplicit && operation.ConstantValue.HasValue))
        {
            return operation.ConstantValue.HasValue
                ? Code(type, [ConstantText(operation.ConstantValue.Value)], default, Purity.Pure, site)
                : Code(type, ["default(" + type.Text + ")"], default, Purity.Pure, site);
        }

        var text = CarriedText.Of(this, syntax, keepsLines: false).Typed(syntax, operation, type.Text).Checked(operation, session.Compilation);
        if (text.Writes.Length == 0)
        {
            var purity = Purities.Of(operation);
            return new Verbatim(type, text.Pieces, text.Holes, purity, SuggestedName(syntax), site)
            {
                Obstacles = ObstaclesIn(operation),
                IsQuiet = purity == Purity.Effectful && !session.SideEffects.Has(operation),
                IsDrawn = purity == Purity.Effectful && session.SideEffects.AreSeen(operation),
            };
        }

        var result = Temporary(type);
        var assignment = text.After("", ReadOf(result, site), " = ").Before(";");
        Emit(new Effect(
            assignment.AsCode(site) with { Obstacles = ObstaclesIn(operation) }, text.Writes.Append(result).ToEquatableArray(), text.Declares, false, Words(operation), site)
        {
            IsQuiet = !session.SideEffects.HasBesidesVariables(operation),
            IsOnce = session.SideEffects.AreSeen(operation),
        });
        foreach (var written in text.Writes)
            NoteWrite(written);
        assigned.Add(result);
        return ReadOf(result, site);
    }

    private void CarryStatement(SyntaxNode syntax, IOperation operation)
    {
        RejectBroken(operation);
        TakeForValues(operation);
        RequireNoChange(operation);
        var site = session.Site(PlaceOf(syntax));
        if (syntax is TryStatementSyntax && Compositions.IsGenerated(syntax.SyntaxTree))
        {
            session.Unsupported(syntax, $"'{method.Name}', whose tape grows while it runs,", "make loops whose number of turns follows from the arguments, or write the formula that is to be differentiated as a method of its own");
            return;
        }

        if (Leaving(syntax) is { } leaving)
        {
            if (syntax.DescendantNodes().FirstOrDefault(node => node is GotoStatementSyntax) is { } jump)
                session.Unsupported(jump, "goto", "use if, switch or a loop");
            else
                session.Unsupported(leaving, "Leaving " + Words(operation), "move what leaves it out, or write it as if and else");
            return;
        }

        var effect = EffectOf(syntax, operation, site);
        foreach (var written in effect.Writes)
            NoteWrite(written);
        Emit(effect);
    }

    private EquatableArray<Problem> ObstaclesIn(IOperation operation)
    {
        List<Problem> obstacles = [.. operation.DescendantsAndSelf()
            .Select(inner => inner switch
            {
                IInvocationOperation call => call.TargetMethod,
                IPropertyReferenceOperation property => property.Property.GetMethod,
                IBinaryOperation binary => binary.OperatorMethod,
                IUnaryOperation unary => unary.OperatorMethod,
                IConversionOperation conversion => conversion.OperatorMethod,
                _ => null,
            })
            .Where(target => target is not null)
            .SelectMany(target => session.Callees.ObstaclesOf(target!.OriginalDefinition))
            .Concat(operation.DescendantsAndSelf().Select(UnknownDelegate).OfType<Problem>())
            .Distinct()];
        if (obstacles.Count == 0 && MemberOfObject(operation) is { } unread)
            obstacles.Add(unread);
        return obstacles.ToEquatableArray();
    }

    // Where a diagnostic about a statement points: at the keyword of one that may be pages long.
    private static Location PlaceOf(SyntaxNode syntax) => syntax switch
    {
        CommonForEachStatementSyntax loop => loop.ForEachKeyword.GetLocation(),
        ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax
            or FixedStatementSyntax or UsingStatementSyntax => syntax.GetFirstToken().GetLocation(),
        _ => syntax.GetLocation(),
    };

    private Effect? AsWritten(ILoopOperation loop)
    {
        if (Leaving(loop.Syntax) is not null)
            return null;
        var mark = statements.Count;
        var carried = IfCarried(() => EffectOf(loop.Syntax, loop, session.Site(PlaceOf(loop.Syntax))));
        if (statements.Count == mark)
            return carried;
        // A delegate that writes what it captures is no part of a text.
        statements.RemoveRange(mark, statements.Count - mark);
        return null;
    }

    /// <summary>Carries over what may turn out to be read into its parts: null where it could not stand as it is written.</summary>
    private T? IfCarried<T>(Func<T> carry)
        where T : class
    {
        var (reserved, usings) = (session.ReservedNames.ToList(), session.Usings.ToList());
        var problems = session.ProblemCount;
        var carried = carry();
        session.LoopNames.UnionWith(session.ReservedNames.Except(reserved, StringComparer.Ordinal));
        session.ReservedNames.IntersectWith(reserved);
        session.LoopUsings.UnionWith(session.Usings.Except(usings, StringComparer.Ordinal));
        session.Usings.IntersectWith(usings);
        if (session.ProblemCount == problems)
            return carried;
        session.Withdraw(problems);
        return null;
    }

    // What leaves the code around it cannot stand elsewhere.
    private const int NotCarried = -2;

    /// <summary>Emits what has been read into parts, beside the code as it is written where that could be carried over.</summary>
    /// <param name="result">The variable that receives the value; −1 where there is none.</param>
    private void EmitPassage(Block parts, int result, IOperation operation, int site)
    {
        var asWritten = result == NotCarried ? null : IfCarried(() => Apart(() =>
        {
            if (result >= 0)
                Emit(new Assign(result, Carry(operation), site));
            else
                Emit(EffectOf(operation.Parent is IExpressionStatementOperation statement ? statement.Syntax : operation.Syntax, operation, site));
        }));
        if (asWritten is null)
            statements.AddRange(parts.Statements);
        else
            Emit(new Passage(parts, asWritten, site));
        assigned.Add(result);
    }

    private Effect EffectOf(SyntaxNode syntax, IOperation operation, int site)
    {
        var text = CarriedText.Of(this, syntax, keepsLines: true).Checked(operation, session.Compilation);
        if (syntax is ExpressionSyntax)
            text = text.Before(";");
        return new Effect(text.AsCode(site) with { Obstacles = ObstaclesIn(operation) }, text.Writes, text.Declares, IsHarmless(operation), Words(operation), site)
        {
            Condition = ConditionAfter(operation),
            Advice = Advice(operation),
            IsQuiet = !session.SideEffects.HasBesidesVariables(operation),
            IsOnce = !IsHarmless(operation) && session.SideEffects.AreSeen(operation),
        };
    }

    /// <summary>The first statement that leaves the code given, which it then cannot do when it stands elsewhere.</summary>
    private static SyntaxNode? Leaving(SyntaxNode code) => code
        .DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .FirstOrDefault(node => node switch
        {
            ReturnStatementSyntax or YieldStatementSyntax => true,
            GotoStatementSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var label } } => !code.DescendantNodes().Any(other => other is LabeledStatementSyntax labeled && labeled.Identifier.ValueText == label),
            BreakStatementSyntax => !node.Ancestors().TakeWhile(outer => outer != code.Parent).Any(IsBreakable),
            ContinueStatementSyntax => !node.Ancestors().TakeWhile(outer => outer != code.Parent)
                .Any(outer => IsBreakable(outer) && outer is not SwitchStatementSyntax),
            _ => false,
        });

    private static void RejectBroken(IOperation operation)
    {
        if (operation is IInvalidOperation || operation.Descendants().Any(static inner => inner is IInvalidOperation))
            throw new BrokenCodeException();
    }

    private static bool IsHarmless(IOperation operation)
    {
        if (operation is IExpressionStatementOperation { Operation: var inner })
            operation = inner;
        if (operation is not IInvocationOperation { TargetMethod: { ContainingType: { } type } method } call)
            return false;
        return IsConditional(method)
            || (type.Name is "Debug" or "Trace" && Names.Namespace(type.ContainingNamespace) == "System.Diagnostics")
            || (type.Name == "Console" && method.Name.StartsWith("Write", StringComparison.Ordinal))
            || (method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && Derives(type, "Exception"))
            || Derives(call.Instance?.Type, "TextWriter") || Derives(call.Instance?.Type, "StringBuilder");
    }

    private static bool Derives(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == name)
                return true;
        }

        return false;
    }

    private static string SuggestedName(ExpressionSyntax syntax)
    {
        var name = syntax switch
        {
            // A part of an array.
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan" or "Slice" or "ToArray", Expression: var whole } } => SuggestedName(whole),
            InvocationExpressionSyntax { Expression: var called } => SuggestedName(called),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } => member,
            IdentifierNameSyntax { Identifier.ValueText: var simple } => simple,
            ParenthesizedExpressionSyntax { Expression: var inner } => SuggestedName(inner),
            CastExpressionSyntax { Expression: var inner } => SuggestedName(inner),
            _ => string.Empty,
        };
        return NameFor(name);
    }

    private static string NameFor(string name)
    {
        if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]))
            name = name.Substring(3);
        name = name.TrimStart('_');
        return name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}

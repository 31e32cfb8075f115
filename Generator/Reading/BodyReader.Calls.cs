using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Calls: of functions in the derivative table, of functions with a rule, of code whose source is known.</content>
internal sealed partial class BodyReader
{
    /// <summary>Reads a call into its parts; null where it can only be carried over.</summary>
    private Expression? CallOf(IInvocationOperation call, bool wantsValue)
    {
        if ((DelegateCall(call) ?? CallOfListed(call) ?? CallOfChosen(call)) is { } inlined)
            return inlined;
        if (GenericConversion(call) is { } conversion)
            return conversion;
        if (VectorCall(call) is { } vector)
            return vector;
        if (CallOfNumbers(call) is { } many)
            return many;
        if (!IsRead(call))
        {
            TakeForValue(call);
            return null;
        }

        var target = TargetOf(call);
        var site = Site(call);
        if (session.Knowledge.Rules.For(target.OriginalDefinition) is { } rule)
            return Apply(target, call.Arguments, RuleOf(rule, target), site);
        if (RuleOfLibrary(call) is { } generated)
            return Apply(target, call.Arguments, generated, site);
        if (IsKnownFunction(target, call.ConstrainedToType))
            return Apply(target, call.Arguments, null, site, call.ConstrainedToType);
        if (TakesDelegates(call))
            return CallWithDelegates(call, wantsValue);
        var hasOwnPullback = (session.Callees.IsBeingRead(target.OriginalDefinition) || IsMarked(target)) && HasOwnPullback(target, IsOnThis(call));
        if (!hasOwnPullback && RecursiveCall(call) is { } recursive)
            return recursive;
        var (parts, value) = Apart(() => Inline(target, call.Instance, call.Arguments, call.Syntax, wantsValue));
        if (hasOwnPullback || session.Callees.CallsItself(target.OriginalDefinition))
        {
            statements.AddRange(parts.Statements.Select(statement => statement is Call { Arguments: var given } repeated && repeated.Site == site ? repeated with
            {
                Repeated = RuleOfRecursion(target.OriginalDefinition) is { } byNumbers ? ApplyTo(target, [.. given.Select(argument => argument.Value!)], byNumbers, site) : null,
            } : statement));
            return value;
        }

        if (KnownToRecur(call) is { } repeated)
            return repeated;
        statements.AddRange(parts.Statements);
        return value;
    }

    private bool IsRead(IInvocationOperation call)
    {
        var target = TargetOf(call);
        return session.Knowledge.Rules.For(target.OriginalDefinition) is not null
            || IsKnownFunction(target, call.ConstrainedToType)
            || RuleOfLibrary(call) is not null
            || ((!IsVirtualCall(call) || IsKnownType(call.ConstrainedToType) || !SymbolEqualityComparer.Default.Equals(target, call.TargetMethod)) && CanInline(target, call.Arguments));
    }

    private bool IsKnownFunction(IMethodSymbol target, ITypeSymbol? constrained) =>
        target.IsStatic && ContainerOf(target, constrained) is not null
        && target.Parameters.Length > 0
        && target.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsNumber(TypeOf(parameter.Type).Kind)
            && parameter.Type.SpecialType != SpecialType.System_Boolean)
        && IsNumeric(TypeOf(target.ReturnType));

    private static bool IsNumeric(ValueType type) =>
        IsNumber(type.Kind) || (type.Kind == NumberKind.Tuple && !type.IsStruct && type.Elements.All(element => IsNumber(element.Kind)));

    /// <summary>The full name of a type whose static methods are known by name, and its text; null for any other.</summary>
    private (string Name, string Text)? ContainerOf(IMethodSymbol target, ITypeSymbol? constrained)
    {
        var type = constrained is null ? target.ContainingType : Actual(constrained);
        return type switch
        {
            { SpecialType: SpecialType.System_Double } => ("System.Double", "double"),
            { SpecialType: SpecialType.System_Single } => ("System.Single", "float"),
            ITypeParameterSymbol when TypeOf(type).IsGeneric => ("System.Double", TypeOf(type).Text),
            { Name: "Math", ContainingType: null } when IsIn("System") => ("System.Math", session.MathText),
            { Name: "MathF", ContainingType: null } when IsIn("System") => ("System.MathF", session.MathFText),
            { Name: "Calculus", ContainingType: null } when IsIn("SymDiff") => ("SymDiff.Calculus", session.CalculusText),
            _ => null,
        };

        bool IsIn(string space) => type.ContainingNamespace is { ContainingNamespace.IsGlobalNamespace: true } home && home.Name == space;
    }

    private Application Apply(
        IMethodSymbol target, IReadOnlyList<IArgumentOperation> arguments, DerivativeRule? rule, int site, ITypeSymbol? constrained = null)
    {
        // Arguments are evaluated as they are written, which may be another order than the parameters'.
        foreach (var argument in arguments)
            session.Note(argument);
        var read = Operands([.. arguments.Select(argument => argument.Value)]);
        var ordered = new Expression[read.Length];
        for (var i = 0; i < read.Length; i++)
            ordered[arguments[i].Parameter!.Ordinal] = read[i];
        return ApplyTo(target, ordered, rule, site, constrained);
    }

    private Application ApplyTo(IMethodSymbol target, IReadOnlyList<Expression> ordered, DerivativeRule? rule, int site, ITypeSymbol? constrained = null)
    {
        var (name, text) = ContainerOf(target, constrained) is { } known
            ? (known.Name + "." + target.Name, known.Text + "." + target.Name)
            : (target.ContainingType.ToDisplayString(FullName) + "." + target.Name, target.IsStatic ? StaticMember(target) : OwnMember(target));
        return new Application(TypeOf(target.ReturnType), name, text, ordered.ToEquatableArray(), rule, site);
    }

    private static readonly SymbolDisplayFormat FullName =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static bool IsVirtualCall(IInvocationOperation call) => call is { IsVirtual: true, TargetMethod: var target }
        && !target.IsSealed && !target.ContainingType.IsSealed && !target.ContainingType.IsValueType;

    /// <summary>A call of an operator or conversion that the author wrote; null where it can only be carried over.</summary>
    private Expression? OperatorCall(IMethodSymbol target, IOperation operation, params IOperation[] operands)
    {
        if (VectorOperator(target, operation, operands) is { } vector)
            return vector;
        if (!CanInline(target, []) || !operands.Any(operand => HasReal(TypeOf(operand))))
            return null;
        var site = Site(operation);
        return Inline(
            target, operation.Syntax, WayOfCalling.Plain, _ => Operands(operands).Select(value => new Argument(value, -1)), wantsValue: true, site);
    }

    // A property that the author computes is a function of its receiver.
    private Expression? PropertyCall(IPropertyReferenceOperation reference)
    {
        var property = TargetOf(reference);
        if (property.GetMethod is not { } getter)
            return null;
        // What a type parameter's interface asks for may have no name of its own.
        var isUnnamed = property is { DeclaredAccessibility: Accessibility.Private, ExplicitInterfaceImplementations.IsEmpty: false } || (property.IsStatic && property.ContainingType.TypeKind == TypeKind.Interface && IsKnownType(reference.ConstrainedToType));
        var isRead = isUnnamed
            ? BodySyntax(getter.OriginalDefinition) is not null && (HasReal(TypeOf(property.Type)) || TypeOf(property.Type).Kind is NumberKind.Integer or NumberKind.Boolean)
            : (reference.Arguments.Length > 0 || IsStruct(property.ContainingType)) && !getter.IsVirtual && !getter.IsOverride && !getter.IsAbstract && CanInline(getter, reference.Arguments);
        if (isRead)
            return Inline(getter, reference.Instance, reference.Arguments, reference.Syntax, wantsValue: true);
        if (isUnnamed)
            session.Unsupported(reference.Syntax, $"The property '{property.Name}', which only its interface names", "give the type a public property of that name");
        return null;
    }

    // What a static member is called on, T.Of(x).
    private bool IsKnownType(ITypeSymbol? constrained) => constrained is ITypeParameterSymbol && Actual(constrained) is INamedTypeSymbol;

    /// <summary>Reports a member that the generated code could not name.</summary>
    public bool CheckAccess(ISymbol member, Location location)
    {
        if (member.DeclaredAccessibility == Accessibility.NotApplicable || session.Scope.CanAccess(member))
            return true;
        var access = member.DeclaredAccessibility == Accessibility.Private ? "private" : "inaccessible";
        session.Report("SYMDIFF002", location, $"What uses the {access} member '{member.ContainingType?.Name}.{member.Name}'", "make it internal");
        return false;
    }

    private static bool HasReal(ValueType type) => type.HasReal;
}

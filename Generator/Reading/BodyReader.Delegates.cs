using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Delegates that are known where they are called: lambdas and methods that stand in a variable which is not assigned again, or are passed as arguments.
/// A function that is given one is read for it, with the variables that a lambda captures as parameters of its own.
/// </content>
internal sealed partial class BodyReader
{
    private readonly Dictionary<ISymbol, KnownDelegate> delegates = new(SymbolEqualityComparer.Default);
    private HashSet<string>? writtenNames;

    /// <summary>The names of what is written anywhere in the body, or in one whose variables it may see.</summary>
    private HashSet<string> WrittenNames
    {
        get
        {
            if (writtenNames is not null)
                return writtenNames;
            writtenNames = BodySyntax(method) is { } body ? WritesOf(body) : [];
            if (outer is not null)
                writtenNames.UnionWith(outer.WrittenNames);
            return writtenNames;
        }
    }

    private static HashSet<string> WritesOf(SyntaxNode body) => new(Writes.In(body).Select(write => write.Name), StringComparer.Ordinal);

    /// <summary>Whether a local variable holds one function, which is known here. Then there is no variable, only the function.</summary>
    private bool IsInlinedDelegate(ILocalSymbol local, IOperation value)
    {
        if (local.Type.TypeKind != TypeKind.Delegate || WrittenNames.Contains(local.Name) || DelegateFrom(value) is not { } known)
            return false;
        delegates[local] = known;
        return true;
    }

    /// <summary>The function that a delegate is; null where it is not known, or cannot be read.</summary>
    private KnownDelegate? DelegateFrom(IOperation value)
    {
        if (value.Type?.TypeKind != TypeKind.Delegate)
            return null;
        return Unconverted(value) switch
        {
            IParenthesizedOperation { Operand: var inner } => DelegateFrom(inner),
            IDelegateCreationOperation creation => DelegateMade(creation),
            ILocalReferenceOperation { Local: var local } => DelegateAt(local),
            IParameterReferenceOperation { Parameter: var parameter } => DelegateAt(parameter),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => DelegateIn(field),
            _ => null,
        };
    }

    private KnownDelegate? DelegateMade(IDelegateCreationOperation creation)
    {
        var known = creation.Target switch
        {
            IAnonymousFunctionOperation { Symbol: { IsAsync: false } symbol } => new KnownDelegate(symbol, this, null, creation),
            IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => new KnownDelegate(local, this, null, creation),
            IMethodReferenceOperation { IsVirtual: false, Method: { IsStatic: true } symbol } => new KnownDelegate(symbol, null, null, creation),
            IMethodReferenceOperation { IsVirtual: false, Method: var symbol, Instance: { } instance } when ReceiverAt(instance) is { } receiver =>
                new KnownDelegate(symbol, this, receiver, creation),
            var target => DelegateFrom(target),
        };
        return known is not null && CanBeCalled(known.Function) ? known : null;
    }

    // What stays the same until the delegate is called.
    private ISymbol? ReceiverAt(IOperation instance) => instance switch
    {
        IInstanceReferenceOperation => OwnerOfThis(method),
        ILocalReferenceOperation { Local: var local } when !WrittenNames.Contains(local.Name) => local,
        IParameterReferenceOperation { Parameter: var parameter } when !WrittenNames.Contains(parameter.Name) && !IsCaptured(parameter) => parameter,
        _ => null,
    };

    private bool CanBeCalled(IMethodSymbol function) => function.Parameters.All(parameter => parameter.RefKind == RefKind.None)
        && (IsKnownFunction(function, null) || session.Knowledge.Rules.For(function.OriginalDefinition) is not null
            || (BodySyntax(function.OriginalDefinition) is { } body && !IsIterator(body) && !function.IsAsync
                && (function.ReturnsVoid || TypeOf(function.ReturnType).Kind != NumberKind.None)));

    // static readonly Func<double, double> Kernel = u => Math.Exp(-u * u);
    private KnownDelegate? DelegateIn(IFieldSymbol field)
    {
        if (field.DeclaringSyntaxReferences is not [var declaration] || field.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
            || declaration.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            return null;
        var operation = session.Knowledge.ModelOf(value.SyntaxTree).GetOperation(value, session.Cancellation);
        while (operation is IConversionOperation { Operand: var inner })
            operation = inner;
        var function = operation switch
        {
            IAnonymousFunctionOperation { Symbol: { IsAsync: false } lambda } => lambda,
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol: { IsAsync: false } lambda } } => lambda,
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { IsStatic: true } symbol } } => symbol,
            IMethodReferenceOperation { Method: { IsStatic: true } symbol } => symbol,
            _ => null,
        };
        return function is not null && CanBeCalled(function) ? new KnownDelegate(function, null, null, operation!) : null;
    }

    private KnownDelegate? DelegateAt(ISymbol variable) => delegates.TryGetValue(variable, out var known) ? known : outer?.DelegateAt(variable);

    /// <summary>For each parameter of a function that is called the delegate that it is given, if that is known; nothing where none is.</summary>
    private EquatableArray<GivenDelegate> DelegatesAmong(IMethodSymbol target, IReadOnlyList<IArgumentOperation> arguments)
    {
        var given = new List<GivenDelegate>();
        HashSet<string>? written = null;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None, Type.TypeKind: TypeKind.Delegate } parameter || DelegateFrom(argument.Value) is not { } known)
                continue;
            written ??= BodySyntax(target.OriginalDefinition) is { } body ? WritesOf(body) : [];
            if (!written.Contains(parameter.Name))
                given.Add(new(parameter.Ordinal, known));
        }

        return given.OrderBy(one => one.Parameter).ToEquatableArray();
    }

    private bool TakesDelegates(IInvocationOperation call) =>
        CanCarryCall(call.TargetMethod) && call.Arguments.Any(argument => DelegateFrom(argument.Value) is not null);

    // Where all that the method and its delegates use is passive, the call stays a call.
    private Expression? CallWithDelegates(IInvocationOperation call, bool wantsValue)
    {
        var site = Site(call);
        var (parts, value) = Apart(() => Inline(call.TargetMethod, call.Instance, call.Arguments, call.Syntax, wantsValue));
        // What is given a delegate that was made elsewhere cannot be carried over.
        if (value is null)
            return call.Arguments.All(argument => DelegateFrom(argument.Value) is not { Definer: { } definer } || ReferenceEquals(definer, this)) ? null : Refused(call.TargetMethod, site);
        EmitPassage(parts, value is Read { Variable: var result } ? result : -1, call, site);
        return value;
    }

    private Expression? DelegateCall(IInvocationOperation call)
    {
        if (call is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } instance } || DelegateFrom(instance) is not { } known)
            return null;
        return Invoke(known, [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)], call.Syntax);
    }

    /// <summary>Calls a delegate that is known.</summary>
    private Expression Invoke(KnownDelegate known, IReadOnlyList<IOperation> arguments, SyntaxNode syntax)
    {
        var passed = DelegatesPassed(arguments);
        var values = Operands([.. arguments.Where((_, i) => passed.All(given => given.Parameter != i))]);
        return Invoke(known, values, passed, syntax);
    }

    private Expression Invoke(KnownDelegate known, IReadOnlyList<Expression> values, EquatableArray<GivenDelegate> passed, SyntaxNode syntax)
    {
        var (function, site) = (known.Function, session.Site(syntax));
        var rule = session.Knowledge.Rules.For(function.OriginalDefinition);
        if (rule is not null || IsKnownFunction(function, null))
            return ApplyTo(function, values, rule is null ? null : RuleOf(rule, function), site);
        var way = new WayOfCalling(-1, default, passed, known);
        return Inline(function, syntax, way, callee => ReceiverOf(callee, known, site).Concat(values.Select(value => new Argument(value, -1))), wantsValue: true, site)
            ?? Refused(function, site);
    }

    private EquatableArray<GivenDelegate> DelegatesPassed(IReadOnlyList<IOperation> arguments)
    {
        var given = new List<GivenDelegate>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (DelegateFrom(arguments[i]) is { } known)
                given.Add(new(i, known));
        }

        return given.ToEquatableArray();
    }

    private IEnumerable<Argument> ReceiverOf(Callee callee, KnownDelegate known, int site)
    {
        if (!callee.HasReceiver)
            yield break;
        yield return new Argument(known.Receiver is IMethodSymbol owner ? ReadOf(ReceiverOf(owner), site) : ReadOf(known.Receiver!, site), -1);
    }

    /// <summary>A known delegate where it is neither called nor passed on: the code that makes it, which only stands for it where it was written.</summary>
    private Expression DelegateValue(KnownDelegate known, ISymbol variable, int site)
    {
        if (ReferenceEquals(known.Definer, this) && known.Creation.Syntax is ExpressionSyntax)
            return Carry(known.Creation);
        session.Report([new Problem("SYMDIFF002", site, [$"A use of the delegate '{variable.Name}' other than a call", "call it, or pass it to a method of this project"])]);
        return new Literal(TypeOf(known.Function.ReturnType), "default", 0, site);
    }

    // f == null, where f is known to be there.
    private Literal? NullTest(IBinaryOperation binary)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
            return null;
        var (one, other) = (binary.LeftOperand, binary.RightOperand);
        var isTested = (IsNull(other) && DelegateFrom(one) is not null) || (IsNull(one) && DelegateFrom(other) is not null);
        return isTested ? Truth(binary.OperatorKind == BinaryOperatorKind.NotEquals, Site(binary)) : null;

        static bool IsNull(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };
    }

    private Literal? NullTest(IIsPatternOperation test)
    {
        if (DelegateFrom(test.Value) is null)
            return null;
        return test.Pattern switch
        {
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => Truth(false, Site(test)),
            INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => Truth(true, Site(test)),
            _ => null,
        };
    }

    private static Literal Truth(bool holds, int site) => new(ValueType.Boolean, holds ? "true" : "false", holds ? 1 : 0, site);

    // ArgumentNullException.ThrowIfNull(f)
    private bool IsGuardOfDelegate(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "ThrowIfNull", ContainingType.Name: "ArgumentNullException" }, Arguments: [{ Value: var tested }, ..] }
        && Unconverted(tested) is { } value && DelegateFrom(value) is not null;

    // Why a call cannot be read that is of a delegate.
    private Problem? UnknownDelegate(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke }, Instance: { } instance } call && DelegateFrom(instance) is null
            ? new Problem("SYMDIFF003", Site(call), [$"{instance.Syntax}(…), a delegate that is known only at run time"])
            : null;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Calls of methods, local functions and lambdas whose source is in the compilation.</content>
internal sealed partial class BodyReader
{
    /// <summary>Parameters that are arrays to the author, and whose elements the caller wrote one by one.</summary>
    private readonly HashSet<ISymbol> tupled = new(SymbolEqualityComparer.Default);

    private Expression? Inline(
        IMethodSymbol target, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments, SyntaxNode syntax, bool wantsValue)
    {
        var site = session.Site(syntax);
        var way = WayOf(target, arguments) with { IsOnThis = IsOnThis(target, instance) };
        if (instance is not null && IsStruct(instance.Type) && CalleeOf(target, syntax, way) is { } changing && CannotRefer(changing, instance))
            return CanCarryCall(target) ? null : Refused(target, site);
        return Inline(target, syntax, way, callee => ArgumentsOf(callee, target, instance, arguments, way, site), wantsValue, site);
    }

    private WayOfCalling WayOf(IMethodSymbol target, IReadOnlyList<IArgumentOperation> arguments)
    {
        var way = new WayOfCalling(ParamsCount(arguments), default, DelegatesAmong(target, arguments), null);
        return way with { Shared = SharedVariables(target, arguments, EnclosingOf(target, way)), Elements = ElementsAmong(arguments), Sequences = SequencesAmong(arguments) };
    }

    // Null where the callee cannot be read, and is carried over: that is right as long as no differentiated value goes in.
    private Expression? Inline(
        IMethodSymbol target,
        SyntaxNode syntax,
        WayOfCalling way,
        Func<Callee, IEnumerable<Argument>> arguments,
        bool wantsValue,
        int site)
    {
        if (CalleeOf(target, syntax, way) is not { } callee)
            return CanCarryCall(target) ? null : Refused(target, site);
        var start = returning.Count;
        var given = arguments(callee).ToList();
        var firstCapture = callee.Function.Parameters.Length - callee.Captures.Length;
        for (var i = 0; i < callee.Captures.Length; i++)
        {
            var variable = callee.Function.Variables[callee.Function.Parameters[firstCapture + i]];
            given.Add(ArgumentFor(callee.Captures[i], variable.Role == VariableRole.Reference, site));
        }

        var result = (target.ReturnsVoid && target.MethodKind != MethodKind.Constructor) || !wantsValue ? -1 : Temporary(callee.Function.ReturnType);
        Emit(new Call(result, callee.Index, given.ToEquatableArray(), site)
        {
            AsWritten = result < 0 ? null : AsWritten(target, callee, given, site),
            CalledAs = CalledAs(target, callee, way),
            Beside = (callee.Function.ReturnType is { IsReal: true } or { Kind: NumberKind.Tuple } || target.ReturnsVoid) && way.Elements.Length == 0 && !TakesObjects(target) ? session.Root.NameBeside(target, "Value", "Forward", "Pullback", "ValueAndPullback", "Tangent", "ForwardTangent", "PullbackTangent", "ValueAndPullbackTangent") : "",
        });
        foreach (var argument in given)
        {
            if (argument.Reference >= 0)
                NoteWrite(argument.Reference);
        }

        PutBack(start, site);
        return result < 0 ? Nothing : ReadOf(result, site);
    }

    private bool IsTupled(ISymbol parameter) => tupled.Contains(parameter) || (outer?.IsTupled(parameter) ?? false);

    private ValueType ParamsType(ITypeSymbol array, int count)
    {
        var element = TypeOf(ElementIn(array)!);
        return new(NumberKind.Tuple, element.Text + "[]", Enumerable.Repeat(element, count).ToEquatableArray());
    }

    private Literal Refused(IMethodSymbol target, int site)
    {
        session.Report(session.Callees.ObstaclesOf(target.OriginalDefinition));
        return new Literal(TypeOf(target.ReturnType), "default", 0, site);
    }

    private bool CanCarryCall(IMethodSymbol target) =>
        target.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.ExplicitInterfaceImplementation) && session.Scope.CanAccess(target);

    /// <summary>Reads what is called, or finds it read; null where something in it cannot be read.</summary>
    private Callee? CalleeOf(IMethodSymbol target, SyntaxNode syntax, WayOfCalling way)
    {
        var definition = target.OriginalDefinition;
        var arguments = Substitution.Of(target, (way.Known?.Definer ?? this).substitution, session.Compilation);
        var body = BodySyntax(definition)!;
        var enclosing = EnclosingOf(target, way);
        var key = new CalleeKey(definition, arguments?.Text ?? string.Empty, way.ParamsCount, way.Shared, way.Delegates, way.Elements, enclosing) { IsOnThis = way.IsOnThis, Sequences = way.Sequences };
        if (session.Callees.TryGet(key, out var known))
            return known;
        if (HasOwnPullback(target, way.IsOnThis) && session.Callees.ReaderOf(key) is { } begun)
            return session.Callees.Repeat(key, begun.Declared(), begun.captures.ToImmutable(), HasReceiver(definition), session.Site(syntax));
        if (session.Callees.IsOpen(key) || (IsMarked(definition) && !HasOwnPullback(target, way.IsOnThis)) || IsOwnDelegate(definition, way))
        {
            session.Callees.Refuse(definition, [new("SYMDIFF010", session.Site(syntax), [target.Name])]);
            return null;
        }

        if (session.Callees.ObstaclesOf(definition).Length > 0)
            return null;
        var count = session.ProblemCount;
        var place = session.ComposedAt;
        if (Compositions.IsGenerated(body.SyntaxTree))
            session.ComposedAt ??= PlaceOfCall(syntax).GetLocation();
        session.Bodies.Add(body);
        var reader = new BodyReader(session, definition, session.Knowledge.ModelOf(body.SyntaxTree), arguments, enclosing) { hasOwnThis = way.IsOnThis };
        session.Callees.Open(key, reader);
        try
        {
            // What the generator has written before is read as it is written to be read.
            if (Compositions.IsWritten(body.SyntaxTree))
                throw new BrokenCodeException();
            var function = reader.ReadCallee(body, way);
            if (session.ProblemCount > count)
            {
                session.Callees.Refuse(definition, session.Withdraw(count));
                return null;
            }

            var captures = reader.captures.ToImmutable();
            // What calls itself is called for its value and again for its derivative: it must leave what it captures as it is.
            if (session.Callees.RepeatedAs(key) is var (repeated, called) && (repeated.Captures.Length < captures.Length || function.Parameters.Any(parameter => function.Variables[parameter].Role != VariableRole.Parameter)))
            {
                session.Callees.Refuse(definition, [new("SYMDIFF010", called, [target.Name])]);
                return null;
            }

            return session.Callees.Add(key, function, captures, HasReceiver(definition), reader.DisturbsMemory(function.Body));
        }
        finally
        {
            session.Callees.Close();
            session.ComposedAt = place;
        }
    }

    // A static method may be called again where the derivative is computed.
    private string? CalledAs(IMethodSymbol target, Callee callee, WayOfCalling way) =>
        target is { IsStatic: true, MethodKind: MethodKind.Ordinary, IsGenericMethod: false } && way.ParamsCount < 0 && way.Delegates.Length == 0 && way.Elements.Length == 0 && way.Sequences.Length == 0 && !way.Shared.Any(variable => variable >= 0) && callee.Captures.Length == 0
            && session.Scope.CanAccess(target) && BodySyntax(target.OriginalDefinition) is { } body && !Compositions.IsGenerated(body.SyntaxTree)
            ? IfCarried(() => StaticMember(target))
            : null;

    private static SyntaxNode PlaceOfCall(SyntaxNode syntax) => syntax is InvocationExpressionSyntax { Expression: var called } ? called : syntax;

    private static bool HasReceiver(IMethodSymbol function) => !function.IsStatic && !IsNested(function) && function.MethodKind != MethodKind.Constructor;

    private static bool IsNested(IMethodSymbol function) => function.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;

    // The reader of the body whose variables a function uses: that around a nested one, or the one that gives it delegates.
    private BodyReader? EnclosingOf(IMethodSymbol target, WayOfCalling way)
    {
        if (way.Delegates.Any(given => given.Known.Definer is not null))
            return this;
        return !IsNested(target) ? null : way.Known is { } known ? known.Definer : Enclosing(target.OriginalDefinition);
    }

    // A function that gives itself a delegate of its own has no end.
    private static bool IsOwnDelegate(IMethodSymbol definition, WayOfCalling way)
    {
        foreach (var given in way.Delegates)
        {
            for (var reader = given.Known.Definer; reader is not null; reader = reader.outer)
            {
                if (SymbolEqualityComparer.Default.Equals(reader.method, definition))
                    return true;
            }
        }

        return false;
    }

    // The reader of the function in which a local function stands.
    private BodyReader Enclosing(IMethodSymbol nested)
    {
        var reader = this;
        while (reader.outer is { } around && !SymbolEqualityComparer.Default.Equals(nested.ContainingSymbol, reader.method))
            reader = around;
        return reader;
    }

    private Function ReadCallee(SyntaxNode body, WayOfCalling way)
    {
        var shared = way.Shared;
        if (HasReceiver(method))
        {
            thisVariable = Add(new Variable("this", TypeOf(method.ContainingType), VariableRole.Parameter));
            parameters.Add(thisVariable);
        }
        else if (IsConstructor)
        {
            thisVariable = Add(new Variable("", TypeOf(method.ContainingType), VariableRole.Local));
        }

        bool IsShared(IParameterSymbol parameter) => shared.Length > 0 && shared[parameter.Ordinal] >= 0;
        foreach (var parameter in method.Parameters)
        {
            if (way.Knows(parameter))
            {
                delegates[parameter] = way.Delegates.First(given => given.Parameter == parameter.Ordinal).Known;
                continue;
            }

            if (way.ElementFor(parameter) is { } element)
            {
                ReferTo(parameter, element, session.Site(body));
                continue;
            }

            if (IsShared(parameter))
            {
                if (outer is null)
                    NameShared(parameter, shared[parameter.Ordinal]);
                continue;
            }

            var index = Declare(parameter);
            if (way.Sequences.Contains(parameter.Ordinal))
                TakeAsArray(parameter, index);
            if (!parameter.IsParams || way.ParamsCount < 0)
                continue;
            tupled.Add(parameter);
            variables[index] = variables[index] with { Type = ParamsType(parameter.Type, way.ParamsCount) };
        }

        CaptureBeforehand(body);

        // What is captured comes after all parameters.
        if (outer is not null)
        {
            foreach (var parameter in method.Parameters.Where(IsShared))
                indices[parameter] = CaptureOf(outer.SymbolOf(shared[parameter.Ordinal]));
        }

        if (IsConstructor)
        {
            var made = Apart(() => ReadConstructor(model.GetOperation(body, session.Cancellation), body));
            return new Function(method.Name, parameters.ToEquatableArray(), variables.ToEquatableArray(), made, variables[thisVariable].Type);
        }

        var operation = model.GetOperation(body, session.Cancellation) switch
        {
            ILocalFunctionOperation local => local.Body,
            IAnonymousFunctionOperation lambda => lambda.Body,
            var other => other,
        };
        return ReadFunction(operation ?? throw new BrokenCodeException());
    }

    private Literal? TupledLength(IPropertyReferenceOperation reference) =>
        reference is { Property.Name: "Length", Instance: IParameterReferenceOperation { Parameter: var parameter } } && IsTupled(parameter)
            ? CountOf(variables[VariableOf(parameter)].Type.Elements.Length, Site(reference))
            : null;

    private static Literal CountOf(int count, int site) =>
        new(ValueType.Int, count.ToString(System.Globalization.CultureInfo.InvariantCulture), count, site);

    private bool DisturbsMemory(Block block) => Disturbance.Of([.. block.Statements], 0, session.Callees).IsOfMemory;
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Reads a marked method: from the compiler's objects to a model that holds none of them.</summary>
internal static class MethodReader
{
    private static readonly Reading Nothing = new(null, default, ImmutableArray<Location>.Empty);

    private const string NoOutput = "it must return double or float, or fill an array or span";

    public static Reading Read(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration || method.ContainingType is null)
            return Nothing;
        var knowledge = CompilationKnowledge.Of(compilation);
        return Read(method, declaration, knowledge, new Composition(declaration, knowledge.Compositions), cancellation);
    }

    /// <summary>Reads a method that may call what is generated for others.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declaration">Where it stands.</param>
    /// <param name="knowledge">What is known of the compilation.</param>
    /// <param name="composition">What has been generated so that it can be read.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Reading Read(IMethodSymbol method, SyntaxNode declaration, CompilationKnowledge knowledge, Composition composition, CancellationToken cancellation)
    {
        var objects = ValueObjects.None;
        while (true)
        {
            try
            {
                var reading = Read(method, declaration, knowledge, composition, objects, cancellation);
                // What is wrong with a method whose objects are taken for values may be right where they are not.
                return reading.Method is null && !objects.IsEmpty && Read(method, declaration, knowledge, composition, objects.Withdrawn(), cancellation) is { Method: not null } other ? other : reading;
            }
            catch (ReadAgainException again)
            {
                objects = again.Objects;
            }
        }
    }

    private static Reading Read(IMethodSymbol method, SyntaxNode declaration, CompilationKnowledge knowledge, Composition composition, ValueObjects objects, CancellationToken cancellation)
    {
        var session = new ReadingSession(method, declaration.SyntaxTree, knowledge, objects, cancellation);
        session.Bodies.Add(declaration);
        try
        {
            return session.Give(Read(session, declaration));
        }
        catch (BrokenCodeException)
        {
            return composition.ReadFurther(session) ?? Nothing;
        }
        catch (InsufficientExecutionStackException)
        {
            session.Report("SYMDIFF012", Identifier(declaration).GetLocation(), method.Name);
            return session.Give(null);
        }
    }

    public static SyntaxToken Identifier(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        LocalFunctionStatementSyntax function => function.Identifier,
        _ => declaration.GetFirstToken(),
    };

    private static DifferentiableMethod? Read(ReadingSession session, SyntaxNode syntax)
    {
        var method = session.Method;
        if (syntax is not MethodDeclarationSyntax declaration || !CanBeMarked(session, declaration))
        {
            if (!session.HasProblems)
                session.Unsupported(syntax, "This kind of member", "mark an ordinary method");
            return null;
        }

        if (declaration is { Body: null, ExpressionBody: null } || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error)
            || method.ReturnType.TypeKind == TypeKind.Error)
            throw new BrokenCodeException();

        // What a method without a result fills are its outputs, which only its body tells.
        Function? function = null;
        var reader = new BodyReader(session, method, session.Knowledge.ModelOf(declaration.SyntaxTree));
        EquatableArray<int> outputs = default;
        if (method.ReturnsVoid)
        {
            function = ReadBody(session, reader, declaration);
            outputs = OutputArrays.Of(function, session.Callees.Functions);
            if (outputs.Length == 0 && !session.HasProblems)
                session.Report("SYMDIFF005", declaration.ReturnType.GetLocation(), method.Name, NoOutput);
            if (outputs.Select(index => ElementFault(session.Types.ValueTypeOf(method.Parameters[index].Type), "fills")).FirstOrDefault(fault => fault is not null) is { } fault && !session.HasProblems)
                session.Report("SYMDIFF005", declaration.ReturnType.GetLocation(), method.Name, fault);
        }

        var choice = AttributeReader.Read(session, declaration, outputs);
        if ((choice.Derivatives & Flags.Gradient) != 0)
            session.Differentiated = choice.Chosen.Select(one => method.Parameters.FirstOrDefault(parameter => parameter.Name == one.Name)?.Ordinal ?? -1).OrderBy(index => index).ToEquatableArray();
        session.AsksForSecondDerivatives = (choice.Derivatives & Flags.OfSecondOrder) != 0;
        function ??= ReadBody(session, reader, declaration);
        var rules = reader.ReadRules();
        if (!session.HasProblems && !method.ReturnsVoid && Completion.IsPossible(function.Body))
            throw new BrokenCodeException();
        var self = choice.HasReceiver || reader.ReadsThis ? session.Types.ValueTypeOf(method.ContainingType) : null;
        var declared = DeclarationReader.Read(session, declaration, choice.Derivatives, choice.Chosen.Length, self is { IsStruct: true } ? self : null);
        var (indices, chosen) = choice.In(declared);
        return new DifferentiableMethod(declared, function, session.Callees.Functions, indices, choice.IsExplicit, choice.Derivatives)
        {
            Chosen = chosen,
            Outputs = outputs.SelectMany(index => Leaves.Of(declared.Signature[index].Name, declared.Signature[index].Type))
                .Select(leaf => declared.Parameters.ToList().FindIndex(parameter => parameter.Name == leaf.Name)).Where(index => index >= 0).ToEquatableArray(),
            RuleBodies = rules,
            Companions = session.Companions.Values.Select(companion => companion.Method).OfType<DifferentiableMethod>().ToEquatableArray(),
        };
    }

    /// <summary>Reads a function that calls itself as if it were marked; null where something in it cannot be read, which is then reported.</summary>
    public static DifferentiableMethod? ReadCompanion(ReadingSession outer, IMethodSymbol function, string name, EquatableArray<int> withRespectTo)
    {
        if (function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(outer.Cancellation) is not MethodDeclarationSyntax declaration)
            return null;
        var session = new ReadingSession(function, declaration.SyntaxTree, outer.Knowledge, outer.Objects, outer.Cancellation, outer)
        {
            Differentiated = withRespectTo,
            GradientName = name + "Gradient",
        };
        var model = session.Knowledge.ModelOf(declaration.SyntaxTree);
        var body = model.GetOperation(declaration, session.Cancellation) ?? throw new BrokenCodeException();
        var read = new BodyReader(session, function, model).ReadFunction(body);
        var declared = DeclarationReader.Read(session, declaration, derivatives: 0, withRespectTo.Length, receiver: null) with { Name = name };
        if (!SymbolEqualityComparer.Default.Equals(function.ContainingType, outer.Root.Method.ContainingType))
            declared = declared with { Cref = session.Types.TextOf(function.ContainingType) + "." + declared.Cref };
        return new DifferentiableMethod(declared, read, session.Callees.Functions, withRespectTo, false, Flags.Gradient)
        {
            Chosen = withRespectTo.Select(index => new Chosen(function.Parameters[index].Name, session.Types.ValueTypeOf(function.Parameters[index].Type))).ToEquatableArray(),
        };
    }

    private static Function ReadBody(ReadingSession session, BodyReader reader, MethodDeclarationSyntax declaration)
    {
        var body = session.Knowledge.ModelOf(declaration.SyntaxTree).GetOperation(declaration, session.Cancellation) ?? throw new BrokenCodeException();
        return reader.ReadFunction(body);
    }

    private static bool CanBeMarked(ReadingSession session, MethodDeclarationSyntax declaration)
    {
        var method = session.Method;
        DeclarationReader.RequirePartial(session);
        if (method.MethodKind == MethodKind.ExplicitInterfaceImplementation)
            session.Unsupported(
                declaration.ExplicitInterfaceSpecifier!, "An explicit interface implementation", "mark a method with a name of its own");
        else if (method.IsAbstract || method.IsExtern)
            session.Report("SYMDIFF002", declaration.Identifier.GetLocation(), "A method without a body", "mark the method that implements it");
        else if (method.IsAsync)
            session.Report("SYMDIFF002", declaration.Identifier.GetLocation(), "An async method", "move the computation to a method of its own");
        else if (ReturnFault(session, method) is { } fault)
            session.Report("SYMDIFF005", declaration.ReturnType.GetLocation(), method.Name, fault);
        else
            return !session.HasProblems;
        return false;
    }

    // What does not fit the type that the method returns; null where all does.
    private static string? ReturnFault(ReadingSession session, IMethodSymbol method)
    {
        if (IsReal(method.ReturnType))
            return null;
        string several;
        switch (session.Types.ValueTypeOf(method.ReturnType))
        {
            case { HasMembers: true, IsOfStructs: false } type:
                if (!Leaves.Of(type).All(leaf => leaf.IsReal))
                    return $"each {(type.IsStruct ? "member of the struct" : "element of the tuple")} that it returns must be double or float";
                if (AttributeReader.StructFault(type) is { } fault)
                    return fault;
                several = type.IsStruct ? "it returns a struct" : "it returns a tuple";
                break;
            case { IsSequence: true, Row: null } type when method.ReturnType is IArrayTypeSymbol { Rank: 1 or 2 } && (type.IsOfStructs || type.IsRealArray):
                if (ElementFault(type, "returns") is { } elementFault)
                    return elementFault;
                several = "it returns an array";
                break;
            default:
                if (!method.ReturnsVoid || !method.Parameters.Any(parameter => CanBeFilled(session, parameter)))
                    return method.ReturnType is ITypeParameterSymbol ? AttributeReader.TypeFault(method.ReturnType) : "it must return double or float";
                several = "it returns nothing, and its outputs are what it fills";
                break;
        }

        return (AttributeReader.DerivativesOf(method) & ~Flags.OfSeveralOutputs) == 0 ? null
            : several + ", so ask for Derivatives.Jacobian, JacobianVectorProduct, VectorJacobianProduct or GaussNewton";
    }

    // An array or span, whose elements a method may write.
    private static bool CanBeFilled(ReadingSession session, IParameterSymbol parameter) => session.Types.ValueTypeOf(parameter.Type) is { Row: null, IsSequence: true, HasReal: true }
        && parameter.Type is IArrayTypeSymbol { Rank: 1 or 2 } or INamedTypeSymbol { Name: "Span" };

    // Why the elements of an output are no outputs; null where they are.
    private static string? ElementFault(Model.ValueType type, string verb) => type.Item is not { } item ? null
        : !Leaves.Of(item).All(leaf => leaf.IsReal) ? $"each member of the structs that it {verb} must be double or float"
        : AttributeReader.StructFault(item);

    private static bool IsReal(ITypeSymbol type) => TypeTexts.KindOf(type) is NumberKind.Double or NumberKind.Float;
}

/// <summary>Whether control can reach the end of statements.</summary>
internal static class Completion
{
    public static bool IsPossible(Block block) => block.Statements.All(IsPossible);

    private static bool IsPossible(Statement statement) => statement switch
    {
        Return or Throw or Break or Continue => false,
        If choice => IsPossible(choice.WhenTrue) || IsPossible(choice.WhenFalse),
        Protected scope => IsPossible(scope.Body) && IsPossible(scope.Finally),
        Passage passage => IsPossible(passage.Parts),
        Loop { Condition: Literal { Value: 1 } } loop => Breaks(loop.Body),
        Loop { TestsFirst: false } loop => IsPossible(loop.Body) || Breaks(loop.Body) || Continues(loop.Body),
        _ => true,
    };

    private static bool Breaks(Block block) => Contains(block, static statement => statement is Break);

    private static bool Continues(Block block) => Contains(block, static statement => statement is Continue);

    private static bool Contains(Block block, Func<Statement, bool> holds) => block.Statements.Any(statement => holds(statement)
        || (statement is If choice && (Contains(choice.WhenTrue, holds) || Contains(choice.WhenFalse, holds)))
        || (statement is Protected scope && Contains(scope.Body, holds))
        || (statement is Passage passage && Contains(passage.Parts, holds)));
}

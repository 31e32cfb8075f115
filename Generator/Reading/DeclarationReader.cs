using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Reads what is needed to declare methods beside a marked one.</summary>
internal static class DeclarationReader
{
    public static Declaration Read(ReadingSession session, MethodDeclarationSyntax declaration, int derivatives, int inputs, ValueType? receiver)
    {
        var method = session.Method;
        RequireFreeNames(session, declaration, derivatives, inputs);
        DeclaredParameter[] signature = [.. method.Parameters.Select(parameter => ParameterReader.Read(session, parameter))];
        return new Declaration(
            HintNames.Of(method, session.Knowledge),
            Names.Namespace(method.ContainingNamespace),
            ContainingTypes(method).Select(type => new ContainingType(Header(type, session))).ToEquatableArray(),
            method.Name,
            Modifiers(session, declaration),
            method.TypeParameters.IsEmpty ? string.Empty : "<" + string.Join(", ", method.TypeParameters.Select(Identifier)) + ">",
            method.TypeParameters.IsEmpty
                ? default
                : declaration.ConstraintClauses.Select(clause => ParameterReader.Resolved(session, clause)).ToEquatableArray(),
            LeavesOf(session, signature, receiver).ToEquatableArray(),
            session.Types.ValueTypeOf(method.ReturnType),
            CrefReader.Of(session),
            session.ReservedNames.ToEquatableArray(),
            session.LoopNames.ToEquatableArray(),
            session.Usings.ToEquatableArray(),
            session.MathText,
            session.MathFText,
            session.CalculusText,
            session.Knowledge.HasMathF,
            session.Knowledge.HasArrayPool,
            (int)session.LanguageVersion,
            Summaries.FirstSentence(declaration))
        {
            LoopUsings = session.LoopUsings.ToEquatableArray(),
            ResultNames = method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
                ? tuple.TupleElements.Select(element => element.IsExplicitlyNamedTupleElement ? element.Name : string.Empty).ToEquatableArray()
                : default,
            SpanText = SpanText(session, derivatives),
            NumberInterfaces = NumberInterfacesOf(method).ToEquatableArray(),
            HasDerivation = AttributeReader.WantsDerivation(method),
            HasSpan = session.Knowledge.HasSpan,
            HasSinCos = session.Knowledge.HasSinCos,
            SkipsZeroing = SkipsZeroing(method),
            Signature = signature.ToEquatableArray(),
            Receiver = receiver,
            Accessors = session.Root == session ? session.Accessors.All.Select(accessor => new Accessor(accessor.Key, accessor.Value)).ToEquatableArray() : default,
        };
    }

    // A type or a module may say so for all that is in it.
    private static bool SkipsZeroing(IMethodSymbol method) => ContainingTypes(method).Append<ISymbol>(method.ContainingModule)
        .Any(symbol => symbol.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "SkipLocalsInitAttribute", ContainingNamespace.Name: "CompilerServices" }));

    private static IEnumerable<string> NumberInterfacesOf(IMethodSymbol method) =>
        NumbersOf(method).OfType<ITypeParameterSymbol>().SelectMany(TypeTexts.InterfacesOf).Distinct().OrderBy(name => name, StringComparer.Ordinal);

    private static IEnumerable<ITypeSymbol> NumbersOf(IMethodSymbol method) => method.Parameters.Select(parameter => TypeTexts.ElementOf(parameter.Type) ?? parameter.Type);

    // The type parameter in which a Jacobian is computed.
    private static ITypeSymbol? GenericNumber(ReadingSession session) => NumbersOf(session.Method).FirstOrDefault(type => session.Types.ValueTypeOf(type).IsGeneric);

    private static IEnumerable<DeclaredParameter> LeavesOf(ReadingSession session, DeclaredParameter[] signature, ValueType? receiver)
    {
        var method = session.Method;
        var leaves = method.Parameters.SelectMany(parameter => ParameterReader.Leaves(session, signature[parameter.Ordinal], parameter.Type));
        return receiver is null ? leaves : leaves.Concat(ParameterReader.Receiver(session, receiver));
    }

    // Of float where all that the tuple holds is.
    private static string SpanText(ReadingSession session, int derivatives)
    {
        var type = session.Types.ValueTypeOf(session.Method.ReturnType);
        if ((!(type is { HasMembers: true, IsOfStructs: false }) && (derivatives & (Flags.Jacobian | Flags.GaussNewton)) == 0) || session.Knowledge.Find("System.Span`1") is not { } span)
            return string.Empty;
        var number = session.Compilation.GetSpecialType(type.HasMembers && Leaves.Of(type).All(leaf => leaf.Kind == NumberKind.Float) ? SpecialType.System_Single : SpecialType.System_Double);
        return session.Types.TextOf(span.Construct(GenericNumber(session) ?? number));
    }

    /// <summary>Reports each containing type that another part cannot be added to.</summary>
    public static void RequirePartial(ReadingSession session)
    {
        foreach (var type in ContainingTypes(session.Method))
        {
            if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || type.IsFileLocal)
            {
                session.Report("SYMDIFF002", type.Locations[0], type.IsFileLocal ? "A method of a file-local type" : "A method in this place",
                    "move it to a partial class or struct");
                continue;
            }

            var parts = type.DeclaringSyntaxReferences
                .Select(reference => reference.GetSyntax(session.Cancellation))
                .OfType<TypeDeclarationSyntax>()
                .ToList();
            if (parts.Count > 0 && !parts.Exists(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)))
                session.Report("SYMDIFF001", parts[0].Identifier.GetLocation(), type.Name);
        }
    }

    private static Stack<INamedTypeSymbol> ContainingTypes(IMethodSymbol method)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            types.Push(type);
        return types;
    }

    private static string Identifier(ITypeParameterSymbol parameter) => Names.Identifier(parameter.Name);

    // Accessibility and bases may be left to the author's part.
    private static string Header(INamedTypeSymbol type, ReadingSession session)
    {
        var words = new List<string>();
        if (type.IsStatic)
            words.Add("static");
        if (type is { TypeKind: TypeKind.Struct, IsReadOnly: true })
            words.Add("readonly");
        if (type.IsRefLikeType)
            words.Add("ref");
        words.Add("partial");
        if (type.IsRecord)
            words.Add(type.TypeKind == TypeKind.Struct ? "record struct" : "record");
        else
            words.Add(type.TypeKind switch { TypeKind.Struct => "struct", TypeKind.Interface => "interface", _ => "class" });
        var name = Names.Identifier(type.Name);
        if (type.TypeParameters.Length > 0)
            name += "<" + string.Join(", ", type.TypeParameters.Select(Variant)) + ">";
        words.Add(name);
        return string.Join(" ", words);
    }

    private static string Variant(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => string.Empty,
    } + Names.Identifier(parameter.Name);

    private static string Modifiers(ReadingSession session, MethodDeclarationSyntax declaration)
    {
        var method = session.Method;
        var words = new List<string>
        {
            method.DeclaredAccessibility switch
            {
                Accessibility.Public => "public",
                Accessibility.Internal => "internal",
                Accessibility.Protected => "protected",
                Accessibility.ProtectedOrInternal => "protected internal",
                Accessibility.ProtectedAndInternal => "private protected",
                _ => "private",
            },
        };
        if (HidesInherited(method))
            words.Add("new");
        if (method.IsStatic)
            words.Add("static");
        else if (method.IsReadOnly && !method.ContainingType.IsReadOnly)
            words.Add("readonly");
        if (session.NeedsUnsafe || declaration.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(IsUnsafe))
            words.Add("unsafe");
        return string.Join(" ", words);
    }

    private static bool IsUnsafe(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.UnsafeKeyword);

    // A base class's marked method of the same signature has derivatives of the same names.
    private static bool HidesInherited(IMethodSymbol method)
    {
        for (var type = method.ContainingType.BaseType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => other.DeclaredAccessibility != Accessibility.Private
                && SameParameters(other, method.Parameters) && AttributeReader.Of(other, AttributeReader.Differentiable) is not null))
                return true;
        }

        return false;
    }

    private static void RequireFreeNames(ReadingSession session, MethodDeclarationSyntax declaration, int derivatives, int inputs)
    {
        var method = session.Method;
        foreach (var (name, more, isWithoutDraws) in GeneratedNames.Of(method, derivatives, inputs))
        {
            if (name == method.ContainingType.Name || (more == GeneratedNames.NotAMethod && HasOtherDerivation(method)))
            {
                session.Report("SYMDIFF006", declaration.Identifier.GetLocation(), name);
                continue;
            }

            foreach (var member in method.ContainingType.GetMembers(name))
            {
                // The analyzer runs after the generator, and sees what it wrote.
                if (member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute"
                    && attribute.ConstructorArguments is [{ Value: "SymDiff.Generator" }, ..]))
                    continue;
                if (more == GeneratedNames.NotAMethod || member is not IMethodSymbol other
                    || (other.Arity == method.Arity && SameParameters(other, isWithoutDraws ? method.Parameters.RemoveAll(GeneratedNames.IsDraw) : method.Parameters, more)))
                {
                    session.Report("SYMDIFF006", declaration.Identifier.GetLocation(), name);
                    break;
                }
            }
        }
    }

    // A constant cannot be overloaded: of methods of one name only one can have a derivation.
    private static bool HasOtherDerivation(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
        !SymbolEqualityComparer.Default.Equals(other.PartialImplementationPart ?? other, method.PartialImplementationPart ?? method) && AttributeReader.WantsDerivation(other));

    // One has those of the other, and after them so many more: a tangent or cotangent each, or a span.
    private static bool SameParameters(IMethodSymbol one, ImmutableArray<IParameterSymbol> others, int more = 0)
    {
        if (one.Parameters.Length != others.Length + more || one.Parameters.Skip(others.Length).Any(parameter => !GeneratedNames.IsTaken(parameter)))
            return false;
        for (var i = 0; i < others.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(one.Parameters[i].Type, others[i].Type)
                || (one.Parameters[i].RefKind == RefKind.None) != (others[i].RefKind == RefKind.None))
                return false;
        }

        return true;
    }
}

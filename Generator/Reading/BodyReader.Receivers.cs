using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>The members of structs with code in them: constructors, and methods that may change what they are called on.</content>
internal sealed partial class BodyReader
{
    /// <summary>What a method that is called on a part of a struct has made of it, to be put back when it has returned.</summary>
    private readonly List<(Place Place, Spot? Element, int Temporary)> returning = [];

    private bool IsConstructor => method.MethodKind == MethodKind.Constructor;

    /// <summary>The receiver of a call. Where the method changes it, it is the variable itself, or a copy that is put back.</summary>
    private Argument ReceiverOf(Callee callee, IOperation instance, Expression value, int site)
    {
        if (!callee.Function.Variables[callee.Function.Parameters[0]].IsReference)
            return new Argument(value, -1);
        if (PlaceAt(instance) is { } place && !IsCopied(instance))
        {
            NoteWrite(place.Variable);
            if (place.Path.Length == 0)
                return new Argument(value, place.Variable);
            var part = SetAside(value).Variable;
            returning.Add((place, null, part));
            return new Argument(ReadOf(part, site), part);
        }

        RequireOwn(instance);
        if (ElementOf(callee, instance) is { } spot)
        {
            spot = Settled(spot);
            var element = SetAside(ItemOf(spot.Array, spot.Indices, site)).Variable;
            returning.Add((default, spot, element));
            return new Argument(ReadOf(element, site), element);
        }

        var copy = SetAside(value).Variable;
        return new Argument(ReadOf(copy, site), copy);
    }

    /// <summary>A call of a struct's own method or property, as it is written; null for any other.</summary>
    private Verbatim? AsWritten(IMethodSymbol target, Callee callee, List<Argument> given, int site)
    {
        if (GivesArray(target) && !target.Parameters.Any(parameter => parameter.IsParams || parameter.RefKind != RefKind.None || HasReal(TypeOf(parameter.Type))))
        {
            if (callee.Captures.Length > 0 || IfCarried(() => StaticMember(target)) is not { } called)
                return null;
            string[] words = given.Count == 0 ? [called + "()"] : [called + "(", .. Enumerable.Repeat(", ", given.Count - 1), ")"];
            return new Verbatim(callee.Function.ReturnType, words.ToEquatableArray(), given.Select(argument => argument.Value!).ToEquatableArray(), Purity.Effectful, NameFor(target.Name), site);
        }

        if (!callee.HasReceiver || !IsStruct(target.ContainingType) || target.IsGenericMethod || !session.Scope.CanAccess(target) || given.Any(argument => argument.Reference >= 0)
            || target.MethodKind == MethodKind.ExplicitInterfaceImplementation || target.Parameters.Any(parameter => parameter.IsParams) || target.AssociatedSymbol is IPropertySymbol { IsIndexer: true })
            return null;
        var name = "." + Names.Identifier(target.AssociatedSymbol?.Name ?? target.Name);
        string[] pieces = target.AssociatedSymbol is not null ? ["", name]
            : given.Count == 1 ? ["", name + "()"]
            : ["", name + "(", .. Enumerable.Repeat(", ", given.Count - 2), ")"];
        var purity = target.AssociatedSymbol is { } property ? Purities.OfMember(property) : Purity.Effectful;
        return new Verbatim(
            callee.Function.ReturnType, pieces.ToEquatableArray(), given.Select(argument => argument.Value!).ToEquatableArray(), purity, NameFor(name.TrimStart('.', '@')), site);
    }

    private void PutBack(int from, int site)
    {
        List<(Place Place, Spot? Element, int Temporary)> all = [.. returning.Skip(from)];
        returning.RemoveRange(from, all.Count);
        foreach (var (place, element, temporary) in all)
        {
            if (element is not null)
                StoreAt(element, ReadOf(temporary, site), site);
            else
                Store(place, ReadOf(temporary, site), site);
        }
    }

    // Of a struct that is only read C# makes a copy for a method that may change it: of a property, of a readonly field outside the constructor, of an in parameter, and of itself in a method that is readonly.
    private bool IsCopied(IOperation instance) => instance.Type is { IsValueType: true } && instance switch
    {
        IPropertyReferenceOperation => true,
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => !(IsConstructor && SymbolEqualityComparer.Default.Equals(field.ContainingType, method.ContainingType)),
        IFieldReferenceOperation { Instance: { } whole } => IsCopied(whole),
        IInstanceReferenceOperation => OwnerOfThis(method) is { IsReadOnly: true },
        IParameterReferenceOperation { Parameter.RefKind: var kind } => IsReadOnly(kind),
        _ => false,
    };

    // Of anything else in an array or a list, such as an item of a list or what is read only, C# makes a copy for the method.
    private static bool IsVariable(IOperation element) => element switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.Ref } or IArrayElementReferenceOperation => true,
        IPropertyReferenceOperation { Property: { IsIndexer: true, ReturnsByRef: true } } => true,
        IImplicitIndexerReferenceOperation { Instance.Type: IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" } } => true,
        IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { } whole } => IsVariable(whole),
        _ => false,
    };

    // The element of an array that a method is called on: it is taken out and put back, where the method sees the array by no other way.
    private Spot? ElementOf(Callee callee, IOperation instance)
    {
        if (!IsInElement(instance) || !IsVariable(instance) || callee.DisturbsMemory || callee.Captures.Length > 0 || callee.Function.Parameters.Any(parameter => callee.Function.Variables[parameter].Type.IsSequence))
            return null;
        var (before, spot) = Apart(() => WrittenSpotAt(instance));
        return before.Statements.Length == 0 ? spot : null;
    }

    // A method that changes its receiver where that is something in memory would have to be given the thing itself.
    private bool CannotRefer(Callee callee, IOperation? instance) => callee.HasReceiver && instance is not null
        && callee.Function.Variables[callee.Function.Parameters[0]].IsReference && PlaceAt(instance) is null && ElementOf(callee, instance) is null && IsInMemory(instance);

    private bool IsInMemory(IOperation instance) => IsPlace(instance) || instance switch
    {
        IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { } inner } => IsInMemory(inner),
        IInstanceReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation => true,
        _ => false,
    };

    // A constructor is a function that returns what it has made: zeros, then the initialisers, then what its body does.
    private void ReadConstructor(IOperation? body, SyntaxNode syntax)
    {
        var type = variables[thisVariable].Type;
        var site = session.Site(syntax is ConstructorDeclarationSyntax declaration ? declaration.Identifier.GetLocation() : syntax.GetLocation());
        var constructor = body as IConstructorBodyOperation;
        if (OtherConstructor(constructor?.Initializer) is { } other)
        {
            var value = other.TargetMethod is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true }
                ? Default(type, site)
                : Inline(other.TargetMethod, null, other.Arguments, other.Syntax, wantsValue: true);
            if (value is null)
                session.Unsupported(other.Syntax, "This constructor", "assign the members in the constructor itself");
            else
                Store(thisVariable, value, site);
        }
        else
        {
            Store(thisVariable, Default(type, site), site);
            ReadInitialisers(site);
        }

        if (constructor?.BlockBody is { } block)
            Statement(block);
        else if (constructor?.ExpressionBody is { } arrow)
            Statement(arrow);
        Emit(new Return(ReadOf(thisVariable, site), site));
    }

    private static IInvocationOperation? OtherConstructor(IOperation? initializer) => initializer switch
    {
        IExpressionStatementOperation { Operation: var inner } => OtherConstructor(inner),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor, ContainingType.SpecialType: not SpecialType.System_Object } } call => call,
        _ => null,
    };

    private void ReadInitialisers(int site)
    {
        var fields = StructMembers.Of(Actual(method.ContainingType));
        for (var i = 0; i < fields.Count; i++)
        {
            var place = new Place(thisVariable, [i]);
            if (Makings.InitializerOf(fields[i].OriginalDefinition) is { Parent: { } clause } && session.Knowledge.ModelOf(clause.SyntaxTree) is { } other)
            {
                if (other != model)
                    session.Unsupported(clause, "An initialiser in another file than its constructor", "move it there");
                else if (other.GetOperation(clause, session.Cancellation) is ISymbolInitializerOperation { Value: var value })
                {
                    RequireValues(value);
                    Store(place, Operand(value), site);
                }
            }
            else if (fields[i] is IParameterSymbol captured && method.Parameters.FirstOrDefault(parameter => parameter.Name == captured.Name) is { } kept)
            {
                Store(place, ReadOf(kept, site), site);
            }
            else if (StructMembers.Visible(fields[i]) is IPropertySymbol property && Makings.IsOfParameter(property)
                && method.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is { } parameter)
            {
                Store(place, ReadOf(parameter, site), site);
            }
        }
    }
}

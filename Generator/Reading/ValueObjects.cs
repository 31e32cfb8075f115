using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>
/// Which classes' objects are held member by member, as structs are, while a method is read: those that the method makes itself, and of which nothing can tell an object from a copy, since
/// they never change, or since only one variable ever has each of them.
/// What is met while reading may say that a class is such a one, or that it is not after all; the method is then read again.
/// </summary>
internal sealed class ValueObjects
{
    public static readonly ValueObjects None = new([], []);

    private readonly HashSet<ITypeSymbol> values;
    private readonly HashSet<ITypeSymbol> objects;

    private ValueObjects(HashSet<ITypeSymbol> values, HashSet<ITypeSymbol> objects) => (this.values, this.objects) = (values, objects);

    /// <summary>Whether no class's objects are held as values.</summary>
    public bool IsEmpty => values.Count == 0;

    /// <summary>Whether objects of this class are held member by member.</summary>
    public bool AreValues(ITypeSymbol? type) => values.Count > 0 && type is { TypeKind: TypeKind.Class } && values.Contains(type);

    /// <summary>Whether a value of this type is an object that is held member by member, or has one in it.</summary>
    public bool Hold(ITypeSymbol type) => AreValues(type) || type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => Hold(element.Type)),
        { TypeKind: TypeKind.Struct } => StructMembers.Of(type).Any(member => Hold(StructMembers.TypeOf(member))),
        _ => false,
    };

    /// <summary>Whether objects of this class are held member by member, and change.</summary>
    public bool Change(ITypeSymbol? type) => AreValues(type) && !IsNeverWritten((INamedTypeSymbol)type!);

    /// <summary>The same where objects of this class, and of those that they consist of, are values; null where they are already, or cannot be.</summary>
    public ValueObjects? With(ITypeSymbol type)
    {
        if (AreValues(type) || type is not INamedTypeSymbol { TypeKind: TypeKind.Class } made || !CanBeValue(made, objects, []))
            return null;
        var all = Copy(values);
        Add(made);
        return new ValueObjects(all, objects);

        void Add(INamedTypeSymbol whole)
        {
            if (whole.TypeKind == TypeKind.Class)
                all.Add(whole);
            foreach (var member in StructMembers.Of(whole).Select(StructMembers.TypeOf).OfType<INamedTypeSymbol>())
                Add(member);
        }
    }

    /// <summary>The same where objects of this class are no values, nor are those that hold one.</summary>
    public ValueObjects Without(ITypeSymbol type) =>
        new(Copy(values.Where(other => !Holds(other, type))), Copy(objects.Append(type)));

    /// <summary>The same where all objects are what they are.</summary>
    public ValueObjects Withdrawn() => new([], Copy(objects.Concat(values)));

    private static HashSet<ITypeSymbol> Copy(IEnumerable<ITypeSymbol> types) => new(types, SymbolEqualityComparer.Default);

    private static bool Holds(ITypeSymbol whole, ITypeSymbol part) => SymbolEqualityComparer.Default.Equals(whole, part)
        || StructMembers.Of(whole).Any(member => Holds(StructMembers.TypeOf(member), part));

    // Sealed or not: what is made by its own constructor is of the very class, and of its virtual members none is read.
    private static bool CanBeValue(INamedTypeSymbol type, HashSet<ITypeSymbol> objects, HashSet<ITypeSymbol> around)
    {
        if (type.TypeKind == TypeKind.Class && (type is { IsAbstract: true } or { IsStatic: true } or { BaseType.SpecialType: not SpecialType.System_Object }
            || !IsAuthors(type) || objects.Contains(type) || IsCopiedItsOwnWay(type)))
            return false;
        // A chain of objects has no end.
        if (!around.Add(type.OriginalDefinition))
            return false;
        var members = StructMembers.Of(type);
        var areValues = (type.TypeKind != TypeKind.Class || members.Count > 0) && members.All(member => CanBeMember(StructMembers.TypeOf(member), objects, around));
        around.Remove(type.OriginalDefinition);
        return areValues;
    }

    private static bool CanBeMember(ITypeSymbol type, HashSet<ITypeSymbol> objects, HashSet<ITypeSymbol> around) => type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => CanBeMember(element.Type, objects, around)),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } inner when IsAuthors(inner) => CanBeValue(inner, objects, around),
        _ => true,
    };

    // A record's constructor that with calls.
    private static bool IsCopiedItsOwnWay(INamedTypeSymbol type) => type.IsRecord && type.InstanceConstructors.Any(constructor =>
        !constructor.IsImplicitlyDeclared && constructor.Parameters is [{ Type: var copied }] && SymbolEqualityComparer.Default.Equals(copied, type));

    private static bool IsAuthors(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty;

    private static bool IsNeverWritten(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsConst || IsReadOnly(field))
        && !StructMembers.Of(type).OfType<IParameterSymbol>().Any(captured => type.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax declaration
            && declaration.Members.Any(member => Writes.In(member).Any(write => write.Name == captured.Name && (write.IsWhole || captured.Type.IsValueType)))));

    // What stands behind the parameter of a primary constructor that is no record's is written where its name is.
    private static bool IsReadOnly(IFieldSymbol field) => field.IsReadOnly || field.AssociatedSymbol is IPropertySymbol { SetMethod: null or { IsInitOnly: true } }
        || (field.IsImplicitlyDeclared && field.Name.EndsWith(">P", StringComparison.Ordinal));
}

/// <summary>A method is to be read again: of some class it is known better now whether its objects are values.</summary>
/// <param name="objects">What is known now.</param>
internal sealed class ReadAgainException(ValueObjects objects) : Exception
{
    public ValueObjects Objects => objects;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Structs, which are held member by member as tuples are: their members, and the ways in which C# makes them.</content>
internal sealed partial class BodyReader
{
    /// <summary>The structs whose members are being assigned in an initialiser, the innermost last.</summary>
    private readonly Stack<Place> initialised = new();

    private bool IsStruct(ITypeSymbol? type) => type is not null && TypeOf(type).IsStruct;

    /// <summary>The place of a member that is held in a struct; −1 for any other member.</summary>
    private int MemberIndex(IMemberReferenceOperation reference) =>
        reference is IPropertyReferenceOperation { Property.IsIndexer: true } number ? NumberIndex(number)
            : reference.Instance is { Type: { } type } && IsStruct(type) ? StructMembers.IndexOf(reference is IPropertyReferenceOperation property ? TargetOf(property) : reference.Member) : -1;

    /// <summary>A member of a struct; null for anything else.</summary>
    private Expression? StructMemberOf(IMemberReferenceOperation reference)
    {
        if (MemberIndex(reference) is not (>= 0 and var index))
            return null;
        var whole = Value(reference.Instance!);
        if (whole is Verbatim { Purity: Purity.Effectful })
            whole = SetAside(whole);
        return ElementOf(whole, index, Site(reference));
    }

    /// <summary>new S(…) { … }; null where it can only be carried over.</summary>
    private Expression? StructFrom(IObjectCreationOperation creation)
    {
        TakeForValue(creation);
        if (!IsStruct(creation.Type))
            return null;
        var site = Site(creation);
        if (Constructed(creation, site) is not { } made)
            return null;
        return creation.Initializer is { } initializer ? Initialised(made, initializer, site) : made;
    }

    // new T(), where the struct that T stands for has no constructor of its own without parameters.
    private bool IsZero(ITypeParameterObjectCreationOperation made) => IsStruct(made.Type)
        && Actual(made.Type!) is INamedTypeSymbol type && type.InstanceConstructors.All(constructor => constructor.Parameters.Length > 0 || constructor.IsImplicitlyDeclared);

    private Expression? Constructed(IObjectCreationOperation creation, int site)
    {
        var type = TypeOf(creation);
        if (creation.Constructor is not { } constructor)
            return null;
        var fields = StructMembers.Of(Actual(creation.Type!));
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty && (constructor.ContainingType.IsValueType || !fields.Any(field => Makings.InitializerOf(field.OriginalDefinition) is not null)))
            return Default(type, site);
        if (creation.Arguments.All(argument => !argument.Value.Type!.IsRefLikeType) && Makings.OrderOf(constructor, fields) is { } order && order.Length == fields.Count)
            return FromMembers(type, creation.Arguments, order, site);
        if (VectorOf(creation, type, site) is { } vector)
            return vector;
        return CanInline(constructor, creation.Arguments) ? Inline(constructor, null, creation.Arguments, creation.Syntax, wantsValue: true) : null;
    }

    // The arguments are evaluated as they are written, which may be another order than the members'.
    private TupleOf FromMembers(ValueType type, IReadOnlyList<IArgumentOperation> arguments, int[] order, int site)
    {
        foreach (var argument in arguments)
            session.Note(argument);
        var read = Operands([.. arguments.Select(argument => argument.Value)]);
        var members = new Expression[read.Length];
        for (var i = 0; i < read.Length; i++)
            members[order[arguments[i].Parameter!.Ordinal]] = read[i];
        return new TupleOf(type, members.ToEquatableArray(), site);
    }

    /// <summary>s with { … }; null where it can only be carried over.</summary>
    private Read? With(IWithOperation with)
    {
        TakeForValue(with);
        return IsStruct(with.Type) ? Initialised(Value(with.Operand), with.Initializer, Site(with)) : null;
    }

    private Read Initialised(Expression made, IObjectOrCollectionInitializerOperation initializer, int site)
    {
        var temporary = Temporary(made.Type);
        Store(temporary, made, site);
        Initialise(new Place(temporary, default), initializer);
        return ReadOf(temporary, site);
    }

    private void Initialise(Place place, IObjectOrCollectionInitializerOperation initializer)
    {
        initialised.Push(place);
        foreach (var operation in initializer.Initializers)
        {
            switch (operation)
            {
                case IMemberInitializerOperation { InitializedMember: var member, Initializer: var inner } when PlaceAt(member) is { } within:
                    Initialise(within, inner);
                    break;
                case ISimpleAssignmentOperation assignment when PlaceWritten(assignment) is not null || SetterOf(assignment.Target) is not null:
                    ForEffect(assignment, assignment.Syntax);
                    break;
                default:
                    session.Unsupported(operation.Syntax, "This part of an initialiser", "assign the members one by one");
                    break;
            }
        }

        initialised.Pop();
    }

    /// <summary>A value of zeros.</summary>
    private static Expression Default(ValueType type, int site) => type.HasMembers
        ? new TupleOf(type, type.Elements.Select(element => Default(element, site)).ToEquatableArray(), site)
        : type.Kind switch
        {
            NumberKind.Boolean => new Literal(type, "false", 0, site),
            NumberKind.Double => new Literal(type, type.IsGeneric ? "0" : "0.0", 0, site),
            NumberKind.Float => new Literal(type, "0f", 0, site),
            NumberKind.Integer when type == ValueType.Int => new Literal(type, "0", 0, site),
            NumberKind.Integer => new Literal(type, "default(" + type.Text + ")", 0, site),
            _ => Code(type, ["default(" + type.Text + ")"], default, Purity.Pure, site),
        };

    /// <summary>The method that takes a struct apart into several variables; null for anything else, and where its source is not known.</summary>
    private IMethodSymbol? DeconstructorOf(IDeconstructionAssignmentOperation deconstruction) =>
        deconstruction.Syntax is AssignmentExpressionSyntax assignment && IsStruct(Unconverted(deconstruction.Value).Type)
        && model.GetDeconstructionInfo(assignment).Method is { IsStatic: false } method && (method.IsImplicitlyDeclared || CanInline(method, []))
            ? method
            : null;

    private IMethodSymbol? DeconstructorOf(IForEachLoopOperation each) =>
        each.Syntax is ForEachVariableStatementSyntax loop ? model.GetDeconstructionInfo(loop).Method : null;

    private Expression? DeconstructedStruct(IDeconstructionAssignmentOperation deconstruction)
    {
        return DeconstructorOf(deconstruction) is { } method ? Deconstructed(method, deconstruction.Syntax, Value(deconstruction.Value), Site(deconstruction)) : null;
    }

    // What a struct's own method takes it apart into, as a tuple.
    private Expression Deconstructed(IMethodSymbol method, SyntaxNode syntax, Expression value, int site)
    {
        var types = method.Parameters.Select(parameter => TypeOf(parameter.Type)).ToEquatableArray();
        var type = new ValueType(NumberKind.Tuple, "(" + string.Join(", ", types.Select(element => element.Text)) + ")", types);
        if (value is not (TupleOf or Read))
            value = SetAside(value);
        if (method.IsImplicitlyDeclared)
            return new TupleOf(type, method.Parameters.Select(parameter => ElementOf(value, PositionOf(method, parameter.Ordinal), site)).ToEquatableArray(), site);
        int[] targets = [.. types.Select(Temporary)];
        var call = Inline(
            method, syntax, WayOfCalling.Plain, _ => targets.Select(target => new Argument(null, target)).Prepend(new Argument(value, -1)), wantsValue: false, site);
        return call is null ? Refused(method, site) : new TupleOf(type, targets.Select(target => (Expression)ReadOf(target, site)).ToEquatableArray(), site);
    }

    // A record's positions are its properties.
    private static int PositionOf(IMethodSymbol deconstruct, int position) =>
        deconstruct.ContainingType.GetMembers(deconstruct.Parameters[position].Name).Select(StructMembers.IndexOf).FirstOrDefault(index => index >= 0);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>The functions that queries are given. A lambda that is one expression is read in its place, with its parameters as variables.</content>
internal sealed partial class BodyReader
{
    /// <summary>What carried-over code calls by the names of a query that is read.</summary>
    private readonly Dictionary<string, Expression> ranges = new(StringComparer.Ordinal);

    private static IAnonymousFunctionOperation? LambdaAt(IOperation selector) => selector switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda } => lambda,
        IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda => lambda,
        _ => null,
    };

    // The expression that a lambda is; null where it has statements, or variables of its own.
    private static IOperation? ExpressionOf(IAnonymousFunctionOperation lambda) => lambda.Body.Operations is [IReturnOperation { ReturnedValue: { } value }]
        && !value.DescendantsAndSelf().Any(inner => inner is IDeclarationExpressionOperation or IDeclarationPatternOperation or IRecursivePatternOperation)
            ? value
            : null;

    private static IOperation? ExpressionAt(IOperation selector) => LambdaAt(Unconverted(selector)) is { } lambda ? ExpressionOf(lambda) : null;

    private IMethodSymbol? FunctionOf(IOperation selector) => LambdaAt(Unconverted(selector))?.Symbol ?? DelegateFrom(selector)?.Function;

    private bool CanApply(IOperation selector, int count)
    {
        selector = Unconverted(selector);
        return LambdaAt(selector) is { } lambda && ExpressionOf(lambda) is not null
            ? lambda.Symbol.Parameters.Length == count
            : DelegateFrom(selector) is { } known && known.Function.Parameters.Length == count;
    }

    /// <summary>The value of a query's function.</summary>
    private Expression Applied(IOperation selector, Expression[] arguments)
    {
        selector = Unconverted(selector);
        if (LambdaAt(selector) is not { } lambda || ExpressionOf(lambda) is not { } expression)
            return Invoke(DelegateFrom(selector)!, arguments, default, selector.Syntax);
        for (var i = 0; i < arguments.Length; i++)
            Bind(lambda.Symbol.Parameters[i], arguments[i]);
        return Operand(expression);
    }

    private void Bind(IParameterSymbol parameter, Expression argument)
    {
        Expression value;
        if (argument is Read or Literal or TupleOf || parameter.IsDiscard)
        {
            value = designated[parameter] = argument;
        }
        else
        {
            var variable = Add(new Variable(parameter.IsImplicitlyDeclared ? string.Empty : parameter.Name, argument.Type, VariableRole.Local));
            Store(variable, argument, argument.Site);
            value = designated[parameter] = ReadOf(variable, argument.Site);
        }

        NoteRange(parameter.Name, parameter.Type, value);
    }

    // from x in … let y = … : what carries x and y along is a tuple, to which carried-over code cannot give its name.
    private void NoteRange(string name, ITypeSymbol type, Expression value)
    {
        ranges[name] = value;
        if (!type.IsAnonymousType || value.Type.Kind != NumberKind.Tuple)
            return;
        var properties = PropertiesOf(type);
        for (var i = 0; i < properties.Count; i++)
            NoteRange(properties[i].Name, properties[i].Type, ElementOf(value, i, value.Site));
    }

    /// <summary>What stands for a query's variable in code that is carried over.</summary>
    public Expression? RangeAt(string name) => ranges.TryGetValue(name, out var value) ? value : null;

    private static List<IPropertySymbol> PropertiesOf(ITypeSymbol anonymous) => [.. anonymous.GetMembers().OfType<IPropertySymbol>()];

    // new { x, y } in a query.
    private TupleOf? AnonymousOf(IAnonymousObjectCreationOperation creation)
    {
        if (creation.Type is not { } type || ranges.Count == 0 || !creation.Initializers.All(initializer => initializer is ISimpleAssignmentOperation))
            return null;
        var elements = Operands([.. creation.Initializers.Select(initializer => ((ISimpleAssignmentOperation)initializer).Value)]);
        var text = TypeOf(type).Text;
        return new TupleOf(new ValueType(NumberKind.Tuple, text, elements.Select(element => element.Type).ToEquatableArray()), elements.ToEquatableArray(), Site(creation));
    }

    private Expression? AnonymousMember(IPropertyReferenceOperation reference)
    {
        if (reference is not { Property.ContainingType: { IsAnonymousType: true } type, Instance: { } instance } || ranges.Count == 0
            || Value(instance) is not { Type.Kind: NumberKind.Tuple } tuple)
            return null;
        return ElementOf(tuple, PropertiesOf(type).FindIndex(property => property.Name == reference.Property.Name), Site(reference));
    }
}

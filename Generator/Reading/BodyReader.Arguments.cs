using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>The arguments of a call that is read through: in the order of the parameters, evaluated in the order in which they stand.</content>
internal sealed partial class BodyReader
{
    // A call that lists the elements of a span, which C# 13 allows; a name for it came with that.
    private const ArgumentKind ParamCollection = (ArgumentKind)4;

    /// <summary>The values that a call lists for a <c>params</c> array or span of numbers, where the method takes nothing but its elements.</summary>
    private IReadOnlyList<IOperation>? ParamsElements(IArgumentOperation argument) =>
        Listed(argument) is { } values && ElementIn(argument.Parameter!.Type) is { } element && TypeOf(element).IsReal && IsTakenApart(argument.Parameter) ? values : null;

    private static IReadOnlyList<IOperation>? Listed(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var values } } => values,
        { ArgumentKind: ParamCollection, Value: var collection } => [.. collection.ChildOperations],
        _ => null,
    };

    // v[i], v.Length, foreach (var x in v)
    private static bool IsTakenApart(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { OriginalDefinition: var definition } && BodySyntax(definition) is { } body
        && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == parameter.Name).All(name => name.Parent switch
        {
            ElementAccessExpressionSyntax access => access.Expression == name && parameter.Type is IArrayTypeSymbol && !IsWritten(access),
            MemberAccessExpressionSyntax access => access.Expression != name || (access.Name.Identifier.ValueText == "Length" && access.Parent is not InvocationExpressionSyntax),
            ForEachStatementSyntax loop => loop.Expression == name,
            _ => false,
        });

    private static bool IsWritten(ElementAccessExpressionSyntax access) => access.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == access
        : access.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } or ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax;

    // Whether what it is passed to has a body to read.
    private static bool IsReadable(IArgumentOperation argument) => argument.Parameter?.ContainingSymbol is IMethodSymbol { OriginalDefinition: var definition } && BodySyntax(definition) is not null;

    // The number of values that a call lists, or −1 where it passes an array, or there is none to pass.
    private int ParamsCount(IReadOnlyList<IArgumentOperation> arguments) =>
        arguments.Select(ParamsElements).FirstOrDefault(values => values is not null)?.Count ?? -1;

    private IEnumerable<Argument> ArgumentsOf(
        Callee callee,
        IMethodSymbol target,
        IOperation? instance,
        IReadOnlyList<IArgumentOperation> arguments,
        WayOfCalling way,
        int site)
    {
        // What is known of a delegate stands in the callee.
        arguments = [.. arguments.Where(argument => !way.Knows(argument.Parameter!))];

        var operands = new List<IOperation>();
        if (callee.HasReceiver)
            operands.Add(instance ?? throw new BrokenCodeException());
        foreach (var argument in arguments)
        {
            session.Note(argument);
            if (ParamsElements(argument) is { } elements)
                operands.AddRange(elements);
            else if (!IsByReference(argument) && !way.Sequences.Contains(argument.Parameter!.Ordinal))
                operands.Add(argument.Value);
        }

        var values = new Queue<Expression>(Operands(operands));
        if (callee.HasReceiver)
            yield return ReceiverOf(callee, instance!, values.Dequeue(), site);
        var ordered = new List<Argument>?[target.Parameters.Length];
        foreach (var argument in arguments)
        {
            var parameter = argument.Parameter!;
            if (ParamsElements(argument) is { } elements)
            {
                var type = ParamsType(parameter.Type, elements.Count);
                ordered[parameter.Ordinal] =
                    [new Argument(new TupleOf(type, elements.Select(_ => values.Dequeue()).ToEquatableArray(), site), -1)];
            }
            else if (way.Sequences.Contains(parameter.Ordinal))
            {
                ordered[parameter.Ordinal] = [new Argument(ArrayFor(argument), -1)];
            }
            else if (way.ElementFor(parameter) is not null)
            {
                ordered[parameter.Ordinal] = ElementArguments(argument.Value);
            }
            else if (!IsByReference(argument))
            {
                ordered[parameter.Ordinal] = [new Argument(values.Dequeue(), -1)];
            }
            else if (ReferenceArgument(target, argument, way, site) is { } reference)
            {
                ordered[parameter.Ordinal] = [reference];
            }
        }

        foreach (var argument in ordered.SelectMany(given => given ?? []))
            yield return argument;
    }

    // A variable; anything else that is read only is a copy, made where the argument stands.
    private bool IsByReference(IArgumentOperation argument) =>
        IsWritable(argument.Parameter!) || (IsReadOnly(argument.Parameter!) && VariableAt(argument.Value) >= 0);
}

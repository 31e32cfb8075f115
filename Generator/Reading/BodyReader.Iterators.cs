using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Iterators. What is done with each of their items is read where they give it, <c>yield return x;</c>, so that both run by turns as they do in C#.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The iterators whose bodies are being read, the innermost last: what is done with an item, and the region that ends with the iterator.</summary>
    private readonly Stack<(Action<Expression> Body, int Region)> iterators = new();

    /// <summary>All iterators that have been read here, whose variables are among those of this body.</summary>
    private readonly HashSet<ISymbol> entered = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> openIterators = new(SymbolEqualityComparer.Default);

    /// <summary>The items of an iterator of the author's; null for any other call, and where not all of them may be asked for.</summary>
    private Sequence? IteratorOf(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        if (target is not { MethodKind: MethodKind.LocalFunction or MethodKind.Ordinary, IsGenericMethod: false, IsAsync: false, ContainingType.IsGenericType: false, ReturnType: INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } }
            || !(target.IsStatic || target.MethodKind == MethodKind.LocalFunction) || BodySyntax(target) is not { } body || body.SyntaxTree != model.SyntaxTree || !IsIterator(body)
            || openIterators.Contains(target) || session.Callees.IsBeingRead(target) || !(IsGoneThroughToTheEnd(call) || IsGoneThroughInALoop(call))
            || BodyOf(body) is not { } statement)
            return null;
        var site = Site(call);
        foreach (var argument in call.Arguments)
            session.Note(argument);
        var given = Operands([.. call.Arguments.Select(argument => argument.Value)]);
        var arguments = call.Arguments.Select((argument, i) => (argument.Parameter!, Value: given[i] is Read or Literal ? given[i] : SetAside(given[i]))).ToList();
        return new Sequence(null, null, Each) { IsOneLoop = false };

        void Each(Action<Expression> use)
        {
            session.Bodies.Add(body);
            entered.Add(target);
            openIterators.Add(target);
            WrittenNames.UnionWith(WritesOf(body));
            foreach (var (parameter, value) in arguments)
            {
                if (!indices.ContainsKey(parameter))
                    indices[parameter] = Add(new Variable(parameter.Name, TypeOf(parameter.Type), VariableRole.Local));
                Store(indices[parameter], Converted(value, variables[indices[parameter]].Type), site);
            }

            var region = regionCount++;
            var parts = Apart(() =>
            {
                iterators.Push((use, region));
                Statement(statement);
                iterators.Pop();
            });
            openIterators.Remove(target);
            EmitRegion(parts, region, site);
        }
    }

    private IOperation? BodyOf(SyntaxNode body) => model.GetOperation(body, session.Cancellation) switch
    {
        IMethodBodyOperation { BlockBody: { } block } => block,
        ILocalFunctionOperation { Body: { } block } => block,
        _ => null,
    };

    // What uses the item is no part of the iterator.
    private void Yield(IReturnOperation given)
    {
        if (iterators.Count == 0 || given.ReturnedValue is not { } value)
            throw new BrokenCodeException();
        var item = Operand(value);
        var current = iterators.Pop();
        current.Body(item is Read or Literal ? item : SetAside(item));
        iterators.Push(current);
    }

    private void YieldBreak(IReturnOperation end)
    {
        if (iterators.Count == 0)
            throw new BrokenCodeException();
        Emit(new Leave(iterators.Peek().Region, Site(end)));
    }
}

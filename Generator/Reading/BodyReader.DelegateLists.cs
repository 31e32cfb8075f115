using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Arrays of delegates, <c>Func&lt;double, double&gt;[] layers = { f, g };</c>, of which nothing is asked but their length and their elements, which are called. As with a delegate that is known there is
/// no variable: <c>foreach</c> reads its body for one after the other, and <c>layers[i](x)</c> is a choice.
/// </content>
internal sealed partial class BodyReader
{
    // More than so many are a table, and not code.
    private const int MostDelegates = 32;

    private readonly Dictionary<ISymbol, IReadOnlyList<KnownDelegate>> delegateLists = new(SymbolEqualityComparer.Default);

    private bool IsDelegateList(ILocalSymbol local, IOperation value)
    {
        if (local.Type is not IArrayTypeSymbol { Rank: 1, ElementType.TypeKind: TypeKind.Delegate } || WrittenNames.Contains(local.Name) || !IsOnlyCalled(local))
            return false;
        var items = Unconverted(value) switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var values } => values.ToList(),
            { Syntax: CollectionExpressionSyntax, ChildOperations: var elements } => elements.ToList(),
            _ => [],
        };
        if (items.Count is 0 or > MostDelegates)
            return false;
        var known = items.Select(DelegateFrom).ToList();
        if (known.Any(one => one is null))
            return false;
        delegateLists[local] = known!;
        return true;
    }

    // layers[i](x), layers.Length, foreach (var layer in layers)
    private bool IsOnlyCalled(ILocalSymbol local) => BodySyntax(method) is { } body && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name).All(name => name.Parent switch
    {
        ElementAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access => access.Expression == name && call.Expression == access,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Parent: not InvocationExpressionSyntax } access => access.Expression == name,
        ForEachStatementSyntax loop => loop.Expression == name,
        _ => false,
    });

    private IReadOnlyList<KnownDelegate>? DelegatesIn(IOperation list) => Unconverted(list) is ILocalReferenceOperation { Local: var local } ? DelegatesOf(local) : null;

    private IReadOnlyList<KnownDelegate>? DelegatesOf(ISymbol list) => delegateLists.TryGetValue(list, out var known) ? known : outer?.DelegatesOf(list);

    /// <summary>The variables that hold one of two delegates, and on what that depends.</summary>
    private readonly Dictionary<ISymbol, (Read IsFirst, KnownDelegate First, KnownDelegate Second)> delegateChoices = new(SymbolEqualityComparer.Default);

    // Func<double, double> link = isLog ? Math.Exp : v => v;
    private bool IsDelegateChoice(ILocalSymbol local, IOperation value)
    {
        if (local.Type.TypeKind != TypeKind.Delegate || WrittenNames.Contains(local.Name) || !IsOnlyInvoked(local) || Unconverted(value) is not IConditionalOperation { WhenFalse: { } whenFalse } choice
            || DelegateFrom(choice.WhenTrue) is not { } first || DelegateFrom(whenFalse) is not { } second)
            return false;
        delegateChoices[local] = (SetAside(Operand(choice.Condition)), first, second);
        return true;
    }

    private bool IsOnlyInvoked(ILocalSymbol local) => BodySyntax(method) is { } body && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name)
        .All(name => name.Parent is InvocationExpressionSyntax call && call.Expression == name && !name.Ancestors().TakeWhile(node => node != body).Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    private Expression? CallOfChosen(IInvocationOperation call)
    {
        if (call is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: ILocalReferenceOperation { Local: var local } } || !delegateChoices.TryGetValue(local, out var choice))
            return null;
        var site = Site(call);
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        var passed = DelegatesPassed(arguments);
        var values = Operands([.. arguments.Where((_, i) => passed.All(given => given.Parameter != i))]).Select(value => value is Literal or Read ? value : SetAside(value)).ToList();
        var result = call.TargetMethod.ReturnsVoid ? -1 : Temporary(TypeOf(call));
        Emit(new If(ReadOf(choice.IsFirst.Variable, site), Apart(() => InvokeInto(result, choice.First, values, passed, call)), Apart(() => InvokeInto(result, choice.Second, values, passed, call)), site));
        return result < 0 ? Nothing : ReadOf(result, site);
    }

    private void InvokeInto(int result, KnownDelegate known, IReadOnlyList<Expression> values, EquatableArray<GivenDelegate> passed, IInvocationOperation call)
    {
        var value = Invoke(known, values, passed, call.Syntax);
        if (result >= 0)
            Store(result, value, Site(call));
    }

    private bool ReadDelegates(IForEachLoopOperation each)
    {
        if (DelegatesIn(each.Collection) is not { } known || each.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var local } || WrittenNames.Contains(local.Name))
            return false;
        var site = session.Site(PlaceOf(each.Syntax));
        ReadRegion(each.ExitLabel, () =>
        {
            foreach (var one in known)
            {
                delegates[local] = one;
                ReadRegion(each.ContinueLabel, () => Statement(each.Body), site);
            }
        }, site);
        return true;
    }

    // Which of them is called is asked one by one; there is none at any other place.
    private Expression? CallOfListed(IInvocationOperation call)
    {
        if (call is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: IArrayElementReferenceOperation { ArrayReference: var list, Indices: [var index] } } || DelegatesIn(list) is not { } known)
            return null;
        var site = Site(call);
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        var passed = DelegatesPassed(arguments);
        var values = Operands([index, .. arguments.Where((_, i) => passed.All(given => given.Parameter != i))]).Select(value => value is Literal or Read ? value : SetAside(value)).ToList();
        var result = call.TargetMethod.ReturnsVoid ? -1 : Temporary(TypeOf(call));
        ReadFrom(0);
        return result < 0 ? Nothing : ReadOf(result, site);

        void ReadFrom(int place)
        {
            if (place == known.Count)
            {
                Emit(new Throw(Code(new(NumberKind.None, "IndexOutOfRangeException", default), ["new IndexOutOfRangeException()"], [], Purity.Pure, site), site));
                return;
            }

            var isHere = new Binary(ValueType.Boolean, BinaryOperator.Equal, values[0], CountOf(place, site), site);
            var here = Apart(() => InvokeInto(result, known[place], [.. values.Skip(1)], passed, call));
            var elsewhere = Apart(() => ReadFrom(place + 1));
            Emit(new If(isHere, here, elsewhere, site));
        }
    }

    private Literal? CountOfListed(IPropertyReferenceOperation property) =>
        property is { Property.Name: "Length", Instance: { } list } && DelegatesIn(list) is { } known ? CountOf(known.Count, Site(property)) : null;
}

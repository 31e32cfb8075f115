using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Derivatives that the author states. A second derivative is that of what the rule computes: its body, or its own rule, is read along.</content>
internal sealed partial class BodyReader
{
    private DerivativeRule RuleOf(IMethodSymbol rule, IMethodSymbol target)
    {
        CheckAccess(rule, rule.Locations[0]);
        var type = TypeOf(rule.ReturnType);
        var text = StaticMember(rule);
        if (session.AsksForSecondDerivatives && !session.Rules.Exists(known => known.Text == text))
            session.Rules.Add((text, rule));
        return new DerivativeRule(text, DerivativeRules.TakesResult(rule, target), type.Kind == NumberKind.Tuple && !type.IsStruct, type);
    }

    /// <summary>What the rules compute that have been met, as far as it can be read. In there others may be met: two functions may be each other's derivatives.</summary>
    public EquatableArray<RuleBody> ReadRules()
    {
        var bodies = new List<RuleBody>();
        for (var i = 0; i < session.Rules.Count; i++)
        {
            var (text, rule) = session.Rules[i];
            if (BodyOf(rule) is { } function)
                bodies.Add(new RuleBody(text, function));
        }

        return bodies.ToEquatableArray();
    }

    // Null where it cannot be read, which matters only where it is asked for.
    private Function? BodyOf(IMethodSymbol rule)
    {
        if (session.Knowledge.Rules.For(rule.OriginalDefinition) is { } further)
            return CallOf(rule, RuleOf(further, rule));
        return !rule.IsAsync && !rule.IsGenericMethod && BodySyntax(rule) is { } body && !IsIterator(body)
            ? CalleeOf(rule, body, WayOfCalling.Plain)?.Function
            : null;
    }

    private Function CallOf(IMethodSymbol rule, DerivativeRule further)
    {
        var own = rule.Parameters.Select(parameter => new Variable(parameter.Name, TypeOf(parameter.Type), VariableRole.Parameter)).ToEquatableArray();
        var call = ApplyTo(rule, [.. own.Select((variable, i) => new Read(variable.Type, i, -1))], further, -1);
        return new Function(rule.Name, Enumerable.Range(0, own.Length).ToEquatableArray(), own, new Block(new Statement[] { new Return(call, -1) }.ToEquatableArray()), call.Type);
    }
}

using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>What is asked of an object if there is one, <c>left?.Eval(x) ?? 0</c>: a choice.</content>
internal sealed partial class BodyReader
{
    /// <summary>The objects of which something is asked, the innermost last.</summary>
    private readonly Stack<Read> accessed = new();

    private Read? AccessOrElse(ICoalesceOperation choice)
    {
        if (choice.Value is not IConditionalAccessOperation { Operation: { Type.IsReferenceType: true } asked, WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call }
            || TypeOf(choice) is not { IsReal: true } type || TypeOf(call) != type || !call.Arguments.Any(argument => HasReal(TypeOf(argument.Value))))
            return null;
        var site = Site(choice);
        var result = Temporary(type);
        var problems = session.ProblemCount;
        var isRead = false;
        var parts = Apart(() =>
        {
            var whole = SetAside(Value(asked));
            var isNone = Code(ValueType.Boolean, ["", " is null"], [whole], Purity.Reads, site);
            var without = Apart(() => Store(result, Converted(Operand(choice.WhenNull), type), site));
            accessed.Push(whole);
            var with = Apart(() =>
            {
                var value = CallOf(call, wantsValue: true);
                isRead = value is not null;
                Store(result, value ?? Nothing, site);
            });
            accessed.Pop();
            Emit(new If(isNone, without, with, site));
        });
        if (!isRead || session.ProblemCount > problems)
        {
            session.Withdraw(problems);
            return null;
        }

        EmitPassage(parts, result, choice, site);
        return ReadOf(result, site);
    }
}

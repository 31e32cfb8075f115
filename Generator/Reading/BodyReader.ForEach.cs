using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content><c>items.ForEach(x => …)</c> and <c>Array.ForEach(items, x => …)</c>: the loop that they run.</content>
internal sealed partial class BodyReader
{
    private bool GoesThrough(IInvocationOperation call)
    {
        var (items, action) = call switch
        {
            { TargetMethod: { Name: "ForEach", ContainingType: { Name: "List", TypeArguments.Length: 1 } }, Instance: { } list, Arguments: [{ Value: var done }] } => (list, done),
            { TargetMethod: { Name: "ForEach", ContainingType: { Name: "Array" } }, Arguments: [{ Value: var array }, { Value: var done }] } => (array, done),
            _ => (null, null),
        };
        if (items is null || DelegateFrom(action!) is not { } known || !MentionsReal(call))
            return false;
        var site = Site(call);
        var isRead = false;
        var parts = Apart(() =>
        {
            if (SequenceOf(items) is not { } sequence)
                return;
            isRead = true;
            sequence.ForEach(item => isRead &= Inline(known.Function, call.Syntax, new WayOfCalling(-1, default, default, known), callee => ReceiverOf(callee, known, site).Append(new Argument(item is Read or TupleOf ? item : SetAside(item), -1)), wantsValue: false, site) is not null);
        });
        if (isRead)
            statements.AddRange(parts.Statements);
        return isRead;
    }
}

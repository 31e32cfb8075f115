using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>What statements may change: variables, and anything else that is not a variable.</summary>
internal sealed class Disturbance
{
    private readonly HashSet<int> variables = [];

    /// <summary>Whether something other than variables may be written.</summary>
    public bool IsOfMemory { get; private set; }

    public static Disturbance Of(IReadOnlyList<Statement> statements, int start, Callees callees)
    {
        var disturbance = new Disturbance();
        for (var i = start; i < statements.Count; i++)
            disturbance.Add(statements[i], callees);
        return disturbance;
    }

    /// <summary>Whether the value of an expression may be another afterwards.</summary>
    public bool Affects(Expression expression) => expression switch
    {
        Read read => variables.Contains(read.Variable),
        Unary unary => Affects(unary.Operand),
        Binary binary => Affects(binary.Left) || Affects(binary.Right),
        Conversion conversion => Affects(conversion.Operand),
        Application application => application.Arguments.Any(Affects),
        Conditional choice => Affects(choice.Condition) || Affects(choice.WhenTrue) || Affects(choice.WhenFalse),
        TupleOf tuple => tuple.Elements.Any(Affects),
        Element element => Affects(element.Tuple),
        ArrayElement element => IsOfMemory || Affects(element.Array) || element.Indices.Any(Affects),
        ArrayExtent extent => Affects(extent.Array),
        ArraySlice slice => Affects(slice.Array) || Affects(slice.Start) || (slice.Length is { } length && Affects(length)),
        Verbatim verbatim => (IsOfMemory && verbatim.Purity != Purity.Pure) || verbatim.Holes.Any(Affects),
        _ => false,
    };

    private void Add(Statement statement, Callees callees)
    {
        switch (statement)
        {
            case Assign assign:
                variables.Add(assign.Variable);
                IsOfMemory |= IsEffectful(assign.Value);
                break;
            case Call call:
                variables.Add(call.Target);
                foreach (var argument in call.Arguments)
                    variables.Add(argument.Reference);
                IsOfMemory |= callees.DisturbsMemory(call.Callee);
                break;
            case If choice:
                Add(choice.WhenTrue, callees);
                Add(choice.WhenFalse, callees);
                break;
            case Loop loop:
                foreach (var block in new[] { loop.Before, loop.Test, loop.Body, loop.Step })
                    Add(block, callees);
                break;
            case Protected scope:
                variables.UnionWith(scope.Opening.Writes);
                Add(scope.Body, callees);
                Add(scope.Finally, callees);
                Add(scope.AsTry?.Before ?? Block.Empty, callees);
                IsOfMemory = true;
                break;
            case Passage passage:
                Add(passage.Parts, callees);
                Add(passage.AsWritten, callees);
                break;
            case ElementStore:
                IsOfMemory = true;
                break;
            case Effect effect:
                variables.UnionWith(effect.Writes);
                IsOfMemory |= !effect.IsQuiet;
                break;
        }
    }

    private void Add(Block block, Callees callees)
    {
        foreach (var statement in block.Statements)
            Add(statement, callees);
    }

    private static bool IsEffectful(Expression expression) => expression switch
    {
        Verbatim { Purity: Purity.Effectful } => true,
        Conditional choice => IsEffectful(choice.WhenTrue) || IsEffectful(choice.WhenFalse),
        _ => false,
    };
}

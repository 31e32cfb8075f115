using SymDiff.Generator.Model;

namespace SymDiff.Generator.Unfolding;

/// <summary>Whether a method runs code that may change what it reads, so that its reads must stay in their order.</summary>
internal sealed class EffectSearch
{
    private readonly DifferentiableMethod method;
    private readonly HashSet<int> called = [];

    private EffectSearch(DifferentiableMethod method) => this.method = method;

    public static bool HasEffects(DifferentiableMethod method) => new EffectSearch(method).Any(method.Function.Body);

    /// <summary>Whether such code is given a list, which may then have more or fewer elements than before.</summary>
    public static bool ResizesLists(DifferentiableMethod method) => method.Callees.Select(callee => callee.Body).Prepend(method.Function.Body).SelectMany(CodeIn).Any(Resizes);

    private static bool Resizes(Verbatim code) => code.Holes.Where((hole, i) => hole.Type.IsList
        && !code.Pieces[i + 1].StartsWith("[", StringComparison.Ordinal) && !code.Pieces[i + 1].StartsWith(".Count", StringComparison.Ordinal)).Any();

    private static IEnumerable<Verbatim> CodeIn(Block block) => block.Statements.SelectMany(CodeIn);

    private static IEnumerable<Verbatim> CodeIn(Statement statement) => statement switch
    {
        Effect { IsHarmless: false, IsQuiet: false } effect => [effect.Code],
        Assign { Value: Verbatim { Purity: Purity.Effectful } code } => [code],
        If choice => CodeIn(choice.WhenTrue).Concat(CodeIn(choice.WhenFalse)),
        Passage passage => CodeIn(passage.Parts),
        Protected scope => CodeIn(scope.Body).Concat(CodeIn(scope.Finally)),
        Loop loop => new[] { loop.Before, loop.Test, loop.Body, loop.Step }.SelectMany(CodeIn),
        _ => [],
    };

    private bool Any(Block block) => block.Statements.Any(Any);

    private bool Any(Statement statement) => statement switch
    {
        Assign assign => Any(assign.Value),
        Call call => call.Arguments.Any(argument => argument.Value is not null && Any(argument.Value)) || (called.Add(call.Callee) && Any(method.Callees[call.Callee].Body)),
        If choice => Any(choice.Condition) || Any(choice.WhenTrue) || Any(choice.WhenFalse),
        Return { Value: { } value } => Any(value),
        Effect effect => !effect.IsHarmless && !effect.IsQuiet,
        Protected => true,
        ElementStore store => store.Indices.Any(Any) || Any(store.Value),
        Passage passage => Any(passage.Parts),
        Loop loop => Any(loop.Before) || Any(loop.Test) || Any(loop.Condition) || Any(loop.Body) || Any(loop.Step),
        _ => false,
    };

    private bool Any(Expression expression) => expression switch
    {
        // A new array changes nothing that is there.
        Verbatim { Type.IsSequence: true, Pieces: [var before, .., "]"] } creation when before.EndsWith("[", StringComparison.Ordinal) => creation.Holes.Any(Any),
        Verbatim verbatim => verbatim is { Purity: Purity.Effectful, IsQuiet: false } || verbatim.Holes.Any(Any),
        Unary unary => Any(unary.Operand),
        Binary binary => Any(binary.Left) || Any(binary.Right),
        Conversion conversion => Any(conversion.Operand),
        Application application => application.Arguments.Any(Any),
        Conditional conditional => Any(conditional.Condition) || Any(conditional.WhenTrue) || Any(conditional.WhenFalse),
        TupleOf tuple => tuple.Elements.Any(Any),
        Element element => Any(element.Tuple),
        ArrayElement element => element.Indices.Any(Any),
        _ => false,
    };
}

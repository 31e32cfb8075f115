using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>
/// Carries a method out on symbols: assignments become names, both sides of an <c>if</c> are followed and joined by choices, calls are entered, loops with a
/// constant number of turns are run. What is left is a closed form over the inputs.
/// </summary>
internal sealed partial class Unfolder
{
    // A closed form of more values than this is no longer one that a person reads, or that an editor should wait for.
    private const int MostValues = 60_000;
    private const int DeepestCall = 64;
    private const int MostTurns = 64;

    private readonly DifferentiableMethod method;
    private readonly CancellationToken cancellation;
    private readonly ValueGraph values;
    private readonly NamePool names;
    private readonly HashSet<string> activeInputs;
    private readonly HashSet<(int Site, string Member)> activeSites;
    private readonly HashSet<NumberKind> storedKinds;
    private List<Step> steps = [];
    private readonly List<Assumption> assumptions = [];
    private readonly List<Problem> problems = [];
    private readonly Dictionary<int, Value> befores = [];
    private readonly bool hasEffects;
    private readonly bool resizesLists;

    // What a value is called that nobody has named, while it is not known which of the author's variables it goes to.
    private readonly string unnamed;
    private Guard? guard;
    private int depth;

    private Unfolder(
        DifferentiableMethod method, NamePool names, HashSet<string> activeInputs, HashSet<(int Site, string Member)> activeSites, HashSet<int> enteredCalls, List<HashSet<string>> aliases,
        RowsKnown rowsKnown, HashSet<int> inMemory, ICalledFunctions? functions, CancellationToken cancellation)
    {
        (this.rowsKnown, this.inMemory) = (rowsKnown, inMemory);
        this.functions = functions;
        (this.activeInputs, this.activeSites, this.enteredCalls, this.aliases) = (activeInputs, activeSites, enteredCalls, aliases);
        storedKinds = [.. LoopSearch.Stored(method.Function.Body), .. method.Callees.SelectMany(callee => LoopSearch.Stored(callee.Body))];
        this.method = method;
        values = new() { Real = method.Real };
        this.names = names;
        this.cancellation = cancellation;
        hasEffects = EffectSearch.HasEffects(method);
        resizesLists = hasEffects && EffectSearch.ResizesLists(method);
        unnamed = method.Callees.SelectMany(callee => callee.Variables).Concat(method.Function.Variables).Any(variable => variable.Name == "value") ? "item" : "value";
    }

    /// <summary>Unfolds a method. Names of variables come from the pool.</summary>
    /// <param name="method">The method.</param>
    /// <param name="names">The pool.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="functions">What is not entered where it is called.</param>
    public static ClosedForm Unfold(DifferentiableMethod method, NamePool names, CancellationToken cancellation, ICalledFunctions? functions = null)
    {
        var (activeInputs, activeSites, enteredCalls) = (new HashSet<string>(), new HashSet<(int Site, string Member)>(), new HashSet<int>());
        var aliases = new List<HashSet<string>>();
        var (rowsKnown, inMemory) = (new RowsKnown(), new HashSet<int>());
        while (true)
        {
            var pool = names.Copy();
            var unfolder = new Unfolder(method, pool, activeInputs, activeSites, enteredCalls, aliases, rowsKnown, inMemory, functions, cancellation);
            var inputs = new List<Value>();
            Value? result = null;
            try
            {
                result = unfolder.Run(inputs);
            }
            catch (UnfoldingException stop)
            {
                unfolder.problems.Add(stop.Problem);
            }
            catch (RowsException)
            {
                continue;
            }
            catch (EntryException)
            {
                continue;
            }
            catch (ScalarsException)
            {
                continue;
            }
            catch (AliasException alias)
            {
                if (unfolder.Join(aliases, alias))
                    continue;
                unfolder.problems.Add(Stop("SYMDIFF002", alias.Site, "An array that is one or another", "choose between the elements rather than between the arrays").Problem);
            }
            catch (ActivationException activation)
            {
                // An array once seen to hold differentiated values does so from the start.
                var array = activation.Array.Joined?.Arrays[0] ?? activation.Array;
                // A call that made it may as well be entered.
                if (array.Kind == ValueKind.Cell && unfolder.carriedCalls.Contains(array.Site) && enteredCalls.Add(array.Site))
                    continue;
                if (array.Kind == ValueKind.Input ? activeInputs.Add(array.Text) : activeSites.Add((array.Site, unfolder.MemberIn(array))))
                    continue;
                unfolder.problems.Add(Stop("SYMDIFF002", array.Site, "An array that other code makes", "make it with new, and copy to it what it is to hold").Problem);
            }

            if (unfolder.rowTables.Count > 0)
                unfolder.steps = unfolder.WithRows(unfolder.steps);
            if (unfolder.growths.Count > 0)
                unfolder.steps = unfolder.WithLists(unfolder.steps);
            foreach (var all in unfolder.joined.Values)
                all.Joined!.Distinguish();
            var needs = Programs.Needs.Of(unfolder.steps, result is null ? [] : [result]);
            if (unfolder.IsAskedFor(needs))
                continue;
            var steps = Onwards(unfolder.steps, needs);
            if (needs.Where(IsHidden).OrderBy(value => value.Id).FirstOrDefault() is { } hidden)
            {
                unfolder.problems.Add(HiddenProblem(hidden));
                result = null;
            }

            names.Become(pool);
            return new ClosedForm(unfolder.values, inputs, steps, result, unfolder.assumptions, unfolder.problems) { CarriedCalls = unfolder.carriedCalls, Parts = unfolder.Parts(), RowElements = unfolder.rowElements, Entered = unfolder.entered, ExchangesRows = unfolder.orders.Keys.Any(rows => rows.Kind == ValueKind.Input) };
        }
    }

    private Value? Run(List<Value> inputs)
    {
        var frame = new Frame(method.Function);
        var whole = new List<Value>();
        for (var i = 0; i < method.Function.Parameters.Length; i++)
        {
            var variable = method.Function.Parameters[i];
            var declared = method.Declaration.Signature[i];
            var input = InputOf(declared.Type, declared.Name, inputs);
            whole.Add(input);
            frame.Variables[variable] = method.Function.Variables[variable].Role switch
            {
                VariableRole.Output => null,
                VariableRole.Reference => Before(variable, input),
                _ => input,
            };
        }

        var self = method.Declaration.Receiver is { } receiver ? InputOf(receiver, "this", inputs) : null;
        for (var i = 0; i < method.Function.Variables.Length; i++)
        {
            if (method.Function.Variables[i].Role == VariableRole.This)
                frame.Variables[i] = self ?? values.Input(method.Function.Variables[i].Type, "this");
        }

        Order(inputs);
        Carry(method.Function.Body, frame);
        if (!WritesBack(frame, whole))
            return null;
        return method.Outputs.Length > 0 ? values.Tuple(new ValueType(NumberKind.Tuple, "", default)) : ExitOf(frame)[0];
    }

    private static UnfoldingException Stop(string rule, int site, params string[] words) => new(new Problem(rule, site, words.ToEquatableArray()));

    // Restores the guard after something was carried out within another.
    private void Within(Guard? inner, Action action)
    {
        var outer = guard;
        guard = inner;
        try
        {
            action();
        }
        finally
        {
            guard = outer;
        }
    }

    private void Bound()
    {
        cancellation.ThrowIfCancellationRequested();
        if (values.Count > MostValues)
            throw Stop("SYMDIFF012", -1, method.Declaration.Name);
    }
}

/// <summary>Unfolding cannot go on.</summary>
internal sealed class UnfoldingException(Problem problem) : Exception
{
    public Problem Problem { get; } = problem;
}

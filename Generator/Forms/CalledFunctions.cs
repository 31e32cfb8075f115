using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The functions with loops that a method calls at several places. They are not copied to each: beside the derivative stands the pullback of each, and calls stay calls.
/// </summary>
internal sealed class CalledFunctions : ICalledFunctions
{
    private readonly DifferentiableMethod method;
    private readonly Dialect dialect;
    private readonly CancellationToken cancellation;
    private readonly HashSet<int> chosen = [];
    private readonly HashSet<int> sites = [];
    private readonly List<EnteredCall> all = [];
    private readonly Dictionary<(int Callee, EquatableArray<bool> IsActive), Pullback?> made = [];
    private readonly List<(Declaration Declaration, WrittenMethod Method)> methods = [];

    // What has been written for each, to be taken back where it is forgotten.
    private readonly Dictionary<Pullback, List<WrittenMethod>> written = [];

    private readonly Dictionary<int, string> repeating = [];
    private readonly Dictionary<FunctionUse, CalledFunctions> others = [];
    private readonly Queue<RoutineTangent> pending = [];
    private readonly HashSet<string> moved = new(StringComparer.Ordinal);
    private readonly FunctionUse use;
    private readonly CalledFunctions root;

    /// <param name="method">The method.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="numbered">How many names have been given elsewhere.</param>
    public CalledFunctions(DifferentiableMethod method, Dialect dialect, CancellationToken cancellation, int numbered = 0) =>
        (this.method, this.dialect, this.cancellation, splits, root) = (method, dialect, cancellation, numbered, this);

    private CalledFunctions(CalledFunctions root, FunctionUse use)
        : this(root.method, root.dialect, root.cancellation)
    {
        (this.root, this.use) = (root, use);
        all.AddRange(root.all);
        sites.UnionWith(root.all.Select(call => call.Call.Site));
        Choose();
    }

    /// <summary>The same functions for forms that use them otherwise; what they cannot read again does not matter to the others.</summary>
    public CalledFunctions For(FunctionUse wanted)
    {
        if (wanted == use)
            return this;
        if (!others.TryGetValue(wanted, out var functions))
            others.Add(wanted, functions = new CalledFunctions(root, wanted));
        return functions;
    }

    /// <summary>Whether their pullbacks are called.</summary>
    public bool HasPullbacks => use != FunctionUse.Tangents;

    /// <summary>Whether these are not differentiated once more.</summary>
    public bool IsLast => !IsOfSecondOrder;

    public bool IsOfSecondOrder => use == FunctionUse.TangentsOfPullbacks;

    private bool ArePossible => method.Declaration is { IsReadAgain: false, TypeParameters.Length: 0 } && !method.Real.IsGeneric;

    /// <summary>Whether there are functions that call themselves, which can never be entered.</summary>
    public bool HasRepeating => ArePossible && method.Callees.Any(callee => callee.CallsItself);

    // Arrays are handed on as spans.
    private bool CanStand(Call call) => ArePossible && CalledFunction.CanStand(method, call)
        && (method.Declaration.HasSpan || !method.Callees[call.Callee].Parameters.Any(parameter => Leaves.Of(method.Callees[call.Callee].Variables[parameter].Type).Any(leaf => leaf.IsSequence)));

    /// <summary>Chooses those that are called at several places.</summary>
    /// <param name="closed">The method, with all calls entered that can be.</param>
    public void Choose(ClosedForm closed)
    {
        if (!ArePossible)
            return;
        others.Clear();
        all.AddRange(closed.Entered.Where(call => call.HasLoops && call.IsActive.Any(isActive => isActive) && CanStand(call.Call)));
        sites.UnionWith(all.Select(call => call.Call.Site));
        Choose();
    }

    // Where a function is entered after all, those that it calls may be called at several places.
    private void Choose()
    {
        chosen.RemoveWhere(callee => all.TrueForAll(call => call.Call.Callee != callee || !sites.Contains(call.Call.Site)));
        while (Next() is { } next)
            chosen.Add(next);
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => chosen.Count > 0 || HasRepeating;

    /// <summary>What is generated for them.</summary>
    public IReadOnlyList<(Declaration Declaration, WrittenMethod Method)> Methods => [.. methods, .. others.Values.SelectMany(other => other.methods)];

    /// <summary>Lets a call be entered, since the pullback could not read again what the function has read.</summary>
    /// <returns>Why it cannot be entered either; null where it can.</returns>
    public Problem? Enter(int site)
    {
        if (sites.Remove(site))
            Choose();
        return repeating.TryGetValue(site, out var name)
            ? new Problem("SYMDIFF002", site, [$"A call of '{name}', which calls itself, with an array that is overwritten afterwards", "pass a copy of the array"])
            : null;
    }

    public Pullback? Find(Call call, EquatableArray<bool> isActive)
    {
        var callee = method.Callees[call.Callee];
        if (callee.CallsItself && CanStand(call))
            repeating[call.Site] = callee.Name;
        else if (!chosen.Contains(call.Callee) || !sites.Contains(call.Site))
            return null;
        if (!made.TryGetValue((call.Callee, isActive), out var pullback))
        {
            pullback = Named(call, isActive);
            // One that calls itself finds itself here.
            made.Add((call.Callee, isActive), pullback);
            var isKnown = false;
            try
            {
                if (!IsMade(pullback, call))
                    made[(call.Callee, isActive)] = pullback = null;
                isKnown = true;
            }
            finally
            {
                // Where the function that calls it is entered after all, it may be found once more.
                if (!isKnown)
                    made.Remove((call.Callee, isActive));
            }
        }

        return pullback;
    }

    public void Forget(Pullback pullback)
    {
        foreach (var pair in made.Where(pair => pair.Value == pullback).ToList())
            made.Remove(pair.Key);
        if (written.TryGetValue(pullback, out var its))
            methods.RemoveAll(one => its.Contains(one.Method));
    }

    // The outermost of those that are called at several places, of which calls from within one that has been chosen count once.
    private int? Next() => all.Where(call => !chosen.Contains(call.Call.Callee) && sites.Contains(call.Call.Site)).GroupBy(call => call.Call.Callee)
        .Where(same => same.Select(PlaceOf).Distinct().Count() > 1)
        .OrderBy(same => same.Min(DepthOf)).ThenBy(same => same.Key).Select(same => (int?)same.Key).FirstOrDefault();

    // Where it stands in the code that would be written: what is entered anew is another place.
    private (object Around, string Way) PlaceOf(EnteredCall call)
    {
        var way = call.Call.Site.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var outer = call.Outer; outer is not null; outer = outer.Outer)
        {
            if (chosen.Contains(outer.Call.Callee))
                return (outer.Call.Callee, way);
            way = outer.Call.Site.ToString(System.Globalization.CultureInfo.InvariantCulture) + "/" + way;
        }

        return (call, way);
    }

    private static int DepthOf(EnteredCall call) => call.Outer is null ? 0 : 1 + DepthOf(call.Outer);

    private Pullback Named(Call call, EquatableArray<bool> isActive)
    {
        // What another form calls may be called the same and do it otherwise.
        var name = use == FunctionUse.Pullbacks ? call.Beside : ProvisionalNames.Of(call.Beside, ++root.splits);
        for (var number = 2; made.Values.Any(other => other?.Name == name); number++)
            name = call.Beside + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Pullback(name, call.CalledAs, CalledFunction.AsMarked(method, call, isActive, name));
    }

    // Where a function calls itself, what is wrong with it is wrong with the method; any other is entered then.
    private bool IsMade(Pullback pullback, Call call)
    {
        var function = new CalledFunction(pullback, dialect, cancellation);
        var problems = new List<Problem>();
        if (!Entering(() => function.Derive(this, problems)))
        {
            return pullback.Method.Function.CallsItself
                ? throw new UnfoldingException(problems.FirstOrDefault() ?? new Problem("SYMDIFF010", call.Site, [pullback.Method.Function.Name]))
                : false;
        }

        methods.AddRange(function.Written);
        written[pullback] = [.. function.Written.Select(one => one.Method)];
        return true;
    }

    /// <summary>What is generated for a function that stands apart from its pullback; null where it cannot.</summary>
    /// <param name="pullback">The function.</param>
    /// <param name="isOverwritten">For each argument whether it is an array that no longer holds what the function has left in it.</param>
    /// <param name="isLeft">For each whether it is an array that it writes and in which somebody asks for what it has left there.</param>
    public SplitPullback? Split(Pullback pullback, EquatableArray<bool> isOverwritten, EquatableArray<bool> isLeft)
    {
        var function = new SplitFunction(pullback, ProvisionalNames.Of(pullback.Name, ++root.splits), dialect, cancellation);
        var split = Entering(() => function.Derive(this, isOverwritten, isLeft));
        methods.AddRange(function.Written);
        return split;
    }

    private int splits;

    /// <summary>A function, or its pullback, with its tangents; null where that is not possible.</summary>
    public Routine? Moved(Routine routine, ProgramSubject subject, RoutineText text, IReadOnlyList<MovedAlong> along, EquatableArray<bool> isUnasked)
    {
        // The first goes by the name of what it is the tangent of.
        var name = subject.Declaration.Name;
        if (!moved.Add(name + text.Suffix))
            name = ProvisionalNames.Of(name, ++root.splits);
        var tangent = new RoutineTangent(subject, name, routine, text, along, isUnasked);
        // One that calls itself is derived when all is known of what calls it.
        if (routine.Kept is null)
            pending.Enqueue(tangent);
        else if (tangent.Derive() is { } written)
            methods.Add(written);
        else
            return null;
        return tangent.Moved;
    }

    /// <summary>Derives what is still to be derived.</summary>
    /// <returns>A function without a known derivative; null where there is none.</returns>
    public Algebra.Expr? Settle()
    {
        while (pending.Count > 0)
        {
            var tangent = pending.Dequeue();
            if (tangent.Derive() is not { } written)
                return tangent.Unknown;
            methods.Add(written);
        }

        return null;
    }

    /// <summary>Forgets what has been derived, since a call in it is entered.</summary>
    public void Restart()
    {
        made.Clear();
        pending.Clear();
    }

    /// <summary>Whether a call stands beside the derivative.</summary>
    public bool IsChosen(int site) => sites.Contains(site) || repeating.ContainsKey(site);

    // Calls in a function the arguments of which are overwritten before they are read again are entered there.
    private T Entering<T>(Func<T> derive)
    {
        while (true)
        {
            try
            {
                return derive();
            }
            catch (OverwrittenException overwritten)
            {
                if (Enter(overwritten.Site) is { } fault)
                    throw new UnfoldingException(fault);
            }
        }
    }
}

/// <summary>What forms call beside functions.</summary>
internal enum FunctionUse
{
    /// <summary>Their pullbacks: a gradient.</summary>
    Pullbacks,

    /// <summary>Their tangents: the product with a direction.</summary>
    Tangents,

    /// <summary>The tangents of their pullbacks: second derivatives.</summary>
    TangentsOfPullbacks,
}

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
    private readonly Dictionary<(int Callee, EquatableArray<bool> IsActive), Pullback?> made = [];
    private readonly List<(Declaration Declaration, WrittenMethod Method)> methods = [];

    /// <param name="method">The method.</param>
    /// <param name="closed">It, with all calls entered.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="cancellation">Ends it.</param>
    public CalledFunctions(DifferentiableMethod method, ClosedForm closed, Dialect dialect, CancellationToken cancellation)
    {
        (this.method, this.dialect, this.cancellation) = (method, dialect, cancellation);
        if (!method.Declaration.HasSpan || method.Declaration.IsReadAgain || method.Declaration.TypeParameters.Length > 0 || method.Real.IsGeneric)
            return;
        List<EnteredCall> all = [.. closed.Entered.Where(call => call.HasLoops && call.IsActive.Any(isActive => isActive) && CalledFunction.CanStand(method, call.Call))];
        sites.UnionWith(all.Select(call => call.Call.Site));
        while (Next(all) is { } next)
            chosen.Add(next);
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => chosen.Count > 0;

    /// <summary>What is generated for them.</summary>
    public IReadOnlyList<(Declaration Declaration, WrittenMethod Method)> Methods => methods;

    /// <summary>Lets a call be entered, since the pullback could not read again what the function has read.</summary>
    public void Enter(int site) => sites.Remove(site);

    public Pullback? Find(Call call, EquatableArray<bool> isActive)
    {
        if (!chosen.Contains(call.Callee) || !sites.Contains(call.Site))
            return null;
        if (!made.TryGetValue((call.Callee, isActive), out var pullback))
            made.Add((call.Callee, isActive), pullback = Made(call, isActive));
        return pullback;
    }

    // The outermost of those that are called at several places, of which calls from within one that has been chosen count once.
    private int? Next(List<EnteredCall> all) => all.Where(call => !chosen.Contains(call.Call.Callee)).GroupBy(call => call.Call.Callee)
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

    private Pullback? Made(Call call, EquatableArray<bool> isActive)
    {
        var name = call.Beside;
        for (var number = 2; made.Values.Any(other => other?.Name == name); number++)
            name = call.Beside + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var pullback = new Pullback(name, call.CalledAs, CalledFunction.AsMarked(method, call, isActive, name));
        while (true)
        {
            try
            {
                var function = new CalledFunction(pullback, dialect, cancellation);
                if (!function.Derive(this))
                    return null;
                methods.AddRange(function.Written);
                return pullback;
            }
            catch (OverwrittenException overwritten)
            {
                Enter(overwritten.Site);
            }
        }
    }
}

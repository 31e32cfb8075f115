using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>A program that is run once along each of the numbers that are differentiated: a row of a Hessian, or a column of a Jacobian, for each.</summary>
internal static class Directional
{
    /// <summary>What cannot be run more than once; null where all can.</summary>
    public static Problem? Fault(ProgramSubject subject, string form) => EachTime(subject.Closed.Steps).Exists(step => CannotRepeat(step) || Step.All([step]).Any(IsOnce)) ? Refused(form) : null;

    /// <summary>The same, where what has been computed outside loops is there when the program is run once more.</summary>
    public static Problem? FaultInLoops(ProgramSubject subject, string form) =>
        EachTime(subject.Closed.Steps).Exists(step => CannotRepeat(step) || (!(step is DefineStep define && IsKept(define)) && Step.All([step]).Any(IsOnce))) ? Refused(form) : null;

    /// <summary>What is done once, before all.</summary>
    public static List<Step> Once(IReadOnlyList<Step> steps)
    {
        List<Step> once = [];
        var made = new HashSet<Value>();
        foreach (var step in steps)
        {
            // The memory that a derivative needs, and what receives it, is ready before all else.
            if (step is ClearStep)
                continue;
            if (step is DefineStep { IsDrawn: false, Cell: { Type.Kind: NumberKind.Array } array })
                made.Add(array);
            else if (IsOfBeginning(step) && !Needs.Of([step], []).Overlaps(made))
                once.Add(step);
            else
                break;
        }

        return once;
    }

    /// <summary>What is done each time.</summary>
    public static List<Step> EachTime(IReadOnlyList<Step> steps)
    {
        var once = new HashSet<Step>(Once(steps));
        return [.. steps.Where(step => !once.Contains(step))];
    }

    /// <summary>What a program does when it is run once more after what has been done: what it computes once is there, and the arrays that it makes are made anew.</summary>
    public static IEnumerable<Step> Again(IReadOnlyList<Step> steps, IReadOnlyList<Step> earlier)
    {
        var known = new HashSet<Value>(earlier.OfType<DefineStep>().Where(IsKept).Select(define => define.Cell));
        var run = new HashSet<Value>(earlier.OfType<EffectStep>().Where(effect => effect.IsQuiet).Select(effect => effect.Code));
        return EachTime(steps).Where(step => !(step is DefineStep define && known.Contains(define.Cell)) && !(step is EffectStep effect && run.Contains(effect.Code)));
    }

    /// <summary>Whether what is defined is still there when the program is run once more.</summary>
    public static bool IsKept(DefineStep define) => !define.Cell.Type.IsArray || define.Definition.Kind == ValueKind.View;

    /// <summary>Keeps what is in the arrays that the method writes to although they are the caller's, and puts it back.</summary>
    public static (List<Step> Keep, List<Step> Restore) Arguments(ProgramSubject subject)
    {
        var values = subject.Values;
        var (keep, restore) = (new List<Step>(), new List<Step>());
        foreach (var array in LoopSearch.Written(subject.Closed.Steps).Where(array => array.Kind == ValueKind.Input && !subject.Filled.Contains(array)))
        {
            var before = Copying.Cell(values, OwnType(array), array.Text + "Before");
            keep.Add(new DefineStep(null, before, ProgramAdjoint.ZerosLike(values, array, before.Type, null)));
            keep.Add(Copying.Of(values, array, before, array));
            restore.Add(Copying.Of(values, before, array, array));
        }

        return (keep, restore);
    }

    /// <summary>The program, run along each of the numbers.</summary>
    /// <param name="subject">The program.</param>
    /// <param name="layout">The numbers.</param>
    /// <param name="place">The variable that counts them.</param>
    /// <param name="restore">What each run begins with.</param>
    /// <param name="steps">What is done along one.</param>
    public static List<Step> Each(ProgramSubject subject, Layout layout, Value place, IEnumerable<Step> restore, IReadOnlyList<Step> steps) =>
    [
        .. layout.Beginning(),
        Copying.Count(subject.Values, place, layout.Count, [.. restore, .. layout.Set(place, Constant.One), .. EachTime(steps), .. layout.Set(place, Constant.Zero)]),
    ];

    /// <summary>What throws, runs code of the author's, or computes what is the same along all numbers.</summary>
    public static bool IsOfBeginning(Step step) => step is ThrowStep or EffectStep { Code.Called: null, IsRepeatable: false } || (step is DefineStep define && IsKept(define) && (define.IsDrawn || IsTheSame(define)));

    // A number that has nothing to do with what is differentiated, or an object that is data.
    private static bool IsTheSame(DefineStep define) => define is { Guard: null, Cell: { IsActive: false, Type.IsSequence: false }, Definition.Called: null };

    private static bool CannotRepeat(Step step) => step is EffectStep { Code.Called: null, IsRepeatable: false, IsQuiet: false } or WriteBackStep;

    private static bool IsOnce(Step step) => step is EffectStep { IsOnce: true } or DefineStep { IsDrawn: true };

    /// <summary>Says that other code runs in between.</summary>
    public static Problem Refused(string form) =>
        new("SYMDIFF002", -1, [$"The {form} over arrays of a method that runs other code in between", "move that code to the beginning of the method, or out of it"]);

    private static ValueType OwnType(Value array) => array.Type.Row is not null ? ValueType.ArrayOfRows(array.Type.Elements[0])
        : new(NumberKind.Array, array.Type.Rank == 2 ? array.Type.Text : array.Type.Elements[0].Text + "[]", array.Type.Elements);
}

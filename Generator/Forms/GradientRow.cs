using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>What receives the gradient of one output of a program with respect to arrays.</summary>
internal sealed class GradientRow
{
    private readonly ValueGraph values;
    private readonly Dictionary<Value, Scattered> scattered = [];
    private readonly List<Step> after = [];

    private GradientRow(ValueGraph values, IReadOnlyDictionary<Value, Value> arrays) => (this.values, Arrays) = (values, arrays);

    /// <summary>For each array that is differentiated, the one that receives its part.</summary>
    public IReadOnlyDictionary<Value, Value> Arrays { get; }

    /// <summary>What makes these ready.</summary>
    public List<Step> Ready { get; } = [];

    /// <summary>Whether there are numbers that are added to the matrix itself.</summary>
    public bool IsScattered => scattered.Count > 0;

    /// <summary>Arrays of the method's own, all zero.</summary>
    public static GradientRow Own(ProgramSubject subject)
    {
        var row = new GradientRow(subject.Values, subject.Arrays.ToDictionary(array => array, array => OwnOf(subject.Values, array)));
        row.Ready.AddRange(row.Arrays.Select(pair => Zeros(subject.Values, pair.Key, pair.Value)));
        return row;
    }

    /// <summary>An array of the method's own, all zero, that has all numbers in their order.</summary>
    public static GradientRow Whole(ProgramSubject subject, Layout layout)
    {
        var values = subject.Values;
        var all = Copying.Cell(values, new(NumberKind.Array, subject.Element.Text + "[]", [subject.Element]), "row");
        var row = In(subject, layout, all, values.Integer(0));
        row.Ready.Insert(0, new DefineStep(null, all, values.Verbatim(all.Type, [$"new {subject.Element.Text}[", "]"], layout.Size)));
        row.All = all;
        return row;
    }

    /// <summary>What has all of the numbers, if they stand in one array of the method's own.</summary>
    public Value? All { get; private set; }

    /// <summary>A row of a matrix, which is all zero.</summary>
    /// <param name="subject">The program.</param>
    /// <param name="layout">Where the inputs stand in a row.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="place">Which row.</param>
    /// <param name="guard">Where there is such a row; elsewhere it may be none of the matrix.</param>
    public static GradientRow In(ProgramSubject subject, Layout layout, Value matrix, Value place, Guard? guard = null)
    {
        var values = subject.Values;
        bool IsScattered(Value array) => array.JoinedIn is null && !subject.Closed.HasCalls && (guard is not null || !layout.IsContiguous(array));
        bool IsPart(Value array) => layout.IsContiguous(array) && !IsScattered(array);
        var row = new GradientRow(values, subject.Arrays.ToDictionary(array => array, array => IsPart(array) ? Copying.Cell(values, ProgramSubject.SpanOf(subject.Element), array.Text + "Row") : OwnOf(values, array)));
        foreach (var (array, part) in row.Arrays.Select(pair => (pair.Key, pair.Value)))
        {
            Value PlaceOf(Value[] indices) => layout.At(place, layout.PlaceOf(array, indices));
            if (IsPart(array))
            {
                row.Ready.Add(new DefineStep(guard, part, values.View(part.Type, matrix, layout.At(place, layout.OffsetOf(array)), Copying.LengthOf(values, array))));
            }
            else if (IsScattered(array))
            {
                row.scattered.Add(part, new Scattered(matrix, PlaceOf));
            }
            else
            {
                // What changes places with other arrays, or is passed to functions, must be one itself.
                row.Ready.Add(Zeros(values, array, part));
                row.after.Add(Copying.ForEach(values, array, indices => [new StoreStep(null, matrix, [PlaceOf(indices)], Copying.ElementOf(values, part.Type.Elements[0], part, Copying.Latest, indices), -1, -1)]) with { Guard = guard });
            }
        }

        return row;
    }

    /// <summary>The steps that add to these arrays, and what is asked for when they are done.</summary>
    public (List<Step> Steps, Value[] Results) Placed(IReadOnlyList<Step> steps, Value[] results)
    {
        var (placed, asked) = scattered.Count == 0 ? ([.. steps], results) : Scattering.Of(values, steps, results, scattered);
        return ([.. placed, .. after], asked);
    }

    private static Value OwnOf(ValueGraph values, Value array) => Copying.Cell(values, Copying.OwnType(array), Subject.Written(array.Text) + "Row");

    private static DefineStep Zeros(ValueGraph values, Value array, Value own) => new(null, own, ProgramAdjoint.ZerosLike(values, array, own.Type, null));
}

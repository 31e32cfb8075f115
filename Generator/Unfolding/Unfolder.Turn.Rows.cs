using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>The rows that turns make of arrays of arrays.</content>
internal sealed partial class Unfolder
{
    private sealed partial class Turn
    {
        /// <summary>How long the rows are that a turn makes, where that depends on the turn.</summary>
        public List<(Value Rows, Value Length)> RowLengths { get; } = [];

        /// <summary>Which rows a turn makes, so far taken to be others in each turn.</summary>
        public List<(Value Rows, Value Index)> MadeRows { get; } = [];

        private void MakeRows(List<Carried> carried)
        {
            GrowLists(carried);
            foreach (var (rows, index) in MadeRows)
            {
                if (IsAnother(unfolder.rowTables[rows], index, carried))
                    continue;
                unfolder.rowsKnown.Made.Add(rows.Site);
                throw new RowsException();
            }

            foreach (var (rows, length) in RowLengths)
            {
                var table = unfolder.rowTables[rows];
                var before = new List<Step>(table.Before);
                var longest = Greatest(table.Length ?? values.Integer(0), length, carried, rows.Name ?? "rows", before);
                unfolder.rowTables[rows] = table with { Length = longest, Before = before };
            }
        }

        // A row that is counted along, and none of those that were made before the loop.
        private static bool IsAnother(RowTable table, Value index, List<Carried> carried)
        {
            var (counter, offset) = index is { Kind: ValueKind.Add or ValueKind.Subtract, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] }
                ? (left, index.Kind == ValueKind.Add ? by : -by)
                : (index, 0);
            var others = table.Made.Where(made => made != index).ToList();
            return carried.Find(one => one.Current == counter) is { } counted && Counter.StepOf(counted) is not (null or 0) and var step && table.Made.Count(made => made == index) == 1
                && (others.Count == 0 || (step > 0 && counted.Initial is { Kind: ValueKind.Literal, Number: var first } && others.TrueForAll(made => made.Kind == ValueKind.Literal && made.Number < first + offset)));
        }
    }
}

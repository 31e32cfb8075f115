using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>
/// <c>try</c>, <c>lock</c> and <c>using</c>. What is named in their braces and read behind them is declared before; arithmetic that nobody asks for in them stands behind them, where it is
/// asked for.
/// </content>
internal sealed partial class BodyWriter
{
    private readonly Stack<WrittenProtection> open = new();

    private void WritePart(EffectStep step)
    {
        switch (step.Part)
        {
            case ScopePart.Opening:
                OpenBranches();
                var opened = new WrittenProtection(names.Keys);
                Add(opened);
                open.Push(opened);
                blocks.Push(opened.Add(expressions.Write(step.Code)));
                break;
            case ScopePart.End:
                blocks.Pop();
                NoteDeclared(open.Pop());
                break;
            case ScopePart.Catch:
                open.Peek().AddCatch(expressions.Write(step.Code));
                break;
            default:
                blocks.Pop();
                blocks.Push(open.Peek().Add(expressions.Write(step.Code)));
                break;
        }
    }

    private void NoteDeclared(Value cell)
    {
        if (open.Count > 0)
            open.Peek().Declared[ExpressionWriter.Identifier(cell.Text)] = cell.Type.Text;
    }

    private void NoteDeclared(WrittenProtection closed)
    {
        foreach (var (value, name) in names.Select(pair => (pair.Key, pair.Value)).Where(pair => !closed.Known.Contains(pair.Key)).ToList())
        {
            // A part of an array is taken again.
            if (value.Kind == ValueKind.View)
                names.Remove(value);
            else
                closed.Declared[name] = value.Type.Text;
        }

        if (open.Count == 0)
            return;
        foreach (var declared in closed.Declared)
            open.Peek().Declared[declared.Key] = declared.Value;
    }
}

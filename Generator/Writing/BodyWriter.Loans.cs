using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>The arrays that a program makes for itself: borrowed, or on the stack.</content>
internal sealed partial class BodyWriter
{
    // The variables that hold memory which is borrowed where it is known how much.
    private readonly Dictionary<Value, string> memoryOf = [];

    // Returns how the array is given back.
    private string Borrow(Loan loan)
    {
        if (loan.Way is LoanWay.InPlace or LoanWay.InTurns)
        {
            var memory = Remember(loan);
            Add(new WrittenDeclaration("var", memory, $"Array.Empty<{ElementOf(loan)}>()"));
            return $"{Pool(ElementOf(loan))}.Return({memory});";
        }

        var length = expressions.Write(loan.Size);
        var name = Declared(loan.Array);
        Add(new WrittenDeclaration("var", name, $"{Pool(ElementOf(loan))}.Rent({length})"));
        borrowed.Add(loan.Array, loan);
        return $"{Pool(ElementOf(loan))}.Return({name});";
    }

    // By how many columns a place is counted has a name.
    private void NameColumns(List<Loan> loans)
    {
        foreach (var columns in loans.Where(loan => loan.Way == LoanWay.Beforehand && loan.Shape.Length > 1).Select(loan => loan.Shape[1]).Where(columns => !columns.IsLeaf && !names.ContainsKey(columns)).Distinct())
            WriteDefinition(columns);
    }

    private static string ElementOf(Loan loan) => loan.Array.Type.Elements[0].Text;

    // Takes a variable for memory that is borrowed later. Where there are no spans it is the array.
    private string Remember(Loan loan)
    {
        borrowed.Add(loan.Array, loan);
        var name = hasSpans ? ExpressionWriter.Identifier(pool.Take((loan.Array.Name ?? loan.Array.Text) + "Memory")) : Declared(loan.Array);
        memoryOf.Add(loan.Array, name);
        return name;
    }

    // Where an array that is borrowed is made, it is empty.
    private void WriteMaking(Loan loan)
    {
        if (loan.Way is LoanWay.InPlace or LoanWay.InTurns)
            WriteRenting(loan);
        else if (loan.Way == LoanWay.OnStack && !names.ContainsKey(loan.Array))
            WriteOnStack(loan);
        else
            Line(hasSpans ? $"{names[loan.Array]}.Clear();" : $"Array.Clear({names[loan.Array]}, 0, {expressions.Write(loan.Size)});");
    }

    private void WriteOnStack(Loan loan)
    {
        Add(new WrittenDeclaration($"Span<{ElementOf(loan)}>", Declared(loan.Array), $"stackalloc {ElementOf(loan)}[{loan.Size.Text}]"));
        if (clearsStack)
            Line($"{names[loan.Array]}.Clear();");
    }

    private void WriteRenting(Loan loan)
    {
        var (memory, length) = (memoryOf[loan.Array], expressions.Write(loan.Size));
        if (loan.Way == LoanWay.InPlace)
        {
            Add(new WrittenAssignment(memory, "=", $"{Pool(ElementOf(loan))}.Rent({length})"));
        }
        else
        {
            var isShort = new WrittenIf($"{memory}.Length < {expressions.WriteCompared(loan.Size)}");
            isShort.Then.Statements.Add(new WrittenText($"{Pool(ElementOf(loan))}.Return({memory});"));
            isShort.Then.Statements.Add(new WrittenAssignment(memory, "=", $"{Pool(ElementOf(loan))}.Rent({length})"));
            Add(isShort);
        }

        if (hasSpans)
            Add(new WrittenDeclaration("var", Declared(loan.Array), $"{memory}.AsSpan(0, {length})"));
        Line(hasSpans ? $"{names[loan.Array]}.Clear();" : $"Array.Clear({memory}, 0, {length});");
    }

    // On which condition an array is made that is borrowed; null where it is made in any case.
    private Value? MadeWhere(Value array) => borrowed.TryGetValue(array, out var loan) && NotZero(loan.Size) is var made && made != values.True ? made : null;

    // On which conditions a size is chosen that is not nothing: all that is no literal is taken to be something.
    private Value NotZero(Value size)
    {
        if (size is not { Kind: ValueKind.Select, Operands: [var condition, var whenTrue, var whenFalse] })
            return size is { Kind: ValueKind.Literal, Number: 0 } ? values.False : values.True;
        var (then, otherwise) = (NotZero(whenTrue), NotZero(whenFalse));
        return then == otherwise ? then : values.Or(values.And(condition, then), values.And(values.Not(condition), otherwise));
    }

    // How many rows and columns an array has that is borrowed.
    private Value[]? ShapeOf(Value array) => borrowed.TryGetValue(array, out var loan) ? loan.Shape : array.Kind == ValueKind.Select ? ShapeOf(array.Operands[1]) : null;
}

using System.Globalization;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Tests.Reading;

/// <summary>A model as text, one statement a line, so that a test can show what was read.</summary>
internal sealed class ModelText
{
    private readonly List<string> lines = [];
    private readonly DifferentiableMethod method;
    private readonly Function function;
    private readonly bool isAsWritten;

    private ModelText(DifferentiableMethod method, Function function, bool isAsWritten)
    {
        this.isAsWritten = isAsWritten;
        this.method = method;
        this.function = function;
    }

    /// <param name="method">The method.</param>
    /// <param name="isAsWritten">Whether what may be carried over or read into its parts is shown as it is carried over.</param>
    public static string Of(DifferentiableMethod method, bool isAsWritten = false)
    {
        var all = method.Callees.Append(method.Function).Select(function =>
        {
            var text = new ModelText(method, function, isAsWritten);
            text.Add(function.Body, 0);
            var parameters = function.Parameters.Select(index =>
                (function.Variables[index].Role switch { VariableRole.Reference => "ref ", VariableRole.Output => "out ", _ => "" }) + text.Name(index));
            return (IEnumerable<string>)[$"{function.Name}({string.Join(", ", parameters)})", .. text.lines];
        });
        return string.Join("\n", all.SelectMany(lines => lines));
    }

    private string Name(int variable) => variable < 0 ? "_"
        : function.Variables[variable].Name is { Length: > 0 } name
            ? function.Variables.Take(variable).Count(other => other.Name == name) is > 0 and var before ? name + "'" + before : name
            : "#" + function.Variables.Take(variable).Count(other => other.Name.Length == 0);

    private void Add(int depth, string line) => lines.Add(new string(' ', (2 * depth) + 2) + line);

    private void Add(Block block, int depth)
    {
        foreach (var statement in block.Statements)
            Add(statement, depth);
    }

    private void Add(Statement statement, int depth)
    {
        switch (statement)
        {
            case Assign assign:
                Add(depth, $"{Name(assign.Variable)} = {Text(assign.Value)}");
                break;
            case Call call:
                Add(depth, $"{Name(call.Target)} = {method.Callees[call.Callee].Name}({string.Join(", ", call.Arguments.Select(Text))})");
                break;
            case ElementStore store:
                Add(depth, $"{Text(store.Array)}[{string.Join(", ", store.Indices.Select(Text))}] = {Text(store.Value)}");
                break;
            case If choice:
                Add(depth, $"if {Text(choice.Condition)}");
                Add(choice.WhenTrue, depth + 1);
                if (choice.WhenFalse.Statements.Length > 0)
                {
                    Add(depth, "else");
                    Add(choice.WhenFalse, depth + 1);
                }

                break;
            case Return result:
                Add(depth, result.Value is null ? "return" : $"return {Text(result.Value)}");
                break;
            case Throw thrown:
                Add(depth, $"throw {Text(thrown.Exception)}");
                break;
            case Effect effect:
                Add(depth, $"effect {Text(effect.Code)} writes [{Names(effect.Writes)}] declares [{Names(effect.Declares)}]"
                    + (effect.IsHarmless ? " harmless" : "") + $" ({effect.Construct})");
                break;
            case Passage passage when isAsWritten:
                Add(passage.AsWritten, depth);
                break;
            case Passage passage:
                Add(depth, "passage");
                Add(passage.Parts, depth + 1);
                Add(depth, "as written");
                Add(passage.AsWritten, depth + 1);
                break;
            case Loop loop:
                Add(loop.Before, depth);
                Add(depth, (loop.TestsFirst ? "while " : "do while ") + Text(loop.Condition));
                Add(loop.Test, depth + 2);
                Add(loop.Body, depth + 1);
                Add(loop.Step, depth + 2);
                break;
            default:
                Add(depth, statement.GetType().Name.ToLowerInvariant());
                break;
        }
    }

    private string Names(EquatableArray<int> variables) => string.Join(", ", variables.Select(Name));

    private string Text(Argument argument) =>
        (argument.Reference >= 0 ? (argument.Value is null ? "out " : "ref ") + Name(argument.Reference) : Text(argument.Value!));

    private string Text(Expression expression) => expression switch
    {
        Literal literal => literal.Text,
        Read read => Name(read.Variable),
        Unary unary => Sign(unary.Operator) + Text(unary.Operand),
        Binary binary => $"({Text(binary.Left)} {Sign(binary.Operator)} {Text(binary.Right)})",
        Conversion conversion => $"{(conversion.IsExplicit ? "cast" : "as")}<{conversion.Type.Text}>({Text(conversion.Operand)})",
        Application application => (application.Derivative is { } rule ? $"[{rule.Text}{(rule.TakesResult ? "+" : "")}]" : "")
            + $"{application.Text}({string.Join(", ", application.Arguments.Select(Text))})",
        Conditional choice => $"({Text(choice.Condition)} ? {Text(choice.WhenTrue)} : {Text(choice.WhenFalse)})",
        TupleOf tuple => $"<{string.Join(", ", tuple.Elements.Select(Text))}>",
        Element element => string.Create(CultureInfo.InvariantCulture, $"{Text(element.Tuple)}.{element.Index}"),
        ArrayElement element => $"{Text(element.Array)}[{string.Join(", ", element.Indices.Select(Text))}]",
        ArrayExtent extent => $"{Text(extent.Array)}.{extent.Member}",
        SharesMemory shares => $"shared({Text(shares.One)}, {Text(shares.Other)})",
        ArraySlice slice => $"{Text(slice.Array)}[{Text(slice.Start)}, {(slice.Length is null ? "rest" : Text(slice.Length))}]",
        Verbatim verbatim => Text(verbatim),
        _ => throw new NotSupportedException(),
    };

    private string Text(Verbatim verbatim)
    {
        var text = verbatim.Pieces[0];
        for (var i = 0; i < verbatim.Holes.Length; i++)
            text += "§" + Text(verbatim.Holes[i]) + "§" + verbatim.Pieces[i + 1];
        var mark = verbatim.Purity switch { Purity.Pure => "", Purity.Reads => "?", _ => "!" };
        return $"`{text.Replace("\n", "\\n", StringComparison.Ordinal)}`{mark}";
    }

    private static string Sign(UnaryOperator kind) => kind switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.Plus => "+",
        UnaryOperator.Not => "!",
        _ => "~",
    };

    private static string Sign(BinaryOperator kind) => kind switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "&&",
        _ => "||",
    };
}

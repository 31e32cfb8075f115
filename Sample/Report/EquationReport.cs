using Spectre.Console;

namespace SymDiff.Sample.Report;

/// <summary>An equation on the console: on paper and as generated, side by side, and the numbers beneath.</summary>
public static class EquationReport
{
    private const int ByHand = 45;

    public static void Write(IAnsiConsole console, Equation equation, GeneratedText generated)
    {
        WriteBothSides(console, equation, generated);
        WriteNumbers(console, equation);
    }

    public static void WriteBothSides(IAnsiConsole console, Equation equation, GeneratedText generated)
    {
        console.Write(new Rule($"[bold]{equation.Title.EscapeMarkup()}[/]").LeftJustified());
        console.WriteLine();

        // A narrow window shows one beneath the other.
        var beside = console.Profile.Width >= 2 * ByHand;
        var width = beside ? console.Profile.Width - ByHand - 3 : console.Profile.Width - 1;
        var code = string.Join("\n\n", equation.Generated.Select(method => generated.Of(method, width)));
        var hand = new Rows(new Markup("[grey]by hand[/]"), Text.Empty, new Text(equation.ByHand));
        var written = new Rows(new Markup("[grey]written by the generator[/]"), Text.Empty, new Text(code, new Style(Color.Green)));
        if (beside)
        {
            console.Write(new Grid()
                .AddColumn(new GridColumn().NoWrap().Width(ByHand).Padding(0, 0, 2, 0))
                .AddColumn(new GridColumn().NoWrap().Padding(0, 0))
                .AddRow(hand, written));
        }
        else
        {
            console.Write(new Rows(hand, Text.Empty, written));
        }
    }

    public static void WriteNumbers(IAnsiConsole console, Equation equation)
    {
        CheckTable.Write(console, equation.Checks);
        console.Write(new Padder(new Markup($"[grey]{equation.Remark.EscapeMarkup()}[/]"), new Padding(2, 0, 0, 1)));
    }
}

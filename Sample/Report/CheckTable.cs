using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SymDiff.Sample.Report;

/// <summary>Numbers as computed and as they must be, with how far apart they are and may be.</summary>
public static class CheckTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Check> checks)
    {
        var table = new Table().Border(TableBorder.Simple).Expand();
        table.AddColumn("quantity");
        foreach (var heading in new[] { "computed", "by hand", "difference", "allowed" })
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("").NoWrap());
        foreach (var check in checks)
            table.AddRow(Row(check));
        console.Write(table);
    }

    private static IRenderable[] Row(Check check) =>
    [
        new Text(check.Quantity),
        new Text(Number(check.Computed)),
        new Text(Number(check.Expected)),
        new Text(Size(check.Computed - check.Expected)),
        new Text(check.StandardError > 0 ? $"{Check.StandardErrors} × {Size(check.StandardError)}" : Size(check.Allowed)),
        new Markup(check.Holds ? "[green]✓[/]" : "[red bold]✗ FAILS[/]"),
    ];

    /// <summary>Eight figures, and no minus before a zero.</summary>
    private static string Number(double value)
    {
        var digits = Math.Abs(value) >= 1000 ? 3 : 6;
        return (Math.Round(value, digits) + 0.0).ToString("F" + digits, CultureInfo.InvariantCulture);
    }

    private static string Size(double value) => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}

using Spectre.Console;

namespace SymDiff.Sample.Report;

/// <summary>The last word, and the exit code.</summary>
public static class Closing
{
    public static int Write(IAnsiConsole console, IReadOnlyList<Equation> equations, string picture, string page)
    {
        console.MarkupLine($"  The way there as a picture: {Path.GetRelativePath(Environment.CurrentDirectory, picture).EscapeMarkup()}");
        console.MarkupLine($"  How each derivative was derived, for the browser: {Path.GetRelativePath(Environment.CurrentDirectory, page).EscapeMarkup()}");
        console.WriteLine();
        console.Write(new Rule());
        var checks = equations.SelectMany(equation => equation.Checks).ToList();
        var failed = equations.Where(equation => !equation.Holds).ToList();
        foreach (var equation in failed)
            console.MarkupLine($"[red bold]✗ does not hold:[/] {equation.Title.EscapeMarkup()}");
        if (failed.Count == 0)
            console.MarkupLine($"[green bold]✓[/] The six equations hold, and the fit has found the posterior: {checks.Count} numbers checked.");
        return failed.Count == 0 ? 0 : 1;
    }
}

using Spectre.Console;

namespace SymDiff.Sample.Report;

/// <summary>The console, or a page of fixed width where output goes to a file.</summary>
public static class Screen
{
    private const int Page = 110;

    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Console;
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = Console.IsOutputRedirected ? Page : Math.Min(Page, console.Profile.Width);
        return console;
    }
}

using Spectre.Console;

namespace SymDiff.Sample.Report;

/// <summary>The console, or a page of fixed width where output goes to a file.</summary>
public static class Screen
{
    // Nothing that is shown here fits in less than the second.
    private const int Page = 110, Narrowest = 60;

    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Console;
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = Console.IsOutputRedirected ? Page : Math.Clamp(console.Profile.Width, Narrowest, Page);
        return console;
    }
}

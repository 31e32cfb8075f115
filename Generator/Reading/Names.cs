using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Reading;

/// <summary>Identifiers and numbers as C# spells them.</summary>
internal static class Names
{
    /// <summary>A name as an identifier: with <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name of a namespace without <c>global::</c>.</summary>
    public static string Namespace(INamespaceSymbol space) => space.IsGlobalNamespace
        ? string.Empty
        : space.ContainingNamespace is { IsGlobalNamespace: false } outer
            ? Namespace(outer) + "." + Identifier(space.Name)
            : Identifier(space.Name);

    /// <summary>A non-negative or special number, whatever the culture, so that it reads back to the same bits and type.</summary>
    public static string Number(object value) => value switch
    {
        double d => Special(d, "double") ?? Fraction(d.ToString("R", CultureInfo.InvariantCulture)),
        float f => Special(f, "float") ?? f.ToString("R", CultureInfo.InvariantCulture) + "f",
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        bool b => b ? "true" : "false",
        uint u => u.ToString(CultureInfo.InvariantCulture) + "U",
        long l => l.ToString(CultureInfo.InvariantCulture) + "L",
        ulong u => u.ToString(CultureInfo.InvariantCulture) + "UL",
        IFormattable integer => integer.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>A constant's value as a double; for a boolean 0 or 1.</summary>
    public static double Value(object value) => value switch
    {
        bool b => b ? 1 : 0,
        char c => c,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => double.NaN,
    };

    private static string Fraction(string text) => text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;

    private static string? Special(double value, string type) => value switch
    {
        double.PositiveInfinity => type + ".PositiveInfinity",
        double.NegativeInfinity => type + ".NegativeInfinity",
        double.NaN => type + ".NaN",
        _ => null,
    };
}

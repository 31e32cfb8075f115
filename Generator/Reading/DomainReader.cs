using Microsoft.CodeAnalysis;
using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Reading;

/// <summary>Reads between which numbers a parameter or a member is declared to lie.</summary>
internal static class DomainReader
{
    // In full: the framework has an attribute of that name, too.
    private const string Range = "SymDiff.RangeAttribute";

    /// <summary>What <c>[Positive]</c> and <c>[Range]</c> say together. A range that holds no number is reported.</summary>
    public static Interval Read(ReadingSession session, ISymbol symbol)
    {
        var domain = AttributeReader.Of(symbol, AttributeReader.Positive) is null ? Interval.All : Interval.Positive;
        if (AttributeReader.Of(symbol, Range) is not { ConstructorArguments: [{ Value: double minimum }, { Value: double maximum }] } attribute)
            return domain;
        var range = domain.And(new Interval(minimum, maximum, Excludes("MinimumIsExclusive") || double.IsInfinity(minimum), Excludes("MaximumIsExclusive") || double.IsInfinity(maximum)));
        if (!range.IsEmpty)
            return range;
        var place = attribute.ApplicationSyntaxReference?.GetSyntax(session.Cancellation).GetLocation() ?? symbol.Locations[0];
        session.Report("SYMDIFF016", place, symbol.Name);
        return Interval.All;

        bool Excludes(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is true;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using SymDiff.Generator.Model;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// Names of methods of which it is not known yet which will be called: <c>FStep¦3</c>. In the end those that are called are numbered, and of those that do the same one stands for all.
/// </summary>
internal static class ProvisionalNames
{
    private static readonly Regex Provisional = new(@"\w+¦\d+(?=[A-Z]\w*\()");

    private static readonly Regex Anywhere = new(@"\w+¦\d+");

    public static string Of(string name, int number) => name + "¦" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>All that is written, under names that stay.</summary>
    /// <param name="methods">What is generated for the marked method.</param>
    /// <param name="companions">What is called of what stands beside it, in the order in which it is written.</param>
    public static (IReadOnlyList<WrittenMethod> Methods, List<(Declaration Declaration, WrittenMethod Method)> Companions) Settled(IReadOnlyList<WrittenMethod> methods, List<(Declaration Declaration, WrittenMethod Method)> companions)
    {
        if (!companions.Exists(companion => companion.Method.Name.IndexOf('¦') >= 0))
            return (methods, companions);
        var taken = new HashSet<string>(companions.Select(companion => companion.Method.Name), StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var same = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var provisional in companions.Select(companion => companion.Method.Name).Where(name => name.IndexOf('¦') >= 0).Select(name => Provisional.Match(name + "(").Value).Distinct())
        {
            var first = provisional.Substring(0, provisional.IndexOf('¦'));
            var name = first;
            for (var number = 2; taken.Contains(name + "Pullback") || names.ContainsValue(name); number++)
                name = first.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + number.ToString(CultureInfo.InvariantCulture);
            names.Add(provisional, name);
        }

        string In(string line)
        {
            line = Provisional.Replace(line, match => names[match.Value]);
            foreach (var pair in same)
                line = line.Replace(pair.Key + "(", pair.Value + "(");
            return line;
        }

        WrittenMethod Renamed(WrittenMethod method) => method with
        {
            Name = Provisional.Replace(method.Name + "(", match => names[match.Value]).TrimEnd('('),
            Summary = method.Summary.Select(line => Anywhere.Replace(line, match => names[match.Value])).ToEquatableArray(),
            Body = method.Body.Select(In).ToEquatableArray(),
            Sweeps = method.Sweeps is { } sweeps ? Renamed(sweeps) : null,
        };
        List<(Declaration Declaration, WrittenMethod Method)> settled = [.. companions.Select(companion => (companion.Declaration, Renamed(companion.Method)))];
        for (var i = 0; i < settled.Count; i++)
        {
            var (declaration, method) = settled[i];
            if (settled.Take(i).FirstOrDefault(other => IsSame(other, settled[i])).Method is { } known)
                same.Add(method.Name, known.Name);
        }

        if (same.Count > 0)
            settled = [.. settled.Where(companion => !same.ContainsKey(companion.Method.Name)).Select(companion => (companion.Declaration, Renamed(companion.Method)))];
        return ([.. methods.Select(Renamed)], settled);
    }

    private static bool IsSame((Declaration Declaration, WrittenMethod Method) one, (Declaration Declaration, WrittenMethod Method) other) =>
        one.Method.ReturnType == other.Method.ReturnType && Lines(one.Method).SequenceEqual(Lines(other.Method)) && one.Method.MoreParameters.Equals(other.Method.MoreParameters) && one.Method.Omitted.Equals(other.Method.Omitted)
        && one.Declaration.Signature.Select(parameter => parameter.Text).SequenceEqual(other.Declaration.Signature.Select(parameter => parameter.Text));

    // What it does, whatever it is called.
    private static IEnumerable<string> Lines(WrittenMethod method) =>
        method.Body.Concat(method.Sweeps is { } sweeps ? sweeps.MoreParameters.Concat(sweeps.Body) : []).Select(line => line.Replace(method.Name + "Sweeps(", "("));
}

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

    public static string Of(string name, int number) => name.Split('¦')[0] + "¦" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>All that is written, under names that stay.</summary>
    /// <param name="methods">What is generated for the marked method.</param>
    /// <param name="companions">What is called of what stands beside it, in the order in which it is written.</param>
    public static (IReadOnlyList<WrittenMethod> Methods, List<(Declaration Declaration, WrittenMethod Method)> Companions) Settled(IReadOnlyList<WrittenMethod> methods, List<(Declaration Declaration, WrittenMethod Method)> companions)
    {
        if (!companions.Exists(companion => companion.Method.Name.IndexOf('¦') >= 0))
            return (methods, companions);
        var settled = Merged(companions, out var same);
        var taken = new HashSet<string>(settled.Select(companion => companion.Method.Name), StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var provisional in settled.Select(companion => companion.Method.Name).Where(name => name.IndexOf('¦') >= 0).Select(name => Provisional.Match(name + "(").Value).Distinct())
        {
            var first = provisional.Substring(0, provisional.IndexOf('¦'));
            var name = first;
            List<string> endings = [.. settled.Select(companion => companion.Method.Name).Where(other => Provisional.Match(other + "(").Value == provisional).Select(other => other.Substring(provisional.Length))];
            for (var number = 2; endings.Exists(ending => taken.Contains(name + ending)); number++)
                name = first.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + number.ToString(CultureInfo.InvariantCulture);
            names.Add(provisional, name);
            taken.UnionWith(endings.Select(ending => name + ending));
        }

        string In(string line) => Provisional.Replace(Instead(line, same), match => names[match.Value]);
        WrittenMethod Renamed(WrittenMethod method) => method with
        {
            Name = Provisional.Replace(method.Name + "(", match => names[match.Value]).TrimEnd('('),
            Summary = method.Summary.Select(line => Anywhere.Replace(line, match => names[match.Value])).ToEquatableArray(),
            Body = method.Body.Select(In).ToEquatableArray(),
            Sweeps = method.Sweeps is { } sweeps ? Renamed(sweeps) : null,
        };
        return ([.. methods.Select(Renamed)], [.. settled.Select(companion => (companion.Declaration, Renamed(companion.Method)))]);
    }

    // One of those that do the same, until no two do: what calls one or the other of two that are the same is then the same as well.
    private static List<(Declaration Declaration, WrittenMethod Method)> Merged(List<(Declaration Declaration, WrittenMethod Method)> companions, out Dictionary<string, string> same)
    {
        same = new Dictionary<string, string>(StringComparer.Ordinal);
        List<(Declaration Declaration, WrittenMethod Method)> merged = [.. companions];
        for (var count = -1; count != merged.Count;)
        {
            count = merged.Count;
            var known = same;
            var texts = merged.ConvertAll(companion => TextOf(companion, known));
            var kept = new Dictionary<string, string>(StringComparer.Ordinal);
            var rest = new List<(Declaration Declaration, WrittenMethod Method)>();
            foreach (var (companion, text) in merged.Zip(texts, (companion, text) => (companion, text)))
            {
                if (companion.Method.Name.IndexOf('¦') < 0 || !kept.TryGetValue(text, out var first))
                    rest.Add(companion);
                else
                    same.Add(companion.Method.Name, first);
                if (!kept.ContainsKey(text))
                    kept.Add(text, companion.Method.Name);
            }

            merged = Joined(rest, same);
        }

        return merged;
    }

    // The methods of one name, some of which call one another, where another name has the same.
    private static List<(Declaration Declaration, WrittenMethod Method)> Joined(List<(Declaration Declaration, WrittenMethod Method)> companions, Dictionary<string, string> same)
    {
        var groups = companions.GroupBy(companion => BaseOf(companion.Method.Name)).ToList();
        for (var i = 1; i < groups.Count; i++)
        {
            var name = groups[i].Key;
            foreach (var other in groups.Take(i).Where(other => name.IndexOf('¦') >= 0 && StemOf(other.Key) == StemOf(name)))
            {
                var texts = other.ToDictionary(companion => companion.Method.Name.Substring(other.Key.Length), companion => TextOf(companion, same).Replace(other.Key, "¦"));
                var equal = groups[i].Select(companion => (Ending: companion.Method.Name.Substring(name.Length), Text: TextOf(companion, same).Replace(name, "¦")))
                    .Where(one => texts.TryGetValue(one.Ending, out var text) && text == one.Text).ToList();
                // What calls one that is not the same is not the same.
                while (equal.RemoveAll(one => groups[i].Select(companion => companion.Method.Name.Substring(name.Length)).Any(ending => one.Text.Contains("¦" + ending + "(") && !equal.Exists(also => also.Ending == ending))) > 0)
                {
                }

                foreach (var (ending, _) in equal)
                    same[name + ending] = other.Key + ending;
                if (equal.Count > 0)
                    return [.. companions.Where(companion => !same.ContainsKey(companion.Method.Name))];
            }
        }

        return companions;
    }

    private static readonly Regex Ending = new("(Value|Forward|Pullback|ValueAndPullback)?(Tangent)?$");

    private static string BaseOf(string name) => name.IndexOf('¦') >= 0 ? Provisional.Match(name + "(").Value : name.Substring(0, Ending.Match(name).Index);

    private static string StemOf(string name) => name.Split('¦')[0];

    private static string Instead(string line, Dictionary<string, string> same)
    {
        if (line.IndexOf('¦') < 0)
            return line;
        foreach (var pair in same)
            line = line.Replace(pair.Key + "(", pair.Value + "(");
        return line;
    }

    // What it does, and is given, whatever it is called.
    private static string TextOf((Declaration Declaration, WrittenMethod Method) companion, Dictionary<string, string> same)
    {
        var method = companion.Method;
        return string.Join("\n", (string[])[method.ReturnType, .. companion.Declaration.Signature.Select(parameter => parameter.Text), "", .. method.MoreParameters, "", .. method.Omitted, "", .. Lines(method).Select(line => Instead(line, same).Replace(method.Name + "(", "("))]);
    }

    // What it does, whatever it is called.
    private static IEnumerable<string> Lines(WrittenMethod method) =>
        method.Body.Concat(method.Sweeps is { } sweeps ? sweeps.MoreParameters.Concat(sweeps.Body) : []).Select(line => line.Replace(method.Name + "Sweeps(", "("));
}

using System.Globalization;
using System.Text;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Writing;

/// <summary>Names of a tuple's elements, after the parameters that they are the partials of.</summary>
internal static class TupleNames
{
    /// <summary>
    /// The parameters' names in PascalCase: <c>mu</c> gives <c>Mu</c>, <c>log_sigma</c> <c>LogSigma</c>, <c>q.Mean</c> <c>QMean</c>. Where two coincide, or a tuple cannot
    /// have the name, an underscore is appended to the later one.
    /// </summary>
    public static EquatableArray<string> For(IEnumerable<string> parameterNames) => Distinct([.. parameterNames.Select(PascalCase)]);

    /// <summary>The names of the upper triangle of a matrix, row by row: <c>XX</c>, <c>XY</c>, <c>YY</c>.</summary>
    public static EquatableArray<string> ForTriangle(IEnumerable<string> parameterNames)
    {
        var names = For(parameterNames).ToList();
        return Distinct([.. names.SelectMany((row, i) => names.Skip(i).Select(column => row + column))]);
    }

    private static EquatableArray<string> Distinct(string[] wanted)
    {
        // A name that is altered must not take the one that another parameter has by itself.
        var taken = new HashSet<string>(wanted, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            var name = wanted[i];
            if (!CanStandAt(name, i + 1) || !used.Add(name))
            {
                do
                    name += "_";
                while (!taken.Add(name));
            }

            names[i] = name;
        }

        return names.ToEquatableArray();
    }

    /// <summary>Whether the compiler accepts the name for the element at a position, counted from one.</summary>
    private static bool CanStandAt(string name, int position)
    {
        if (name is "CompareTo" or "Deconstruct" or "Equals" or "GetHashCode" or "Rest" or "ToString")
            return false;
        if (!name.StartsWith("Item", StringComparison.Ordinal))
            return true;
        var isPosition = int.TryParse(name.Substring("Item".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && name == "Item" + number.ToString(CultureInfo.InvariantCulture);
        return !isPosition || number == position;
    }

    private static string PascalCase(string parameterName)
    {
        var name = new StringBuilder();
        foreach (var word in parameterName.Replace("@", "").Replace("this.", "").Split(['_', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            // x_1_2 and x_12 are different variables, and so are _1 and no identifier at all.
            if (char.IsDigit(word[0]) && (name.Length == 0 || char.IsDigit(name[name.Length - 1])))
                name.Append('_');
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return name.Length > 0 ? name.ToString() : parameterName;
    }
}

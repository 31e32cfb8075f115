using System.Globalization;

namespace SymDiff.Generator.Tests.Generics;

/// <summary>A method <c>F</c> of generic numbers, all of them differentiated: an array first, if there is one, and then single numbers.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Members">The members of the type, among them <c>F</c>, marked.</param>
/// <param name="Points">The single numbers, and after them the elements of the array.</param>
internal sealed record GenericNumberCase(string Name, string Members, params double[][] Points)
{
    /// <summary>How many single numbers there are.</summary>
    public int Scalars { get; init; } = 1;

    /// <summary>Whether there is an array.</summary>
    public bool HasArray { get; init; }

    /// <summary>Whether the type is generic, and not the method.</summary>
    public bool IsOfType { get; init; }

    /// <summary>The type, and beside it a driver that takes numbers in an array and gives them in one.</summary>
    public string Source
    {
        get
        {
            var scalars = Enumerable.Range(0, Scalars).Select(i => string.Create(CultureInfo.InvariantCulture, $"a[{i}]"));
            var arguments = string.Join(", ", HasArray ? scalars.Prepend(string.Create(CultureInfo.InvariantCulture, $"a.AsSpan({Scalars}).ToArray()")) : scalars);
            var more = HasArray ? ", g" : "";
            var (type, method) = IsOfType ? ("<T>", "") : ("", "<T>");
            var partials = Scalars switch { 0 => [], 1 => ["r"], _ => Enumerable.Range(1, Scalars).Select(i => string.Create(CultureInfo.InvariantCulture, $"r.Item{i}")) };
            var beside = Scalars switch { 0 => "", 1 => "r.Gradient", _ => string.Join(", ", Enumerable.Range(1, Scalars).Select(i => string.Create(CultureInfo.InvariantCulture, $"r.Gradient.Item{i}"))) };
            return $$"""
                namespace {{Name}}
                {
                    public static partial class C{{type}} {{(IsOfType ? "where T : IFloatingPointIeee754<T>" : "")}}
                    {
                        {{Members}}
                    }

                    public static class Driver
                    {
                        public static T Value<T>(T[] a) where T : IFloatingPointIeee754<T> => C{{type}}.F{{method}}({{arguments}});

                        public static T[] Gradient<T>(T[] a) where T : IFloatingPointIeee754<T>
                        {
                            var g = new T[a.Length - {{Scalars}}];
                            Array.Fill(g, T.CreateChecked(7));
                            {{(Scalars > 0 ? "var r = " : "")}}C{{type}}.FGradient{{method}}({{arguments}}{{more}});
                            return [{{string.Join(", ", partials)}}{{(Scalars > 0 ? ", " : "")}}.. g];
                        }

                        public static T[] Both<T>(T[] a) where T : IFloatingPointIeee754<T>
                        {
                            var g = new T[a.Length - {{Scalars}}];
                            var r = C{{type}}.FValueAndGradient{{method}}({{arguments}}{{more}});
                            return [{{(Scalars > 0 ? "r.Value, " + beside : "r")}}, .. g];
                        }
                    }
                }
                """;
        }
    }
}

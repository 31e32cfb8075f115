using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>A function that calls itself, and for which a method that gives its gradient is generated beside those of the marked method.</summary>
/// <param name="name">What the generated method is called, without <c>Gradient</c>.</param>
internal sealed class Companion(string name)
{
    public string Name { get; } = name;

    /// <summary>The function as read; null while it is, and where it cannot be.</summary>
    public DifferentiableMethod? Method { get; set; }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// The functions that the marked method calls, each read once for each way of calling it. A function stands after those that it calls, unless it calls itself.
/// </summary>
internal sealed class Callees
{
    private readonly Dictionary<CalleeKey, Callee> read = [];
    private readonly Dictionary<CalleeKey, (Callee Callee, int Site)> repeated = [];
    private readonly List<Function> functions = [];
    private readonly Stack<(CalleeKey Key, BodyReader Reader)> open = new();
    private readonly HashSet<int> disturbing = [];
    private readonly Dictionary<IMethodSymbol, EquatableArray<Problem>> obstacles = new(SymbolEqualityComparer.Default);

    public EquatableArray<Function> Functions => functions.ToEquatableArray();

    /// <summary>Whether a function is being read for the same delegates, whoever passes them.</summary>
    public bool IsOpen(CalleeKey key) => open.Any(other => other.Key.Equals(key)
        || (key.Delegates.Length > 0 && SymbolEqualityComparer.Default.Equals(other.Key.Definition, key.Definition) && other.Key.Delegates.Equals(key.Delegates)));

    /// <summary>What reads a function that is being read, called in the same way; null for any other.</summary>
    public BodyReader? ReaderOf(CalleeKey key) => open.Where(other => other.Key.Equals(key)).Select(other => other.Reader).FirstOrDefault();

    public bool IsBeingRead(IMethodSymbol definition) => open.Any(one => SymbolEqualityComparer.Default.Equals(one.Key.Definition, definition));

    public void Open(CalleeKey key, BodyReader reader) => open.Push((key, reader));

    public void Close() => open.Pop();

    public bool DisturbsMemory(int index) => disturbing.Contains(index);

    public bool TryGet(CalleeKey key, out Callee callee) => read.TryGetValue(key, out callee!);

    /// <summary>Keeps in mind that a function cannot be read, and why.</summary>
    public void Refuse(IMethodSymbol definition, EquatableArray<Problem> problems) => obstacles[definition] = problems;

    /// <summary>Why a function cannot be read; empty where it can, or it was not tried.</summary>
    public EquatableArray<Problem> ObstaclesOf(IMethodSymbol definition) => obstacles.TryGetValue(definition, out var known) ? known : default;

    /// <summary>A function that is being read and calls itself.</summary>
    /// <param name="key">The way of calling it.</param>
    /// <param name="declared">Its parameters.</param>
    /// <param name="captures">What it captures.</param>
    /// <param name="hasReceiver">Whether its first parameter is the receiver.</param>
    /// <param name="site">Where it is called while it is read.</param>
    public Callee Repeat(CalleeKey key, Function declared, ImmutableArray<ISymbol> captures, bool hasReceiver, int site)
    {
        if (!repeated.TryGetValue(key, out var known))
        {
            repeated.Add(key, known = (new Callee(functions.Count, declared, captures, hasReceiver, false), site));
            functions.Add(declared);
        }

        return known.Callee;
    }

    /// <summary>As what a function has been called that calls itself, and where; null for any other.</summary>
    public (Callee Callee, int Site)? RepeatedAs(CalleeKey key) => repeated.TryGetValue(key, out var known) ? known : null;

    /// <summary>Whether a function has turned out to call itself while it was read.</summary>
    public bool CallsItself(IMethodSymbol definition) => repeated.Keys.Any(key => SymbolEqualityComparer.Default.Equals(key.Definition, definition));

    public Callee Add(CalleeKey key, Function function, ImmutableArray<ISymbol> captures, bool hasReceiver, bool disturbsMemory)
    {
        Callee callee;
        if (repeated.TryGetValue(key, out var begun))
        {
            callee = begun.Callee with { Function = function = function with { CallsItself = true }, DisturbsMemory = disturbsMemory };
            functions[callee.Index] = function;
        }
        else
        {
            callee = new Callee(functions.Count, function, captures, hasReceiver, disturbsMemory);
            functions.Add(function);
        }

        if (disturbsMemory)
            disturbing.Add(callee.Index);
        read.Add(key, callee);
        return callee;
    }
}

/// <summary>A way of calling a function: with these type arguments, and this many values for its <c>params</c> array.</summary>
/// <param name="Definition">The method, local function or lambda.</param>
/// <param name="TypeArguments">All type arguments as text; empty where there are none.</param>
/// <param name="ParamsCount">The number of values, or −1 where an array is passed as it is.</param>
/// <param name="Shared">Which parameters are names of one variable.</param>
/// <param name="Delegates">What is known of the delegates that are passed.</param>
/// <param name="Elements">Which parameters are given elements of arrays.</param>
/// <param name="Enclosing">The reading of the body whose variables it uses: of that in which it stands, or which passes it delegates.</param>
internal readonly record struct CalleeKey(
    IMethodSymbol Definition, string TypeArguments, int ParamsCount, EquatableArray<int> Shared, EquatableArray<GivenDelegate> Delegates, EquatableArray<GivenElement> Elements, BodyReader? Enclosing)
{
    /// <summary>Whether it is called on the object that the generated method has for its own.</summary>
    public bool IsOnThis { get; init; }

    /// <summary>The parameters that are sequences to it, and which are given arrays.</summary>
    public EquatableArray<int> Sequences { get; init; }

    public bool Equals(CalleeKey other) => SymbolEqualityComparer.Default.Equals(Definition, other.Definition)
        && TypeArguments == other.TypeArguments && ParamsCount == other.ParamsCount && Shared.Equals(other.Shared) && Delegates.Equals(other.Delegates) && Elements.Equals(other.Elements)
        && Enclosing == other.Enclosing && IsOnThis == other.IsOnThis && Sequences.Equals(other.Sequences);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Definition);
}

/// <summary>What a call says of the function that it calls, besides its arguments' values.</summary>
/// <param name="ParamsCount">The number of values for its <c>params</c> array, or −1 where an array is passed as it is.</param>
/// <param name="Shared">Which parameters are names of one variable.</param>
/// <param name="Delegates">The delegates that it is given, as far as they are known.</param>
/// <param name="Known">The delegate that is called, where it is one.</param>
internal sealed record WayOfCalling(int ParamsCount, EquatableArray<int> Shared, EquatableArray<GivenDelegate> Delegates, KnownDelegate? Known)
{
    public static readonly WayOfCalling Plain = new(-1, default, default, null);

    /// <summary>Whether it is called on the object that the generated method has for its own.</summary>
    public bool IsOnThis { get; init; }

    /// <summary>The parameters that are given, by reference, elements of arrays.</summary>
    public EquatableArray<GivenElement> Elements { get; init; }

    /// <summary>The parameters that are sequences to it, and which are given arrays: <c>static double Mean(IEnumerable&lt;double&gt; x)</c>.</summary>
    public EquatableArray<int> Sequences { get; init; }

    /// <summary>The element that a parameter is given; null for any other.</summary>
    public GivenElement? ElementFor(IParameterSymbol parameter) => Elements.FirstOrDefault(element => element.Parameter == parameter.Ordinal);

    public bool Knows(IParameterSymbol parameter) => Delegates.Any(given => given.Parameter == parameter.Ordinal);
}

/// <summary>An element of an array that is passed by reference.</summary>
/// <param name="Parameter">To which parameter.</param>
/// <param name="Array">The type of the array.</param>
/// <param name="Rank">How many indices say which it is.</param>
internal sealed record GivenElement(int Parameter, Model.ValueType Array, int Rank);

/// <summary>A function that has been read.</summary>
/// <param name="Index">Its place in the model.</param>
/// <param name="Function">The function.</param>
/// <param name="Captures">
/// The variables of the enclosing function that stand for its last parameters; the receiver is given by the type.
/// </param>
/// <param name="HasReceiver">Whether its first parameter is the receiver.</param>
/// <param name="DisturbsMemory">Whether it may write something other than its variables.</param>
internal sealed record Callee(int Index, Function Function, ImmutableArray<ISymbol> Captures, bool HasReceiver, bool DisturbsMemory);

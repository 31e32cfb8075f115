using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SymDiff.Generator.Tests.Support;

/// <summary>A consumer's assembly, loaded. Methods are named <c>Namespace.Type.Method</c>, a nested type with <c>+</c>.</summary>
internal sealed class CompiledCode : IDisposable
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly AssemblyLoadContext context = new("Consumer", isCollectible: true);
    private readonly Assembly assembly;

    public CompiledCode(Stream image) => assembly = context.LoadFromStream(image);

    public Type Type(string name) => assembly.GetType(name, throwOnError: true)!;

    /// <summary>Calls a static method, the overload that the arguments fit.</summary>
    public object? Call(string method, params object?[] arguments)
    {
        var (type, name) = Split(method);
        return Invoke(type, name, BindingFlags.Static, null, arguments);
    }

    /// <summary>Calls a method of an object.</summary>
    public static object? CallOn(object receiver, string method, params object?[] arguments) =>
        Invoke(receiver.GetType(), method, BindingFlags.Instance, receiver, arguments);

    /// <summary>Calls a static method and gives the numbers that it returns, in order, however its tuples are nested.</summary>
    public double[] Numbers(string method, params double[] arguments) => [.. Flatten(Call(method, [.. arguments.Select(x => (object)x)]))];

    /// <summary>Calls a static method that returns one number.</summary>
    public double Number(string method, params double[] arguments) => Assert.Single(Numbers(method, arguments));

    /// <summary>The static method of that name as a delegate, for what reflection cannot pass: spans and references.</summary>
    public TDelegate Delegate<TDelegate>(string method)
        where TDelegate : Delegate
    {
        var (type, name) = Split(method);
        var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var found = type.GetMethod(name, Any | BindingFlags.Static, parameters);
        Assert.True(found is not null, $"{type} has no static method {name} of these parameters.");
        return found.CreateDelegate<TDelegate>();
    }

    /// <summary>The names of the elements of the tuple that a method returns.</summary>
    public IReadOnlyList<string?> TupleNames(string method)
    {
        var (type, name) = Split(method);
        var returned = type.GetMethod(name, Any | BindingFlags.Static | BindingFlags.Instance)!.ReturnParameter;
        return [.. returned.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames ?? []];
    }

    /// <summary>Every number in a result, in order.</summary>
    public static IEnumerable<double> Flatten(object? result) => result switch
    {
        double or float or int => [Convert.ToDouble(result, CultureInfo.InvariantCulture)],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i])),
        IEnumerable items => items.Cast<object?>().SelectMany(Flatten),
        System.ValueType whole => whole.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType.IsValueType).SelectMany(field => Flatten(field.GetValue(whole))),
        _ => throw new ArgumentException($"A {result?.GetType().Name ?? "null"} is no number.", nameof(result)),
    };

    public void Dispose() => context.Unload();

    private static object? Invoke(Type type, string name, BindingFlags kind, object? receiver, object?[] arguments)
    {
        const BindingFlags How = BindingFlags.InvokeMethod | BindingFlags.OptionalParamBinding | BindingFlags.DoNotWrapExceptions;
        return type.InvokeMember(name, Any | How | kind, null, receiver, arguments, CultureInfo.InvariantCulture);
    }

    private (Type Type, string Method) Split(string method)
    {
        var dot = method.LastIndexOf('.');
        return (Type(method[..dot]), method[(dot + 1)..]);
    }
}

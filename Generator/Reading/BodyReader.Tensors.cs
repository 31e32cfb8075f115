using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// <c>System.Numerics.Tensors.TensorPrimitives</c>. The value is what the author's call gives, in whatever order it adds up; what is differentiated are the loops that the
/// call amounts to.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>An argument of such a call: the elements of a span, or one number for all of them.</summary>
    /// <param name="Code">How it stands in the call.</param>
    /// <param name="Item">An element of it.</param>
    /// <param name="Length">How many there are; null for a number.</param>
    private sealed record TensorOperand(Expression Code, Func<Expression, Expression> Item, Expression? Length);

    private INamedTypeSymbol? tensors;

    private bool IsTensors => IsTensorPrimitives(tensors!);

    private static bool IsOfTensors(IMethodSymbol method) => IsTensorPrimitives(method.ContainingType);

    private static bool IsTensorPrimitives(INamedTypeSymbol? container) =>
        container is { Name: "TensorPrimitives" } type && Names.Namespace(type.ContainingNamespace) == "System.Numerics.Tensors";

    /// <summary>A call that gives a number, such as a sum or a norm; null for any other.</summary>
    private Read? TensorSum(IInvocationOperation call)
    {
        if (!(IsOfTensors(call.TargetMethod) || IsOfArray(call)) || !TypeOf(call).IsReal || !TensorReductions.ContainsKey(call.TargetMethod.Name) || TensorArguments(call) is not { } given)
            return null;
        tensors = call.TargetMethod.ContainingType;
        return Reduced(call.TargetMethod.Name, TypeOf(call), Site(call), given);
    }

    // One of Calculus that takes any number of numbers is given an array of them.
    private bool IsOfArray(IInvocationOperation call) => IsOfAnyNumber(call) && call.Arguments[0].ArgumentKind == ArgumentKind.Explicit;

    private bool IsOfAnyNumber(IInvocationOperation call) =>
        call.TargetMethod is { IsStatic: true, Parameters: [{ IsParams: true }] } target && ContainerOf(target, null) is { Name: "SymDiff.Calculus" };

    /// <summary>The same, given the numbers themselves; null for any other call.</summary>
    private Application? CallOfNumbers(IInvocationOperation call)
    {
        if (!IsOfAnyNumber(call) || call.Arguments[0] is not { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } items } })
            return null;
        var (name, text) = ContainerOf(call.TargetMethod, null)!.Value;
        return new Application(TypeOf(call), name + "." + call.TargetMethod.Name, text + "." + call.TargetMethod.Name, Operands([.. items]).ToEquatableArray(), null, Site(call));
    }

    /// <summary>What such a call gives, with what it amounts to.</summary>
    private Read Reduced(string function, ValueType type, int site, params TensorOperand[] x)
    {
        var result = Temporary(type);
        var parts = Apart(() => Store(result, TensorReductions[function](this, type, x, site), site));
        if (tensors!.GetMembers(function).IsEmpty)
        {
            statements.AddRange(parts.Statements);
            return ReadOf(result, site);
        }

        var asWritten = new Block([new Assign(result, TensorCode(function, type, x, site), site)]);
        Emit(new Passage(parts, asWritten, site) { IsModel = true, TakesArrays = !IsTensors });
        assigned.Add(result);
        return ReadOf(result, site);
    }

    /// <summary>A call that fills a span, element by element; false for any other.</summary>
    private bool TensorMap(IInvocationOperation call)
    {
        if (!IsOfTensors(call.TargetMethod) || !call.TargetMethod.ReturnsVoid || TensorArguments(call) is not { Length: > 1 } given)
            return false;
        TensorOperand[] operands = [.. given.Take(given.Length - 1)];
        if (MapNamed(call.TargetMethod.Name, operands.Length) is not { } map || given[operands.Length].Code is not { Type.IsRealArray: true } target
            || Array.Find(operands, operand => operand.Length is not null) is not { Length: { } length })
            return false;
        tensors = call.TargetMethod.ContainingType;
        var site = Site(call);
        var type = target.Type.Elements[0];
        var parts = Apart(() =>
        {
            var formula = map(this, type, operands, site);
            EmitLoop(length, counter => [new ElementStore(target, [counter], formula(counter), site)], site, isCall: true);
        });
        var code = TensorCode(call.TargetMethod.Name, Nothing.Type, given, site);
        var statement = code with { Pieces = code.Pieces.Take(code.Pieces.Length - 1).Append(");").ToEquatableArray() };
        var asWritten = new Block([new Effect(statement, default, default, false, Words(call), site)]);
        Emit(new Passage(parts, asWritten, site) { IsModel = true });
        return true;
    }

    // The arguments in the order of the parameters.
    private TensorOperand[]? TensorArguments(IInvocationOperation call)
    {
        var operands = new List<TensorOperand>();
        var site = Site(call);
        foreach (var argument in call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal))
        {
            var type = TypeOf(argument.Parameter!.Type);
            if (type.IsReal || type.Kind == NumberKind.Integer)
            {
                var number = SetAside(Operand(argument.Value));
                operands.Add(new(number, _ => number, null));
            }
            else if (type.IsRealArray && ArrayAt(Unconverted(argument.Value)) is { Type: { Rank: 1, IsList: false } } array)
            {
                operands.Add(new(array, i => new ArrayElement(array.Type.Elements[0], array, [i], site), ExtentOf(array, site)));
            }
            else if (type.IsRealArray && Unconverted(argument.Value) is { Type: IArrayTypeSymbol { Rank: 1 } } data)
            {
                var value = Value(data);
                if (value is Read { Type.IsRealArray: true })
                {
                    operands.Add(new(value, i => new ArrayElement(value.Type.Elements[0], value, [i], site), ExtentOf(value, site)));
                    continue;
                }

                // A field, which holds data.
                var kept = SetAside(value);
                operands.Add(new(kept, i => new Verbatim(type.Elements[0], ["", "[", "]"], [kept, i], Purity.Reads, string.Empty, site), Code(ValueType.Int, ["", ".Length"], [kept], Purity.Reads, site)));
            }
            else
            {
                return null;
            }
        }

        return operands.Count == 0 ? null : [.. operands];
    }

    // Where the language does not see one span in another yet, type arguments cannot be left to the compiler.
    private Verbatim TensorCode(string function, ValueType type, TensorOperand[] x, int site)
    {
        var isGeneric = tensors!.GetMembers(function).OfType<IMethodSymbol>().Any(method => method.IsGenericMethod);
        var element = isGeneric && (int)session.LanguageVersion < 1400 ? $"<{(x[0].Code.Type.IsArray ? x[0].Code.Type.Elements[0] : x[0].Code.Type).Text}>" : "";
        string[] pieces = [$"{(IsTensors ? session.Types.TextOf(tensors) : session.CalculusText)}.{function}{element}(", .. Enumerable.Repeat(", ", x.Length - 1), ")"];
        return new Verbatim(type, pieces.ToEquatableArray(), x.Select(operand => operand.Code).ToEquatableArray(), Purity.Effectful, NameFor(function), site);
    }
}

using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <content>Structs.</content>
internal sealed partial class ModelInterpreter
{
    // A struct that is given member by member.
    private static Dual Grouped(ValueType type, Queue<Dual> given) =>
        type.HasMembers ? new Dual(0, null, [.. type.Elements.Select(element => Grouped(element, given))]) : given.Dequeue();

    // What only the consumer's program knows: a number stands for it, and others for the members.
    private Dual Opened(ValueType type, double value) => type.IsStruct
        ? new Dual(value, null, [.. type.Elements.Select((element, i) => Opened(element, stand.Member(element, type.Members[i], value)))])
        : new Dual(value, null);

    // A function of vectors, component by component.
    private static Dual Vector(Application application, Dual[] arguments)
    {
        int[] sizes = [.. arguments.Select(argument => Components(argument).Count())];
        Dual[] numbers = [.. arguments.SelectMany(Components)];
        double[] x = [.. numbers.Select(number => number.Value)];
        Dual Component(int i) => Dual.Of(
            NumericVectors.Evaluate(application.Function, sizes, x, i), numbers, index => NumericVectors.Partial(application.Function, sizes, x, i, index));
        return application.Type.IsStruct ? new Dual(0, null, [.. application.Type.Elements.Select((_, i) => Component(i))]) : Component(0);
    }

    private static IEnumerable<Dual> Components(Dual value) => value.Elements is { } elements ? elements.SelectMany(Components) : [value];

    // What carried-over code is given.
    private static double Number(Dual value) => value.Elements is { } elements ? Stand.Whole(elements.Select(Number)) : value.Value;
}

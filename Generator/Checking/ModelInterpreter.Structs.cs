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

    // What carried-over code is given.
    private static double Number(Dual value) => value.Elements is { } elements ? Stand.Whole(elements.Select(Number)) : value.Value;
}

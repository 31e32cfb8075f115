using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Finds what a name in the attribute means: a parameter, a member of a struct parameter (<c>q.Mean</c>), or one of the object itself (<c>this.Mean</c>).</summary>
internal static class ChosenByName
{
    /// <summary>What is chosen; null where it cannot be differentiated with respect to, which is reported.</summary>
    public static Chosen? Of(ReadingSession session, string name, Location location)
    {
        var path = name.Split('.');
        var fault = path[0] == "this" && path.Length > 1 ? OfReceiver(session, path, out var chosen) : OfParameter(session, path, out chosen);
        if (fault is null)
            return chosen;
        session.Report("SYMDIFF004", location, name, fault);
        return null;
    }

    private static string? OfParameter(ReadingSession session, string[] path, out Chosen? chosen)
    {
        chosen = null;
        if (session.Method.Parameters.FirstOrDefault(parameter => parameter.Name == path[0]) is not { } parameter)
            return "the method has no parameter of that name";
        var type = session.Types.ValueTypeOf(parameter.Type);
        if (path.Length == 1)
        {
            chosen = new Chosen(parameter.Name, type);
            return AttributeReader.Fault(session, parameter);
        }

        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            return "it is passed by reference";
        if (type.IsOfStructs)
            return "of an array, all members of the elements are differentiated; name the parameter, and pass Calculus.StopGradient of what is held fixed";
        return parameter.Type.IsReferenceType ? AttributeReader.TypeFault(parameter.Type) : Within(path, parameter.Name, type, out chosen);
    }

    private static string? OfReceiver(ReadingSession session, string[] path, out Chosen? chosen)
    {
        chosen = null;
        var type = session.Method.ContainingType;
        if (session.Method.IsStatic)
            return "the method is static";
        return type.IsValueType
            ? Within(path, session.ParameterNames.Contains(path[1]) ? "this" : "", session.Types.ValueTypeOf(type), out chosen)
            : "the fields of a class are held fixed; make it a struct, or pass the number as a parameter";
    }

    // From the whole to the member, by the names on the way.
    private static string? Within(string[] path, string root, ValueType type, out Chosen? chosen)
    {
        chosen = null;
        var name = root;
        for (var i = 1; i < path.Length; i++)
        {
            var index = type.HasMembers ? type.Members.ToList().FindIndex(member => member.TrimStart('@', '?') == path[i]) : -1;
            if (index < 0)
                return $"'{type.Text}' has no field or automatic property '{path[i]}'";
            if (Leaves.IsHidden(type.Members[index]))
                return $"the generated code cannot read its member '{path[i]}'; make it internal, or give it a property";
            name = name.Length == 0 ? type.Members[index] : name + "." + type.Members[index];
            type = type.Elements[index];
        }

        chosen = new Chosen(name, type);
        return type.HasMembers ? AttributeReader.StructFault(type) : type.IsReal ? null : "it is not a floating-point number";
    }
}

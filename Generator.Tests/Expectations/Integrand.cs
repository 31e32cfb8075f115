using System.Linq.Expressions;
using System.Reflection;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>A method of numbers as a function of an array, compiled: quadrature calls it many times.</summary>
internal static class Integrand
{
    /// <summary>The method; of a tuple that it returns an element.</summary>
    public static Func<double[], double> Of(CompiledCode code, string type, string name, int element = 0)
    {
        var method = code.Type(type).GetMethods(BindingFlags.Public | BindingFlags.Static).Single(each => each.Name == name);
        var arguments = Expression.Parameter(typeof(double[]));
        Expression call = Expression.Call(method, method.GetParameters().Select((parameter, i) =>
            (Expression)Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        if (method.ReturnType.IsGenericType)
            call = Expression.Field(call, "Item" + (element + 1));
        return Expression.Lambda<Func<double[], double>>(Expression.Convert(call, typeof(double)), arguments).Compile();
    }
}

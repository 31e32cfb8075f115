using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <summary>In what arithmetic an expression is carried out.</summary>
internal enum Precision
{
    /// <summary>A constant: takes the precision of what it meets.</summary>
    Any,
    Single,
    Double,
}

/// <summary>
/// An expression of real algebra in canonical form. Equal expressions of one <see cref="ExprGraph"/> are one object, and only the graph makes them.
/// </summary>
internal abstract class Expr(int id, bool isActive, Precision precision) : IEquatable<Expr>
{
    /// <summary>Its number: what it is made of has smaller ones.</summary>
    public int Id { get; } = id;

    /// <summary>Whether it depends on a differentiated parameter.</summary>
    public bool IsActive { get; } = isActive;

    public Precision Precision { get; } = precision;

    /// <summary>
    /// A name from the author's local or from the derivation (<c>z</c>, <c>zBar</c>). What has one is kept together: a sum or product around it takes
    /// it apart only where something cancels.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// What it was before it was simplified, where that has a name or costs a call: what the method computes as the one may be read as the other.
    /// </summary>
    public Expr? Unsimplified { get; set; }

    public bool IsZero => this is Number { Value.IsZero: true };

    public bool IsOne => this is Number { Value.IsOne: true };

    /// <summary>What it is made of.</summary>
    public IEnumerable<Expr> Parts => this switch
    {
        Sum sum => sum.Terms.Select(term => term.Factor),
        Product product => product.Factors.Select(factor => factor.Base),
        Apply apply => apply.Arguments,
        Comparison comparison => [comparison.Left, comparison.Right],
        Choice choice => [choice.Condition, choice.WhenTrue, choice.WhenFalse],
        _ => [],
    };

    /// <summary>The expression and all that it is made of, each once.</summary>
    public IEnumerable<Expr> All => AllOf([this]);

    /// <summary>Expressions and all that they are made of, each once.</summary>
    public static IEnumerable<Expr> AllOf(IEnumerable<Expr> roots)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(roots);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            yield return expr;
            foreach (var part in expr.Parts)
                open.Push(part);
        }
    }

    /// <summary>The method's values in it: those of its symbols, and the calls that it keeps as they are.</summary>
    public HashSet<Value> Values
    {
        get
        {
            var values = new HashSet<Value>();
            foreach (var expr in All)
            {
                if (expr is Symbol symbol)
                    values.Add(symbol.Value);
                else if (expr is Apply { Call: { } call })
                    values.Add(call);
            }

            return values;
        }
    }

    // Equal expressions are one object; its number is at hand, which the runtime's hash of an object is not.
    public sealed override int GetHashCode() => Id;

    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public bool Equals(Expr? other) => ReferenceEquals(this, other);
}

/// <summary>A constant.</summary>
internal sealed class Number(int id, Constant value) : Expr(id, false, Precision.Any)
{
    public Constant Value { get; } = value;
}

/// <summary>Anything that algebra does not look into: a parameter, a variable, carried-over code, a condition.</summary>
internal sealed class Symbol(int id, Value value, Precision precision) : Expr(id, value.IsActive, precision)
{
    public Value Value { get; } = value;
}

/// <summary>A linear combination: a constant and at least one term. With one term and no constant it is a scaled expression.</summary>
internal sealed class Sum(int id, Constant constant, bool constantFirst, Term[] terms, bool isActive, Precision precision)
    : Expr(id, isActive, precision)
{
    public Constant Constant { get; } = constant;

    /// <summary>Whether the author wrote the constant first (<c>1 - x</c>, not <c>x + 1</c>).</summary>
    public bool ConstantFirst { get; } = constantFirst;

    public Term[] Terms { get; } = terms;

    /// <summary>Whether this is a coefficient times one expression.</summary>
    public bool IsScaled => Terms.Length == 1 && Constant.IsZero;
}

/// <summary>A term of a sum: its factor is no number and no scaled expression.</summary>
internal readonly record struct Term(Constant Coefficient, Expr Factor);

/// <summary>A product of powers, without a coefficient.</summary>
internal sealed class Product(int id, Factor[] factors, bool isActive, Precision precision) : Expr(id, isActive, precision)
{
    public Factor[] Factors { get; } = factors;
}

/// <summary>A factor of a product: a base and its exponent, not zero.</summary>
internal readonly record struct Factor(Expr Base, Constant Exponent);

/// <summary>A function of the derivative table applied to arguments.</summary>
internal sealed class Apply(int id, Primitive function, Expr[] arguments, Value? call, bool isActive, Precision precision)
    : Expr(id, isActive, precision)
{
    public Primitive Function { get; } = function;

    public Expr[] Arguments { get; } = arguments;

    /// <summary>For a function known by the author's rule only, the call as written.</summary>
    public Value? Call { get; } = call;
}

/// <summary>A comparison of two expressions: a condition.</summary>
internal sealed class Comparison(int id, ValueKind relation, Expr left, Expr right) : Expr(id, false, Precision.Any)
{
    public ValueKind Relation { get; } = relation;

    public Expr Left { get; } = left;

    public Expr Right { get; } = right;
}

/// <summary>Either of two expressions; the other one is not evaluated.</summary>
internal sealed class Choice(int id, Expr condition, Expr whenTrue, Expr whenFalse, Precision precision)
    : Expr(id, whenTrue.IsActive || whenFalse.IsActive, precision)
{
    // Found out once: what is shared is met by many ways.
    private readonly bool hasZero = whenTrue.IsZero || whenFalse.IsZero || whenTrue is Choice { hasZero: true } || whenFalse is Choice { hasZero: true };

    public Expr Condition { get; } = condition;

    public Expr WhenTrue { get; } = whenTrue;

    public Expr WhenFalse { get; } = whenFalse;

    /// <summary>Whether this is an expression under a guard, and zero elsewhere.</summary>
    public bool IsGuarded => Name is null && (WhenTrue.IsZero || WhenFalse.IsZero);

    /// <summary>Whether it is zero on some side of it: in c ? a : d ? b : 0, too.</summary>
    public bool MayBeNothing => Name is null && hasZero;

    /// <summary>Among how many expressions it chooses.</summary>
    public int Sides { get; } = Math.Min((whenTrue is Choice one ? one.Sides : 1) + (whenFalse is Choice other ? other.Sides : 1), int.MaxValue / 2);
}

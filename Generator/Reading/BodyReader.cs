using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// Reads one body of code. An expression of C# may do things in passing; one of the model may not, so they are read into
/// statements that stand before, in the order of evaluation.
/// </summary>
internal sealed partial class BodyReader
{
    // A model is compared and hashed by recursion: what nests deeper than this goes through a temporary.
    private const int GreatestHeight = 100;

    private static readonly Literal Nothing = new(new ValueType(NumberKind.None, "void", default), string.Empty, double.NaN, -1);

    private readonly ReadingSession session;
    private readonly SemanticModel model;
    private readonly IMethodSymbol method;
    private readonly Substitution? substitution;
    private readonly BodyReader? outer;
    private readonly bool isMarked;
    private bool hasOwnThis;

    private readonly List<Variable> variables = [];
    private readonly List<int> parameters = [];
    private readonly Dictionary<ISymbol, int> indices = new(SymbolEqualityComparer.Default);

    /// <summary>Names for values rather than variables: what a pattern designates.</summary>
    private readonly Dictionary<ISymbol, Expression> designated = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<ISymbol>.Builder captures = ImmutableArray.CreateBuilder<ISymbol>();
    private readonly HashSet<int> assigned = [];

    private List<Statement> statements = [];
    private int thisVariable = -1;
    private int tallest;

    public BodyReader(ReadingSession session, IMethodSymbol method, SemanticModel model)
        : this(session, method, model, substitution: null, outer: null)
    {
        isMarked = true;
        foreach (var parameter in method.Parameters)
            Declare(parameter);
    }

    private BodyReader(ReadingSession session, IMethodSymbol method, SemanticModel model, Substitution? substitution, BodyReader? outer)
    {
        this.session = session;
        this.method = method;
        this.model = model;
        this.substitution = substitution;
        this.outer = outer;
    }

    public ReadingSession Session => session;

    /// <summary>Whether the receiver has been read.</summary>
    public bool ReadsThis => thisVariable >= 0;

    public SemanticModel Semantics => model;

    /// <summary>Reads the body whose operation is given, after the parameters have been declared.</summary>
    public Function ReadFunction(IOperation body)
    {
        var block = Apart(() => ReadBody(body));
        return new Function(
            method.Name, parameters.ToEquatableArray(), variables.ToEquatableArray(), block, TypeOf(method.ReturnType));
    }

    public ValueType TypeOf(ITypeSymbol type) => session.Types.ValueTypeOf(substitution?.Apply(type) ?? type);

    public ITypeSymbol Actual(ITypeSymbol type) => substitution?.Apply(type) ?? type;

    private ValueType TypeOf(IOperation operation) => operation.Type is { } type ? TypeOf(type) : Nothing.Type;

    /// <summary>Reads an expression into one that has no effect, and can stand anywhere among others.</summary>
    private Expression Operand(IOperation operation)
    {
        var around = tallest;
        tallest = 0;
        var expression = Value(operation);
        if (expression is Verbatim { Purity: Purity.Effectful } || tallest >= GreatestHeight)
        {
            expression = SetAside(expression);
            tallest = 0;
        }

        tallest = Math.Max(around, tallest + 1);
        return expression;
    }

    /// <summary>Reads operands in the order in which they are evaluated.</summary>
    private Expression[] Operands(params IReadOnlyList<IOperation> operations)
    {
        var read = new Expression[operations.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var mark = statements.Count;
            read[i] = Operand(operations[i]);
            for (var j = 0; j < i && mark < statements.Count; j++)
                read[j] = Kept(read[j], ref mark);
        }

        return read;
    }

    // What stands after the mark came from a later operand, and may change what the earlier one reads.
    private Expression Kept(Expression earlier, ref int mark)
    {
        if (mark == statements.Count || !Disturbance.Of(statements, mark, session.Callees).Affects(earlier))
            return earlier;
        var temporary = Temporary(earlier.Type);
        statements.Insert(mark++, new Assign(temporary, earlier, earlier.Site));
        return ReadOf(temporary, earlier.Site);
    }

    private Read SetAside(Expression expression)
    {
        var temporary = Temporary(expression.Type);
        Emit(new Assign(temporary, expression, expression.Site));
        return ReadOf(temporary, expression.Site);
    }

    private int Temporary(ValueType type) => Add(new Variable(string.Empty, type, VariableRole.Local));

    private int Add(Variable variable)
    {
        variables.Add(variable);
        return variables.Count - 1;
    }

    private Read ReadOf(int variable, int site) => new(variables[variable].Type, variable, site);

    private void Emit(Statement statement)
    {
        statements.Add(statement);
        if (statement is Assign assign)
            assigned.Add(assign.Variable);
    }

    private Block Apart(Action read) => Apart(() =>
    {
        read();
        return true;
    }).Block;

    /// <summary>Reads something whose statements belong in a block of their own.</summary>
    private (Block Block, T Result) Apart<T>(Func<T> read)
    {
        var around = statements;
        statements = [];
        try
        {
            var result = read();
            return (new Block(statements.ToEquatableArray()), result);
        }
        finally
        {
            statements = around;
        }
    }

    private void Guard()
    {
        session.Cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    private int Site(IOperation operation) => session.Site(operation.Syntax);
}

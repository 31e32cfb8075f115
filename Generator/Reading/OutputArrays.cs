using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Which of a function's parameters are arrays whose elements it writes, itself or in what it calls.</summary>
internal static class OutputArrays
{
    /// <summary>Their places among the parameters, ascending.</summary>
    public static EquatableArray<int> Of(Function function, EquatableArray<Function> callees)
    {
        var search = new Search(callees, []);
        return search.Of(function).ToEquatableArray();
    }

    private sealed class Search(EquatableArray<Function> callees, Dictionary<int, SortedSet<int>> known)
    {
        private readonly Dictionary<int, HashSet<int>> parameters = [];
        private readonly SortedSet<int> written = [];
        private bool hasGrown;

        public SortedSet<int> Of(Function function)
        {
            for (var i = 0; i < function.Parameters.Length; i++)
                parameters[function.Parameters[i]] = [i];
            // A variable may stand for a parameter that is found to be written only later.
            do
            {
                hasGrown = false;
                Visit(function.Body);
            }
            while (hasGrown);

            return written;
        }

        private void Visit(Block block)
        {
            foreach (var statement in block.Statements)
                Visit(statement);
        }

        private void Visit(Statement statement)
        {
            switch (statement)
            {
                case Assign { Value: var value } assign when value.Type.IsSequence:
                    if (!parameters.TryGetValue(assign.Variable, out var held))
                        parameters.Add(assign.Variable, held = []);
                    foreach (var parameter in Behind(value))
                        hasGrown |= held.Add(parameter);
                    break;
                case ElementStore store:
                    Write(store.Array);
                    break;
                case Call call:
                    foreach (var index in WrittenBy(call.Callee))
                    {
                        if (index < call.Arguments.Length && call.Arguments[index].Value is { } argument)
                            Write(argument);
                    }

                    break;
                case If choice:
                    Visit(choice.WhenTrue);
                    Visit(choice.WhenFalse);
                    break;
                case Passage passage:
                    Visit(passage.Parts);
                    break;
                case Protected scope:
                    Visit(scope.Body);
                    Visit(scope.Finally);
                    break;
                case Loop loop:
                    Visit(loop.Before);
                    Visit(loop.Test);
                    Visit(loop.Body);
                    Visit(loop.Step);
                    break;
            }
        }

        private void Write(Expression array)
        {
            foreach (var parameter in Behind(array).ToList())
                hasGrown |= written.Add(parameter);
        }

        private IEnumerable<int> Behind(Expression array) => array switch
        {
            Read read => parameters.TryGetValue(read.Variable, out var held) ? held : [],
            ArraySlice slice => Behind(slice.Array),
            Element element => Behind(element.Tuple),
            TupleOf { Type.IsOfStructs: true } parts => Behind(parts.Elements[0]),
            Conditional choice => Behind(choice.WhenTrue).Concat(Behind(choice.WhenFalse)),
            _ => [],
        };

        private SortedSet<int> WrittenBy(int callee)
        {
            if (known.TryGetValue(callee, out var found))
                return found;
            // What calls itself is found out by its other statements.
            known[callee] = [];
            return known[callee] = new Search(callees, known).Of(callees[callee]);
        }
    }
}

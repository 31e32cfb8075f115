namespace SymDiff.Generator.Algebra;

/// <content>Sums: like terms are collected, and what is nested comes apart where something cancels.</content>
internal sealed partial class ExprGraph
{
    // Beyond this many terms a nested sum is left as it is: the look inside would cost more than it finds.
    private const int MostTerms = 16;

    // Choices are merged where one side holds no more choices than this, which are merged in turn: of two long sides twice as many sums would come with each choice.
    private const int MostMerged = 4;

    private readonly Dictionary<Expr, Dictionary<Expr, Constant>> spread = [];

    /// <summary>The sum of the terms, in this order.</summary>
    public Expr Sum(IReadOnlyList<Term> terms)
    {
        var collected = new TermList();
        foreach (var (coefficient, factor) in terms)
            Collect(collected, coefficient, factor);
        if (collected.HasNested)
            Open(collected);
        MergeChoices(collected);
        return Finish(collected);
    }

    private void Collect(TermList collected, Constant coefficient, Expr factor)
    {
        switch (factor)
        {
            case Number number:
                collected.AddConstant(coefficient * number.Value);
                break;
            case Sum { IsScaled: true } scaled:
                Collect(collected, coefficient * scaled.Terms[0].Coefficient, scaled.Terms[0].Factor);
                break;
            // Brackets that the author did not name, and that no coefficient holds together, mean nothing.
            case Sum { Name: null } sum when coefficient.IsUnit:
                if (!sum.Constant.IsZero && sum.ConstantFirst)
                    collected.AddConstant(coefficient * sum.Constant);
                foreach (var term in sum.Terms)
                    Collect(collected, coefficient * term.Coefficient, term.Factor);
                if (!sum.Constant.IsZero && !sum.ConstantFirst)
                    collected.AddConstant(coefficient * sum.Constant);
                break;
            default:
                if (collected.Add(coefficient, factor))
                    HasRewritten = true;
                break;
        }
    }

    // Takes nested sums apart as long as one of their terms cancels against another.
    private void Open(TermList collected)
    {
        for (var (opened, round) = (true, 0); opened && round < MostTerms; round++)
        {
            opened = false;
            foreach (var (factor, coefficient) in collected.Items())
            {
                if (factor is Sum sum && Cancels(collected, sum, coefficient))
                {
                    collected.Remove(factor);
                    foreach (var term in sum.Terms)
                        Collect(collected, coefficient * term.Coefficient, term.Factor);
                    collected.AddConstant(coefficient * sum.Constant);
                    HasRewritten = opened = true;
                    break;
                }
            }
        }
    }

    private bool Cancels(TermList collected, Sum sum, Constant coefficient)
    {
        var inside = Spread(sum);
        if (!sum.Constant.IsZero && !collected.Constant.IsZero && (collected.Constant + (coefficient * sum.Constant)).IsZero)
            return true;
        foreach (var (other, otherCoefficient) in collected.Items())
        {
            if (other == sum)
                continue;
            if (inside.TryGetValue(other, out var own) && (otherCoefficient + (coefficient * own)).IsZero)
                return true;
            if (other is Sum otherSum)
            {
                foreach (var (term, termCoefficient) in Spread(otherSum).Select(pair => (pair.Key, pair.Value)))
                {
                    if (inside.TryGetValue(term, out own) && ((otherCoefficient * termCoefficient) + (coefficient * own)).IsZero)
                        return true;
                }
            }
        }

        return false;
    }

    // Every term of a sum at every depth of nesting, with its coefficient.
    private Dictionary<Expr, Constant> Spread(Sum sum)
    {
        if (spread.TryGetValue(sum, out var terms))
            return terms;
        terms = [];
        foreach (var (coefficient, factor) in sum.Terms)
        {
            AddTo(terms, factor, coefficient);
            if (factor is Sum inner && sum.Terms.Length <= MostTerms)
            {
                foreach (var pair in Spread(inner))
                {
                    if (terms.Count < MostTerms)
                        AddTo(terms, pair.Key, coefficient * pair.Value);
                }
            }
        }

        spread.Add(sum, terms);
        return terms;

        static void AddTo(Dictionary<Expr, Constant> terms, Expr factor, Constant coefficient) =>
            terms[factor] = terms.TryGetValue(factor, out var present) ? present + coefficient : coefficient;
    }

    // c ? a : 0 and c ? 0 : b are the two halves of c ? a : b.
    private void MergeChoices(TermList collected)
    {
        if (!collected.HasChoice)
            return;
        var choices = collected.Items().Where(item => item.Factor is Choice).ToList();
        if (choices.Count < 2)
            return;
        foreach (var condition in choices.GroupBy(item => ((Choice)item.Factor).Condition).Where(same => same.Skip(1).Any()).Select(same => same.Key).ToList())
        {
            // What another condition has left may be a choice on this one.
            var same = collected.Items().Where(item => item.Factor is Choice choice && choice.Condition == condition).ToList();
            var whenTrue = same.Select(item => new Term(item.Coefficient, ((Choice)item.Factor).WhenTrue)).Where(term => !term.Factor.IsZero).ToList();
            var whenFalse = same.Select(item => new Term(item.Coefficient, ((Choice)item.Factor).WhenFalse)).Where(term => !term.Factor.IsZero).ToList();
            if (whenTrue.Count > 1 && whenFalse.Count > 1 && HasManyChoices(whenTrue) && HasManyChoices(whenFalse))
                continue;
            foreach (var (factor, _) in same)
                collected.Remove(factor);
            Collect(collected, Constant.One, Choose(condition, Sum(whenTrue), Sum(whenFalse)));
        }
    }

    private static bool HasManyChoices(List<Term> terms)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(terms.Select(term => term.Factor));
        for (var count = 0; open.Count > 0;)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            if (expr is Choice choice)
            {
                if (++count > MostMerged)
                    return true;
                open.Push(choice.WhenTrue);
                open.Push(choice.WhenFalse);
            }
            else if (expr is Sum sum)
            {
                foreach (var (_, factor) in sum.Terms)
                    open.Push(factor);
            }
        }

        return false;
    }

    private Expr Finish(TermList collected)
    {
        var terms = collected.ToTerms();
        var constant = collected.Constant;
        if (terms.Length == 0)
            return Number(constant);
        if (constant.IsZero && terms.Length == 1)
        {
            var (coefficient, factor) = terms[0];
            if (coefficient.IsOne)
                return factor;
            // A multiple of what is chosen is chosen among multiples, where that costs nothing.
            if (factor is Choice { IsGuarded: true } choice && StepOf(choice) is null)
                return Choose(choice.Condition, Scale(coefficient, choice.WhenTrue), Scale(coefficient, choice.WhenFalse));
        }

        if (Recognize(constant, terms) is { } known)
        {
            HasRewritten = true;
            return known;
        }

        var (factors, coefficients) = (new Expr[terms.Length], new Constant[terms.Length]);
        var (isActive, precision) = (false, Precision.Any);
        for (var i = 0; i < terms.Length; i++)
        {
            (coefficients[i], factors[i]) = terms[i];
            isActive |= factors[i].IsActive;
            precision = Wider(precision, factors[i].Precision);
        }

        SortById(factors, coefficients);
        var key = new Key(5, constant, 0, factors, coefficients);
        return Find(key) ?? Add(key, new Sum(count, constant, collected.ConstantFirst, terms, isActive, precision));
    }
}

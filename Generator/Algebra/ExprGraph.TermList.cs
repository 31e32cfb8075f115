namespace SymDiff.Generator.Algebra;

/// <content>What sums are collected in.</content>
internal sealed partial class ExprGraph
{
    /// <summary>Terms in the order in which they came, like ones together.</summary>
    private sealed class TermList
    {
        // Up to here looking through the list is faster than looking up.
        private const int Few = 12;

        private readonly List<Term> terms = [];
        private Dictionary<Expr, int>? places;

        public Constant Constant { get; private set; } = Constant.Zero;

        public bool ConstantFirst { get; private set; }

        public bool HasNested { get; private set; }

        public bool HasChoice { get; private set; }

        public void AddConstant(Constant value)
        {
            if (value.IsZero)
                return;
            if (Constant.IsZero)
                ConstantFirst = terms.Count == 0;
            Constant += value;
        }

        /// <summary>Returns whether the term cancelled another.</summary>
        public bool Add(Constant coefficient, Expr factor)
        {
            HasNested |= factor is Sum;
            HasChoice |= factor is Choice;
            if (coefficient.IsZero)
                return false;
            if (Find(factor) is >= 0 and var place)
            {
                var sum = terms[place].Coefficient + coefficient;
                var cancels = !terms[place].Coefficient.IsZero && sum.IsZero;
                terms[place] = new(sum, factor);
                return cancels;
            }

            places?.Add(factor, terms.Count);
            terms.Add(new(coefficient, factor));
            return false;
        }

        public void Remove(Expr factor) => terms[Find(factor)] = new(Constant.Zero, factor);

        public List<(Expr Factor, Constant Coefficient)> Items()
        {
            var items = new List<(Expr, Constant)>(terms.Count);
            foreach (var (coefficient, factor) in terms)
            {
                if (!coefficient.IsZero)
                    items.Add((factor, coefficient));
            }

            return items;
        }

        public Term[] ToTerms() => [.. terms.FindAll(static term => !term.Coefficient.IsZero)];

        private int Find(Expr factor)
        {
            if (terms.Count > Few)
            {
                if (places is null)
                {
                    places = [];
                    for (var i = 0; i < terms.Count; i++)
                        places.Add(terms[i].Factor, i);
                }

                return places.TryGetValue(factor, out var place) ? place : -1;
            }

            for (var i = 0; i < terms.Count; i++)
            {
                if (terms[i].Factor == factor)
                    return i;
            }

            return -1;
        }
    }
}

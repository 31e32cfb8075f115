namespace SymDiff.Generator.Algebra;

/// <content>What products are collected in.</content>
internal sealed partial class ExprGraph
{
    /// <summary>Powers in the order in which they came, like bases together.</summary>
    private sealed class FactorList
    {
        private readonly List<Factor> factors = [];

        public Constant Coefficient { get; set; }

        public bool HasNested { get; private set; }

        public bool HasSquareRoot { get; private set; }

        public bool HasExponential { get; private set; }

        public bool HasPower { get; private set; }

        public bool HasSign { get; private set; }

        public bool HasMaximum { get; private set; }

        /// <summary>Whether a normal distribution function is divided by.</summary>
        public bool HasDistribution { get; private set; }

        /// <summary>Whether there is, or was, what <see cref="Stabilize"/> looks for.</summary>
        public bool HasQuotients { get; private set; }

        /// <summary>One of the powers; its exponent is zero where it has cancelled.</summary>
        public Factor this[int index] => factors[index];

        public int Count => factors.Count;

        /// <summary>Returns whether something cancelled.</summary>
        public bool Add(Expr expr, Constant exponent)
        {
            HasNested |= expr is Product;
            HasSquareRoot |= !exponent.IsInteger;
            HasExponential |= expr is Apply { Function: Primitive.Exp };
            HasPower |= expr is Apply { Function: Primitive.Pow };
            HasSign |= expr is Apply { Function: Primitive.Sign or Primitive.Abs };
            HasQuotients |= IsQuotientPart(new(expr, exponent));
            HasDistribution |= exponent.IsNegative && expr is Apply { Function: Primitive.NormalCdf };
            HasMaximum |= expr is Apply { Function: Primitive.Max };
            if (Find(expr) is >= 0 and var place)
            {
                var present = factors[place].Exponent;
                factors[place] = new(expr, present + exponent);
                return !present.IsZero && present.IsNegative != exponent.IsNegative;
            }

            factors.Add(new(expr, exponent));
            return false;
        }

        public void Remove(Expr expr) => factors[Find(expr)] = new(expr, Constant.Zero);

        public bool TryGet(Expr expr, out Constant exponent)
        {
            exponent = Find(expr) is >= 0 and var place ? factors[place].Exponent : Constant.Zero;
            return !exponent.IsZero;
        }

        public int CountExponentials()
        {
            var count = 0;
            foreach (var (expr, exponent) in factors)
                count += expr is Apply { Function: Primitive.Exp } && !exponent.IsZero ? 1 : 0;
            return count;
        }

        public List<Factor> Items() => factors.FindAll(static factor => !factor.Exponent.IsZero);

        public Factor[] ToFactors() => [.. Items()];

        private int Find(Expr expr)
        {
            for (var i = 0; i < factors.Count; i++)
            {
                if (factors[i].Base == expr)
                    return i;
            }

            return -1;
        }
    }
}

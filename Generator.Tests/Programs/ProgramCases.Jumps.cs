namespace SymDiff.Generator.Tests.Programs;

/// <content>Sections of a switch that go to others.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Jumps =>
    [
        new("FallsThrough", """
            [Differentiable]
            public static double F(double x, double y, int kind)
            {
                double s = 0;
                switch (kind)
                {
                    case 0: s += x * y; break;
                    case 1: s += x * x; goto case 2;
                    case 2: s += y * y; goto default;
                    default: s += x * x * y * y; break;
                }

                return s * s;
            }
            """, [1.3, 0.7, 0], [1.3, 0.7, 1], [1.3, 0.7, 2], [1.3, 0.7, 5]),
        new("FallsThroughInTurns", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double s = 0;
                while (n-- > 0)
                {
                    switch (n % 4)
                    {
                        case 0:
                            s += x * x * y * y;
                            if (s > 2) goto case 3;
                            s *= y;
                            break;
                        case 1:
                            double t = x * s;
                            s += t;
                            if (t > 1) { s = y; continue; }
                            goto default;
                        case 3:
                            if (s < 0.1) { s += x; break; }
                            s -= y * x;
                            goto default;
                        default:
                            s += x + y;
                            if (s < 0) return x;
                            break;
                    }
                }

                return s;
            }
            """, [1.3, 0.7, 4], [0.3, 0.7, 5], [1.9, 1.7, 9], [-0.3, -0.7, 3]),
        new("GoesToASectionWithALoop", """
            [Differentiable]
            public static double F(double x, double y, string kind)
            {
                switch (kind)
                {
                    case "a" when x > 1.1:
                        y *= x;
                        goto case "b";
                    case "b":
                        for (int i = 0; i < 3; i++)
                        {
                            y += x;
                            if (y > 4) break;
                        }

                        x = y;
                        goto case "c";
                    case "c":
                        return x * y;
                    default:
                        goto case "b";
                }
            }
            """, [1.3, 0.7, "a"], [0.3, 0.7, "a"], [1.9, 1.7, "b"], [1.9, 1.7, "c"], [0.9, 0.7, "z"]),
    ];
}

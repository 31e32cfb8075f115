namespace SymDiff.Generator.Tests.Programs;

/// <content>Numbers that have names, and turns whose end depends on conditions.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Constants =>
    [
        new("Pendulum", """
            private const double Gravity = 9.81;

            [Differentiable(nameof(u))]
            public static double F(double[] u)
            {
                const double dt = 1.0 / 50, length = 0.5, mass = 2;
                double friction = 0.3;
                double angle = 0.1, speed = 0, cost = 0;
                for (int t = 0; t < u.Length; t++)
                {
                    double acceleration = (u[t] - mass * Gravity * length * Math.Sin(angle) - friction * speed) / (mass * length * length);
                    speed += dt * acceleration;
                    angle += dt * speed;
                    cost += angle * angle;
                }

                return cost;
            }
            """, [five], [one]),
        new("BoundedControl", """
            [Differentiable(nameof(kp), nameof(ki), nameof(kd))]
            public static double F(double kp, double ki, double kd, double target, int n)
            {
                const double dt = 0.01;
                double x = 0, v = 0, integral = 0, last = target, cost = 0;
                for (int i = 0; i < n; i++)
                {
                    double error = target - x;
                    integral += error * dt;
                    double u = Math.Clamp(kp * error + ki * integral + kd * (error - last) / dt, -10.0, 10.0);
                    last = error;
                    v += (u - 0.1 * v) * dt;
                    x += v * dt;
                    cost += error * error + 0.001 * u * u;
                }

                return cost;
            }
            """, [7.0, 0.4, 0.9, 1.6, 60], [7.0, 0.4, 0.9, 0.2, 3]),
        new("CartAndPole", """
            [Differentiable(nameof(u))]
            public static double F(double[] u, double dt, double g, double cart, double pole, double l)
            {
                double v = 0, th = 0.1, w = 0, cost = 0;
                for (int t = 0; t < u.Length; t++)
                {
                    double s = Math.Sin(th), c = Math.Cos(th);
                    double push = (u[t] + pole * l * w * w * s) / (cart + pole);
                    double turn = (g * s - c * push) / (l * (4.0 / 3 - pole * c * c / (cart + pole)));
                    double gain = push - pole * l * turn * c / (cart + pole);
                    v += dt * gain;
                    th += dt * w;
                    w += dt * turn;
                    cost += v * v + 10 * th * th;
                }

                return cost;
            }
            """, [five, 0.05, 9.81, 1.0, 0.1, 0.5], [one, 0.1, 1.6, 2.0, 0.4, 1.25]),
        new("ConstantsOfTheSameName", """
            [Differentiable]
            public static double F(double[] x, double g)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    const double k = 1.5, rate = 2 * k;
                    sum += Slow(x[i]) * Fast(x[i]) + rate * g * x[i] + Twice(v => { const double c = 0.25; return c * v * v; }, x[i]);
                }

                return sum;
            }

            private static double Slow(double x) { const double c = 0.5; return Math.Sin(c * x); }

            private static double Fast(double x) { const double c = 3, power = 3; return Math.Cos(c * x) + Math.Pow(x, power); }

            private static double Twice(Func<double, double> f, double x) => f(f(x));
            """, [five, 0.7], [one, -1.2]),
        new("ConstantsAndChoices", """
            [Differentiable]
            public static double F(double[] x, double strike)
            {
                const double low = -0.5, high = 1.25, never = 0;
                double sum = never, level = 2;
                for (int i = 0; i < x.Length; i++)
                {
                    double held = Math.Min(Math.Max(x[i] * strike, low), high);
                    sum += held > 0.2 ? level * held * held : Math.Exp(low * held);
                }

                return sum / (level + high);
            }
            """, [five, 0.7], [one, -1.2]),
        new("GarchOfReturns", """
            [Differentiable(nameof(mu), nameof(alpha0), nameof(alpha1), nameof(beta1))]
            public static double F(double[] y, double sigma1, double mu, double alpha0, double alpha1, double beta1)
            {
                double sigma2 = sigma1 * sigma1, logLikelihood = 0;
                for (int t = 0; t < y.Length; t++)
                {
                    if (t > 0)
                    {
                        double e = y[t - 1] - mu;
                        sigma2 = alpha0 + alpha1 * e * e + beta1 * sigma2;
                    }

                    double r = y[t] - mu;
                    logLikelihood -= 0.5 * (Math.Log(sigma2) + r * r / sigma2);
                }

                return logLikelihood;
            }
            """, [five, 0.8, 0.1, 0.3, 0.25, 0.4], [one, 1.2, -0.4, 0.5, 0.1, 0.7]),
        new("RecurrencesOnOneCondition", """
            [Differentiable]
            public static double F(double[] x, double a, double b, double c)
            {
                double p = a, q = b, sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > 0)
                    {
                        double old = p;
                        p = Math.Sin(q) * c + x[i];
                        q = old * q;
                        sum += p * q;
                    }
                    else
                    {
                        q = Math.Tanh(q + a * x[i]);
                    }

                    sum += 0.5 * p + q * q;
                }

                return sum + p * q;
            }
            """, [five, 0.6, 0.4, -0.7], [other, -0.3, 0.9, 1.1]),
        new("ChosenRecurrenceUntilTested", """
            [Differentiable]
            public static double F(double[] x, double a, double b)
            {
                double p = a, sum = 0;
                int i = 0;
                do
                {
                    bool isPositive = x[i] > 0;
                    double w = isPositive ? p * b : p;
                    sum += (isPositive ? w * a : 0) + p * x[i];
                    p = isPositive ? w + 0.5 * Math.Cos(p) : p;
                    i++;
                }
                while (i < x.Length && p < 50);
                return sum * p;
            }
            """, [five, 0.6, 0.4], [other, -0.3, 0.9]),
        new("ConditionsOfTheTurnBefore", """
            [Differentiable]
            public static double F(double[] x, double a, double b)
            {
                double p = a, q = b, last = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        if (j % 2 == 1)
                            p = 0.5 * p * Math.Cos(x[j]) + q;
                        if (x[j] > 0)
                            q = Math.Sin(q * p) + x[i];
                        last += p * (j % 2 == 1 ? q : 0);
                    }

                    if (i % 2 == 0)
                        q = q * a;
                }

                return last + q;
            }
            """, [five, 0.6, 0.4], [other, -0.3, 0.9]),
        // A part of a named number is a variable too.
        new("NumberOfAVariablesNumber", """
            private static double Of(double a, double b)
            {
                var d = a * b;
                return a > b ? d - a : d + Math.Sin(a);
            }

            [Differentiable]
            public static double F(double x)
            {
                double w = 1;
                w = 2.0 * 3.0;
                return Of(0.5, w) * x;
            }
            """, [0.3]),
    ];
}

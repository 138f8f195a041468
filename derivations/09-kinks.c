/* Checks the algebra of derivations/09-kinks.md. */
#include "algebra.h"

/* (3), (4): the density in terms of w = tan(theta/2). */
static void check_density(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x y w");
    algebra_define(K, "q", "(1 - w^2)/(1 + w^2)");
    algebra_define(K, "s", "2*w/(1 + w^2)");
    algebra_derivation(K, "D", "w:1");
    algebra_check(ledger, K, "s", "q^2 + s^2", "1", "q");
    algebra_check(ledger, K, "(3)", "(x^2 + y^2 - 2*x*y*q)/(2*s^2)",
                  "(x - y)^2/(8*w^2) + (x^2 + y^2)/4 + (x + y)^2*w^2/8",
                  "(x - y)^2/(8*w^2) + (x^2 + y^2)/4 + (x + y)^2*w^2/4");
    algebra_check(ledger, K, "(4) theta", "-D(q)/s", "2/(1 + w^2)", "1/(1 + w^2)");
    algebra_check(ledger, K, "(4) e", "at((x^2 + y^2 - 2*x*y*q)/(2*s^2), y, x)", "x^2*(1 + w^2)/2",
                  "x^2*(1 - w^2)/2");
    /* the means of one variable given the other, without cancellation */
    algebra_check(ledger, K, "given u", "(y - q*x)/s", "-(x - y)/s + x*w", "(x - y)/s + x*w");
    algebra_check(ledger, K, "given v", "(x - q*y)/s", "(x - y)/s + y*w", "(x - y)/s + x*w");
    algebra_clear(K);
}

/* (5): the two angles, X > Y. */
static void check_angles(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "X Y w");
    algebra_define(K, "q", "(1 - w^2)/(1 + w^2)");
    algebra_define(K, "s", "2*w/(1 + w^2)");
    algebra_define(K, "tX", "(Y - X*q)/(X*s)");
    algebra_define(K, "tY", "(X - Y*q)/(Y*s)");
    algebra_define(K, "k", "(X - Y)/s + Y*w");
    algebra_check(ledger, K, "(5) sum", "(tX + tY)/(1 - tX*tY)", "s/q", "s");
    algebra_check(ledger, K, "(5) X", "X^2*(1 + tX^2)", "(X^2 + Y^2 - 2*X*Y*q)/s^2",
                  "(X^2 + Y^2 + 2*X*Y*q)/s^2");
    algebra_check(ledger, K, "(5) Y", "Y^2*(1 + tY^2)", "(X^2 + Y^2 - 2*X*Y*q)/s^2",
                  "(X^2 + Y^2 - X*Y*q)/s^2");
    algebra_check(ledger, K, "(5) k", "k", "(X - Y*q)/s", "(X + Y*q)/s");
    algebra_check(ledger, K, "(5) slope", "-tX", "(X - Y)/(s*X) - w", "(X - Y)/(s*X) + w");
    algebra_check(ledger, K, "(5) steep", "tY", "k/Y", "k/X");
    /* T(X, tX) + T(Y, k/Y) + Q(X)/2 - Q(Y)/2 by (6), with T and Q as symbols */
    algebra_clear(K);
    algebra_init(K, "TX Tk QX QY Qk");
    algebra_check(ledger, K, "(5)", "-TX + (QY/2 + Qk/2 - QY*Qk - Tk) + QX/2 - QY/2",
                  "QX/2 - TX - Tk + Qk/2 - QY*Qk", "QX/2 - TX - Tk + Qk/2 + QY*Qk");
    algebra_clear(K);
}

/* (6): derivative in a; f, g stand for phi(h), phi(ah), Q for Q(h), R for Q(ah). */
static void check_owen(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "h a f g Q R");
    algebra_derivation(K, "D", "a:1 R:-h*g");
    algebra_define(K, "T_a", "f*g/(1 + a^2)");
    /* of T(b, c) at b = ah, c = 1/a: bc = h */
    algebra_define(K, "T_b", "-g*(1/2 - Q)");
    algebra_define(K, "T_c", "g*f/(1 + 1/a^2)");
    algebra_check(ledger, K, "(6)", "T_a", "D(Q/2 + R/2 - Q*R) - (h*T_b - T_c/a^2)",
                  "D(Q/2 + R/2 + Q*R) - (h*T_b - T_c/a^2)");
    algebra_clear(K);
}

/* (8)-(11): A, p = phi_2, f = phi(x), g = phi(y), U = P(v > y | u = x), V = P(u > x | v = y). */
static void check_pairs(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x y q A p f g U V");
    algebra_define(K, "s2", "1 - q^2");
    algebra_define(K, "exponent", "(x^2 + y^2 - 2*x*y*q)/(2*s2)");
    algebra_define(K, "d", "x - y");
    algebra_define(K, "w2", "(1 - q)/(1 + q)");
    algebra_define(K, "slope", "p*(q + x*y*w2 - q*d^2/s2)/s2");
    algebra_derivation(K, "D",
                       "q:1 A:p p:p*(q+x*y*(1-q)/(1+q)-q*(x-y)^2/(1-q^2))/(1-q^2) "
                       "U:p*(x-q*y)/((1-q^2)*f) V:p*(y-q*x)/((1-q^2)*g)");
    /* p = exp(-exponent)/(2 pi s): its logarithmic derivative is q/s^2 - D(exponent) */
    algebra_check(ledger, K, "(10)", "slope/p", "q/s2 - D(exponent)", "q/s2 + D(exponent)");
    /* with z = (y - q x)/s: f phi(z) = s p, and -s dz/dq = (x - q y)/s^2 */
    algebra_check(ledger, K, "given", "-(D(y - q*x) + (y - q*x)*q/s2)", "(x - q*y)/s2", "(y - q*x)/s2");
    algebra_define(K, "ramps", "(q + x*y)*A + s2*p - y*f*U - x*g*V");
    algebra_define(K, "ramp_step", "f*U + q*g*V - x*A");
    algebra_define(K, "r", "(y - q*x)/s2");
    algebra_check(ledger, K, "(8)", "D(ramps)", "A", "A + p");
    algebra_check(ledger, K, "(9)", "D(ramp_step)", "g*V", "f*U");
    algebra_check(ledger, K, "(11) r", "r", "x/(1 + q) - d/s2", "x/(1 + q) + d/s2");
    algebra_check(ledger, K, "(11) second", "D(g*V)", "p*r", "p*x");
    algebra_check(ledger, K, "(11) third", "D(p*r)", "slope*r + p*(2*q*r - x)/s2",
                  "slope*r + p*(q*r - x)/s2");
    algebra_clear(K);

    /* q = 0: independence; X = Q(x), Y = Q(y) */
    algebra_init(K, "x y f g X Y");
    algebra_check(ledger, K, "(8) at 0", "x*y*X*Y + f*g - y*f*Y - x*g*X", "(f - x*X)*(g - y*Y)",
                  "(f - x*X)*(g + y*Y)");
    algebra_check(ledger, K, "(9) at 0", "f*Y - x*X*Y", "(f - x*X)*Y", "(f + x*X)*Y");
    algebra_clear(K);
}

/* (16): powers from falling factorials, N_3 and N_4. */
static void check_powers(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "k");
    algebra_define(K, "t2", "k*(k - 1)");
    algebra_define(K, "t3", "t2*(k - 2)");
    algebra_define(K, "t4", "t3*(k - 3)");
    algebra_check(ledger, K, "(16) 2", "k^2", "t2 + k", "t2 - k");
    algebra_check(ledger, K, "(16) 3", "k^3", "t3 + 3*t2 + k", "t3 + 2*t2 + k");
    algebra_check(ledger, K, "(16) 4", "k^4", "t4 + 6*t3 + 7*t2 + k", "t4 + 7*t3 + 6*t2 + k");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "09");
    check_density(ledger);
    check_angles(ledger);
    check_owen(ledger);
    check_pairs(ledger);
    check_powers(ledger);
    return ledger_close(ledger);
}

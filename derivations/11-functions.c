/* Checks the algebra of derivations/11-functions.md. */
#include <stdio.h>

#include "algebra.h"

/* (2), (3): E = e^u, H = e^(u/2). */
static void check_logistic(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "u E H l g");
    algebra_derivation(K, "D", "u:1 E:E H:H/2 l:E/(1+E) g:(E^2-1)/(E^2+1)");
    algebra_define(K, "tanh", "(E-1/E)/(E+1/E)");
    algebra_define(K, "sigmoid", "1/(1+1/E)");
    algebra_check(ledger, K, "(2) tanh", "D(tanh)", "1-tanh^2", "1+tanh^2");
    algebra_check(ledger, K, "(2) sigmoid", "D(sigmoid)", "sigmoid*at(sigmoid,E,1/E)", "sigmoid^2");
    algebra_check(ledger, K, "(2) softplus", "D(l)", "sigmoid", "at(sigmoid,E,1/E)");
    algebra_check(ledger, K, "(2) log 2cosh", "D(E+1/E)/(E+1/E)", "tanh", "-tanh");
    algebra_check(ledger, K, "(3) sigmoid", "at(sigmoid,E,H^2)", "1/2+at(tanh,E,H)/2",
                  "1/2+at(tanh,E,H^2)/2");
    /* softplus - u/2 - log(2 cosh(u/2)): equal derivatives, equal at u = 0 */
    algebra_check(ledger, K, "(3) softplus", "at(sigmoid,E,H^2)-1/2", "D(H+1/H)/(H+1/H)", "D(H+1/H)/(H-1/H)");
    algebra_clear(K);
}

/* (3), the bent part of elu: s = sign(u), m = e^-|u|, on both sides of 0. */
static void check_bent(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "s m");
    algebra_define(K, "parts", "(m-1)/2-s*(m-1)/2");
    algebra_check(ledger, K, "(3) elu, u < 0", "at(parts,s,-1)", "m-1", "1-m");
    algebra_check(ledger, K, "(3) elu, u > 0", "at(parts,s,1)", "0", "m-1");
    algebra_clear(K);
}

/* (4)-(7): X = e^x, Y = e^(iy), V = e^(iy/2); i sin 2y is a rational function of Y. */
static void check_boxes(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "X Y V w s c");
    algebra_define(K, "tanh", "(X*Y-1/(X*Y))/(X*Y+1/(X*Y))");
    algebra_define(K, "D", "((X-1/X)/2)^2+((Y+1/Y)/2)^2");
    algebra_check(ledger, K, "(4)", "tanh", "at(1-2*w/(1+w),w,1/(X*Y)^2)", "at(1-w/(1+w),w,1/(X*Y)^2)");
    algebra_check(ledger, K, "(5)", "tanh", "((X^2-1/X^2)/2+(Y^2-1/Y^2)/2)/(2*D)",
                  "((X^2-1/X^2)/2+(Y^2-1/Y^2)/2)/D");
    algebra_derivation(K, "d", "s:1");
    algebra_define(K, "r2", "s*(1+s)/(s+c)^2");
    algebra_check(ledger, K, "(6a)", "d(r2)/(2*r2)", "(c-s*(1-2*c))/(2*s*(1+s)*(s+c))",
                  "(c-s*(1+2*c))/(2*s*(1+s)*(s+c))");
    algebra_check(ledger, K, "(6b)", "at(r2,s,c/(1-2*c))", "1/(4*c*(1-c))", "1/(2*c*(1-c))");
    algebra_check(ledger, K, "(7)", "(1+X*V^2)*(1+X/V^2)", "(1-X)^2+4*X*((V+1/V)/2)^2",
                  "(1+X)^2+4*X*((V+1/V)/2)^2");
    algebra_clear(K);
}

/* H0 … H12 by the recurrence. */
#define LARGEST 12

static void define_hermite(algebra_t K)
{
    char name[16], formula[64];

    algebra_define(K, "H0", "1");
    algebra_define(K, "H1", "x");
    for (int n = 2; n <= LARGEST; n++) {
        snprintf(name, sizeof(name), "H%d", n);
        snprintf(formula, sizeof(formula), "x*H%d-%d*H%d", n - 1, n - 1, n - 2);
        algebra_define(K, name, formula);
    }
}

static long binomial(int n, int k)
{
    long b = 1;

    for (int i = 1; i <= k; i++) b = b * (n - i + 1) / i;
    return b;
}

static long factorial(int n)
{
    return n < 2 ? 1 : n * factorial(n - 1);
}

/* (8): the sum over j, with the binomials of n, or of n+1 as the perturbation. */
static void taylor(char *formula, size_t size, int n, int top)
{
    size_t used = 0;

    for (int j = 0; j <= n; j++)
        used += snprintf(formula + used, size - used, "%s%ld*H%d*t^%d", j > 0 ? "+" : "", binomial(top, j),
                         n - j, j);
}

/* (9): the sum over r, with or without the factor r!. */
static void product(char *formula, size_t size, int m, int n, int with_factorial)
{
    size_t used = 0;

    for (int r = 0; r <= (m < n ? m : n); r++)
        used +=
            snprintf(formula + used, size - used, "%s%ld*H%d", r > 0 ? "+" : "",
                     (with_factorial ? factorial(r) : 1) * binomial(m, r) * binomial(n, r), m + n - 2 * r);
}

/* (10): the sum over k, with 2^k or without. */
static void power(char *formula, size_t size, int n, int with_two)
{
    size_t used = 0;

    for (int k = 0; 2 * k <= n; k++)
        used += snprintf(formula + used, size - used, "%s%ld/%ld*H%d", k > 0 ? "+" : "", factorial(n),
                         (with_two ? 1L << k : 1) * factorial(k) * factorial(n - 2 * k), n - 2 * k);
}

static void check_hermite(ledger_t ledger)
{
    algebra_t K;
    char number[32], left[64], right[1024], wrong[1024];

    algebra_init(K, "x t");
    algebra_derivation(K, "D", "x:1");
    define_hermite(K);
    for (int n = 1; n <= 6; n++) {
        snprintf(number, sizeof(number), "(2) He_%d'", n);
        snprintf(left, sizeof(left), "D(H%d)", n);
        snprintf(right, sizeof(right), "%d*H%d", n, n - 1);
        snprintf(wrong, sizeof(wrong), "%d*H%d", n + 1, n - 1);
        algebra_check(ledger, K, number, left, right, wrong);
        snprintf(number, sizeof(number), "(8) n = %d", n);
        snprintf(left, sizeof(left), "at(H%d,x,x+t)", n);
        taylor(right, sizeof(right), n, n);
        taylor(wrong, sizeof(wrong), n, n + 1);
        algebra_check(ledger, K, number, left, right, wrong);
    }
    for (int m = 2; m <= 5; m++)
        for (int n = 2; n <= m; n++) {
            snprintf(number, sizeof(number), "(9) %d, %d", m, n);
            snprintf(left, sizeof(left), "H%d*H%d", m, n);
            product(right, sizeof(right), m, n, 1);
            product(wrong, sizeof(wrong), m, n, 0);
            algebra_check(ledger, K, number, left, right, wrong);
        }
    for (int n = 2; n <= 9; n++) {
        snprintf(number, sizeof(number), "(10) n = %d", n);
        snprintf(left, sizeof(left), "x^%d", n);
        power(right, sizeof(right), n, 1);
        power(wrong, sizeof(wrong), n, 0);
        algebra_check(ledger, K, number, left, right, wrong);
    }
    algebra_clear(K);
}

/* (15): A + L r - q r^2 = A + L^2/(4q) - q (r - L/(2q))^2. */
static void check_envelope(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "A L q r");
    algebra_check(ledger, K, "(15)", "A+L*r-q*r^2", "A+L^2/(4*q)-q*(r-L/(2*q))^2",
                  "A+L^2/(2*q)-q*(r-L/(2*q))^2");
    algebra_clear(K);
}

/* (16) to (20), (22), (23): E = e^u, H = e^(u/2). */
static void check_spellings(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "E H a b p q t");
    algebra_define(K, "sigmoid", "E/(1+E)");
    algebra_define(K, "mirrored", "at(sigmoid,E,1/E)");
    algebra_define(K, "tanh", "(E-1/E)/(E+1/E)");
    algebra_check(ledger, K, "(16)", "a*(p+q)+b*(p-q)", "(a+b)*p+(a-b)*q", "(a+b)*p+(a+b)*q");
    algebra_check(ledger, K, "(17) sigmoid", "sigmoid+mirrored", "1", "2");
    algebra_check(ledger, K, "(17) tanh", "1+tanh", "2*at(sigmoid,E,E^2)", "2*sigmoid");
    /* exponentials of both sides: e^softplus(u) = 1 + E, e^log(2 cosh u) = E + 1/E */
    algebra_check(ledger, K, "(18) softplus", "(1+E)/(1+1/E)", "E", "1/E");
    algebra_check(ledger, K, "(18) log 2cosh, s = 1", "(E+1/E)*E", "1+E^2", "1+E");
    algebra_check(ledger, K, "(18) log 2cosh, s = -1", "(E+1/E)/E", "1+1/E^2", "1+E^2");
    algebra_check(ledger, K, "(19) gate", "1/(1+E)", "mirrored", "sigmoid");
    algebra_check(ledger, K, "(19) reflection", "sigmoid/E", "mirrored", "sigmoid");
    algebra_check(ledger, K, "(19) sech", "at(sigmoid,E,H^2)/H", "1/(H+1/H)", "1/(H-1/H)");
    algebra_check(ledger, K, "(19) tanh", "at((E-1)*mirrored,E,H^2)", "at(tanh,E,H)", "at(tanh,E,1/H)");
    algebra_check(ledger, K, "(20)", "tanh*(E+1/E)/2", "(E-1/E)/2", "(E+1/E)/2");
    algebra_check(ledger, K, "(22) log 2cosh", "E+1/E", "(1+E^2)/E", "(1+E^2)*E");
    algebra_define(K, "half", "at(tanh,E,H)"); /* tanh(u/2) */
    algebra_check(ledger, K, "(23) atan exp", "(1+half)/(1-half)", "H^2", "H");
    algebra_check(ledger, K, "(23) atan sinh", "2*half/(1-half^2)", "(H^2-1/H^2)/2", "(H-1/H)/2");
    algebra_clear(K);
}

/* (18), (21), (24) on both sides of the kink: r = max(u, 0), j = step(u), s = sign(u), m = |u|. */
static void check_kinks(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "u r j s m c k");
    const char *const side[2] = {"at(at(at(at(%s,r,0),j,0),s,-1),m,-u)",
                                 "at(at(at(at(%s,r,u),j,1),s,1),m,u)"};
    const char *const rule[][2] = {{"m+u", "2*r"},     {"u*j", "r"},       {"u*s", "m"},
                                   {"u*r", "r^2"},     {"m*j", "r"},       {"m^2", "u^2"},
                                   {"u*(j-1)", "r-u"}, {"m-u", "2*(r-u)"}, {"1+s", "2*j"}};
    char left[128], right[128], wrong[160], number[32];
    for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++)
        for (int right_side = 0; right_side < 2; right_side++) {
            snprintf(number, sizeof(number), "(21) %s %s", rule[i][0], right_side ? "u > 0" : "u < 0");
            snprintf(left, sizeof(left), side[right_side], rule[i][0]);
            snprintf(right, sizeof(right), side[right_side], rule[i][1]);
            snprintf(wrong, sizeof(wrong), "%s+u", right);
            algebra_check(ledger, K, number, left, right, wrong);
        }
    algebra_check(ledger, K, "(24) v < 0", "c", "c-k*u-k*(-u)", "c-k*u+k*(-u)");
    algebra_clear(K);
}

/* t log t is stationary where log t = -1, the size is 1/e < 1 there. */
static void check_tamed_logarithm(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t L");
    algebra_derivation(K, "D", "t:1 L:1/t");
    algebra_check(ledger, K, "(28)", "D(t*L)", "L+1", "L-1");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "11");
    check_logistic(ledger);
    check_bent(ledger);
    check_boxes(ledger);
    check_hermite(ledger);
    check_envelope(ledger);
    check_spellings(ledger);
    check_kinks(ledger);
    check_tamed_logarithm(ledger);
    return ledger_close(ledger);
}

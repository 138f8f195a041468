/* Checks the algebra of derivations/06-quadrature.md. */
#include "algebra.h"

/* (2), (3), (4), (6): the kernel of the contour integral and the exponents of the Gaussian bounds. */
static void check_bounds(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x y r e alpha beta m C");
    algebra_check(ledger, K, "(2)", "1/(e - 1)", "-1 + 1/(1 - 1/e)", "-1 + 1/(1 + 1/e)");
    algebra_define(K, "zw", "x^2 + y^2");
    algebra_define(K, "squares", "2*(x^2 - y^2)");
    algebra_check(ledger, K, "(3)", "(2*r*zw - r^2*squares)/(2*(1 - r^2))", "r*x^2/(1 + r) + r*y^2/(1 - r)",
                  "r*x^2/(1 + r) + r*y^2/(1 + r)");
    algebra_check(ledger, K, "(4) x", "1/2 - r/(2*(1 + r))", "1/(2*(1 + r))", "1/(2*(1 - r))");
    algebra_check(ledger, K, "(4) y", "1/2 + r/(2*(1 - r))", "1/(2*(1 - r))", "1/(2*(1 + r))");
    /* logarithmic derivative of (1+x)^m exp(alpha x - gamma x^2): E stands for the exponential factor */
    algebra_define(K, "gamma", "1/(2*(1 + r)) - beta");
    algebra_derivation(K, "D", "x:1");
    algebra_check(ledger, K, "(6)", "m*D(1 + x)/(1 + x) + D(alpha*x - gamma*x^2)",
                  "-(2*gamma*x - alpha - m/(1 + x))", "-(2*gamma*x - alpha + m/(1 + x))");
    algebra_clear(K);
}

/* (9): the two-step recurrence from the one-step one, u = He_k, v = He_{k-1}. */
static void check_two_steps(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x k u v");
    algebra_define(K, "one_up", "x*u - k*v");
    algebra_define(K, "two_up", "x*one_up - (k + 1)*u");
    algebra_define(K, "two_down", "(x*v - u)/(k - 1)");
    algebra_check(ledger, K, "(9)", "two_up", "(x^2 - 2*k - 1)*u - k*(k - 1)*two_down",
                  "(x^2 - 2*k + 1)*u - k*(k - 1)*two_down");
    algebra_clear(K);
}

/* (12), (13): s = sqrt(k), t = sqrt(k+1); h, g are h_k, h_{k-1} and q, p are q_k, q_{k-1}. */
static void check_propagation(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x s t h g q p d");
    algebra_define(K, "h_up", "(x*h - s*g)/t");
    algebra_define(K, "q_up", "(x*q - s*p)/t");
    algebra_check(ledger, K, "(12) Casoratian", "t*(h_up*q - h*q_up)", "s*(h*p - g*q)", "t*(h*p - g*q)");
    /* the solution s(h_. p - q_. g)/W vanishes at k-1, is 1 at k; W = s(h p - g q) */
    algebra_define(K, "W", "s*(h*p - g*q)");
    algebra_check(ledger, K, "(12) at i-1", "s*(g*p - p*g)/W", "0", "1");
    algebra_check(ledger, K, "(12) at i", "s*(h*p - q*g)/W", "1", "s");
    /* (13): u_{i-2} = 0 and u_i = d force u_{i-1} = d s/x, s = sqrt(i) here */
    algebra_define(K, "between", "d*s/x");
    algebra_check(ledger, K, "(13)", "x*between/s", "d", "d/s");
    algebra_clear(K);
}

/* (22): x = t^m, y = t^k, both with symbolic exponents; D is d/dt. */
static void check_roots(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t x y k m");
    algebra_derivation(K, "D", "t:1 x:m*x/t y:k*y/t");
    algebra_check(ledger, K, "(22)", "(D(y)/D(x))^2", "(k/m)^2*y^2/x^2", "(k/m)^2*y/x^2");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "06");
    check_bounds(ledger);
    check_two_steps(ledger);
    check_propagation(ledger);
    check_roots(ledger);
    return ledger_close(ledger);
}

/* Machine checks of derivations/13-spline-kernels.md. */
#include "algebra.h"

/* (2): a, b the coefficients of the splines, r, t those of the rests. */
static void check_splitting(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a b r t");
    algebra_check(ledger, K, "(2)", "(a + r)*(b + t) - a*b", "r*(b + t) + a*t", "r*(b + t) + (a + r)*t");
    algebra_clear(K);
}

/* (3), with He in place of h. */
static void check_coefficients(ledger_t ledger)
{
    algebra_t K;
    /* H, L = He_k, He_{k-1}; He_{k+1} = x H - k L; He_k' = k L, phi' = -x phi */
    algebra_init(K, "x k H L f");
    algebra_derivation(K, "D", "x:1 H:k*L f:-x*f");
    algebra_check(ledger, K, "(3) by parts", "D(H*f)", "-(x*H - k*L)*f", "-(x*H + k*L)*f");
    /* moments: D in b of i_l is -i_{l-1}; i, j, c stand for
       i_{l-1}, i_{l-2}, i_{l-3} with (l-1) i = -b j + c */
    algebra_clear(K);
    algebra_init(K, "b l i j");
    algebra_derivation(K, "D", "b:1 i:-j j:-((l-1)*i+b*j)");
    algebra_check(ledger, K, "(3) moments", "D(-b*i + j)", "-l*i", "-(l - 1)*i");
    algebra_clear(K);
}

/* The normal density p of the plane: d/dq = d^2/du dv, and u p = -(d/du + q d/dv) p. */
static void check_density_equations(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "u v q p");
    algebra_define(K, "s2", "1 - q^2");
    algebra_define(K, "exponent", "(u^2 + v^2 - 2*u*v*q)/(2*s2)");
    algebra_derivation(K, "U", "u:1 p:-p*(u-q*v)/(1-q^2)");
    algebra_derivation(K, "V", "v:1 p:-p*(v-q*u)/(1-q^2)");
    algebra_derivation(K, "Q", "q:1");
    algebra_check(ledger, K, "density in u", "U(p)/p", "-U(exponent)", "U(exponent)");
    algebra_check(ledger, K, "(4)", "U(V(p))/p", "q/s2 - Q(exponent)", "q/s2 + Q(exponent)");
    algebra_check(ledger, K, "(5) density", "u*p", "-(U(p) + q*V(p))", "-(U(p) - q*V(p))");
    algebra_clear(K);
}

/* (5) is consistent with (4): C, A, E stand for I_{m-1,n-1}, I_{m-2,n-1}, I_{m-2,n-2}. */
static void check_recurrence(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "m x q M1 M2 C A E");
    /* I_{m-3,n-1} = (m - 1) C + x A - q E by (5) one lower; M1 = I_{m-1,n}, M2 = I_{m-2,n} */
    algebra_derivation(K, "D", "q:1 M1:A M2:(m-1)*C+x*A-q*E C:E");
    algebra_check(ledger, K, "(5)", "D(-x*M1 + M2 + q*C)", "m*C", "(m - 1)*C");
    algebra_clear(K);
    /* the products of 09 (8), (9): A the quadrant, p, U, V as there, f = phi(x), g = phi(y) */
    algebra_init(K, "x y q A p f g U V");
    algebra_define(K, "s2", "1 - q^2");
    algebra_define(K, "row", "-y*A + g*V + q*f*U");    /* I_{0,1} */
    algebra_define(K, "line", "(q*x - y)*f*U + s2*p"); /* I_{-1,1} */
    algebra_check(ledger, K, "(5) gives 09 (9)", "-x*A + f*U + q*g*V", "f*U + q*g*V - x*A",
                  "f*U + q*g*V + x*A");
    algebra_check(ledger, K, "(5) gives 09 (8)", "-x*row + line + q*A", "(q + x*y)*A + s2*p - y*f*U - x*g*V",
                  "(q + x*y)*A + s2*p - y*f*U + x*g*V");
    algebra_clear(K);
}

/* (6): c = q x - y; a, b stand for A_{n-1}, A_{n-2}, and
   (n-1) a = c b + s^2 A_{n-3}; d/dc lowers the index. */
static void check_lines(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "c n s a b");
    algebra_derivation(K, "D", "c:1 a:b b:((n-1)*a-c*b)/s^2");
    algebra_check(ledger, K, "(6)", "D(c*a + s^2*b)", "n*a", "(n + 1)*a");
    algebra_clear(K);
    algebra_init(K, "x y q");
    algebra_check(ledger, K, "(6) shift", "q*x - y", "(x - y) - x*(1 - q)", "(x - y) + x*(1 - q)");
    algebra_clear(K);
}

/* (7) */
static void check_densities(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x y q p");
    algebra_define(K, "s2", "1 - q^2");
    algebra_define(K, "d", "x - y");
    algebra_define(K, "rx", "(x - q*y)/s2");
    algebra_define(K, "ry", "(y - q*x)/s2");
    algebra_derivation(K, "X", "x:-1 p:p*(x-q*y)/(1-q^2)"); /* -d/dx */
    algebra_derivation(K, "Y", "y:-1 p:p*(y-q*x)/(1-q^2)");
    algebra_check(ledger, K, "(7) r_x", "rx", "y/(1 + q) + d/s2", "y/(1 + q) - d/s2");
    algebra_check(ledger, K, "(7) r_y", "ry", "x/(1 + q) - d/s2", "x/(1 + q) + d/s2");
    algebra_check(ledger, K, "(7) D_11", "X(Y(p))", "p*(q/s2 + x*y/(1 + q)^2 + d^2/((1 + q)*s2) - d^2/s2^2)",
                  "p*(q/s2 + x*y/(1 + q)^2 - d^2/((1 + q)*s2) - d^2/s2^2)");
    algebra_check(ledger, K, "(7) D_20", "X(X(p))", "rx*X(p) - p/s2", "rx*X(p) + p/s2");
    algebra_check(ledger, K, "(7) D_21", "X(X(Y(p)))", "rx*X(Y(p)) - Y(p)/s2 + q/s2*X(p)",
                  "rx*X(Y(p)) - Y(p)/s2 - q/s2*X(p)");
    algebra_check(ledger, K, "(7) D_22", "X(X(Y(Y(p))))", "rx*X(Y(Y(p))) - Y(Y(p))/s2 + 2*q/s2*X(Y(p))",
                  "rx*X(Y(Y(p))) - Y(Y(p))/s2 + q/s2*X(Y(p))");
    algebra_clear(K);
}

/* (8): the logarithmic derivative of t^(p/2) exp(-t); (10): the binomial sum for N = 3; (12). */
static void check_estimates(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t p X E");
    algebra_derivation(K, "D", "t:1 X:p/2*X/t E:-E");
    algebra_check(ledger, K, "(8)", "D(X*E)", "X*E*(p/2 - t)/t", "X*E*(p - t)/t");
    algebra_clear(K);
    algebra_init(K, "a b");
    algebra_check(ledger, K, "(10)", "a^3 + 3*a^2*b + 3*a*b^2 + b^3", "(a + b)^3", "(a + 2*b)^3");
    algebra_clear(K);
    /* S = K(R^2); sR = sqrt(1 - R^2), sq = sqrt(1 - R^4) = sR h, h^2 = 1 + R^2 */
    algebra_init(K, "R K0 K1 K2 sR h");
    algebra_derivation(K, "D", "R:1 K0:2*R*K1 K1:2*R*K2");
    algebra_check(ledger, K, "(12) slope", "D(K0)", "2*R*K1", "R*K1");
    algebra_check(ledger, K, "(12)", "sR*D(D(K0))", "2*sR*K1 + 4*R^2/h*(sR*h*K2)",
                  "2*sR*K1 + 2*R^2/h*(sR*h*K2)");
    algebra_check(ledger, K, "(12) q", "1 - R^4", "(1 - R^2)*(1 + R^2)", "(1 - R^2)*(1 + R)");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "13");
    check_splitting(ledger);
    check_coefficients(ledger);
    check_density_equations(ledger);
    check_recurrence(ledger);
    check_lines(ledger);
    check_densities(ledger);
    check_estimates(ledger);
    return ledger_close(ledger);
}

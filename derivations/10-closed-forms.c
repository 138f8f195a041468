/* Checks the algebra of derivations/10-closed-forms.md. */
#include "algebra.h"

/* (1): alpha x^2 + beta x - x^2/2 = -(x - mu)^2/(2 v) + beta^2 v/2. */
static void check_square(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x alpha beta");
    algebra_define(K, "v", "1/(1 - 2*alpha)");
    algebra_define(K, "mu", "beta*v");
    algebra_check(ledger, K, "(1)", "alpha*x^2 + beta*x - x^2/2", "-(x - mu)^2/(2*v) + beta^2*v/2",
                  "-(x - mu)^2/(2*v) + beta^2*v");
    algebra_check(ledger, K, "(2) w", "1 - v", "-2*alpha*v", "2*alpha*v");
    algebra_clear(K);
}

/* (2): the logarithmic derivative of the generating function, and the recurrence of w^(k/2) He_k(mu/sqrt w):
   r = sqrt w, a = r^k He_k, b = r^(k-1) He_{k-1}. */
static void check_moments(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t mu w k r a b he hep");
    algebra_derivation(K, "D", "t:1");
    algebra_check(ledger, K, "(2) generating", "D(t*mu - w*t^2/2)", "mu - w*t", "mu + w*t");
    /* r^(k+1) He_{k+1}(mu/r) / r^(k-1) = r^2 (mu/r he - k hep), with a = r he (times r^(k-1)) and b = hep */
    algebra_check(ledger, K, "(2) scaled", "r^2*(mu/r*he - k*hep)", "mu*(r*he) - r^2*k*hep",
                  "mu*(r*he) + r^2*k*hep");
    algebra_clear(K);
}

/* (5): x h_k = sqrt(k+1) h_{k+1} + sqrt(k) h_{k-1}, s = sqrt k, t = sqrt(k+1). */
static void check_ladder(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x s t h g");
    algebra_define(K, "up", "(x*h - s*g)/t");
    algebra_check(ledger, K, "(5)", "x*h", "t*up + s*g", "s*up + t*g");
    algebra_clear(K);
}

/* (6), (7): p stands for phi, phi' = -x phi; h, g, f are h_k, h_{k-1}, h_{k-2} with s = sqrt k, r =
   sqrt(k-1), so that h' = s g, g' = r f and x g = s h + r f eliminates f. The same for a second index: H, G,
   F, S, T. */
static void check_green(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x p h g H G s S r T");
    algebra_define(K, "f", "(x*g - s*h)/r");
    algebra_define(K, "F", "(x*G - S*H)/T");
    algebra_derivation(K, "D", "x:1 p:-x*p h:s*g g:r*f H:S*G G:T*F");
    algebra_check(ledger, K, "eigenfunctions", "x*D(h) - D(D(h))", "s^2*h", "(s^2 + 1)*h");
    algebra_check(ledger, K, "(6)", "D(p*(s*H*g - S*G*h))", "-(s^2 - S^2)*p*h*H", "-(s^2 + S^2)*p*h*H");
    algebra_check(ledger, K, "(7)", "D(h*g*p)/s", "p*(g^2 - h^2)", "p*(g^2 + h^2)");
    algebra_clear(K);
}

/* (6a): with s^2 = k, S^2 = i, N = sqrt(k!), M = sqrt(i!) are h_k = He_k/N, h_(k-1) = s He_(k-1)/N, and the same
   for i. */
static void check_monic(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "s S N M a b c d");
    /* a = He_k, b = He_(k-1), c = He_i, d = He_(i-1) at the breakpoint; M h_i is He_i */
    algebra_check(ledger, K, "(6a)", "N*M*(s*(c/M)*(s*b/N) - S*(S*d/M)*(a/N))", "s^2*c*b - S^2*d*a",
                  "s^2*c*b - S^2*c*a");
    algebra_clear(K);
}

/* (6b): one step by parts, and (6a) = (6b) for jumps h2 = He_2 and k = 4. */
static void check_parts(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x p f f1 k g h");
    algebra_define(K, "h4", "x^4-6*x^2+3");
    algebra_define(K, "h3", "x^3-3*x");
    algebra_define(K, "h2", "x^2-1");
    /* g = He_(k-1), h = He_k = x g - g' */
    algebra_derivation(K, "D", "x:1 p:-x*p f:f1 g:x*g-h");
    algebra_check(ledger, K, "(6b) by parts", "D(f*g*p)", "f1*g*p-f*h*p", "f1*g*p+f*h*p");
    algebra_check(ledger, K, "(6b) and (6a)", "(4*h2*h3-2*x*h4)/2", "h2*h3+2*x*h2+2*x", "h2*h3+2*x*h2-2*x");
    algebra_clear(K);
}

/* (9): the polynomials He_2, …, He_5 with M(q+2) = (q+1) M(q); m = M(p), n = M(p+1). */
static void check_powers(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "p m n");
    algebra_check(ledger, K, "(9) k = 2", "(p+1)*m - m", "p*m", "(p+1)*m");
    algebra_check(ledger, K, "(9) k = 3", "(p+2)*n - 3*n", "(p-1)*n", "(p-3)*n");
    algebra_check(ledger, K, "(9) k = 4", "(p+3)*(p+1)*m - 6*(p+1)*m + 3*m", "p*(p-2)*m", "p*(p-1)*m");
    algebra_check(ledger, K, "(9) k = 5", "(p+4)*(p+2)*n - 10*(p+2)*n + 15*n", "(p-1)*(p-3)*n",
                  "(p-1)*(p-2)*n");
    algebra_clear(K);
    algebra_init(K, "p m l"); /* l = M', the mean of t^p log t */
    algebra_derivation(K, "D", "p:1 m:l");
    algebra_check(ledger, K, "(11) k = 2", "D((p+1)*m) - l", "D(p*m)", "p*D(m)");
    algebra_check(ledger, K, "(11) f'", "D(p*m)", "p*l+m", "p*l-m");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "10");
    check_square(ledger);
    check_moments(ledger);
    check_ladder(ledger);
    check_green(ledger);
    check_monic(ledger);
    check_parts(ledger);
    check_powers(ledger);
    return ledger_close(ledger);
}

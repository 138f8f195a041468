/* Checks the algebra of derivations/07-kernel-tails.md. */
#include <stdio.h>

#include "algebra.h"

static void check_moments(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "k");
    algebra_define(K, "k1", "k");
    algebra_define(K, "k2", "k*(k-1)");
    algebra_define(K, "k3", "k*(k-1)*(k-2)");
    algebra_define(K, "k4", "k*(k-1)*(k-2)*(k-3)");
    algebra_check(ledger, K, "(2)", "(2*k)*(2*k-1)", "4*k2+2*k1", "4*k2+k1");
    algebra_check(ledger, K, "(2)", "(2*k)*(2*k-1)*(2*k-2)", "8*k3+12*k2", "8*k3+6*k2");
    algebra_check(ledger, K, "(5)", "k1^2", "k2+k1", "k2");
    algebra_check(ledger, K, "(5)", "k2^2", "k4+4*k3+2*k2", "k4+4*k3+k2");
    algebra_check(ledger, K, "(3)", "k3", "k2*(k-2)", "k2*(k-1)");
    algebra_clear(K);
}

static void check_derivatives(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a R P P1 P2 P3 S S1 S2 S3");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_define(K, "F", "P2*S1-P1*S2");
    algebra_define(K, "A", "2*P1/S1");
    algebra_check(ledger, K, "(9)", "D(P*S1-2*P1*S)", "P*S2-P1*S1-2*P2*S", "P*S2+P1*S1-2*P2*S");
    algebra_check(ledger, K, "(9)", "D(F)", "P3*S1-P1*S3", "P3*S1+P1*S3");
    algebra_check(ledger, K, "(9)", "D(2*P1-a*S1)", "2*P2-a*S2", "P2-a*S2");
    algebra_check(ledger, K, "(9)", "F", "D(A)*S1^2/2", "D(A)*S1^2");
    algebra_clear(K);
}

/* The two lines f(l) - d t and f(r) - u (w - t) at their crossing. */
static void check_slopes(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "fl fr d u w t");
    algebra_define(K, "crossing", "(fl-fr+u*w)/(d+u)");
    algebra_check(ledger, K, "(13)", "at(fl-d*t,t,crossing)", "at(fr-u*(w-t),t,crossing)",
                  "at(fr-d*(w-t),t,crossing)");
    algebra_check(ledger, K, "(13)", "at(fl-d*t,t,crossing)", "(u*fl+d*fr-u*d*w)/(u+d)",
                  "(d*fl+u*fr-u*d*w)/(u+d)");
    algebra_clear(K);
}

static void check_separation(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a R P P1 P2 S S1 S2");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 S:S1 S1:S2");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "F", "P2*S1-P1*S2");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "lambda", "(1-R^2)*A*D(A)*S1/2");
    algebra_check(ledger, K, "(15)", "lambda/(N/(S1*A))", "4*(1-R^2)*P1^2*F/(S1^2*N)",
                  "2*(1-R^2)*P1^2*F/(S1^2*N)");
    algebra_check(ledger, K, "(15)", "lambda/(N/(R*S1*D(A)))", "4*(1-R^2)*P1*F^2*R/(S1^3*N)",
                  "4*(1-R^2)*P1*F^2*R/(S1^2*N)");
    algebra_clear(K);
}

/* Leading powers of (15) for P = c t R^s, S = c^2 R^(2s), N = n R^q: X = R^s, Y = R^q. */
static void check_small_R(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R s p h n X Y");
    algebra_derivation(K, "D", "R:1 X:s*X/R");
    algebra_define(K, "P1", "D(p*X)");
    algebra_define(K, "P2", "D(P1)");
    algebra_define(K, "S1", "D(h*X^2)");
    algebra_define(K, "S2", "D(S1)");
    algebra_define(K, "F", "P2*S1-P1*S2");
    algebra_define(K, "N", "n*Y");
    algebra_check(ledger, K, "(15)", "P1^2*F/(S1^2*N)", "-s^3*p^3/(2*h*n)*X/(R^3*Y)",
                  "-s^3*p^3/(2*h*n)*X/(R^2*Y)");
    algebra_check(ledger, K, "(15)", "P1*F^2*R/(S1^3*N)", "s^4*p^3/(2*h*n)*X/(R^3*Y)",
                  "s^4*p^3/(2*h*n)*X/(R^2*Y)");
    algebra_clear(K);
}

static void check_aligned(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a P P1 S S1");
    algebra_define(K, "a_c", "2*P1/S1");
    algebra_define(K, "a_eq", "P/S");
    algebra_check(ledger, K, "(16)", "-2*(a*P1-a^2*S1/2)/((P-a*S)/a)", "-a^2*S1*(a_c-a)/(S*(a_eq-a))",
                  "-a^2*S1*(a_c-a)/(S*(a_c-a_eq))");
    algebra_clear(K);
}

/* w P'' = p, w S'' = s, w times the derivatives of N, H_a, F; and the midpoint rule's remainder. */
static void check_kinks(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a R w P P1 P2 P3 S S1 S2 S3 c d t h");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_define(K, "p", "w*P2");
    algebra_define(K, "s", "w*S2");
    algebra_check(ledger, K, "(17)", "w*D(P*S1-2*P1*S)", "P*s-2*p*S-w*P1*S1", "P*s-2*p*S+w*P1*S1");
    algebra_check(ledger, K, "(17)", "w*D(2*P1-a*S1)", "2*p-a*s", "p-a*s");
    algebra_check(ledger, K, "(17)", "w*(P2*S1-P1*S2)", "p*S1-P1*s", "p*S1+P1*s");
    algebra_derivation(K, "T", "t:1");
    algebra_check(ledger, K, "(20)", "T((d-c)*t^2/2)", "d*t-c*t", "d*t+c*t");
    algebra_clear(K);
}

/* Both sides where g and A are quadratic. */
static void check_slow_time(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t h g g1 c a a1 b");
    algebra_derivation(K, "T", "t:1");
    algebra_define(K, "A", "a+a1*t+b*t^2");
    algebra_define(K, "sum", "g*a1*t+(2*b*g+a1*g1)*t^2/2+(2*b*g1+a1*c)*t^3/3+b*c*t^4/2");
    algebra_define(K, "r", "at(A,t,h)");
    algebra_define(K, "l", "at(A,t,-h)");
    algebra_check(ledger, K, "(23)", "T(sum)", "(g+g1*t+c*t^2)*T(A)", "(g+g1*t+c*t^2/2)*T(A)");
    algebra_check(ledger, K, "(23)", "at(sum,t,h)-at(sum,t,-h)",
                  "g*(r-l)+g1*(h*(r+l-2*a)-2*h^3/3*b)+c*2*h^3/3*a1",
                  "g*(r-l)+g1*(h*(r+l-2*a)-4*h^3/3*b)+c*2*h^3/3*a1");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "07");
    check_moments(ledger);
    check_derivatives(ledger);
    check_slopes(ledger);
    check_separation(ledger);
    check_kinks(ledger);
    check_small_R(ledger);
    check_aligned(ledger);
    check_slow_time(ledger);
    return ledger_close(ledger);
}

/* Checks the algebra of derivations/02-critical-manifold.md. */
#include <stdio.h>

#include "algebra.h"

/* Kernels and their derivatives as independent symbols: D is d/dR at fixed a. */
static void check_stability(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a R P P1 P2 P3 S S1 S2 S3");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_define(K, "A", "2*P1/S1");
    algebra_check(ledger, K, "(2)", "G", "a*S1*(A-a)/2", "a*S1*(A-a)");
    algebra_check(ledger, K, "(3)", "S1*(A-a)", "2*P1-a*S1", "P1-a*S1");
    algebra_check(ledger, K, "(4)", "at(D((1-R^2)*G),a,A)", "(1-R^2)*A*D(A)*S1/2", "(1-R^2)*A*D(A)*S1");
    algebra_check(ledger, K, "(4)", "at(D(G),a,A)", "A*D(A)*S1/2", "-A*D(A)*S1/2");
    algebra_define(K, "a_c", "at(A,R,1)");
    algebra_check(ledger, K, "(5)", "at(D((1-R^2)*G),R,1)", "-2*(a*P1-a^2*S1/2)", "2*(a*P1-a^2*S1/2)");
    algebra_check(ledger, K, "(5)", "at(D((1-R^2)*G),R,1)", "a*S1*(a-a_c)", "a*S1*(a_c-a)");
    /* at R = -1 the symbol S1 stands for S'(-1) = -S'(1) */
    algebra_check(ledger, K, "(6)", "at(at(D((1-R^2)*G),R,-1),S1,-S1)", "2*a*P1+a^2*S1", "2*a*P1-a^2*S1");
    algebra_check(ledger, K, "(8)", "D(A)", "2*(P2*S1-P1*S2)/S1^2", "2*(P2*S1+P1*S2)/S1^2");
    /* A' = 0 fixes P'' */
    algebra_check(ledger, K, "(10)", "at(D(D(A)),P2,P1*S2/S1)", "2*(P3*S1-P1*S3)/S1^2", "2*(P3*S1-P1*S3)/S1");
    algebra_clear(K);
}

/* The monomials P = p R^j, S = s R^(2k) for all j and k at once: X = R^j, Y = R^(2k). */
static void check_fold_monomials(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R j k X Y p s");
    algebra_derivation(K, "D", "R:1 X:j*X/R Y:2*k*Y/R");
    algebra_define(K, "P", "p*X");
    algebra_define(K, "S", "s*Y");
    algebra_check(ledger, K, "(9)", "D(D(P))*D(S)-D(P)*D(D(S))", "p*s*2*j*k*(j-2*k)*X*Y/R^3",
                  "p*s*2*j*k*(2*j-2*k)*X*Y/R^3");
    algebra_check(ledger, K, "(11)", "2*D(P)/D(S)", "j*p/(k*s)*X/Y", "2*j*p/(k*s)*X/Y");
    algebra_check(ledger, K, "(11)", "D(2*D(P)/D(S))", "j*(j-2*k)*p/(k*s)*X/Y/R", "j*(j-k)*p/(k*s)*X/Y/R");
    algebra_clear(K);
}

/* (9) as a double sum with symbolic coefficients, degrees up to 5. */
static void check_fold_sum(ledger_t ledger)
{
    enum { DEGREE = 5 };
    char sum[4096] = "0", wrong[4096] = "0";
    size_t length = 1, wrong_length = 1;
    algebra_t K;

    algebra_init(K, "R p0 p1 p2 p3 p4 p5 s0 s1 s2 s3 s4 s5");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "p0+p1*R+p2*R^2+p3*R^3+p4*R^4+p5*R^5");
    algebra_define(K, "S", "s0+s1*R^2+s2*R^4+s3*R^6+s4*R^8+s5*R^10");
    for (int j = 1; j <= DEGREE; j++)
        for (int k = 1; k <= DEGREE; k++) {
            int last = j == DEGREE && k == DEGREE;
            length += snprintf(sum + length, sizeof sum - length, "+p%d*s%d*%d*(%d)*R^%d", j, k, 2 * j * k,
                               j - 2 * k, j + 2 * k - 3 < 0 ? 0 : j + 2 * k - 3);
            wrong_length +=
                snprintf(wrong + wrong_length, sizeof wrong - wrong_length, "+p%d*s%d*%d*(%d)*R^%d", j, k,
                         2 * j * k, last ? 2 * k - j : j - 2 * k, j + 2 * k - 3);
        }
    identity_check(ledger, "(9)", "P''S'-P'S'' = sum p_j s_k 2jk(j-2k) R^(j+2k-3), j, k <= 5",
                   algebra_equal(K, "D(D(P))*D(S)-D(P)*D(D(S))", sum), "the sign of its last term changed",
                   algebra_equal(K, "D(D(P))*D(S)-D(P)*D(D(S))", wrong));
    algebra_clear(K);
}

/* (7) and (11) on truncated series: p is the least degree
   of P, s that of S, higher coefficients arbitrary. */
static void check_line_zero(ledger_t ledger, int p, int s)
{
    char P[128], S[128], coefficient[64], wrong[64];
    int exponent = p < 2 * s ? p - 1 : 2 * s - 1;
    algebra_t K;

    algebra_init(K, "a R p0 p1 p2 p3 s0 s1 s2");
    algebra_derivation(K, "D", "R:1");
    snprintf(P, sizeof P, "p0+p1*R^%d+p2*R^%d+p3*R^%d", p, p + 1, p + 2);
    snprintf(S, sizeof S, "s0+s1*R^%d+s2*R^%d", 2 * s, 2 * s + 2);
    algebra_define(K, "P", P);
    algebra_define(K, "S", S);
    algebra_define(K, "dR", "(1-R^2)*(a*D(P)-a^2*D(S)/2)");
    if (p < 2 * s) {
        snprintf(coefficient, sizeof coefficient, "a*%d*p1", p);
        snprintf(wrong, sizeof wrong, "a*%d*p1", p + 1);
    } else if (p == 2 * s) {
        snprintf(coefficient, sizeof coefficient, "%d*s1*a*(2*p1/s1-a)", s);
        snprintf(wrong, sizeof wrong, "%d*s1*a*(p1/s1-a)", s);
    } else {
        snprintf(coefficient, sizeof coefficient, "-%d*s1*a^2", s);
        snprintf(wrong, sizeof wrong, "-%d*s1*a^2", 2 * s);
    }
    algebra_check_leading_term(ledger, K, "(7)", "dR", "R", exponent, coefficient, exponent, wrong);
    snprintf(coefficient, sizeof coefficient, "%d*p1/(%d*s1)", p, s);
    algebra_check_leading_term(ledger, K, "(11)", "2*D(P)/D(S)", "R", p - 2 * s, coefficient, p - s,
                               coefficient);
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "02");
    check_stability(ledger);
    check_fold_monomials(ledger);
    check_fold_sum(ledger);
    for (int s = 1; s <= 3; s++)
        for (int p = s < 2 ? 2 : s; p <= 2 * s + 2; p++) check_line_zero(ledger, p, s);
    return ledger_close(ledger);
}

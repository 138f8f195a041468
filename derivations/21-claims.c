/* Checks the algebra of derivations/21-claims.md. */
#include <stdio.h>

#include "algebra.h"

/* P = c R + g R^3; S through symbols. */
static void check_nonlinear_term(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R c g S S1 S2 E F");
    algebra_derivation(K, "D", "R:1 S:S1 S1:S2");
    algebra_define(K, "P", "c*R+g*R^3");
    algebra_define(K, "P1", "D(P)");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "X", "R*S1-2*S");
    algebra_define(K, "Y", "6*S-R*S1");
    algebra_check(ledger, K, "(5)", "N", "c*X-g*R^2*Y", "c*X+g*R^2*Y");
    /* R S2 = S1 + E,  R S1 = 2 S + F */
    algebra_check(ledger, K, "(7)", "at(R*(D(P1)*S1-P1*S2),S2,(S1+E)/R)", "S1*(3*g*R^2-c)-P1*E",
                  "S1*(3*g*R^2-c)+P1*E");
    algebra_check(ledger, K, "(7)", "at(R*(P1*S-P*S1),S1,(2*S+F)/R)", "S*R*(g*R^2-c)-P*F",
                  "S*R*(g*R^2+c)-P*F");
    algebra_clear(K);
}

/* One term R^(2k) of S, with symbolic k: M = R^(2k). */
static void check_terms(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R k M");
    algebra_derivation(K, "D", "R:1 M:2*k*M/R");
    algebra_check(ledger, K, "(5)", "R*D(M)-2*M", "(2*k-2)*M", "(2*k-1)*M");
    algebra_check(ledger, K, "(5)", "6*M-R*D(M)", "(6-2*k)*M", "(3-2*k)*M");
    algebra_check(ledger, K, "(7)", "R*D(D(M))-D(M)", "2*k*(2*k-2)*M/R", "2*k*(2*k-1)*M/R");
    algebra_clear(K);
}

/* At R = 1: e = E sigma^2, d = E sigma'^2, S = e, S' = 2 d, g = b c3. */
static void check_threshold(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "c b c3 d e");
    algebra_define(K, "X", "2*d-2*e");
    algebra_define(K, "Y", "6*e-2*d");
    algebra_define(K, "bc", "c*(d-e)/(c3*(3*e-d))");
    algebra_check(ledger, K, "(6)", "bc", "c*X/(c3*Y)", "-c*X/(c3*Y)");
    algebra_check(ledger, K, "(6)", "at(c*X-b*c3*Y,b,bc)", "0", "c*X");
    /* kappa = nu/(2 p_1), nu = -4 p_3 s_1, p_1 = c, p_3 = b c3, s_1 = c^2 */
    algebra_check(ledger, K, "(7)", "-4*b*c3*c^2/(2*c)", "-2*c3*c*b", "-2*c3*b");
    algebra_clear(K);
}

static void check_lazy_end(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R a P P1 S S1 K1");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "B", "P/S");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_check(ledger, K, "(8)", "S*(B-A)^2", "N^2/(S*S1^2)", "N^2/(S^2*S1^2)");
    algebra_check(ledger, K, "(9)", "at(G,S1,2*R*K1)", "a*(P1-a*R*K1)", "a*(P1+a*R*K1)");
    algebra_check(ledger, K, "(9)", "at(G,a,B)", "-B*N/(2*S)", "-B*N/S");
    algebra_clear(K);
}

/* The powers of R in (8), (9) for small s, with the least n = 3s: N = v R^n, S = q R^(2s), B = p/q R^-s. */
static void check_powers(ledger_t ledger, int s)
{
    algebra_t K;
    char text[80];
    algebra_init(K, "R v q p");
    algebra_derivation(K, "D", "R:1");
    snprintf(text, sizeof text, "v*R^%d", 3 * s);
    algebra_define(K, "N", text);
    snprintf(text, sizeof text, "q*R^%d", 2 * s);
    algebra_define(K, "S", text);
    snprintf(text, sizeof text, "p*R^%d", s);
    algebra_define(K, "P", text);
    snprintf(text, sizeof text, "v^2/(%d*q^3)", 4 * s * s);
    algebra_check_leading_term(ledger, K, "(8)", "N^2/(S*D(S)^2)", "R", 2, text, 1, text);
    algebra_check_leading_term(ledger, K, "(8)", "P^2/S", "R", 0, "p^2/q", 0, "p/q");
    algebra_check_leading_term(ledger, K, "(9)", "P/S*N/S", "R", 0, "p*v/q^2", 1, "p*v/q^2");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "21");
    check_nonlinear_term(ledger);
    check_terms(ledger);
    check_threshold(ledger);
    check_lazy_end(ledger);
    for (int s = 1; s <= 3; s++) check_powers(ledger, s);
    return ledger_close(ledger);
}

/* Checks the algebra of derivations/04-small-correlation.md on power series with symbolic coefficients c_k,
   d_k = c*_k.

   P and S are cut off at degree LAST in k; by the proof of (6)-(8) no pair beyond max(m, m') enters a leading
   term, so the leading terms found are those of the whole series. */
#include <stdio.h>
#include <string.h>

#include "algebra.h"

#define LAST 11
#define ABSENT 1000 /* stands for infinity */

/* Makes the algebra with p = sum c_k d_k R^k, s = sum c_k^2 R^(2k) in which c_k vanishes for first_c <= k <
   next_c and for 1 <= k < s, and d_k for s < k < m; constant tells whether c_0 is present. */
static void series_init(algebra_t K, int s, int next_c, int m, int constant)
{
    char P[1024] = "0*R", S[1024] = "0*R";

    algebra_init(K, "R c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11 d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 d10 d11");
    algebra_derivation(K, "D", "R:1");
    for (int k = 0; k <= LAST; k++) {
        int has_c = k == 0 ? constant : k == s || k >= next_c;
        int has_p = has_c && (k <= s || k >= m);
        if (has_c) snprintf(S + strlen(S), sizeof S - strlen(S), "+c%d^2*R^%d", k, 2 * k);
        if (has_p) snprintf(P + strlen(P), sizeof P - strlen(P), "+c%d*d%d*R^%d", k, k, k);
    }
    algebra_define(K, "P", P);
    algebra_define(K, "S", S);
    algebra_define(K, "N", "P*D(S)-2*D(P)*S");
    algebra_define(K, "A", "2*D(P)/D(S)");
}

/* (3): c_0 present, s <= p < 2s; the coefficients c*_s, ..., c*_(p-1) are absent. */
static void check_uncentred(ledger_t ledger, int s, int p)
{
    char coefficient[64], wrong[64], P[1024] = "c0*d0";
    algebra_t K;

    series_init(K, s, s + 1, s, 1);
    for (int k = p; k <= LAST; k++) snprintf(P + strlen(P), sizeof P - strlen(P), "+c%d*d%d*R^%d", k, k, k);
    algebra_define(K, "P_p", P);
    snprintf(coefficient, sizeof coefficient, "-%d*c%d*d%d*c0^2", 2 * p, p, p);
    snprintf(wrong, sizeof wrong, "%d*c%d*d%d*c0^2", 2 * p, p, p);
    algebra_check_leading_term(ledger, K, "(3)", "P_p*D(S)-2*D(P_p)*S", "R", p - 1, coefficient, p - 1,
                               wrong);
    algebra_clear(K);
}

/* (4): c_0 absent, s < p < 2s. */
static void check_mismatch(ledger_t ledger, int s, int p)
{
    char coefficient[64], P[1024] = "0*R";
    algebra_t K;

    series_init(K, s, s + 1, s, 0);
    for (int k = p; k <= LAST; k++) snprintf(P + strlen(P), sizeof P - strlen(P), "+c%d*d%d*R^%d", k, k, k);
    algebra_define(K, "P_p", P);
    snprintf(coefficient, sizeof coefficient, "2*(%d-%d)*c%d*d%d*c%d^2", s, p, p, p, s);
    algebra_check_leading_term(ledger, K, "(4)", "P_p*D(S)-2*D(P_p)*S", "R", p + 2 * s - 1, coefficient,
                               p + 2 * s, coefficient);
    algebra_clear(K);
}

/* (6)-(8), (10), (11) for one (s, m, m'). */
static void check_leading_law(ledger_t ledger, int s, int m, int m_prime)
{
    char nu[128], wrong[256], p_s[32], text[256];
    const char *number;
    int n, Q;
    algebra_t K;

    series_init(K, s, m_prime, m, 0);
    snprintf(p_s, sizeof p_s, "c%d*d%d", s, s);
    if (m < 2 * m_prime - s) {
        number = "(6)";
        n = m + 2 * s - 1;
        Q = m + s;
        snprintf(nu, sizeof nu, "-%d*c%d*d%d*c%d^2", 2 * (m - s), m, m, s);
        snprintf(wrong, sizeof wrong, "-%d*c%d*d%d*c%d^2", m - s, m, m, s);
    } else if (m > 2 * m_prime - s) {
        number = "(7)";
        n = s + 2 * m_prime - 1;
        Q = 2 * m_prime;
        snprintf(nu, sizeof nu, "%d*%s*c%d^2", 2 * (m_prime - s), p_s, m_prime);
        snprintf(wrong, sizeof wrong, "-%d*%s*c%d^2", 2 * (m_prime - s), p_s, m_prime);
    } else {
        number = "(8)";
        n = s + 2 * m_prime - 1;
        Q = 2 * m_prime;
        snprintf(nu, sizeof nu, "%d*(%s*c%d^2-2*c%d*d%d*c%d^2)", 2 * (m_prime - s), p_s, m_prime, m, m, s);
        snprintf(wrong, sizeof wrong, "%d*(%s*c%d^2-c%d*d%d*c%d^2)", 2 * (m_prime - s), p_s, m_prime, m, m,
                 s);
    }
    algebra_check_leading_term(ledger, K, number, "N", "R", n, nu, n, wrong);

    snprintf(text, sizeof text, "-(%s)/(%d*%s)", nu, 2 * s * s, p_s);
    snprintf(wrong, sizeof wrong, "-(%s)/(%d*%s)", nu, s * s, p_s);
    algebra_check_leading_term(ledger, K, "(11)", "N/(D(S)*D(A))", "R", Q + 1, text, Q + 1, wrong);
    identity_check(ledger, "(11)", "Q = n - s + 1", Q == n - s + 1, "Q = n - s", Q == n - s);
    algebra_clear(K);
}

static void check_branch(ledger_t ledger, int s)
{
    char right[64], wrong[64];
    algebra_t K;

    series_init(K, s, s + 1, s + 1, 0);
    snprintf(right, sizeof right, "d%d/c%d", s, s);
    algebra_check_leading_term(ledger, K, "(10)", "A", "R", -s, right, -2 * s, right);
    snprintf(right, sizeof right, "-%d*c%d*d%d", 2 * s * s, s, s);
    algebra_check_leading_term(ledger, K, "(10)", "D(S)*D(A)", "R", s - 2, right, s - 1, right);
    snprintf(right, sizeof right, "-%d*d%d^2", s * s, s);
    snprintf(wrong, sizeof wrong, "-%d*c%d^2", s * s, s);
    algebra_check_leading_term(ledger, K, "(10)", "(1-R^2)*A*D(A)*D(S)/2", "R", -2, right, -2, wrong);
    algebra_clear(K);
}

/* The next order in (8): with p_s s_m' = 2 p_m s_s the coefficient of R^(n+1) is that of (9). */
static void check_next_order(ledger_t ledger)
{
    algebra_t K;
    /* s = 1, m' = 3, m = 5, n = 6: c1 = d1 = 1, c3 = 2, c5
       d5 = 2; c4 and above free (c4 only below, d4 = 0) */
    algebra_init(K, "R c6 d6 c7 d7");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "R+2*R^5+c6*d6*R^6+c7*d7*R^7");
    algebra_define(K, "S", "R^2+4*R^6+4*R^10+c6^2*R^12+c7^2*R^14"); /* c5 = 2, d5 = 1 */
    algebra_check_leading_term(ledger, K, "(9)", "P*D(S)-2*D(P)*S", "R", 7, "(2-12)*c6*d6", 6, "4-8*2");
    algebra_check_leading_term(ledger, K, "(9)", "at(P*D(S)-2*D(P)*S,d6,0)", "R", 8, "(2-14)*c7*d7", 8,
                               "(2-14)*c7");
    algebra_clear(K);
}

/* (12): Y = R^Q as a symbol, D_t(R) = -R/(Q t) because R is a power -1/Q of t. */
static void check_law(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "Q kappa e t R Y");
    algebra_derivation(K, "Dt", "t:1 R:-R/(Q*t) Y:-Y/t");
    algebra_check(ledger, K, "(12)", "Dt(Y*Q*kappa*e*t)", "0", "Q");
    algebra_check(ledger, K, "(12)", "Dt(R)", "at(-e*kappa*R*Y,Y,1/(Q*kappa*e*t))",
                  "at(-e*kappa*R*Y,Y,1/(kappa*e*t))");
    /* d(R^-Q)/dt along R' = -e kappa R^(Q+1): with DR(Y) = Q Y/R */
    algebra_derivation(K, "DR", "R:1 Y:Q*Y/R");
    algebra_check(ledger, K, "(16)", "DR(1/Y)*(-e*kappa*R*Y)", "Q*kappa*e", "-Q*kappa*e");
    algebra_clear(K);
}

/* (13)-(15) with cofactors F = P^, H = S^ as functions of their own; X = R^s. */
static void check_cofactors(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R s X F F1 F2 H H1 H2");
    algebra_derivation(K, "D", "R:1 X:s*X/R F:F1 F1:F2 H:H1 H1:H2");
    algebra_define(K, "P", "X*F");
    algebra_define(K, "S", "X^2*H");
    algebra_check(ledger, K, "(13)", "P*D(S)-2*D(P)*S", "X^3*(F*H1-2*F1*H)", "X^3*(F*H1-F1*H)");
    algebra_check(ledger, K, "(14)", "2*D(P)/D(S)", "2*(s*F+R*F1)/(2*s*H+R*H1)/X",
                  "2*(s*F+R*F1)/(s*H+R*H1)/X");
    algebra_define(K, "rest",
                   "2*s*(2*s*F1+R*F2)*H+(s*(s-1)*F+2*s*R*F1+R^2*F2)*H1"
                   "-(s*F+R*F1)*(4*s*H1+R*H2)-2*s*(2*s-1)*F1*H");
    algebra_check(ledger, K, "(15)", "D(D(P))*D(S)-D(P)*D(D(S))", "X^3/R^3*(-2*s^3*F*H+R*rest)",
                  "X^3/R^3*(2*s^3*F*H+R*rest)");
    algebra_clear(K);
}

/* (17): with P~(R) = P(-R), N~(R) = -N(-R), N = sum of (2k - 2j) p_j s_k R^(j + 2k - 1). */
static void check_orientations(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R p1 p2 p3 s1 s2 s3");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "S", "s1*R^2+s2*R^4+s3*R^6");
    algebra_define(K, "T", "-p1*R+p2*R^2-p3*R^3");
    algebra_define(K, "N_at_minus_R", "p1*(2*s2*R^4+4*s3*R^6)+p2*(2*s1*R^3-2*s3*R^7)-p3*(4*s1*R^4+2*s2*R^6)");
    algebra_check(ledger, K, "(17)", "T*D(S)-2*D(T)*S", "-N_at_minus_R", "N_at_minus_R");
    algebra_clear(K);
}

static void check_examples(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R b c1 c3 c5 c7 t");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "S", "c1^2*R^2+c3^2*R^6+c5^2*R^10+c7^2*R^14");
    algebra_define(K, "N", "t*D(S)-2*D(t)*S");
    algebra_define(K, "P3", "c1*R+b*c3*R^3");
    algebra_define(K, "P5", "c1*R+b*c5*R^5");
    algebra_define(K, "P7", "c1*R+b*c7*R^7");
    algebra_check_leading_term(ledger, K, "examples", "P3*D(S)-2*D(P3)*S", "R", 4, "-4*b*c3*c1^2", 4,
                               "4*b*c3*c1^2");
    algebra_check_leading_term(ledger, K, "examples", "c1*R*D(S)-2*c1*S", "R", 6, "4*c1*c3^2", 4,
                               "4*c1*c3^2");
    algebra_check_leading_term(ledger, K, "examples", "P5*D(S)-2*D(P5)*S", "R", 6, "4*c1*c3^2-8*b*c5*c1^2", 6,
                               "4*c1*c3^2-4*b*c5*c1^2");
    algebra_check_leading_term(ledger, K, "examples", "P7*D(S)-2*D(P7)*S", "R", 6, "4*c1*c3^2", 8,
                               "4*c1*c3^2");
    algebra_define(K, "P_own", "R+3/50*R^3");
    algebra_define(K, "S_own", "R^2+R^4/4+9/100*R^6");
    algebra_check_leading_term(ledger, K, "examples", "P_own*D(S_own)-2*D(P_own)*S_own", "R", 4, "13/50", 4,
                               "1/2");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "04");
    for (int s = 1; s <= 3; s++) {
        check_branch(ledger, s);
        for (int p = s; p < 2 * s; p++) check_uncentred(ledger, s, p);
        for (int p = s + 1; p < 2 * s; p++) check_mismatch(ledger, s, p);
        for (int m_prime = s + 1; m_prime <= s + 3; m_prime++) {
            for (int m = m_prime; m <= 2 * m_prime - s + 2 && m <= LAST; m++)
                check_leading_law(ledger, s, m, m_prime);
            check_leading_law(ledger, s, ABSENT, m_prime);
        }
    }
    check_next_order(ledger);
    check_law(ledger);
    check_cofactors(ledger);
    check_orientations(ledger);
    check_examples(ledger);
    return ledger_close(ledger);
}

/* Checks the algebra of derivations/05-delayed-exit.md.  Logarithms are symbols with their derivatives. */
#include <flint/fmpq.h>
#include <stdio.h>

#include "algebra.h"

/* l = ln|a_eq - a|, so dl/da = 1/(a - a_eq).  P, P1, S, S1 are values at R = 1. */
static void check_way_in_way_out(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a l e c P P1 S S1 x y lx ly");
    algebra_derivation(K, "D", "a:1 l:1/(a-e)");
    algebra_define(K, "W", "-a^2/2-(e-c)*a-e*(e-c)*l");
    algebra_check(ledger, K, "(5)", "D(W)", "a*(a-c)/(e-a)", "a*(c-a)/(e-a)");
    algebra_check(ledger, K, "(5)", "D(-a^2/2-(e-c)*a-e*(e-c)*l)", "a*(a-c)/(e-a)", "(a-c)/(e-a)");
    /* e = P/S, c = 2 P'/S': the integrand of (4) */
    algebra_define(K, "lambda", "-2*(a*P1-a^2*S1/2)");
    algebra_check(ledger, K, "(4)", "lambda/(P-a*S)", "at(at(S1/S*D(W),e,P/S),c,2*P1/S1)",
                  "at(at(S1/S*D(W),e,P/S),c,P1/S1)");
    /* lx = ln(e - x), ly = ln(e - y) */
    algebra_check(ledger, K, "(6)", "at(at(W,a,x),l,lx)-at(at(W,a,y),l,ly)",
                  "-(x-y)*((x+y)/2+e-c)-e*(e-c)*(lx-ly)", "-(x-y)*((x+y)/2+e+c)-e*(e-c)*(lx-ly)");
    algebra_clear(K);
}

static void check_line_one(ledger_t ledger)
{
    algebra_t K;
    /* u = exp(-2 rho), rho' = G; the derivation Dt along the flow of (3) and the drift on the line */
    algebra_init(K, "R G u a e c S S1 t_log");
    algebra_derivation(K, "Drho", "u:-2*u");
    algebra_check(ledger, K, "(3)", "Drho(u)*G", "-2*G*u", "-G*u");
    algebra_check(ledger, K, "(3)", "at((1-R)/(1+R),R,(1-u)/(1+u))", "u", "2*u");
    algebra_check(ledger, K, "(3)", "-2*(a*S1*(c-a)/2)", "a*S1*(a-c)", "a*S1*(c-a)");
    /* t_log = ln(e - a): along a' = S (e - a) the time is -t_log/S up to a constant */
    algebra_derivation(K, "Dtau", "a:S*(e-a) t_log:-S*(e-a)/(e-a)");
    algebra_check(ledger, K, "(7)", "Dtau(-t_log/S)", "1", "-1");
    /* case (iv): e = 0, the integrand of J in a is (S1/S) a (a - c)/(-a) */
    algebra_derivation(K, "Da", "a:1");
    algebra_check(ledger, K, "(iv)", "S1/S*a*(a-c)/(-a)", "Da(S1/S*(c*a-a^2/2))", "Da(-S1/S*(c*a-a^2/2))");
    algebra_clear(K);
}

/* (8), (10), (15): sign patterns at rational points of each piece, exactly; 1 if the value is positive. */
static int positive(const algebra_t K, const char *formula)
{
    fmpz_mpoly_q_t x;
    fmpq_t value;
    int sign;
    fmpz_mpoly_q_init(x, K->ctx);
    fmpq_init(value);
    algebra_evaluate(x, K, formula);
    fmpz_mpoly_get_fmpz(fmpq_numref(value), fmpz_mpoly_q_numref(x), K->ctx);
    fmpz_mpoly_get_fmpz(fmpq_denref(value), fmpz_mpoly_q_denref(x), K->ctx);
    sign = fmpq_sgn(value);
    fmpz_mpoly_q_clear(x, K->ctx);
    fmpq_clear(value);
    return sign > 0;
}

typedef struct {
    const char *number;
    int e, c;           /* a_eq, a_c */
    int low, high;      /* the piece, whose interior holds none of 0, a_c, a_eq */
    int slope_positive; /* W' there */
} piece_t;

static const piece_t pieces[] = {
    {"(8)", 7, 3, 0, 3, 0},   {"(8)", 7, 3, 3, 7, 1},  {"(10)", -5, 3, 0, 3, 1}, {"(10)", -5, 3, -5, 0, 0},
    {"(14)", 2, 4, 4, 9, 0},  {"(14)", 2, 4, 2, 4, 1}, {"(14)", -2, 4, 4, 9, 0}, {"(14)", -2, 4, 0, 4, 1},
    {"(15)", 2, 4, -9, 0, 1}, {"(15)", 2, 4, 0, 2, 0}, {"(14)", 7, 4, -9, 0, 1}, {"(14)", 7, 4, 0, 4, 0},
    {"(14)", 7, 4, 4, 7, 1},
};

static void check_slopes(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "z");
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        const piece_t *piece = pieces + i;
        char statement[128], slope[256], exchanged[256];
        int holds = 1, perturbed = 1;
        for (int j = 1; j < 8; j++) {
            char a[64];
            snprintf(a, sizeof a, "((%d)+(%d)*%d/8)", piece->low, piece->high - piece->low, j);
            snprintf(slope, sizeof slope, "%s*(%s-(%d))/((%d)-%s)", a, a, piece->c, piece->e, a);
            snprintf(exchanged, sizeof exchanged, "%s*((%d)-%s)/((%d)-%s)", a, piece->c, a, piece->e, a);
            holds = holds && positive(K, slope) == piece->slope_positive;
            perturbed = perturbed && positive(K, exchanged) == piece->slope_positive;
        }
        snprintf(statement, sizeof statement, "a_eq = %d, a_c = %d: W' %s 0 on (%d, %d)", piece->e, piece->c,
                 piece->slope_positive ? ">" : "<", piece->low, piece->high);
        identity_check(ledger, piece->number, statement, holds, "a_c - a for a - a_c", perturbed);
    }
    algebra_clear(K);
}

static void check_line_zero(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a l b al s p pp ss s0");
    algebra_derivation(K, "D", "a:1 l:1/(a-b)");
    algebra_check(ledger, K, "(13)", "D(p*pp/s0*(-a-b*l))", "p*pp*a/(s0*(b-a))", "p*pp*a/(s0*(a-b))");
    algebra_check(ledger, K, "(14)", "D(-s*ss/s0*(-a^2/2-(b-al)*a-b*(b-al)*l))", "s*ss*a*(al-a)/(s0*(b-a))",
                  "s*ss*a*(a-al)/(s0*(b-a))");
    /* b = 0: W_0(a) = -a^2/2 + al a takes equal values at a and 2 al - a */
    algebra_define(K, "W", "-a^2/2+al*a");
    algebra_check(ledger, K, "(14)", "at(W,a,2*al-a)", "W", "-W");
    /* (1): psi = -u^(1-q)/(q-1) has psi' u^q = 1; X = u^q */
    algebra_clear(K);
    algebra_init(K, "u q X");
    algebra_derivation(K, "Du", "u:1 X:q*X/u");
    algebra_check(ledger, K, "(1)", "Du(-u/X/(q-1))*X", "1", "u");
    algebra_clear(K);
}

/* (16): the flow on the a-nullcline; p0 = 0 and s0 = c_0^2, P of least degree p. */
static void check_nullcline(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a P P1 S S1");
    algebra_derivation(K, "D", "P:P1 S:S1");
    algebra_check(ledger, K, "(16)", "at(a*P1-a^2*S1/2,a,P/S)", "D(P^2/S)/2", "-D(P^2/S)/2");
    algebra_clear(K);
    for (int p = 2; p <= 5; p++) {
        char P[64], coefficient[64], wrong[64];
        algebra_init(K, "R p1 p2 s0 s1 s2");
        algebra_derivation(K, "D", "R:1");
        snprintf(P, sizeof P, "p1*R^%d+p2*R^%d", p, p + 1);
        algebra_define(K, "P", P);
        algebra_define(K, "S", "s0+s1*R^2+s2*R^4");
        snprintf(coefficient, sizeof coefficient, "%d*p1^2/s0", p);
        snprintf(wrong, sizeof wrong, "%d*p1^2/s0", 2 * p);
        algebra_check_leading_term(ledger, K, "(16)", "D(P^2/S)/2", "R", 2 * p - 1, coefficient, 2 * p - 1,
                                   wrong);
        algebra_clear(K);
    }
}

/* (17) to (21): a small a beside the origin. */
static void check_leaving(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a R e P P1 S S1");
    algebra_define(K, "RR", "(1-R^2)*(a*P1-a^2*S1/2)");
    algebra_check(ledger, K, "(17)", "2*a*e*(P-a*S)/RR", "2*e*(P-a*S)/((1-R^2)*(P1-a*S1/2))",
                  "2*e*(P-a*S)/((1-R^2)*(P1-a*S1))");
    /* a = A/2 leaves half of P' */
    algebra_check(ledger, K, "(19)", "P1-P1/S1*S1/2", "P1/2", "P1");
    algebra_clear(K);
    /* the eigenvalues of [0, p1; e p1, -e s0] */
    algebra_init(K, "l e p1 s0");
    algebra_check(ledger, K, "(19)", "(0-l)*(-e*s0-l)-p1*e*p1", "l^2+e*s0*l-e*p1^2", "l^2+e*s0*l+e*p1^2");
    algebra_clear(K);
    for (int p = 3; p <= 7; p++) { /* B/A beside R = 0, s = 1, with and without c_0 */
        char P[64], leading[64], wrong[64];
        algebra_init(K, "R p1 p2 s0 s1 s2");
        algebra_derivation(K, "D", "R:1");
        snprintf(P, sizeof P, "p1*R^%d+p2*R^%d", p, p + 1);
        algebra_define(K, "P", P);
        algebra_define(K, "S", "s1*R^2+s2*R^4");
        snprintf(leading, sizeof leading, "1/%d", p);
        snprintf(wrong, sizeof wrong, "2/%d", p);
        algebra_check_leading_term(ledger, K, "(19)", "P*D(S)/(2*D(P)*S)", "R", 0, leading, 0, wrong);
        algebra_define(K, "T", "s0+s1*R^2+s2*R^4");
        snprintf(leading, sizeof leading, "s1/(%d*s0)", p);
        algebra_check_leading_term(ledger, K, "(19)", "P*D(T)/(2*D(P)*T)", "R", 2, leading, 0, leading);
        algebra_clear(K);
    }
    /* R^(p-2) a^2 = e and a = R^(p-2s): X = R^p, Y = R^s */
    algebra_init(K, "R X Y");
    algebra_check(ledger, K, "(20)", "X/R^2*(X/Y^2)^2", "X^3/(Y^4*R^2)", "X^3/(Y^2*R^2)");
    algebra_clear(K);
    for (int p = 3; p <= 4; p++) { /* c_0 = 0, s = 2: da/dR vanishes at R = 0 */
        const char *leading = p == 3 ? "1/(3*a)" : "(p1-a*s1)/(a*(4*p1-2*a*s1))";
        char P[64];
        algebra_init(K, "R a p1 p2 s1 s2");
        algebra_derivation(K, "D", "R:1");
        snprintf(P, sizeof P, "p1*R^%d+p2*R^%d", p, p + 1);
        algebra_define(K, "P", P);
        algebra_define(K, "S", "s1*R^4+s2*R^6");
        algebra_check_leading_term(ledger, K, "(21)", "(P-a*S)/(a*(1-R^2)*(D(P)-a*D(S)/2))", "R", 1, leading,
                                   0, leading);
        algebra_clear(K);
    }
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "05");
    check_way_in_way_out(ledger);
    check_line_one(ledger);
    check_slopes(ledger);
    check_line_zero(ledger);
    check_nullcline(ledger);
    check_leaving(ledger);
    return ledger_close(ledger);
}

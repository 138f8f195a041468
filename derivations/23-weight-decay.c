/* Checks the algebra of derivations/23-weight-decay.md. */
#include <stdio.h>

#include "algebra.h"

/* (1): the ridge in the gradient of two neurons; y = 1/N. */
static void check_gradient(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a b e l R P P1 S S1 L0");
    algebra_derivation(K, "Da", "a:1");
    algebra_derivation(K, "Db", "b:1");
    algebra_derivation(K, "DR", "R:1 P:P1 S:S1");
    algebra_check(ledger, K, "(1)", "-2*e*Da(l*(a^2+b^2)/4)", "-e*l*a", "-2*e*l*a");
    algebra_define(K, "L", "L0-a*P+a^2*S/2+l*a^2/2");
    algebra_define(K, "dR", "(1-R^2)*(a*P1-a^2*S1/2)");
    algebra_define(K, "da", "e*(P-a*(S+l))");
    algebra_check(ledger, K, "(1)", "da", "-e*Da(L)", "e*Da(L)");
    algebra_check(ledger, K, "(1)", "dR", "-(1-R^2)*DR(L)", "-DR(L)");
    algebra_check(ledger, K, "(1)", "DR(L)*dR+Da(L)*da", "-dR^2/(1-R^2)-da^2/e", "-dR^2-da^2/e");
    algebra_clear(K);
}

/* (2), (5): c = sqrt(c0^2 + l), which the substitution l = c^2 - c0^2 makes rational. */
static void check_shifted_pair(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "c c0 t0 l R p1 p2 s1 s2");
    algebra_define(K, "lambda", "c^2-c0^2");
    algebra_define(K, "t", "c0*t0/c");
    algebra_define(K, "S", "c0^2+s1*R^2+s2*R^4");
    algebra_define(K, "P", "c0*t0+p1*R+p2*R^2");
    algebra_check(ledger, K, "(2)", "c^2+s1*R^2+s2*R^4", "S+lambda", "S+lambda/2");
    algebra_check(ledger, K, "(2)", "c*t+p1*R+p2*R^2", "P", "P+c0");
    algebra_check(ledger, K, "(5)", "t0^2-t^2", "lambda*t0^2/(c0^2+lambda)", "lambda*t0^2/c0^2");
    algebra_clear(K);
}

static void check_functions(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a l R P P1 P2 S S1 S2");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 S:S1 S1:S2");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "ell", "N/(2*P1)");
    algebra_check(ledger, K, "(3)", "P*D(S+l)-2*P1*(S+l)", "N-2*l*P1", "N-l*P1");
    algebra_check(ledger, K, "(3)", "2*a*P-a^2*(S+l)", "2*a*P-a^2*S-l*a^2", "2*a*P-a^2*S-2*l*a^2");
    algebra_check(ledger, K, "(3)", "(S+l)*S1*(P/(S+l)-A)", "N-2*l*P1", "N+2*l*P1");
    algebra_check(ledger, K, "(11)", "ell", "P/A-S", "P/A-S/2");
    algebra_check(ledger, K, "(11)", "D(ell)", "-S1/2-P*D(A)/A^2", "-S1-P*D(A)/A^2");
    algebra_check(ledger, K, "(11)", "ell", "P*S1/(2*P1)-S", "P*S1/P1-S");
    algebra_check(ledger, K, "(11)", "N-2*l*P1", "2*P1*(ell-l)", "2*P1*(ell+l)");
    algebra_check(ledger, K, "(12)", "D(N-2*ell*P1)+2*P1*D(ell)", "D(N)-2*ell*P2", "D(N)");
    algebra_clear(K);
}

/* (4): student 1 + 2 h_1 + h_2, teacher 2 + h_2, lambda = 3. */
static void check_neutral(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "2+R^2");
    algebra_define(K, "S", "1+4*R^2+R^4");
    algebra_check(ledger, K, "(4)", "P^2", "S+3", "S+2");
    algebra_check(ledger, K, "(4)", "P*D(S)-2*D(P)*(S+3)", "0", "R");
    algebra_check(ledger, K, "(4)", "P*D(S)-2*D(P)*S", "12*R", "6*R");
    algebra_clear(K);
}

/* (7), (9): leading terms for p = s = 1, c_0 = 0 in (9), and for p = s = 2. */
static void check_leading_terms(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "l R c0 p1 p2 p3 s1 s2 s3");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "p1*R+p2*R^2+p3*R^3");
    algebra_define(K, "S", "c0^2+s1*R^2+s2*R^4+s3*R^6");
    algebra_define(K, "N", "P*D(S)-2*D(P)*S");
    algebra_check_leading_term(ledger, K, "(7)", "N-2*l*D(P)", "R", 0, "-2*p1*(c0^2+l)", 0, "-2*p1*c0^2");
    algebra_define(K, "P_two", "p2*R^2+p3*R^3");
    algebra_define(K, "S_two", "c0^2+s2*R^4+s3*R^6");
    algebra_check_leading_term(ledger, K, "(7)", "P_two*D(S_two)-2*D(P_two)*(S_two+l)", "R", 1,
                               "-4*p2*(c0^2+l)", 1, "-2*p2*(c0^2+l)");
    algebra_define(K, "P_odd", "p1*R+p3*R^3");
    algebra_define(K, "S_odd", "s1*R^2+s3*R^6");
    algebra_define(K, "ell", "(P_odd*D(S_odd)-2*D(P_odd)*S_odd)/(2*D(P_odd))");
    /* nu = -4 p_3 s_1, 2 s p_s = 2 p_1, Q = 4 */
    algebra_check_leading_term(ledger, K, "(9)", "ell", "R", 4, "-4*p3*s1/(2*p1)", 4, "-4*p3*s1/p1");
    algebra_check_leading_term(ledger, K, "(8)", "D(ell)", "R", 3, "-16*p3*s1/(2*p1)", 3, "-4*p3*s1/(2*p1)");
    algebra_clear(K);
}

/* (13), (14): the weights, and N of note 21 (5) differentiated. */
static void check_odd_students(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "k R X g s1 s3 s5");
    algebra_derivation(K, "D", "R:1 X:k*X/R"); /* X = R^k */
    algebra_define(K, "Y", "4*s1*R^2-4*s5*R^10");
    algebra_check(ledger, K, "(14)", "(6-2*k)*(2*k+2)", "12+8*k-4*k^2", "12+4*k-4*k^2");
    algebra_check(ledger, K, "(14)", "12+8*k-4*k^2", "12+4*k-4*k*(k-1)", "12+8*k-4*k*(k-1)");
    algebra_check(ledger, K, "(13)", "D(R^2*Y)/R^3", "16*s1-48*s5*R^8", "16*s1-40*s5*R^8");
    algebra_check(ledger, K, "(13)", "D(R^2*(6-2*k)*X^2)", "(6-2*k)*(2*k+2)*X^2*R", "(6-2*k)*(2*k+1)*X^2*R");
    algebra_clear(K);
}

/* (16), (17): y = 1/N; K0, k0 are K(Q), K(1). */
static void check_finite_width(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e l R y P P1 K0 K1 k0");
    algebra_define(K, "E", "(1-y)*K0+y*k0");
    algebra_check(ledger, K, "(16)", "(1-y)*(K0+l)+y*(k0+l)", "E+l", "E+y*l");
    algebra_check(ledger, K, "(16)", "R*K1*(P-(P1/(R*K1))*(E+l))", "P*R*K1-P1*(E+l)", "P*R*K1-P1*(E-l)");
    algebra_clear(K);
}

/* (18) to (23): x is R, l < m are two decays. */
static void check_moving_decay(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "l m a e P P1 S S1 G");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "f_l", "e*(P-a*(S+l))/G");
    algebra_define(K, "f_m", "e*(P-a*(S+m))/G");
    algebra_check(ledger, K, "(18)", "f_m-f_l", "-e*(m-l)*a/G", "e*(m-l)*a/G");
    algebra_define(K, "N_l", "P*S1-2*P1*(S+l)");
    algebra_define(K, "N_m", "P*S1-2*P1*(S+m)");
    algebra_check(ledger, K, "(21)", "N_m", "N_l-2*(m-l)*P1", "N_l+2*(m-l)*P1");
    algebra_check(ledger, K, "(23)", "N_l/(2*P1)", "P/A-S-l", "P/A-S+l");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "23");
    check_gradient(ledger);
    check_shifted_pair(ledger);
    check_functions(ledger);
    check_neutral(ledger);
    check_leading_terms(ledger);
    check_odd_students(ledger);
    check_finite_width(ledger);
    check_moving_decay(ledger);
    return ledger_close(ledger);
}

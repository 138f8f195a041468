/* Checks the algebra of derivations/03-slow-flow.md. */
#include <stdio.h>

#include "algebra.h"

static void check_slow_flow(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e R P P1 P2 P3 S S1 S2 S3");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_derivation(K, "Da", "a:1");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "B", "P/S");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "Phi", "P^2/S");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_define(K, "dR", "(1-R^2)*G");
    algebra_define(K, "da", "e*(P-a*S)");
    algebra_check(ledger, K, "(2)", "B-A", "N/(S*S1)", "-N/(S*S1)");
    algebra_check(ledger, K, "(3)", "D(Phi)", "-P/S^2*N", "P/S^2*N");
    algebra_check(ledger, K, "(5)", "at(da,a,A)", "e*S*(B-A)", "e*(B-A)");
    algebra_check(ledger, K, "(5)", "at(da,a,A)", "e*N/S1", "e*N/(S*S1)");
    algebra_check(ledger, K, "(5)", "at(da,a,A)/D(A)", "e*N/(S1*D(A))", "e*N/(S1*A)");
    algebra_check(ledger, K, "(8)", "S1*D(A)/N", "2*(P2*S1-P1*S2)/(S1*N)", "(P2*S1-P1*S2)/(S1*N)");
    algebra_check(ledger, K, "(9)", "at(D(G)*dR+Da(G)*da,a,A)", "at(-e*a*N/2,a,A)", "at(e*a*N/2,a,A)");
    algebra_clear(K);
}

/* Jacobians; an equilibrium with a != 0 has a = P/S and S' = 2 P' S/P. */
static void check_equilibria(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e R P P1 P2 P3 S S1 S2 S3");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_derivation(K, "Da", "a:1");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "dR", "(1-R^2)*(a*P1-a^2*S1/2)");
    algebra_define(K, "da", "e*(P-a*S)");
    algebra_define(K, "det", "D(dR)*Da(da)-Da(dR)*D(da)");
    algebra_define(K, "lambda", "(1-R^2)*A*D(A)*S1/2");
    algebra_check(ledger, K, "(10)", "at(D(dR),a,0)", "0", "P1");
    algebra_check(ledger, K, "(10)", "at(det,a,0)", "-e*(1-R^2)*P1^2", "e*(1-R^2)*P1^2");
    algebra_check(ledger, K, "(11)", "D(N)", "P*S2-2*P2*S-P1*S1", "P*S2-2*P2*S+P1*S1");
    algebra_check(ledger, K, "(11)", "at(at(det,a,P/S),S1,2*P1*S/P)",
                  "at(e*(1-R^2)*P*D(N)/(2*S),S1,2*P1*S/P)", "at(e*(1-R^2)*P*D(N)/S,S1,2*P1*S/P)");
    algebra_check(ledger, K, "(12)", "at(D(D(P^2/S)),S1,2*P1*S/P)", "at(-P/S^2*D(N),S1,2*P1*S/P)",
                  "at(P/S^2*D(N),S1,2*P1*S/P)");
    algebra_check(ledger, K, "(13)", "at(P*D(N)/(2*S),S1,2*P1*S/P)", "at(-S*lambda/(1-R^2)-P1^2,S1,2*P1*S/P)",
                  "at(-S*lambda/(1-R^2)+P1^2,S1,2*P1*S/P)");
    algebra_check(ledger, K, "(13)", "at(at(det,a,P/S),S1,2*P1*S/P)",
                  "at(lambda*e*D(N)/(S1*D(A)),S1,2*P1*S/P)", "at(-lambda*e*D(N)/(S1*D(A)),S1,2*P1*S/P)");
    algebra_clear(K);
}

/* At R = 1; the symbols are the values there. */
static void check_corner(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e P P1 S S1");
    algebra_define(K, "a_c", "2*P1/S1");
    algebra_define(K, "a_eq", "P/S");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "lambda", "-2*(a*P1-a^2*S1/2)");
    algebra_check(ledger, K, "(14)", "e*(P-a*S)", "e*S*(a_eq-a)", "e*(a_eq-a)");
    algebra_check(ledger, K, "(15)", "N", "S*S1*(a_eq-a_c)", "S*S1*(a_c-a_eq)");
    algebra_check(ledger, K, "(16)", "at(lambda,a,a_eq)", "P*N/S^2", "P*N/S");
    algebra_check(ledger, K, "(16)", "at(lambda,a,a_eq)", "a_eq*S1*(a_eq-a_c)", "a_eq*S1*(a_c-a_eq)");
    algebra_check(ledger, K, "(16)", "-(2*P*P1*S-P^2*S1)/S^2", "P*N/S^2", "-P*N/S^2");
    algebra_clear(K);
}

/* Monomials of symbolic degree: X = R^j, Y = R^k. */
static void check_monomials(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R j k X Y p s c s_j s_k");
    algebra_derivation(K, "D", "R:1 X:j*X/R Y:k*Y/R");
    algebra_check(ledger, K, "(4)", "p*X*D(s*Y^2)-2*D(p*X)*s*Y^2", "p*s*(2*k-2*j)*X*Y^2/R",
                  "p*s*(2*k-j)*X*Y^2/R");
    algebra_define(K, "P", "c*(s_j*X+s_k*Y)");
    algebra_define(K, "S", "s_j*X^2+s_k*Y^2");
    algebra_check(ledger, K, "(19)", "P*D(S)-2*D(P)*S", "c*s_j*s_k*(2*k-2*j)*X*Y*(Y-X)/R",
                  "c*s_j*s_k*(2*k-2*j)*X*Y*(X-Y)/R");
    algebra_check(ledger, K, "(22)", "(X*p)*D(Y^2*s)-2*D(X*p)*(Y^2*s)", "X*Y^2/R*((2*k-2*j)*p*s)",
                  "X*Y^2*((2*k-2*j)*p*s)");
    algebra_clear(K);
}

/* (22) with the cofactors P^, S^ as functions of their own. */
static void check_leading_factor(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R p q X Y F F1 H H1");
    algebra_derivation(K, "D", "R:1 X:p*X/R Y:2*q*Y/R F:F1 H:H1");
    algebra_check(ledger, K, "(22)", "X*F*D(Y*H)-2*D(X*F)*Y*H", "X*Y/R*((2*q-2*p)*F*H+R*(F*H1-2*F1*H))",
                  "X*Y/R*((2*q-2*p)*F*H+R*(F*H1-F1*H))");
    algebra_clear(K);
}

static void check_double_sum(ledger_t ledger)
{
    enum { DEGREE = 5 };
    char sum[4096] = "0", wrong[4096] = "0";
    size_t length = 1, wrong_length = 1;
    algebra_t K;

    algebra_init(K, "R p0 p1 p2 p3 p4 p5 s0 s1 s2 s3 s4 s5");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "p0+p1*R+p2*R^2+p3*R^3+p4*R^4+p5*R^5");
    algebra_define(K, "S", "s0+s1*R^2+s2*R^4+s3*R^6+s4*R^8+s5*R^10");
    for (int j = 0; j <= DEGREE; j++)
        for (int k = 0; k <= DEGREE; k++) {
            int power = j + 2 * k - 1;
            if (j == k) continue; /* the factor 0 */
            length +=
                snprintf(sum + length, sizeof sum - length, "+p%d*s%d*(%d)*R^%d", j, k, 2 * k - 2 * j, power);
            wrong_length += snprintf(wrong + wrong_length, sizeof wrong - wrong_length, "+p%d*s%d*(%d)*R^%d",
                                     j, k, j == 2 && k == 1 ? 2 : 2 * k - 2 * j, power);
        }
    identity_check(ledger, "(4)", "N = sum p_j s_k (2k-2j) R^(j+2k-1), j, k <= 5",
                   algebra_equal(K, "P*D(S)-2*D(P)*S", sum), "the sign of the term (2,1) changed",
                   algebra_equal(K, "P*D(S)-2*D(P)*S", wrong));
    algebra_clear(K);
}

static void check_exact_cases(ledger_t ledger)
{
    algebra_t K;

    /* P^2 = C S, differentiated: S = P^2/C, S' = 2 P P'/C */
    algebra_init(K, "C P P1");
    algebra_check(ledger, K, "(17)", "P*(2*P*P1/C)-2*P1*(P^2/C)", "0", "P*(2*P*P1/C)-P1*(P^2/C)");
    algebra_clear(K);

    /* the neutral example with three degrees */
    algebra_init(K, "R");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "R+R^3");
    algebra_check(ledger, K, "(17)", "P^2", "R^2+2*R^4+R^6", "R^2+R^4+R^6");
    algebra_check(ledger, K, "(17)", "P*D(R^2+2*R^4+R^6)-2*D(P)*(R^2+2*R^4+R^6)", "0",
                  "P*D(R^2+R^4+R^6)-2*D(P)*(R^2+R^4+R^6)");
    algebra_clear(K);

    /* realizable: K0 = K(1), K1 = K'(1), so S' = 2 K1 */
    algebra_init(K, "c K0 K1");
    algebra_check(ledger, K, "(18)", "2*(c*K1)/(2*K1)", "c", "2*c");
    algebra_check(ledger, K, "(18)", "c*K0*(2*K1)-2*(c*K1)*K0", "0", "c*K0*K1");
    algebra_clear(K);

    /* homogeneous: T, U are the half-line sums of sigma theta and sigma^2, M = E|g|^(2 gamma - 2) */
    algebra_init(K, "g T U M");
    algebra_define(K, "P", "T*(2*g-1)*M/2");
    algebra_define(K, "P1", "g^2*T*M/2");
    algebra_define(K, "K0", "U*(2*g-1)*M/2");
    algebra_define(K, "K1", "g^2*U*M/2");
    algebra_check(ledger, K, "(21)", "P1/P", "g^2/(2*g-1)", "g^2/(2*g+1)");
    algebra_check(ledger, K, "(20)", "P*(2*K1)-2*P1*K0", "0", "P*K1-2*P1*K0");
    algebra_clear(K);
}

/* (19) against the sum (4) for a realizable teacher of degrees 0..5. */
static void check_realizable_sum(ledger_t ledger)
{
    char sum[4096] = "0";
    size_t length = 1;
    algebra_t K;

    algebra_init(K, "R c s0 s1 s2 s3 s4 s5");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "c*(s0+s1*R+s2*R^2+s3*R^3+s4*R^4+s5*R^5)");
    algebra_define(K, "S", "s0+s1*R^2+s2*R^4+s3*R^6+s4*R^8+s5*R^10");
    for (int j = 0; j <= 5; j++)
        for (int k = j + 1; k <= 5; k++)
            length += snprintf(sum + length, sizeof sum - length, "+s%d*s%d*%d*R^%d*(R^%d-R^%d)", j, k,
                               2 * (k - j), j + k - 1, k, j);
    algebra_define(K, "pairs", sum);
    algebra_check(ledger, K, "(19)", "P*D(S)-2*D(P)*S", "c*pairs", "-c*pairs");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "03");
    check_slow_flow(ledger);
    check_equilibria(ledger);
    check_corner(ledger);
    check_monomials(ledger);
    check_leading_factor(ledger);
    check_double_sum(ledger);
    check_exact_cases(ledger);
    check_realizable_sum(ledger);
    return ledger_close(ledger);
}

/* Checks the algebra of derivations/18-finite-eps.md. */
#include <stdio.h>

#include "algebra.h"

/* R, a with derivatives of P and S in R as symbols; e is eps; x stands for the slope y' of a curve. */
static void check_flow(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R a e h x P P1 P2 S S1 S2");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 S:S1 S1:S2");
    algebra_derivation(K, "Da", "a:1");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "B", "P/S");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "F", "P-a*S");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_check(ledger, K, "(1)", "B-A", "N/(S*S1)", "-N/(S*S1)");
    algebra_check(ledger, K, "(1)", "D(B)", "-(N+P*S1)/(2*S^2)", "-(N-P*S1)/(2*S^2)");
    /* along the flow: D(x) (1 - R^2) G + Da(x) e F */
    algebra_derivation(K, "Dt",
                       "R:(1-R^2)*(a*P1-a^2*S1/2) P:P1*(1-R^2)*(a*P1-a^2*S1/2) "
                       "P1:P2*(1-R^2)*(a*P1-a^2*S1/2) S:S1*(1-R^2)*(a*P1-a^2*S1/2) "
                       "S1:S2*(1-R^2)*(a*P1-a^2*S1/2) a:e*(P-a*S)");
    algebra_check(ledger, K, "(2)", "at(Dt(a-A),a,A)", "e*N/S1", "-e*N/S1");
    algebra_check(ledger, K, "(2)", "at(Dt(B-a),a,B)", "at(D(B)*(1-R^2)*G,a,B)", "at(-D(B)*(1-R^2)*G,a,B)");
    algebra_check(ledger, K, "(2)", "at(Dt(a),a,0)", "e*P", "-e*P");
    algebra_check(ledger, K, "(3)", "Dt(2*a*P-a^2*S)", "2*e*F^2+2*(1-R^2)*G^2", "2*e*F^2-2*(1-R^2)*G^2");
    algebra_check(ledger, K, "(3)", "2*a*P-a^2*S", "P^2/S-S*(a-B)^2", "P^2/S+S*(a-B)^2");
    algebra_check(ledger, K, "(8)", "Dt(B-a)", "D(B)*(1-R^2)*G-e*S*(B-a)", "D(B)*(1-R^2)*G+e*S*(B-a)");
    algebra_check(ledger, K, "(8)", "G", "a*S1*(A-a)/2", "a*S1*(A-a)");
    /* (12): a' = x along the curve, d/drho = (1 - R^2) d/dR */
    algebra_check(ledger, K, "(12)", "(1-R^2)*D(e*F/G)+Da(e*F/G)*x",
                  "e*((1-R^2)*(P1-a*S1)-S*x-F/G*((1-R^2)*(a*P2-a^2*S2/2)+(P1-a*S1)*x))/G",
                  "e*((1-R^2)*(P1-a*S1)-S*x+F/G*((1-R^2)*(a*P2-a^2*S2/2)+(P1-a*S1)*x))/G");
    algebra_check(ledger, K, "(12)", "D(F)", "Da(G)", "2*Da(G)");
    algebra_check(ledger, K, "(15)", "Da(Da(G))", "-S1", "S1");
    /* (16), (17): h is theta, or w */
    algebra_define(K, "U", "A+h*(B-A)");
    algebra_check(ledger, K, "(16)", "at(Dt(a-U),a,U)", "(B-A)*(e*(1-h)*S+h*(1-R^2)*U*D(U)*S1/2)",
                  "(B-A)*(e*(1-h)*S-h*(1-R^2)*U*D(U)*S1/2)");
    algebra_check(ledger, K, "(17)", "at(Dt((a-A)/(B-A)),a,U)", "e*S*(1-h)+h*(1-R^2)*U*S1*D(U)/2",
                  "e*S*(1-h)-h*(1-R^2)*U*S1*D(U)/2");
    algebra_check(ledger, K, "(17)", "at(e*F,a,U)", "e*(1-h)*N/S1", "e*h*N/S1");
    algebra_clear(K);
}

/* Leading powers at R = 0, c_0 = 0 and p = s, for small s. */
static void check_small_R(ledger_t ledger, int s)
{
    algebra_t K;
    char text[80];
    algebra_init(K, "R p q");
    algebra_derivation(K, "D", "R:1");
    snprintf(text, sizeof text, "p*R^%d", s);
    algebra_define(K, "P", text);
    snprintf(text, sizeof text, "q*R^%d", 2 * s);
    algebra_define(K, "S", text);
    algebra_define(K, "A", "2*D(P)/D(S)");
    snprintf(text, sizeof text, "%d*p^2/q", s * s);
    algebra_check_leading_term(ledger, K, "(17)", "-A*D(S)*D(A)/2", "R", -2, text, -1, text);
    algebra_clear(K);
}

/* Near R = 0 with c_0 != 0 != p_1, and with c_0 = 0, s < p. */
static void check_sign_at_zero(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R p r q u");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "N", "(r+p*R)*D(q+u*R^2)-2*D(r+p*R)*(q+u*R^2)");
    algebra_check_leading_term(ledger, K, "(8)", "N", "R", 0, "-2*p*q", 0, "2*p*q");
    algebra_define(K, "M", "p*R^3*D(q*R^4)-2*D(p*R^3)*q*R^4");
    algebra_check_leading_term(ledger, K, "(8)", "M", "R", 6, "-2*p*q", 6, "2*p*q");
    algebra_clear(K);
}

/* Near a = 0, in y = a^2/2: (20), (21); after a = 0, with b = -a, Q = -P: (22). */
static void check_through_zero(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a b e k P P1 S S1 l");
    algebra_check(ledger, K, "(20)", "2*a*e*(P-a*S)/(a*P1-a^2*S1/2)", "2*e*(P-a*S)/(P1-a*S1/2)",
                  "2*e*(P-a*S)/(P1+a*S1/2)");
    algebra_derivation(K, "Drho", "l:k/l");
    algebra_check(ledger, K, "(20)", "Drho(l^2)", "2*k", "k");
    /* da/drho = e (P - a S)/G with a = -b; d(b^2)/dx = -2 b db/drho, db = -da */
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_check(ledger, K, "(22)", "2*b*at(e*(P-a*S)/G,a,-b)", "2*e*(-P-b*S)/(P1+b*S1/2)",
                  "2*e*(-P+b*S)/(P1+b*S1/2)");
    algebra_clear(K);
}

/* Examples that need their hypotheses. */
static void check_examples(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R");
    algebra_derivation(K, "D", "R:1");
    algebra_check(ledger, K, "(8)", "(1-R)*D(1+R^2)-2*D(1-R)*(1+R^2)", "2+2*R", "2-2*R");
    algebra_check(ledger, K, "(18)", "(R^2-1)*D(1+R^4)-2*D(R^2-1)*(1+R^4)", "-4*R-4*R^3", "-4*R+4*R^3");
    algebra_check(ledger, K, "(18)", "2*D(R^2-1)/D(1+R^4)", "1/R^2", "-1/R^2");
    algebra_check(ledger, K, "(18)", "R^4*D(R^4+R^8)-2*D(R^4)*(R^4+R^8)", "-4*R^7", "4*R^7");
    algebra_check(ledger, K, "(18)", "2*D(R^4)/D(R^4+R^8)", "2/(1+2*R^4)", "1/(1+2*R^4)");
    algebra_clear(K);
}

/* (26), (27): X = a S'/2, Y = P_-', h = theta, with P_+' = h X at worst; s is a symbol. */
static void check_line(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R a e h s X Y P P1 S S1");
    algebra_define(K, "F", "P-a*S");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    /* d(a^2)/dR = 2 a a'/R' */
    algebra_check(ledger, K, "(27)", "2*a*e*F/((1-R^2)*G)", "2*e*(a*S-P)/((1-R^2)*(a*S1/2-P1))",
                  "2*e*(P-a*S)/((1-R^2)*(a*S1/2-P1))");
    /* the bound is sharp where P_+' = theta X and Y = 0; else what is missing has a factor Y > 0 */
    algebra_check(ledger, K, "(27)", "(X-h*X+Y)/(1-h)-(X+Y)", "h*Y/(1-h)", "-h*Y/(1-h)");
    /* log(1/(1 - R^2)) has the derivative 2 R/(1 - R^2): through q = 1 - R^2, dq = -2 R dR, d log q = dq/q */
    algebra_derivation(K, "D", "R:1");
    algebra_check(ledger, K, "(26)", "-D(1-R^2)/(1-R^2)*e/(s*(1-h))", "2*e*R/(s*(1-h)*(1-R^2))",
                  "e*R/(s*(1-h)*(1-R^2))");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "18");
    check_flow(ledger);
    for (int s = 1; s <= 3; s++) check_small_R(ledger, s);
    check_sign_at_zero(ledger);
    check_through_zero(ledger);
    check_line(ledger);
    check_examples(ledger);
    return ledger_close(ledger);
}

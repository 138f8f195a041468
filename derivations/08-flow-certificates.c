/* Checks the algebra of derivations/08-flow-certificates.md. */
#include "algebra.h"

/* (3): along a = y(x), R' = w, y'' = m; V = P, V1 = P', …; D is d/dx. */
static void check_slope(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R y y1 m e P P1 P2 S S1 S2");
    algebra_define(K, "w", "1-R^2");
    algebra_derivation(K, "D", "R:(1-R^2) y:y1 y1:m P:(1-R^2)*P1 P1:(1-R^2)*P2 S:(1-R^2)*S1 S1:(1-R^2)*S2");
    algebra_define(K, "G", "y*P1-y^2*S1/2");
    algebra_define(K, "E", "P-y*S");
    algebra_define(K, "G_R", "y*P2-y^2*S2/2");
    algebra_define(K, "D_R", "P1-y*S1");
    algebra_check(ledger, K, "(3)", "D(y1*G-e*E)", "m*G+y1*(w*G_R+D_R*y1)-e*(w*D_R-S*y1)",
                  "m*G+y1*(w*G_R+D_R*y1)-e*(w*D_R+S*y1)");
    algebra_clear(K);
}

/* (4): g = G (y' - f), affine in e. */
static void check_sign(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "y1 e e1 e2 t G E");
    algebra_check(ledger, K, "(4)", "y1*G-e*E", "G*(y1-e*E/G)", "G*(y1+e*E/G)");
    algebra_check(ledger, K, "(4)", "y1*G-((1-t)*e1+t*e2)*E", "(1-t)*(y1*G-e1*E)+t*(y1*G-e2*E)",
                  "(1-t)*(y1*G-e1*E)-t*(y1*G-e2*E)");
    algebra_clear(K);
}

/* (7): d(a^2/2)/drho = eps D/(P' - a S'/2), where da/drho = eps D/G. */
static void check_corner(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "r a e E P1 S1");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_derivation(K, "D", "r:1 a:e*E/(a*P1-a^2*S1/2)");
    algebra_check(ledger, K, "(7)", "D(a^2/2)", "e*E/(P1-a*S1/2)", "e*E/(P1+a*S1/2)");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "08");
    check_slope(ledger);
    check_sign(ledger);
    check_corner(ledger);
    return ledger_close(ledger);
}

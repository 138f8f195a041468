/* Checks the algebra of derivations/15-certificates.md. */
#include "algebra.h"

/* (2): the logarithmic derivative of the bound; X = (1 + x)^n, E = exp(a x - g x^2). */
static void check_tail(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x n a g X E");
    algebra_derivation(K, "D", "x:1 X:n*X/(1+x) E:(a-2*g*x)*E");
    algebra_check(ledger, K, "(2)", "D(X*E)/(X*E)", "n/(1+x)+a-2*g*x", "n/(1+x)+a-g*x");
    algebra_clear(K);
}

/* (3): d(sigma' phi)/dx, phi' = -x phi. */
static void check_parts(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x f1 f2 phi");
    algebra_derivation(K, "D", "x:1 f1:f2 phi:-x*phi");
    algebra_check(ledger, K, "(3)", "-D(f1*phi)", "(x*f1-f2)*phi", "(x*f1+f2)*phi");
    algebra_clear(K);
}

/* (6): powers in falling factorials. */
static void check_powers(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "k");
    algebra_define(K, "T1", "k");
    algebra_define(K, "T2", "k*(k-1)");
    algebra_define(K, "T3", "k*(k-1)*(k-2)");
    algebra_define(K, "T4", "k*(k-1)*(k-2)*(k-3)");
    algebra_check(ledger, K, "(6)", "k^2", "T1+T2", "T2");
    algebra_check(ledger, K, "(6)", "k^3", "T1+3*T2+T3", "T1+2*T2+T3");
    algebra_check(ledger, K, "(6)", "k^4", "T1+7*T2+6*T3+T4", "T1+6*T2+7*T3+T4");
    algebra_clear(K);
}

/* (10)-(12), (34): c = cos t, s2 = sin^2 t; D is d/dq with psi' = -1/s, I' = rho psi', M' = (cos psi - q) rho psi'
   - I where I, M are the two integrals up to psi and cos psi = q. */
static void check_angle(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x y c q s rho I M K1 S1 r");
    algebra_define(K, "s2", "1-c^2");
    algebra_check(ledger, K, "(10)", "(x^2+y^2-2*x*y*c)/(2*s2)", "(x-y)^2/(2*s2)+x*y/(1+c)",
                  "(x-y)^2/(2*s2)+x*y/(1-c)");
    algebra_check(ledger, K, "(11)", "at((x^2+y^2-2*x*y*c)/(2*s2),y,x)", "x^2/(1+c)", "x^2/(1-c)");
    algebra_derivation(K, "D", "q:1 I:-rho/s M:-I");
    algebra_define(K, "slope", "S1-I");
    algebra_define(K, "value", "K1-(1-q)*S1+M");
    algebra_check(ledger, K, "(12)", "D(value)", "slope", "S1+I");
    algebra_check(ledger, K, "(12)", "D(slope)", "rho/s", "-rho/s");
    algebra_define(K, "bent_slope", "slope-(1-q)*r");
    algebra_define(K, "bent_value", "value+(1-q)^2*r/2");
    algebra_check(ledger, K, "(34)", "D(bent_value)", "bent_slope", "slope");
    algebra_check(ledger, K, "(34)", "D(bent_slope)", "rho/s+r", "rho/s-r");
    algebra_clear(K);
}

/* (13): S = K(R^2) with K' = k1, K'' = rho/s, s = sin(arccos R^2) = w v, w^2 = 1 - R^2, v^2 = 1 + R^2. */
static void check_scaled(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R k0 k1 rho w v");
    algebra_derivation(K, "D", "R:1 k0:2*R*k1 k1:2*R*rho/(w*v)");
    algebra_check(ledger, K, "(13)", "w*D(D(k0))", "2*w*k1+4*R^2*rho/v", "w*k1+4*R^2*rho/v");
    algebra_check(ledger, K, "(13)", "(1-R^2)*(1+R^2)", "1-R^4", "1-R^2");
    algebra_clear(K);
}

/* (35), (36): w^2 = 1 - R^2; E stands for exp(-d^2/(2 s)). */
static void check_passage(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R x y w s d E");
    algebra_derivation(K, "D", "R:1 w:-R/w");
    algebra_check(ledger, K, "(35)", "D((x-R*y)/w)*w^3", "R*(x-R*y)-y*w^2", "R*(x-R*y)+y*w^2");
    algebra_check(ledger, K, "(35)", "R*(x-R*y)-y*(1-R^2)", "R*x-y", "R*y-x");
    algebra_check(ledger, K, "(35)", "at((y-R*x)/(1-R^2),y,x)", "x/(1+R)", "x/(1-R)");
    algebra_derivation(K, "G", "s:1 E:d^2*E/(2*s^2)");
    algebra_check(ledger, K, "(36)", "G(E/s)", "E*(d^2/2-s)/s^3", "E*(d^2-s)/s^3");
    algebra_clear(K);
}

static void check_forms(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R P P1 P2 P3 S S1 S2 S3 a");
    algebra_derivation(K, "D", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "F", "P2*S1-P1*S2");
    algebra_check(ledger, K, "(14)", "D(N)", "P*S2-P1*S1-2*P2*S", "P*S2+P1*S1-2*P2*S");
    algebra_check(ledger, K, "(14)", "D(F)", "P3*S1-P1*S3", "P3*S1+P1*S3");
    algebra_check(ledger, K, "(14)", "D(2*P1/S1)*S1^2/2", "F", "2*F");
    algebra_check(ledger, K, "(17)", "2*P1-a*S1", "S1*(2*P1/S1-a)", "S1*(P1/S1-a)");
    algebra_clear(K);
}

/* (15): the weights of a product of monomials. */
static void check_weights(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R j k X Y");
    algebra_derivation(K, "D", "R:1 X:j*X/R Y:2*k*Y/R");
    algebra_check(ledger, K, "(15)", "X*D(Y)-2*D(X)*Y", "2*(k-j)*X*Y/R", "(k-j)*X*Y/R");
    algebra_check(ledger, K, "(15)", "D(D(X))*D(Y)-D(X)*D(D(Y))", "2*j*k*(j-2*k)*X*Y/R^3",
                  "2*j*k*(j-k)*X*Y/R^3");
    algebra_clear(K);
}

/* (20), (21): L stands for ln|b - a|, L' = -1/(b - a). */
static void check_growth(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a b z L");
    algebra_derivation(K, "D", "a:1 L:-1/(b-a)");
    algebra_check(ledger, K, "(20)", "D(-a^2/2-(b-z)*a-b*(b-z)*L)", "a*(a-z)/(b-a)", "a*(a+z)/(b-a)");
    algebra_check(ledger, K, "(21)", "D(-a-b*L)", "a/(b-a)", "b/(b-a)");
    algebra_clear(K);
}

/* (43): L stands for ln((e - x)/(e - y)), which only depends on e. */
static void check_growth_in_parameters(ledger_t ledger)
{
    algebra_t E, Z;
    algebra_init(E, "e z x y L");
    algebra_derivation(E, "D", "e:1 L:(x-y)/((e-x)*(e-y))");
    algebra_check(ledger, E, "(43)", "1/(e-x)-1/(e-y)", "(x-y)/((e-x)*(e-y))", "(y-x)/((e-x)*(e-y))");
    algebra_check(ledger, E, "(43)", "D(-(x-y)*((x+y)/2+e-z)-e*(e-z)*L)",
                  "-(x-y)-(2*e-z)*L-e*(e-z)*(x-y)/((e-x)*(e-y))",
                  "-(x-y)-(2*e-z)*L-e*(e-z)*(x-y)/((e-x)*(e+y))");
    algebra_check(ledger, E, "(43)", "D(-(x-y)-e*L)", "-L-e*(x-y)/((e-x)*(e-y))", "-L+e*(x-y)/((e-x)*(e-y))");
    algebra_clear(E);
    algebra_init(Z, "e z x y L");
    algebra_derivation(Z, "D", "z:1");
    algebra_check(ledger, Z, "(43)", "D(-(x-y)*((x+y)/2+e-z)-e*(e-z)*L)", "x-y+e*L", "x-y-e*L");
    algebra_clear(Z);
}

/* (26): L stands for the leading part p_p R^p of P, X for that of S. */
static void check_origin(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R a p s L X P P1 S S1 w eps");
    algebra_derivation(K, "D", "R:1 L:p*L/R X:2*s*X/R");
    algebra_define(K, "A", "2*P1/S1");
    algebra_define(K, "B", "P/S");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_check(ledger, K, "(26)", "G", "a*P1*(1-a/A)", "a*P1*(1+a/A)");
    algebra_check(ledger, K, "(26)", "B/A", "P*S1/(2*P1*S)", "P*S1/(P1*S)");
    algebra_check(ledger, K, "(26)", "2*D(L)/D(X)", "(p/s)*L/X", "(2*p/s)*L/X");
    algebra_check(ledger, K, "(26)", "L/D(L)", "R/p", "p/R");
    algebra_clear(K);
}

/* (28): a square between two ends. */
static void check_between(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t f0 f1");
    algebra_check(ledger, K, "(28)", "((1-t)*f0+t*f1)^2", "(1-t)*f0^2+t*f1^2-t*(1-t)*(f1-f0)^2",
                  "(1-t)*f0^2+t*f1^2-t*(f1-f0)^2");
    algebra_check(ledger, K, "(28)", "1/4-t*(1-t)", "(t-1/2)^2", "(t+1/2)^2");
    algebra_clear(K);
}

/* (28), other dependence: f + d g around the midpoint, d the offset; w = 1/2 is the integral of 1 - theta. */
static void check_around(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "d t F F1 F2");
    algebra_derivation(K, "D", "t:1 F:d*F1 F1:d*F2");
    algebra_check(ledger, K, "(28) around", "D(F+(1-t)*d*F1)", "(1-t)*d^2*F2", "(1-t)*d*F2");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "15");
    check_tail(ledger);
    check_parts(ledger);
    check_powers(ledger);
    check_angle(ledger);
    check_scaled(ledger);
    check_passage(ledger);
    check_forms(ledger);
    check_weights(ledger);
    check_growth(ledger);
    check_growth_in_parameters(ledger);
    check_origin(ledger);
    check_between(ledger);
    check_around(ledger);
    return ledger_close(ledger);
}

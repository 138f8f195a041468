/* Checks the algebra of derivations/17-rigorous-integration.md. */
#include <stdio.h>

#include "algebra.h"

/* d/dR with K, K', K'' taken at q = R^2, and d/da. */
static void field(algebra_t K)
{
    algebra_init(K, "a R e P0 P1 P2 K0 K1 K2");
    algebra_derivation(K, "DR", "R:1 P0:P1 P1:P2 K0:2*R*K1 K1:2*R*K2");
    algebra_derivation(K, "Da", "a:1");
    algebra_define(K, "D", "1-R^2");
    algebra_define(K, "S1", "DR(K0)");
    algebra_define(K, "G", "a*(P1-a*R*K1)");
    algebra_define(K, "H", "P0-a*K0");
}

static void check_field(ledger_t ledger)
{
    algebra_t K;
    field(K);
    algebra_check(ledger, K, "(1)", "a*P1-a^2*S1/2", "G", "a*(P1-a*K1)");
    algebra_check(ledger, K, "(2)", "DR(D)*D*G", "-2*R*D*G", "-R*D*G");
    algebra_check(ledger, K, "(7)", "D*DR(G)", "a*D*(P2-a*(K1+2*R^2*K2))", "a*D*(P2-a*(K1+R^2*K2))");
    algebra_check(ledger, K, "(7)", "K1+2*R^2*K2", "K1+2*K2-2*D*K2", "K1+2*K2+2*D*K2");
    algebra_check(ledger, K, "(7)", "Da(G)", "P1-2*a*R*K1", "P1-a*R*K1");
    algebra_check(ledger, K, "(7)", "D*DR(e*H)", "e*D*(P1-2*a*R*K1)", "e*D*(P1-a*R*K1)");
    algebra_check(ledger, K, "(7)", "Da(e*H)", "-e*K0", "e*K0");
    algebra_check(ledger, K, "(23)", "at(at(G,R,0),P1,0)", "0", "a");
    algebra_clear(K);
}

/* Errors p0, p1, s0, s1 of P, P', S, S' enter the field linearly. */
static void check_cut(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e P P1 S S1 p0 p1 s0 s1");
    algebra_check(ledger, K, "(4)", "(a*(P1+p1)-a^2*(S1+s1)/2)-(a*P1-a^2*S1/2)", "a*p1-a^2*s1/2",
                  "a*p1-a^2*s1");
    algebra_check(ledger, K, "(4)", "e*((P+p0)-a*(S+s0))-e*(P-a*S)", "e*(p0-a*s0)", "e*(p0+a*s0)");
    algebra_clear(K);
}

/* D cosh^2 = 1 with u = exp(-2 rho), E = exp(rho); sinh/cosh = (1-u)/(1+u). */
static void check_correlation(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "u");
    algebra_derivation(K, "d", "u:0-2*u");
    algebra_define(K, "R", "(1-u)/(1+u)");
    algebra_check(ledger, K, "(2)", "1-R^2", "4*u/(1+u)^2", "2*u/(1+u)^2");
    algebra_check(ledger, K, "(2)", "d(R)", "1-R^2", "1+R^2");
    algebra_clear(K);
}

/* The first terms of (5) for a cubic F(x0 + w) = f0 + f1 w + f2 w^2 + f3 w^3, w = w1 t + w2 t^2 + w3 t^3. */
static void check_composition(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t f0 f1 f2 f3 w1 w2 w3");
    algebra_define(K, "w", "w1*t+w2*t^2+w3*t^3");
    algebra_define(K, "F", "f0+f1*w+f2*w^2+f3*w^3");
    algebra_derivation(K, "d", "t:1");
    algebra_check(ledger, K, "(5)", "at(d(d(d(F))),t,0)/6", "f1*w3+2*f2*w1*w2+f3*w1^3",
                  "f1*w3+f2*w1*w2+f3*w1^3");
    algebra_clear(K);
}

/* Gronwall's bound solves d' = L d + delta; E = exp(L t). */
static void check_gronwall(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t L delta E");
    algebra_derivation(K, "d", "t:1 E:L*E");
    algebra_define(K, "bound", "delta*(E-1)/L");
    algebra_check(ledger, K, "(11)", "d(bound)", "L*bound+delta", "L*bound");
    /* t exp(L t) - (exp(L t) - 1)/L vanishes at 0 and has the derivative L t exp(L t) >= 0. */
    algebra_check(ledger, K, "(11)", "d(t*E-(E-1)/L)", "L*t*E", "L*t*E-E");
    algebra_clear(K);
}

static void check_sets(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "c s x y");
    algebra_define(K, "n", "c^2+s^2");
    algebra_check(ledger, K, "(13)", "(c*(c*x-s*y)+s*(s*x+c*y))/n", "x", "y");
    algebra_check(ledger, K, "(13)", "(0-s*(c*x-s*y)+c*(s*x+c*y))/n", "y", "x");
    algebra_clear(K);
}

/* exp(N t) and its integral by eigenvalues; E and F stand for exp(mu t), exp(nu t). */
static void check_exponential(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t mu nu E F x c");
    algebra_derivation(K, "d", "t:1 E:mu*E F:nu*F");
    /* The first column, for N = (x, b; c, y): x + y = mu + nu, x y - b c = mu nu. */
    algebra_define(K, "Y", "mu+nu-x");
    algebra_define(K, "bc", "x*Y-mu*nu");
    algebra_define(K, "first", "(E*(x-nu)-F*(x-mu))/(mu-nu)");
    algebra_define(K, "second", "c*(E-F)/(mu-nu)");
    algebra_check(ledger, K, "(21)", "d(first)", "x*first+bc/c*second", "x*first-bc/c*second");
    algebra_check(ledger, K, "(21)", "d(second)", "c*first+Y*second", "c*first-Y*second");
    algebra_check(ledger, K, "(21)", "at(at(at(first,t,0),E,1),F,1)", "1", "0");
    algebra_define(K, "phi", "(E-1)/mu");
    algebra_define(K, "psi", "(F-1)/nu");
    algebra_check(ledger, K, "(21)", "d((phi*(x-nu)-psi*(x-mu))/(mu-nu))", "first", "second");
    algebra_clear(K);
}

/* Both entries off the diagonal have the sign of P' - a S'. */
static void check_sign(ledger_t ledger)
{
    algebra_t K;
    field(K);
    algebra_check(ledger, K, "(19)", "Da(G)*D*DR(e*H)", "e*D*(P1-a*S1)^2", "e*D*(P1-a*S1/2)^2");
    algebra_clear(K);
}

static void check_gain(ledger_t ledger)
{
    algebra_t K;
    field(K);
    algebra_define(K, "V", "2*a*P0-a^2*K0");
    algebra_check(ledger, K, "(15)", "D*DR(V)", "2*D*G", "D*G");
    algebra_check(ledger, K, "(15)", "Da(V)", "2*H", "H");
    algebra_check(ledger, K, "(16)", "D*DR(V)*G+Da(V)*e*H", "2*D*G^2+2*e*H^2", "2*D*G^2-2*e*H^2");
    algebra_clear(K);
}

/* q = (1 - w^2)/(1 + w^2), s = 2w/(1 + w^2) = sqrt(1 - q^2); v = q'/(1 - q^2) by (24). */
static void check_kinks(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "w x y v");
    algebra_derivation(K, "d", "w:0-v*w");
    algebra_define(K, "q", "(1-w^2)/(1+w^2)");
    algebra_define(K, "s", "2*w/(1+w^2)");
    algebra_define(K, "E", "(x^2+y^2-2*x*y*q)/(2*s^2)"); /* phi_2 = exp(-E)/(2 pi s) */
    algebra_check(ledger, K, "(24)", "d(q)", "v*(1-q^2)", "v*(1-q)");
    algebra_check(ledger, K, "(24)", "s^2", "1-q^2", "1-q");
    algebra_check(ledger, K, "(24)", "d(w^2)", "0-2*v*w^2", "2*v*w^2");
    algebra_check(ledger, K, "(24)", "d(1/s^2)", "2*q*v/s^2", "2*v/s^2");
    algebra_check(ledger, K, "(25)", "0-d(E)-d(s)/s", "v*(q+x*y*w^2-q*(x-y)^2/s^2)",
                  "v*(q+x*y*w^2-(x-y)^2/s^2)");
    algebra_check(ledger, K, "(26)", "d((y-q*x)/s)", "0-v*(x-q*y)/s", "v*(x-q*y)/s");
    algebra_check(ledger, K, "(26)", "x-q*y", "(x-y)+y*(1-q)", "(x-y)+x*(1-q)");
    algebra_clear(K);
    algebra_init(K, "R g");
    algebra_derivation(K, "d", "R:(1-R^2)*g");
    algebra_define(K, "D", "1-R^2");
    algebra_check(ledger, K, "(24)", "d(R)/(1-R^2)", "g", "2*g");
    algebra_check(ledger, K, "(24)", "d(R^2)/(1-R^4)", "2*R*g/(2-D)", "2*R*g/D");
    algebra_check(ledger, K, "(24)", "1-R^4", "D*(2-D)", "D*(1-D)");
    algebra_clear(K);
}

/* The field, its derivative and its second and third derivatives in time, with P and S of R. */
static void check_recorded_steps(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R a e h P P1 P2 P3 S S1 S2 S3");
    algebra_derivation(K, "DR", "R:1 P:P1 P1:P2 P2:P3 S:S1 S1:S2 S2:S3");
    algebra_derivation(K, "Da", "a:1");
    algebra_define(K, "D", "1-R^2");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_define(K, "H", "e*(P-a*S)");
    algebra_define(K, "T", "P1-a*S1");
    algebra_define(K, "GR", "a*P2-a^2*S2/2");
    algebra_define(K, "R1", "D*G");
    algebra_define(K, "D1", "0-2*R*R1");
    algebra_check(ledger, K, "(28)", "D*DR(G)", "D*GR", "GR");
    algebra_check(ledger, K, "(28)", "Da(G)", "T", "P1-a*S1/2");
    algebra_check(ledger, K, "(28)", "D*DR(H)", "e*D*T", "e*T");
    algebra_check(ledger, K, "(28)", "Da(H)", "0-e*S", "e*S");
    /* d/dt of x = D G d/dR + H d/da */
    algebra_define(K, "T1", "(P2-a*S2)*R1-S1*H");
    algebra_check(ledger, K, "(29)", "DR(T)*R1+Da(T)*H", "T1", "(P2-a*S2)*R1+S1*H");
    algebra_define(K, "A111", "D1*GR+D*((a*P3-a^2*S3/2)*R1+(P2-a*S2)*H)");
    algebra_check(ledger, K, "(29)", "DR(D*GR)*R1+Da(D*GR)*H", "A111",
                  "D1*GR+D*((a*P3-a^2*S3/2)*R1+(P2-a*S2/2)*H)");
    algebra_define(K, "A121", "e*(D1*T+D*T1)");
    algebra_check(ledger, K, "(29)", "DR(e*D*T)*R1+Da(e*D*T)*H", "A121", "e*(D1*T-D*T1)");
    algebra_check(ledger, K, "(29)", "DR(0-e*S)*R1", "0-e*S1*R1", "0-e*S1*G");
    algebra_define(K, "f1", "D*GR*G+T*H");
    algebra_define(K, "f2", "e*D*T*G-e*S*H");
    algebra_check(ledger, K, "(30)", "DR(G)*R1+Da(G)*H", "f1", "f1+f2");
    algebra_check(ledger, K, "(30)", "DR(H)*R1+Da(H)*H", "f2", "f2+f1");
    algebra_check(ledger, K, "(30)", "DR(f1)*R1+Da(f1)*H", "A111*G+T1*H+D*GR*f1+T*f2",
                  "A111*G+T1*H+D*GR*f2+T*f1");
    algebra_check(ledger, K, "(30)", "DR(f2)*R1+Da(f2)*H", "A121*G-e*S1*R1*H+e*D*T*f1-e*S*f2",
                  "A121*G+e*S1*R1*H+e*D*T*f1-e*S*f2");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "17");
    check_field(ledger);
    check_cut(ledger);
    check_correlation(ledger);
    check_composition(ledger);
    check_gronwall(ledger);
    check_sets(ledger);
    check_gain(ledger);
    check_exponential(ledger);
    check_sign(ledger);
    check_kinks(ledger);
    check_recorded_steps(ledger);
    return ledger_close(ledger);
}

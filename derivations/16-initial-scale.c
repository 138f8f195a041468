/* Checks the algebra of derivations/16-initial-scale.md. */
#include "algebra.h"

/* Values at one point R; D is d/da at fixed R, Dr the derivative along the branch. */
static void check_heights(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a P1 P2 S1 S2");
    algebra_derivation(K, "Da", "a:1");
    algebra_derivation(K, "Dr", "P1:P2 S1:S2");
    algebra_define(K, "H", "2*P1-a*S1");
    algebra_define(K, "A", "2*P1/S1");
    algebra_check(ledger, K, "(1)", "Da(H)", "-S1", "-a*S1");
    algebra_check(ledger, K, "(1)", "H", "S1*(A-a)", "S1*(a-A)");
    /* implicit differentiation of H_a(R) = 0: dR/da = -H_a/H_R */
    algebra_check(ledger, K, "(2)", "at(-Da(H)/Dr(H),a,A)", "1/Dr(A)", "-1/Dr(A)");
    algebra_clear(K);
}

/* l = ln|e - a|; x, y the ways in and out, lx, ly their logarithms. */
static void check_exits(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a l e c x y lx ly");
    algebra_derivation(K, "D", "a:1 l:1/(a-e)");
    algebra_derivation(K, "Dx", "x:1 lx:1/(x-e)");
    algebra_derivation(K, "Dy", "y:1 ly:1/(y-e)");
    algebra_define(K, "W", "-a^2/2-(e-c)*a-e*(e-c)*l");
    algebra_define(K, "F", "at(at(W,a,x),l,lx)-at(at(W,a,y),l,ly)");
    /* W(x) - W(y) = 0 defines y(x): dy/dx = W'(x)/W'(y) */
    algebra_check(ledger, K, "(4)", "-Dx(F)/Dy(F)", "x*(x-c)*(e-y)/((e-x)*y*(y-c))",
                  "y*(y-c)*(e-x)/((e-y)*x*(x-c))");
    /* e = 0: W = c a - a^2/2 is the same at a and 2 c - a */
    algebra_check(ledger, K, "(5)", "at(at(W,e,0),a,2*c-a)", "at(W,e,0)", "-at(W,e,0)");
    algebra_check(ledger, K, "(5)", "at(W,e,0)", "c*a-a^2/2", "c*a+a^2/2");
    algebra_clear(K);
}

/* t = theta; F, F1, F2 the values along the segment and their derivatives in t. */
static void check_taylor(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t F F1 F2 F3 h1 h2 D11 D12 D22");
    algebra_derivation(K, "D", "t:1 F:F1 F1:F2 F2:F3");
    algebra_check(ledger, K, "(12)", "D(F+(1-t)*F1)", "(1-t)*F2", "t*F2");
    algebra_check(ledger, K, "(12)", "D(-(1-t)^2/2)", "1-t", "(1-t)/2");
    /* the second derivative in direction h, with the weights of (13) after the integral 1/2 */
    algebra_check(ledger, K, "(13)", "(h1*h1*D11+h1*h2*D12+h2*h1*D12+h2*h2*D22)/2",
                  "h1^2/2*D11+h1*h2*D12+h2^2/2*D22", "h1^2/2*D11+h1*h2/2*D12+h2^2/2*D22");
    algebra_clear(K);
}

/* (18): w = x - b; m(b) = E max(Z - b, 0) = phi - b Q and its derivative in b, f = phi(b), q = Q(b). */
static void check_moving_kinks(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "b f q");
    algebra_derivation(K, "D", "b:1 f:-b*f q:-f");
    algebra_check(ledger, K, "(18)", "D(f-b*q)", "-q", "q");
    algebra_check(ledger, K, "(18) E (Z-b)_+^2", "D((1+b^2)*q-b*f)", "-2*(f-b*q)", "2*(f-b*q)");
    /* the second derivative is the mass at b, not 0 */
    algebra_check(ledger, K, "(18) mass", "D(D(f-b*q))", "f", "0");
    algebra_clear(K);
}

/* (19): c, e stand for c_k, c_s at the midpoint, c1, e1 for their slopes, r, q for the rests; l is the factor. */
static void check_factor(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "h c e c1 e1 r q l P P1 P2 S S1 S2");
    algebra_define(K, "rho", "c/e");
    algebra_define(K, "ck", "c+h*c1+r");
    algebra_define(K, "cs", "e+h*e1+q");
    algebra_check(ledger, K, "(19)", "ck/cs-rho", "(h*(c1-rho*e1)+r-rho*q)/cs", "(h*(c1-rho*e1)+r+rho*q)/cs");
    algebra_check(ledger, K, "(19) N", "l*P*l^2*S1-2*l*P1*l^2*S", "l^3*(P*S1-2*P1*S)", "l^2*(P*S1-2*P1*S)");
    algebra_check(ledger, K, "(19) F", "l*P2*l^2*S1-l*P1*l^2*S2", "l^3*(P2*S1-P1*S2)", "l^2*(P2*S1-P1*S2)");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "16");
    check_heights(ledger);
    check_exits(ledger);
    check_taylor(ledger);
    check_moving_kinks(ledger);
    check_factor(ledger);
    return ledger_close(ledger);
}

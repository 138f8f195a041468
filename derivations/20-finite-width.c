/* Checks the algebra of derivations/20-finite-width.md. */
#include <stdio.h>

#include "algebra.h"

/* Three neurons; y = 1/3.  Pi, pi: P and P' at R_i; Kij, kij: K and K' at Q_ij; K0 = K(1). */
static void check_three_neurons(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "e R1 R2 R3 X Y Z a1 a2 a3 P1 P2 P3 p1 p2 p3 KX KY KZ kX kY kZ K0 k0 T");
    /* X = Q_12, Y = Q_13, Z = Q_23; w_1' = a1 (p1 (w* - R1 w_1) - (a2 kX (w_2 - X w_1) + …)/3) */
    algebra_define(K, "dR1", "a1*(p1*(1-R1^2)-(a2*kX*(R2-X*R1)+a3*kY*(R3-Y*R1))/3)");
    algebra_define(K, "dR2", "a2*(p2*(1-R2^2)-(a1*kX*(R1-X*R2)+a3*kZ*(R3-Z*R2))/3)");
    algebra_define(K, "dR3", "a3*(p3*(1-R3^2)-(a1*kY*(R1-Y*R3)+a2*kZ*(R2-Z*R3))/3)");
    algebra_define(K, "w1w2", "a1*(p1*(R2-R1*X)-(a2*kX*(1-X^2)+a3*kY*(Z-Y*X))/3)");
    algebra_define(K, "w2w1", "a2*(p2*(R1-R2*X)-(a1*kX*(1-X^2)+a3*kZ*(Y-Z*X))/3)");
    algebra_define(K, "w1w3", "a1*(p1*(R3-R1*Y)-(a2*kX*(Z-X*Y)+a3*kY*(1-Y^2))/3)");
    algebra_define(K, "w3w1", "a3*(p3*(R1-R3*Y)-(a1*kY*(1-Y^2)+a2*kZ*(X-Z*Y))/3)");
    algebra_define(K, "w2w3", "a2*(p2*(R3-R2*Z)-(a1*kX*(Y-X*Z)+a3*kZ*(1-Z^2))/3)");
    algebra_define(K, "w3w2", "a3*(p3*(R2-R3*Z)-(a1*kY*(X-Y*Z)+a2*kZ*(1-Z^2))/3)");
    algebra_define(K, "da1", "e*(P1-(a1*K0+a2*KX+a3*KY)/3)");
    algebra_define(K, "da2", "e*(P2-(a1*KX+a2*K0+a3*KZ)/3)");
    algebra_define(K, "da3", "e*(P3-(a1*KY+a2*KZ+a3*K0)/3)");
    algebra_derivation(K, "D",
                       "R1:dR1 R2:dR2 R3:dR3 X:w1w2+w2w1 Y:w1w3+w3w1 Z:w2w3+w3w2 a1:da1 a2:da2 a3:da3 "
                       "P1:p1*dR1 P2:p2*dR2 P3:p3*dR3 KX:kX*(w1w2+w2w1) KY:kY*(w1w3+w3w1) KZ:kZ*(w2w3+w3w2)");
    algebra_define(K, "L", "T/2-(a1*P1+a2*P2+a3*P3)/3+(a1^2+a2^2+a3^2)*K0/18+(a1*a2*KX+a1*a3*KY+a2*a3*KZ)/9");
    /* |w_1'|^2 = <w_1', a1 (p1 w* - (a2 kX w_2 + a3 kY w_3)/3)>, as w_1' is orthogonal to w_1 */
    algebra_define(K, "n1", "a1*(p1*dR1-(a2*kX*w1w2+a3*kY*w1w3)/3)");
    algebra_define(K, "n2", "a2*(p2*dR2-(a1*kX*w2w1+a3*kZ*w2w3)/3)");
    algebra_define(K, "n3", "a3*(p3*dR3-(a1*kY*w3w1+a2*kZ*w3w2)/3)");
    algebra_check(ledger, K, "(1)", "D(L)", "-(n1+n2+n3+(da1^2+da2^2+da3^2)/e)/3",
                  "-(n1+n2+n3+(da1^2+da2^2+da3^2))/3");
    algebra_define(K, "C11", "1-R1^2");
    algebra_define(K, "C22", "1-R2^2");
    algebra_define(K, "C12", "X-R1*R2");
    algebra_define(K, "C13", "Y-R1*R3");
    algebra_define(K, "C23", "Z-R2*R3");
    algebra_define(K, "g1", "p1*R1-(a2*kX*X+a3*kY*Y)/3");
    algebra_define(K, "g2", "p2*R2-(a1*kX*X+a3*kZ*Z)/3");
    algebra_check(ledger, K, "(2)", "dR1", "a1*(p1*C11-(a2*kX*(R2*C11-R1*C12)+a3*kY*(R3*C11-R1*C13))/3)",
                  "a1*(p1*C11-(a2*kX*(R2*C11+R1*C12)+a3*kY*(R3*C11-R1*C13))/3)");
    algebra_check(ledger, K, "(2)", "D(C12)",
                  "-a1*((a2*kX*C22+a3*kY*C23)/3+g1*C12)-a2*((a1*kX*C11+a3*kZ*C13)/3+g2*C12)",
                  "-a1*((a2*kX*C22+a3*kY*C23)/3-g1*C12)-a2*((a1*kX*C11+a3*kZ*C13)/3+g2*C12)");
    algebra_check(ledger, K, "(2)", "D(C11)", "-2*a1*((a2*kX*C12+a3*kY*C13)/3+g1*C11)",
                  "-a1*((a2*kX*C12+a3*kY*C13)/3+g1*C11)");
    algebra_clear(K);
}

/* The constraint: n = R^2 + C, with R' = a (p C - A C + B R) + …, written for one pair of sums A = sum M_j
   R_j, B = sum M_j C_ij, G = sum M_j Q_ij = R A + B. */
static void check_constraint(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a p A B k R d");
    algebra_define(K, "C", "1+d-R^2");
    algebra_define(K, "g", "p*R-R*A-B");
    algebra_define(K, "dR", "a*(p*C-A*C+B*R)-k*d*R");
    algebra_define(K, "dC", "-2*a*(B+g*C)-2*k*d*C");
    algebra_check(ledger, K, "(3)", "2*R*dR+dC", "2*(a*B-k*(1+d))*d", "2*(a*g-k*(1+d))*d");
    algebra_clear(K);
}

/* n = N; k = K', K1 at Q. */
static void check_symmetric(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "n e R Q q a P p K k K0 k0");
    algebra_define(K, "dR", "a*(p*(1-R^2)-((n-1)*a*k*(R-Q*R)+a*k0*(R-R))/n)");
    algebra_define(K, "dQ", "2*a*(p*(R-R*Q)-(a*k0*(Q-Q)+a*k*(1-Q^2)+(n-2)*a*k*(Q-Q^2))/n)");
    algebra_define(K, "da", "e*(P-(a*K0+(n-1)*a*K)/n)");
    algebra_check(ledger, K, "(4)", "dR", "a*(p*(1-R^2)-a*(n-1)/n*k*R*(1-Q))", "a*(p*(1-R^2)-a*k*R*(1-Q))");
    algebra_check(ledger, K, "(4)", "dQ", "2*a*(1-Q)*(p*R-a/n*k*(1+(n-1)*Q))",
                  "2*a*(1-Q)*(p*R-a/n*k*(1-(n-1)*Q))");
    algebra_check(ledger, K, "(4)", "da", "e*(P-a*((n-1)/n*K+K0/n))", "e*(P-a*K)");
    algebra_derivation(K, "D", "R:dR Q:dQ");
    algebra_define(K, "o", "(Q-R^2)/(1-R^2)");
    algebra_check(ledger, K, "(5)", "D(R)/(1-R^2)", "a*(p-a*(n-1)/n*k*R*(1-o))", "a*(p-a*(n-1)/n*k*R*(1-Q))");
    algebra_check(ledger, K, "(5)", "D(o)", "-2*a^2/n*k*(1-o)*(1+(n-1)*o)", "-a^2/n*k*(1-o)*(1+(n-1)*o)");
    algebra_check(ledger, K, "(6)", "at(R^2+(1-R^2)*q,q,-1/(n-1))", "(n*R^2-1)/(n-1)", "(n*R^2+1)/(n-1)");
    algebra_check(ledger, K, "(6)", "at((n-1)/n*(1-q),q,-1/(n-1))", "1", "n/(n-1)");
    algebra_clear(K);
}

static void check_stability(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "n e R q a P p p2 K k k2 K0");
    algebra_define(K, "Qr", "2*R*(1-R^2)*(1-q)"); /* dQ/drho */
    algebra_derivation(K, "Dr", "R:1-R^2 P:p*(1-R^2) p:p2*(1-R^2) K:k*Qr k:k2*Qr");
    algebra_derivation(K, "Dq", "q:1 K:k*(1-R^2) k:k2*(1-R^2)");
    algebra_derivation(K, "Da", "a:1");
    algebra_derivation(K, "D", "R:1 P:p p:p2 K:k*2*n*R/(n-1) k:k2*2*n*R/(n-1)"); /* along (6) */
    algebra_define(K, "E", "(n-1)/n*K+K0/n");
    algebra_define(K, "F", "P*R*k-p*E");
    algebra_define(K, "vr", "a*(p-a*(n-1)/n*k*R*(1-q))");
    algebra_define(K, "vq", "-2*a^2/n*k*(1-q)*(1+(n-1)*q)");
    algebra_define(K, "va", "e*(P-a*E)");
    algebra_check(ledger, K, "(7)", "D(E)", "2*R*k", "R*k");
    algebra_check(ledger, K, "(7)", "D(F)", "P*k-p*R*k+P*R*k2*2*n*R/(n-1)-p2*E",
                  "P*k+p*R*k+P*R*k2*2*n*R/(n-1)-p2*E");
    algebra_check(ledger, K, "(8)", "at(Dq(vq),q,-1/(n-1))", "-2*a^2*k", "-2*a^2*k/n");
    algebra_check(ledger, K, "(8)", "at(Dr(vq),q,-1/(n-1))", "0", "a");
    algebra_check(ledger, K, "(8)", "at(Da(vq),q,-1/(n-1))", "0", "a");
    algebra_define(K, "det", "at(Dr(vr)*Da(va)-Da(vr)*Dr(va),q,-1/(n-1))");
    /* on (6): a = p/(R k), P = p E/(R k) */
    algebra_check(ledger, K, "(8)", "at(at(det,P,p*E/(R*k)),a,p/(R*k))",
                  "at(at(e*(1-R^2)*a*D(F),P,p*E/(R*k)),a,p/(R*k))",
                  "at(at(-e*(1-R^2)*a*D(F),P,p*E/(R*k)),a,p/(R*k))");
    algebra_check(ledger, K, "(8)", "at(at(Da(vr)*Dr(va),q,-1/(n-1)),a,p/(R*k))", "e*(1-R^2)*p^2",
                  "-e*(1-R^2)*p^2");
    algebra_check(ledger, K, "(8)", "Da(va)", "-e*E", "e*E");
    algebra_clear(K);
}

/* 1/N = y R^Q, chi = x R^4: leading terms of F. */
static void check_law(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R y p1 p2 p3 p4 s1 s2 s3 s4 K0");
    algebra_define(K, "n", "1/(y*R^4)");
    algebra_define(K, "q", "(n*R^2-1)/(n-1)");
    algebra_define(K, "P", "p1*R+p3*R^3");
    algebra_define(K, "p", "p1+3*p3*R^2");
    algebra_define(K, "k", "s1+3*s3*q^2");
    algebra_define(K, "E", "(n-1)/n*(s1*q+s3*q^3)+K0/n");
    /* s = 1, m = m' = 3: nu = -4 p_3 s_1, Q = 4 */
    algebra_check_leading_term(ledger, K, "(10)", "P*R*k-p*E", "R", 4, "-2*p3*s1-p1*(K0-s1)*y", 4,
                               "-2*p3*s1-p1*K0*y");
    /* s = 2, m = 4: nu = -2 (m-s) p_4 s_2 = -4 p_4 s_2, Q = 6, n = 7 */
    algebra_define(K, "n6", "1/(y*R^6)");
    algebra_define(K, "q6", "(n6*R^2-1)/(n6-1)");
    algebra_define(K, "E6", "(n6-1)/n6*(s2*q6^2+s4*q6^4)+K0/n6");
    algebra_check_leading_term(ledger, K, "(10)",
                               "(p2*R^2+p4*R^4)*R*(2*s2*q6+4*s4*q6^3)-(2*p2*R+4*p4*R^3)*E6", "R", 7,
                               "-2*p4*s2-2*p2*K0*y", 7, "-2*p4*s2-2*p2*(K0-s2)*y");
    algebra_clear(K);
}

/* The symmetric equilibrium with noise, s = 1, e = e' = s_1
   E r^2 =: s1 r, chi = x R^4, 1/N = y R^4, q = z R^4. */
static void check_noise_law(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R x y z r p1 p3 s1 s3 K0 a");
    algebra_define(K, "n", "1/(y*R^4)");
    algebra_define(K, "q", "z*R^4");
    algebra_define(K, "Q", "R^2+(1-R^2)*q");
    algebra_define(K, "k", "s1+3*s3*Q^2");
    algebra_define(K, "P", "p1*R+p3*R^3");
    algebra_define(K, "p", "p1+3*p3*R^2");
    algebra_define(K, "E", "(n-1)/n*(s1*Q+s3*Q^3)+K0/n");
    /* q' = 0, divided by a^2 */
    algebra_check_leading_term(ledger, K, "(11)", "-2/n*k*(1-q)*(1+(n-1)*q)+x*R^4*(s1*r-s1*r*q)/(1-R^2)", "R",
                               4, "-2*s1*(y+z)+x*s1*r", 4, "-2*s1*(y-z)+x*s1*r");
    /* rho' = 0 gives a; P - a E = 0 */
    algebra_define(K, "A", "p/(R*((n-1)/n*k*(1-q)+x*R^4*s1*r/(2*(1-R^2))))");
    algebra_check_leading_term(ledger, K, "(11)", "(P-at(a*E,a,A))*R*s1", "R", 4,
                               "-2*p3*s1-p1*((K0+z*s1/y)*y)", 4, "-2*p3*s1-p1*((K0-s1)*y)");
    algebra_check(ledger, K, "(11)", "at(K0*y+z*s1,z,x*r/2-y)", "(K0-s1)*y+s1*x*r/2", "(K0-s1)*y+s1*x*r");
    algebra_clear(K);
}

/* H = h^2; zi = |z_i|^2. */
static void check_noise(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "H Q R zi zj zij X Y chi ai aj eii ejj eij Ri Rj Cij q a e f");
    /* X = normalised overlap: X^2 (1 + H zi)(1 + H zj) = (Q + H zij)^2; at H = 0, X = Q */
    algebra_define(K, "square", "(Q+H*zij)^2/((1+H*zi)*(1+H*zj))");
    algebra_derivation(K, "DH", "H:1");
    algebra_check(ledger, K, "(13)", "at(DH(square),H,0)/(2*Q)", "zij-(zi+zj)*Q/2", "zij-(zi+zj)*Q");
    algebra_check(ledger, K, "(13)", "at(DH(R^2/(1+H*zi)),H,0)/(2*R)", "-zi*R/2", "-zi*R");
    algebra_define(K, "dRi", "-chi*ai^2*eii*Ri/2");
    algebra_define(K, "dRj", "-chi*aj^2*ejj*Rj/2");
    algebra_define(K, "dQ", "chi*(ai*aj*eij-(ai^2*eii+aj^2*ejj)*(Ri*Rj+Cij)/2)");
    algebra_check(ledger, K, "(15)", "dQ-dRi*Rj-Ri*dRj", "chi*(ai*aj*eij-(ai^2*eii+aj^2*ejj)*Cij/2)",
                  "chi*(ai*aj*eij-(ai^2*eii+aj^2*ejj)*(Cij-Ri*Rj)/2)");
    algebra_check(ledger, K, "(15)", "2*Ri*dRi+chi*(ai^2*eii-ai^2*eii*(1-Ri^2))", "0", "chi");
    /* symmetric: q = C/(1-R^2), e = e_ii, f = e_ij */
    algebra_derivation(K, "D", "R:-chi*a^2*e*R/2 X:chi*a^2*(f-e*X)");
    algebra_check(ledger, K, "(16)", "D(R)/(1-R^2)", "-chi*a^2*e*R/(2*(1-R^2))", "-chi*a^2*e*R/2");
    algebra_check(ledger, K, "(16)", "D(X/(1-R^2))", "at(chi*a^2*(f-e*q)/(1-R^2),q,X/(1-R^2))",
                  "at(chi*a^2*(f-e)/(1-R^2),q,X/(1-R^2))");
    algebra_clear(K);
}

/* With |w_i| = |w_j| = 1, C_ii = 1 - R_i^2; s = 1 and s = -1. */
static void check_gap(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "Ri Rj Cij R q");
    algebra_define(K, "Q", "Ri*Rj+Cij");
    algebra_check(ledger, K, "(20)", "((Ri-Rj)^2+1-Ri^2+1-Rj^2)/2-Cij", "1-Q", "1+Q");
    algebra_check(ledger, K, "(20)", "((Ri+Rj)^2+1-Ri^2+1-Rj^2)/2+Cij", "1+Q", "1-Q");
    algebra_check(ledger, K, "(20)", "1-(R^2+(1-R^2)*q)", "(1-R^2)*(1-q)", "(1-R^2)*q");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "20");
    check_three_neurons(ledger);
    check_constraint(ledger);
    check_symmetric(ledger);
    check_stability(ledger);
    check_law(ledger);
    check_noise_law(ledger);
    check_noise(ledger);
    check_gap(ledger);
    return ledger_close(ledger);
}

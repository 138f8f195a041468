/* Checks the algebra of derivations/01-population-loss.md. */
#include <flint/fmpz_poly.h>
#include <stdio.h>

#include "algebra.h"

/* E u^m v^n for unit Gaussians of correlation R, a polynomial in R, by Isserlis' theorem: r cross pairs can
   be chosen in C(m,r) C(n,r) r! ways, and the rest pairs up inside u and inside v. */
static void gaussian_moment(fmpz_poly_t moment, ulong m, ulong n)
{
    fmpz_t count, factor;
    fmpz_init(count);
    fmpz_init(factor);
    fmpz_poly_zero(moment);
    for (ulong r = m % 2; r <= m && r <= n && (m + n) % 2 == 0; r += 2) {
        fmpz_bin_uiui(count, m, r);
        fmpz_bin_uiui(factor, n, r);
        fmpz_mul(count, count, factor);
        fmpz_fac_ui(factor, r);
        fmpz_mul(count, count, factor);
        if (m > r) {
            fmpz_set_si(factor, 1);
            for (ulong i = m - r - 1; i > 1; i -= 2) fmpz_mul_ui(factor, factor, i);
            fmpz_mul(count, count, factor);
        }
        if (n > r) {
            fmpz_set_si(factor, 1);
            for (ulong i = n - r - 1; i > 1; i -= 2) fmpz_mul_ui(factor, factor, i);
            fmpz_mul(count, count, factor);
        }
        fmpz_poly_set_coeff_fmpz(moment, r, count);
    }
    fmpz_clear(count);
    fmpz_clear(factor);
}

/* He_k by its three-term recurrence. */
static void monic_hermite(fmpz_poly_t he, ulong k)
{
    fmpz_poly_t before, next;
    fmpz_poly_init(before);
    fmpz_poly_init(next);
    fmpz_poly_one(he);
    for (ulong i = 0; i < k; i++) {
        fmpz_poly_shift_left(next, he, 1);
        fmpz_poly_scalar_mul_ui(before, before, i);
        fmpz_poly_sub(next, next, before);
        fmpz_poly_swap(before, he);
        fmpz_poly_swap(he, next);
    }
    fmpz_poly_clear(before);
    fmpz_poly_clear(next);
}

/* E He_j(u) He_k(v). */
static void hermite_correlation(fmpz_poly_t value, ulong j, ulong k)
{
    fmpz_poly_t left, right, moment;
    fmpz_t weight;
    fmpz_poly_init(left);
    fmpz_poly_init(right);
    fmpz_poly_init(moment);
    fmpz_init(weight);
    monic_hermite(left, j);
    monic_hermite(right, k);
    fmpz_poly_zero(value);
    for (slong m = 0; m <= (slong)j; m++)
        for (slong n = 0; n <= (slong)k; n++) {
            gaussian_moment(moment, m, n);
            fmpz_mul(weight, fmpz_poly_get_coeff_ptr(left, m), fmpz_poly_get_coeff_ptr(right, n));
            fmpz_poly_scalar_addmul_fmpz(value, moment, weight);
        }
    fmpz_poly_clear(left);
    fmpz_poly_clear(right);
    fmpz_poly_clear(moment);
    fmpz_clear(weight);
}

static void check_orthogonality(ledger_t ledger)
{
    fmpz_poly_t value, stated, wrong;
    fmpz_t factorial;
    fmpz_poly_init(value);
    fmpz_poly_init(stated);
    fmpz_poly_init(wrong);
    fmpz_init(factorial);
    for (ulong j = 0; j <= 8; j++)
        for (ulong k = j; k <= 8; k++) {
            char statement[96];
            hermite_correlation(value, j, k);
            fmpz_fac_ui(factorial, k);
            fmpz_poly_zero(stated);
            fmpz_poly_zero(wrong);
            if (j == k) fmpz_poly_set_coeff_fmpz(stated, k, factorial);
            fmpz_poly_set_coeff_fmpz(wrong, k + (j == k), factorial);
            snprintf(statement, sizeof statement, "E He_%lu(u) He_%lu(v) = %s", j, k,
                     j == k ? "k! R^k" : "0");
            identity_check(ledger, "(2)", statement, fmpz_poly_equal(value, stated),
                           j == k ? "k! R^(k+1)" : "k! R^k", fmpz_poly_equal(value, wrong));
        }
    fmpz_poly_clear(value);
    fmpz_poly_clear(stated);
    fmpz_poly_clear(wrong);
    fmpz_clear(factorial);
}

/* Three neurons in three dimensions, weights as ambient coordinates; |w_1|^2 = Q11 and |w*|^2 = m are kept,
   so the projection is Q11 I - w_1 w_1^T and 1 - R^2 reads Q11 m - R1^2. */
static void check_neuron_flow(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "u1 u2 u3 v1 v2 v3 x1 x2 x3 t1 t2 t3 a b c e p1 p2 p3 s1 s2 q R");
    algebra_derivation(K, "d1", "u1:1");
    algebra_derivation(K, "d2", "u2:1");
    algebra_derivation(K, "d3", "u3:1");
    algebra_derivation(K, "da", "a:1");
    algebra_define(K, "R1", "u1*t1+u2*t2+u3*t3");
    algebra_define(K, "R2", "v1*t1+v2*t2+v3*t3");
    algebra_define(K, "R3", "x1*t1+x2*t2+x3*t3");
    algebra_define(K, "m", "t1^2+t2^2+t3^2");
    algebra_define(K, "Q11", "u1^2+u2^2+u3^2");
    algebra_define(K, "Q22", "v1^2+v2^2+v3^2");
    algebra_define(K, "Q33", "x1^2+x2^2+x3^2");
    algebra_define(K, "Q12", "u1*v1+u2*v2+u3*v3");
    algebra_define(K, "Q13", "u1*x1+u2*x2+u3*x3");
    algebra_define(K, "Q23", "v1*x1+v2*x2+v3*x3");
    algebra_define(K, "PR", "p1*R+p2*R^2+p3*R^3");
    algebra_define(K, "Kq", "s1*q+s2*q^2");
    algebra_define(K, "dPR", "p1+2*p2*R+3*p3*R^2");
    algebra_define(K, "dKq", "s1+2*s2*q");
    algebra_define(K, "L",
                   "-(a*at(PR,R,R1)+b*at(PR,R,R2)+c*at(PR,R,R3))/3"
                   "+(a^2*at(Kq,q,Q11)+b^2*at(Kq,q,Q22)+c^2*at(Kq,q,Q33)"
                   "+2*a*b*at(Kq,q,Q12)+2*a*c*at(Kq,q,Q13)+2*b*c*at(Kq,q,Q23))/18");
    algebra_define(K, "along", "u1*d1(L)+u2*d2(L)+u3*d3(L)");
    algebra_define(K, "z1", "-3*(Q11*d1(L)-along*u1)");
    algebra_define(K, "z2", "-3*(Q11*d2(L)-along*u2)");
    algebra_define(K, "z3", "-3*(Q11*d3(L)-along*u3)");
    algebra_check(ledger, K, "(5)", "z1*u1+z2*u2+z3*u3", "0", "a");
    algebra_check(ledger, K, "(6)", "z1*t1+z2*t2+z3*t3",
                  "a*(at(dPR,R,R1)*(Q11*m-R1^2)-(a*at(dKq,q,Q11)*(Q11*R1-Q11*R1)"
                  "+b*at(dKq,q,Q12)*(Q11*R2-Q12*R1)+c*at(dKq,q,Q13)*(Q11*R3-Q13*R1))/3)",
                  "a*(at(dPR,R,R1)*(Q11*m-R1^2)-(b*at(dKq,q,Q12)*(Q11*R2-Q12*R1)"
                  "+c*at(dKq,q,Q13)*(Q11*R3-Q13*R1))/6)");
    algebra_check(ledger, K, "(7)", "z1*v1+z2*v2+z3*v3",
                  "a*(at(dPR,R,R1)*(Q11*R2-R1*Q12)-(a*at(dKq,q,Q11)*(Q11*Q12-Q11*Q12)"
                  "+b*at(dKq,q,Q12)*(Q11*Q22-Q12^2)+c*at(dKq,q,Q13)*(Q11*Q23-Q13*Q12))/3)",
                  "a*(at(dPR,R,R1)*(Q11*R2-R1*Q12)-(b*at(dKq,q,Q12)*(Q11*Q22-Q12^2)"
                  "+c*at(dKq,q,Q13)*(Q11*Q23+Q13*Q12))/3)");
    algebra_check(ledger, K, "(5)", "-3*e*da(L)",
                  "e*(at(PR,R,R1)-(a*at(Kq,q,Q11)+b*at(Kq,q,Q12)+c*at(Kq,q,Q13))/3)",
                  "e*(at(PR,R,R1)-(a*at(Kq,q,Q11)+2*b*at(Kq,q,Q12)+2*c*at(Kq,q,Q13))/3)");
    algebra_clear(K);
}

/* y = 1/N; K0, K1 are K(Q), K'(Q), k0, k1 are K(1), K'(1). */
static void check_reduction(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e R Q y P P1 K0 K1 k0 k1");
    algebra_define(K, "n", "1/y");
    algebra_define(K, "dR", "a*(P1*(1-R^2)-a*(1-y)*K1*R*(1-Q))");
    algebra_define(K, "dQ", "2*a*(1-Q)*(P1*R-a*y*K1*(1+(n-1)*Q))");
    algebra_check(ledger, K, "(8)", "dR", "a*(P1*(1-R^2)-y*(a*k1*(R-R)+(n-1)*a*K1*(R-Q*R)))",
                  "a*(P1*(1-R^2)-y*(a*k1*(R-R)+n*a*K1*(R-Q*R)))");
    algebra_check(ledger, K, "(8)", "dQ", "2*a*(P1*(R-R*Q)-y*a*(k1*(Q-Q)+K1*(1-Q^2)+(n-2)*K1*(Q-Q^2)))",
                  "2*a*(P1*(R-R*Q)-y*a*(k1*(Q-Q)+K1*(1-Q^2)+(n-1)*K1*(Q-Q^2)))");
    algebra_check(ledger, K, "(8)", "e*(P-a*((1-y)*K0+y*k0))", "e*(P-y*a*(k0+(n-1)*K0))",
                  "e*(P-y*a*(k0+n*K0))");
    algebra_check(ledger, K, "(9)", "at(at(dQ-2*R*dR,Q,R^2),y,0)", "0", "a*P1");
    algebra_check(ledger, K, "(9)", "at(dQ-2*R*dR,Q,R^2)", "-2*y*a^2*K1*(1-R^2)", "0");
    algebra_check(ledger, K, "(10)", "at(at(dR,Q,R^2),y,0)", "(1-R^2)*(a*P1-a^2*(2*R*K1)/2)",
                  "(1-R^2)*(a*P1-a^2*(2*R*K1))");
    algebra_clear(K);
}

static void check_gradient_structure(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e R P P1 P2 S S1 S2 L0 E");
    algebra_derivation(K, "DR", "R:1 P:P1 P1:P2 S:S1 S1:S2");
    algebra_derivation(K, "Da", "a:1");
    algebra_define(K, "L", "L0-a*P+a^2*S/2");
    algebra_define(K, "G", "a*P1-a^2*S1/2");
    algebra_define(K, "dR", "(1-R^2)*G");
    algebra_define(K, "da", "e*(P-a*S)");
    algebra_define(K, "B", "P/S");
    algebra_check(ledger, K, "(12)", "dR", "-(1-R^2)*DR(L)", "-DR(L)");
    algebra_check(ledger, K, "(12)", "da", "-e*Da(L)", "e*Da(L)");
    algebra_check(ledger, K, "(12)", "DR(L)*dR+Da(L)*da", "-dR^2/(1-R^2)-da^2/e", "-dR^2/(1-R^2)-e*da^2");
    algebra_check(ledger, K, "(13)", "2*(L0-L)", "P^2/S-S*(a-B)^2", "P^2/S+S*(a-B)^2");
    algebra_check(ledger, K, "(13)", "2*(L0-L)", "2*a*P-a^2*S", "a*P-a^2*S");
    /* at a critical point, where G = 0, the first row of the Jacobian is (1 - R^2) times that of -H */
    algebra_check(ledger, K, "(14)", "DR(dR)+2*R*G", "-(1-R^2)*(-a*P2+a^2*S2/2)", "-(1-R^2)*(-a*P2+a^2*S2)");
    algebra_check(ledger, K, "(14)", "Da(dR)", "-(1-R^2)*(-P1+a*S1)", "-(1-R^2)*(-P1+a*S1/2)");
    algebra_check(ledger, K, "(14)", "DR(da)", "-e*(-P1+a*S1)", "-e*(P1+a*S1)");
    algebra_check(ledger, K, "(14)", "Da(da)", "-e*S", "-S");
    /* tanh' = 1 - tanh^2, so the inverse function has slope 1/(1 - R^2) */
    algebra_check(ledger, K, "(15)", "dR/(1-R^2)", "G", "G/2");
    algebra_define(K, "R_E", "(1-E)/(1+E)");
    algebra_check(ledger, K, "(16)", "1-R_E", "2*E/(1+E)", "E/(1+E)");
    algebra_check(ledger, K, "(16)", "1-R_E^2", "4*E/(1+E)^2", "2*E/(1+E)^2");
    algebra_derivation(K, "DE", "E:1");
    algebra_check(ledger, K, "(16)", "DE(R_E)*(-2*G*E)", "(1-R_E^2)*G", "(1-R_E^2)*2*G");
    algebra_clear(K);
}

/* Kernels with symbolic coefficients p_0..p_4, s_0..s_4; r = -R. */
static void check_symmetries(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a e R q p0 p1 p2 p3 p4 s0 s1 s2 s3 s4");
    algebra_derivation(K, "DR", "R:1");
    algebra_derivation(K, "Dq", "q:1");
    algebra_define(K, "P", "p0+p1*R+p2*R^2+p3*R^3+p4*R^4");
    algebra_define(K, "P_odd", "p0-p1*R+p2*R^2-p3*R^3+p4*R^4"); /* coefficients (-1)^k p_k */
    algebra_define(K, "Kq", "s0+s1*q+s2*q^2+s3*q^3+s4*q^4");
    algebra_define(K, "S", "at(Kq,q,R^2)");
    algebra_define(K, "dR", "(1-R^2)*(a*DR(P)-a^2*DR(S)/2)");
    algebra_define(K, "dR_odd", "(1-R^2)*(a*DR(P_odd)-a^2*DR(S)/2)");
    algebra_check(ledger, K, "(17)", "at((1-R^2)*(a*DR(-P)-a^2*DR(S)/2),a,-a)", "dR", "-dR");
    algebra_check(ledger, K, "(17)", "at(e*(-P-a*S),a,-a)", "-e*(P-a*S)", "e*(P-a*S)");
    algebra_check(ledger, K, "(18)", "at(dR_odd,R,-R)", "-dR", "dR");
    algebra_check(ledger, K, "(18)", "at(e*(P_odd-a*S),R,-R)", "e*(P-a*S)", "e*(P+a*S)");
    algebra_check(ledger, K, "(1)", "DR(S)", "2*R*at(Dq(Kq),q,R^2)", "R*at(Dq(Kq),q,R^2)");
    algebra_check(ledger, K, "(19)", "at(a*DR(P)-a^2*DR(S)/2,R,0)", "a*p1", "a*p1-a^2*s1/2");
    algebra_define(K, "S_even", "s0+s2*R^4+s4*R^8");
    algebra_check(ledger, K, "(20)", "(at(Dq(Kq),q,R^2)*(R-R^2*R)+at(Dq(Kq),q,-R^2)*(-R+R^2*R))/2",
                  "(1-R^2)*DR(S_even)/2", "(1-R^2)*DR(S)/2");
    algebra_check(ledger, K, "(20)", "(at(Kq,q,R^2)+at(Kq,q,-R^2))/2", "S_even", "S");
    algebra_clear(K);
}

/* (20): the closure Q_ij = R_i R_j of (7); X stands for the sum over l of a_l K'(Q_il) R_l / N. */
static void check_product_closure(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "a R_i R_j D X");
    algebra_define(K, "half", "a*(D*(R_j-R_i*(R_i*R_j))-X*(R_j-R_i^2*R_j))");
    algebra_check(ledger, K, "(20)", "half", "R_j*a*(D*(1-R_i^2)-X*(1-R_i^2))",
                  "R_i*a*(D*(1-R_i^2)-X*(1-R_i^2))");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "01");
    check_orthogonality(ledger);
    check_neuron_flow(ledger);
    check_reduction(ledger);
    check_gradient_structure(ledger);
    check_symmetries(ledger);
    check_product_closure(ledger);
    return ledger_close(ledger);
}

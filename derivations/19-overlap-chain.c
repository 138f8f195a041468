/* Checks the algebra of derivations/19-overlap-chain.md. */
#include <stdio.h>
#include <string.h>

#include "algebra.h"

/* Expectation over independent N(0,1) generators, whose names are given, of a polynomial: E x^e = (e-1)!! for
   even e, 0 for odd e. */
static void gaussian_mean(fmpz_mpoly_q_t mean, const fmpz_mpoly_q_t x, const char *normal, const algebra_t K)
{
    const fmpz_mpoly_struct *p = fmpz_mpoly_q_numref(x);
    fmpz_mpoly_t sum, term;
    fmpz_t coefficient;
    ulong exponent[ALGEBRA_NAMES];
    fmpz_mpoly_init(sum, K->ctx);
    fmpz_mpoly_init(term, K->ctx);
    fmpz_init(coefficient);
    for (slong t = 0; t < fmpz_mpoly_length(p, K->ctx); t++) {
        fmpz_mpoly_get_term_coeff_fmpz(coefficient, p, t, K->ctx);
        fmpz_mpoly_get_term_exp_ui(exponent, p, t, K->ctx);
        for (const char *name = normal; *name != 0; name += strspn(name, " ")) {
            size_t length = strcspn(name, " ");
            ulong *e = exponent + algebra_find(K, name, length);
            if (*e % 2 == 1) fmpz_zero(coefficient);
            for (slong factor = (slong)*e - 1; factor > 1; factor -= 2)
                fmpz_mul_si(coefficient, coefficient, factor);
            *e = 0;
            name += length;
        }
        fmpz_mpoly_set_coeff_fmpz_ui(term, coefficient, exponent, K->ctx);
        fmpz_mpoly_add(sum, sum, term, K->ctx);
        fmpz_mpoly_zero(term, K->ctx);
    }
    fmpz_mpoly_set(fmpz_mpoly_q_numref(mean), sum, K->ctx);
    fmpz_mpoly_set(fmpz_mpoly_q_denref(mean), fmpz_mpoly_q_denref(x), K->ctx);
    fmpz_mpoly_q_canonicalise(mean, K->ctx);
    fmpz_clear(coefficient);
    fmpz_mpoly_clear(term, K->ctx);
    fmpz_mpoly_clear(sum, K->ctx);
}

/* E[x] = right, and not wrong. */
static void check_mean(ledger_t ledger, const algebra_t K, const char *number, const char *normal,
                       const char *x, const char *right, const char *wrong)
{
    fmpz_mpoly_q_t left, value;
    char statement[400], perturbation[200];
    int holds[2];
    fmpz_mpoly_q_init(left, K->ctx);
    fmpz_mpoly_q_init(value, K->ctx);
    algebra_evaluate(left, K, x);
    gaussian_mean(left, left, normal, K);
    algebra_evaluate(value, K, right);
    holds[0] = fmpz_mpoly_q_equal(left, value, K->ctx);
    algebra_evaluate(value, K, wrong);
    holds[1] = fmpz_mpoly_q_equal(left, value, K->ctx);
    snprintf(statement, sizeof statement, "E[%s] = %s", x, right);
    snprintf(perturbation, sizeof perturbation, "%s", wrong);
    identity_check(ledger, number, statement, holds[0], perturbation, holds[1]);
    fmpz_mpoly_q_clear(left, K->ctx);
    fmpz_mpoly_q_clear(value, K->ctx);
}

/* Two neurons, two samples, a span of three dimensions and a complement of two: l = coordinates of neurons, z
   and y of samples in the span and off it, d = D_bi, r = rho_i. */
static void check_step(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "l11 l12 l13 l21 l22 l23 z11 z12 z13 z21 z22 z23 y11 y12 y21 y22 d11 d12 d21 d22 r1 r2");
    /* (1) in all five coordinates */
    algebra_define(K, "h11", "l11*z11+l12*z12+l13*z13");
    algebra_define(K, "h12", "l21*z11+l22*z12+l23*z13");
    algebra_define(K, "h21", "l11*z21+l12*z22+l13*z23");
    algebra_define(K, "h22", "l21*z21+l22*z22+l23*z23");
    algebra_define(K, "along1", "l11*(d11*z11+d21*z21)+l12*(d11*z12+d21*z22)+l13*(d11*z13+d21*z23)");
    algebra_define(K, "along2", "l21*(d12*z11+d22*z21)+l22*(d12*z12+d22*z22)+l23*(d12*z13+d22*z23)");
    algebra_define(K, "p11", "(1-r1*along1)*l11+r1*(d11*z11+d21*z21)");
    algebra_define(K, "p12", "(1-r1*along1)*l12+r1*(d11*z12+d21*z22)");
    algebra_define(K, "p13", "(1-r1*along1)*l13+r1*(d11*z13+d21*z23)");
    algebra_define(K, "p21", "(1-r2*along2)*l21+r2*(d12*z11+d22*z21)");
    algebra_define(K, "p22", "(1-r2*along2)*l22+r2*(d12*z12+d22*z22)");
    algebra_define(K, "p23", "(1-r2*along2)*l23+r2*(d12*z13+d22*z23)");
    algebra_define(K, "o11", "d11*y11+d21*y21");
    algebra_define(K, "o12", "d11*y12+d21*y22");
    algebra_define(K, "o21", "d12*y11+d22*y21");
    algebra_define(K, "o22", "d12*y12+d22*y22");
    algebra_define(K, "pp", "p11*p21+p12*p22+p13*p23");
    algebra_define(K, "vv", "pp+r1*o11*r2*o21+r1*o12*r2*o22");
    algebra_check(ledger, K, "(4)", "along1", "d11*h11+d21*h21", "d11*h12+d21*h22");
    algebra_check(ledger, K, "(4)", "vv", "pp+r1*r2*(o11*o21+o12*o22)", "pp");
    /* (5): inner products of samples, span and complement together */
    algebra_define(K, "x11", "z11*z11+z12*z12+z13*z13+y11*y11+y12*y12");
    algebra_define(K, "x12", "z11*z21+z12*z22+z13*z23+y11*y21+y12*y22");
    algebra_define(K, "x22", "z21*z21+z22*z22+z23*z23+y21*y21+y22*y22");
    algebra_define(K, "Q", "l11*l21+l12*l22+l13*l23");
    algebra_define(K, "k1", "1-r1*(d11*h11+d21*h21)");
    algebra_define(K, "k2", "1-r2*(d12*h12+d22*h22)");
    algebra_define(K, "cross", "k1*r2*(d12*h11+d22*h21)+k2*r1*(d11*h12+d21*h22)");
    algebra_define(K, "pairs", "r1*r2*(d11*d12*x11+(d11*d22+d21*d12)*x12+d21*d22*x22)");
    algebra_check(ledger, K, "(5)", "vv", "k1*k2*Q+cross+pairs", "k1*k2*Q+cross-pairs");
    algebra_clear(K);
}

/* Two neurons, two samples, k = 2: G = D'D; u, t the rows of an N(0,1) matrix. */
static void check_complement(ledger_t ledger)
{
    static const char normal[] = "u1 u2 t1 t2";
    algebra_t K;
    algebra_init(K, "u1 u2 t1 t2 d11 d12 d21 d22");
    algebra_define(K, "o11", "d11*u1+d21*t1");
    algebra_define(K, "o12", "d11*u2+d21*t2");
    algebra_define(K, "o21", "d12*u1+d22*t1");
    algebra_define(K, "o22", "d12*u2+d22*t2");
    algebra_define(K, "G11", "d11^2+d21^2");
    algebra_define(K, "G12", "d11*d12+d21*d22");
    algebra_define(K, "G22", "d12^2+d22^2");
    check_mean(ledger, K, "(6)", normal, "o11*o21", "G12", "G11");
    check_mean(ledger, K, "(6)", normal, "o12*o22", "G12", "2*G12");
    check_mean(ledger, K, "(6)", normal, "o11*o22", "0", "G12");
    check_mean(ledger, K, "(6)", normal, "o11*o21+o12*o22", "2*G12", "G12");
    /* k = 2: the fluctuation that the mean lacks */
    check_mean(ledger, K, "(6)", normal, "(o11*o21+o12*o22)^2", "4*G12^2+2*(G11*G22+G12^2)", "4*G12^2");
    check_mean(ledger, K, "(6)", normal, "(o11^2+o12^2)^2", "4*G11^2+4*G11^2", "4*G11^2");
    /* a factor C of G, c11 = sqrt(G11): G11 = c11^2 in what follows */
    algebra_clear(K);
    algebra_init(K, "c11 g12 g22");
    algebra_define(K, "c21", "g12/c11");
    algebra_define(K, "c22squared", "g22-g12^2/c11^2");
    algebra_check(ledger, K, "(6)", "c11*c21", "g12", "g12/c11");
    algebra_check(ledger, K, "(6)", "c21^2+c22squared", "g22", "g22-g12^2/c11^2");
    algebra_clear(K);
}

/* Two rows in k dimensions, k = 2, 3: entries of X X' by Bartlett's factor and by X itself.  s1, s2 stand for
   the squares of the diagonal, with moments k and k(k+2), k-1 and (k-1)(k+1); n for A_21. */
static void check_bartlett(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "k n s1 s2");
    /* E s1 = k etc.: expectation of products of independent entries, written out. W11 = s1, W12^2 = s1 n^2,
       W22 = n^2 + s2. */
    algebra_define(K, "E_W22", "1+(k-1)");
    algebra_define(K, "E_W22_squared", "3+2*(k-1)+(k-1)*(k+1)");
    algebra_define(K, "E_W11_W22", "k*(1+(k-1))");
    algebra_define(K, "E_W12_squared_W22", "k*(3+(k-1))");
    algebra_check(ledger, K, "(7)", "E_W22", "k", "k-1");
    algebra_check(ledger, K, "(7)", "E_W11_W22", "k^2", "k*(k-1)");
    algebra_check(ledger, K, "(7)", "E_W22_squared", "k*(k+2)", "k*(k+1)");
    algebra_check(ledger, K, "(7)", "E_W12_squared_W22", "k*(k+2)", "k*(k+1)");
    algebra_clear(K);
    static const char *const dimension[] = {"2", "3"};
    static const char *const first[] = {"x1^2+x2^2", "x1^2+x2^2+x3^2"};
    static const char *const second[] = {"y1^2+y2^2", "y1^2+y2^2+y3^2"};
    static const char *const product[] = {"x1*y1+x2*y2", "x1*y1+x2*y2+x3*y3"};
    for (int i = 0; i < 2; i++) {
        static const char normal[] = "x1 x2 x3 y1 y2 y3";
        algebra_init(K, "x1 x2 x3 y1 y2 y3");
        algebra_define(K, "k", dimension[i]);
        algebra_define(K, "W11", first[i]);
        algebra_define(K, "W22", second[i]);
        algebra_define(K, "W12", product[i]);
        check_mean(ledger, K, "(7)", normal, "W22", "k", "k-1");
        check_mean(ledger, K, "(7)", normal, "W22^2", "k*(k+2)", "k^2");
        check_mean(ledger, K, "(7)", normal, "W11*W22", "k^2", "k");
        check_mean(ledger, K, "(7)", normal, "W12^2", "k", "k^2");
        check_mean(ledger, K, "(7)", normal, "W12^2*W22", "k*(k+2)", "k^2");
        check_mean(ledger, K, "(7)", normal, "W11*W12^2", "k*(k+2)", "k");
        check_mean(ledger, K, "(7)", normal, "W12*W22", "0", "k");
        /* Gram-Schmidt: what is left of y is orthogonal to x, and A A' = X X' */
        algebra_define(K, "left_squared", "W22-W12^2/W11");
        algebra_check(ledger, K, "(7)", "W12-W12/W11*W11", "0", "W12");
        algebra_check(ledger, K, "(7)", "W12^2/W11+left_squared", "W22", "left_squared");
        algebra_clear(K);
    }
}

/* A reflection in two coordinates: u = (x - n, y) with x^2 + y^2 = n^2, written with t = tan of half the
   angle; (p, q) another row. */
static void check_reflection(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "n t p q r s");
    algebra_define(K, "x", "n*(1-t^2)/(1+t^2)");
    algebra_define(K, "y", "2*n*t/(1+t^2)");
    algebra_define(K, "f", "2/((x-n)^2+y^2)");
    algebra_define(K, "H11", "1-f*(x-n)^2");
    algebra_define(K, "H12", "-f*(x-n)*y");
    algebra_define(K, "H22", "1-f*y^2");
    algebra_check(ledger, K, "(8)", "x*H11+y*H12", "n", "-n");
    algebra_check(ledger, K, "(8)", "x*H12+y*H22", "0", "n");
    algebra_check(ledger, K, "(8)", "(p*H11+q*H12)^2+(p*H12+q*H22)^2", "p^2+q^2", "p^2-q^2");
    algebra_check(ledger, K, "(8)", "(p*H11+q*H12)*(r*H11+s*H12)+(p*H12+q*H22)*(r*H12+s*H22)", "p*r+q*s",
                  "p*s+q*r");
    algebra_clear(K);
}

/* c = R0, e^2 = 1 - c^2 by the half-angle; rows (c, e u). */
static void check_start(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t u1 u2 v1 v2");
    algebra_define(K, "c", "(1-t^2)/(1+t^2)");
    algebra_define(K, "e", "2*t/(1+t^2)");
    algebra_check(ledger, K, "(9)", "c*c+e*u1*e*v1+e*u2*e*v2", "c^2+(1-c^2)*(u1*v1+u2*v2)",
                  "c^2+(1-c)*(u1*v1+u2*v2)");
    algebra_clear(K);
}

/* (11): (x + y)^2 - (x^2 + y^2) >= 0 for commuting x, y >= 0. */
static void check_root(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x y");
    algebra_check(ledger, K, "(11)", "(x+y)^2-(x^2+y^2)", "2*x*y", "-2*x*y");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "19");
    check_step(ledger);
    check_complement(ledger);
    check_bartlett(ledger);
    check_reflection(ledger);
    check_start(ledger);
    check_root(ledger);
    return ledger_close(ledger);
}

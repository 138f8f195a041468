/* Checks the algebra of derivations/12-breakpoints.md. */
#include <stdio.h>

#include "algebra.h"

/* (1): s = 1 and s = -1; E = e^u. */
static void check_branches(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "u s E");
    algebra_define(K, "max", "(u+s*u)/2");
    algebra_define(K, "step", "(1+s)/2");
    algebra_define(K, "bent", "(1-s)/2*(E-1)");
    algebra_check(ledger, K, "(1) max, u > 0", "at(max,s,1)", "u", "0");
    algebra_check(ledger, K, "(1) max, u < 0", "at(max,s,-1)", "0", "u");
    algebra_check(ledger, K, "(1) step, u > 0", "at(step,s,1)", "1", "0");
    algebra_check(ledger, K, "(1) step, u < 0", "at(step,s,-1)", "0", "1");
    algebra_check(ledger, K, "(1) elu, u > 0", "at(bent,s,1)", "0", "E-1");
    algebra_check(ledger, K, "(1) elu, u < 0", "at(bent,s,-1)", "E-1", "0");
    algebra_clear(K);
}

#define FACTORS 3
#define LARGEST_EXPONENT 3

static int sign_of_product(const int *sign, const int *exponent)
{
    int product = 1;
    for (int i = 0; i < FACTORS; i++)
        if (exponent[i] % 2 != 0) product *= sign[i];
    return product;
}

/* Whether the product keeps its sign in all cases in which no factor with an exponent of the given parity
   changes its own. */
static int sign_is_kept(int watched_parity)
{
    int exponent[FACTORS], before[FACTORS], after[FACTORS], kept = 1;
    for (exponent[0] = -LARGEST_EXPONENT; exponent[0] <= LARGEST_EXPONENT; exponent[0]++)
        for (exponent[1] = -LARGEST_EXPONENT; exponent[1] <= LARGEST_EXPONENT; exponent[1]++)
            for (exponent[2] = -LARGEST_EXPONENT; exponent[2] <= LARGEST_EXPONENT; exponent[2]++)
                for (int pattern = 0; pattern < 1 << 2 * FACTORS; pattern++) {
                    int watched_changes = 0;
                    for (int i = 0; i < FACTORS; i++) {
                        before[i] = pattern >> i & 1 ? 1 : -1;
                        after[i] = pattern >> (FACTORS + i) & 1 ? 1 : -1;
                        watched_changes |= before[i] != after[i] && (exponent[i] % 2 != 0) == watched_parity;
                    }
                    if (!watched_changes)
                        kept &= sign_of_product(before, exponent) == sign_of_product(after, exponent);
                }
    return kept;
}

/* (3), (4): u = b v + b^2 w, and u = v + w/b^2. */
static void check_factors(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "b v w");
    identity_check(ledger, "(2)", "the sign of a product changes with a factor of odd exponent",
                   sign_is_kept(1), "of even exponent", sign_is_kept(0));
    algebra_check(ledger, K, "(3)", "b*v+b^2*w", "b*(v+b*w)", "b*(v+w)");
    algebra_check(ledger, K, "(4)", "(v+w/b^2)*b^2", "v*b^2+w", "v*b+w");
    algebra_clear(K);
}

/* (7): E' = E; l is softplus. */
static void check_slopes(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "E l");
    algebra_derivation(K, "D", "E:E l:E/(1+E)");
    algebra_check(ledger, K, "(7) tanh", "D((E-1/E)/(E+1/E))", "(2*E/(E^2+1))^2", "2*(E/(E^2+1))^2");
    algebra_check(ledger, K, "(7) sigmoid", "D(E/(1+E))", "E/(1+E)^2", "-E/(1+E)^2");
    algebra_check(ledger, K, "(7) softplus", "D(D(l))", "D(E/(1+E))", "D(1/(1+E))-D(l)");
    algebra_clear(K);
}

#define DEGREE 7

/* (8) with symbolic coefficients; the wrong variant takes k for k+1. */
static void define_clenshaw(algebra_t K, const char *prefix, int excess)
{
    char name[16], formula[96];
    for (int k = DEGREE; k >= 0; k--) {
        snprintf(name, sizeof name, "%s%d", prefix, k);
        if (k == DEGREE) snprintf(formula, sizeof formula, "p%d", k);
        else if (k == DEGREE - 1) snprintf(formula, sizeof formula, "p%d+x*%s%d", k, prefix, k + 1);
        else
            snprintf(formula, sizeof formula, "p%d+x*%s%d-%d*%s%d", k, prefix, k + 1, k + excess, prefix,
                     k + 2);
        algebra_define(K, name, formula);
    }
}

static void check_clenshaw(ledger_t ledger)
{
    char name[16], formula[512];
    size_t used = 0;
    algebra_t K;
    algebra_init(K, "x p0 p1 p2 p3 p4 p5 p6 p7");
    algebra_define(K, "H0", "1");
    algebra_define(K, "H1", "x");
    for (int n = 2; n <= DEGREE; n++) {
        snprintf(name, sizeof name, "H%d", n);
        snprintf(formula, sizeof formula, "x*H%d-%d*H%d", n - 1, n - 1, n - 2);
        algebra_define(K, name, formula);
    }
    define_clenshaw(K, "b", 1);
    define_clenshaw(K, "w", 0);
    for (int k = 0; k <= DEGREE; k++)
        used += (size_t)snprintf(formula + used, sizeof formula - used, "%sp%d*H%d", k > 0 ? "+" : "", k, k);
    algebra_check(ledger, K, "(8)", formula, "b0", "w0");
    algebra_clear(K);
}

/* (10), (13) where the intermediate point of the mean value
   theorem is known: a quadratic polynomial, halfway. */
static void check_mean_value(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "x a y z m");
    algebra_derivation(K, "D", "x:1");
    algebra_define(K, "u", "a*(x-z)*(x-y)");
    algebra_check(ledger, K, "(10)", "at(u,x,m)-at(u,x,y)", "at(D(u),x,(m+y)/2)*(m-y)", "at(D(u),x,m)*(m-y)");
    algebra_check(ledger, K, "(13)", "z", "m-at(u,x,m)/at(D(u),x,(m+z)/2)", "m-at(u,x,m)/at(D(u),x,m)");
    algebra_clear(K);
}

/* (12): (x - c)^m w has vanishing derivatives below the m-th at c, which is m! w. */
static void check_multiplicity(ledger_t ledger)
{
    char number[32], power[64], left[128], right[32];
    algebra_t K;
    algebra_init(K, "x c w w1 w2 w3 w4 w5");
    algebra_derivation(K, "D", "x:1 w:w1 w1:w2 w2:w3 w3:w4 w4:w5");
    for (int m = 1, factorial = 1; m <= 4; m++, factorial *= m) {
        snprintf(power, sizeof power, "(x-c)^%d*w", m);
        for (int j = 0; j <= m; j++) {
            snprintf(number, sizeof number, "(12) m = %d, u^(%d)", m, j);
            snprintf(left, sizeof left, "at(%.*s%s%.*s,x,c)", 2 * j, "D(D(D(D(", power, j, "))))");
            snprintf(right, sizeof right, "%d*w", factorial);
            algebra_check(ledger, K, number, left, j < m ? "0" : right, j < m ? "w" : "w1");
        }
    }
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "12");
    check_branches(ledger);
    check_factors(ledger);
    check_slopes(ledger);
    check_clenshaw(ledger);
    check_mean_value(ledger);
    check_multiplicity(ledger);
    return ledger_close(ledger);
}

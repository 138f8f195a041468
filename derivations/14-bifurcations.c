/* Checks the algebra of derivations/14-bifurcations.md. */
#include <stdio.h>

#include <flint/fmpz_mpoly.h>

#include "algebra.h"

/* (2): Lagrange's formula through the values at 0, 1, 2 of a polynomial of degree 2. */
static void check_interpolation(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "b x y z");
    algebra_define(K, "f", "x+y*b+z*b^2");
    algebra_define(K, "L0", "(b-1)*(b-2)/2");
    algebra_define(K, "L1", "-b*(b-2)");
    algebra_define(K, "L2", "b*(b-1)/2");
    algebra_check(ledger, K, "(2)", "at(f,b,0)*L0+at(f,b,1)*L1+at(f,b,2)*L2", "f", "f+b*(b-1)*(b-2)");
    algebra_check(ledger, K, "(2)", "L0+L1+L2", "1", "b");
    algebra_clear(K);
}

/* (3): the norm, and that a positive factor of P or S scales N and F. */
static void check_norm(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "t g h P P1 P2 S S1 S2");
    algebra_check(ledger, K, "(3)", "(g+h*t)*(g-h*t)", "g^2-t^2*h^2", "g^2+t^2*h^2");
    algebra_define(K, "N", "P*S1-2*P1*S");
    algebra_define(K, "F", "P2*S1-P1*S2");
    algebra_check(ledger, K, "(2)", "at(at(N,P,t*P),P1,t*P1)", "t*N", "t^2*N");
    algebra_check(ledger, K, "(2)", "at(at(F,P1,t*P1),P2,t*P2)", "t*F", "F");
    algebra_check(ledger, K, "(2)", "at(at(N,S,t*S),S1,t*S1)", "t*N", "N");
    /* The common zeros named in the proof of (4). */
    algebra_check(ledger, K, "(4)", "at(N,P1,0)", "P*S1", "P*S");
    algebra_check(ledger, K, "(4)", "at(N,P,0)", "-2*P1*S", "2*P1*S");
    algebra_check(ledger, K, "(4)", "at(F,P1,0)", "P2*S1", "P2*S2");
    algebra_clear(K);
}

/* The elimination on an example whose answers are plain: student h1 + h3, teacher h1 + b h3, so that P = R +
   b R^3, S = R^2 + R^6. */
typedef struct {
    fmpz_mpoly_ctx_t ctx;
    fmpz_mpoly_t P, P1, P2, S, S1, S2, N, F;
} example_t;

static void example_init(example_t *e)
{
    static const char *variables[] = {"b", "R"};
    fmpz_mpoly_t x;
    fmpz_mpoly_struct *all[] = {e->P, e->P1, e->P2, e->S, e->S1, e->S2, e->N, e->F};
    fmpz_mpoly_ctx_init(e->ctx, 2, ORD_LEX);
    for (int i = 0; i < 8; i++) fmpz_mpoly_init(all[i], e->ctx);
    fmpz_mpoly_init(x, e->ctx);
    fmpz_mpoly_set_str_pretty(e->P, "R+b*R^3", variables, e->ctx);
    fmpz_mpoly_set_str_pretty(e->S, "R^2+R^6", variables, e->ctx);
    fmpz_mpoly_derivative(e->P1, e->P, 1, e->ctx);
    fmpz_mpoly_derivative(e->P2, e->P1, 1, e->ctx);
    fmpz_mpoly_derivative(e->S1, e->S, 1, e->ctx);
    fmpz_mpoly_derivative(e->S2, e->S1, 1, e->ctx);
    fmpz_mpoly_mul(e->N, e->P, e->S1, e->ctx);
    fmpz_mpoly_mul(x, e->P1, e->S, e->ctx);
    fmpz_mpoly_scalar_mul_ui(x, x, 2, e->ctx);
    fmpz_mpoly_sub(e->N, e->N, x, e->ctx);
    fmpz_mpoly_mul(e->F, e->P2, e->S1, e->ctx);
    fmpz_mpoly_mul(x, e->P1, e->S2, e->ctx);
    fmpz_mpoly_sub(e->F, e->F, x, e->ctx);
    fmpz_mpoly_clear(x, e->ctx);
}

static void example_clear(example_t *e)
{
    fmpz_mpoly_struct *all[] = {e->P, e->P1, e->P2, e->S, e->S1, e->S2, e->N, e->F};
    for (int i = 0; i < 8; i++) fmpz_mpoly_clear(all[i], e->ctx);
    fmpz_mpoly_ctx_clear(e->ctx);
}

static int equals(const fmpz_mpoly_t x, const char *formula, const fmpz_mpoly_ctx_t ctx)
{
    static const char *variables[] = {"b", "R"};
    fmpz_mpoly_t y;
    fmpz_mpoly_init(y, ctx);
    int equal = fmpz_mpoly_set_str_pretty(y, formula, variables, ctx) == 0 && fmpz_mpoly_equal(x, y, ctx);
    fmpz_mpoly_clear(y, ctx);
    return equal;
}

/* Whether the discriminant (or the resultant, other != NULL) in R is divisible by the formula. */
static int eliminates_to(const fmpz_mpoly_t f, const fmpz_mpoly_struct *other, const char *formula,
                         const fmpz_mpoly_ctx_t ctx)
{
    static const char *variables[] = {"b", "R"};
    fmpz_mpoly_t x, y, quotient;
    fmpz_mpoly_init(x, ctx);
    fmpz_mpoly_init(y, ctx);
    fmpz_mpoly_init(quotient, ctx);
    int done =
        other == NULL ? fmpz_mpoly_discriminant(x, f, 1, ctx) : fmpz_mpoly_resultant(x, f, other, 1, ctx);
    int divides = done && fmpz_mpoly_set_str_pretty(y, formula, variables, ctx) == 0 &&
                  fmpz_mpoly_divides(quotient, x, y, ctx);
    fmpz_mpoly_clear(x, ctx);
    fmpz_mpoly_clear(y, ctx);
    fmpz_mpoly_clear(quotient, ctx);
    return divides;
}

static void check_example(ledger_t ledger)
{
    example_t e;
    fmpz_mpoly_t end, reduced;
    fmpz_t one;
    example_init(&e);
    fmpz_mpoly_init(end, e.ctx);
    fmpz_mpoly_init(reduced, e.ctx);
    fmpz_init_set_ui(one, 1);
    identity_check(ledger, "(4)", "h1+h3 | h1+b h3: N = 4 R^6 - 4 b R^4", equals(e.N, "4*R^6-4*b*R^4", e.ctx),
                   "4*R^6-2*b*R^4", equals(e.N, "4*R^6-2*b*R^4", e.ctx));
    fmpz_mpoly_evaluate_one_fmpz(end, e.N, 1, one, e.ctx);
    identity_check(ledger, "(5)", "N(1) = 4 - 4 b: threshold b = 1", equals(end, "4-4*b", e.ctx), "4-2*b",
                   equals(end, "4-2*b", e.ctx));
    fmpz_mpoly_evaluate_one_fmpz(end, e.F, 1, one, e.ctx);
    identity_check(ledger, "(5)", "F(1) = -48 b - 32: threshold b = -2/3", equals(end, "-48*b-32", e.ctx),
                   "-48*b-31", equals(end, "-48*b-31", e.ctx));
    identity_check(ledger, "(4)", "the discriminant of F in R has the factor 9 b^2 - 125",
                   eliminates_to(e.F, NULL, "9*b^2-125", e.ctx), "9 b^2 - 124",
                   eliminates_to(e.F, NULL, "9*b^2-124", e.ctx));
    static const char *variables[] = {"b", "R"};
    fmpz_mpoly_set_str_pretty(reduced, "1+b*R^2", variables, e.ctx); /* P/R */
    identity_check(ledger, "(4)", "the resultant of F and P/R has the factor b^2 - 3",
                   eliminates_to(e.F, reduced, "b^2-3", e.ctx), "b^2 - 2",
                   eliminates_to(e.F, reduced, "b^2-2", e.ctx));
    fmpz_clear(one);
    fmpz_mpoly_clear(end, e.ctx);
    fmpz_mpoly_clear(reduced, e.ctx);
    example_clear(&e);
}

/* (11), (12): E is E sigma^2, E1 is E sigma'^2. */
static void check_affine(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "b u v x y c1 c3 E E1");
    algebra_define(K, "f", "x+(b-u)*(y-x)/(v-u)");
    algebra_check(ledger, K, "(11)", "at(f,b,u)", "x", "y");
    algebra_check(ledger, K, "(11)", "at(f,b,v)", "y", "x");
    algebra_check(ledger, K, "(11)", "at(f,b,u+(v-u)*x/(x-y))", "0", "x");
    algebra_define(K, "N1", "(c1+b*c3)*2*E1-2*(c1+3*b*c3)*E");
    algebra_check(ledger, K, "(12)", "N1/2", "c1*(E1-E)-b*c3*(3*E-E1)", "c1*(E1-E)+b*c3*(3*E-E1)");
    algebra_check(ledger, K, "(12)", "at(N1,b,c1*(E1-E)/(c3*(3*E-E1)))", "0", "c1");
    algebra_clear(K);
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "14");
    check_interpolation(ledger);
    check_norm(ledger);
    check_example(ledger);
    check_affine(ledger);
    return ledger_close(ledger);
}

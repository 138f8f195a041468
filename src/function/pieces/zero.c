/* Real zeros of analytic expressions. */
#include <flint/arb_fmpz_poly.h>

#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/facts/facts.h"
#include "function/pieces/zero.h"

#define FIRST_PREC 64
#define MOST_DOUBLINGS 6
#define MOST_NEWTON_STEPS 500
#define MOST_WORKING_DOUBLINGS 3 /* against cancellation */

/* ---- memory ---- */

void zeros_init(zeros_t zeros)
{
    zeros->count = zeros->alloc = 0;
    zeros->zero = NULL;
}

void zeros_clear(zeros_t zeros)
{
    flint_free(zeros->zero);
}

void zeros_append(zeros_t zeros, zero_struct *zero)
{
    if (zeros->count == zeros->alloc) {
        zeros->alloc = 2 * zeros->alloc + 4;
        zeros->zero = flint_realloc(zeros->zero, zeros->alloc * sizeof(*zeros->zero));
    }
    zeros->zero[zeros->count++] = zero;
}

void zero_pool_clear(zeros_t pool)
{
    for (slong i = 0; i < pool->count; i++) {
        zero_struct *zero = pool->zero[i];

        arb_clear(zero->ball);
        arb_clear(zero->isolated);
        fmpq_clear(zero->value);
        fmpz_poly_clear(zero->minimal);
        node_release(zero->argument);
        node_release(zero->slope);
        flint_free(zero);
    }
    zeros_clear(pool);
}

static zero_struct *allocate(zeros_t pool, zero_kind_t kind)
{
    zero_struct *zero = flint_calloc(1, sizeof(*zero));

    zero->kind = kind;
    arb_init(zero->ball);
    arb_init(zero->isolated);
    fmpq_init(zero->value);
    fmpz_poly_init(zero->minimal);
    zeros_append(pool, zero);
    return zero;
}

zero_struct *zero_new_rational(zeros_t pool, const fmpq_t value)
{
    zero_struct *zero = allocate(pool, ZERO_RATIONAL);

    fmpq_set(zero->value, value);
    zero_refine(zero, FIRST_PREC);
    return zero;
}

zero_struct *zero_new_algebraic(zeros_t pool, const fmpz_poly_t minimal, slong index, const arb_t isolated)
{
    zero_struct *zero = allocate(pool, ZERO_ALGEBRAIC);

    fmpz_poly_set(zero->minimal, minimal);
    zero->index = index;
    arb_set(zero->isolated, isolated);
    zero_refine(zero, FIRST_PREC);
    return zero;
}

/* 1 if the zero is a rational number by structure; then it becomes one. */
static int recognise(zero_struct *zero)
{
    int found;

    ball_simplest(zero->value, zero->ball);
    found = arb_contains_fmpq(zero->isolated, zero->value) && node_vanishes_at(zero->argument, zero->value);
    if (!found) return 0;
    zero->kind = ZERO_RATIONAL;
    zero->prec = 0; /* to be enclosed anew */
    return 1;
}

zero_struct *zero_new_transversal(zeros_t pool, const wane_node_t *argument, const wane_node_t *slope,
                                  const arb_t isolated)
{
    zero_struct *zero = allocate(pool, ZERO_TRANSVERSAL);

    zero->argument = node_keep(argument);
    zero->slope = node_keep(slope);
    arb_set(zero->isolated, isolated);
    zero_refine(zero, FIRST_PREC);
    if (recognise(zero)) zero_refine(zero, FIRST_PREC);
    return zero;
}

/* ---- refinement ---- */

static void refine_rational(zero_struct *zero, slong prec)
{
    slong size = FLINT_MAX(fmpz_bits(fmpq_numref(zero->value)), fmpz_bits(fmpq_denref(zero->value)));

    if (fmpz_popcnt(fmpq_denref(zero->value)) == 1) prec = FLINT_MAX(prec, size); /* a dyadic number: exact */
    arb_set_fmpq(zero->ball, zero->value, prec);
}

/* The function a zero is one of, and its derivative. */
typedef struct {
    const zero_struct *zero;
    fmpz_poly_t slope; /* of an algebraic zero */
} equation_t;

static void evaluate(arb_t value, const equation_t *equation, int derivative, const arb_t x, slong prec)
{
    const zero_struct *zero = equation->zero;
    wane_function_t f = {{derivative ? zero->slope : zero->argument}};

    if (zero->kind == ZERO_TRANSVERSAL) wane_function_evaluate_real(value, f, x, prec);
    else arb_fmpz_poly_evaluate_arb(value, derivative ? equation->slope : zero->minimal, x, prec);
}

/* One step of Newton's method on intervals: by the mean value theorem the zeros of f in x lie in
   m - f(m)/f'(x).  Returns 0 when x hardly shrinks any more. */
static int newton_step(arb_t x, const equation_t *equation, slong prec)
{
    int shrunk = 0;

    SCOPED(arb, middle, value, d, next);
    SCOPED(mag, enough);
    arb_get_mid_arb(next, x);
    arb_set_round(middle, next, prec);
    arb_get_mid_arb(middle, middle);
    if (!arb_contains(x, middle)) arb_swap(middle, next); /* the mean value theorem needs it there */
    evaluate(value, equation, 0, middle, prec);
    evaluate(d, equation, 1, x, prec);
    arb_div(value, value, d, prec);
    arb_sub(next, middle, value, prec);
    if (arb_is_finite(next) && arb_intersection(next, next, x, prec)) {
        mag_mul_2exp_si(enough, arb_radref(x), -1);
        mag_mul_ui(enough, enough, 3);
        mag_mul_2exp_si(enough, enough, -1); /* three quarters */
        shrunk = mag_cmp(arb_radref(next), enough) <= 0 && !arb_is_exact(x);
        if (mag_cmp(arb_radref(next), arb_radref(x)) < 0) arb_swap(x, next);
    }
    return shrunk;
}

static void refine_by_newton(zero_struct *zero, slong prec)
{
    equation_t equation = {.zero = zero};

    SCOPED(arb, x);
    arb_set(x, zero->isolated);
    fmpz_poly_init(equation.slope);
    fmpz_poly_derivative(equation.slope, zero->minimal);
    for (int i = 0; i <= MOST_WORKING_DOUBLINGS; i++) {
        slong working = (prec + 32) << i;

        for (slong step = 0; step < MOST_NEWTON_STEPS && newton_step(x, &equation, working); step++) continue;
        if (arb_rel_accuracy_bits(x) >= prec) break;
    }
    if (!arb_intersection(zero->ball, x, zero->isolated, prec + 32)) arb_set(zero->ball, x);
    fmpz_poly_clear(equation.slope);
}

void zero_refine(zero_struct *zero, slong prec)
{
    if (prec <= zero->prec) return;
    zero->prec = prec;
    if (zero->kind == ZERO_RATIONAL) refine_rational(zero, prec);
    else refine_by_newton(zero, prec);
}

/* ---- comparison ---- */

static int rational_is_zero_of(const zero_struct *rational, const zero_struct *b)
{
    return arb_contains_fmpq(b->isolated, rational->value) && node_vanishes_at(b->argument, rational->value);
}

/* Proportional arguments have the same zeros, and only one of them is in b->isolated: derivations/12 (14). */
static int same_transversal(const zero_struct *a, const zero_struct *b)
{
    wane_function_t f = {{a->argument}}, g = {{b->argument}};
    int result;

    if (!arb_contains(b->isolated, a->ball) && !arb_contains(a->isolated, b->ball)) return 0;
    SCOPED(fmpq, ratio);
    result = function_ratio(ratio, f, g) && !fmpq_is_zero(ratio);
    return result;
}

static int equal(const zero_struct *a, const zero_struct *b)
{
    if (a->kind > b->kind) return equal(b, a);
    if (a->kind == ZERO_RATIONAL) {
        if (b->kind == ZERO_RATIONAL) return fmpq_equal(a->value, b->value);
        return b->kind == ZERO_TRANSVERSAL && rational_is_zero_of(a, b);
    }
    if (a->kind == ZERO_TRANSVERSAL) return same_transversal(a, b);
    return b->kind == ZERO_ALGEBRAIC && a->index == b->index && fmpz_poly_equal(a->minimal, b->minimal);
}

int zero_compare(zero_struct *a, zero_struct *b, slong prec)
{
    if (a == b) return 0;
    for (int i = 0; i <= MOST_DOUBLINGS; i++) {
        if (arb_lt(a->ball, b->ball)) return -1;
        if (arb_gt(a->ball, b->ball)) return 1;
        if (i == 0 && equal(a, b)) return 0;
        zero_refine(a, prec << i);
        zero_refine(b, prec << i);
    }
    return equal(a, b) ? 0 : ZERO_UNKNOWN; /* enclosed closely, each is seen in the other's interval */
}

void ball_simplest(fmpq_t c, const arb_t x)
{

    SCOPED(fmpq, lower, upper);
    SCOPED(arf, end);
    arb_get_lbound_arf(end, x, ARF_PREC_EXACT);
    arf_get_fmpq(lower, end);
    arb_get_ubound_arf(end, x, ARF_PREC_EXACT);
    arf_get_fmpq(upper, end);
    fmpq_simplest_between(c, lower, upper);
}

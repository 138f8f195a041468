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

void wane_zeros_init(wane_zeros_t zeros)
{
    zeros->count = zeros->alloc = 0;
    zeros->zero = NULL;
}

void wane_zeros_clear(wane_zeros_t zeros)
{
    flint_free(zeros->zero);
}

void wane_zeros_append(wane_zeros_t zeros, wane_zero_struct *zero)
{
    if (zeros->count == zeros->alloc) {
        zeros->alloc = 2 * zeros->alloc + 4;
        zeros->zero = flint_realloc(zeros->zero, zeros->alloc * sizeof(*zeros->zero));
    }
    zeros->zero[zeros->count++] = zero;
}

void wane_zero_pool_clear(wane_zeros_t pool)
{
    for (slong i = 0; i < pool->count; i++) {
        wane_zero_struct *zero = pool->zero[i];

        arb_clear(zero->ball);
        arb_clear(zero->isolated);
        fmpq_clear(zero->value);
        fmpz_poly_clear(zero->minimal);
        wane_node_release(zero->argument);
        wane_node_release(zero->slope);
        flint_free(zero);
    }
    wane_zeros_clear(pool);
}

static wane_zero_struct *allocate(wane_zeros_t pool, wane_zero_kind_t kind)
{
    wane_zero_struct *zero = flint_calloc(1, sizeof(*zero));

    zero->kind = kind;
    arb_init(zero->ball);
    arb_init(zero->isolated);
    fmpq_init(zero->value);
    fmpz_poly_init(zero->minimal);
    wane_zeros_append(pool, zero);
    return zero;
}

wane_zero_struct *wane_zero_new_rational(wane_zeros_t pool, const fmpq_t value)
{
    wane_zero_struct *zero = allocate(pool, WANE_ZERO_RATIONAL);

    fmpq_set(zero->value, value);
    wane_zero_refine(zero, FIRST_PREC);
    return zero;
}

wane_zero_struct *wane_zero_new_algebraic(wane_zeros_t pool, const fmpz_poly_t minimal, slong index,
                                          const arb_t isolated)
{
    wane_zero_struct *zero = allocate(pool, WANE_ZERO_ALGEBRAIC);

    fmpz_poly_set(zero->minimal, minimal);
    zero->index = index;
    arb_set(zero->isolated, isolated);
    wane_zero_refine(zero, FIRST_PREC);
    return zero;
}

/* 1 if the zero is a rational number by structure; then it becomes one. */
static int recognise(wane_zero_struct *zero)
{
    int found;

    wane_ball_simplest(zero->value, zero->ball);
    found =
        arb_contains_fmpq(zero->isolated, zero->value) && wane_node_vanishes_at(zero->argument, zero->value);
    if (!found) return 0;
    zero->kind = WANE_ZERO_RATIONAL;
    zero->prec = 0; /* to be enclosed anew */
    return 1;
}

wane_zero_struct *wane_zero_new_transversal(wane_zeros_t pool, const wane_node_t *argument,
                                            const wane_node_t *slope, const arb_t isolated)
{
    wane_zero_struct *zero = allocate(pool, WANE_ZERO_TRANSVERSAL);

    zero->argument = wane_node_keep(argument);
    zero->slope = wane_node_keep(slope);
    arb_set(zero->isolated, isolated);
    wane_zero_refine(zero, FIRST_PREC);
    if (recognise(zero)) wane_zero_refine(zero, FIRST_PREC);
    return zero;
}

/* ---- refinement ---- */

static void refine_rational(wane_zero_struct *zero, slong prec)
{
    slong size = FLINT_MAX(fmpz_bits(fmpq_numref(zero->value)), fmpz_bits(fmpq_denref(zero->value)));

    if (fmpz_popcnt(fmpq_denref(zero->value)) == 1) prec = FLINT_MAX(prec, size); /* a dyadic number: exact */
    arb_set_fmpq(zero->ball, zero->value, prec);
}

/* The function a zero is one of, and its derivative. */
typedef struct {
    const wane_zero_struct *zero;
    fmpz_poly_t slope; /* of an algebraic zero */
} equation_t;

static void evaluate(arb_t value, const equation_t *equation, int derivative, const arb_t x, slong prec)
{
    const wane_zero_struct *zero = equation->zero;
    wane_function_t f = {{derivative ? zero->slope : zero->argument}};

    if (zero->kind == WANE_ZERO_TRANSVERSAL) wane_function_evaluate_real(value, f, x, prec);
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

static void refine_by_newton(wane_zero_struct *zero, slong prec)
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

void wane_zero_refine(wane_zero_struct *zero, slong prec)
{
    if (prec <= zero->prec) return;
    zero->prec = prec;
    if (zero->kind == WANE_ZERO_RATIONAL) refine_rational(zero, prec);
    else refine_by_newton(zero, prec);
}

/* ---- comparison ---- */

static int rational_is_zero_of(const wane_zero_struct *rational, const wane_zero_struct *b)
{
    return arb_contains_fmpq(b->isolated, rational->value) &&
           wane_node_vanishes_at(b->argument, rational->value);
}

/* Proportional arguments have the same zeros, and only one of them is in b->isolated: derivations/12 (14). */
static int same_transversal(const wane_zero_struct *a, const wane_zero_struct *b)
{
    wane_function_t f = {{a->argument}}, g = {{b->argument}};
    int result;

    if (!arb_contains(b->isolated, a->ball) && !arb_contains(a->isolated, b->ball)) return 0;
    SCOPED(fmpq, ratio);
    result = wane_function_ratio(ratio, f, g) && !fmpq_is_zero(ratio);
    return result;
}

static int equal(const wane_zero_struct *a, const wane_zero_struct *b)
{
    if (a->kind > b->kind) return equal(b, a);
    if (a->kind == WANE_ZERO_RATIONAL) {
        if (b->kind == WANE_ZERO_RATIONAL) return fmpq_equal(a->value, b->value);
        return b->kind == WANE_ZERO_TRANSVERSAL && rational_is_zero_of(a, b);
    }
    if (a->kind == WANE_ZERO_TRANSVERSAL) return same_transversal(a, b);
    return b->kind == WANE_ZERO_ALGEBRAIC && a->index == b->index && fmpz_poly_equal(a->minimal, b->minimal);
}

int wane_zero_compare(wane_zero_struct *a, wane_zero_struct *b, slong prec)
{
    if (a == b) return 0;
    for (int i = 0; i <= MOST_DOUBLINGS; i++) {
        if (arb_lt(a->ball, b->ball)) return -1;
        if (arb_gt(a->ball, b->ball)) return 1;
        if (i == 0 && equal(a, b)) return 0;
        wane_zero_refine(a, prec << i);
        wane_zero_refine(b, prec << i);
    }
    return equal(a, b) ? 0 : WANE_ZERO_UNKNOWN; /* enclosed closely, each is seen in the other's interval */
}

void wane_ball_simplest(fmpq_t c, const arb_t x)
{

    SCOPED(fmpq, lower, upper);
    SCOPED(arf, end);
    arb_get_lbound_arf(end, x, ARF_PREC_EXACT);
    arf_get_fmpq(lower, end);
    arb_get_ubound_arf(end, x, ARF_PREC_EXACT);
    arf_get_fmpq(upper, end);
    fmpq_simplest_between(c, lower, upper);
}

#include "hermite/kink_kernel.h"

#include "hermite/broken_line.h"
#include "hermite/kink_pair.h"
#include "hermite/normal_law.h"
#include "hermite/owen.h"

/* A complement of fewer accurate bits than this is treated by monotonicity. */
#define NARROW_BITS 40

typedef struct {
    kink_pair_t pair;
    arb_t ramps, ramp_step; /* the weights of the kernels of the pair */
} term_t;

/* constant + linear q + the terms of all pairs of kinks: derivations/09 (12). */
typedef struct {
    arb_t constant, linear;
    slong count;
    term_t *term;
} side_t;

struct wane_kink_kernel {
    side_t side[2];       /* with g(v), with g(-v) */
    wane_parity_t parity; /* of g: with it the second side is not needed */
};

static void side_clear(side_t *side)
{
    for (slong i = 0; i < side->count; i++) {
        kink_pair_clear(side->term[i].pair);
        arb_clear(side->term[i].ramps);
        arb_clear(side->term[i].ramp_step);
    }
    flint_free(side->term);
    arb_clear(side->constant);
    arb_clear(side->linear);
}

/* E r(Z) and E r'(Z) = E Z r(Z) of the kinked part r of a broken line, of its kinks turn (z - x)_+ + jump
 * 1_{z > x}. */
static void means_of_kinks(arb_t mean, arb_t mean_slope, const broken_line_t line, slong prec)
{
    arb_t density, beyond;
    arb_init(density);
    arb_init(beyond);
    arb_zero(mean);
    arb_zero(mean_slope);
    for (slong i = 0; i < line->count; i++) {
        const kink_struct *kink = line->kink + i;
        hermite_normal_density(density, kink->at, prec);
        hermite_normal_beyond(beyond, kink->at, prec);
        arb_addmul(mean_slope, kink->turn, beyond, prec);
        arb_addmul(mean_slope, kink->jump, density, prec);
        arb_addmul(mean, kink->jump, beyond, prec);
        arb_submul(density, kink->at, beyond, prec);
        arb_addmul(mean, kink->turn, density, prec);
    }
    arb_clear(density);
    arb_clear(beyond);
}

/* The products that involve the lines constant + slope x. */
static void set_lines(side_t *side, const broken_line_t f, const broken_line_t g, slong prec)
{
    arb_t f_mean, f_slope, g_mean, g_slope;
    arb_init(f_mean);
    arb_init(f_slope);
    arb_init(g_mean);
    arb_init(g_slope);
    means_of_kinks(f_mean, f_slope, f, prec);
    means_of_kinks(g_mean, g_slope, g, prec);
    arb_add(g_mean, g_mean, g->constant, prec);
    arb_mul(side->constant, f->constant, g_mean, prec);
    arb_addmul(side->constant, g->constant, f_mean, prec);
    arb_add(g_slope, g_slope, g->slope, prec);
    arb_mul(side->linear, f->slope, g_slope, prec);
    arb_addmul(side->linear, g->slope, f_slope, prec);
    arb_clear(f_mean);
    arb_clear(f_slope);
    arb_clear(g_mean);
    arb_clear(g_slope);
}

static int coincide(const kink_struct *x, const kink_struct *y, int same_function, slong i, slong j)
{
    return (same_function && i == j) || (x->has_exact && y->has_exact && fmpq_equal(&x->exact, &y->exact)) ||
           (arb_is_exact(x->at) && arb_equal(x->at, y->at));
}

static void set_terms(side_t *side, const broken_line_t f, const broken_line_t g, int same_function,
                      slong prec)
{
    side->count = f->count * g->count;
    side->term = flint_malloc((size_t)FLINT_MAX(side->count, 1) * sizeof(term_t));
    for (slong i = 0; i < f->count; i++)
        for (slong j = 0; j < g->count; j++) {
            const kink_struct *x = f->kink + i, *y = g->kink + j;
            term_t *term = side->term + i * g->count + j;
            kink_pair_init(term->pair);
            arb_init(term->ramps);
            arb_init(term->ramp_step);
            kink_pair_set(term->pair, x->at, y->at, coincide(x, y, same_function, i, j), prec);
            arb_mul(term->ramps, x->turn, y->turn, prec);
            arb_mul(term->ramp_step, x->turn, y->jump, prec);
        }
}

static int is_continuous(const broken_line_t f)
{
    for (slong i = 0; i < f->count; i++)
        if (!arb_is_zero(f->kink[i].jump)) return 0;
    return 1;
}

static int side_init(side_t *side, const wane_function_t f, const wane_function_t g, int same_function,
                     slong prec)
{
    broken_line_t f_line, g_line;
    int usable;
    arb_init(side->constant);
    arb_init(side->linear);
    side->count = 0;
    side->term = NULL;
    broken_line_init(f_line);
    broken_line_init(g_line);
    usable = broken_line_set_function(f_line, f, prec) && is_continuous(f_line) &&
             broken_line_set_function(g_line, g, prec) && f_line->count > 0 && g_line->count > 0;
    if (usable) {
        set_lines(side, f_line, g_line, prec);
        set_terms(side, f_line, g_line, same_function, prec);
    }
    broken_line_clear(f_line);
    broken_line_clear(g_line);
    return usable;
}

static int two_sides_init(hermite_kink_kernel_t *kernel, const wane_function_t f, const wane_function_t g,
                          slong prec)
{
    wane_function_t reflected;
    wane_function_init(reflected);
    wane_function_reflect(reflected, g);
    int usable = side_init(&kernel->side[0], f, g, f->root == g->root, prec);
    usable &= side_init(&kernel->side[1], f, reflected, 0, prec);
    kernel->parity = wane_function_parity(g);
    wane_function_clear(reflected);
    return usable;
}

hermite_kink_kernel_t *hermite_kink_kernel_new(const wane_function_t f, const wane_function_t g, slong prec)
{
    if (wane_hermite_resolve(f, prec, NULL) != WANE_OK || wane_hermite_resolve(g, prec, NULL) != WANE_OK)
        return NULL;
    hermite_kink_kernel_t *kernel = flint_malloc(sizeof(hermite_kink_kernel_t));
    if (!two_sides_init(kernel, f, g, prec)) {
        hermite_kink_kernel_free(kernel);
        kernel = NULL;
    }
    return kernel;
}

void hermite_kink_kernel_free(hermite_kink_kernel_t *kernel)
{
    if (kernel == NULL) return;
    side_clear(&kernel->side[0]);
    side_clear(&kernel->side[1]);
    flint_free(kernel);
}

/* value[j] += weight * entry[j]; a weight that is exactly 0 silences an infinite entry. */
static void add_weighted(arb_ptr value, const arb_t weight, arb_srcptr entry, slong prec)
{
    if (arb_is_zero(weight)) return;
    for (slong j = 0; j < KINK_DERIVATIVES; j++) arb_addmul(value + j, weight, entry + j, prec);
}

typedef void (*pair_kernel_t)(arb_ptr, const kink_pair_t, const correlation_t, slong);

/* The first `monotone` entries increase with q: derivations/09 (13). */
static void pair_on_interval(arb_ptr entry, pair_kernel_t kernel, slong monotone, const kink_pair_t pair,
                             const correlation_t at, const correlation_struct *ends, slong prec)
{
    kernel(entry, pair, at, prec);
    if (ends == NULL) return;
    arb_ptr low = _arb_vec_init(2 * KINK_DERIVATIVES), high = low + KINK_DERIVATIVES;
    kernel(low, pair, ends, prec);
    kernel(high, pair, ends + 1, prec);
    for (slong j = 0; j < monotone; j++) arb_union(entry + j, low + j, high + j, prec);
    _arb_vec_clear(low, 2 * KINK_DERIVATIVES);
}

static void evaluate_side(arb_ptr value, const side_t *side, const correlation_t at,
                          const correlation_struct *ends, slong prec)
{
    arb_ptr entry = _arb_vec_init(KINK_DERIVATIVES);
    _arb_vec_zero(value, KINK_DERIVATIVES);
    arb_set(value, side->constant);
    arb_addmul(value, side->linear, at->q, prec);
    arb_set(value + 1, side->linear);
    for (slong i = 0; i < side->count; i++) {
        const term_t *term = side->term + i;
        if (!arb_is_zero(term->ramps)) {
            pair_on_interval(entry, kink_pair_ramps, 2, term->pair, at, ends, prec);
            add_weighted(value, term->ramps, entry, prec);
        }
        if (!arb_is_zero(term->ramp_step)) {
            pair_on_interval(entry, kink_pair_ramp_step, 1, term->pair, at, ends, prec);
            add_weighted(value, term->ramp_step, entry, prec);
        }
    }
    _arb_vec_clear(entry, KINK_DERIVATIVES);
}

static void evaluate_at_complement(arb_ptr value, const side_t *side, const arb_t complement, slong prec)
{
    correlation_t at;
    arb_t end;
    correlation_init(at);
    arb_init(end);
    correlation_set_complement(at, complement, prec);
    if (arb_is_exact(at->complement) || arb_rel_accuracy_bits(at->complement) >= NARROW_BITS) {
        evaluate_side(value, side, at, NULL, prec);
    } else {
        correlation_t ends[2];
        for (int i = 0; i < 2; i++) {
            correlation_init(ends[i]);
            if (i == 0) arb_get_ubound_arf(arb_midref(end), at->complement, prec);
            else arb_get_lbound_arf(arb_midref(end), at->complement, prec);
            correlation_set_complement(ends[i], end, prec);
        }
        evaluate_side(value, side, at, ends[0], prec);
        for (int i = 0; i < 2; i++) correlation_clear(ends[i]);
    }
    correlation_clear(at);
    arb_clear(end);
}

void hermite_kink_kernel_evaluate(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                  const arb_t complement, slong prec)
{
    const int has_parity = kernel->parity == WANE_PARITY_EVEN || kernel->parity == WANE_PARITY_ODD;
    const side_t *side = &kernel->side[reflect && !has_parity];
    evaluate_at_complement(value, side, complement, prec);
    if (reflect && kernel->parity == WANE_PARITY_ODD) _arb_vec_neg(value, value, KINK_DERIVATIVES);
}

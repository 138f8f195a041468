/* How much faster the fast flow contracts than the slow flow moves: lower bounds. */
#include "base/scoped.h"
#include "manifold/limit/phase_rates.h"
#include "manifold/shape/rough_range.h"

#define BOUND_PREC 64
#define MAX_DEPTH 12
#define LOOKS 16
#define ALIGNED_PIECES 128

/* On [l, r], exact numbers: lower bounds of |P'| and |F|, upper bounds of S' and |N|; near 0 without the
   powers of R that are taken out. */
typedef struct {
    arb_t P_prime, F, S_prime, N;
} bounds_t;

static void bounds_init(bounds_t *b)
{
    arb_init(b->P_prime);
    arb_init(b->F);
    arb_init(b->S_prime);
    arb_init(b->N);
}

static void bounds_clear(bounds_t *b)
{
    arb_clear(b->P_prime);
    arb_clear(b->F);
    arb_clear(b->S_prime);
    arb_clear(b->N);
}

/* The least (upper = 0) or greatest (upper = 1) absolute
   value in [lo, hi]; 0 or infinity if there is none. */
static void set_extreme(arb_t x, const arf_t lo, const arf_t hi, int upper)
{
    SCOPED(arf, l, h);
    arf_abs(l, lo);
    arf_abs(h, hi);
    arb_zero(x);
    if (upper) arf_max(arb_midref(x), l, h);
    else if (arf_sgn(lo) > 0 || arf_sgn(hi) < 0) arf_min(arb_midref(x), l, h);
}

static void set_bounds(bounds_t *b, const oriented_kernels_t kernels, const kernel_jet_t l,
                       const kernel_jet_t r)
{
    static const shape_function_t shapes[] = {SHAPE_P_PRIME, SHAPE_F, SHAPE_N};
    const arb_ptr bound[] = {b->P_prime, b->F, b->N};
    sample_range_struct range[3];
    for (int i = 0; i < 3; i++) sample_range_init(range + i);
    shape_function_ranges(range, shapes, 3, kernels, l, r);
    for (int i = 0; i < 3; i++) {
        set_extreme(bound[i], range[i].f_lo, range[i].f_hi, shapes[i] == SHAPE_N);
        sample_range_clear(range + i);
    }
    arb_zero(b->S_prime); /* S' increases */
    arb_get_ubound_arf(arb_midref(b->S_prime), r->S + 1, BOUND_PREC);
}

/* The lesser of 4 factor P'^2 |F| / (S'^2 |N|) and 4 factor |P'| F^2 R / (S'^3 |N|); with factor <= 1 - R^2
   and R from below, a lower bound of the separation: derivations/07 (15). */
static void ratio_bound(arb_t ratio, const bounds_t *b, const arb_t factor, const arb_t R)
{
    SCOPED(arb, x, y);
    arb_mul(x, b->P_prime, b->F, BOUND_PREC);
    arb_mul(x, x, factor, BOUND_PREC);
    arb_div(x, x, b->N, BOUND_PREC);
    arb_div(x, x, b->S_prime, BOUND_PREC);
    arb_div(x, x, b->S_prime, BOUND_PREC);
    arb_mul_2exp_si(x, x, 2);
    arb_mul(y, b->F, R, BOUND_PREC);
    arb_div(y, y, b->S_prime, BOUND_PREC);
    arb_min(ratio, b->P_prime, y, BOUND_PREC);
    arb_mul(ratio, ratio, x, BOUND_PREC);
}

/* The lower end of a bound, 0 if it has none. */
static void lower_end(arf_t lo, const arb_t x)
{
    arf_zero(lo);
    if (!arb_is_finite(x)) return;
    arb_get_lbound_arf(lo, x, BOUND_PREC);
    if (arf_sgn(lo) < 0) arf_zero(lo);
}

/* A lower bound of the separation on [l, r]. */
static void piece_bound(arf_t lo, const oriented_kernels_t kernels, const kernel_jet_t l,
                        const kernel_jet_t r)
{
    bounds_t b;
    bounds_init(&b);
    SCOPED(arb, factor, R, ratio);
    set_bounds(&b, kernels, l, r);
    arb_set_arf(R, l->R);
    arb_set_arf(factor, r->R);
    arb_mul(factor, factor, factor, BOUND_PREC);
    arb_sub_si(factor, factor, 1, BOUND_PREC);
    arb_neg(factor, factor);
    ratio_bound(ratio, &b, factor, R);
    lower_end(lo, ratio);
    bounds_clear(&b);
}

/* The least separation at a few points, a guide for the search. */
static void look_around(arf_t seen, const interior_branch_t branch, const arf_t lo, const arf_t hi)
{
    SCOPED(kernel_jet, jet);
    SCOPED(arf, R, value);
    arf_pos_inf(seen);
    for (int i = 0; i <= LOOKS; i++) {
        arf_sub(R, hi, lo, BOUND_PREC, ARF_RND_DOWN);
        arf_mul_si(R, R, i, BOUND_PREC, ARF_RND_DOWN);
        arf_div_si(R, R, LOOKS, BOUND_PREC, ARF_RND_DOWN);
        arf_add(R, R, lo, BOUND_PREC, ARF_RND_DOWN);
        kernel_jet_evaluate(jet, branch->kernels, R, BOUND_PREC);
        piece_bound(value, branch->kernels, jet, jet);
        arf_min(seen, seen, value);
    }
}

/* Bisects until the bound on a piece is at least half of the least value seen at a point. */
static void search(arf_t least, arf_t seen, const interior_branch_t branch, const kernel_jet_t l,
                   const kernel_jet_t r, int depth)
{
    SCOPED(arf, bound, m);
    piece_bound(m, branch->kernels, l, l);
    if (arf_cmp(m, seen) < 0) arf_set(seen, m);
    arf_mul_2exp_si(m, seen, -1);
    piece_bound(bound, branch->kernels, l, r);
    if (arf_cmp(bound, m) >= 0 || depth == MAX_DEPTH) {
        arf_min(least, least, bound);
    } else {
        SCOPED(kernel_jet, middle);
        arf_add(m, l->R, r->R, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(m, m, -1);
        kernel_jet_evaluate(middle, branch->kernels, m, BOUND_PREC);
        search(least, seen, branch, l, middle, depth + 1);
        search(least, seen, branch, middle, r, depth + 1);
    }
}

/* On (0, r] with leading powers divided out: the ratio is
   R^-e times bounded functions, so at least r^-e times. */
static void near_zero(arf_t least, const interior_branch_t branch, const arf_t r)
{
    static const shape_function_t shapes[3] = {SHAPE_P_PRIME, SHAPE_F, SHAPE_N};
    bounds_t b;
    slong s = branch->small_R->s;
    slong e = branch->small[SHAPE_N]->leading - s + 3; /* p = s */
    bounds_init(&b);
    SCOPED(arb, factor, one, ratio);
    SCOPED(arf, zero, lo, hi);
    SCOPED(sample, at_l, at_r);
    SCOPED(kernel_jet, jet);
    arb_ptr range[3] = {b.P_prime, b.F, b.N};
    for (int i = 0; i < 3; i++) {
        small_series_sample(at_l, branch->small[shapes[i]], zero, BOUND_PREC);
        small_series_sample(at_r, branch->small[shapes[i]], r, BOUND_PREC);
        monotone_difference_range(lo, hi, &at_l->f, &at_r->f);
        set_extreme(range[i], lo, hi, i == 2);
    }
    /* S'/R^(2s-1) is non-decreasing. */
    kernel_jet_evaluate(jet, branch->kernels, r, BOUND_PREC);
    arb_set_arf(ratio, r);
    arb_pow_ui(ratio, ratio, (ulong)(2 * s - 1), BOUND_PREC);
    arb_div(b.S_prime, jet->S + 1, ratio, BOUND_PREC);
    arb_set_arf(factor, r);
    arb_mul(ratio, factor, factor, BOUND_PREC);
    arb_pow_ui(factor, factor, (ulong)e, BOUND_PREC);
    arb_sub_si(ratio, ratio, 1, BOUND_PREC);
    arb_neg(ratio, ratio);
    arb_div(factor, ratio, factor, BOUND_PREC);
    arb_one(one);
    ratio_bound(ratio, &b, factor, one);
    lower_end(lo, ratio);
    arf_min(least, least, lo);
    bounds_clear(&b);
}

static void set_result(arb_t bound, const arf_t least)
{
    if (arf_is_finite(least) && arf_sgn(least) > 0) arb_set_arf(bound, least);
    else arb_indeterminate(bound);
}

void branch_separation(arb_t bound, const interior_branch_t branch, const arf_t lo, const arf_t hi)
{
    SCOPED(kernel_jet, l, r);
    SCOPED(arf, least, seen, start);
    arf_pos_inf(least);
    arf_set(start, lo);
    if (arf_is_zero(lo) && branch->small[SHAPE_N]->status != LEADING_DECIDED) {
        arb_indeterminate(bound); /* N does not begin with one power for all values of the parameters */
        return;
    }
    if (arf_is_zero(lo)) {
        arf_set_si_2exp_si(start, 1, -4);
        if (arf_cmp(start, hi) > 0) arf_set(start, hi);
        near_zero(least, branch, start);
    }
    if (arf_cmp(start, hi) < 0) {
        kernel_jet_evaluate(l, branch->kernels, start, BOUND_PREC);
        kernel_jet_evaluate(r, branch->kernels, hi, BOUND_PREC);
        look_around(seen, branch, start, hi);
        search(least, seen, branch, l, r, 0);
    }
    set_result(bound, least);
}

void aligned_separation(arb_t bound, const interior_branch_t branch, const arb_t lo, const arb_t hi)
{
    SCOPED(arb, step, a, x, y);
    SCOPED(arf, least, low);
    arf_pos_inf(least);
    arb_sub(step, hi, lo, BOUND_PREC);
    arb_div_si(step, step, ALIGNED_PIECES, BOUND_PREC);
    for (slong i = 0; i < ALIGNED_PIECES; i++) {
        arb_mul_si(a, step, i, BOUND_PREC);
        arb_add(a, a, lo, BOUND_PREC);
        arb_add(x, a, step, BOUND_PREC);
        arb_union(a, a, x, BOUND_PREC);
        /* a^2 S' |a_c - a| / (S |a_eq - a|) */
        arb_sub(x, branch->a_c, a, BOUND_PREC);
        arb_sub(y, branch->a_eq, a, BOUND_PREC);
        arb_abs(x, x);
        arb_abs(y, y);
        arb_mul(y, y, branch->kernels->S_at_one[0], BOUND_PREC);
        arb_mul(x, x, branch->kernels->S_at_one[1], BOUND_PREC);
        arb_mul(a, a, a, BOUND_PREC);
        arb_mul(x, x, a, BOUND_PREC);
        /* |a_eq - a| may vanish at the end of the way: only its upper bound matters. */
        arb_get_ubound_arf(arb_midref(y), y, BOUND_PREC);
        mag_zero(arb_radref(y));
        arb_div(x, x, y, BOUND_PREC);
        lower_end(low, x);
        arf_min(least, least, low);
    }
    set_result(bound, least);
}

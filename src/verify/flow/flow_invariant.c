/* Where N = 0 identically a^2 - eps H(R), H' = 4S/((1 - R^2)S') > 0, stays: derivations/08 (16), 22 (18) to (22). */
#include "base/scoped.h"
#include "verify/flow/flow.h"

#define CELLS_PER_SCALE (-10) /* log2 of the width of a cell against the distance to 0 and 1 */
#define MOST_CELLS 60000

/* H' and its derivative. */
static void density(arb_t value, arb_t slope, const flow_struct *flow, const arb_t R)
{
    const slong prec = flow->prec;
    SCOPED_VEC(arb, P, 2 * DERIVATIVES);
    arb_ptr S = P + DERIVATIVES;
    SCOPED(arb, w, t);
    verify_pair_evaluate(P, S, flow->pair, R, prec);
    arb_sqr(w, R, prec);
    arb_sub_ui(w, w, 1, prec);
    arb_neg(w, w); /* 1 - R^2 */
    arb_mul(t, w, S + 1, prec);
    arb_div(value, S, t, prec);
    arb_mul_2exp_si(value, value, 2);
    /* H'' = 4/w + H' (2R/w - S''/S') */
    arb_div(slope, S + 2, S + 1, prec);
    arb_div(t, R, w, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_sub(slope, t, slope, prec);
    arb_mul(slope, slope, value, prec);
    arb_inv(t, w, prec);
    arb_mul_2exp_si(t, t, 2);
    arb_add(slope, slope, t, prec);
}

/* By the mean value theorem: |integral - width H'(m)| <= (greatest - least slope) width^2/8. */
static void add_cell(arb_t sum, const flow_struct *flow, const arf_t l, const arf_t r)
{
    SCOPED(arb, R, middle, value, slope, width, at_l);
    SCOPED(mag, error, size);
    arb_set_interval_arf(R, l, r, flow->prec);
    arb_set_arf(width, r);
    arb_set_arf(at_l, l);
    arb_add(middle, width, at_l, ARF_PREC_EXACT);
    arb_mul_2exp_si(middle, middle, -1);
    arb_sub(width, width, at_l, flow->prec);
    density(value, slope, flow, R);
    mag_mul_2exp_si(error, arb_radref(slope), -2);
    arb_get_mag(size, width);
    mag_mul(error, error, size);
    if (!arb_is_finite(slope)) arb_mul(value, value, width, flow->prec);
    if (arb_is_finite(slope)) {
        density(value, slope, flow, middle);
        arb_add_error_mag(value, error);
        arb_mul(value, value, width, flow->prec);
    }
    arb_add(sum, sum, value, flow->prec);
}

int verify_invariant_increase(arb_t sum, const flow_struct *flow, const arf_t l, const arf_t r)
{
    slong cells = 0;
    SCOPED(arf, x, next, width);
    arf_set(x, l);
    arb_zero(sum);
    for (; arf_cmp(x, r) < 0 && cells < MOST_CELLS; cells++) {
        arf_sub_si(width, x, 1, 64, ARF_RND_DOWN);
        arf_neg(width, width);
        arf_min(width, width, x);
        arf_mul_2exp_si(width, width, CELLS_PER_SCALE);
        arf_add(next, x, width, 64, ARF_RND_UP);
        arf_min(next, next, r);
        add_cell(sum, flow, x, next);
        arf_set(x, next);
    }
    return arf_cmp(x, r) >= 0 || verify_refuse(flow->run, "a claim too close to R = 0 or 1 to be confirmed");
}

/* From 0, c_0 = 0: up to a small R, S/(RS') lies between its value there and 1/(2s). */
int verify_invariant_from_zero(arb_t sum, const flow_struct *flow, const arf_t r)
{
    const slong prec = flow->prec;
    SCOPED_VEC(arb, P, 2 * DERIVATIVES);
    arb_ptr S = P + DERIVATIVES;
    SCOPED(arb, R, share, t);
    SCOPED(arf, from);
    arf_mul_2exp_si(from, r, -16);
    arb_set_arf(R, from);
    verify_pair_evaluate(P, S, flow->pair, R, prec);
    arb_mul(t, R, S + 1, prec);
    arb_div(share, S, t, prec);
    arb_set_si(t, 2 * flow->s);
    arb_inv(t, t, prec);
    arb_union(share, share, t, prec);
    arb_sqr(t, R, prec);
    arb_neg(t, t);
    arb_log1p(t, t, prec);
    arb_mul(t, t, share, prec);
    arb_mul_si(t, t, -2, prec);
    int good = verify_invariant_increase(sum, flow, from, r);
    arb_add(sum, sum, t, prec);
    return good;
}

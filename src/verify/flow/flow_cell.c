/* The differential inequalities of the bounds, on parts of a cell by plain evaluation: derivations/08 (3) to
   (5). */
#include "base/hull.h"
#include "base/scoped.h"
#include "verify/flow/flow.h"

#define DEEPEST 6 /* a cell is cut into at most 2^6 parts */

int verify_flow_evaluate(arb_ptr P, arb_ptr S, flow_struct *flow, const arb_t R)
{
    if (flow->evaluations-- <= 0)
        return verify_refuse(flow->run, "more evaluations would be needed than are allowed");
    verify_pair_evaluate(P, S, flow->pair, R, flow->prec);
    return 1;
}

void verify_nullcline_form(arb_t D, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(D, a, S, prec);
    arb_sub(D, P, D, prec);
}

void verify_branch_form(arb_t G, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    SCOPED(arb, t);
    arb_mul(t, a, S + 1, prec);
    arb_mul_2exp_si(t, t, -1);
    arb_sub(t, P + 1, t, prec);
    arb_mul(G, t, a, prec);
}

void verify_side_init(flow_side_t *side)
{
    arf_init(side->value);
    arf_init(side->slope);
    arf_init(side->bend);
}

void verify_side_clear(flow_side_t *side)
{
    arf_clear(side->value);
    arf_clear(side->slope);
    arf_clear(side->bend);
}

void verify_side_at(arb_t a, const flow_side_t *side, const arb_t x, slong prec)
{
    SCOPED(arb, t);
    arb_mul_arf(t, x, side->bend, prec);
    arb_mul_2exp_si(t, t, -1);
    arb_add_arf(t, t, side->slope, prec);
    arb_mul(t, t, x, prec);
    arb_add_arf(a, t, side->value, prec);
}

void verify_rho_between(arb_t x, const arf_t l, const arf_t r, slong prec)
{
    SCOPED(arb, left, right, t);
    arb_set_arf(left, l);
    arb_set_arf(right, r);
    arb_mul(t, left, right, 2 * prec);
    arb_sub_si(t, t, 1, 2 * prec);
    arb_sub(left, left, right, 2 * prec);
    arb_div(t, left, t, prec);
    arb_atanh(x, t, prec);
}

/* Kernels over one part of a cell, and where it lies. */
typedef struct {
    arb_ptr P, S;
    arb_t weight;  /* 1 - R^2 */
    arb_t x, step; /* all of it, from the cell's left end; from the part's own left end */
} part_t;

static void part_init(part_t *part)
{
    part->P = _arb_vec_init(2 * DERIVATIVES);
    part->S = part->P + DERIVATIVES;
    arb_init(part->weight);
    arb_init(part->x);
    arb_init(part->step);
}

static void part_clear(part_t *part)
{
    _arb_vec_clear(part->P, 2 * DERIVATIVES);
    arb_clear(part->weight);
    arb_clear(part->x);
    arb_clear(part->step);
}

/* g = y' G - eps D along a = y(x), and its derivative m G + y'(w G_R + D_R y') - eps (w D_R - S y').  0
   unless a > 0 and, for an upper bound, G > 0. */
static int inequality(arb_t g, arb_t slope_of_g, const part_t *part, const flow_side_t *side, int is_upper,
                      const arb_t eps, slong prec)
{
    arb_srcptr P = part->P, S = part->S;
    SCOPED_VEC(arb, v, 7);
    arb_struct *a = v, *y = v + 1, *D = v + 2, *G = v + 3, *D_R = v + 4, *G_R = v + 5, *t = v + 6;
    verify_side_at(a, side, part->x, prec);
    arb_mul_arf(y, part->x, side->bend, prec);
    arb_add_arf(y, y, side->slope, prec);
    verify_nullcline_form(D, P, S, a, prec);
    verify_branch_form(G, P, S, a, prec);
    verify_nullcline_form(D_R, P + 1, S + 1, a, prec); /* G_a, too */
    verify_branch_form(G_R, P + 1, S + 1, a, prec);
    int good = arb_is_positive(a) && (!is_upper || arb_is_positive(G));
    arb_mul(g, y, G, prec);
    arb_mul(t, eps, D, prec);
    arb_sub(g, g, t, prec);
    arb_mul(t, part->weight, G_R, prec);
    arb_addmul(t, D_R, y, prec);
    arb_mul(slope_of_g, t, y, prec);
    arb_mul_arf(t, G, side->bend, prec);
    arb_add(slope_of_g, slope_of_g, t, prec);
    arb_mul(t, part->weight, D_R, prec);
    arb_submul(t, S, y, prec);
    arb_submul(slope_of_g, t, eps, prec);
    if (!is_upper) {
        arb_neg(g, g);
        arb_neg(slope_of_g, slope_of_g);
    }
    return good && arb_is_finite(g);
}

/* floor := a lower bound of floor + x. */
static void add_lower(arf_t floor, const arb_t x, slong prec)
{
    SCOPED(arf, low);
    arb_get_lbound_arf(low, x, prec);
    arf_add(floor, floor, low, prec, ARF_RND_FLOOR);
}

/* *floor <= g at the left end of the part, and afterwards at its right end; whether g >= 0 on the part, seen
   from the left end or directly. */
static int holds_on_part(arf_t floor, const part_t *part, const flow_side_t *side, int is_upper,
                         const arb_t eps, slong prec)
{
    SCOPED(arb, g, slope, t);
    SCOPED(arf, least);
    int holds = inequality(g, slope, part, side, is_upper, eps, prec);
    arb_mul(t, part->step, slope, prec);
    if (holds && arb_is_finite(t)) {
        arf_set(least, floor);
        if (!arb_is_nonnegative(slope)) add_lower(least, t, prec);
        holds = arf_sgn(least) >= 0 || arb_is_nonnegative(g);
        add_lower(floor, t, prec);
        arb_get_lbound_arf(least, g, prec);
        arf_max(floor, floor, least);
    } else if (holds) {
        holds = arb_is_nonnegative(g);
        arb_get_lbound_arf(floor, g, prec);
    }
    return holds;
}

/* A lower bound of g at the cell's left end. */
static int floor_at_left(arf_t floor, const part_t *at_left, const flow_side_t *side, int is_upper,
                         const arb_t eps, slong prec)
{
    SCOPED(arb, g, slope);
    int good = inequality(g, slope, at_left, side, is_upper, eps, prec);
    arb_get_lbound_arf(floor, g, prec);
    return good && arf_is_finite(floor);
}

static void set_weight(arb_t weight, const arb_t R, slong prec)
{
    arb_sqr(weight, R, prec);
    arb_sub_si(weight, weight, 1, prec);
    arb_neg(weight, weight);
}

static int set_part(part_t *part, flow_struct *flow, const arf_t origin, const arf_t l, const arf_t r)
{
    SCOPED(arb, R, end);
    if (arf_equal(l, r)) arb_set_arf(R, l);
    else arb_set_interval_arf(R, l, r, flow->prec);
    int allowed = verify_flow_evaluate(part->P, part->S, flow, R);
    set_weight(part->weight, R, flow->prec);
    verify_rho_between(part->x, origin, l, flow->prec);
    verify_rho_between(end, origin, r, flow->prec);
    arb_union(part->x, part->x, end, flow->prec);
    verify_rho_between(part->step, l, r, flow->prec);
    return allowed;
}

/* l + (r - l) i/2^depth. */
static void place(arf_t R, const arf_t l, const arf_t r, slong i, slong depth)
{
    arf_sub(R, r, l, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_si(R, R, i, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(R, R, -depth);
    arf_add(R, R, l, ARF_PREC_EXACT, ARF_RND_DOWN);
}

/* What has to be shown on a cell: that a side is a bound
   for one end of the range of eps (g is affine in eps). */
typedef struct {
    const flow_side_t *side;
    int is_upper;
    arb_t eps;
    arf_t start, floor; /* lower bounds of g at the cell's left end, and at that of the present part */
} duty_t;
#define DUTIES 4

/* Whether the duties still open (a bit each) hold over the cell cut into 2^depth parts; leaves open those
   that are not proved. */
static int try_parts(int *open, flow_struct *flow, const arf_t l, const arf_t r, duty_t *duty, slong depth)
{
    part_t part;
    int holds = *open, allowed = 1;
    part_init(&part);
    SCOPED(arf, from, to);
    for (int i = 0; i < DUTIES; i++) arf_set(duty[i].floor, duty[i].start);
    arf_set(to, l);
    for (slong k = 0; k < 1L << depth && holds && allowed; k++) {
        arf_swap(from, to);
        place(to, l, r, k + 1, depth);
        allowed = set_part(&part, flow, l, from, to);
        for (int i = 0; i < DUTIES && allowed; i++) {
            duty_t *d = duty + i;
            if ((holds & (1 << i)) &&
                !holds_on_part(d->floor, &part, d->side, d->is_upper, d->eps, flow->prec))
                holds &= ~(1 << i);
        }
    }
    *open &= ~holds;
    part_clear(&part);
    return allowed;
}

/* One for each side and end; a range that is one point has one end. */
static int set_duties(duty_t *duty, const flow_side_t *upper, const flow_side_t *lower,
                      const quantifier_t *eps, slong prec)
{
    int open = 0, is_point = fmpq_equal(&eps->range.lo, &eps->range.hi);
    for (int i = 0; i < DUTIES; i++) {
        duty_t *d = duty + i;
        d->is_upper = i % 2 == 0;
        d->side = d->is_upper ? upper : lower;
        arb_init(d->eps);
        arf_init(d->start);
        arf_init(d->floor);
        arb_set_fmpq(d->eps, i < 2 ? &eps->range.lo : &eps->range.hi, prec);
        if (d->side != NULL && (i < 2 || !is_point)) open |= 1 << i;
    }
    return open;
}

static void clear_duties(duty_t *duty)
{
    for (int i = 0; i < DUTIES; i++) {
        arb_clear(duty[i].eps);
        arf_clear(duty[i].start);
        arf_clear(duty[i].floor);
    }
}

int verify_flow_cell(flow_struct *flow, const arf_t l, const arf_t r, const flow_side_t *upper,
                     const flow_side_t *lower, const quantifier_t *eps)
{
    duty_t duty[DUTIES];
    part_t at_left;
    int open = set_duties(duty, upper, lower, eps, flow->prec);
    part_init(&at_left);
    int good = set_part(&at_left, flow, l, l, l);
    for (int i = 0; i < DUTIES && good; i++)
        if (open & (1 << i))
            good = floor_at_left(duty[i].start, &at_left, duty[i].side, duty[i].is_upper, duty[i].eps,
                                 flow->prec);
    for (slong depth = 1; good && open && depth <= DEEPEST; depth++)
        good = try_parts(&open, flow, l, r, duty, depth);
    part_clear(&at_left);
    clear_duties(duty);
    if (open && flow->evaluations >= 0)
        verify_refuse(flow->run, "the %s bound of the orbit is not confirmed beyond R = %.17g",
                      open & 5 ? "upper" : "lower", arf_get_d(l, ARF_RND_DOWN));
    return good && !open;
}

/* k_- G <= eps D <= k_+ G and G > 0 for every a in the ball. */
static int slopes_hold(const part_t *part, const arb_t a, const flow_side_t *upper, const flow_side_t *lower,
                       const arb_t eps, slong prec)
{
    SCOPED(arb, D, G, t);
    verify_nullcline_form(D, part->P, part->S, a, prec);
    verify_branch_form(G, part->P, part->S, a, prec);
    arb_mul(D, D, eps, prec);
    arb_mul_arf(t, G, upper->slope, prec);
    arb_sub(t, t, D, prec);
    int hold = arb_is_positive(G) && arb_is_nonnegative(t);
    arb_mul_arf(t, G, lower->slope, prec);
    arb_sub(t, D, t, prec);
    hold = hold && arb_is_nonnegative(t);
    return hold;
}

int verify_flow_start_cell(flow_struct *flow, const arf_t l, const arf_t r, const flow_side_t *upper,
                           const flow_side_t *lower, const quantifier_t *eps)
{
    part_t part;
    SCOPED(arb, a, end, width, ratio);
    verify_range_get_arb(ratio, &eps->range, flow->prec);
    SCOPED(arf, from, to);
    part_init(&part);
    verify_rho_between(width, l, r, flow->prec);
    verify_side_at(a, upper, width, flow->prec);
    verify_side_at(end, lower, width, flow->prec);
    arb_union(a, a, end, flow->prec);
    int good = arf_is_zero(upper->bend) && arf_is_zero(lower->bend) && arf_sgn(upper->slope) >= 0 &&
               arf_sgn(lower->slope) <= 0 && arb_is_positive(a),
        holds = 0;
    for (slong depth = 0; good && !holds && depth <= DEEPEST; depth++) {
        holds = 1;
        arf_set(to, l);
        for (slong k = 0; good && holds && k < 1L << depth; k++) {
            arf_swap(from, to);
            place(to, l, r, k + 1, depth);
            good = set_part(&part, flow, l, from, to);
            holds = good && slopes_hold(&part, a, upper, lower, ratio, flow->prec);
        }
    }
    part_clear(&part);
    return (good && holds) || verify_refuse(flow->run, "the bounds over the range of R0 are not confirmed");
}

/* eps D/(P' - a S'/2) for every a in the ball; not finite unless D and the divisor are positive. */
static void corner_slope(arb_t kappa, const part_t *part, const arb_t a, const arb_t eps, slong prec)
{
    SCOPED(arb, D, H);
    verify_nullcline_form(D, part->P, part->S, a, prec);
    arb_mul(H, a, part->S + 1, prec);
    arb_mul_2exp_si(H, H, -1);
    arb_sub(H, part->P + 1, H, prec);
    int good = arb_is_positive(D) && arb_is_positive(H);
    arb_mul(D, D, eps, prec);
    arb_div(kappa, D, H, prec);
    if (!good) arb_indeterminate(kappa);
}

int verify_flow_corner(flow_struct *flow, const arf_t r, const arf_t lower, const arf_t upper,
                       const quantifier_t *eps)
{
    arb_t a;
    part_t part;
    int good = 1;
    SCOPED(arf, zero, from, to);
    arb_init(a);
    SCOPED(arb, kappa, all, square, ratio);
    verify_range_get_arb(ratio, &eps->range, flow->prec);
    part_init(&part);
    arb_set_interval_arf(a, zero, upper, flow->prec);
    for (slong k = 0; k < 1L << DEEPEST && good; k++) {
        arf_swap(from, to);
        place(to, zero, r, k + 1, DEEPEST);
        good = set_part(&part, flow, zero, from, to);
        corner_slope(kappa, &part, a, ratio, flow->prec);
        base_hull_add(all, kappa, k == 0, flow->prec);
        good = good && arb_is_finite(all);
    }
    verify_rho_between(kappa, zero, r, flow->prec);
    arb_mul(all, all, kappa, flow->prec);
    arb_mul_2exp_si(all, all, 1);
    arb_set_arf(square, upper);
    arb_sqr(square, square, flow->prec);
    good = good && arb_le(all, square);
    arb_set_arf(square, lower);
    arb_sqr(square, square, flow->prec);
    good = good && arb_ge(all, square) && arf_sgn(lower) > 0;
    arb_clear(a);
    part_clear(&part);
    return good || verify_refuse(flow->run, "the bounds beside a = 0 = R are not confirmed");
}

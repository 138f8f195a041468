#include "manifold/floor/floor.h"

#include <math.h>

#include "base/scoped.h"
#include "manifold/floor/law.h"
#include "manifold/floor/floor_isolate.h"

void floor_init(floor_t floor)
{
    floor->width = 0;
    floor->equilibria = -1;
    floor->sink = -1;
    arb_init(floor->R);
    arb_init(floor->a);
    arb_init(floor->Q);
    arb_init(floor->bracket_lo);
    arb_init(floor->bracket_hi);
}

void floor_clear(floor_t floor)
{
    arb_clear(floor->R);
    arb_clear(floor->a);
    arb_clear(floor->Q);
    arb_clear(floor->bracket_lo);
    arb_clear(floor->bracket_hi);
}

static void forget(floor_t floor, slong width)
{
    floor->width = width;
    floor->equilibria = -1;
    floor->sink = -1;
    arb_indeterminate(floor->R);
    arb_indeterminate(floor->a);
    arb_indeterminate(floor->Q);
    arb_indeterminate(floor->bracket_lo);
    arb_indeterminate(floor->bracket_hi);
}

/* The zero of the bracket with what stands there, with signs; derivations/20 (8): it attracts for every eps >
   0 iff K'(Q) > 0 and F' > 0, given a > 0. */
static void describe(floor_t floor, const floor_problem_t *problem, const bracket_t *bracket, slong prec)
{
    const int rising = bracket->sign_left < 0;
    SCOPED(floor_value, value);
    floor_refine(floor->R, problem, bracket, prec);
    floor_value_set(value, problem, floor->R, prec + 32);
    arb_set(floor->Q, value->Q);
    arb_mul_si(floor->a, value->a, problem->a_sign, ARF_PREC_EXACT);
    arb_mul_si(floor->R, floor->R, problem->side, ARF_PREC_EXACT);
    arb_set_arf(floor->bracket_lo, bracket->l);
    arb_set_arf(floor->bracket_hi, bracket->r);
    floor->sink = -1;
    if (arb_is_negative(value->K1) || (arb_is_positive(value->a) && !rising)) floor->sink = 0;
    else if (arb_is_positive(value->K1) && arb_is_positive(value->a) && rising) floor->sink = 1;
    if (!arb_is_positive(value->a))
        floor->sink = arb_is_negative(value->a) ? 0 : -1; /* of the other sign of a */
}

/* How far in R the candidate is from what is asked for; infinite where it is not known to be a sink. */
static double distance(const floor_t floor, double R_near)
{
    if (floor->sink != 1) return INFINITY;
    return fabs(fabs(arf_get_d(arb_midref(floor->R), ARF_RND_NEAR)) - R_near);
}

#define COARSE_BITS 20
#define ISOLATION_PREC 128

/* Index of the closest sink, -1 if there is none; *doubtful counts zeros of unknown kind. */
static slong closest_sink(slong *doubtful, floor_t floor, const bracket_list_t list,
                          const floor_problem_t *problem, double R_near)
{
    slong best = -1;
    double best_distance = INFINITY;
    *doubtful = 0;
    for (slong i = 0; i < list->count; i++) {
        describe(floor, problem, &list->bracket[i], COARSE_BITS);
        if (floor->sink < 0) ++*doubtful;
        if (!(distance(floor, R_near) < best_distance)) continue;
        best = i;
        best_distance = distance(floor, R_near);
    }
    return best;
}

wane_status_t floor_compute(floor_t floor, const kernels_t kernels, slong width, int side, int a_sign,
                            double R_near, slong prec, wane_message_t message)
{
    forget(floor, width);
    if (width < 2)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "width is %ld: a floor needs at least 2",
                                (long)width);
    if (!(R_near >= 0 && R_near < 1))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "R is %g: expected a number in [0,1)", R_near);
    const floor_problem_t problem = {kernels, width, side < 0 ? -1 : 1, a_sign < 0 ? -1 : 1};
    slong doubtful;
    SCOPED(bracket_list, list);
    const int all = floor_isolate(list, &problem, ISOLATION_PREC);
    const slong best = closest_sink(&doubtful, floor, list, &problem, R_near);
    forget(floor, width);
    if (best >= 0) describe(floor, &problem, &list->bracket[best], prec);
    floor->equilibria = all ? list->count : -1;
    const int complete = all && doubtful == 0;
    if (best >= 0) return WANE_OK;
    if (!complete) floor->equilibria = -1;
    return wane_message_set(message, WANE_UNDECIDED, 0,
                            complete ? "proved: no stable equilibrium of %ld neurons with 0 < |R| < 1"
                                     : "the equilibria of %ld neurons could not all be isolated",
                            (long)width);
}

wane_status_t floor_law(arb_t prefactor, const wane_small_R_t small, const kernels_t kernels, slong prec,
                        wane_message_t message)
{
    arb_indeterminate(prefactor);
    if (small->tends_to_zero != 1 || small->s < 1 || small->s >= kernels->length)
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "the floor follows a power of the width only where unlearning is complete");
    arb_set(prefactor, kernels->student->norm2);
    if (small->s == 1) arb_sub(prefactor, prefactor, kernels->s + 1, prec);
    arb_mul(prefactor, prefactor, kernels->p + small->s, prec);
    arb_mul_si(prefactor, prefactor, 2 * small->s, prec);
    arb_div(prefactor, prefactor, small->nu, prec);
    arb_abs(prefactor, prefactor);
    arb_root_ui(prefactor, prefactor, (ulong)small->Q, prec);
    return WANE_OK;
}

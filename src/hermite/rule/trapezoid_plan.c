#include "hermite/rule/trapezoid_plan.h"

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "hermite/rule/tail_range.h"

#include <math.h>

#define LARGEST_HEIGHT 16.0
#define SMALLEST_HEIGHT (1.0 / 4096)
#define SIDE_MARGIN 10 /* nats: room for the sides, which lie at the same X as the tails begin */

void trapezoid_plan_init(trapezoid_plan_t plan)
{
    hermite_strip_init(plan->strip);
    mehler_bound_init(plan->bound);
}

void trapezoid_plan_clear(trapezoid_plan_t plan)
{
    hermite_strip_clear(plan->strip);
    mehler_bound_clear(plan->bound);
}

/* --- choices: doubles guide, the bounds below decide ------------------------------------------------- */

/* ln of the edge integral of derivations/06 (5), roughly. */
static double log_edge_integral(const hermite_strip_t strip, double rho)
{
    double largest = -INFINITY, sum = 0;
    for (int pass = 0; pass < 2; pass++)
        for (slong i = 0; i < strip->length; i++) {
            const hermite_edge_t *edge = &strip->edge[i];
            double nearest = edge->left >= 0 ? edge->left : edge->right <= 0 ? edge->right : 0;
            double size =
                mag_is_zero(&edge->supremum) ? -INFINITY : mag_get_d_log2_approx(&edge->supremum) * M_LN2;
            double here = size + log(edge->right - edge->left) - nearest * nearest / (2 * (1 + rho));
            if (pass == 0) largest = fmax(largest, here);
            else sum += exp(here - largest);
        }
    return largest == -INFINITY ? 0 : largest + log(4 * sum);
}

/* ln of the side term of derivations/06 (8), roughly. */
static double log_sides(const hermite_strip_t strip, double rho)
{
    double X = strip->half_width;
    double right = mag_get_d_log2_approx(strip->right_side), left = mag_get_d_log2_approx(strip->left_side);
    return (fmax(right, left) + 1) * M_LN2 + log(2 * strip->height) - X * X / (2 * (1 + rho));
}

/* The step at which the edge term of derivations/06 (8) meets the target, for the strip just covered. */
static double step_for_strip(const trapezoid_plan_t plan, double k, double nats)
{
    double d = plan->strip->height, best = INFINITY;
    for (slong i = 0; i < MEHLER_COUNT; i++) {
        double rho = plan->bound->rho[i];
        double common = mehler_log_factor(rho, k);
        double rise = d * d / (2 * (1 - rho)) + common;
        if (log_sides(plan->strip, rho) + common > -nats) continue;
        if (rise < best) best = fmin(best, rise + log_edge_integral(plan->strip, rho));
    }
    return best < INFINITY ? 2 * M_PI * d / (nats + 1 + fmax(best, 0)) : 0;
}

typedef struct {
    double height, step;
} choice_t;

static int try_height(choice_t *best, trapezoid_plan_t plan, const wane_function_t f, double range,
                      double height, double k, double nats)
{
    if (!hermite_strip_cover(plan->strip, f, range, height, plan->symmetric)) return 0;
    double step = step_for_strip(plan, k, nats);
    if (step <= best->step) return 0;
    best->height = height;
    best->step = step;
    return 1;
}

static choice_t choose_height(trapezoid_plan_t plan, const wane_function_t f, double range, double k,
                              double nats)
{
    choice_t best = {0, 0};
    double good = 0, bad = 0;
    double height = 1;
    if (try_height(&best, plan, f, range, height, k, nats)) {
        good = height;
        while (good < LARGEST_HEIGHT && try_height(&best, plan, f, range, 2 * good, k, nats)) good *= 2;
        bad = 2 * good;
    } else {
        bad = height;
        while (bad > SMALLEST_HEIGHT && !try_height(&best, plan, f, range, bad / 2, k, nats)) bad /= 2;
        good = bad / 2;
    }
    for (int i = 0; best.step > 0 && i < 4; i++) {
        double middle = 0.5 * (good + bad);
        if (try_height(&best, plan, f, range, middle, k, nats)) good = middle;
        else bad = middle;
    }
    return best;
}

/* step <= wanted, of the form m / 2^s with m of few bits, so that nodes are short integers. */
static void round_step(trapezoid_plan_t plan, double wanted)
{
    int exponent;
    double mantissa = frexp(wanted, &exponent); /* in [1/2, 1) */
    long shift = 5 - exponent;
    plan->step_numerator = (ulong)floor(ldexp(mantissa, 5));
    while (shift > 0 && plan->step_numerator % 2 == 0) {
        plan->step_numerator /= 2;
        shift--;
    }
    while (shift < 0) {
        plan->step_numerator *= 2;
        shift++;
    }
    plan->step_shift = (ulong)shift;
}

/* --- bounds ----------------------------------------------------------------------------------------- */

/* value = 2 pi height / step */
static void set_damping(arb_t value, const trapezoid_plan_t plan)
{
    SCOPED(arb, t);
    arb_const_pi(value, 64);
    arb_set_d(t, 2 * plan->strip->height);
    arb_mul(value, value, t, 64);
    arb_div_ui(value, value, plan->step_numerator, 64);
    arb_mul_2exp_si(value, value, (slong)plan->step_shift);
}

/* edges exp(rise) / (exp(damping) - 1): the two edges Im z = +-height. */
static void bound_edges(mag_t bound, const trapezoid_plan_t plan, const arb_t rise, const arb_t damping,
                        double rho)
{
    SCOPED(arb, t);
    SCOPED(mag, integral);
    hermite_strip_edge_integral(integral, plan->strip, rho);
    arb_exp(t, rise, 64);
    arb_get_mag(bound, t);
    mag_mul(bound, bound, integral);
    arb_expm1(t, damping, 64);
    arb_inv(t, t, 64);
    arb_get_mag(integral, t);
    mag_mul(bound, bound, integral);
}

/* (sup right + sup left) exp(-X^2/(2 (1+rho))) 2 height max(1, exp(rise - damping)): the sides Re z = +-X. */
static void bound_sides(mag_t bound, const trapezoid_plan_t plan, const arb_t rise, const arb_t damping,
                        double rho)
{
    const hermite_strip_struct *strip = plan->strip;
    SCOPED(arb, t);
    SCOPED(mag, factor, one);
    mag_one(one);
    arb_sub(t, rise, damping, 64);
    arb_exp(t, t, 64);
    arb_get_mag(factor, t);
    mag_max(factor, factor, one);
    mag_add(bound, strip->right_side, strip->left_side);
    mag_mul(bound, bound, factor);
    mehler_gaussian(factor, strip->half_width, rho);
    mag_mul(bound, bound, factor);
    mag_set_d(factor, 2 * strip->height);
    mag_mul(bound, bound, factor);
}

/* brace = edges + sides + tails, derivations/06 (8). */
static void compute_brace(mag_t brace, const trapezoid_plan_t plan, const growth_t growth, double rho)
{
    SCOPED(arb, rise, damping);
    SCOPED(mag, t);
    mehler_rise(rise, plan->strip->height, rho);
    set_damping(damping, plan);
    bound_edges(brace, plan, rise, damping, rho);
    bound_sides(t, plan, rise, damping, rho);
    mag_add(brace, brace, t);
    hermite_growth_tail(t, growth, plan->strip->half_width, rho);
    mag_add(brace, brace, t);
}

wane_status_t trapezoid_plan_choose(trapezoid_plan_t plan, const wane_function_t f, wane_parity_t parity,
                                    slong length, slong prec, slong most_nodes, wane_message_t message)
{
    growth_t growth;
    growth_init(growth);
    wane_status_t status = WANE_OK;
    double k = (double)(length - 1), nats = (double)prec * M_LN2 + 2;
    plan->length = length;
    plan->symmetric = parity != WANE_PARITY_NONE;

    if (!function_growth(growth, f)) {
        status = wane_message_set(message, WANE_BAD_INPUT, 0, "the growth of the function cannot be bounded");
        goto done;
    }
    double range = hermite_tail_range(growth, k, nats + SIDE_MARGIN);
    if (range == INFINITY) {
        status =
            wane_message_set(message, WANE_UNDECIDED, 0,
                             "the function grows so fast that no range in reach holds its Gaussian mass");
        goto done;
    }
    choice_t choice = choose_height(plan, f, range, k, nats);
    if (choice.step <= 0) {
        status = wane_message_set(
            message, WANE_UNDECIDED, 0,
            "no strip |Im z| <= %g around the line was found on which the function is analytic",
            SMALLEST_HEIGHT);
        goto done;
    }
    round_step(plan, choice.step);
    double step = ldexp((double)plan->step_numerator, -(int)plan->step_shift);
    plan->last_node = (slong)ceil(range / step - 0.5);
    if (plan->last_node < 1) plan->last_node = 1;
    if (plan->last_node > most_nodes) {
        status = wane_message_set(message, WANE_UNDECIDED, 0, "the function needs more than %ld nodes",
                                  (long)most_nodes);
        goto done;
    }
    /* (last_node + 1/2) step is an exact double: both factors have few bits */
    double X =
        ldexp((double)((2 * (ulong)plan->last_node + 1) * plan->step_numerator), -(int)plan->step_shift - 1);
    if (!hermite_strip_cover(plan->strip, f, X, choice.height, plan->symmetric)) {
        status =
            wane_message_set(message, WANE_UNDECIDED, 0, "the strip of analyticity could not be covered");
        goto done;
    }
    for (slong i = 0; i < MEHLER_COUNT; i++)
        compute_brace(&plan->bound->brace[i], plan, growth, plan->bound->rho[i]);
done:
    growth_clear(growth);
    return status;
}

#include "claims/evidence/follow.h"

#include "base/scoped.h"

#include "wane/orbit.h"

#define MOST_STEPS 20000
#define FOLLOW_PREC 128

static wane_status_t start(wane_orbit_t orbit, const claims_trajectory_t *trajectory, wane_message_t message)
{
    SCOPED(wane_interval, number);
    SCOPED(arb, eps, R, a);
    wane_status_t status = claims_interval(number, trajectory->eps, message);
    wane_interval_get_arb(eps, number, FOLLOW_PREC);
    if (status == WANE_OK) status = claims_interval(number, trajectory->a0, message);
    wane_interval_get_arb(a, number, FOLLOW_PREC);
    wane_orbit_init(orbit, trajectory->kernels, eps, trajectory->digits);
    if (status == WANE_OK) status = wane_orbit_start(orbit, R, a, message);
    return status;
}

/* ---- at given times ---- */

typedef struct {
    arb_ptr R, a;
    const slong *times;
    slong count, filled;
} samples_t;

static int take_samples(void *context, const wane_orbit_t orbit)
{
    samples_t *samples = context;
    SCOPED_VEC(arb, state, 2);
    SCOPED(arb, begin, end, time);
    wane_orbit_last_step(begin, end, orbit);
    for (; samples->filled < samples->count; samples->filled++) {
        arb_set_si(time, samples->times[samples->filled]);
        if (arb_gt(time, end)) break;
        wane_orbit_state_at(state, orbit, time);
        arb_tanh(samples->R + samples->filled, state, FOLLOW_PREC);
        arb_set(samples->a + samples->filled, state + 1);
    }
    return samples->filled == samples->count;
}

wane_status_t claims_follow(arb_ptr R, arb_ptr a, const slong *times, slong count,
                            const claims_trajectory_t *trajectory, wane_message_t message)
{
    samples_t samples = {R, a, times, count, 0};
    wane_orbit_t orbit;
    SCOPED(arb, last);
    arb_set_si(last, times[count - 1]);
    wane_status_t status = start(orbit, trajectory, message);
    if (status == WANE_OK) status = wane_orbit_run(orbit, last, MOST_STEPS, take_samples, &samples, message);
    wane_orbit_clear(orbit);
    return status;
}

/* ---- the peak and its half ---- */

#define LONGEST_TIME 1000000
#define BISECTIONS 40

/* R on its way up to the peak and down to half of it. */
typedef struct {
    const wane_kernels_struct *kernels;
    int turned;   /* the peak is behind */
    arb_t lo, hi; /* exact times: before and after what is sought */
    arb_t peak_time, R_peak, half, halving;
    int done;
} fall_t;

/* Whether at this time what is sought lies ahead (1), behind (-1), or neither is proved (0). */
static int side(const fall_t *fall, arb_ptr state)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    SCOPED(arb, R, x);
    arb_tanh(R, state, FOLLOW_PREC);
    if (fall->turned) {
        arb_sub(x, R, fall->half, FOLLOW_PREC);
    } else { /* the sign of G with a > 0 */
        wane_kernels_evaluate(P, S, fall->kernels, R, FOLLOW_PREC);
        arb_mul(x, state + 1, S + 1, FOLLOW_PREC);
        arb_submul_si(x, P + 1, 2, FOLLOW_PREC);
        arb_neg(x, x);
    }
    int sign = arb_is_positive(x) ? 1 : arb_is_negative(x) ? -1 : 0;
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
    return sign;
}

/* Narrows [lo, hi] by halving the part of it that lies in the last step. */
static void narrow(fall_t *fall, const wane_orbit_t orbit)
{
    SCOPED_VEC(arb, state, 2);
    SCOPED(arb, begin, end, middle);
    wane_orbit_last_step(begin, end, orbit);
    for (int i = 0; i < BISECTIONS; i++) {
        arb_add(middle, fall->lo, fall->hi, ARF_PREC_EXACT);
        arb_mul_2exp_si(middle, middle, -1);
        if (arb_lt(middle, begin)) break;
        wane_orbit_state_at(state, orbit, middle);
        int where = side(fall, state);
        if (where == 0) break;
        arb_swap(where > 0 ? fall->lo : fall->hi, middle);
    }
}

/* The peak lies between lo and hi. */
static void peak_found(fall_t *fall, const wane_orbit_t orbit)
{
    SCOPED_VEC(arb, state, 2);
    SCOPED(arb, begin, end);
    wane_orbit_last_step(begin, end, orbit);
    arb_union(fall->peak_time, fall->lo, fall->hi, FOLLOW_PREC);
    if (arb_lt(fall->lo, begin)) {
        arb_indeterminate(fall->R_peak); /* not all of it lies in the last step */
    } else {
        wane_orbit_state_at(state, orbit, fall->peak_time);
        arb_tanh(fall->R_peak, state, FOLLOW_PREC);
    }
    arb_mul_2exp_si(fall->half, fall->R_peak, -1);
    fall->turned = 1;
    arb_set(fall->lo, fall->hi);
}

static int look(void *context, const wane_orbit_t orbit)
{
    fall_t *fall = context;
    SCOPED_VEC(arb, state, 2);
    SCOPED(arb, begin, end);
    wane_orbit_last_step(begin, end, orbit);
    wane_orbit_state(state, orbit);
    int where = side(fall, state);
    if (where > 0) arb_set(fall->lo, end);
    if (where < 0) {
        arb_set(fall->hi, end);
        narrow(fall, orbit);
        if (!fall->turned) {
            peak_found(fall, orbit);
        } else {
            arb_union(fall->halving, fall->lo, fall->hi, FOLLOW_PREC);
            arb_sub(fall->halving, fall->halving, fall->peak_time, FOLLOW_PREC);
            fall->done = 1;
        }
    }
    return fall->done || (fall->turned && !arb_is_finite(fall->half));
}

static void fall_init(fall_t *fall, const wane_kernels_struct *kernels)
{
    *fall = (fall_t){.kernels = kernels};
    arb_init(fall->lo);
    arb_init(fall->hi);
    arb_init(fall->peak_time);
    arb_init(fall->R_peak);
    arb_init(fall->half);
    arb_init(fall->halving);
}

static void fall_clear(fall_t *fall)
{
    arb_clear(fall->lo);
    arb_clear(fall->hi);
    arb_clear(fall->peak_time);
    arb_clear(fall->R_peak);
    arb_clear(fall->half);
    arb_clear(fall->halving);
}

wane_status_t claims_halving(arb_t R_peak, arb_t time, const claims_trajectory_t *trajectory,
                             wane_message_t message)
{
    fall_t fall;
    wane_orbit_t orbit;
    SCOPED(arb, last);
    arb_set_si(last, LONGEST_TIME);
    fall_init(&fall, trajectory->kernels);
    wane_status_t status = start(orbit, trajectory, message);
    if (status == WANE_OK) status = wane_orbit_run(orbit, last, MOST_STEPS, look, &fall, message);
    if (status == WANE_OK && !fall.done)
        status = wane_message_set(message, WANE_UNDECIDED, 0, "the time to halve R was not enclosed");
    arb_set(R_peak, fall.R_peak);
    arb_set(time, fall.halving);
    wane_orbit_clear(orbit);
    fall_clear(&fall);
    return status;
}

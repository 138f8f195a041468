#include "claims/evidence/follow.h"

#include "wane/orbit.h"

#define MOST_STEPS 20000
#define FOLLOW_PREC 128

static wane_status_t start(wane_orbit_t orbit, const claims_trajectory_t *trajectory, wane_message_t message)
{
    wane_interval_t number;
    arb_t eps, R, a;
    wane_interval_init(number);
    arb_init(eps);
    arb_init(R);
    arb_init(a);
    wane_status_t status = claims_interval(number, trajectory->eps, message);
    wane_interval_get_arb(eps, number, FOLLOW_PREC);
    if (status == WANE_OK) status = claims_interval(number, trajectory->a0, message);
    wane_interval_get_arb(a, number, FOLLOW_PREC);
    wane_orbit_init(orbit, trajectory->kernels, eps, trajectory->digits);
    if (status == WANE_OK) status = wane_orbit_start(orbit, R, a, message);
    wane_interval_clear(number);
    arb_clear(eps);
    arb_clear(R);
    arb_clear(a);
    return status;
}

/* ---- at given times ---- */

typedef struct {
    arb_ptr R, a;
    const slong *times;
    slong count, filled;
} samples_t;

static void end_of_step(arb_t time, const wane_orbit_t orbit)
{
    mag_zero(arb_radref(time));
    arf_add(arb_midref(time), orbit->last->t, orbit->last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
}

static int take_samples(void *context, const wane_orbit_t orbit)
{
    samples_t *samples = context;
    arb_ptr state = _arb_vec_init(2);
    arb_t end, time;
    arb_init(end);
    arb_init(time);
    end_of_step(end, orbit);
    for (; samples->filled < samples->count; samples->filled++) {
        arb_set_si(time, samples->times[samples->filled]);
        if (arb_gt(time, end)) break;
        wane_orbit_state_at(state, orbit, time);
        arb_tanh(samples->R + samples->filled, state, FOLLOW_PREC);
        arb_set(samples->a + samples->filled, state + 1);
    }
    arb_clear(end);
    arb_clear(time);
    _arb_vec_clear(state, 2);
    return samples->filled == samples->count;
}

wane_status_t claims_follow(arb_ptr R, arb_ptr a, const slong *times, slong count,
                            const claims_trajectory_t *trajectory, wane_message_t message)
{
    samples_t samples = {R, a, times, count, 0};
    wane_orbit_t orbit;
    arb_t last;
    arb_init(last);
    arb_set_si(last, times[count - 1]);
    wane_status_t status = start(orbit, trajectory, message);
    if (status == WANE_OK) status = wane_orbit_run(orbit, last, MOST_STEPS, take_samples, &samples, message);
    wane_orbit_clear(orbit);
    arb_clear(last);
    return status;
}

/* ---- the peak and its half ---- */

#define LONGEST_TIME 1000000
#define BISECTIONS 40

typedef struct {
    const wane_kernels_struct *kernels;
    int turned;   /* the peak is behind */
    arb_t lo, hi; /* exact times: before and after what is sought */
    arb_t peak_time, R_peak, half, halving;
    int done;
} search_t;

/* Whether at this time what is sought lies ahead (1), behind (-1), or neither is proved (0). */
static int side(const search_t *search, arb_ptr state)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    arb_t R, x;
    arb_init(R);
    arb_init(x);
    arb_tanh(R, state, FOLLOW_PREC);
    if (search->turned) {
        arb_sub(x, R, search->half, FOLLOW_PREC);
    } else { /* the sign of G with a > 0 */
        wane_kernels_evaluate(P, S, search->kernels, R, FOLLOW_PREC);
        arb_mul(x, state + 1, S + 1, FOLLOW_PREC);
        arb_submul_si(x, P + 1, 2, FOLLOW_PREC);
        arb_neg(x, x);
    }
    int sign = arb_is_positive(x) ? 1 : arb_is_negative(x) ? -1 : 0;
    arb_clear(R);
    arb_clear(x);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
    return sign;
}

/* Narrows [lo, hi] by halving the part of it that lies in the last step. */
static void narrow(search_t *search, const wane_orbit_t orbit)
{
    arb_ptr state = _arb_vec_init(2);
    arb_t middle;
    arb_init(middle);
    for (int i = 0; i < BISECTIONS; i++) {
        arb_add(middle, search->lo, search->hi, ARF_PREC_EXACT);
        arb_mul_2exp_si(middle, middle, -1);
        if (arf_cmp(arb_midref(middle), orbit->last->t) < 0) break;
        wane_orbit_state_at(state, orbit, middle);
        int where = side(search, state);
        if (where == 0) break;
        arb_swap(where > 0 ? search->lo : search->hi, middle);
    }
    arb_clear(middle);
    _arb_vec_clear(state, 2);
}

/* The peak lies between lo and hi. */
static void peak_found(search_t *search, const wane_orbit_t orbit)
{
    arb_ptr state = _arb_vec_init(2);
    arb_union(search->peak_time, search->lo, search->hi, FOLLOW_PREC);
    if (arf_cmp(arb_midref(search->lo), orbit->last->t) < 0) {
        arb_indeterminate(search->R_peak); /* not all of it lies in the last step */
    } else {
        wane_orbit_state_at(state, orbit, search->peak_time);
        arb_tanh(search->R_peak, state, FOLLOW_PREC);
    }
    arb_mul_2exp_si(search->half, search->R_peak, -1);
    search->turned = 1;
    arb_set(search->lo, search->hi);
    _arb_vec_clear(state, 2);
}

static int look(void *context, const wane_orbit_t orbit)
{
    search_t *search = context;
    arb_ptr state = _arb_vec_init(2);
    arb_t end;
    arb_init(end);
    end_of_step(end, orbit);
    wane_orbit_state(state, orbit);
    int where = side(search, state);
    if (where > 0) arb_set(search->lo, end);
    if (where < 0) {
        arb_set(search->hi, end);
        narrow(search, orbit);
        if (!search->turned) {
            peak_found(search, orbit);
        } else {
            arb_union(search->halving, search->lo, search->hi, FOLLOW_PREC);
            arb_sub(search->halving, search->halving, search->peak_time, FOLLOW_PREC);
            search->done = 1;
        }
    }
    arb_clear(end);
    _arb_vec_clear(state, 2);
    return search->done || (search->turned && !arb_is_finite(search->half));
}

static void search_init(search_t *search, const wane_kernels_struct *kernels)
{
    *search = (search_t){.kernels = kernels};
    arb_init(search->lo);
    arb_init(search->hi);
    arb_init(search->peak_time);
    arb_init(search->R_peak);
    arb_init(search->half);
    arb_init(search->halving);
}

static void search_clear(search_t *search)
{
    arb_clear(search->lo);
    arb_clear(search->hi);
    arb_clear(search->peak_time);
    arb_clear(search->R_peak);
    arb_clear(search->half);
    arb_clear(search->halving);
}

wane_status_t claims_halving(arb_t R_peak, arb_t time, const claims_trajectory_t *trajectory,
                             wane_message_t message)
{
    search_t search;
    wane_orbit_t orbit;
    arb_t last;
    arb_init(last);
    arb_set_si(last, LONGEST_TIME);
    search_init(&search, trajectory->kernels);
    wane_status_t status = start(orbit, trajectory, message);
    if (status == WANE_OK) status = wane_orbit_run(orbit, last, MOST_STEPS, look, &search, message);
    if (status == WANE_OK && !search.done)
        status = wane_message_set(message, WANE_UNDECIDED, 0, "the time to halve R was not enclosed");
    arb_set(R_peak, search.R_peak);
    arb_set(time, search.halving);
    wane_orbit_clear(orbit);
    search_clear(&search);
    arb_clear(last);
    return status;
}

/* Certified trajectories: containment against long Taylor
   series in other coordinates, monotone V, tightness. */
#include "hermite/kernel/kernel_evaluate.h"
#include "manifold/shape/shape_function.h"
#include "long_taylor.h"
#include "manifold/orbit/orbit_one_step.h"
#include "pairs.h"
#include "manifold/orbit/orbit.h"
#include "manifold/orbit/orbit_set.h"

#include <criterion/criterion.h>
#include <flint/fmpq_vec.h>
#include <math.h>

typedef struct {
    kernels_t kernels;
    arb_t eps, R, a, time;
    char name[900];
} problem_t;

static void problem_init(problem_t *p)
{
    kernels_init(p->kernels);
    arb_init(p->eps);
    arb_init(p->R);
    arb_init(p->a);
    arb_init(p->time);
}

static void problem_clear(problem_t *p)
{
    kernels_clear(p->kernels);
    arb_clear(p->eps);
    arb_clear(p->R);
    arb_clear(p->a);
    arb_clear(p->time);
}

static void set_problem(problem_t *p, const char *student, const char *teacher, double eps, double R,
                        double a)
{
    pair_kernels(p->kernels, student, teacher);
    arb_set_d(p->eps, eps);
    arb_set_d(p->R, R);
    arb_set_d(p->a, a);
    snprintf(p->name, sizeof p->name, "%s | %s, eps = %g, R0 = %g, a0 = %g", student, teacher, eps, R, a);
}

static double uniform(flint_rand_t state, double lo, double hi)
{
    return lo + (hi - lo) * (double)n_randint(state, 1 << 20) / (1 << 20);
}

/* A polynomial student (sometimes tanh or erf) and a polynomial teacher, a start on either side. */
static void random_problem(problem_t *p, flint_rand_t state, slong i)
{
    static const double rates[] = {2, 0.5, 0.1, 0.02};
    char student[400], teacher[400];
    fmpq *c = _fmpq_vec_init(6);
    random_polynomial(student, c, 1 + (slong)n_randint(state, 4), state);
    random_polynomial(teacher, c, 1 + (slong)n_randint(state, 5), state);
    if (i % 4 == 1) strcpy(student, "tanh");
    if (i % 4 == 3) strcpy(student, "erf");
    double a = uniform(state, 0.1, 1.5) * (n_randint(state, 3) == 0 ? -1 : 1);
    set_problem(p, student, teacher, rates[n_randint(state, 4)], uniform(state, -0.7, 0.7), a);
    _fmpq_vec_clear(c, 6);
}

/* The reference is right to LONG_TAYLOR_ERROR where |R| < 0.99. */
static int contains(const arb_t enclosure, const arb_t reference)
{
    arb_t y;
    arb_init(y);
    arb_set(y, enclosure);
    mag_t error;
    mag_init(error);
    mag_set_d(error, LONG_TAYLOR_ERROR);
    arb_add_error_mag(y, error);
    const int inside = arb_contains(y, reference);
    mag_clear(error);
    arb_clear(y);
    return inside;
}

static int trusted(const arb_t R, const arb_t a)
{
    return fabs(arf_get_d(arb_midref(R), ARF_RND_NEAR)) < 0.99 &&
           fabs(arf_get_d(arb_midref(a), ARF_RND_NEAR)) < 20;
}

/* The set after `time` from the box (R, a), in (R, a); 0 if it could not be followed. */
static int follow(arb_t R, arb_t a, orbit_t orbit, const problem_t *p, const arb_t R0, const arb_t a0)
{
    wane_message_t message;
    arb_ptr state = _arb_vec_init(2);
    cr_assert_eq(orbit_start(orbit, R0, a0, message), WANE_OK, "%s: %s", p->name, message->text);
    const int done = orbit_run(orbit, p->time, 20000, NULL, NULL, message) == WANE_OK;
    if (done) {
        orbit_state_at(state, orbit, p->time);
        arb_tanh(R, state, 300);
        arb_set(a, state + 1);
        cr_assert(arb_is_finite(R) && arb_is_finite(a), "%s", p->name);
    }
    _arb_vec_clear(state, 2);
    return done;
}

Test(orbit, contains_long_taylor_series)
{
    flint_rand_t state;
    arb_t R, a, x, y;
    flint_rand_init(state);
    arb_init(R);
    arb_init(a);
    arb_init(x);
    arb_init(y);
    slong count = repetitions(24), compared = 0;
    for (slong i = 0; i < count; i++) {
        problem_t p;
        orbit_t orbit;
        problem_init(&p);
        random_problem(&p, state, i);
        orbit_init(orbit, p.kernels, p.eps, 12);
        arb_set(x, p.R);
        arb_set(y, p.a);
        for (int part = 1; part <= 3; part++) {
            arb_set_d(p.time, 2.375 * part);
            cr_assert(follow(R, a, orbit, &p, p.R, p.a), "%s: lost", p.name);
            arb_set_d(p.time, 2.375);
            long_taylor(x, y, p.kernels, p.eps, p.time);
            if (!trusted(x, y)) break;
            cr_assert(contains(R, x), "%s: R after %d parts is %.20g", p.name, part,
                      arf_get_d(arb_midref(R), ARF_RND_NEAR));
            cr_assert(contains(a, y), "%s: a after %d parts is %.20g", p.name, part,
                      arf_get_d(arb_midref(a), ARF_RND_NEAR));
            cr_assert_lt(mag_get_d(arb_radref(R)), 1e-11, "%s", p.name);
            compared++;
        }
        orbit_clear(orbit);
        problem_clear(&p);
    }
    cr_assert_geq(2 * compared, 3 * count, "only %ld of %ld parts compared", (long)compared,
                  (long)(3 * count));
    arb_clear(R);
    arb_clear(a);
    arb_clear(x);
    arb_clear(y);
    flint_rand_clear(state);
}

/* A point of the ball, often at its very edge. */
static void random_point(arb_t x, const arb_t ball, flint_rand_t state)
{
    double offset = n_randint(state, 2)   ? uniform(state, -0.999, 0.999)
                    : n_randint(state, 2) ? 0.999
                                          : -0.999;
    arb_t radius;
    arb_init(radius);
    arb_get_rad_arb(radius, ball);
    arb_set_d(x, offset);
    arb_mul(x, x, radius, 200);
    arb_get_mid_arb(radius, ball);
    arb_add(x, x, radius, 200);
    arb_get_mid_arb(x, x);
    arb_clear(radius);
}

Test(orbit, wide_sets_keep_their_points)
{
    flint_rand_t state;
    arb_t R, a, x, y;
    flint_rand_init(state);
    arb_init(R);
    arb_init(a);
    arb_init(x);
    arb_init(y);
    slong count = repetitions(16), compared = 0;
    for (slong i = 0; i < count; i++) {
        problem_t p;
        orbit_t orbit;
        mag_t radius;
        problem_init(&p);
        mag_init(radius);
        random_problem(&p, state, i);
        mag_set_d(radius, exp2(-8 - (double)n_randint(state, 10)));
        arb_add_error_mag(p.R, radius);
        arb_add_error_mag(p.a, radius);
        arb_set_d(p.time, 1.5 + (double)n_randint(state, 4));
        orbit_init(orbit, p.kernels, p.eps, 12);
        if (follow(R, a, orbit, &p, p.R, p.a)) {
            for (int j = 0; j < 4; j++) {
                random_point(x, p.R, state);
                random_point(y, p.a, state);
                long_taylor(x, y, p.kernels, p.eps, p.time);
                if (!trusted(x, y)) continue;
                cr_assert(contains(R, x) && contains(a, y), "%s, radius %g: a point left the set", p.name,
                          mag_get_d(radius));
                compared++;
            }
        }
        orbit_clear(orbit);
        mag_clear(radius);
        problem_clear(&p);
    }
    cr_assert_geq(compared, 2 * count, "only %ld points compared", (long)compared);
    arb_clear(R);
    arb_clear(a);
    arb_clear(x);
    arb_clear(y);
    flint_rand_clear(state);
}

static int longest(void *context, const orbit_t orbit)
{
    double *h = context;
    *h = fmax(*h, arf_get_d(orbit->last->h, ARF_RND_NEAR));
    return 0;
}

/* Long after the fast phase, at a random time within a step: points, or the points of wide sets. */
static void compare_slow_phase(flint_rand_t state, slong i, slong *compared, slong *slow)
{
    problem_t p;
    orbit_t orbit;
    wane_message_t message;
    double h = 0;
    arb_ptr x = _arb_vec_init(4);
    problem_init(&p);
    random_problem(&p, state, i);
    if (i % 2 == 0) {
        mag_t radius;
        mag_init(radius);
        mag_set_d(radius, exp2(-14 - (double)n_randint(state, 10)));
        arb_add_error_mag(p.R, radius);
        arb_add_error_mag(p.a, radius);
        mag_clear(radius);
    }
    arb_set_d(p.eps, n_randint(state, 2) ? 0.02 : 0.1);
    arb_set_d(p.time, uniform(state, 30, 60));
    orbit_init(orbit, p.kernels, p.eps, 12);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
    if (orbit_run(orbit, p.time, 5000, longest, &h, message) == WANE_OK) {
        orbit_state_at(x, orbit, p.time);
        arb_tanh(x, x, 300);
        for (int j = 0; j < (i % 2 == 0 ? 2 : 1); j++) {
            random_point(x + 2, p.R, state);
            random_point(x + 3, p.a, state);
            long_taylor(x + 2, x + 3, p.kernels, p.eps, p.time);
            if (!trusted(x + 2, x + 3)) break;
            cr_assert(contains(x, x + 2) && contains(x + 1, x + 3), "%s, time %g: left the set", p.name,
                      arf_get_d(arb_midref(p.time), ARF_RND_NEAR));
            *slow += h > 8;
            ++*compared;
        }
    }
    orbit_clear(orbit);
    problem_clear(&p);
    _arb_vec_clear(x, 4);
}

Test(orbit, slow_phases_contain_long_taylor_series)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = repetitions(24), compared = 0, slow = 0;
    for (slong i = 0; i < count; i++) compare_slow_phase(state, i, &compared, &slow);
    cr_assert_geq(2 * compared, count, "only %ld compared", (long)compared);
    cr_assert_geq(4 * slow, compared, "only %ld of %ld had long steps", (long)slow, (long)compared);
    flint_rand_clear(state);
}

typedef struct {
    arb_t V, during[2], between[2];
    flint_rand_struct *state;
    const char *name;
} witness_t;

/* V never provably falls, and the box for the step contains the set at any time of it. */
static int witness(void *context, const orbit_t orbit)
{
    witness_t *w = context;
    arb_t V, time;
    arf_t part;
    arb_ptr state = _arb_vec_init(2);
    arb_init(V);
    arb_init(time);
    arf_init(part);
    orbit_gain(V, orbit);
    cr_assert_not(arb_lt(V, w->V), "%s: V falls", w->name);
    arb_set(w->V, V);
    arf_set_d(part, uniform(w->state, 0, 1));
    arf_mul(part, part, orbit->last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_add(arb_midref(time), orbit->last->t, part, ARF_PREC_EXACT, ARF_RND_DOWN);
    orbit_state_at(state, orbit, time);
    for (int i = 0; i < 2; i++) {
        cr_assert(arb_overlaps(orbit->last->during + i, state + i), "%s", w->name);
        cr_assert(arb_contains_arf(orbit->last->during + i, arb_midref(state + i)), "%s", w->name);
        cr_assert(arb_contains_arf(orbit->last->during + i, arb_midref(orbit->last->end + i)), "%s", w->name);
    }
    arb_clear(V);
    arb_clear(time);
    arf_clear(part);
    _arb_vec_clear(state, 2);
    return 0;
}

Test(orbit, gain_never_falls)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = repetitions(16);
    for (slong i = 0; i < count; i++) {
        problem_t p;
        orbit_t orbit;
        wane_message_t message;
        witness_t w = {.state = state};
        problem_init(&p);
        random_problem(&p, state, i);
        w.name = p.name;
        arb_init(w.V);
        arb_set_d(p.time, 30);
        orbit_init(orbit, p.kernels, p.eps, 12);
        cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
        orbit_gain(w.V, orbit);
        cr_assert_eq(orbit_run(orbit, p.time, 20000, witness, &w, message), WANE_OK, "%s: %s", p.name,
                     message->text);
        arb_clear(w.V);
        orbit_clear(orbit);
        problem_clear(&p);
    }
    flint_rand_clear(state);
}

/* The box of a step holds all of the set that it begins with. */
Test(orbit, steps_hold_their_start)
{
    flint_rand_t state;
    slong steps = 0;
    flint_rand_init(state);
    for (slong i = 0; i < 16; i++) {
        problem_t p;
        orbit_t orbit;
        wane_message_t message;
        arb_ptr start = _arb_vec_init(2);
        problem_init(&p);
        random_problem(&p, state, i);
        mag_set_d(arb_radref(p.R), 0x1p-10);
        mag_set_d(arb_radref(p.a), 0x1p-9);
        orbit_init(orbit, p.kernels, p.eps, 12);
        if (orbit_start(orbit, p.R, p.a, message) == WANE_OK) {
            orbit_state(start, orbit);
            arb_set_d(p.time, 1e-6);
            if (orbit_run(orbit, p.time, 1, NULL, NULL, message) == WANE_OK) {
                for (int j = 0; j < 2; j++)
                    cr_assert(arb_contains(orbit->last->during + j, start + j), "%s: %s does not hold %s",
                              p.name, arb_get_str(orbit->last->during + j, 10, 0),
                              arb_get_str(start + j, 10, 0));
                steps++;
            }
        }
        orbit_clear(orbit);
        _arb_vec_clear(start, 2);
        problem_clear(&p);
    }
    cr_assert_geq(steps, 8);
    flint_rand_clear(state);
}

/* V = 2aP - a^2 S at points of a wide set lies in the set's. */
Test(orbit, gain_holds_all_over_a_set)
{
    flint_rand_t state;
    flint_rand_init(state);
    for (slong i = 0; i < 16; i++) {
        problem_t p;
        orbit_t orbit;
        wane_message_t message;
        kernel_values_t at;
        arb_t V, x, y;
        problem_init(&p);
        kernel_values_init(at);
        arb_init(V);
        arb_init(x);
        arb_init(y);
        random_problem(&p, state, i);
        mag_set_d(arb_radref(p.R), 0x1p-8);
        mag_set_d(arb_radref(p.a), 0x1p-6);
        orbit_init(orbit, p.kernels, p.eps, 12);
        if (orbit_start(orbit, p.R, p.a, message) == WANE_OK) {
            orbit_gain(V, orbit);
            for (int j = 0; j < 8; j++) {
                random_point(x, p.R, state);
                random_point(y, p.a, state);
                kernels_evaluate(at->P, at->S, p.kernels, x, orbit->prec);
                gain_form(x, at->P, at->S, y, orbit->prec);
                cr_assert(arb_overlaps(V, x), "%s: %s, %s at a point", p.name, arb_get_str(V, 10, 0),
                          arb_get_str(x, 10, 0));
            }
        }
        orbit_clear(orbit);
        kernel_values_clear(at);
        arb_clear(V);
        arb_clear(x);
        arb_clear(y);
        problem_clear(&p);
    }
    flint_rand_clear(state);
}

static void random_ball(arb_t x, flint_rand_t state, double size, double radius)
{
    arb_set_d(x, uniform(state, -size, size));
    mag_set_d(arb_radref(x), radius * n_randint(state, 2));
}

/* Points of a set stay in it from one map to the next, whatever part of it they lie in. */
Test(orbit, sets_hold_the_images_of_their_points)
{
    enum { MAPS = 6, PREC = 128 };
    flint_rand_t state;
    arb_ptr ball = _arb_vec_init(6), J = ball + 2, y = _arb_vec_init(4), d = y + 2, hull = _arb_vec_init(2);
    arb_t entry;
    orbit_set_t set;
    flint_rand_init(state);
    arb_init(entry);
    orbit_set_init(set);
    for (slong i = 0; i < repetitions(200); i++) {
        for (int j = 0; j < 2; j++) {
            random_ball(ball + j, state, 2, 0x1p-12);
            random_point(y + j, ball + j, state);
        }
        orbit_set_box(set, ball);
        for (int n = 0; n < MAPS; n++) {
            for (int j = 0; j < 2; j++) {
                random_ball(ball + j, state, 2, 0x1p-9);
                arb_sub(d + j, y + j, set->x + j, 2 * PREC);
                random_point(y + j, ball + j, state);
            }
            for (int j = 0; j < 4; j++) {
                random_ball(J + j, state, 1.5, 0x1p-8);
                random_point(entry, J + j, state);
                arb_addmul(y + j / 2, entry, d + j % 2, 2 * PREC);
            }
            orbit_set_map(set, ball, J, PREC);
            orbit_set_hull(hull, set, PREC);
            for (int j = 0; j < 2; j++)
                cr_assert(arb_overlaps(hull + j, y + j), "map %d: %s in %s", n, arb_get_str(y + j, 12, 0),
                          arb_get_str(hull + j, 12, 0));
        }
    }
    orbit_set_clear(set);
    arb_clear(entry);
    _arb_vec_clear(ball, 6);
    _arb_vec_clear(y, 4);
    _arb_vec_clear(hull, 2);
    flint_rand_clear(state);
}

static double log_width(const arb_t x)
{
    return (mag_get_d_log2_approx(arb_radref(x)) + 1) * log10(2);
}

static int narrow(void *context, const orbit_t orbit)
{
    arb_ptr state = _arb_vec_init(2);
    orbit_state(state, orbit);
    arb_tanh(state, state, orbit->prec);
    double *widest = context;
    for (int i = 0; i < 2; i++) *widest = fmax(*widest, log_width(state + i));
    _arb_vec_clear(state, 2);
    return 0;
}

/* The example of the abstract: widths throughout; few steps however small eps is. */
static void expect_width(double inverse_eps, double time, slong digits, double log_most, slong most_steps)
{
    problem_t p;
    orbit_t orbit;
    wane_message_t message;
    double widest = -INFINITY;
    problem_init(&p);
    pair_kernels_digits(p.kernels, "tanh", "h1+(3/10)*h3", digits + 8);
    arb_set_d(p.a, 0.5);
    arb_set_d(p.eps, inverse_eps);
    arb_inv(p.eps, p.eps, 300);
    arb_set_d(p.time, time);
    orbit_init(orbit, p.kernels, p.eps, digits);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
    cr_assert_eq(orbit_run(orbit, p.time, most_steps, narrow, &widest, message), WANE_OK, "%s",
                 message->text);
    cr_assert_leq(widest, log_most, "1/eps = %g: width 10^%g", inverse_eps, widest);
    orbit_clear(orbit);
    problem_clear(&p);
}

Test(orbit, widths)
{
    expect_width(10, 400, 12, -12, 200);
    expect_width(100, 2000, 12, -11, 300);
    expect_width(10, 60, 30, -30, 200);
    expect_width(1e5, 2e6, 12, -12, 300);
}

/* (a, p) -> (-a, -p) and (R, p_k) -> (-R, (-1)^k p_k) are symmetries of the flow. */
Test(orbit, symmetries)
{
    static const char *const teacher[] = {"h1+h2/2", "0-h1-h2/2", "0-h1+h2/2"};
    static const double side[] = {1, 1, -1}, sign[] = {1, -1, 1};
    arb_ptr R = _arb_vec_init(3), a = _arb_vec_init(3);
    for (int i = 0; i < 3; i++) {
        problem_t p;
        orbit_t orbit;
        problem_init(&p);
        set_problem(&p, "tanh(x)+x^2/4", teacher[i], 0.125, 0.25 * side[i], 0.5 * sign[i]);
        arb_set_d(p.time, 25);
        orbit_init(orbit, p.kernels, p.eps, 12);
        cr_assert(follow(R + i, a + i, orbit, &p, p.R, p.a));
        arb_mul_si(R + i, R + i, (slong)side[i], 100);
        arb_mul_si(a + i, a + i, (slong)sign[i], 100);
        orbit_clear(orbit);
        problem_clear(&p);
        cr_assert(arb_overlaps(R, R + i) && arb_overlaps(a, a + i), "%s", teacher[i]);
    }
    _arb_vec_clear(R, 3);
    _arb_vec_clear(a, 3);
}

Test(orbit, refusals)
{
    problem_t p;
    orbit_t orbit;
    wane_message_t message;
    arb_ptr state = _arb_vec_init(2);
    problem_init(&p);
    set_problem(&p, "relu", "relu", 0.125, 0, 0.5);
    orbit_init(orbit, p.kernels, p.eps, 12);
    arb_one(p.R);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_BAD_INPUT);
    arb_set_str(p.R, "0.9 +/- 0.2", 53);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_BAD_INPUT);
    arb_zero(p.R);
    arb_indeterminate(p.time);
    cr_assert_eq(orbit_start(orbit, p.R, p.time, message), WANE_BAD_INPUT);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
    arb_set_si(p.time, 5);
    cr_assert_eq(orbit_run(orbit, p.time, 1, NULL, NULL, message), WANE_UNDECIDED);
    cr_assert_eq(orbit_run(orbit, p.time, 0, NULL, NULL, message), WANE_OK, "%s", message->text);
    arb_set_si(p.time, 100);
    orbit_state_at(state, orbit, p.time);
    cr_assert_not(arb_is_finite(state));
    orbit_clear(orbit);
    arb_neg(p.eps, p.eps);
    orbit_init(orbit, p.kernels, p.eps, 12);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_BAD_INPUT);
    orbit_clear(orbit);
    problem_clear(&p);
    _arb_vec_clear(state, 2);
}

/* R = 0 is invariant when p_1 = 0, and an equilibrium when
   c_0 = 0, too: the orbit stands still, exactly on it. */
Test(orbit, equilibria_stand_still)
{
    static const char *const pair[][2] = {{"h2", "h2"}, {"h2+h3", "h2-h4"}, {"h3", "h3+h5/2"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        problem_t p;
        orbit_t orbit;
        arb_t R, a;
        problem_init(&p);
        arb_init(R);
        arb_init(a);
        set_problem(&p, pair[i][0], pair[i][1], 0.125, 0, 0.5);
        arb_set_d(p.time, 1000);
        orbit_init(orbit, p.kernels, p.eps, 12);
        cr_assert(follow(R, a, orbit, &p, p.R, p.a), "%s", p.name);
        cr_assert(arb_is_zero(R) && arb_contains(a, p.a), "%s", p.name);
        orbit_clear(orbit);
        problem_clear(&p);
        arb_clear(R);
        arb_clear(a);
    }
}

/* Kernels cut too early leave out more than an orbit to 12 digits can bear near R = 1: it must say so. */
Test(orbit, what_the_kernels_leave_out_is_seen)
{
    problem_t p;
    orbit_t orbit;
    wane_message_t message;
    problem_init(&p);
    set_problem(&p, "softsign", "h1-h3", 0.01, 0.999, 0.5);
    arb_set_d(p.time, 10);
    orbit_init(orbit, p.kernels, p.eps, 12);
    cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
    cr_assert_eq(orbit_run(orbit, p.time, 1000, NULL, NULL, message), WANE_UNDECIDED);
    orbit_clear(orbit);
    problem_clear(&p);
}

/* Large coefficients, rates and starts: an answer, or a refusal; never a hang, never what is not finite. */
Test(orbit, violent_problems_end)
{
    static const struct {
        const char *student, *teacher;
        double eps, R, a;
    } cases[] = {{"h1+100*h9", "h1-50*h9+1000*h3", 1e6, 0, 0.5},
                 {"h1+100*h9", "h1-50*h9+1000*h3", 1e6, 0.999999, 1e6},
                 {"h1+100*h9", "h9", 1e-6, -0.999999, -1e6},
                 {"tanh", "h1+0.3*h3", 1e9, 0, 0.5},
                 {"tanh", "1000*h2", 1e6, 0.999999, -1e6},
                 {"relu", "h1-h3", 1e6, 0.999999, 1e6},
                 {"hardtanh", "h1-1000*h3", 1e6, -0.999999, 1e6},
                 {"abs", "sign(x-1)", 1e-6, 0.999999, 1e-6}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        problem_t p;
        orbit_t orbit;
        wane_message_t message;
        arb_ptr x = _arb_vec_init(2);
        problem_init(&p);
        set_problem(&p, cases[i].student, cases[i].teacher, cases[i].eps, cases[i].R, cases[i].a);
        arb_set_si(p.time, 1000);
        orbit_init(orbit, p.kernels, p.eps, 12);
        cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
        const wane_status_t status = orbit_run(orbit, p.time, 300, NULL, NULL, message);
        cr_assert(status == WANE_OK || (status == WANE_UNDECIDED && message->text[0] != '\0'), "%s", p.name);
        orbit_state(x, orbit);
        cr_assert(arb_is_finite(x) && arb_is_finite(x + 1), "%s", p.name);
        cr_assert_gt(orbit->step_count, 0, "%s: no step", p.name);
        orbit_clear(orbit);
        problem_clear(&p);
        _arb_vec_clear(x, 2);
    }
}

/* Certified trajectories of functions with kinks: near |R| = 1 against 113-bit integration with the kernels
   of |x| in closed form, further away against long Taylor series of all sorts of kinks. */
#include "long_flow.h"
#include "long_taylor.h"
#include "pairs.h"
#include "manifold/orbit/orbit.h"

#include <criterion/criterion.h>
#include <math.h>

#define LONG_FLOW_ERROR 1e-17
#define WIDTH 1e-10

typedef struct {
    kernels_t kernels;
    arb_t eps, R, a;
    double eps_value, R_value, a_value;
    char name[200];
} problem_t;

static double uniform(flint_rand_t state, double lo, double hi)
{
    return lo + (hi - lo) * (double)n_randint(state, 1 << 20) / (1 << 20);
}

static void problem_init(problem_t *p, const char *student, const char *teacher, flint_rand_t state)
{
    static const double rates[] = {2, 0.5, 0.125, 1.0 / 32};
    kernels_init(p->kernels);
    arb_init(p->eps);
    arb_init(p->R);
    arb_init(p->a);
    pair_kernels(p->kernels, student, teacher);
    p->eps_value = rates[n_randint(state, 4)];
    p->R_value = uniform(state, -0.8, 0.8);
    p->a_value = uniform(state, 0.2, 1.5) * (n_randint(state, 4) == 0 ? -1 : 1);
    arb_set_d(p->eps, p->eps_value);
    arb_set_d(p->R, p->R_value);
    arb_set_d(p->a, p->a_value);
    snprintf(p->name, sizeof p->name, "%s | %s, eps = %g, R0 = %.17g, a0 = %.17g", student, teacher,
             p->eps_value, p->R_value, p->a_value);
}

static void problem_clear(problem_t *p)
{
    kernels_clear(p->kernels);
    arb_clear(p->eps);
    arb_clear(p->R);
    arb_clear(p->a);
}

static void set_quad(arb_t x, __float128 value)
{
    arb_t t;
    arb_init(t);
    arb_zero(x);
    for (int i = 0; i < 3; i++) {
        arb_set_d(t, (double)value);
        value -= (double)value;
        arb_add(x, x, t, 300);
    }
    arb_clear(t);
}

/* The enclosure at this time of (rho, a). */
static void enclose(arb_ptr state, orbit_t orbit, const problem_t *p, __float128 time)
{
    wane_message_t message;
    arb_t end;
    arb_init(end);
    set_quad(end, time);
    cr_assert_eq(orbit_run(orbit, end, 20000, NULL, NULL, message), WANE_OK, "%s: %s", p->name,
                 message->text);
    orbit_state_at(state, orbit, end);
    arb_clear(end);
}

static void expect_inside(arb_t enclosure, const arb_t reference, double error, const problem_t *p,
                          const char *what, double time)
{
    cr_assert_lt(mag_get_d(arb_radref(enclosure)), WIDTH, "%s: width of %s at %g", p->name, what, time);
    mag_t m;
    mag_init(m);
    mag_set_d(m, error * (1 + fabs(arf_get_d(arb_midref(reference), ARF_RND_NEAR))));
    arb_add_error_mag(enclosure, m);
    mag_clear(m);
    cr_assert(arb_contains(enclosure, reference), "%s: %s at %g is %.20g, not %.20g", p->name, what, time,
              arf_get_d(arb_midref(reference), ARF_RND_NEAR), arf_get_d(arb_midref(enclosure), ARF_RND_NEAR));
}

/* c + n x/4 + m |x|/4, m not 0 unless allowed */
static double random_absolute(char *text, size_t size, int allow_smooth, flint_rand_t state)
{
    slong m = 1 + (slong)n_randint(state, 6), n = (slong)n_randint(state, 9) - 4,
          c = (slong)n_randint(state, 5) - 2;
    if (allow_smooth && n_randint(state, 3) == 0) m = 0;
    if (n_randint(state, 3) == 0) c = 0;
    snprintf(text, size, "%ld/8+%ld*x/4+%ld*abs(x)/4", (long)c, (long)n, (long)m);
    return (double)m / 4;
}

Test(orbit_kinks, absolute_values_up_to_full_correlation)
{
    flint_rand_t state;
    flint_rand_init(state);
    arb_ptr x = _arb_vec_init(4);
    double nearest = 1;
    for (slong i = 0; i < repetitions(24); i++) {
        char student[90], teacher[90];
        problem_t p;
        long_flow_t flow;
        orbit_t orbit;
        wane_message_t message;
        const double beta = random_absolute(student, sizeof student, 0, state);
        double teacher_beta = random_absolute(teacher, sizeof teacher, 1, state);
        if (i % 4 == 0) {
            snprintf(teacher, sizeof teacher, "h1+%ld/10*h3", (long)n_randint(state, 7) - 3);
            teacher_beta = 0;
        }
        problem_init(&p, student, teacher, state);
        long_flow_set(&flow, p.kernels, 0, p.eps_value);
        flow.K_abs = beta * beta;
        flow.P_abs = beta * teacher_beta;
        orbit_init(orbit, p.kernels, p.eps, 12);
        cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
        orbit_state(x, orbit);
        long_state_t reference = {0, 0, p.a_value};
        for (int j = 0; j < 2; j++) reference.rho = atanhl((long double)p.R_value);
        /* to 113 bits by one Newton step */
        reference.rho += (p.R_value - long_flow_R(reference.rho)) /
                         (1 - long_flow_R(reference.rho) * long_flow_R(reference.rho));
        for (int part = 1; part <= 4; part++) {
            const double time = 0.75 * pow(4, part) / 4;
            double h = 0.01;
            while (reference.t < time) {
                h = fmin(h, (double)(time - reference.t));
                cr_assert(long_flow_step(&reference, &flow, &h, 1e-24), "%s", p.name);
            }
            enclose(x, orbit, &p, reference.t);
            set_quad(x + 2, reference.rho);
            set_quad(x + 3, reference.a);
            nearest = fmin(nearest, exp(-2 * fabs((double)reference.rho)));
            expect_inside(x, x + 2, LONG_FLOW_ERROR, &p, "rho", time);
            expect_inside(x + 1, x + 3, LONG_FLOW_ERROR, &p, "a", time);
        }
        orbit_clear(orbit);
        problem_clear(&p);
    }
    cr_assert_lt(nearest, 1e-4, "no trajectory came near |R| = 1");
    _arb_vec_clear(x, 4);
    flint_rand_clear(state);
}

/* The series of kinked pairs serve the reference up to there. */
#define TRUSTED_R 0.65

Test(orbit_kinks, all_sorts_of_kinks)
{
    static const char *const students[] = {
        "hardtanh", "abs(x-1/3)+x/2", "elu", "relu(x)+relu(x-1)/2", "leaky_relu(x,1/5)", "max(x,sin(x))"};
    static const char *const teachers[] = {"h1+0.3*h3", "sign(x-1/4)", "hardtanh", "relu", "h1-h2/2"};
    flint_rand_t state;
    flint_rand_init(state);
    arb_ptr x = _arb_vec_init(4);
    slong count = repetitions(16), closed = 0;
    for (slong i = 0; i < count; i++) {
        problem_t p;
        orbit_t orbit;
        wane_message_t message;
        problem_init(&p, students[n_randint(state, 6)], teachers[n_randint(state, 5)], state);
        arb_set_d(p.R, 0.7 * p.R_value);
        orbit_init(orbit, p.kernels, p.eps, 12);
        cr_assert_eq(orbit_start(orbit, p.R, p.a, message), WANE_OK);
        arb_set(x + 2, p.R);
        arb_set(x + 3, p.a);
        for (int part = 1; part <= 6; part++) {
            arb_t time;
            arb_init(time);
            arb_set_d(time, 0.5);
            long_taylor(x + 2, x + 3, p.kernels, p.eps, time);
            arb_clear(time);
            const double R = fabs(arf_get_d(arb_midref(x + 2), ARF_RND_NEAR));
            if (R > TRUSTED_R) break;
            enclose(x, orbit, &p, 0.5 * part);
            arb_tanh(x, x, 300);
            expect_inside(x, x + 2, 1e-18, &p, "R", 0.5 * part);
            expect_inside(x + 1, x + 3, 1e-18, &p, "a", 0.5 * part);
            closed += R > 0.5;
        }
        orbit_clear(orbit);
        problem_clear(&p);
    }
    cr_assert_geq(4 * closed, count, "only %ld comparisons of closed forms", (long)closed);
    _arb_vec_clear(x, 4);
    flint_rand_clear(state);
}

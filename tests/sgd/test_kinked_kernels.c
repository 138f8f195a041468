/* Kernels of functions with kinks in machine arithmetic against closed forms, up to correlations within
   1e-300 of -1 and 1, and the flows that they drive against flows by these forms. */
#include <criterion/criterion.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/flow/flows.h"
#include "sgd/kernel/kernel_table.h"
#include "sgd/network/network.h"

static void set_kernels(flow_kernels_t kernels, const char *student, const char *teacher)
{
    wane_function_t f, g;
    kernels_t exact;
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    wane_function_init(f);
    wane_function_init(g);
    kernels_init(exact);
    cr_assert_eq(wane_function_parse(f, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(g, teacher, NULL, 0, message), WANE_OK);
    cr_assert_eq(kernels_compute(exact, f, g, &effort, message), WANE_OK);
    cr_assert_eq(flow_kernels_set(kernels, exact, message), WANE_OK);
    kernels_clear(exact);
    wane_function_clear(f);
    wane_function_clear(g);
}

/* A correlation by its angle theta from 1, so that 1 - q and 1 + q are known to relative accuracy. */
typedef struct {
    double q, apart, theta, sine;
} place_t;

static place_t place_at(double theta)
{
    return (place_t){cos(theta), 2 * pow(sin(theta / 2), 2), theta, sin(theta)};
}
static place_t place_below(double angle) /* pi - angle */
{
    place_t p = place_at(angle);
    return (place_t){-p.q, 2 - p.apart, M_PI - angle, p.sine};
}

/* sin theta - theta cos theta without cancellation. */
static double arc_difference(double theta)
{
    if (theta > 0.05) return sin(theta) - theta * cos(theta);
    const double t2 = theta * theta;
    return theta * t2 * (1.0 / 3 - t2 * (1.0 / 30 - t2 * (1.0 / 840 - t2 / 45360)));
}

static void relu_kernel(double K[2], place_t p)
{
    K[0] = p.theta > 3 ? arc_difference(M_PI - p.theta) / (2 * M_PI)
                       : (p.sine + (M_PI - p.theta) * p.q) / (2 * M_PI);
    K[1] = (M_PI - p.theta) / (2 * M_PI);
}

static void abs_kernel(double K[2], place_t p)
{
    K[0] = 2 / M_PI * (p.sine + (M_PI / 2 - p.theta) * p.q);
    K[1] = 2 / M_PI * (M_PI / 2 - p.theta);
}

static void erf_kernel(double K[2], place_t p)
{
    const double r = 2 * p.q / 3;
    K[0] = 2 / M_PI * asin(r);
    K[1] = 2 / M_PI * 2 / 3 / sqrt(1 - r * r);
}

static void sign_kernel(double K[2], place_t p)
{
    K[0] = 2 / M_PI * (M_PI / 2 - p.theta);
    K[1] = 2 / M_PI / p.sine;
}

static void step_against_relu(double P[2], place_t p) /* E step(v) relu(u) */
{
    P[0] = (1 + p.q) / (2 * sqrt(2 * M_PI));
    P[1] = 1 / (2 * sqrt(2 * M_PI));
}

typedef void (*closed_form_t)(double *, place_t);

static void check(const char *what, closed_form_t form, const double K[2], place_t p, double tolerance,
                  int jumps)
{
    double expected[2];
    form(expected, p);
    cr_assert_float_eq(K[0], expected[0], tolerance, "%s: K(%.17g) off by %g", what, p.q, K[0] - expected[0]);
    const double size = jumps ? expected[1] : 1;
    cr_assert_float_eq(K[1], expected[1], tolerance * size, "%s: K'(%.17g) off by %g", what, p.q,
                       K[1] - expected[1]);
}

#define PLACES 4001
static double angle_of(int i)
{
    const double part = (double)i / (PLACES - 1); /* half of them crowd towards 0, down to 1 - q = 1e-300 */
    return i % 2 ? M_PI / 2 * part : pow(10, -150 * part);
}

static void check_student(const char *student, closed_form_t form, int jumps)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    set_kernels(kernels, student, "h1");
    kernel_table_t *table = kernel_table_new(kernels);
    for (int i = 0; i < PLACES; i++)
        for (int below = 0; below < 2; below++) {
            const place_t p = below ? place_below(angle_of(i)) : place_at(angle_of(i));
            double K[KERNEL_JETS], bulk[2];
            /* 1 + q is read off q itself; beyond its rounding -1 is all that can be said */
            if (below && angle_of(i) < (jumps ? 0.05 : 1e-3)) continue;
            if (jumps && angle_of(i) < 1e-8) continue;
            kernel_K_near(K, kernels, p.q, p.apart);
            check(student, form, K, p, 1e-12, jumps);
            const double gap = below ? place_at(angle_of(i)).apart : p.apart;
            kernel_table_evaluate(&bulk[0], &bulk[1], table, &p.q, &gap, 1);
            check(student, form, bulk, p, 2e-12, jumps);
        }
    for (int below = 0; below < 2; below++) { /* at -1 and next to it, by K(q) alone */
        double K[KERNEL_JETS], expected[2];
        for (int ulps = 0; ulps < 5000 && !jumps; ulps = 3 * ulps + 1) {
            const double gap = ulps * 0x1p-53, theta = 2 * asin(sqrt(gap / 2));
            const place_t p = below ? place_below(theta) : place_at(theta);
            kernel_K(K, kernels, below ? -1 + gap : 1 - gap);
            form(expected, p);
            cr_assert_float_eq(K[0], expected[0], 1e-12);
            cr_assert_float_eq(K[1], expected[1], 1e-12);
        }
    }
    kernel_table_free(table);
    flow_kernels_clear(kernels);
}

Test(kinked_kernels, student_kernels_are_the_closed_forms)
{
    check_student("relu", relu_kernel, 0);
    check_student("abs(x)", abs_kernel, 0);
    check_student("erf", erf_kernel, 0);
    check_student("sign", sign_kernel, 1);
}

static void check_pair(const char *student, const char *teacher, closed_form_t form)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    set_kernels(kernels, student, teacher);
    for (int i = 0; i < PLACES; i++)
        for (int below = 0; below < 2; below++) {
            const place_t p = below ? place_below(angle_of(i)) : place_at(angle_of(i));
            double P[KERNEL_JETS];
            kernel_P_near(P, kernels, p.q, p.sine * p.sine);
            check(student, form, P, p, 1e-12, 0);
        }
    flow_kernels_clear(kernels);
}

Test(kinked_kernels, teacher_kernels_are_the_closed_forms)
{
    check_pair("relu", "relu", relu_kernel);
    check_pair("abs(x)", "abs(x)", abs_kernel);
    check_pair("relu", "step", step_against_relu);
}

/* The symmetric flow of N neurons relu - shift against b1 h1 + b2 h2, its kernels in closed form. */
typedef struct {
    double n, eps, p[3], mean2;
} closed_flow_t;

static int closed_velocity(double t, const double y[], double v[], void *parameters)
{
    (void)t;
    const closed_flow_t *f = parameters;
    const double R = tanh(y[0]), z = 1 / pow(cosh(y[0]), 2), q = y[1], a = y[2], others = (f->n - 1) / f->n;
    const double apart = z * (1 - q);
    double K[2];
    relu_kernel(K, place_at(2 * asin(sqrt(apart / 2))));
    K[0] -= f->mean2;
    v[0] = a * (f->p[1] + 2 * f->p[2] * R - a * others * K[1] * R * (1 - q));
    v[1] = -2 * a * a / f->n * K[1] * (1 - q) * (1 + (f->n - 1) * q);
    v[2] = f->eps * (f->p[0] + R * (f->p[1] + R * f->p[2]) - a * (others * K[0] + (0.5 - f->mean2) / f->n));
    return GSL_SUCCESS;
}

static void check_flow(const char *student, const char *teacher, closed_flow_t f, double R0, double a0,
                       double time)
{
    flow_kernels_t kernels;
    neurons_t neurons;
    observations_t table;
    wane_simulation_t simulation;
    wane_message_t message;
    double y[3] = {atanh(R0), 0, a0}, t = 0, R, a;
    const gsl_odeiv2_system system = {closed_velocity, NULL, 3, &f};
    gsl_odeiv2_driver *driver =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-4, 1e-12, 1e-12);
    cr_assert_eq(gsl_odeiv2_driver_apply(driver, &t, time, y), GSL_SUCCESS);
    gsl_odeiv2_driver_free(driver);

    flow_kernels_init(kernels);
    neurons_init(neurons);
    observations_init(table);
    set_kernels(kernels, student, teacher);
    cr_assert_eq(symmetric_flow(&R, &a, NULL, &time, 1, kernels, (slong)f.n, R0, a0, f.eps, message),
                 WANE_OK);
    cr_assert_float_eq(1 - R, 1 - tanh(y[0]), 1e-6 * (1 - R), "%s | %s: R %.9f, expected %.9f", student,
                       teacher, R, tanh(y[0]));
    cr_assert_float_eq(a, y[2], 1e-6);
    wane_simulation_default(&simulation);
    simulation.width = (slong)f.n;
    simulation.dim = (slong)f.n + 1;
    simulation.init = WANE_INIT_ORTHONORMAL;
    simulation.R0 = R0;
    simulation.a0 = a0;
    cr_assert_eq(neurons_start(neurons, &simulation, 1, 0, message), WANE_OK);
    cr_assert_eq(population_flow(table, neurons, &time, 1, kernels, f.eps, NULL, NULL, NULL, NULL, message),
                 WANE_OK, "%s", message->text);
    cr_assert_float_eq(neurons->C[0], 1 / pow(cosh(y[0]), 2), 1e-5 * neurons->C[0]);
    cr_assert_float_eq(table->row[0].a_mean, y[2], 1e-6);
    observations_clear(table);
    neurons_clear(neurons);
    flow_kernels_clear(kernels);
}

Test(kinked_kernels, flows_are_those_of_the_closed_forms)
{
    const double c0 = 1 / sqrt(2 * M_PI), c1 = 0.5, c2 = 1 / (2 * sqrt(M_PI)); /* of relu */
    check_flow("center(relu)", "h1+0.2*h2", (closed_flow_t){20, 0.05, {0, c1, 0.2 * c2}, c0 * c0}, 0, 0.3,
               177.8);
    for (double time = 3; time < 100; time *= 3)
        check_flow("relu", "h1+0.5*h2", (closed_flow_t){5, 0.1, {0, c1, 0.5 * c2}, 0}, 0.4, 0.5, time);
}

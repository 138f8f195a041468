#include <math.h>
#include <stdlib.h>

#include "sgd/kernel/flow_kernels.h"
#include "example_network.h"

/* Good to single-precision absolute rounding, and several times as fast as tanhf. */
static inline float quick_tanh(float x)
{
    return 1 - 2 / (expf(2 * x) + 1);
}

static void tanh_float(float *y, const float *x, size_t n, const void *data)
{
    for (size_t i = 0; i < n; i++) y[i] = quick_tanh(x[i]);
}

static void tanh_double(double *y, const double *x, size_t n, const void *data)
{
    for (size_t i = 0; i < n; i++) y[i] = tanh(x[i]);
}

static void slope_float(float *y, const float *x, size_t n, const void *data)
{
    for (size_t i = 0; i < n; i++) {
        float t = quick_tanh(x[i]);
        y[i] = 1 - t * t;
    }
}

static void slope_double(double *y, const double *x, size_t n, const void *data)
{
    for (size_t i = 0; i < n; i++) {
        double t = tanh(x[i]);
        y[i] = 1 - t * t;
    }
}

static double label(const example_teacher_t *teacher, double x)
{
    return teacher->scale * (teacher->realizable ? tanh(x) : x + teacher->b * (x * x * x - 3 * x) / sqrt(6));
}

static void teacher_float(float *y, const float *x, size_t n, const void *data)
{
    for (size_t i = 0; i < n; i++) y[i] = (float)label(data, (double)x[i]);
}

static void teacher_double(double *y, const double *x, size_t n, const void *data)
{
    for (size_t i = 0; i < n; i++) y[i] = label(data, x[i]);
}

network_t example_network(const example_teacher_t *teacher)
{
    return (network_t){.student = {tanh_float, tanh_double, NULL},
                       .student_derivative = {slope_float, slope_double, NULL},
                       .teacher = {teacher_float, teacher_double, teacher}};
}

#define NODES 4000
#define REACH 20.0

void example_kernels(flow_kernels_t kernels, const example_teacher_t *teacher)
{
    double c[EXAMPLE_LENGTH] = {0}, c_star[EXAMPLE_LENGTH] = {0};
    for (int i = 0; i <= NODES; i++) {
        double h = 2 * REACH / NODES, x = -REACH + i * h, root = exp(-x * x / 4);
        double before = 0, now = tanh(x) * root, weight = h * root / sqrt(2 * M_PI);
        for (int k = 0; k < EXAMPLE_LENGTH; k++) {
            if (k % 2) c[k] += weight * now;
            double next = (x * now - sqrt(k) * before) / sqrt(k + 1);
            before = now;
            now = next;
        }
    }
    if (teacher->realizable) {
        for (int k = 0; k < EXAMPLE_LENGTH; k++) c_star[k] = teacher->scale * c[k];
    } else {
        c_star[1] = teacher->scale;
        c_star[3] = teacher->scale * teacher->b;
    }
    flow_kernels_set_coefficients(kernels, c, c_star, EXAMPLE_LENGTH, NULL);
}

long test_multiplier(void)
{
    const char *text = getenv("WANE_TEST_MULTIPLIER");
    long value = text == NULL ? 1 : atol(text);
    return value < 1 ? 1 : value;
}

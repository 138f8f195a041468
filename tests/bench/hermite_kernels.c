/* 10^4 evaluations of P, S and three derivatives each on narrow balls at 64 bits, against Horner's rule on
   the same coefficients with FLINT.  One JSON line. */
#include <flint/arb_poly.h>
#include <stdio.h>
#include "hermite/kernel/kernels.h"

#include "measure.h"

#define EVALUATIONS 10000

typedef struct {
    kernels_t kernels;
    arb_poly_t P[WANE_KERNEL_DERIVATIVES], S[WANE_KERNEL_DERIVATIVES];
} job_t;

static void point(arb_t R, slong i)
{
    arb_set_d(R, (double)i / EVALUATIONS);
    mag_set_ui_2exp_si(arb_radref(R), 1, -60);
}

static void kernels(void *data)
{
    job_t *job = data;
    arb_ptr values = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES);
    arb_t R;
    arb_init(R);
    for (slong i = 0; i < EVALUATIONS; i++) {
        point(R, i);
        kernels_evaluate(values, values + WANE_KERNEL_DERIVATIVES, job->kernels, R, 64);
    }
    arb_clear(R);
    _arb_vec_clear(values, 2 * WANE_KERNEL_DERIVATIVES);
}

static void horner(void *data)
{
    job_t *job = data;
    arb_t R, y;
    arb_init(R);
    arb_init(y);
    for (slong i = 0; i < EVALUATIONS; i++) {
        point(R, i);
        for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_poly_evaluate_horner(y, job->P[j], R, 64);
        arb_sqr(R, R, 64);
        for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_poly_evaluate_horner(y, job->S[j], R, 64);
    }
    arb_clear(R);
    arb_clear(y);
}

int main(void)
{
    job_t job;
    wane_function_t student, teacher;
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    effort.digits = 16;
    wane_function_init(student);
    wane_function_init(teacher);
    kernels_init(job.kernels);
    if (wane_function_parse(student, "tanh", NULL, 0, message) != WANE_OK ||
        wane_function_parse(teacher, "h1+0.3*h3", NULL, 0, message) != WANE_OK ||
        kernels_compute(job.kernels, student, teacher, &effort, message) != WANE_OK) {
        fprintf(stderr, "%s\n", message->text);
        return 1;
    }
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_poly_init(job.P[j]);
        arb_poly_init(job.S[j]);
        for (slong k = 0; j == 0 && k < job.kernels->length; k++) {
            arb_poly_set_coeff_arb(job.P[0], k, job.kernels->p + k);
            arb_poly_set_coeff_arb(job.S[0], k, job.kernels->s + k);
        }
        if (j > 0) arb_poly_derivative(job.P[j], job.P[j - 1], 64);
        if (j > 0) arb_poly_derivative(job.S[j], job.S[j - 1], 64);
    }
    double peer = measure(horner, &job, 2);
    print_benchmark("kernel-tanh", measure(kernels, &job, 3), "arb_poly_evaluate_horner, without tails",
                    peer);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_poly_clear(job.P[j]);
        arb_poly_clear(job.S[j]);
    }
    kernels_clear(job.kernels);
    wane_function_clear(student);
    wane_function_clear(teacher);
    return 0;
}

/* Verdicts from known kernels, one core, against an uncertified integration of the planar flow (GSL) at eps =
   0.01 over the time that the slow phases of the first example need.  One JSON line each; the rates of the
   others are given per verdict. */
#include <stdio.h>
#include <stdlib.h>
#include "manifold/family/from_functions.h"
#include "sgd/network/network.h"

#include "measure.h"

#define VERDICTS 100

typedef struct {
    wane_function_t student, teacher;
    kernels_t kernels;
} job_t;

static void check(wane_status_t status, const wane_message_t message)
{
    if (status == WANE_OK) return;
    fprintf(stderr, "%s\n", message->text);
    exit(1);
}

static void job_init(job_t *job, const char *student, const char *teacher)
{
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    effort.digits = 16;
    wane_function_init(job->student);
    wane_function_init(job->teacher);
    kernels_init(job->kernels);
    check(wane_function_parse(job->student, student, NULL, 0, message), message);
    check(wane_function_parse(job->teacher, teacher, NULL, 0, message), message);
    check(kernels_compute(job->kernels, job->student, job->teacher, &effort, message), message);
}

static void job_clear(job_t *job)
{
    kernels_clear(job->kernels);
    wane_function_clear(job->student);
    wane_function_clear(job->teacher);
}

/* From a0 = 1/101, …, 100/101. */
static void verdicts(void *data)
{
    job_t *job = data;
    wane_interval_t a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_message_t message;
    wane_interval_init(a0);
    wane_start_init(start);
    wane_effort_default(&effort);
    for (slong i = 1; i <= VERDICTS; i++) {
        verdict_t verdict;
        verdict_init(verdict);
        fmpq_set_si(a0->lo, i, VERDICTS + 1); /* never a_c = 1 */
        fmpq_set(a0->hi, a0->lo);
        check(verdict_from_kernels(verdict, job->kernels, a0, start, &effort, message), message);
        verdict_clear(verdict);
    }
    wane_interval_clear(a0);
    wane_start_clear(start);
}

static void integrate(void *data)
{
    job_t *job = data;
    const double times[] = {1, 40000};
    double R[2], a[2];
    flow_kernels_t kernels;
    wane_message_t message;
    flow_kernels_init(kernels);
    check(flow_kernels_set(kernels, job->kernels, message), message);
    for (slong i = 1; i <= VERDICTS; i++)
        check(planar_flow(R, a, times, 2, kernels, 0, (double)i / VERDICTS, 0.01, message), message);
    flow_kernels_clear(kernels);
}

static void bench(const char *name, const char *student, const char *teacher)
{
    job_t job;
    job_init(&job, student, teacher);
    double peer = measure(integrate, &job, 1);
    double seconds = measure(verdicts, &job, 3);
    print_benchmark(name, seconds / VERDICTS, "planar flow by GSL, eps = 0.01, t = 40000", peer / VERDICTS);
    printf("{\"bench\": \"%s\", \"verdicts_per_second\": %.0f}\n", name, VERDICTS / seconds);
    job_clear(&job);
}

int main(void)
{
    bench("verdict-tanh", "tanh", "h1+0.3*h3");
    bench("verdict-tanh-sink", "tanh", "h1-0.1*h3");
    bench("verdict-relu", "relu", "relu");
    return 0;
}

/* The population flow of N = 200 neurons (iid start, d = 300, tanh against h1 + 0.3 h3, eps = 0.1, a0 = 0.5)
   to t = 1000: seconds, and the largest deviation of R_i and a_i from a run with a tolerance 100 times
   tighter; and of an orthonormal start from the symmetric flow.  Prints one JSON line. */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "sgd/flow/flows.h"

#define WIDTH 200
#define TIMES 40
#define USUAL 1e-9

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static wane_status_t kernels_of_example(flow_kernels_t flow, wane_message_t message)
{
    wane_function_t student, teacher;
    kernels_t kernels;
    wane_effort_t effort;
    wane_function_init(student);
    wane_function_init(teacher);
    kernels_init(kernels);
    wane_effort_default(&effort);
    wane_status_t status = wane_function_parse(student, "tanh", NULL, 0, message);
    if (status == WANE_OK) status = wane_function_parse(teacher, "h1+0.3*h3", NULL, 0, message);
    if (status == WANE_OK) status = kernels_compute(kernels, student, teacher, &effort, message);
    if (status == WANE_OK) status = flow_kernels_set(flow, kernels, message);
    kernels_clear(kernels);
    wane_function_clear(student);
    wane_function_clear(teacher);
    return status;
}

static double run(observations_t table, neurons_t neurons, const wane_simulation_t *simulation,
                  const double *times, const flow_kernels_t kernels, double tolerance)
{
    wane_message_t message;
    const flow_options_t options = {tolerance, 1};
    const double start = now();
    if (neurons_start(neurons, simulation, 1, 0, message) != WANE_OK ||
        population_flow(table, neurons, times, TIMES, kernels, simulation->eps, NULL, &options, NULL, NULL,
                        message) != WANE_OK)
        fprintf(stderr, "%s\n", message->text);
    return now() - start;
}

static double largest_deviation(const neurons_t x, const neurons_t y)
{
    double deviation = 0;
    for (slong i = 0; i < WIDTH; i++)
        deviation = fmax(deviation, fmax(fabs(x->R[i] - y->R[i]), fabs(x->a[i] - y->a[i])));
    return deviation;
}

int main(void)
{
    flow_kernels_t kernels;
    observations_t table, tight;
    neurons_t neurons, tight_neurons;
    wane_simulation_t simulation;
    wane_message_t message;
    double times[TIMES], R[TIMES], a[TIMES];
    flow_kernels_init(kernels);
    observations_init(table);
    observations_init(tight);
    neurons_init(neurons);
    neurons_init(tight_neurons);
    wane_simulation_default(&simulation);
    for (int i = 0; i < TIMES; i++) times[i] = 1000 * pow(10, -0.1 * (TIMES - 1 - i));
    if (kernels_of_example(kernels, message) != WANE_OK) return 1;
    double seconds = run(table, neurons, &simulation, times, kernels, USUAL);
    run(tight, tight_neurons, &simulation, times, kernels, USUAL / 100);
    double deviation = largest_deviation(neurons, tight_neurons), symmetric = 0;
    for (int i = 0; i < TIMES; i++)
        deviation = fmax(deviation, fmax(fabs(table->row[i].R_mean - tight->row[i].R_mean),
                                         fabs(table->row[i].a_mean - tight->row[i].a_mean)));
    simulation.init = WANE_INIT_ORTHONORMAL;
    run(table, neurons, &simulation, times, kernels, USUAL);
    symmetric_flow(R, a, NULL, times, TIMES, kernels, WIDTH, 0, simulation.a0, simulation.eps, message);
    for (int i = 0; i < TIMES; i++)
        symmetric =
            fmax(symmetric, fmax(fabs(table->row[i].R_mean - R[i]), fabs(table->row[i].a_mean - a[i])));
    printf(
        "{\"bench\": \"population\", \"width\": %d, \"time\": 1000, \"seconds\": %.2f, \"deviation\": %.2g, "
        "\"deviation_symmetric\": %.2g}\n",
        WIDTH, seconds, deviation, symmetric);
    neurons_clear(neurons);
    neurons_clear(tight_neurons);
    observations_clear(table);
    observations_clear(tight);
    flow_kernels_clear(kernels);
    return 0;
}

/* One step of direct stochastic gradient descent (d = 1000, N = 100, B = 10000, single precision, one thread)
   against its two bare matrix products, in processor time.  Prints one JSON line. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cblas.h>

#include "function/evaluate/evaluate.h"
#include "sgd/network/network.h"

#define DIM 1000
#define WIDTH 100
#define BATCH 10000
#define STEPS 10

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Seconds for H = X W' and G = D' X on whole matrices, the best of several. */
static double bare_products(void)
{
    float *x = calloc(BATCH * DIM, sizeof *x), *w = calloc(WIDTH * DIM, sizeof *w);
    float *h = calloc(BATCH * WIDTH, sizeof *h), *g = calloc(WIDTH * DIM, sizeof *g);
    double best = 1e9;
    for (int i = 0; i < BATCH * DIM; i++) x[i] = (float)(i % 7 - 3);
    for (int i = 0; i < WIDTH * DIM; i++) w[i] = (float)(i % 5 - 2);
    openblas_set_num_threads(1);
    for (int repeat = 0; repeat < STEPS; repeat++) {
        double start = now();
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, BATCH, WIDTH, DIM, 1, x, DIM, w, DIM, 0, h,
                    WIDTH);
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, WIDTH, DIM, BATCH, 1, h, WIDTH, x, DIM, 0, g,
                    DIM);
        double seconds = now() - start;
        if (seconds < best) best = seconds;
    }
    free(x);
    free(w);
    free(h);
    free(g);
    return best;
}

/* Time between two calls of progress is one step; the best of several. */
typedef struct {
    double last, best;
} clock_state_t;

static int tick(void *context, double done)
{
    clock_state_t *state = context;
    double time = now();
    if (done > 0 && time - state->last < state->best) state->best = time - state->last;
    state->last = time;
    return 0;
}

int main(void)
{
    wane_function_t student, derivative, teacher;
    wane_message_t message;
    wane_function_init(student);
    wane_function_init(derivative);
    wane_function_init(teacher);
    if (wane_function_parse(student, "tanh", NULL, 0, message) != WANE_OK) return 1;
    if (wane_function_parse(teacher, "h1+0.3*h3", NULL, 0, message) != WANE_OK) return 1;
    wane_function_derivative(derivative, student);
    bulk_t bulk[3] = {bulk_new(student), bulk_new(derivative), bulk_new(teacher)};
    network_t network = {.student = pointwise_bulk(bulk[0]),
                         .student_derivative = pointwise_bulk(bulk[1]),
                         .teacher = pointwise_bulk(bulk[2])};
    wane_simulation_t simulation;
    observations_t table;
    wane_simulation_default(&simulation);
    simulation.width = WIDTH;
    simulation.dim = DIM;
    simulation.batch = BATCH;
    simulation.time = STEPS * simulation.lr;
    observations_init(table);
    clock_state_t state = {0, 1e9};
    double peer = bare_products();
    wane_status_t status = simulate_network(table, &simulation, &network, tick, &state, message);
    printf("{\"bench\": \"sgd-direct\", \"seconds\": %.4f, \"peer\": \"two bare cblas_sgemm\", "
           "\"peer_seconds\": %.4f, "
           "\"ratio\": %.2f}\n",
           state.best, peer, state.best / peer);
    observations_clear(table);
    for (int i = 0; i < 3; i++) bulk_free(bulk[i]);
    wane_function_clear(student);
    wane_function_clear(derivative);
    wane_function_clear(teacher);
    return status;
}

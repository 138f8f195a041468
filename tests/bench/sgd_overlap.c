/* One step of stochastic gradient descent on the overlaps (N = 100, B = 10000, single precision, one thread)
   in several dimensions d, against a direct step at d = 10^4 and against its own two matrix products; and the
   peak memory of a process that does nothing else.  Prints one JSON line for each. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cblas.h>

#include "function/evaluate/evaluate.h"
#include "sgd/chain/chain.h"
#include "sgd/record/methods.h"

#define WIDTH 100
#define BATCH 10000
#define STEPS 150
#define DIRECT_STEPS 3

/* Of this thread's processor time: other work on the machine disturbs it less. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void keep_least(double *least, double seconds)
{
    if (*least == 0 || seconds < *least) *least = seconds;
}

/* ---- F = Z L', D' Z on whole matrices ---- */

typedef struct {
    float *z, *l, *f, *g;
} products_t;

static void products_init(products_t *p)
{
    p->z = malloc(BATCH * (WIDTH + 1) * sizeof(float));
    p->f = malloc(BATCH * WIDTH * sizeof(float));
    p->l = malloc(WIDTH * (WIDTH + 1) * sizeof(float));
    p->g = malloc(WIDTH * (WIDTH + 1) * sizeof(float));
    for (int i = 0; i < BATCH * (WIDTH + 1); i++) p->z[i] = (float)(i % 7 - 3);
    for (int i = 0; i < WIDTH * (WIDTH + 1); i++) p->l[i] = (float)(i % 5 - 2);
}

static double products_time(const products_t *p)
{
    double start = now();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, BATCH, WIDTH, WIDTH + 1, 1, p->z, WIDTH + 1, p->l,
                WIDTH + 1, 0, p->f, WIDTH);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, WIDTH, WIDTH + 1, BATCH, 1, p->f, WIDTH, p->z,
                WIDTH + 1, 0, p->g, WIDTH + 1);
    return now() - start;
}

static void products_clear(products_t *p)
{
    free(p->z);
    free(p->l);
    free(p->f);
    free(p->g);
}

/* ---- runs ---- */

typedef struct {
    wane_simulation_t simulation;
    chain_setting_t setting;
    chain_t *chain;
} run_t;

static void run_init(run_t *run, const network_t *network, wane_method_t method, slong dim)
{
    wane_simulation_default(&run->simulation);
    run->simulation.method = method;
    run->simulation.width = WIDTH;
    run->simulation.batch = BATCH;
    run->simulation.dim = dim;
    run->setting = (chain_setting_t){&run->simulation, network, workers_new(1)};
    const chain_class_t *kind = chain_class_of(method);
    run->chain = kind->create(&run->setting);
    run->chain->kind = kind;
    chain_begin(run->chain, 1, 0, NULL);
}

static double step_time(run_t *run)
{
    double start = now();
    run->chain->kind->advance(run->chain, run->chain->step + 1, NULL);
    return now() - start;
}

static void run_clear(run_t *run)
{
    run->chain->kind->destroy(run->chain);
    workers_free(run->setting.workers);
}

/* Largest resident set, in MiB, of a child that makes some steps. */
static double peak_memory(const network_t *network)
{
    struct rusage usage;
    int status = 1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        run_t run;
        run_init(&run, network, WANE_METHOD_OVERLAP, 10000);
        for (int i = 0; i < 3; i++) step_time(&run);
        run_clear(&run);
        _exit(0);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) return 0;
    return (double)usage.ru_maxrss / 1024;
}

static void print_line(const char *what, double seconds, const char *peer, double peer_seconds)
{
    printf("{\"bench\": \"sgd-overlap\", \"what\": \"%s\", \"seconds\": %.5f, \"peer\": \"%s\", "
           "\"peer_seconds\": %.5f, \"ratio\": %.3f}\n",
           what, seconds, peer, peer_seconds, seconds / peer_seconds);
    fflush(stdout);
}

/* All are timed in turn, so that what disturbs one disturbs the others. */
static void compare(const network_t *network)
{
    static const slong dim[3] = {10000, 1000, 1000000};
    static const char *const what[3] = {"step, d = 10^4", "step, d = 10^3", "step, d = 10^6"};
    run_t overlap[3], direct;
    products_t products;
    double least[3] = {0}, product = 0, direct_least = 0;
    products_init(&products);
    for (int i = 0; i < 3; i++) run_init(overlap + i, network, WANE_METHOD_OVERLAP, dim[i]);
    for (int step = 0; step < STEPS; step++) {
        keep_least(&product, products_time(&products));
        for (int i = 0; i < 3; i++) keep_least(least + i, step_time(overlap + i));
    }
    for (int i = 0; i < 3; i++) run_clear(overlap + i);
    run_init(&direct, network, WANE_METHOD_DIRECT, dim[0]);
    for (int step = 0; step < DIRECT_STEPS; step++) keep_least(&direct_least, step_time(&direct));
    run_clear(&direct);
    products_clear(&products);
    print_line(what[0], least[0], "its two matrix products", product);
    print_line(what[1], least[1], what[0], least[0]);
    print_line(what[2], least[2], what[0], least[0]);
    print_line("direct step, d = 10^4", direct_least, what[0], least[0]);
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
                         .teacher = pointwise_bulk(bulk[2]),
                         .both = bulk_pair(bulk[0], bulk[1])};
    openblas_set_num_threads(1);
    printf("{\"bench\": \"sgd-overlap\", \"what\": \"peak memory\", \"MiB\": %.1f}\n", peak_memory(&network));
    compare(&network);
    for (int i = 0; i < 3; i++) bulk_free(bulk[i]);
    wane_function_clear(student);
    wane_function_clear(derivative);
    wane_function_clear(teacher);
    return 0;
}

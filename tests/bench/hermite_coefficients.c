/* Tables of Hermite coefficients: against one adaptive integration per coefficient, against balls in the
   recurrence, among functions, and one thread against two.  One JSON line each. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include "hermite/kernel/kernels.h"

#include "../hermite/independent.h"
#include "measure.h"

#define DIGITS 50
#define BITS 170

typedef struct {
    wane_function_t f;
    slong length;
    int threads;
    int odd_only;
} job_t;

static void set_job(job_t *job, const char *text, slong length, int threads)
{
    wane_message_t message;
    wane_function_init(job->f);
    if (wane_function_parse(job->f, text, NULL, 0, message) != WANE_OK)
        fprintf(stderr, "%s\n", message->text);
    job->length = length;
    job->threads = threads;
    job->odd_only = strcmp(text, "tanh") == 0;
}

/* Every non-zero coefficient to DIGITS digits relative to itself, as `wane coeffs` does it. */
static void shared_nodes(void *data)
{
    job_t *job = data;
    coefficients_t table;
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    effort.digits = DIGITS;
    effort.threads = job->threads;
    coefficients_init(table);
    if (coefficients_compute(table, job->f, job->length, &effort, message) != WANE_OK)
        fprintf(stderr, "%s\n", message->text);
    coefficients_clear(table);
}

static void adaptive_integration(void *data)
{
    job_t *job = data;
    arb_t c;
    arb_init(c);
    for (slong k = job->odd_only ? 1 : 0; k < job->length; k += job->odd_only ? 2 : 1)
        independent_coefficient(c, job->f, k, 24, BITS + 24);
    arb_clear(c);
}

/* The trapezoidal rule with as many nodes, the three-term recurrence in balls with the bits that balls lose
   there: what shared nodes cost without fixed point.  No error bound, so it is a peer in time only. */
static void ball_recurrence(void *data)
{
    job_t *job = data;
    const slong prec = 250 + (slong)(1.4 * (double)job->length);
    arb_ptr sum = _arb_vec_init(job->length);
    arb_t x, w, previous, current, next;
    arb_init(x);
    arb_init(w);
    arb_init(previous);
    arb_init(current);
    arb_init(next);
    for (slong j = 1; j <= 900; j++) {
        arb_set_si(x, j);
        arb_mul_2exp_si(x, x, -5);
        wane_function_evaluate_real(current, job->f, x, prec);
        arb_sqr(w, x, prec);
        arb_mul_2exp_si(w, w, -1);
        arb_neg(w, w);
        arb_exp(w, w, prec);
        arb_mul(current, current, w, prec);
        arb_zero(previous);
        for (slong k = 0; k < job->length; k++) {
            arb_add(sum + k, sum + k, current, prec);
            arb_mul(next, x, current, prec);
            arb_submul_ui(next, previous, (ulong)k, prec);
            arb_swap(previous, current);
            arb_swap(current, next);
        }
    }
    arb_clear(x);
    arb_clear(w);
    arb_clear(previous);
    arb_clear(current);
    arb_clear(next);
    _arb_vec_clear(sum, job->length);
}

/* relu has c_k = +-(k-3)!!/sqrt(2 pi k!) for even k >= 2: a double factorial and a factorial for each. */
static void factorials(void *data)
{
    job_t *job = data;
    arb_t numerator, denominator;
    arb_init(numerator);
    arb_init(denominator);
    for (slong k = 4; k < job->length; k += 2) {
        arb_doublefac_ui(numerator, (ulong)k - 3, BITS);
        arb_fac_ui(denominator, (ulong)k, BITS);
        arb_rsqrt(denominator, denominator, BITS);
        arb_mul(numerator, numerator, denominator, BITS);
    }
    arb_clear(numerator);
    arb_clear(denominator);
}

static double bench(const char *name, const char *text, slong length, const char *peer, double peer_seconds,
                    int runs)
{
    job_t job;
    set_job(&job, text, length, 1);
    double seconds = measure(shared_nodes, &job, runs);
    print_benchmark(name, seconds, peer, peer_seconds);
    wane_function_clear(job.f);
    return seconds;
}

static void bench_two_threads(const char *name, slong length, double one_thread, int runs)
{
    job_t job;
    set_job(&job, "tanh", length, 2);
    print_benchmark(name, measure(shared_nodes, &job, runs), "one thread", one_thread);
    wane_function_clear(job.f);
}

int main(void)
{
    job_t job;
    set_job(&job, "tanh", 101, 1);
    double peer = measure(adaptive_integration, &job, 2);
    bench("coeffs-tanh-101", "tanh", 101, "one acb_calc_integrate per non-zero coefficient", peer, 7);
    wane_function_clear(job.f);

    set_job(&job, "tanh", 1001, 1);
    peer = measure(ball_recurrence, &job, 1);
    double tanh = bench("coeffs-tanh-1001", "tanh", 1001, "balls through the recurrence", peer, 25);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"bench\": \"coeffs-tanh-1001-memory\", \"mebibytes\": %.1f}\n", (double)usage.ru_maxrss / 1024);
    bench("coeffs-gelu-1001", "gelu", 1001, "coeffs-tanh-1001", tanh, 9);
    bench("coeffs-silu-1001", "silu", 1001, "coeffs-tanh-1001", tanh, 9);
    bench("coeffs-softplus-1001", "softplus", 1001, "coeffs-tanh-1001", tanh, 9);
    wane_function_clear(job.f);

    set_job(&job, "relu", 10000, 1);
    peer = measure(factorials, &job, 3);
    bench("coeffs-relu-10000", "relu", 10000, "one gamma function per coefficient", peer, 5);
    wane_function_clear(job.f);

    bench_two_threads("coeffs-tanh-1001-two-threads", 1001, tanh, 40);
    double long_table = bench("coeffs-tanh-4001", "tanh", 4001, "coeffs-tanh-1001", tanh, 7);
    bench_two_threads("coeffs-tanh-4001-two-threads", 4001, long_table, 10);
    return 0;
}

#include <math.h>
#include <stdlib.h>
#include <cblas.h>

#include "sgd/flow/neurons.h"
#include "sgd/flow/flows.h"
#include "sgd/random/normals.h"
#include "sgd/random/start.h"

/* Up to this many coordinates the start is that of WANE_METHOD_DIRECT; beyond, one of the same law. */
#define MOST_COORDINATES ((size_t)1 << 24)

void neurons_init(neurons_t neurons)
{
    *neurons = (neurons_struct){0};
}

void neurons_clear(neurons_t neurons)
{
    free(neurons->R);
    free(neurons->a);
    free(neurons->C);
    neurons_init(neurons);
}

int neurons_set_width(neurons_t neurons, size_t width)
{
    neurons_clear(neurons);
    neurons->width = (slong)width;
    neurons->R = calloc(width, sizeof(double));
    neurons->a = calloc(width, sizeof(double));
    neurons->C = calloc(width * width, sizeof(double));
    if (neurons->R != NULL && neurons->a != NULL && neurons->C != NULL) return 1;
    neurons_clear(neurons);
    return 0;
}

/* C from width rows of `length` coordinates orthogonal to w*, `stride` apart. */
static void set_gram(neurons_t neurons, const double *row, size_t length, size_t stride)
{
    const size_t n = (size_t)neurons->width;
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, (int)n, (int)length, 1, row, (int)stride, 0,
                neurons->C, (int)n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) neurons->C[j * n + i] = neurons->C[i * n + j];
}

static void set_orthonormal(neurons_t neurons, double R0)
{
    const size_t n = (size_t)neurons->width;
    for (size_t i = 0; i < n; i++) {
        neurons->R[i] = R0;
        neurons->C[i * n + i] = 1 - R0 * R0;
    }
}

static int set_from_weights(neurons_t neurons, const wane_simulation_t *simulation, uint64_t seed,
                            uint64_t run)
{
    const size_t n = (size_t)neurons->width, dim = (size_t)simulation->dim, stride = (dim + 15) / 16 * 16;
    double *w = start_weights(simulation, seed, run, stride);
    if (w == NULL) return 0;
    for (size_t i = 0; i < n; i++) neurons->R[i] = w[i * stride];
    set_gram(neurons, w + 1, dim - 1, stride);
    free(w);
    return 1;
}

/* The numbers behind row i of a start that is drawn in law: normals at 0, 1, … of its own stream. */
static stream_t row_stream(uint64_t seed, uint64_t run, size_t i)
{
    return (stream_t){seed, 1 + i, STREAM_START, run};
}

/* chi with `freedom` >= 1 degrees, by Marsaglia's and Tsang's rejection: with d = freedom/2 - 1/3 and
   v = (1 + x/sqrt(9 d))^3, d v is gamma distributed if accepted; one degree more than wanted is undone by a
   power of a uniform number. */
static double chi(double freedom, stream_t stream, uint64_t first)
{
    const int boost = freedom < 2;
    const double shape = 0.5 * freedom + boost, d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (uint64_t attempt = 0;; attempt++) {
        double x[2];
        uint32_t word[8];
        normals_double(x, first + attempt * 2 * NORMALS_GROUP, 2, stream);
        philox_fill(word, (first + attempt * 2 * NORMALS_GROUP + NORMALS_GROUP) / 2, 2, stream);
        const double u = (word[0] + 0.5) * 0x1p-32, w = (word[4] + 0.5) * 0x1p-32;
        const double v = pow(1 + c * x[0], 3);
        if (!(v > 0) || log(u) >= 0.5 * x[0] * x[0] + d - d * v + d * log(v)) continue;
        return sqrt(2 * d * v * (boost ? pow(w, 1 / (0.5 * freedom)) : 1));
    }
}

/* Bartlett: the lower triangular factor of the Gram matrix of normal vectors in dim - 1 dimensions has
   independent normal entries below the diagonal and chi with dim - 1 - i degrees on it; the coordinate along
   w* is one more normal number. */
int neurons_draw(neurons_t neurons, const wane_simulation_t *simulation, uint64_t seed, uint64_t run)
{
    const size_t n = (size_t)neurons->width, stride = (n + 1 + NORMALS_GROUP) / NORMALS_GROUP * NORMALS_GROUP;
    const size_t others = (size_t)simulation->dim - 1, rank = n < others ? n : others;
    const int whole_sphere = simulation->R0 == 0;
    double *row = calloc(n * stride, sizeof *row);
    if (row == NULL) return 0;
    for (size_t i = 0; i < n; i++) {
        double *x = row + i * stride;
        const size_t below = i < rank ? i : rank;
        normals_double(x, 0, 1 + below, row_stream(seed, run, i));
        if (i < rank) x[1 + i] = chi((double)(others - i), row_stream(seed, run, i), stride);
        if (!whole_sphere) x[0] = 0;
        const double length = whole_sphere ? 1 : sqrt(1 - simulation->R0 * simulation->R0);
        cblas_dscal((int)(n + 1), length / cblas_dnrm2((int)(n + 1), x, 1), x, 1);
        neurons->R[i] = whole_sphere ? x[0] : simulation->R0;
    }
    set_gram(neurons, row + 1, n, stride);
    free(row);
    return 1;
}

wane_status_t neurons_start(neurons_t neurons, const wane_simulation_t *simulation, uint64_t seed,
                            uint64_t run, wane_message_t message)
{
    wane_status_t status = simulation_check(simulation, message);
    if (status != WANE_OK) return status;
    const size_t n = (size_t)simulation->width;
    int done = neurons_set_width(neurons, n);
    if (done && simulation->init == WANE_INIT_ORTHONORMAL) set_orthonormal(neurons, simulation->R0);
    else if (done && (size_t)simulation->dim * n <= MOST_COORDINATES)
        done = set_from_weights(neurons, simulation, seed, run);
    else if (done) done = neurons_draw(neurons, simulation, seed, run);
    if (!done)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the overlaps of %zu neurons",
                                n);
    start_second_layer(neurons->a, simulation, seed, run);
    return WANE_OK;
}

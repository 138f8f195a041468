#include <math.h>
#include <stdlib.h>
#include <cblas.h>

#include "sgd/random/normals.h"
#include "sgd/random/start.h"

/* Gram-Schmidt, each vector twice: orthogonal to rounding error. */
static void orthogonalise(double *w, size_t count, size_t dim, size_t stride)
{
    double *last = w + count * stride;
    for (int pass = 0; pass < 2; pass++)
        for (size_t j = 0; j < count; j++) {
            const double *other = w + j * stride;
            cblas_daxpy((int)dim, -cblas_ddot((int)dim, last, 1, other, 1), other, 1, last, 1);
        }
}

double *start_weights(const wane_simulation_t *simulation, uint64_t seed, uint64_t run, size_t stride)
{
    const size_t width = (size_t)simulation->width, dim = (size_t)simulation->dim;
    const int orthonormal = simulation->init == WANE_INIT_ORTHONORMAL,
              whole_sphere = !orthonormal && simulation->R0 == 0;
    double *w = malloc(width * stride * sizeof *w);
    if (w == NULL) return NULL;
    stream_t stream = {seed, 0, STREAM_START, run};
    normals_double(w, 0, width * stride, stream);
    for (size_t i = 0; i < width; i++) {
        double *row = w + i * stride;
        if (!whole_sphere) row[0] = 0;
        if (orthonormal) orthogonalise(w, i, dim, stride);
        cblas_dscal((int)dim, 1 / cblas_dnrm2((int)dim, row, 1), row, 1);
    }
    if (!whole_sphere)
        for (size_t i = 0; i < width; i++) {
            cblas_dscal((int)dim, sqrt(1 - simulation->R0 * simulation->R0), w + i * stride, 1);
            w[i * stride] = simulation->R0;
        }
    return w;
}

void start_second_layer(double *a, const wane_simulation_t *simulation, uint64_t seed, uint64_t run)
{
    const size_t width = (size_t)simulation->width;
    stream_t stream = {seed, 0, STREAM_SECOND_LAYER, run};
    if (simulation->a_init == WANE_SECOND_GAUSSIAN) normals_double(a, 0, width, stream);
    for (size_t i = 0; i < width; i++) {
        uint32_t word[4] = {0};
        if (simulation->a_init == WANE_SECOND_SIGNS) philox_fill(word, i, 1, stream);
        double unit = simulation->a_init == WANE_SECOND_GAUSSIAN ? a[i] : word[0] >> 31 ? -1 : 1;
        a[i] = simulation->a0 * unit;
    }
}

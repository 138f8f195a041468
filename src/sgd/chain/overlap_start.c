#include <math.h>
#include <cblas.h>

#include "sgd/random/normals.h"
#include "sgd/chain/overlap.h"
#include "sgd/random/wishart.h"

/* w_i = cosine e_1 + sine u_i. */
static void tilt(double *weight, size_t stride, size_t width, size_t columns, double cosine)
{
    for (size_t i = 0; i < width; i++) {
        double *row = weight + i * stride;
        cblas_dscal((int)columns, sqrt(1 - cosine * cosine), row + 1, 1);
        row[0] = cosine;
    }
}

/* derivations/19 (9): the Gram matrix of normal vectors in the complement of w* is a Wishart matrix. */
void overlap_start(double *weight, size_t stride, const wane_simulation_t *simulation, uint64_t seed,
                   uint64_t run)
{
    const size_t width = (size_t)simulation->width, complement = (size_t)simulation->dim - 1;
    const size_t columns = wishart_columns(width, complement);
    const int whole_sphere = simulation->init == WANE_INIT_IID && simulation->R0 == 0;
    if (simulation->init == WANE_INIT_ORTHONORMAL)
        for (size_t i = 0; i < width; i++)
            for (size_t j = 0; j < columns; j++) weight[i * stride + 1 + j] = i == j;
    else
        wishart_factor(weight + 1, stride, width, complement,
                       (stream_t){seed, 0, STREAM_START_COMPLEMENT, run});
    for (size_t i = 0; i < width; i++) {
        double *row = weight + i * stride;
        row[0] = 0;
        for (size_t j = columns + 1; j < stride; j++) row[j] = 0;
        if (whole_sphere) normals_double(row, i * NORMALS_GROUP, 1, (stream_t){seed, 0, STREAM_START, run});
        cblas_dscal((int)columns + 1, 1 / cblas_dnrm2((int)columns + 1, row, 1), row, 1);
    }
    if (!whole_sphere) tilt(weight, stride, width, columns, simulation->R0);
}

#include <math.h>
#include <stdlib.h>
#include <cblas.h>
#include <gsl/gsl_cdf.h>

#include "sgd/noise/batch_moments.h"
#include "sgd/random/normals.h"

#define USUAL_SAMPLES 4096
#define BLOCK 512 /* samples; BLOCK * width is a multiple of NORMALS_GROUP */

struct batch_moments {
    const batch_noise_t *noise;
    size_t width, samples;
    double *projection, *label;                /* u = <w*,x> and y without noise, of each sample */
    double *factor;                            /* width x width, lower triangular: C = factor factor' */
    double *field, *activity, *slope, *output; /* of a block */
    float *normal;
};

void batch_moments_free(batch_moments_t *m)
{
    if (m == NULL) return;
    free(m->projection);
    free(m->label);
    free(m->factor);
    free(m->field);
    free(m->activity);
    free(m->slope);
    free(m->output);
    free(m->normal);
    free(m);
}

/* One u from each of `samples` parts of the line of equal probability. */
static void stratify(double *u, size_t samples, uint64_t seed)
{
    for (size_t b = 0; b < samples; b++) {
        uint32_t word[4];
        philox_fill(word, b, 1, (stream_t){seed, 0, STREAM_LABEL_NOISE, 0});
        u[b] = gsl_cdf_ugaussian_Pinv(((double)b + (word[0] + 0.5) * 0x1p-32) / (double)samples);
    }
}

batch_moments_t *batch_moments_new(const batch_noise_t *noise, size_t width)
{
    batch_moments_t *m = calloc(1, sizeof *m);
    if (m == NULL) return NULL;
    const size_t wanted = noise->samples > 0 ? (size_t)noise->samples : USUAL_SAMPLES;
    m->noise = noise;
    m->width = width;
    m->samples = (wanted + BLOCK - 1) / BLOCK * BLOCK;
    m->projection = malloc(m->samples * sizeof(double));
    m->label = malloc(m->samples * sizeof(double));
    m->factor = malloc(width * width * sizeof(double));
    m->field = malloc(BLOCK * width * sizeof(double));
    m->activity = malloc(BLOCK * width * sizeof(double));
    m->slope = malloc(BLOCK * width * sizeof(double));
    m->output = malloc(BLOCK * sizeof(double));
    m->normal = malloc(BLOCK * width * sizeof(float));
    if (m->projection == NULL || m->label == NULL || m->factor == NULL || m->field == NULL ||
        m->activity == NULL || m->slope == NULL || m->output == NULL || m->normal == NULL) {
        batch_moments_free(m);
        return NULL;
    }
    stratify(m->projection, m->samples, noise->seed);
    noise->network->teacher.evaluate_double(m->label, m->projection, m->samples,
                                            noise->network->teacher.data);
    return m;
}

/* Of singular matrices, too: a direction whose square is lost in rounding is left out, and where errors have
   made C indefinite a row keeps its length sqrt(C_ii), so that every field keeps its variance. */
#define LOST 1e-12
static void cholesky(double *L, const double *C, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double *row = L + i * n;
        for (size_t j = 0; j < i; j++) {
            const double *other = L + j * n;
            const double rest = C[i * n + j] - cblas_ddot((int)j, row, 1, other, 1);
            row[j] = other[j] > 0 ? rest / other[j] : 0;
        }
        const double before = cblas_ddot((int)i, row, 1, row, 1), rest = C[i * n + i] - before;
        if (rest < 0) cblas_dscal((int)i, sqrt(fmax(C[i * n + i], 0) / before), row, 1);
        row[i] = rest > LOST * C[i * n + i] ? sqrt(rest) : 0;
        for (size_t j = i + 1; j < n; j++) row[j] = 0;
    }
}

/* Fields h_i = R_i u + (factor z)_i of samples first, …, first + BLOCK - 1. */
static void fields(batch_moments_t *m, size_t first, const neurons_t neurons)
{
    const int n = (int)m->width;
    normals_float(m->normal, (uint64_t)first * m->width, BLOCK * m->width,
                  (stream_t){m->noise->seed, 0, STREAM_INPUT, 0});
    for (size_t k = 0; k < BLOCK * m->width; k++) m->field[k] = (double)m->normal[k];
    cblas_dtrmm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, BLOCK, n, 1, m->factor, n,
                m->field, n);
    cblas_dger(CblasRowMajor, BLOCK, n, 1, m->projection + first, 1, neurons->R, 1, m->field, n);
}

/* e += the mean over a block of r^2 sigma'(h_i) sigma'(h_j), by the block's share. */
static void add_block(double *e, batch_moments_t *m, size_t first, const neurons_t neurons)
{
    const network_t *network = m->noise->network;
    const int n = (int)m->width;
    fields(m, first, neurons);
    network->student.evaluate_double(m->activity, m->field, BLOCK * m->width, network->student.data);
    network->student_derivative.evaluate_double(m->slope, m->field, BLOCK * m->width,
                                                network->student_derivative.data);
    cblas_dgemv(CblasRowMajor, CblasNoTrans, BLOCK, n, 1 / (double)n, m->activity, n, neurons->a, 1, 0,
                m->output, 1);
    for (size_t b = 0; b < BLOCK; b++) {
        const double residual = m->label[first + b] - m->output[b];
        cblas_dscal(n, hypot(residual, m->noise->label_noise), m->slope + b * m->width, 1);
    }
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, n, BLOCK, 1 / (double)m->samples, m->slope, n, 1, e,
                n);
}

void batch_moments_compute(double *e, batch_moments_t *m, const neurons_t neurons)
{
    const size_t n = m->width;
    cholesky(m->factor, neurons->C, n);
    for (size_t k = 0; k < n * n; k++) e[k] = 0;
    for (size_t first = 0; first < m->samples; first += BLOCK) add_block(e, m, first, neurons);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) e[j * n + i] = e[i * n + j];
}

#include <math.h>
#include <stdlib.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/random/for_each_processor.h"
#include "sgd/kernel/kernel_curve.h"
#include "sgd/kernel/kernel_table.h"

/* K = K_even(|q|) + sign(q) K_odd(|q|), K' = sign(q) K_even'(|q|) + K_odd'(|q|), each of the four a
   polynomial on each of `cells` equal cells in y = sqrt(1 - |q|), in which the kernels of functions with
   kinks, too, are smooth at |q| = 1.  A polynomial of degree TERMS-1 on a cell of half-width h = 1/(2 cells)
   is wrong by about (h/r)^TERMS where the nearest singularity is r away; y = sqrt 2 (q = -1) is the nearest
   outside [0, 1], but kinks close to each other make K' change quickly near y = 0: the cells are halved until
   they resolve that. */
#define LEAST_CELLS 256
#define MOST_CELLS 8192
#define TERMS 8
#define PARTS 4

typedef double parts_t __attribute__((vector_size(PARTS * sizeof(double))));

struct kernel_table {
    int cells, jumps;              /* jumps: the slopes are stored times y */
    parts_t (*coefficient)[TERMS]; /* of the powers of t in [-1, 1], the cell's own variable */
};

/* K_even, K_odd, K_even', K_odd' at u = 1 - y^2. */
static void parts_at(parts_t *parts, const flow_kernels_struct *kernels, double y)
{
    const double u = (1 - y) * (1 + y);
    if (kernels->student_curve != NULL) {
        double K[2], K1[2];
        kernel_curve_sides(K, K1, kernels->student_curve, y);
        *parts = (parts_t){(K[0] + K[1]) / 2, (K[0] - K[1]) / 2, (K1[0] - K1[1]) / 2, (K1[0] + K1[1]) / 2};
        return;
    }
    double value[2] = {0, 0}, slope[2] = {0, 0};
    for (int odd = 0; odd < 2; odd++) {
        const double square = u * u;
        slong last = kernels->s_length - 1;
        if (last % 2 != odd) last--;
        for (slong k = last; k >= 0; k -= 2) {
            slope[odd] = slope[odd] * square + value[odd];
            value[odd] = value[odd] * square + kernels->s[k];
        }
        slope[odd] *= 2 * u; /* of the polynomial in u^2 */
    }
    *parts = (parts_t){value[0], u * value[1], slope[0], value[1] + u * slope[1]};
}

/* By interpolation in the Chebyshev points, then from Chebyshev polynomials to powers of t. */
static void fill_cell(parts_t coefficient[TERMS], const flow_kernels_struct *kernels, int cell, int cells)
{
    parts_t at_node[TERMS];
    double chebyshev[TERMS][TERMS] = {{1}, {0, 1}}; /* [n][m]: coefficient of t^m in T_n */
    for (int n = 2; n < TERMS; n++)
        for (int m = 0; m <= n; m++)
            chebyshev[n][m] = 2 * (m > 0 ? chebyshev[n - 1][m - 1] : 0) - chebyshev[n - 2][m];
    for (int l = 0; l < TERMS; l++) {
        double y = (cell + 0.5 + 0.5 * cos(M_PI * (l + 0.5) / TERMS)) / cells;
        parts_at(&at_node[l], kernels, y);
        coefficient[l] = (parts_t){0, 0, 0, 0};
    }
    for (int n = 0; n < TERMS; n++) {
        parts_t sum = {0, 0, 0, 0};
        for (int l = 0; l < TERMS; l++)
            sum += at_node[l] * (cos(M_PI * n * (l + 0.5) / TERMS) * (n == 0 ? 1 : 2) / TERMS);
        for (int m = 0; m <= n; m++) coefficient[m] += sum * chebyshev[n][m];
    }
}

/* At the left end of a cell, t = -1. */
static void parts_at_left(parts_t *sum, const parts_t c[TERMS])
{
    *sum = c[TERMS - 1];
    for (int m = TERMS - 2; m >= 0; m--) *sum = c[m] - *sum;
}

static int fill(kernel_table_t *table, const flow_kernels_struct *kernels, int cells)
{
    free(table->coefficient);
    table->cells = cells;
    table->coefficient = aligned_alloc(64, (size_t)cells * sizeof *table->coefficient);
    for (int cell = 0; table->coefficient != NULL && cell < cells; cell++)
        fill_cell(table->coefficient[cell], kernels, cell, cells);
    return table->coefficient != NULL;
}

/* Against the curve at the ends of cells, where polynomials through Chebyshev points are worst. */
#define RESOLVED 2e-13
static int resolves(const kernel_table_t *table, const flow_kernels_struct *kernels)
{
    parts_t size = {0}, missed = {0};
    for (int cell = 0; cell < table->cells; cell++) {
        parts_t exact, seen;
        parts_at_left(&seen, table->coefficient[cell]);
        parts_at(&exact, kernels, (double)cell / table->cells);
        for (int part = 0; part < PARTS; part++) {
            size[part / 2 * 2] = fmax(size[part / 2 * 2], fabs(exact[part]));
            missed[part / 2 * 2] = fmax(missed[part / 2 * 2], fabs(exact[part] - seen[part]));
        }
    }
    return missed[0] <= RESOLVED * size[0] && missed[2] <= RESOLVED * size[2];
}

kernel_table_t *kernel_table_new(const flow_kernels_t kernels)
{
    const kernel_curve_t *curve = kernels->student_curve;
    kernel_table_t *table = calloc(1, sizeof *table);
    if (table == NULL) return NULL;
    table->jumps = curve != NULL && kernel_curve_jumps(curve);
    int cells = LEAST_CELLS, filled = fill(table, kernels, cells);
    while (filled && curve != NULL && cells < MOST_CELLS && !resolves(table, kernels))
        filled = fill(table, kernels, cells *= 2);
    if (filled) return table;
    kernel_table_free(table);
    return NULL;
}

void kernel_table_free(kernel_table_t *table)
{
    if (table != NULL) free(table->coefficient);
    free(table);
}

FOR_EACH_PROCESSOR
static void evaluate(double *K, double *K1, const kernel_table_t *table, const double *q, const double *gap,
                     size_t n)
{
    const int cells = table->cells;
    for (size_t j = 0; j < n; j++) {
        double complement = gap[j], sign = copysign(1, q[j]);
        double place = cells * sqrt(complement > 0 ? complement : 0);
        int cell = place < cells ? (int)place : cells - 1;
        double t = 2 * (place - cell) - 1;
        const parts_t *c = table->coefficient[cell];
        parts_t sum = c[TERMS - 1];
        for (int m = TERMS - 2; m >= 0; m--) sum = sum * t + c[m];
        K[j] = sum[0] + sign * sum[1];
        K1[j] = sign * sum[2] + sum[3];
    }
    if (table->jumps)
        for (size_t j = 0; j < n; j++) K1[j] /= sqrt(fmax(gap[j], 1e-300));
}

void kernel_table_evaluate(double *K, double *K1, const kernel_table_t *table, const double *q,
                           const double *gap, size_t n)
{
    evaluate(K, K1, table, q, gap, n);
}

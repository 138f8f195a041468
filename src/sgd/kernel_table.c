#include <math.h>
#include <stdlib.h>

#include "sgd/flow_kernels.h"
#include "sgd/for_each_processor.h"
#include "sgd/kernel_table.h"

/* K = K_even(|q|) + sign(q) K_odd(|q|), K' = sign(q) K_even'(|q|) + K_odd'(|q|), each of the four a
   polynomial on each of CELLS equal cells in y = sqrt(1 - |q|), in which the kernels of functions with kinks,
   too, are smooth at |q| = 1.  A polynomial of degree TERMS-1 on a cell of half-width h = 1/(2 CELLS) is
   wrong by about (h/r)^TERMS where the nearest singularity is r away; y = sqrt 2 (q = -1) is the nearest
   outside [0, 1]. */
#define CELLS 256
#define TERMS 8
#define PARTS 4

typedef double parts_t __attribute__((vector_size(PARTS * sizeof(double))));

struct kernel_table {
    parts_t coefficient[CELLS][TERMS]; /* of the powers of t in [-1, 1], the cell's own variable */
};

/* K_even, K_odd, K_even', K_odd' at u >= 0. */
static void parts_at(parts_t *parts, const wane_flow_kernels_struct *kernels, double u)
{
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
static void fill_cell(parts_t coefficient[TERMS], const wane_flow_kernels_struct *kernels, int cell)
{
    parts_t at_node[TERMS];
    double chebyshev[TERMS][TERMS] = {{1}, {0, 1}}; /* [n][m]: coefficient of t^m in T_n */
    for (int n = 2; n < TERMS; n++)
        for (int m = 0; m <= n; m++)
            chebyshev[n][m] = 2 * (m > 0 ? chebyshev[n - 1][m - 1] : 0) - chebyshev[n - 2][m];
    for (int l = 0; l < TERMS; l++) {
        double y = (cell + 0.5 + 0.5 * cos(M_PI * (l + 0.5) / TERMS)) / CELLS;
        parts_at(&at_node[l], kernels, (1 - y) * (1 + y));
        coefficient[l] = (parts_t){0, 0, 0, 0};
    }
    for (int n = 0; n < TERMS; n++) {
        parts_t sum = {0, 0, 0, 0};
        for (int l = 0; l < TERMS; l++)
            sum += at_node[l] * (cos(M_PI * n * (l + 0.5) / TERMS) * (n == 0 ? 1 : 2) / TERMS);
        for (int m = 0; m <= n; m++) coefficient[m] += sum * chebyshev[n][m];
    }
}

kernel_table_t *kernel_table_new(const wane_flow_kernels_t kernels)
{
    kernel_table_t *table = aligned_alloc(64, sizeof *table);
    for (int cell = 0; table != NULL && cell < CELLS; cell++)
        fill_cell(table->coefficient[cell], kernels, cell);
    return table;
}

void kernel_table_free(kernel_table_t *table)
{
    free(table);
}

FOR_EACH_PROCESSOR
void kernel_table_evaluate(double *K, double *K1, const kernel_table_t *table, const double *q, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        double complement = 1 - fabs(q[j]), sign = copysign(1, q[j]);
        double place = CELLS * sqrt(complement > 0 ? complement : 0);
        int cell = place < CELLS ? (int)place : CELLS - 1;
        double t = 2 * (place - cell) - 1;
        const parts_t *c = table->coefficient[cell];
        parts_t sum = c[TERMS - 1];
        for (int m = TERMS - 2; m >= 0; m--) sum = sum * t + c[m];
        K[j] = sum[0] + sign * sum[1];
        K1[j] = sign * sum[2] + sum[3];
    }
}

/* The matrix products of a block against sums in double precision: all small sizes, edges of panels and tiles. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/product/products.h"

static float number(size_t i)
{
    return (float)((int)(i * 2654435761u % 2001) - 1000) / 512;
}

/* Numbers with few digits: every sum is exact in any order, whatever the products are done by. */
static void check(size_t width, size_t dim, size_t rows, int triangular)
{
    const size_t stride = (dim + 7) / 8 * 8;
    float *input = calloc(rows * stride + PRODUCTS_PANEL, sizeof *input),
          *weight = calloc(width * stride, sizeof *weight);
    float *panels = calloc(products_length(width, dim), sizeof *panels);
    float *field = calloc(rows * width + 1, sizeof *field),
          *gradient = calloc(width * stride + 1, sizeof *gradient);
    field[rows * width] = gradient[width * stride] = 77;
    for (size_t i = 0; i < rows * stride; i++) input[i] = roundf(8 * number(i)) / 8;
    for (size_t i = 0; i < width; i++)
        for (size_t k = 0; k < dim; k++)
            weight[i * stride + k] = triangular && k > i + 1 ? 0 : roundf(8 * number(7 + 31 * i + k)) / 8;
    products_pack(panels, weight, width, stride, dim, triangular);
    products_fields(field, input, stride, rows, panels, width, dim, triangular);
    for (int keep = 0; keep < 2; keep++) products_gradient(gradient, field, input, width, stride, rows, keep);
    int wrong = 0;
    for (size_t b = 0; b < rows; b++)
        for (size_t i = 0; i < width; i++) {
            double sum = 0;
            for (size_t k = 0; k < dim; k++)
                sum += (double)input[b * stride + k] * (double)weight[i * stride + k];
            wrong += (double)field[b * width + i] != sum;
        }
    for (size_t i = 0; i < width; i++)
        for (size_t k = 0; k < stride; k++) {
            double sum = 0, size = 0;
            for (size_t b = 0; b < rows; b++) {
                const double term = (double)field[b * width + i] * (double)input[b * stride + k];
                sum += 2 * term;
                size += 2 * fabs(term);
            }
            wrong += !(fabs((double)gradient[i * stride + k] - sum) <= 1e-6 * size);
        }
    cr_expect_eq(wrong, 0, "width %zu, dim %zu, rows %zu%s: %d wrong", width, dim, rows,
                 triangular ? ", triangular" : "", wrong);
    cr_expect(field[rows * width] == 77 && gradient[width * stride] == 77, "written beyond the end");
    free(input);
    free(weight);
    free(panels);
    free(field);
    free(gradient);
}

Test(products, agree_with_sums)
{
    static const size_t sizes[] = {1, 2, 5, 8, 15, 16, 17, 24, 25, 33}, counts[] = {1, 3, 4, 6, 14, 29, 64};
    for (size_t i = 0; i < 10; i++)
        for (size_t j = 0; j < 10; j++)
            for (size_t k = 0; k < 7; k++) check(sizes[i], sizes[j], counts[k], 0);
    for (size_t i = 0; i < 10; i++) check(sizes[i], sizes[i] + 1, 29, 1);
}

#include "sgd/product/products.h"

#define MOST_COORDINATES 1024 /* a panel of them stays in the first or second cache */

static size_t minimum(size_t x, size_t y)
{
    return x < y ? x : y;
}

/* Coordinates that the neurons of a panel have. */
static size_t panel_length(size_t first, size_t dim, int triangular)
{
    return triangular ? minimum(dim, first + PRODUCTS_PANEL + 1) : dim;
}

size_t products_length(size_t width, size_t dim)
{
    return (width + PRODUCTS_PANEL - 1) / PRODUCTS_PANEL * PRODUCTS_PANEL * dim;
}

void products_pack(float *panels, const float *weight, size_t width, size_t stride, size_t dim,
                   int triangular)
{
    for (size_t first = 0; first < width; first += PRODUCTS_PANEL, panels += PRODUCTS_PANEL * dim) {
        const size_t length = panel_length(first, dim, triangular);
        for (size_t k = 0; k < length; k++)
            for (size_t j = 0; j < PRODUCTS_PANEL; j++)
                panels[k * PRODUCTS_PANEL + j] = first + j < width ? weight[(first + j) * stride + k] : 0;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
typedef float wide_vector_t __attribute__((vector_size(64)));
typedef float wide_unaligned_t __attribute__((vector_size(64), aligned(4)));
typedef float narrow_vector_t __attribute__((vector_size(32)));
typedef float narrow_unaligned_t __attribute__((vector_size(32), aligned(4)));

#define NAMED(name) wide_##name
#define TARGET __attribute__((target("avx512f")))
#define TILE 14
#define VECTORS 1
#include "sgd/product/products_template.h"
#undef NAMED
#undef TARGET
#undef TILE
#undef VECTORS

#define NAMED(name) narrow_##name
#define TARGET __attribute__((target("avx2,fma")))
#define TILE 6
#define VECTORS 2
#include "sgd/product/products_template.h"

static int is_wide(void)
{
    return __builtin_cpu_supports("avx512f");
}

int products_apply(size_t dim)
{
    return dim <= MOST_COORDINATES &&
           (is_wide() || (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")));
}
#define MULTIPLY (is_wide() ? wide_multiply : narrow_multiply)
#else
int products_apply(size_t dim)
{
    (void)dim;
    return 0;
}
static void multiply(float *out, size_t out_row, const float *x, size_t x_row, size_t x_step, const float *y,
                     size_t y_step, size_t length, size_t rows, size_t columns, int adds)
{
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns && j < PRODUCTS_PANEL; j++) {
            float sum = 0;
            for (size_t k = 0; k < length; k++) sum += x[i * x_row + k * x_step] * y[k * y_step + j];
            out[i * out_row + j] = adds ? out[i * out_row + j] + sum : sum;
        }
}
#define MULTIPLY multiply
#endif

void products_fields(float *field, const float *input, size_t stride, size_t rows, const float *panels,
                     size_t width, size_t dim, int triangular)
{
    for (size_t first = 0; first < width; first += PRODUCTS_PANEL, panels += PRODUCTS_PANEL * dim)
        MULTIPLY(field + first, width, input, stride, 1, panels, PRODUCTS_PANEL,
                 panel_length(first, dim, triangular), rows, width - first, 0);
}

void products_gradient(float *gradient, const float *slope, const float *input, size_t width, size_t stride,
                       size_t rows, int keep)
{
    for (size_t first = 0; first < stride; first += PRODUCTS_PANEL)
        MULTIPLY(gradient + first, stride, slope, 1, width, input + first, stride, rows, width,
                 stride - first, keep);
}

#include <cblas.h>

#include "sgd/product/gram.h"

static void add_by_blas(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    for (size_t i = 0; i < rows * width; i++) copy[i] = (double)x[i];
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, (int)width, (int)rows, 1, copy, (int)width, 1, sum,
                (int)stride);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* OpenBLAS of some distributions uses half of the width of processors that have AVX-512, and packs what is small. */
typedef double wide_vector_t __attribute__((vector_size(64)));
typedef double narrow_vector_t __attribute__((vector_size(32)));

#define NAMED(name) wide_##name
#define TARGET __attribute__((target("avx512f")))
#define PANEL GRAM_PANEL
#define TILE 8
#include "sgd/product/gram_template.h"
#undef NAMED
#undef TARGET
#undef PANEL
#undef TILE

#define NAMED(name) narrow_##name
#define TARGET __attribute__((target("avx2,fma")))
#define PANEL 8
#define TILE 4
#include "sgd/product/gram_template.h"

void gram_add(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    if (__builtin_cpu_supports("avx512f")) wide_add_by_tiles(sum, stride, x, rows, width, copy);
    else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        narrow_add_by_tiles(sum, stride, x, rows, width, copy);
    else add_by_blas(sum, stride, x, rows, width, copy);
}
#else
void gram_add(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    add_by_blas(sum, stride, x, rows, width, copy);
}
#endif

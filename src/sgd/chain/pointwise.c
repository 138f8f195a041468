#include "wane/sgd.h"

static void bulk_float(float *y, const float *x, size_t n, const void *data)
{
    wane_bulk_evaluate_float(y, x, n, data);
}

static void bulk_double(double *y, const double *x, size_t n, const void *data)
{
    wane_bulk_evaluate_double(y, x, n, data);
}

wane_pointwise_t wane_pointwise_bulk(const wane_bulk_struct *bulk)
{
    return (wane_pointwise_t){bulk_float, bulk_double, bulk};
}

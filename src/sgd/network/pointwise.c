#include "function/evaluate/evaluate.h"
#include "sgd/network/network.h"

static void bulk_float(float *y, const float *x, size_t n, const void *data)
{
    bulk_evaluate_float(y, x, n, data);
}

static void bulk_double(double *y, const double *x, size_t n, const void *data)
{
    bulk_evaluate_double(y, x, n, data);
}

pointwise_t pointwise_bulk(const bulk_struct *bulk)
{
    return (pointwise_t){bulk_float, bulk_double, bulk};
}

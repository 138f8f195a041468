#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <cblas.h>

#include "sgd/chain/direct.h"
#include "sgd/product/products.h"
#include "sgd/chain/simulation.h"
#include "sgd/random/normals.h"
#include "sgd/random/start.h"

#define TRIANGLE_GROUP 32

size_t direct_workspace_length(const layout_t *layout)
{
    return layout->rows * (layout->stride + 3 * layout->width + 4);
}

#define REAL float
#define NAMED(name) name##_float
#define BLAS(name) cblas_s##name
#define EVALUATE evaluate_float
#define EVALUATE_PAIR bulk_evaluate_pair_float
#include "sgd/chain/direct_template.h"
#undef REAL
#undef NAMED
#undef BLAS
#undef EVALUATE
#undef EVALUATE_PAIR

#define REAL double
#define NAMED(name) name##_double
#define BLAS(name) cblas_d##name
#define EVALUATE evaluate_double
#define EVALUATE_PAIR bulk_evaluate_pair_double
#include "sgd/chain/direct_template.h"

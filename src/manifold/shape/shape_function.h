/* The functions of R whose zeros shape the critical manifold, and what is needed to find the zeros. */
#ifndef MANIFOLD_SHAPE_SHAPE_FUNCTION_H
#define MANIFOLD_SHAPE_SHAPE_FUNCTION_H

#include "base/sample.h"
#include "hermite/kernel/kernel_jet.h"

typedef enum {
    SHAPE_N,       /* P S' - 2 P' S: equilibria on the interior branch (derivations/03) */
    SHAPE_F,       /* P'' S' - P' S'' = A' S'^2 / 2: folds (derivations/02) */
    SHAPE_P_PRIME, /* P': where the interior branch crosses a = 0 */
    SHAPE_P,       /* P: equilibria with a = 0 */
    SHAPE_COUNT
} shape_function_t;

/* The value of the shape function from P[0..2] and S[0..2]. */
void shape_function_value(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec);

/* Its derivative, from P[0..3] and S[0..3]. */
void shape_function_slope(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec);

void shape_function_sample(sample_t sample, shape_function_t f, const kernel_jet_t jet, slong prec);

/* The same for H_a(R) = 2 P' - a S', whose zeros are the points of the interior branch at height a. */
void fibre_function_value(arb_t value, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void fibre_function_sample(sample_t sample, const kernel_jet_t jet, const arb_t a, slong prec);

#endif

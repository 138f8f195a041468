/* The functions of R whose zeros shape the critical manifold, and what is needed to find the zeros. */
#ifndef MANIFOLD_SHAPE_SHAPE_FUNCTION_H
#define MANIFOLD_SHAPE_SHAPE_FUNCTION_H

#include "base/sample.h"
#include "hermite/oriented/kernel_jet.h"

typedef enum {
    SHAPE_N,       /* P S' - 2 P' S: equilibria on the interior branch (derivations/03) */
    SHAPE_F,       /* P'' S' - P' S'' = A' S'^2 / 2: folds (derivations/02) */
    SHAPE_P_PRIME, /* P': where the interior branch crosses a = 0 */
    SHAPE_P,       /* P: equilibria with a = 0 */
    SHAPE_COUNT
} shape_function_t;

/* The value of the shape function from P[0..2] and S[0..2]. */
void shape_function_value(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec);
void shape_function_value_complex(acb_t value, shape_function_t f, acb_srcptr P, acb_srcptr S, slong prec);
/* With every product taken as if it were positive: derivations/07 (10). */
void shape_function_majorant(mag_t value, shape_function_t f, mag_srcptr P, mag_srcptr S);

/* Its derivative, from P[0..3] and S[0..3]. */
void shape_function_slope(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec);
/* sine times the derivative, where P[2] and S[2] already carry that factor, sqrt(1 - R^2): derivations/07 (17). */
void shape_function_scaled_slope(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S,
                                 const arb_t sine, slong prec);

/* The weight of p_j s_k (of p_j, for P and P') in the coefficient of R^e, e = j + 2 k - shape_shift(f)
   (j - shift): derivations/03 (4) for N, derivations/02 (9) for F. */
slong shape_weight(shape_function_t f, slong j, slong k);
slong shape_shift(shape_function_t f);
int shape_involves_student(shape_function_t f);

void shape_function_sample(sample_t sample, shape_function_t f, const kernel_jet_t jet, slong prec);

/* A = 2 P'/S', the height of the interior branch, and Phi = P^2/S, the landscape, from P[0..1] and S[0..1]. */
void branch_function_value(arb_t A, arb_srcptr P, arb_srcptr S, slong prec);
void landscape_function_value(arb_t Phi, arb_srcptr P, arb_srcptr S, slong prec);

/* In the plane: D = P - a S, whose zeros are the nullcline of a; H = P' - a S'/2 and G = a H, the speed of artanh R;
   V = 2 a P - a^2 S, twice what the loss has gained. */
void nullcline_form(arb_t D, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void climb_form(arb_t H, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void speed_form(arb_t G, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void gain_form(arb_t V, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
/* H_a(R) = 2 P' - a S', whose zeros are the points of the interior branch at height a. */
void fibre_form(arb_t H, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void fibre_function_sample(sample_t sample, const kernel_jet_t jet, const arb_t a, slong prec);

#endif

/* Positive homogeneity by structure: f = c_+ x^n for x > 0 and c_- x^n for x < 0. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/facts/hermite_polynomial.h"
#include "function/pieces/homogeneity.h"
#include "function/facts/facts.h"
#include "function/pieces/pieces.h"

#define CHECKED_DEGREE 64
#define PREC 64

/* p = c x^n with a constant c, by its Hermite coefficients; of the power itself they are exact. */
static int is_multiple_of_power(const surd_poly_t p, const surd_poly_t power)
{
    const slong n = power->length - 1;
    if (p->length == 0) return 1;
    if (p->length != power->length) return 0;
    int multiple = 1;
    SCOPED(surd, x, y);
    for (slong k = 0; multiple && k < n; k++) { /* p_k power_n = p_n power_k */
        surd_mul(x, p->coefficient + k, power->coefficient + n, PREC);
        surd_mul(y, p->coefficient + n, power->coefficient + k, PREC);
        surd_neg(y, y);
        surd_add(x, x, y, PREC);
        multiple = surd_is_zero(x);
    }
    return multiple;
}

static void set_power(surd_poly_t power, slong n)
{
    const wane_node_t *node = node_power(node_x(), n);
    node_hermite_polynomial(power, node, PREC);
    node_release(node);
}

/* All pieces are multiples of the power whose degree is that of the first piece that is not 0. */
static int pieces_are_homogeneous(slong *degree, const pieces_t pieces)
{
    int homogeneous = 1;
    *degree = 0;
    SCOPED(surd_poly, p, power);
    for (slong i = 0; homogeneous && i <= pieces->count; i++) {
        homogeneous = function_hermite_polynomial(p, pieces->piece + i, PREC);
        if (!homogeneous || p->length == 0) continue;
        if (*degree == 0) {
            *degree = p->length - 1;
            homogeneous = *degree >= 1 && *degree <= CHECKED_DEGREE;
            if (homogeneous) set_power(power, *degree);
        }
        homogeneous = homogeneous && is_multiple_of_power(p, power);
    }
    return homogeneous && *degree > 0;
}

int function_homogeneity(slong *degree, const wane_function_t f)
{
    SCOPED(pieces, pieces);
    int homogeneous = function_pieces(pieces, f, PREC, NULL) == WANE_OK &&
                      (pieces->count == 0 || (pieces->count == 1 && arb_is_zero(pieces->breakpoint)));
    homogeneous = homogeneous && pieces_are_homogeneous(degree, pieces);
    return homogeneous;
}

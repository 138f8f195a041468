#include "hermite/coefficients/student.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/facts/smoothness.h"
#include "function/node/node.h"
#include "function/tree/scoped_function.h"
#include "function/pieces/rough_point.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/power_sum.h"

#define PREC 128
#define LONGEST 80 /* of an expression in a message */

static wane_status_t refuse(const wane_function_t f, const char *why, const char *remedy,
                            wane_message_t message)
{
    char *text = wane_function_print(f);
    wane_status_t status = wane_message_set(message, WANE_BAD_INPUT, 0, "%.*s%s may not be a student: %s%s",
                                            LONGEST, text, strlen(text) > LONGEST ? "…" : "", why, remedy);
    flint_free(text);
    return status;
}

/* Near a place, whatever kind of number it is. */
static wane_status_t refuse_at(const wane_function_t f, const char *what, const arb_t place,
                               wane_message_t message)
{
    char why[240], *x = base_number_text(place);
    snprintf(why, sizeof why,
             "%s x = %.60s, so that its derivative is not square-integrable and S'(1) is infinite", what, x);
    flint_free(x);
    return refuse(f, why, "; as a teacher it is welcome", message);
}

/* A sum of powers of |x| whose least exponent is at most 1/2, or a function that does not stand still at its value
   at 0 of such: derivations/06 (21), (23). */
static int moves_like_power(const wane_node_t *node)
{
    SCOPED(wane_function, f);
    SCOPED(arb, value);
    node_store(f, node_keep(node));
    if (function_smoothness(f) > 0) return 0;
    if (power_sum_norm(value, f, 1, PREC)) return arf_is_pos_inf(arb_midref(value));
    if (node->kind != NODE_UNARY || elementary_table[node->function]->is_kinked ||
        elementary_table[node->function]->domain != DOMAIN_LINE || !moves_like_power(node->operand[0]))
        return 0;
    SCOPED(range, beside, values);
    SCOPED(arb_poly, u, series);
    arf_one(beside->upper); /* (0, 2^-10000], whose values come to that at 0 */
    arf_mul_2exp_si(beside->upper, beside->upper, -10000);
    if (!node_range_where_defined(values, node->operand[0], beside)) return 0;
    arb_set_interval_arf(value, values->lower, values->upper, PREC);
    arb_poly_set_coeff_si(u, 1, 1);
    arb_poly_set_coeff_arb(u, 0, value);
    elementary_series(series, node->function, u, 2, PREC);
    arb_poly_get_coeff_arb(value, series, 1);
    return arb_is_finite(value) && arb_is_nonzero(value);
}

int hermite_moves_like_root(fmpq_t place, const wane_function_t f)
{
    if (function_moves_like_root(place, f)) return 1;
    fmpq_zero(place); /* where those powers are singular */
    const wane_node_t *root = node_root(f);
    const int moves = moves_like_power(root);
    node_release(root);
    return moves;
}

wane_status_t hermite_check_student(const wane_function_t f, wane_message_t message)
{
    SCOPED(surd_poly, polynomial);
    SCOPED(arb, place);
    SCOPED(fmpq, point);
    if (function_hermite_polynomial(polynomial, f, PREC)) {
        if (polynomial->length > 1) return WANE_OK;
        return polynomial->length == 0
                   ? refuse(f, "it is 0, and there is nothing to learn", "", message)
                   : refuse(f, "it is constant, and S' = 0: no direction is better than another", "",
                            message);
    }
    if (hermite_has_jump(place, f)) return refuse_at(f, "it jumps at", place, message);
    if (!hermite_moves_like_root(point, f)) return WANE_OK;
    arb_set_fmpq(place, point, PREC);
    return refuse_at(f, "it moves at least as fast as the root of the distance from", place, message);
}

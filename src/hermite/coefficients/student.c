#include "hermite/coefficients/student.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/facts/smoothness.h"
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
    if (!function_moves_like_root(point, f)) {
        SCOPED(arb, slope);
        if (function_smoothness(f) > 0 || !power_sum_norm(slope, f, 1, PREC) ||
            !arf_is_pos_inf(arb_midref(slope)))
            return WANE_OK;
        fmpq_zero(point); /* where those powers are singular */
    }
    arb_set_fmpq(place, point, PREC);
    return refuse_at(f, "it moves at least as fast as the root of the distance from", place, message);
}

/* The table of the elementary functions, and their values. */
#include "base/scoped.h"
#include "function/elementary/ball.h"
#include "function/elementary/elementary.h"

#define ROW(number, row, value) [WANE_UNARY_##number] = &wane_elementary_##row,
const wane_elementary_t *const wane_elementary[WANE_UNARY_COUNT] = {WANE_ELEMENTARY_ROWS(ROW)};

/* Wide balls of monotone functions from their ends. */
void wane_elementary_ball(arb_t value, wane_unary_t function, const arb_t x, slong prec)
{
    const wane_elementary_t *f = wane_elementary[function];

    if (f->is_kinked || f->domain == WANE_DOMAIN_NONNEGATIVE || f->monotone == WANE_MONOTONE_NOT ||
        !wane_ball_is_wide(x))
        f->ball(value, x, prec);
    else if (f->domain == WANE_DOMAIN_POSITIVE && !arb_is_positive(x)) arb_indeterminate(value);
    else if (f->monotone == WANE_MONOTONE_IN_SIZE) wane_ball_even(value, f->ball, x, prec);
    else wane_ball_from_ends(value, f->ball, x, prec);
}

/* On the line the ball is tighter; a kinked function is one of its two pieces where Re z keeps its sign. */
void wane_elementary_box(acb_t value, wane_unary_t function, const acb_t z, slong prec)
{
    const wane_elementary_t *f = wane_elementary[function];
    arb_srcptr x = acb_realref(z);
    const int half_line = f->domain == WANE_DOMAIN_POSITIVE || f->domain == WANE_DOMAIN_NONNEGATIVE;

    if (f->is_kinked && !arb_is_positive(x) && !arb_is_negative(x)) {
        acb_indeterminate(value);
    } else if (f->is_kinked || !arb_is_zero(acb_imagref(z))) {
        f->box(value, z, prec);
    } else if (half_line && !arb_is_positive(x)) {
        acb_indeterminate(value);
    } else {
        wane_elementary_ball(acb_realref(value), function, x, prec);
        arb_zero(acb_imagref(value));
    }
}

void wane_elementary_series(arb_poly_t y, wane_unary_t function, const arb_poly_t u, slong length, slong prec)
{
    const wane_elementary_t *f = wane_elementary[function];

    SCOPED(arb, value);
    arb_poly_get_coeff_arb(value, u, 0);
    if (f->is_kinked && !arb_is_positive(value) && !arb_is_negative(value)) {
        arb_indeterminate(value);
        arb_poly_zero(y);
        arb_poly_set_coeff_arb(y, 0, value);
    } else {
        f->series(y, u, length, prec);
    }
}

const char *wane_elementary_blamed(wane_unary_t function)
{
    return wane_elementary[function]->name != NULL ? wane_elementary[function]->name
                                                   : wane_elementary[function]->part_of;
}

int wane_rule_is_constant(const wane_rule_t *rule)
{
    for (; rule->operation != WANE_RULE_END; rule++)
        if (rule->operation == WANE_RULE_U) return 0;
    return 1;
}

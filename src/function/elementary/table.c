/* The table of the elementary functions, and their values. */
#include "base/scoped.h"
#include "function/elementary/ball.h"
#include "function/elementary/elementary.h"

#define ROW(number, row, value) [UNARY_##number] = &elementary_##row,
const elementary_t *const elementary_table[UNARY_COUNT] = {ELEMENTARY_ROWS(ROW)};

/* Wide balls of monotone functions from their ends. */
void elementary_ball(arb_t value, unary_t function, const arb_t x, slong prec)
{
    const elementary_t *f = elementary_table[function];

    if (f->is_kinked || f->domain == DOMAIN_NONNEGATIVE || f->monotone == MONOTONE_NOT || !ball_is_wide(x))
        f->ball(value, x, prec);
    else if (f->domain == DOMAIN_POSITIVE && !arb_is_positive(x)) arb_indeterminate(value);
    else if (f->monotone == MONOTONE_IN_SIZE) ball_even(value, f->ball, x, prec);
    else ball_from_ends(value, f->ball, x, prec);
}

/* On the line the ball is tighter; a kinked function is one of its two pieces where Re z keeps its sign. */
void elementary_box(acb_t value, unary_t function, const acb_t z, slong prec)
{
    const elementary_t *f = elementary_table[function];
    arb_srcptr x = acb_realref(z);
    const int half_line = f->domain == DOMAIN_POSITIVE || f->domain == DOMAIN_NONNEGATIVE;

    if (f->is_kinked && !arb_is_positive(x) && !arb_is_negative(x)) {
        acb_indeterminate(value);
    } else if (f->is_kinked || !arb_is_zero(acb_imagref(z))) {
        f->box(value, z, prec);
    } else if (half_line && !arb_is_positive(x)) {
        acb_indeterminate(value);
    } else {
        elementary_ball(acb_realref(value), function, x, prec);
        arb_zero(acb_imagref(value));
    }
}

void elementary_series(arb_poly_t y, unary_t function, const arb_poly_t u, slong length, slong prec)
{
    const elementary_t *f = elementary_table[function];

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

const char *elementary_blamed(unary_t function)
{
    return elementary_table[function]->name != NULL ? elementary_table[function]->name
                                                    : elementary_table[function]->part_of;
}

int rule_is_constant(const rule_t *rule)
{
    for (; rule->operation != RULE_END; rule++)
        if (rule->operation == RULE_U) return 0;
    return 1;
}

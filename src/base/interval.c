#include "wane/interval.h"
#include "base/interval.h"
#include "base/scoped.h"

void wane_interval_init(wane_interval_t interval)
{
    fmpq_init(interval->lo);
    fmpq_init(interval->hi);
}

void wane_interval_clear(wane_interval_t interval)
{
    fmpq_clear(interval->lo);
    fmpq_clear(interval->hi);
}

void interval_set(wane_interval_t interval, const wane_interval_t other)
{
    fmpq_set(interval->lo, other->lo);
    fmpq_set(interval->hi, other->hi);
}

void interval_set_fmpq(wane_interval_t interval, const fmpq_t value)
{
    fmpq_set(interval->lo, value);
    fmpq_set(interval->hi, value);
}

void wane_interval_get_arb(arb_t ball, const wane_interval_t interval, slong prec)
{
    SCOPED(arb, hi);
    arb_set_fmpq(ball, interval->lo, prec);
    if (!fmpq_equal(interval->lo, interval->hi)) {
        arb_set_fmpq(hi, interval->hi, prec);
        arb_union(ball, ball, hi, prec);
    }
}

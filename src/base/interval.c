#include "wane/interval.h"
#include "base/interval.h"
#include "base/scoped.h"
#include "base/text.h"

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

char *interval_text(const fmpq_t lo, const fmpq_t hi)
{
    char *l = fmpq_get_str(NULL, 10, lo), *h = fmpq_get_str(NULL, 10, hi),
         *text = base_text("[%s, %s]", l, h);
    flint_free(l);
    flint_free(h);
    return text;
}

char *interval_or_number_text(const fmpq_t lo, const fmpq_t hi)
{
    return fmpq_equal(lo, hi) ? fmpq_get_str(NULL, 10, lo) : interval_text(lo, hi);
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

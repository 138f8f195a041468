#include "base/sample.h"

#define BOUND_PREC 64

static void difference_init(monotone_difference_t *d)
{
    arf_init(d->U_lo);
    arf_init(d->U_hi);
    arf_init(d->V_lo);
    arf_init(d->V_hi);
}

static void difference_clear(monotone_difference_t *d)
{
    arf_clear(d->U_lo);
    arf_clear(d->U_hi);
    arf_clear(d->V_lo);
    arf_clear(d->V_hi);
}

void sample_init(sample_t sample)
{
    arf_init(sample->R);
    arb_init(sample->value);
    difference_init(&sample->f);
    difference_init(&sample->slope);
}

void sample_clear(sample_t sample)
{
    arf_clear(sample->R);
    arb_clear(sample->value);
    difference_clear(&sample->f);
    difference_clear(&sample->slope);
}

void monotone_difference_range(arf_t lo, arf_t hi, const monotone_difference_t *at_l,
                               const monotone_difference_t *at_r)
{
    arf_sub(lo, at_l->U_lo, at_r->V_hi, BOUND_PREC, ARF_RND_FLOOR);
    arf_sub(hi, at_r->U_hi, at_l->V_lo, BOUND_PREC, ARF_RND_CEIL);
}

void sample_range_init(sample_range_t range)
{
    arf_init(range->f_lo);
    arf_init(range->f_hi);
    arf_init(range->slope_lo);
    arf_init(range->slope_hi);
}

void sample_range_clear(sample_range_t range)
{
    arf_clear(range->f_lo);
    arf_clear(range->f_hi);
    arf_clear(range->slope_lo);
    arf_clear(range->slope_hi);
}

void sample_range_set(sample_range_t range, const sample_t l, const sample_t r)
{
    monotone_difference_range(range->f_lo, range->f_hi, &l->f, &r->f);
    monotone_difference_range(range->slope_lo, range->slope_hi, &l->slope, &r->slope);
}

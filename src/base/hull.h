/* The hull of several balls, and its ends. */
#ifndef BASE_HULL_H
#define BASE_HULL_H

#include <flint/arb.h>

/* hull = its union with x, or x if that is the first. */
static inline void base_hull_add(arb_t hull, const arb_t x, int is_first, slong prec)
{
    if (is_first) arb_set(hull, x);
    else arb_union(hull, hull, x, prec);
}

/* [lo, hi] contains x; the whole line where x is not finite. */
static inline void base_hull_ends(arf_t lo, arf_t hi, const arb_t x, slong prec)
{
    if (arb_is_finite(x)) {
        arb_get_interval_arf(lo, hi, x, prec);
    } else {
        arf_neg_inf(lo);
        arf_pos_inf(hi);
    }
}

#endif

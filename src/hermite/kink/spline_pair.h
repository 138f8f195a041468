/* Kernels of one truncated power against another: I_{m,n}(q) = E (u - x)_+^m/m! (v - y)_+^n/n!, with
   (u - x)_+^{-1}/(-1)! the unit mass at x, index -2 its derivative, and so on: derivations/13 (4)-(7). */
#ifndef HERMITE_KINK_SPLINE_PAIR_H
#define HERMITE_KINK_SPLINE_PAIR_H

#include "hermite/closed/quadrant.h"

#define SPLINE_BELOW 3 /* indices from -SPLINE_BELOW on */

/* I_{m,n} for m < rows - SPLINE_BELOW, n < columns - SPLINE_BELOW. */
typedef struct {
    slong rows, columns;
    arb_ptr entry;
    arb_struct scaled[9]; /* s I_{m,n}, -2 <= m, n <= 0 */
} spline_table_struct;
typedef spline_table_struct spline_table_t[1];

void spline_table_init(spline_table_t table, slong m_count, slong n_count);
void spline_table_clear(spline_table_t table);
arb_ptr spline_table_entry(const spline_table_t table, slong m, slong n);
/* s I_{m,n}, -2 <= m, n <= 0, for those that are infinite at q = 1 when x = y. */
arb_srcptr spline_table_scaled(const spline_table_t table, slong m, slong n);

/* All entries; what is infinite or not seen to be finite is not finite.  Given ends, the correlations at the
   ends of the ball `at`, the entries with m, n >= 0 lie between those there: derivations/13. */
void spline_table_set(spline_table_t table, const kink_pair_t pair, const correlation_t at,
                      const correlation_struct *ends, slong prec);

#endif

/* The rise of R from the start, as a graph a(R) bounded from both
   sides, and what it says about the limit. derivations/18. */
#ifndef MANIFOLD_FLOW_RISE_H
#define MANIFOLD_FLOW_RISE_H

#include "manifold/shape/landscape.h"
#include "manifold/flow/rise_bound.h"
#include "manifold/flow/finite_eps.h"

typedef struct {
    const landscape_struct *landscape;
    arb_t eps;
    double tolerance; /* relative loss of the bounds per unit of rho; a choice */
    slong budget;     /* cells still allowed */
    slong prec;

    arf_t R;       /* the left end of the next cell */
    arf_t R_lower; /* the last one to which the lower bound came: a > 0 up to there */
    int has_upper, has_lower;
    bound_piece_t upper, lower; /* their values at R */
    rise_record_t *record;
} rise_struct;
typedef rise_struct rise_t[1];

void rise_record_init(rise_record_t *record);
void rise_record_clear(rise_record_t *record);

/* The record must be fresh. */
void rise_init(rise_t rise, const landscape_t landscape, const arb_t eps, rise_record_t *record);
void rise_clear(rise_t rise);

/* From any R0 in [R_lo, R_hi] with lower <= a <= upper and a < A(R0), as far as bounds can be had.  lower = 0
   stands for a0 > 0 (for a0 = 0 if upper = 0) and is for R0 = 0 only. */
void rise_run(rise_t rise, const arf_t R_lo, const arf_t R_hi, const arf_t lower, const arf_t upper);

/* lower >= B at the sink (not asked if lower = NULL) and B above
   its value there on (R, sink), which lies in one piece. */
int nullcline_stays_above_sink(const landscape_t landscape, slong sink, const arf_t R, const arf_t lower);

/* A bound of a at the end of a first cell [0, r] on which P > 0, for solutions that start at R = 0 with a >=
   0 (lower) or a = 0 (upper).  derivations/18 (20). */
int corner_bound(arf_t bound, bound_side_t side, const rise_cell_t cell, const arb_t eps, slong prec);

/* Whether a solution that rises at at_R->R with 0 < a <= upper, or has a = 0 before that, has it before R,
   while P < 0; R is chosen not further away than `within` in rho.  derivations/18 (21). */
int scale_reaches_zero(arf_t R, double within, const landscape_t landscape, const kernel_jet_t at_R,
                       const arf_t upper, const arb_t eps, slong prec);
/* lo <= |a| <= hi when R comes back to 0 after a = 0 at some
   R in [R_lo, R_hi]: derivations/18 (22).  0 if not known. */
int scale_at_return(arf_t lo, arf_t hi, const landscape_t landscape, const arf_t R_lo, const arf_t R_hi,
                    const arb_t eps, slong prec);

/* Records, if provable, that an orbit that rises to R, by the record's lower bound of the peak, and has a >=
   lower there rises to the next sink without passing it; eps plays no role: derivations/18 (10). */
void rise_settle(rise_record_t *record, const landscape_t landscape, const arf_t R, const arf_t lower);

/* The only level that the solution can tend to, by what is
   recorded; -1 if there are several. derivations/18 (9). */
slong rise_limit(const rise_record_t *record, const landscape_t landscape);

/* The level to the left of R, or -1 if R is not proved to lie between two levels. */
slong level_before(const landscape_t landscape, const arf_t R);

#endif

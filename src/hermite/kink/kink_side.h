/* One sign of the correlation of a kernel of kinked functions. */
#ifndef HERMITE_KINK_KINK_SIDE_H
#define HERMITE_KINK_KINK_SIDE_H

#include "hermite/closed/correlation.h"
#include "hermite/kink/kernel_series.h"
#include "hermite/kink/kink_kernel.h"
#include "hermite/closed/quadrant.h"

typedef struct {
    slong f_count, g_count; /* breakpoints */
    slong f_order, g_order;
    kink_pair_struct *pair; /* f_count * g_count */
    arb_ptr f_jump, g_jump;
    slong length; /* of what is left to a series */
    arb_ptr rest;
    kernel_series_t *series; /* the same, to be evaluated */
    slong tail_from;         /* the tail of the j-th derivative is at most tail[j] q^(tail_from - j) */
    mag_struct tail[WANE_KERNEL_DERIVATIVES];
} kink_side_t;

struct kink_kernel {
    kink_side_t side[2];   /* with g(v), with g(-v) */
    kink_side_t coarse[2]; /* the same with splines of low order, for wide balls */
    wane_parity_t parity;  /* of g: with it the second side is not needed */
    slong guard;           /* bits that the closed form loses */
};

/* value += the closed form and its derivatives at the correlations `at`, in which ends NULL or as for
   spline_table_set.  scaled: only one derivative, and value[2] times s plus s times the second. */
void kink_side_closed_form(arb_ptr value, const kink_side_t *side, const correlation_t at,
                           const correlation_struct *ends, int scaled, slong prec);

#endif

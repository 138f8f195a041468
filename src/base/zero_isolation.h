/* All zeros of a function in an interval, none missed, and their refinement. */
#ifndef BASE_ZERO_ISOLATION_H
#define BASE_ZERO_ISOLATION_H

#include "base/sample.h"
#include "base/scoped.h"

/* A function given by samples at exact points.  Two samplers may represent functions that differ by a
   positive factor (a power of R): they have the same zeros and signs. */
typedef struct {
    void (*sample)(sample_t sample, void *context, const arf_t R, slong prec);
    /* Bounds between two points from the samples there; NULL: by the monotone differences of the samples. */
    void (*range)(sample_range_t range, void *context, const sample_t l, const sample_t r);
    void *context;
    int all_pieces; /* go on to the right of a piece that could not be isolated */
} sampler_t;
void sampler_range(sample_range_t range, const sampler_t *sampler, const sample_t l, const sample_t r);

/* Exactly one zero in (l, r), where the function changes sign, the bounds of its derivative having one. */
typedef struct {
    arf_t l, r;
    int sign_left; /* on the left of the zero */
} bracket_t;

typedef struct {
    slong count, alloc;
    bracket_t *bracket;
    arf_t open_l, open_r; /* the first piece that could not be isolated; open_l = open_r if there is none */
} bracket_list_struct;
typedef bracket_list_struct bracket_list_t[1];
void bracket_list_init(bracket_list_t list);
void bracket_list_clear(bracket_list_t list);
SCOPED_TYPE(bracket_list)
void bracket_list_reset(bracket_list_t list); /* empties it */

/* Appends brackets of all zeros in (l, r), from left to right.  The signs at l and r must be decided, or the
   values exact zeros (then the open interval is meant).  Returns 1, or 0 if some may be missing; *budget is
   the number of samples still allowed.  derivations/07 (12). */
int isolate_zeros(bracket_list_t list, const sampler_t *sampler, const arf_t l, const arf_t r, slong *budget,
                  slong prec);

/* root contains the zero in the bracket, to about prec correct bits if the samples allow. */
void refine_zero(arb_t root, const sampler_t *sampler, const bracket_t *bracket, slong prec);

/* -1, 0, 1: the sign of the ball if decided, else 0. */
int decided_sign(const arb_t x);

#endif

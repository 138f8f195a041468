/* The field of the planar flow in (rho, a) and its first
   derivatives along it: derivations/17 (28) to (30). */
#ifndef VERIFY_FLOW_PICARD_FIELD_H
#define VERIFY_FLOW_PICARD_FIELD_H

#include "verify/flow/picard.h"

typedef struct {
    arb_ptr f;    /* x' */
    arb_ptr A;    /* the field's derivative, by rows */
    arb_ptr f1;   /* x'' */
    arb_ptr A1;   /* d/dt of A along the flow */
    arb_ptr f2;   /* x''' */
    arb_ptr work; /* owns all of these */
} picard_field_struct;
typedef picard_field_struct picard_field_t[1];
void verify_picard_field_init(picard_field_t field);
void verify_picard_field_clear(picard_field_t field);

/* On the box (rho, a) of balls; f alone if only_f. */
void verify_picard_field(picard_field_t field, const picard_t picard, arb_srcptr box, int only_f);

#endif

/* The numbers of a certificate: exact dyadics and rationals, each with one way to write it. */
#ifndef VERIFY_CLAIM_NUMBER_H
#define VERIFY_CLAIM_NUMBER_H

#include <flint/arb.h>
#include <flint/fmpq.h>
#include <jansson.h>

#include "base/scoped.h"

/* The claim that a value lies in [lo, hi]; lo = hi = +-inf is the exact infinity. */
typedef struct {
    arf_t lo, hi;
} verify_claim_struct;
typedef verify_claim_struct verify_claim_t[1];

void verify_claim_init(verify_claim_t claim);
void verify_claim_clear(verify_claim_t claim);
SCOPED_TYPE(verify_claim)
void verify_claim_set(verify_claim_t claim, const verify_claim_t other);
void verify_claim_set_si(verify_claim_t claim, slong value);

/* Readers return 0 unless the text is exactly the canonical one: "0", "5*2^-3" (odd mantissa), "5"; "-7/3";
   ["lo", "hi"] with lo <= hi; "infinity", "-infinity" where infinite is set. */
int verify_read_dyadic(arf_t x, const json_t *json);
int verify_read_rational(fmpq_t x, const json_t *json);
int verify_claim_read(verify_claim_t claim, const json_t *json, int infinite);

int verify_claim_is_infinite(const verify_claim_t claim);
int verify_claim_equal(const verify_claim_t claim, const verify_claim_t other);
/* The ball contains the interval; its two ends exactly. */
void verify_claim_get_arb(arb_t ball, const verify_claim_t claim, slong prec);
/* Every value of the ball lies in the interval. */
int verify_claim_holds(const verify_claim_t claim, const arb_t ball, slong prec);
/* [lo, hi] of one lies in that of the other; all of it lies on one side of another. */
int verify_claim_within(const verify_claim_t inner, const verify_claim_t outer);
int verify_claim_below(const verify_claim_t left, const verify_claim_t right);
/* claim := -claim for sign = -1. */
void verify_claim_turn(verify_claim_t claim, int sign);

#endif

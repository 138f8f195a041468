/* Exact numbers and the intervals claimed by a certificate. */
#ifndef MANIFOLD_CERTIFICATE_CERTIFICATE_NUMBER_H
#define MANIFOLD_CERTIFICATE_CERTIFICATE_NUMBER_H

#include <flint/arb.h>
#include <flint/fmpq.h>
#include <jansson.h>

#include "base/scoped.h"

/* [lo, hi], or one exact infinity. */
typedef struct {
    arf_t lo, hi;
} bounds_claim_struct;
typedef bounds_claim_struct bounds_claim_t[1];
void bounds_claim_init(bounds_claim_t claim);
void bounds_claim_clear(bounds_claim_t claim);
SCOPED_TYPE(bounds_claim)
void bounds_claim_set(bounds_claim_t claim, const bounds_claim_t other);
void bounds_claim_set_si(bounds_claim_t claim, slong value);
/* The ball with room to spare for whoever computes it again with fewer bits. */
void bounds_claim_around(bounds_claim_t claim, const arb_t x);
/* Its middle plus and minus a radius, with short ends. */
void bounds_claim_widen(bounds_claim_t claim, const arb_t x, const mag_t radius);
void bounds_claim_get_arb(arb_t x, const bounds_claim_t claim, slong prec);

/* "5*2^-3" with an odd mantissa; "-7/3"; ["lo", "hi"] or "infinity", for sign = -1 of the negative. */
json_t *dyadic_json(const arf_t x);
json_t *rational_json(const fmpq_t x);
json_t *bounds_claim_json(const bounds_claim_t claim, int sign);
json_t *ball_claim_json(const arb_t x);

#endif

/* Whether a changed certificate still says only what the original says. */
#ifndef TEST_VERIFY_STILL_TRUE_H
#define TEST_VERIFY_STILL_TRUE_H

#include <flint/fmpq.h>
#include <jansson.h>

/* Decided by comparing numbers with the original ones: an interval must
   contain the middle of the original (which is where the true value is, up to
   a quarter of the radius), a covering must have the same signs, and so on. */
int still_true(const json_t *original, const json_t *changed);

/* The same for the parts. */
int same_claim(const json_t *original, const json_t *changed);
int same_claims(const json_t *original, const json_t *changed);
int same_claims_of(const json_t *original, const json_t *changed);
int same_tails(const json_t *original, const json_t *changed);
int same_profile(const json_t *original, const json_t *changed);
/* An exact dyadic; 0 if it is none. */
int read_exact(fmpq_t x, const json_t *json);

#endif

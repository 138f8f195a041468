/* The fields of a certificate. */
#ifndef VERIFY_CLAIM_FIELDS_H
#define VERIFY_CLAIM_FIELDS_H

#include <flint/arb.h>
#include <flint/fmpq.h>
#include <jansson.h>

typedef struct {
    fmpq lo, hi;
} range_t;

/* 1 if json is an object with exactly these keys (ended by NULL). */
int verify_has_exactly(const json_t *json, const char *const *keys);
/* Two rational numbers in order. */
int verify_read_ends(fmpq_t lo, fmpq_t hi, const json_t *json);
int verify_read_range(range_t *range, const json_t *json);
/* Contains the range. */
void verify_range_get_arb(arb_t ball, const range_t *range, slong prec);
/* The version of a certificate of that format, up to the newest, or two more, which may have series beyond 1/4; 0 if it
   is none. */
slong verify_version(const json_t *root, const char *format, slong newest);

#endif

/* The fields of a certificate. */
#ifndef VERIFY_CLAIM_FIELDS_H
#define VERIFY_CLAIM_FIELDS_H

#include <flint/fmpq.h>
#include <jansson.h>

typedef struct {
    fmpq lo, hi;
} range_t;

/* 1 if json is an object with exactly these keys (ended by NULL). */
int verify_has_exactly(const json_t *json, const char *const *keys);
/* Two rational numbers in order. */
int verify_read_range(range_t *range, const json_t *json);
/* The version, up to the newest, of a certificate of that format; 0 if it is none. */
slong verify_version(const json_t *root, const char *format, slong newest);

#endif

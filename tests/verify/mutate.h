/* Changes every field of a certificate in many ways and asks the verifier. */
#ifndef TEST_VERIFY_MUTATE_H
#define TEST_VERIFY_MUTATE_H

#include <jansson.h>

#include "certify.h"

typedef struct {
    const json_t *original;
    wane_verifier_t verifier;
    int (*is_true)(const json_t *original, const json_t *changed); /* what the changed one says */
    double share; /* of the changes that are tried; 1 is usual */
    slong changes, accepted;
} trial_t;

/* Asserts that the changed certificate is rejected, or that what it says is true. */
void trial_change(trial_t *trial, const json_t *changed, const char *where, slong how);
/* A fixed share of all changes. */
void trial_all(trial_t *trial);

/* A claim narrowed to its first or last quarter, or moved by
   its width down or up (how = 0, …, 3); NULL if it is none. */
json_t *mutate_claim(const json_t *claim, int how);
/* Wherever old stands. */
void mutate_everywhere(json_t *json, const json_t *old, json_t *new);

#endif

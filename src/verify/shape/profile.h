/* The signs of one shape function on (0, 1): the claim and its check. */
#ifndef VERIFY_SHAPE_PROFILE_H
#define VERIFY_SHAPE_PROFILE_H

#include <jansson.h>

#include "verify/shape/leading.h"
#include "verify/claim/number.h"

struct verify_run;

/* What is proved of one shape function on (0, 1). */
typedef struct {
    int vanishes;        /* identically; then the rest is void */
    int vanishes_at_one; /* exactly */
    slong leading;       /* power of R; -1 where no covering was needed and it is not known */
    slong least;         /* the least power, where that is not the same for all values of the parameters */
    arb_t coefficient;
    int sign;                  /* near 0 */
    slong count;               /* zeros in (0, 1) */
    verify_claim_struct *zero; /* isolating intervals, increasing */
} profile_t;

void verify_profile_init(profile_t *profile);
void verify_profile_clear(profile_t *profile);

/* "N", "A'", "P'", "P": the key of its profile. */
const char *verify_shape_name(shape_t f);

/* {"vanishes": true}, {"realizable": true}, {"definite": true}, or {"leading", "pieces", "vanishes_at_one"};
   fills a fresh profile. */
int verify_profile_check(struct verify_run *run, profile_t *profile, const pair_struct *pair, shape_t f,
                         const json_t *json);

#endif

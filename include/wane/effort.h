/* How much work an answer may cost. */
#ifndef WANE_EFFORT_H
#define WANE_EFFORT_H

#include <flint/flint.h>

#include "wane/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    slong digits;   /* correct digits wanted, relative to each non-zero value (default 30) */
    slong max_prec; /* largest working precision in bits before giving up (default 8192) */
    int threads;    /* threads to use (default 1); the results do not depend on it */
} wane_effort_t;
WANE_API void wane_effort_default(wane_effort_t *effort);

#ifdef __cplusplus
}
#endif
#endif

/* Intervals with rational ends. */
#ifndef WANE_INTERVAL_H
#define WANE_INTERVAL_H

#include <flint/arb.h>
#include <flint/fmpq.h>

#include "wane/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every value in [lo, hi]; lo = hi is a single number. */
typedef struct {
    fmpq_t lo, hi;
} wane_interval_struct;
typedef wane_interval_struct wane_interval_t[1];
WANE_API void wane_interval_init(wane_interval_t interval); /* [0, 0] */
WANE_API void wane_interval_clear(wane_interval_t interval);
/* ball contains the interval. */
WANE_API void wane_interval_get_arb(arb_t ball, const wane_interval_t interval, slong prec);

#ifdef __cplusplus
}
#endif
#endif

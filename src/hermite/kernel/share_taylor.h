/* What a function with interval parameters contributes, by its Taylor form in them. */
#ifndef HERMITE_KERNEL_SHARE_TAYLOR_H
#define HERMITE_KERNEL_SHARE_TAYLOR_H

#include "hermite/kernel/kernel_share.h"

/* The kernels of f, which has no parameters, with itself; WANE_UNDECIDED where its tails are not all finite. */
wane_status_t share_compute_self(kernels_t self, const wane_function_t f, const wane_effort_t *effort,
                                 wane_message_t message);
void share_set_length(hermite_share_t share, slong length);

/* Of f, or of a positive multiple of it that may depend on the parameters: derivations/16 (12) to (14), (19). */
wane_status_t share_set_taylor(hermite_share_t share, const wane_function_t f, int up_to_factor,
                               const wane_effort_t *effort, wane_message_t message);

#endif

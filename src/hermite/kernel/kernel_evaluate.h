/* What an evaluation of P and S gives. */
#ifndef HERMITE_KERNEL_KERNEL_EVALUATE_H
#define HERMITE_KERNEL_KERNEL_EVALUATE_H

#include "base/scoped.h"
#include "wane/hermite.h"

/* P[j] and S[j], the values of j-th derivatives. */
typedef struct {
    arb_struct P[WANE_KERNEL_DERIVATIVES], S[WANE_KERNEL_DERIVATIVES];
} kernel_values_struct;
typedef kernel_values_struct kernel_values_t[1];
void kernel_values_init(kernel_values_t at);
void kernel_values_clear(kernel_values_t at);
SCOPED_TYPE(kernel_values)

#endif

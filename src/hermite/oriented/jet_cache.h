/* Kernel jets already computed, so that the functions N, A', P' share the points of their coverings. */
#ifndef HERMITE_ORIENTED_JET_CACHE_H
#define HERMITE_ORIENTED_JET_CACHE_H

#include "hermite/oriented/kernel_jet.h"

typedef struct {
    const oriented_kernels_struct *kernels;
    slong prec;
    slong count, alloc;
    kernel_jet_struct **jet; /* by increasing R */
} jet_cache_struct;
typedef jet_cache_struct jet_cache_t[1];

void jet_cache_init(jet_cache_t cache, const oriented_kernels_t kernels, slong prec);
void jet_cache_clear(jet_cache_t cache);

/* The jet at R at the cache's precision; owned by the cache. */
const kernel_jet_struct *jet_cache_get(jet_cache_t cache, const arf_t R);

#endif

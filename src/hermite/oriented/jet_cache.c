#include "hermite/oriented/jet_cache.h"

#include <string.h>

void jet_cache_init(jet_cache_t cache, const oriented_kernels_t kernels, slong prec)
{
    cache->kernels = kernels;
    cache->prec = prec;
    cache->count = cache->alloc = 0;
    cache->jet = NULL;
}

void jet_cache_clear(jet_cache_t cache)
{
    for (slong i = 0; i < cache->count; i++) {
        kernel_jet_clear(cache->jet[i]);
        flint_free(cache->jet[i]);
    }
    flint_free(cache->jet);
}

static slong first_not_below(const jet_cache_t cache, const arf_t R)
{
    slong lo = 0, hi = cache->count;
    while (lo < hi) {
        slong mid = (lo + hi) / 2;
        if (arf_cmp(cache->jet[mid]->R, R) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

const kernel_jet_struct *jet_cache_get(jet_cache_t cache, const arf_t R)
{
    slong i = first_not_below(cache, R);
    if (i < cache->count && arf_equal(cache->jet[i]->R, R)) return cache->jet[i];
    if (cache->count == cache->alloc) {
        cache->alloc = 2 * cache->alloc + 16;
        cache->jet = flint_realloc(cache->jet, cache->alloc * sizeof(kernel_jet_struct *));
    }
    memmove(cache->jet + i + 1, cache->jet + i, (cache->count - i) * sizeof(kernel_jet_struct *));
    cache->jet[i] = flint_malloc(sizeof(kernel_jet_struct));
    cache->count++;
    kernel_jet_init(cache->jet[i]);
    kernel_jet_evaluate(cache->jet[i], cache->kernels, R, cache->prec);
    return cache->jet[i];
}

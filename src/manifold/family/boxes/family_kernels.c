#include "manifold/family/boxes/family_kernels.h"

#include <flint/fmpq_vec.h>

#define MOST_KEPT 256
#define COST_OF_QUADRATURE 16

void family_kernels_init(family_kernels_t cache, const family_space_t space, const wane_effort_t *effort)
{
    cache->space = space;
    cache->effort = *effort;
    cache->count = 0;
    cache->kept = NULL;
    cache->calls = 0;
    cache->cost = 0;
    for (int i = 0; i < FAMILY_KERNELS_KEPT; i++) {
        cache->recent[i].is_ready = 0;
        cache->recent[i].end = _fmpq_vec_init(2 * space->count);
        cache->recent[i].asked = 0;
        kernels_init(cache->recent[i].kernels);
    }
}

static void release(kept_share_t *kept, const family_kernels_t cache)
{
    _fmpq_vec_clear(kept->end, 2 * cache->space->count);
    hermite_share_clear(kept->share);
    flint_free(kept);
}

void family_kernels_clear(family_kernels_t cache)
{
    for (slong i = 0; i < cache->count; i++) release(cache->kept[i], cache);
    flint_free(cache->kept);
    for (int i = 0; i < FAMILY_KERNELS_KEPT; i++) {
        _fmpq_vec_clear(cache->recent[i].end, 2 * cache->space->count);
        kernels_clear(cache->recent[i].kernels);
    }
}

/* Whether the box is the same in all that stands in the function. */
static int is_same(const fmpq *end, const family_kernels_t cache, const family_box_t *box, int function)
{
    for (slong i = 0; i < cache->space->count; i++)
        for (int j = 0; j < 2 && cache->space->unknown[i].in_function[function]; j++)
            if (!fmpq_equal(end + 2 * i + j, box->end + 2 * i + j)) return 0;
    return 1;
}

static kept_share_t *make_room(family_kernels_t cache)
{
    if (cache->count == MOST_KEPT) { /* the one not used for longest goes */
        release(cache->kept[0], cache);
        for (slong i = 1; i < cache->count; i++) cache->kept[i - 1] = cache->kept[i];
        cache->count--;
    }
    cache->kept = flint_realloc(cache->kept, (cache->count + 1) * sizeof(kept_share_t *));
    return cache->kept[cache->count++] = flint_malloc(sizeof(kept_share_t));
}

/* The share of a function over the box; it lives until room is needed for others. */
static wane_status_t share_of(kept_share_t **result, family_kernels_t cache, const family_box_t *box,
                              int function, const wane_function_t f, wane_message_t message)
{
    for (slong i = cache->count - 1; i >= 0; i--) {
        if (cache->kept[i]->function != function || !is_same(cache->kept[i]->end, cache, box, function))
            continue;
        *result = cache->kept[i];
        for (; i + 1 < cache->count; i++) cache->kept[i] = cache->kept[i + 1];
        cache->kept[i] = *result; /* in the order of use: the other function's share cannot displace it */
        return WANE_OK;
    }
    kept_share_t *kept = make_room(cache);
    kept->function = function;
    kept->end = _fmpq_vec_init(2 * cache->space->count);
    for (slong i = 0; i < 2 * cache->space->count; i++) fmpq_set(kept->end + i, box->end + i);
    hermite_share_init(kept->share);
    wane_status_t status = hermite_share_compute(kept->share, f, &cache->effort, message);
    kept->usable = status == WANE_OK;
    if (!kept->share->is_polynomial) cache->cost += COST_OF_QUADRATURE;
    *result = kept;
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

/* The kernels at the corners of a teacher's box, which would be computed from nothing else. */
static void fill_corners(kernel_corners_struct *corners, const hermite_share_t student_share,
                         const wane_function_t student, const wane_effort_t *effort)
{
    for (slong i = 0; corners != NULL && i < corners->count; i++) {
        wane_message_t unused;
        hermite_share_t share;
        hermite_share_init(share);
        if (wane_function_check(corners->teacher[i], unused) == WANE_OK &&
            hermite_share_compute(share, corners->teacher[i], effort, unused) == WANE_OK) {
            kernels_init(corners->kernels + i);
            hermite_share_join(corners->kernels + i, student_share, share, student, corners->teacher[i]);
            corners->is_known[i] = 1;
        }
        hermite_share_clear(share);
    }
}

static wane_status_t compute(kernels_t kernels, family_kernels_t cache, const family_box_t *box,
                             wane_message_t message)
{
    wane_function_t f[2];
    kept_share_t *share[2];
    wane_status_t status = WANE_OK;
    for (int i = 0; i < 2; i++) {
        wane_function_init(f[i]);
        family_box_function(f[i], box, cache->space, i);
        if (status == WANE_OK) status = wane_function_check(f[i], message);
    }
    for (int i = 0; i < 2 && status == WANE_OK; i++)
        status = share_of(&share[i], cache, box, i, f[i], message);
    if (status == WANE_OK && share[0]->usable && share[1]->usable) {
        hermite_share_join(kernels, share[0]->share, share[1]->share, f[0], f[1]);
        if (share[1]->share->is_polynomial)
            fill_corners(kernels->corners, share[0]->share, f[0], &cache->effort);
    } else if (status == WANE_OK) {
        cache->cost += COST_OF_QUADRATURE;
        status = kernels_compute(kernels, f[0], f[1], &cache->effort, message);
    }
    for (int i = 0; i < 2; i++) wane_function_clear(f[i]);
    return status;
}

wane_status_t family_kernels_compute(const kernels_struct **kernels, family_kernels_t cache,
                                     const family_box_t *box, wane_message_t message)
{
    int i = 0; /* longest not asked for */
    cache->cost++;
    cache->calls++;
    for (int j = 0; j < FAMILY_KERNELS_KEPT; j++) {
        if (cache->recent[j].asked < cache->recent[i].asked) i = j;
        *kernels = cache->recent[j].kernels;
        if (cache->recent[j].is_ready && is_same(cache->recent[j].end, cache, box, 0) &&
            is_same(cache->recent[j].end, cache, box, 1)) {
            cache->recent[j].asked = cache->calls;
            return WANE_OK;
        }
    }
    cache->recent[i].asked = cache->calls;
    kernels_clear(cache->recent[i].kernels);
    kernels_init(cache->recent[i].kernels);
    *kernels = cache->recent[i].kernels;
    wane_status_t status = compute(cache->recent[i].kernels, cache, box, message);
    cache->recent[i].is_ready = status == WANE_OK;
    for (slong j = 0; j < 2 * cache->space->count; j++) fmpq_set(cache->recent[i].end + j, box->end + j);
    return status;
}

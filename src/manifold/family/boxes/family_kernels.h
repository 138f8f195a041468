/* The kernels of sub-boxes, what the two functions contribute being computed once and kept. */
#ifndef MANIFOLD_FAMILY_BOXES_FAMILY_KERNELS_H
#define MANIFOLD_FAMILY_BOXES_FAMILY_KERNELS_H

#include "hermite/kernel/kernel_share.h"
#include "manifold/family/boxes/family_box.h"

typedef struct {
    int function; /* 0 student, 1 teacher */
    fmpq *end;    /* the box it was computed for; of the unknowns in the function only these count */
    int usable;   /* 0: shares do not apply to this function */
    hermite_share_t share;
} kept_share_t;

#define FAMILY_KERNELS_KEPT 8

typedef struct {
    const family_space_struct *space;
    wane_effort_t effort;
    slong count;
    kept_share_t **kept;
    struct {
        int is_ready;
        slong asked; /* when last, in calls */
        fmpq *end;
        kernels_t kernels;
    } recent[FAMILY_KERNELS_KEPT]; /* the kernels last asked for */
    slong calls;
    slong cost; /* what has been spent, in units of one cheap box */
} family_kernels_struct;
typedef family_kernels_struct family_kernels_t[1];
void family_kernels_init(family_kernels_t cache, const family_space_t space, const wane_effort_t *effort);
void family_kernels_clear(family_kernels_t cache);
/* They live until FAMILY_KERNELS_KEPT others have been asked for. */
wane_status_t family_kernels_compute(const kernels_struct **kernels, family_kernels_t cache,
                                     const family_box_t *box, wane_message_t message);

#endif

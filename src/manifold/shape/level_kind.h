/* What bounds the stretches of the best loss reduction Phi along R. */
#ifndef MANIFOLD_SHAPE_LEVEL_KIND_H
#define MANIFOLD_SHAPE_LEVEL_KIND_H

typedef enum {
    LEVEL_START,  /* the left end: R = 0, or the zero of P where P turns positive */
    LEVEL_SINK,   /* N < 0 on the left, N > 0 on the right: a maximum of Phi */
    LEVEL_SADDLE, /* N > 0 on the left, N < 0 on the right: a minimum of Phi */
    LEVEL_ZERO,   /* the right end is a zero Z of P */
    LEVEL_ONE,    /* the right end is R = 1 */
} level_kind_t;

#endif

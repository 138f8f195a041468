/* The kernels of kinked functions along a path of correlations q(t): Taylor coefficients in t of the second
   derivative of the closed part of q -> E f(u) g(v), each from those before it, with relative accuracy up to
   q = 1.  derivations/17 (24) to (27). */
#ifndef HERMITE_KINK_KINK_PATH_H
#define HERMITE_KINK_KINK_PATH_H

#include "hermite/kink/kink_side.h"

typedef struct {
    slong entries;       /* coefficients 0, …, entries - 1 */
    slong rows, columns; /* indices -1, …, rows - 2 and -2, …, columns - 3 of the table I_{m,n} */
    const kink_side_t *side;
    arb_ptr q, c, square, v; /* q, 1 - q, 1 - q^2, q'/(1 - q^2): the caller's */
    arb_ptr W, Z, qv;        /* (1 - q)/(1 + q), 1/(1 - q^2), q v */
    arb_ptr second;          /* the result */
    arb_ptr work;            /* for each pair rate, x - q y, y - q x and the table */
    slong pairs;
    arb_ptr storage;
    slong storage_length;
} kink_path_struct;
typedef kink_path_struct kink_path_t[1];

/* Room for every side of this kernel. */
void kink_path_init(kink_path_t path, const hermite_kink_kernel_t *kernel, slong entries);
void kink_path_clear(kink_path_t path);

/* Whether splines that take over the kinks are about as large as the functions: otherwise balls suffer from
   the cancellation between a spline and the rest, and splines of low order are used. */
int kink_path_is_gentle(const hermite_kink_kernel_t *kernel);

/* The side of g(v), or with reflect != 0 of g(-v); *negative if it describes - E f(u) g(-v), g being odd. */
const kink_side_t *kink_path_side(const hermite_kink_kernel_t *kernel, int reflect, int *negative);

/* Coefficient 0: path->c[0] = 1 - q, within [0, 1], is set, and q, square follow from it. */
void kink_path_start(kink_path_t path, const kink_side_t *side, slong prec);

/* Coefficient k >= 1 of `second`, from q, c and square up to k and v up to k - 1. */
void kink_path_extend(kink_path_t path, slong k, slong prec);

#endif

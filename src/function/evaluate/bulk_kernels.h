/* Loops over blocks, for one floating type: included with REAL, MATH(name), RUN and CONSTANT defined.

   Every loop is vectorised with the vector library of libc (at most 4 units in the last place off). */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "function/evaluate/evaluate.h"
#include "function/evaluate/bulk.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define VECTORISED __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTORISED
#endif

#define ALIGNED(p) __builtin_assume_aligned(p, 64)
#define EACH for (size_t i = 0; i < n; i++)

#define KERNEL(name, value)                                                                                  \
    VECTORISED static void name(REAL *restrict target, const REAL *restrict source, size_t n)                \
    {                                                                                                        \
        REAL *restrict y = ALIGNED(target);                                                                  \
        const REAL *restrict operand = ALIGNED(source);                                                      \
        EACH                                                                                                 \
        {                                                                                                    \
            const REAL u = operand[i];                                                                       \
            y[i] = value;                                                                                    \
        }                                                                                                    \
    }
#define KERNEL2(name, value)                                                                                 \
    VECTORISED static void name(REAL *restrict target, const REAL *first, const REAL *second, size_t n)      \
    {                                                                                                        \
        REAL *restrict y = ALIGNED(target);                                                                  \
        const REAL *u = ALIGNED(first), *v = ALIGNED(second);                                                \
        EACH y[i] = value;                                                                                   \
    }

#define UNARY_KERNEL(number, row, value) KERNEL(apply_##row, value)
ELEMENTARY_ROWS(UNARY_KERNEL)
KERNEL2(add, u[i] + v[i])
KERNEL2(subtract, u[i] - v[i])
KERNEL2(multiply, u[i] * v[i])
KERNEL2(divide, u[i] / v[i])

VECTORISED static void multiply_add(REAL *restrict target, const REAL *a, const REAL *b, const REAL *c,
                                    size_t n)
{
    REAL *restrict y = ALIGNED(target);
    const REAL *u = ALIGNED(a), *v = ALIGNED(b), *w = ALIGNED(c);

    EACH y[i] = u[i] + v[i] * w[i];
}

VECTORISED static void scale(REAL *restrict target, const REAL *restrict source, slong exponent, size_t n)
{
    REAL *restrict y = ALIGNED(target);
    const REAL *restrict u = ALIGNED(source);
    REAL factor = MATH(ldexp)(1, (int)exponent);

    EACH y[i] = factor * u[i];
}

/* u^m, m >= 2, by repeated squaring. */
VECTORISED static void power(REAL *restrict target, const REAL *restrict source, ulong m, size_t n)
{
    REAL *restrict y = ALIGNED(target);
    const REAL *restrict u = ALIGNED(source);

    EACH y[i] = u[i];
    for (int bit = FLINT_BIT_COUNT(m) - 2; bit >= 0; bit--) {
        if (m >> bit & 1) EACH y[i] = y[i] * y[i] * u[i];
        else EACH y[i] = y[i] * y[i];
    }
}

/* h_(k+1) = (u h_k - sqrt(k) h_(k-1))/sqrt(k+1), He_(k+1) = u He_k - k He_(k-1). */
VECTORISED static void hermite(REAL *restrict target, const REAL *restrict source, slong m, int orthonormal,
                               size_t n)
{
    REAL *restrict y = ALIGNED(target);
    const REAL *restrict u = ALIGNED(source);
    REAL previous[BULK_BLOCK] __attribute__((aligned(64)));

    EACH previous[i] = 1;
    EACH y[i] = u[i];
    for (slong k = 1; k < m; k++) {
        REAL rise = orthonormal ? (REAL)(1 / sqrt(k + 1.0)) : 1;
        REAL fall = orthonormal ? (REAL)sqrt(k / (k + 1.0)) : (REAL)k;

        EACH
        {
            REAL next = rise * u[i] * y[i] - fall * previous[i];

            previous[i] = y[i];
            y[i] = next;
        }
    }
}

typedef void kernel_t(REAL *restrict, const REAL *restrict, size_t);

#define UNARY_ENTRY(number, row, value) [UNARY_##number] = apply_##row,
static kernel_t *const unary_kernel[UNARY_COUNT] = {ELEMENTARY_ROWS(UNARY_ENTRY)};

static const REAL *locate(slong operand, const REAL *slots, const REAL *x, const REAL *constants)
{
    if (operand >= 0) return slots + operand * BULK_BLOCK;
    return operand == TAPE_X ? x : constants + TAPE_CONSTANT(operand) * BULK_BLOCK;
}

const REAL *RUN(REAL *slots, const REAL *x, size_t n, const bulk_struct *bulk, slong at)
{
    const REAL *constants = bulk->CONSTANT;
    REAL *y = slots;

    for (slong j = 0; j < bulk->length; j++) {
        const instruction_t *step = bulk->instruction + j;
        const REAL *a = locate(step->a, slots, x, constants), *b = locate(step->b, slots, x, constants);
        const REAL *c = locate(step->c, slots, x, constants);

        y = slots + step->target * BULK_BLOCK;
        switch (step->operation) {
        case TAPE_ADD:
            add(y, a, b, n);
            break;
        case TAPE_SUB:
            subtract(y, a, b, n);
            break;
        case TAPE_MUL:
            multiply(y, a, b, n);
            break;
        case TAPE_MULADD:
            multiply_add(y, a, b, c, n);
            break;
        case TAPE_SCALE:
            scale(y, a, step->number, n);
            break;
        case TAPE_POWER:
            power(y, a, step->number, n);
            break;
        case TAPE_DIV:
            divide(y, a, b, n);
            break;
        case TAPE_UNARY:
            unary_kernel[step->function](y, a, n);
            break;
        case TAPE_HERMITE:
            hermite(y, a, step->number, step->orthonormal, n);
            break;
        default:
            memcpy(y, a, n * sizeof(REAL));
        }
        if (j == at) memcpy(slots + (bulk->slot_count + 1) * BULK_BLOCK, y, n * sizeof(REAL));
    }
    return y;
}

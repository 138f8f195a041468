/* Evaluating a function in machine arithmetic on whole arrays. */
#include <stdlib.h>
#include <string.h>

#include "function/evaluate/evaluate.h"
#include "function/evaluate/bulk.h"

#define ALIGNMENT 64

static void fill_constant(bulk_t bulk, slong index, const arb_t value)
{
    double midpoint = arf_get_d(arb_midref(value), ARF_RND_NEAR);

    for (slong i = index * BULK_BLOCK; i < (index + 1) * BULK_BLOCK; i++) {
        bulk->constant_double[i] = midpoint;
        bulk->constant_float[i] = (float)midpoint;
    }
}

/* Reading an expectation becomes copying a constant. */
static void freeze_expectations(bulk_t bulk)
{
    for (slong i = 0; i < bulk->length; i++) {
        instruction_t *step = bulk->instruction + i;

        if (step->operation != TAPE_EXPECTATION) continue;
        fill_constant(bulk, bulk->constant_count, step->node->expectation);
        step->operation = TAPE_COPY;
        step->a = TAPE_CONSTANT(bulk->constant_count);
        bulk->constant_count++;
    }
}

bulk_t bulk_new(const wane_function_t f)
{
    const wane_node_t *root = node_root(f);
    tape_t *tape = tape_of(root);
    arb_srcptr constant = tape_constants(tape, 64);
    bulk_t bulk = flint_calloc(1, sizeof(*bulk));
    slong most_constants = tape->constant_count + tape->length;

    bulk->length = tape->length;
    bulk->slot_count = tape->slot_count;
    bulk->instruction = flint_malloc(tape->length * sizeof(instruction_t));
    memcpy(bulk->instruction, tape->instruction, tape->length * sizeof(instruction_t));
    bulk->constant_float = aligned_alloc(ALIGNMENT, most_constants * BULK_BLOCK * sizeof(float));
    bulk->constant_double = aligned_alloc(ALIGNMENT, most_constants * BULK_BLOCK * sizeof(double));
    if (bulk->constant_float == NULL || bulk->constant_double == NULL)
        flint_throw(FLINT_ERROR, "out of memory\n");
    for (slong i = 0; i < tape->constant_count; i++) fill_constant(bulk, i, constant + i);
    bulk->constant_count = tape->constant_count;
    freeze_expectations(bulk);
    node_release(root);
    return bulk;
}

void bulk_free(bulk_t bulk)
{
    if (bulk == NULL) return;
    free(bulk->constant_float);
    free(bulk->constant_double);
    flint_free(bulk->instruction);
    flint_free(bulk);
}

static size_t padded(size_t n)
{
    return (n + BULK_VECTOR - 1) / BULK_VECTOR * BULK_VECTOR;
}

/* Two slots more than the program has: the block of x, filled up with zeros, and what an instruction computes. */
#define EVALUATE(REAL, run, keep)                                                                            \
    REAL *slots = aligned_alloc(ALIGNMENT, (bulk->slot_count + 2) * BULK_BLOCK * sizeof(REAL));              \
    REAL *block;                                                                                             \
                                                                                                             \
    if (slots == NULL) flint_throw(FLINT_ERROR, "out of memory\n");                                          \
    block = slots + bulk->slot_count * BULK_BLOCK;                                                           \
    for (size_t start = 0; start < n; start += BULK_BLOCK) {                                                 \
        size_t count = n - start < BULK_BLOCK ? n - start : BULK_BLOCK;                                      \
                                                                                                             \
        memcpy(block, x + start, count * sizeof(REAL));                                                      \
        memset(block + count, 0, (padded(count) - count) * sizeof(REAL));                                    \
        const REAL *value = run(slots, block, padded(count), bulk, at);                                      \
        keep;                                                                                                \
        memcpy(y + start, value, count * sizeof(REAL));                                                      \
    }                                                                                                        \
    free(slots)

void bulk_evaluate_float(float *y, const float *x, size_t n, const bulk_struct *bulk)
{
    const slong at = -1;
    EVALUATE(float, bulk_run_float, (void)0);
}

void bulk_evaluate_double(double *y, const double *x, size_t n, const bulk_struct *bulk)
{
    const slong at = -1;
    EVALUATE(double, bulk_run_double, (void)0);
}

static void both_float(float *kept, float *y, const float *x, size_t n, const bulk_struct *bulk, slong at)
{
    EVALUATE(float, bulk_run_float, memcpy(kept + start, block + BULK_BLOCK, count * sizeof(float)));
}

static void both_double(double *kept, double *y, const double *x, size_t n, const bulk_struct *bulk, slong at)
{
    EVALUATE(double, bulk_run_double, memcpy(kept + start, block + BULK_BLOCK, count * sizeof(double)));
}

void bulk_evaluate_pair_float(float *y, float *z, const float *x, size_t n, const bulk_pair_t *pair)
{
    if (pair->at >= 0) both_float(y, z, x, n, pair->g, pair->at);
    else bulk_evaluate_float(y, x, n, pair->f), bulk_evaluate_float(z, x, n, pair->g);
}

void bulk_evaluate_pair_double(double *y, double *z, const double *x, size_t n, const bulk_pair_t *pair)
{
    if (pair->at >= 0) both_double(y, z, x, n, pair->g, pair->at);
    else bulk_evaluate_double(y, x, n, pair->f), bulk_evaluate_double(z, x, n, pair->g);
}

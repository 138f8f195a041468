/* Whether one program computes the value of another on its way. */
#include <stdint.h>
#include <string.h>

#include "function/evaluate/bulk.h"

typedef struct {
    const bulk_struct *f, *g;
    signed char *known; /* of each pair of instructions: 0, or 1 + whether they compute the same */
} comparison_t;

static int same_value(comparison_t *c, slong i, slong j);

/* The instruction that wrote what instruction i reads from a slot. */
static slong writer(const bulk_struct *bulk, slong i, slong slot)
{
    while (bulk->instruction[--i].target != slot) continue;
    return i;
}

/* Zeros of two signs differ, NaN is itself. */
static int same_bits(double x, double y)
{
    uint64_t p, q;
    memcpy(&p, &x, sizeof p);
    memcpy(&q, &y, sizeof q);
    return p == q;
}

static int same_operand(comparison_t *c, slong i, slong a, slong j, slong b)
{
    if ((a >= 0) != (b >= 0) || (a == TAPE_X) != (b == TAPE_X)) return 0;
    if (a >= 0) return same_value(c, writer(c->f, i, a), writer(c->g, j, b));
    return a == TAPE_X || same_bits(c->f->constant_double[TAPE_CONSTANT(a) * BULK_BLOCK],
                                    c->g->constant_double[TAPE_CONSTANT(b) * BULK_BLOCK]);
}

static int same_value(comparison_t *c, slong i, slong j)
{
    const instruction_t *p = c->f->instruction + i, *q = c->g->instruction + j;
    signed char *known = c->known + i * c->g->length + j;
    if (*known == 0)
        *known = 1 + (p->operation == q->operation && p->number == q->number && p->function == q->function &&
                      p->orthonormal == q->orthonormal && same_operand(c, i, p->a, j, q->a) &&
                      same_operand(c, i, p->b, j, q->b) && same_operand(c, i, p->c, j, q->c));
    return *known - 1;
}

#define MOST_PAIRS 1000000 /* of instructions to compare */

bulk_pair_t bulk_pair(const bulk_struct *f, const bulk_struct *g)
{
    bulk_pair_t pair = {f, g, -1};
    if (f->length > MOST_PAIRS / g->length) return pair;
    comparison_t c = {f, g, flint_calloc((size_t)(f->length * g->length), 1)};
    for (slong j = 0; j < g->length && pair.at < 0; j++)
        if (same_value(&c, f->length - 1, j)) pair.at = j;
    flint_free(c.known);
    return pair;
}

/* Comparisons as functions that are 1 where they hold and 0 elsewhere. */
#include "base/scoped.h"
#include "function/text/reader.h"

#define STEP(u) node_unary(UNARY_STEP, u)

typedef struct {
    const wane_node_t *lower, *upper; /* lower < upper is to hold */
    int turned;                       /* written as upper > lower */
} comparison_t;

static int accept_sign(reader_t *r, int *turned)
{
    *turned = reader_accept(r, '>');
    if (!*turned && !reader_accept(r, '<')) return 0;
    if (r->text[r->position] == '=') r->position++; /* a single point, or a function constant there */
    return 1;
}

static const wane_node_t *difference(const wane_node_t *a, const wane_node_t *b)
{
    return node_sub(node_keep(a), node_keep(b));
}

/* 1_(a < b) */
static const wane_node_t *holds(const comparison_t *c)
{
    return STEP(difference(c->upper, c->lower));
}

/* 1_(a < u < b) = step(u - a) - step(u - b) for numbers a <= b. */
static const wane_node_t *window(const comparison_t *first, const comparison_t *second)
{
    const wane_node_t *a = first->lower, *u = first->upper, *b = second->upper;

    if (first->turned) { /* b > u > a */
        a = second->lower;
        u = first->lower;
        b = first->upper;
    }
    if (a->kind != NODE_RATIONAL || b->kind != NODE_RATIONAL || fmpq_cmp(a->value, b->value) > 0)
        return node_mul(holds(first), holds(second));
    return node_sub(STEP(difference(u, a)), STEP(difference(u, b)));
}

const wane_node_t *reader_condition(reader_t *r, int *is_condition)
{
    const wane_node_t *side[3] = {reader_expression(r), NULL, NULL}, *result = NULL;
    comparison_t comparison[2];
    int count = 0, turned;

    while (count < 2 && side[count] != NULL && accept_sign(r, &turned)) {
        const wane_node_t *a = side[count], *b = side[count + 1] = reader_expression(r);

        comparison[count++] = (comparison_t){turned ? b : a, turned ? a : b, turned};
    }
    *is_condition = count > 0;
    if (r->failed) {
    } else if (count == 0) {
        return side[0];
    } else {
        const slong column = r->position;

        if (count == 1) result = holds(comparison);
        else if (comparison[0].turned == comparison[1].turned) result = window(comparison, comparison + 1);
        else reader_fail(r, column, "expected comparisons in one direction, as in -1 < x < 1");
        if (result != NULL) result = reader_limited(r, column, result);
    }
    for (int i = 0; i < 3; i++) node_release(side[i]);
    return result;
}

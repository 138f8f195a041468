/* c f(u) + d f(-u) = (c + d) f_even(u) + (c - d) f_odd(u), by the parts of derivations/11 (3): there (16). */
#include "base/scoped.h"
#include "function/canonical/terms.h"

/* The even and odd part of e^u, which stays where both would occur. */
static int merge_exponentials(sum_t sum, slong i, slong j)
{
    const int adds = fmpq_equal(sum->coefficient + i, sum->coefficient + j);
    const wane_node_t *u;

    SCOPED(fmpq, c, d);
    fmpq_neg(d, sum->coefficient + j);
    if (!adds && !fmpq_equal(sum->coefficient + i, d)) return 0;
    node_release(sum_take(d, sum, j)); /* j > i: the i-th stays where it is */
    u = sum_take(c, sum, i);
    sum_put(sum, c, 2, 1, adds ? UNARY(COSH, u) : UNARY(SINH, u));
    return 1;
}

static void merge(sum_t sum, slong i, slong j)
{
    const elementary_t *f = elementary_table[sum_function(sum, i)];
    const wane_node_t *u, *v;

    SCOPED(fmpq, c, d, leading);
    v = sum_take(d, sum, j);
    u = sum_take(c, sum, i);
    node_leading(leading, u);
    if (fmpq_sgn(leading) < 0) {
        const wane_node_t *w = u;

        u = v;
        v = w;
        fmpq_swap(c, d);
    }
    fmpq_add(leading, c, d);
    sum_put(sum, leading, 1, 1, node_of_rule(f->part[0], u, NULL));
    fmpq_sub(leading, c, d);
    sum_put(sum, leading, 1, 1, node_of_rule(f->part[1], u, NULL));
    node_release(u);
    node_release(v);
}

static int is_mirrored(const wane_node_t *u, const wane_node_t *v)
{
    const wane_node_t *w = node_negated(u);
    const int result = node_equal(w, v);

    node_release(w);
    return result;
}

int sum_merge_mirrored(sum_t sum)
{
    for (slong i = 0; i < sum->count; i++) {
        const unary_t function = sum_function(sum, i);
        const int is_exp = function == UNARY_EXP;

        if (function == UNARY_COUNT || function == UNARY_NEGATIVE_EXP) continue;
        if (!is_exp && elementary_table[function]->part[0] == NULL) continue;
        for (slong j = i + 1; j < sum->count; j++) {
            if (sum_function(sum, j) != function ||
                !is_mirrored(sum->term[i]->operand[0], sum->term[j]->operand[0]))
                continue;
            if (is_exp) {
                if (merge_exponentials(sum, i, j)) return 1;
                continue;
            }
            merge(sum, i, j);
            return 1;
        }
    }
    return 0;
}

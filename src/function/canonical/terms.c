/* Terms of sums, taken away and put back in another form. */
#include "function/canonical/terms.h"
#include "base/scoped.h"
#include "function/canonical/identity.h"

unary_t sum_function(const sum_t sum, slong i)
{
    return sum->term[i]->kind == NODE_UNARY ? sum->term[i]->function : UNARY_COUNT;
}

const wane_node_t *sum_take(fmpq_t c, sum_t sum, slong i)
{
    const wane_node_t *term = sum->term[i], *u = node_keep(term->operand[0]);
    const slong last = --sum->count;

    fmpq_swap(c, sum->coefficient + i);
    fmpq_swap(sum->coefficient + i, sum->coefficient + last);
    fmpq_clear(sum->coefficient + last);
    sum->term[i] = sum->term[last];
    node_release(term);
    return u;
}

void sum_put(sum_t sum, const fmpq_t c, slong p, ulong q, const wane_node_t *node)
{
    SCOPED(fmpq, d);
    fmpq_set_si(d, p, q);
    fmpq_mul(d, d, c);
    sum_add(sum, d, node);
    node_release(node);
}

static slong find(const sum_t sum, const wane_node_t *term)
{
    for (slong i = 0; i < sum->count; i++)
        if (node_equal(sum->term[i], term)) return i;
    return -1;
}

int sum_proportion(fmpq_t m, const sum_t sum, const wane_node_t *u)
{
    const slong count = u->kind == NODE_SUM ? u->count : 1;
    int same = 1;

    SCOPED(fmpq, ratio);
    for (slong i = 0; i < count && same; i++) {
        const slong j = find(sum, u->kind == NODE_SUM ? u->operand[i] : u);

        same = j >= 0 && !fmpq_is_zero(sum->coefficient + j) &&
               (u->kind != NODE_SUM || !fmpq_is_zero(u->coefficient + i));
        if (!same) break;
        if (u->kind == NODE_SUM) fmpq_div(ratio, sum->coefficient + j, u->coefficient + i);
        else fmpq_set(ratio, sum->coefficient + j);
        if (i == 0) fmpq_set(m, ratio);
        same = fmpq_equal(m, ratio);
    }
    return same;
}

int sum_identity(sum_t sum)
{
    int any = 0;

    for (slong i = 0; i < sum->count && !any; i++) any = sum_function(sum, i) != UNARY_COUNT;
    return any && (sum_merge_mirrored(sum) || sum_complement(sum) || sum_bend(sum) || sum_straighten(sum));
}

/* Terms of sums, taken away and put back in another form. */
#include "function/identity/terms.h"
#include "base/scoped.h"
#include "function/tree/identity.h"

wane_unary_t wane_sum_function(const wane_sum_t sum, slong i)
{
    return sum->term[i]->kind == WANE_NODE_UNARY ? sum->term[i]->function : WANE_UNARY_COUNT;
}

const wane_node_t *wane_sum_take(fmpq_t c, wane_sum_t sum, slong i)
{
    const wane_node_t *term = sum->term[i], *u = wane_node_keep(term->operand[0]);
    const slong last = --sum->count;

    fmpq_swap(c, sum->coefficient + i);
    fmpq_swap(sum->coefficient + i, sum->coefficient + last);
    fmpq_clear(sum->coefficient + last);
    sum->term[i] = sum->term[last];
    wane_node_release(term);
    return u;
}

void wane_sum_put(wane_sum_t sum, const fmpq_t c, slong p, ulong q, const wane_node_t *node)
{
    SCOPED(fmpq, d);
    fmpq_set_si(d, p, q);
    fmpq_mul(d, d, c);
    wane_sum_add(sum, d, node);
    wane_node_release(node);
}

static slong find(const wane_sum_t sum, const wane_node_t *term)
{
    for (slong i = 0; i < sum->count; i++)
        if (wane_node_equal(sum->term[i], term)) return i;
    return -1;
}

int wane_sum_proportion(fmpq_t m, const wane_sum_t sum, const wane_node_t *u)
{
    const slong count = u->kind == WANE_NODE_SUM ? u->count : 1;
    int same = 1;

    SCOPED(fmpq, ratio);
    for (slong i = 0; i < count && same; i++) {
        const slong j = find(sum, u->kind == WANE_NODE_SUM ? u->operand[i] : u);

        same = j >= 0 && !fmpq_is_zero(sum->coefficient + j) &&
               (u->kind != WANE_NODE_SUM || !fmpq_is_zero(u->coefficient + i));
        if (!same) break;
        if (u->kind == WANE_NODE_SUM) fmpq_div(ratio, sum->coefficient + j, u->coefficient + i);
        else fmpq_set(ratio, sum->coefficient + j);
        if (i == 0) fmpq_set(m, ratio);
        same = fmpq_equal(m, ratio);
    }
    return same;
}

int wane_sum_identity(wane_sum_t sum)
{
    int any = 0;

    for (slong i = 0; i < sum->count && !any; i++) any = wane_sum_function(sum, i) != WANE_UNARY_COUNT;
    return any && (wane_sum_merge_mirrored(sum) || wane_sum_complement(sum) || wane_sum_bend(sum) ||
                   wane_sum_straighten(sum));
}

/* f(u) - f(-u) = u, for relu and softplus, whose even parts are |u|/2 and log(2 cosh(u/2))
   (derivations/11 (3), (18)). */
#include "base/scoped.h"
#include "function/canonical/terms.h"

/* c relu(u) + r c u, c softplus(u) + r c u: reflected for r = -1, with the even part instead for r = -1/2, and
   for every r where relu(u) + r u has no bound to show. */
static int bend(sum_t sum, slong i, const fmpq_t r)
{
    const unary_t function = sum_function(sum, i);
    const int reflects = fmpq_cmp_si(r, -1) == 0;
    const int is_line = function == UNARY_RELU && sum->term[i]->operand[0]->degree == 1;
    const wane_node_t *u;

    SCOPED(fmpq, c, half);
    fmpq_set_si(half, -1, 2);
    if (!reflects && !is_line && !fmpq_equal(r, half)) return 0;
    u = sum_take(c, sum, i);
    if (reflects) {
        sum_put(sum, c, 1, 1, node_keep(u));
        sum_put(sum, c, 1, 1, node_unary(function, node_scale_ratio(u, -1, 1)));
        return 1;
    }
    sum_put(sum, c, 1, 1, node_of_rule(elementary_table[function]->part[0], u, NULL));
    sum_put(sum, c, 1, 1, node_of_rule(elementary_table[function]->part[1], u, NULL));
    node_release(u);
    return 1;
}

/* c |u| + r c u = 2c relu(r u) and c log(2 cosh u) + r c u = c softplus(2 r u), r = 1 or -1. */
static int unbend(sum_t sum, slong i, const fmpq_t r)
{
    const int is_abs = sum_function(sum, i) == UNARY_ABS;
    const int s = fmpq_sgn(r);
    const wane_node_t *u;

    SCOPED(fmpq, c);
    if (fmpq_cmp_si(r, s) != 0) return 0;
    u = sum_take(c, sum, i);
    sum_put(sum, c, -s, 1, node_keep(u));
    u = node_scale_ratio(u, is_abs ? s : 2 * s, 1);
    sum_put(sum, c, is_abs ? 2 : 1, 1, is_abs ? UNARY(RELU, u) : UNARY(SOFTPLUS, u));
    return 1;
}

static int is_bent(unary_t function)
{
    return function == UNARY_RELU || function == UNARY_SOFTPLUS;
}

static int is_even(unary_t function)
{
    return function == UNARY_ABS || function == UNARY_LOG2COSH;
}

/* With two of them, x belongs to neither: only what makes it vanish is done then. */
int sum_bend(sum_t sum)
{
    slong count = 0;

    SCOPED(fmpq, m);
    for (slong i = 0; i < sum->count; i++)
        count += is_bent(sum_function(sum, i)) || is_even(sum_function(sum, i));
    for (slong i = 0; i < sum->count && count == 1; i++) {
        const unary_t function = sum_function(sum, i);

        if ((!is_bent(function) && !is_even(function)) || fmpq_is_zero(sum->coefficient + i) ||
            !sum_proportion(m, sum, sum->term[i]->operand[0]))
            continue;
        fmpq_div(m, m, sum->coefficient + i);
        return is_bent(function) ? bend(sum, i, m) : unbend(sum, i, m);
    }
    return 0;
}

/* c relu(u) = c u/2 + c |u|/2: sums of kinks of lines of both signs, whose terms show no bound, become sums of
   even ones. */
int sum_straighten(sum_t sum)
{
    int rising = 0, falling = 0;
    slong relu = -1;

    for (slong i = 0; i < sum->count; i++) {
        const unary_t function = sum_function(sum, i);

        if (function != UNARY_RELU && function != UNARY_ABS) continue;
        if (sum->term[i]->operand[0]->degree != 1) continue;
        if (function == UNARY_RELU) relu = i;
        rising += fmpq_sgn(sum->coefficient + i) > 0;
        falling += fmpq_sgn(sum->coefficient + i) < 0;
    }
    if (relu < 0 || rising == 0 || falling == 0) return 0;
    const wane_node_t *u;

    SCOPED(fmpq, c);
    u = sum_take(c, sum, relu);
    sum_put(sum, c, 1, 2, node_keep(u));
    sum_put(sum, c, 1, 2, UNARY(ABS, u));
    return 1;
}

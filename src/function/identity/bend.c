/* f(u) - f(-u) = u, for relu and softplus, whose even parts are |u|/2 and log(2 cosh(u/2))
   (derivations/11 (3), (18)). */
#include "base/scoped.h"
#include "function/identity/terms.h"

/* c relu(u) + r c u, c softplus(u) + r c u: reflected for r = -1, with the even part instead for r = -1/2, and
   for every r where relu(u) + r u has no bound to show. */
static int bend(wane_sum_t sum, slong i, const fmpq_t r)
{
    const wane_unary_t function = wane_sum_function(sum, i);
    const int reflects = fmpq_cmp_si(r, -1) == 0;
    const int is_line = function == WANE_UNARY_RELU && sum->term[i]->operand[0]->degree == 1;
    const wane_node_t *u;

    SCOPED(fmpq, c, half);
    fmpq_set_si(half, -1, 2);
    if (!reflects && !is_line && !fmpq_equal(r, half)) return 0;
    u = wane_sum_take(c, sum, i);
    if (reflects) {
        wane_sum_put(sum, c, 1, 1, wane_node_keep(u));
        wane_sum_put(sum, c, 1, 1, wane_node_unary(function, wane_node_scale_ratio(u, -1, 1)));
        return 1;
    }
    wane_sum_put(sum, c, 1, 1, wane_node_of_rule(wane_elementary[function]->part[0], u, NULL));
    wane_sum_put(sum, c, 1, 1, wane_node_of_rule(wane_elementary[function]->part[1], u, NULL));
    wane_node_release(u);
    return 1;
}

/* c |u| + r c u = 2c relu(r u) and c log(2 cosh u) + r c u = c softplus(2 r u), r = 1 or -1. */
static int unbend(wane_sum_t sum, slong i, const fmpq_t r)
{
    const int is_abs = wane_sum_function(sum, i) == WANE_UNARY_ABS;
    const int s = fmpq_sgn(r);
    const wane_node_t *u;

    SCOPED(fmpq, c);
    if (fmpq_cmp_si(r, s) != 0) return 0;
    u = wane_sum_take(c, sum, i);
    wane_sum_put(sum, c, -s, 1, wane_node_keep(u));
    u = wane_node_scale_ratio(u, is_abs ? s : 2 * s, 1);
    wane_sum_put(sum, c, is_abs ? 2 : 1, 1, is_abs ? UNARY(RELU, u) : UNARY(SOFTPLUS, u));
    return 1;
}

static int is_bent(wane_unary_t function)
{
    return function == WANE_UNARY_RELU || function == WANE_UNARY_SOFTPLUS;
}

static int is_even(wane_unary_t function)
{
    return function == WANE_UNARY_ABS || function == WANE_UNARY_LOG2COSH;
}

/* With two of them, x belongs to neither: only what makes it vanish is done then. */
int wane_sum_bend(wane_sum_t sum)
{
    slong count = 0;

    SCOPED(fmpq, m);
    for (slong i = 0; i < sum->count; i++)
        count += is_bent(wane_sum_function(sum, i)) || is_even(wane_sum_function(sum, i));
    for (slong i = 0; i < sum->count && count == 1; i++) {
        const wane_unary_t function = wane_sum_function(sum, i);

        if ((!is_bent(function) && !is_even(function)) || fmpq_is_zero(sum->coefficient + i) ||
            !wane_sum_proportion(m, sum, sum->term[i]->operand[0]))
            continue;
        fmpq_div(m, m, sum->coefficient + i);
        return is_bent(function) ? bend(sum, i, m) : unbend(sum, i, m);
    }
    return 0;
}

/* c relu(u) = c u/2 + c |u|/2: sums of kinks of lines of both signs, whose terms show no bound, become sums of
   even ones. */
int wane_sum_straighten(wane_sum_t sum)
{
    int rising = 0, falling = 0;
    slong relu = -1;

    for (slong i = 0; i < sum->count; i++) {
        const wane_unary_t function = wane_sum_function(sum, i);

        if (function != WANE_UNARY_RELU && function != WANE_UNARY_ABS) continue;
        if (sum->term[i]->operand[0]->degree != 1) continue;
        if (function == WANE_UNARY_RELU) relu = i;
        rising += fmpq_sgn(sum->coefficient + i) > 0;
        falling += fmpq_sgn(sum->coefficient + i) < 0;
    }
    if (relu < 0 || rising == 0 || falling == 0) return 0;
    const wane_node_t *u;

    SCOPED(fmpq, c);
    u = wane_sum_take(c, sum, relu);
    wane_sum_put(sum, c, 1, 2, wane_node_keep(u));
    wane_sum_put(sum, c, 1, 2, UNARY(ABS, u));
    return 1;
}

/* The way in that belongs to a way out: derivations/16 (5). */
#include "base/scoped.h"
#include "manifold/limit/delayed_exit.h"
#include "base/zero_isolation.h"

typedef struct {
    const entry_exit_struct *growth;
    const arb_struct *W_out;
    slong prec;
} excess_t;

static int excess_sign(const excess_t *e, const arb_t a)
{
    SCOPED(arb, W);
    entry_exit_value(W, e->growth, a, e->prec);
    arb_sub(W, W, e->W_out, e->prec);
    return decided_sign(W);
}

static int excess_sign_at(const excess_t *e, const arf_t a)
{
    SCOPED(arb, x);
    arb_set_arf(x, a);
    return excess_sign(e, x);
}

static void middle(arf_t m, const arf_t x, const arf_t y)
{
    arf_add(m, x, y, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
}

/* Moves x, where the excess has the given sign, towards the undecided point y. */
static void approach(arf_t x, const arf_t y, int sign, const excess_t *e)
{
    SCOPED(arf, m, end);
    arf_set(end, y);
    for (slong i = 0; i < e->prec; i++) {
        middle(m, x, end);
        arf_swap(excess_sign_at(e, m) == sign ? x : end, m);
    }
}

/* Bisection between p and q, on whose sides the excess has the signs sign_p and -sign_p. */
static void bisect(arb_t root, arf_t p, arf_t q, int sign_p, const excess_t *e)
{
    SCOPED(arf, m);
    for (slong i = 0; i < e->prec + 8; i++) {
        middle(m, p, q);
        int sign = excess_sign_at(e, m);
        if (sign == 0) {
            approach(p, m, sign_p, e);
            approach(q, m, -sign_p, e);
            break;
        }
        arf_swap(sign == sign_p ? p : q, m);
    }
    if (arf_cmp(p, q) <= 0) arb_set_interval_arf(root, p, q, e->prec);
    else arb_set_interval_arf(root, q, p, e->prec);
}

/* The ends of the range, rounded away from its inside; an
   infinite one is replaced by a point beyond the root. */
static void outer_ends(arf_t p, arf_t q, const arb_t turn, const arb_struct *far, int sign_far,
                       const excess_t *e)
{
    int upwards = far == NULL || arf_cmp(arb_midref(turn), arb_midref(far)) < 0;
    if (upwards) arb_get_lbound_arf(p, turn, e->prec);
    else arb_get_ubound_arf(p, turn, e->prec);
    if (far != NULL) {
        if (upwards) arb_get_ubound_arf(q, far, e->prec);
        else arb_get_lbound_arf(q, far, e->prec);
        return;
    }
    arb_get_ubound_arf(q, turn, e->prec);
    arf_add_ui(q, q, 1, e->prec, ARF_RND_UP);
    while (excess_sign_at(e, q) != sign_far && arf_cmpabs_2exp_si(q, e->prec) < 0) arf_mul_2exp_si(q, q, 1);
}

int delayed_entry_solve(arb_t a_in, const entry_exit_t growth, const arb_t a_out, const arb_t turn,
                        const arb_struct *far, slong prec)
{
    SCOPED(arb, W_out, x, y);
    entry_exit_value(W_out, growth, a_out, prec);
    excess_t e = {growth, W_out, prec};
    arb_sub(x, a_out, turn, prec);
    arb_sub(y, growth->target, turn, prec);
    int beyond_turn = decided_sign(x) * decided_sign(y); /* 1: on the side of the target */
    arb_sub(x, growth->target, a_out, prec);
    int short_of_target = decided_sign(x) * decided_sign(y);
    int sign_turn = excess_sign(&e, turn), sign_far = far == NULL ? -1 : excess_sign(&e, far);
    int result = 0;
    if (beyond_turn < 0 || short_of_target < 0) result = -1;
    else if (beyond_turn > 0 && short_of_target > 0 && sign_turn != 0 && sign_far != 0)
        result = sign_turn == sign_far ? -1 : 1;
    if (result == 1) {
        SCOPED(arf, p, q);
        outer_ends(p, q, turn, far, sign_far, &e);
        bisect(a_in, p, q, sign_turn, &e);
        if (far == NULL && excess_sign_at(&e, q) != sign_far) result = 0;
    }
    return result;
}

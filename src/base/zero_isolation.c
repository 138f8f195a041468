#include "base/zero_isolation.h"

#include "base/scoped.h"

void bracket_list_init(bracket_list_t list)
{
    list->count = list->alloc = 0;
    list->bracket = NULL;
    arf_init(list->open_l);
    arf_init(list->open_r);
}

void bracket_list_reset(bracket_list_t list)
{
    for (slong i = 0; i < list->count; i++) {
        arf_clear(list->bracket[i].l);
        arf_clear(list->bracket[i].r);
    }
    list->count = 0;
    arf_zero(list->open_l);
    arf_zero(list->open_r);
}

void bracket_list_clear(bracket_list_t list)
{
    bracket_list_reset(list);
    arf_clear(list->open_l);
    arf_clear(list->open_r);
    flint_free(list->bracket);
}

static void append(bracket_list_t list, const arf_t l, const arf_t r, int sign_left)
{
    if (list->count == list->alloc) {
        list->alloc = 2 * list->alloc + 4;
        list->bracket = flint_realloc(list->bracket, list->alloc * sizeof(bracket_t));
    }
    bracket_t *b = list->bracket + list->count++;
    arf_init(b->l);
    arf_init(b->r);
    arf_set(b->l, l);
    arf_set(b->r, r);
    b->sign_left = sign_left;
}

int decided_sign(const arb_t x)
{
    if (arb_is_positive(x)) return 1;
    return arb_is_negative(x) ? -1 : 0;
}

/* 1, -1: the range is strictly of this sign; 0: it is not. */
static int range_sign(const arf_t lo, const arf_t hi)
{
    if (arf_sgn(lo) > 0) return 1;
    return arf_sgn(hi) < 0 ? -1 : 0;
}

/* Whether |f| stays positive on the piece because f cannot fall to 0 at slopes in [lo, hi] starting from the
   values at both ends, which have the same sign: derivations/07 (13). */
static int slopes_keep_sign(const sample_t l, const sample_t r, const arf_t lo, const arf_t hi, int sign)
{
    SCOPED(arb, down, up, width, fl, fr, x);
    /* |f|(l + t) >= |f|(l) - down t and |f|(r - t) >= |f|(r) - up t */
    arb_set_arf(sign > 0 ? up : down, hi);
    arb_set_arf(sign > 0 ? down : up, lo);
    arb_neg(sign > 0 ? down : up, sign > 0 ? down : up);
    arb_abs(fl, l->value);
    arb_abs(fr, r->value);
    arb_set_arf(width, r->R);
    arb_set_arf(x, l->R);
    arb_sub(width, width, x, 64);
    int keeps;
    if (!arb_is_finite(up) && !arb_is_finite(down)) {
        keeps = 0;
    } else if (!arb_is_finite(up)) {
        arb_mul(x, down, width, 64);
        keeps = arb_gt(fl, x);
    } else if (!arb_is_finite(down)) {
        arb_mul(x, up, width, 64);
        keeps = arb_gt(fr, x);
    } else { /* up fl + down fr > up down width */
        arb_mul(x, up, down, 64);
        arb_mul(x, x, width, 64);
        arb_mul(fl, fl, up, 64);
        arb_addmul(fl, fr, down, 64);
        keeps = arb_gt(fl, x);
    }
    return keeps;
}

typedef enum { PIECE_FREE, PIECE_ONE_ZERO, PIECE_OPEN } piece_t;

void sampler_range(sample_range_t range, const sampler_t *sampler, const sample_t l, const sample_t r)
{
    if (sampler->range == NULL) sample_range_set(range, l, r);
    else sampler->range(range, sampler->context, l, r);
}

static piece_t classify(const sampler_t *sampler, const sample_t l, const sample_t r)
{
    SCOPED(sample_range, range);
    piece_t result = PIECE_OPEN;
    int left = decided_sign(l->value), right = decided_sign(r->value);
    sampler_range(range, sampler, l, r);
    int monotone = range_sign(range->slope_lo, range->slope_hi), sign = range_sign(range->f_lo, range->f_hi);
    if (sign != 0) {
        if (sign != -left && sign != -right) result = PIECE_FREE; /* never on contradictory bounds */
    } else if (monotone != 0 && (left != 0 || arb_is_zero(l->value)) &&
               (right != 0 || arb_is_zero(r->value))) {
        result = right != 0 && right == -left ? PIECE_ONE_ZERO : PIECE_FREE;
    } else if (left != 0 && left == right && slopes_keep_sign(l, r, range->slope_lo, range->slope_hi, left)) {
        result = PIECE_FREE;
    }
    return result;
}

/* A point of (l, r) where the sign of f is decided: the middle, or near it. */
static int split_point(sample_t middle, const sampler_t *sampler, const sample_t l, const sample_t r,
                       slong *budget, slong prec)
{
    static const int sixteenths[] = {8, 9, 7, 11, 5};
    SCOPED(arf, width, m);
    int found = 0;
    for (int i = 0; i < 5 && !found && *budget > 0; i++) {
        arf_sub(width, r->R, l->R, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_si(m, width, sixteenths[i], ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(m, m, -4);
        arf_add(m, m, l->R, ARF_PREC_EXACT, ARF_RND_DOWN);
        sampler->sample(middle, sampler->context, m, prec);
        (*budget)--;
        found = decided_sign(middle->value) != 0;
    }
    return found;
}

static int leave_open(bracket_list_t list, const sample_t l, const sample_t r)
{
    if (!arf_equal(list->open_l, list->open_r)) return 0;
    arf_set(list->open_l, l->R);
    arf_set(list->open_r, r->R);
    return 0;
}

static int isolate_between(bracket_list_t list, const sampler_t *sampler, const sample_t l, const sample_t r,
                           slong *budget, slong prec, int depth)
{
    piece_t piece = classify(sampler, l, r);
    if (piece == PIECE_FREE) return 1;
    if (piece == PIECE_ONE_ZERO) {
        append(list, l->R, r->R, decided_sign(l->value));
        return 1;
    }
    if (depth > prec) return leave_open(list, l, r);
    SCOPED(sample, middle);
    if (!split_point(middle, sampler, l, r, budget, prec)) return leave_open(list, l, r);
    const int below = isolate_between(list, sampler, l, middle, budget, prec, depth + 1);
    if (!below && !sampler->all_pieces) return 0;
    return isolate_between(list, sampler, middle, r, budget, prec, depth + 1) && below;
}

int isolate_zeros(bracket_list_t list, const sampler_t *sampler, const arf_t l, const arf_t r, slong *budget,
                  slong prec)
{
    SCOPED(sample, left, right);
    sampler->sample(left, sampler->context, l, prec);
    sampler->sample(right, sampler->context, r, prec);
    return (decided_sign(left->value) != 0 || arb_is_zero(left->value)) &&
           isolate_between(list, sampler, left, right, budget, prec, 0);
}

/* The way by integration: each step is proved again, and what follows from the last box: derivations/17 (28)
   to (30), derivations/18 (23) to (26). */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"
#include "verify/flow/picard.h"
#include "verify/shape/verifier.h"

#define MOST_NODES 20000
#define ALLOWED_STEPS 400000
#define PICARD_PREC 96

typedef struct {
    slong count;
    arf_struct *t;
    state_box_t *at, *during;
} nodes_t;

static void nodes_init(nodes_t *nodes, slong count)
{
    nodes->count = count;
    nodes->t = flint_calloc((size_t)count, sizeof *nodes->t);
    nodes->at = flint_calloc((size_t)count, sizeof *nodes->at);
    nodes->during = flint_calloc((size_t)count, sizeof *nodes->during);
    for (slong i = 0; i < count; i++) {
        arf_init(nodes->t + i);
        verify_state_box_init(nodes->at + i);
        verify_state_box_init(nodes->during + i);
    }
}

static void nodes_clear(nodes_t *nodes)
{
    for (slong i = 0; i < nodes->count; i++) {
        arf_clear(nodes->t + i);
        verify_state_box_clear(nodes->at + i);
        verify_state_box_clear(nodes->during + i);
    }
    flint_free(nodes->t);
    flint_free(nodes->at);
    flint_free(nodes->during);
}

/* [[lo, hi], [lo, hi]] */
static int read_box(state_box_t *box, const json_t *json)
{
    int good = json_is_array(json) && json_array_size(json) == 2;
    SCOPED(verify_claim, claim);
    for (int i = 0; good && i < 2; i++) {
        good = verify_claim_read(claim, json_array_get(json, (size_t)i), 0);
        arf_set(box->lo + i, claim->lo);
        arf_set(box->hi + i, claim->hi);
    }
    return good;
}

/* [t, at, during], the last one with null. */
static int read_nodes(nodes_t *nodes, const json_t *list)
{
    for (slong i = 0; i < nodes->count; i++) {
        const json_t *node = json_array_get(list, (size_t)i), *during = json_array_get(node, 2);
        if (!json_is_array(node) || json_array_size(node) != 3 ||
            !verify_read_dyadic(nodes->t + i, json_array_get(node, 0)) ||
            !read_box(nodes->at + i, json_array_get(node, 1)))
            return 0;
        if (i + 1 < nodes->count ? !read_box(nodes->during + i, during) : !json_is_null(during)) return 0;
        if (i == 0 ? !arf_is_zero(nodes->t) : arf_cmp(nodes->t + i - 1, nodes->t + i) >= 0) return 0;
    }
    return 1;
}

static int contains_range(const arf_t lo, const arf_t hi, const range_t *range, int is_correlation)
{
    const fmpq *ends[2] = {&range->lo, &range->hi};
    int contains = 1;
    SCOPED(arb, x, end);
    for (int i = 0; i < 2; i++) {
        arb_set_fmpq(x, ends[i], PICARD_PREC);
        if (is_correlation) arb_atanh(x, x, PICARD_PREC);
        arb_set_arf(end, lo);
        contains = contains && arb_ge(x, end);
        arb_set_arf(end, hi);
        contains = contains && arb_le(x, end);
    }
    return contains;
}

/* The first box holds every start. */
static int check_first_box(const flow_struct *flow, const nodes_t *nodes)
{
    const state_box_t *box = nodes->at;
    range_t zero;
    int good = 1;
    fmpq_init(&zero.lo);
    fmpq_init(&zero.hi);
    const char *kind = flow->run->R0_kind;
    if (kind != NULL) good = kind[1] == 0;
    good = good && contains_range(box->lo, box->hi, kind != NULL ? &zero : &flow->run->R0, 1) &&
           contains_range(box->lo + 1, box->hi + 1, &flow->a0.range, 0);
    fmpq_clear(&zero.lo);
    fmpq_clear(&zero.hi);
    return good || verify_refuse(flow->run, "orbit: the first box does not hold every start");
}

static int check_steps(flow_struct *flow, const nodes_t *nodes)
{
    run_struct *run = flow->run;
    picard_t picard;
    slong i = 0;
    if (run->trusts) return 1;
    SCOPED(arb, eps);
    SCOPED(arf, h);
    verify_range_get_arb(eps, &flow->eps.range, PICARD_PREC);
    verify_picard_init(picard, verifier_pair(run->verifier, run->student, run->teacher, 1, 1),
                       verifier_pair(run->verifier, run->student, run->teacher, 1, -1), eps, ALLOWED_STEPS,
                       PICARD_PREC);
    int good = 1;
    for (; good && i + 1 < nodes->count; i++) {
        arf_sub(h, nodes->t + i + 1, nodes->t + i, ARF_PREC_EXACT, ARF_RND_DOWN);
        good = verify_picard(picard, nodes->at + i, nodes->during + i, nodes->at + i + 1, h);
    }
    if (!good) verify_refuse(run, "orbit: step %ld is not confirmed", (long)i - 1);
    else
        verify_proved(run, "orbit: %ld steps of integration, each again by Picard enclosures with %ld in all",
                      (long)nodes->count - 1, (long)(ALLOWED_STEPS - picard->steps));
    verify_picard_clear(picard);
    return good;
}

/* Where all of the box lies: 1 or -1, 0 for both sides. */
static int side(const state_box_t *box, int i)
{
    return arf_sgn(box->lo + i) > 0 ? 1 : arf_sgn(box->hi + i) < 0 ? -1 : 0;
}

/* |R| at the end of the box further away (or nearer), rounded to that side. */
static void correlation(arf_t R, const state_box_t *box, int sign, int further)
{
    SCOPED(arb, x);
    arb_set_arf(x, (sign > 0) == further ? box->hi : box->lo);
    arb_tanh(x, x, PICARD_PREC);
    arb_mul_si(x, x, sign, PICARD_PREC);
    if (further) arb_get_ubound_arf(R, x, PICARD_PREC);
    else arb_get_lbound_arf(R, x, PICARD_PREC);
}

/* Of sup |R| on the way, after its last change of sign: derivations/18 (25). */
static void peak_on_way(verify_claim_t peak, const nodes_t *nodes, int sign)
{
    slong last = nodes->count - 1, certain = last, first = last;
    SCOPED(arf, R);
    while (first > 0 && side(nodes->during + first - 1, 0) == sign) first--;
    while (certain > 0 && side(nodes->at + certain, 0) != -sign) certain--;
    arf_zero(peak->lo);
    arf_zero(peak->hi);
    for (slong i = certain; i <= last; i++) {
        correlation(R, nodes->at + i, sign, 0);
        if (i >= first) arf_max(peak->lo, peak->lo, R);
        correlation(R, i < last ? nodes->during + i : nodes->at + i, sign, 1);
        arf_max(peak->hi, peak->hi, R);
    }
}

/* The last box, turned, takes the place of the start. */
static int enter_last_box(flow_struct *flow, const nodes_t *nodes, const json_t *json)
{
    const state_box_t *box = nodes->at + nodes->count - 1;
    arf_t R;
    flow->R_sign = side(box, 0);
    flow->a_sign = side(box, 1);
    const json_t *a = json_object_get(json, "a"), *sign = json_object_get(json, "R");
    if (flow->R_sign == 0 || flow->a_sign == 0 || !json_is_integer(a) || !json_is_integer(sign) ||
        json_integer_value(a) != flow->a_sign || json_integer_value(sign) != flow->R_sign)
        return verify_refuse(flow->run, "orbit: a or R of the last box has not the sign claimed");
    arf_init(R);
    correlation(R, box, flow->R_sign, 0);
    arf_get_fmpq(&flow->R0.lo, R);
    correlation(R, box, flow->R_sign, 1);
    arf_get_fmpq(&flow->R0.hi, R);
    arf_get_fmpq(flow->a_sign > 0 ? &flow->a0.range.lo : &flow->a0.range.hi, box->lo + 1);
    arf_get_fmpq(flow->a_sign > 0 ? &flow->a0.range.hi : &flow->a0.range.lo, box->hi + 1);
    if (flow->a_sign < 0) {
        fmpq_neg(&flow->a0.range.lo, &flow->a0.range.lo);
        fmpq_neg(&flow->a0.range.hi, &flow->a0.range.hi);
    }
    flow->on_line = 0;
    int inside = arf_cmp_si(R, 1) < 0;
    arf_clear(R);
    return inside || verify_refuse(flow->run, "orbit: the last box is not told apart from R = 1");
}

int verify_flow_orbit(flow_struct *flow, const json_t *json)
{
    static const char *const keys[] = {"a", "R", "nodes", "arrival", NULL};
    const json_t *list = json_object_get(json, "nodes");
    const size_t count = json_array_size(list);
    nodes_t nodes;
    if (!verify_has_exactly(json, keys) || count < 1 || count > MOST_NODES)
        return verify_refuse(flow->run, "orbit: not well formed");
    if (flow->eps.all || flow->a0.all) return verify_refuse(flow->run, "orbit: eps and a0 have to be ranges");
    nodes_init(&nodes, (slong)count);
    int good = read_nodes(&nodes, list) || verify_refuse(flow->run, "orbit: a box is not well formed");
    good = good && check_first_box(flow, &nodes) && check_steps(flow, &nodes) &&
           enter_last_box(flow, &nodes, json);
    if (good) peak_on_way(flow->peak, &nodes, flow->R_sign);
    flow->entry = ENTRY_ARRIVED;
    nodes_clear(&nodes);
    return good;
}

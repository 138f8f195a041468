/* The bounds of one rise, cell by cell, and how far they carry: derivations/08 (6) to (11). */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"

#define MOST_CELLS 50000

/* One cell as claimed. */
typedef struct {
    arf_t R;
    int has[2]; /* upper, lower */
    flow_side_t side[2];
} cell_t;

typedef struct {
    flow_struct *flow;
    const json_t *list;
    slong count;
    const quantifier_t *eps;
    arf_t end;    /* of the last cell */
    cell_t cell;  /* the present one */
    arf_t next;   /* where it ends */
    int had[2];   /* the bounds over the cell before */
    arb_t due[2]; /* their values where the present cell begins */
    int corner;   /* a(0) = 0: the cell before had neither bound */
} march_t;

static void march_init(march_t *march, flow_struct *flow, const quantifier_t *eps)
{
    memset(march, 0, sizeof *march);
    march->flow = flow;
    march->eps = eps;
    arf_init(march->end);
    arf_init(march->next);
    arf_init(march->cell.R);
    for (int i = 0; i < 2; i++) {
        verify_side_init(march->cell.side + i);
        arb_init(march->due[i]);
    }
}

static void march_clear(march_t *march)
{
    arf_clear(march->end);
    arf_clear(march->next);
    arf_clear(march->cell.R);
    for (int i = 0; i < 2; i++) {
        verify_side_clear(march->cell.side + i);
        arb_clear(march->due[i]);
    }
}

static int read_side(int *has, flow_side_t *side, const json_t *json)
{
    *has = !json_is_null(json);
    return json_is_null(json) ||
           (json_is_array(json) && json_array_size(json) == 3 &&
            verify_read_dyadic(side->value, json_array_get(json, 0)) &&
            verify_read_dyadic(side->slope, json_array_get(json, 1)) &&
            verify_read_dyadic(side->bend, json_array_get(json, 2)) && arf_sgn(side->value) > 0);
}

/* [R, upper, lower], and where the next begins. */
static int read_cell(march_t *march, slong i)
{
    const json_t *json = json_array_get(march->list, (size_t)i),
                 *next = json_array_get(march->list, (size_t)i + 1);
    int good = json_is_array(json) && json_array_size(json) == 3 &&
               verify_read_dyadic(march->cell.R, json_array_get(json, 0)) &&
               read_side(march->cell.has, march->cell.side, json_array_get(json, 1)) &&
               read_side(march->cell.has + 1, march->cell.side + 1, json_array_get(json, 2));
    if (i + 1 == march->count) arf_set(march->next, march->end);
    else good = good && json_is_array(next) && verify_read_dyadic(march->next, json_array_get(next, 0));
    good = good && arf_sgn(march->cell.R) >= 0 && arf_cmp(march->cell.R, march->next) < 0 &&
           arf_cmp_si(march->next, 1) < 0;
    return good || verify_refuse(march->flow->run, "cell %ld is not well formed", (long)i);
}

static int compare(const arf_t x, const fmpq *y)
{
    SCOPED(fmpq, exact);
    arf_get_fmpq(exact, x);
    return fmpq_cmp(exact, y);
}

/* The first cell begins at R0, or covers its range, and its bounds hold a0. */
static int check_first(int *covers_start, march_t *march)
{
    flow_struct *flow = march->flow;
    const cell_t *cell = &march->cell;
    const range_t *R0 = &flow->R0, *a0 = &flow->a0.range;
    int at_start = compare(cell->R, &R0->lo) == 0 && fmpq_equal(&R0->lo, &R0->hi);
    *covers_start = !at_start;
    if (!at_start && !(compare(cell->R, &R0->lo) <= 0 && compare(march->next, &R0->hi) >= 0))
        return verify_refuse(flow->run, "the first cell does not hold R0");
    if (fmpq_is_zero(&a0->lo) && fmpq_sgn(&a0->hi) > 0) {
        return (at_start && arf_is_zero(cell->R) && cell->has[0] && !cell->has[1] &&
                compare(cell->side[0].value, &a0->hi) >= 0) ||
               verify_refuse(flow->run, "from a0 = 0 on the first cell has an upper bound alone");
    }
    if (fmpq_is_zero(&a0->lo)) { /* and so a0->hi */
        march->corner = 1;
        return (at_start && arf_is_zero(cell->R) && !cell->has[0] && !cell->has[1]) ||
               verify_refuse(flow->run, "from a0 = 0 the first cell has no bounds");
    }
    int good = (cell->has[0] || cell->has[1]) &&
               (!cell->has[0] || compare(cell->side[0].value, &a0->hi) >= 0) &&
               (!cell->has[1] || compare(cell->side[1].value, &a0->lo) <= 0) &&
               (at_start || (cell->has[0] && cell->has[1]));
    return good || verify_refuse(flow->run, "the first cell does not hold a0");
}

/* A bound goes on where the one before ended, or further outside; what is lost does not come back. */
static int check_chained(march_t *march, slong i)
{
    const cell_t *cell = &march->cell;
    int good = cell->has[0] || cell->has[1];
    if (march->corner) {
        march->corner = 0;
        return (cell->has[0] && cell->has[1] &&
                (march->flow->run->trusts || verify_flow_corner(march->flow, cell->R, cell->side[1].value,
                                                                cell->side[0].value, march->eps))) ||
               verify_refuse(march->flow->run, "beside a = 0 = R both bounds are expected");
    }
    SCOPED(arb, value);
    for (int k = 0; k < 2 && good; k++) {
        arb_set_arf(value, cell->side[k].value);
        if (cell->has[k])
            good = march->had[k] && (k == 0 ? arb_ge(value, march->due[k]) : arb_le(value, march->due[k]));
    }
    return good ||
           verify_refuse(march->flow->run, "the bounds of cell %ld do not continue those before", (long)i);
}

/* While P < 0, a > 0 has to be known. */
static int needs_both(const march_t *march)
{
    const flow_struct *flow = march->flow;
    return flow->on_line && arf_cmp(march->cell.R, flow->level[0].R->hi) < 0;
}

static int check_cell(march_t *march, rise_facts_t *facts, slong i)
{
    flow_struct *flow = march->flow;
    cell_t *cell = &march->cell;
    int covers_start = 0;
    if (!read_cell(march, i) || !(i == 0 ? check_first(&covers_start, march) : check_chained(march, i)))
        return 0;
    if (march->corner)
        return march->count > 1 || verify_refuse(flow->run, "beside a = 0 = R no cell follows");
    const flow_side_t *upper = cell->has[0] ? cell->side : NULL,
                      *lower = cell->has[1] ? cell->side + 1 : NULL;
    if (needs_both(march) && (upper == NULL || lower == NULL))
        return verify_refuse(flow->run, "while P < 0 both bounds are expected");
    if (!flow->run->trusts &&
        !(covers_start ? verify_flow_start_cell(flow, cell->R, march->next, upper, lower, march->eps)
                       : verify_flow_cell(flow, cell->R, march->next, upper, lower, march->eps)))
        return 0;
    SCOPED(arb, width);
    verify_rho_between(width, cell->R, march->next, flow->prec);
    for (int k = 0; k < 2; k++) {
        march->had[k] = cell->has[k];
        if (cell->has[k]) verify_side_at(march->due[k], cell->side + k, width, flow->prec);
    }
    if (cell->has[0]) arf_set(facts->reach, march->next);
    return 1;
}

/* The lower bound has come to a = A(R): the solution has turned before, derivations/08 (10). */
static int find_turn(march_t *march, rise_facts_t *facts)
{
    flow_struct *flow = march->flow;
    if (!march->had[1]) return 1;
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 2), S = P + DERIVATIVES, R = S + DERIVATIVES, G = R + 1;
    arb_set_arf(R, march->end);
    int allowed = verify_flow_evaluate(P, S, flow, R);
    verify_branch_form(G, P, S, march->due[1], flow->prec);
    facts->turns = allowed && arb_is_nonpositive(G);
    arf_set(facts->turn, march->end);
    _arb_vec_clear(P, 2 * DERIVATIVES + 2);
    return allowed;
}

/* The piece that holds R; -1 if not known. */
static slong piece_of(const flow_struct *flow, const arf_t R)
{
    for (slong i = 0; i + 1 < flow->level_count; i++)
        if (arf_cmp(flow->level[i].R->hi, R) <= 0 && arf_cmp(R, flow->level[i + 1].R->lo) < 0) return i;
    return -1;
}

/* derivations/08 (11), from the end of the cells, which R is known to reach: it came into that piece, where
   N < 0. */
static int check_settling(march_t *march, rise_facts_t *facts)
{
    flow_struct *flow = march->flow;
    slong piece = piece_of(flow, march->end);
    SCOPED(arb, a);
    if (march->count == 0) arb_set_fmpq(a, &flow->a0.range.lo, flow->prec);
    else arb_set(a, march->due[1]);
    int good = (march->count > 0 ? march->had[1] : !flow->a0.all && fmpq_equal(&flow->R0.lo, &flow->R0.hi)) &&
               piece >= 0 && piece_of(flow, facts->reach) == piece && flow->level[piece].N_sign < 0 &&
               flow->level[piece + 1].kind == LEVEL_SINK && arb_ge(a, flow->level[piece + 1].a) &&
               verify_nullcline_above(flow, march->end, piece + 1);
    facts->settles = good ? piece + 1 : -1;
    return good || verify_refuse(flow->run, "that R settles without passing the sink is not confirmed");
}

/* Where P < 0 at first, the bounds must have carried the solution to P > 0. */
static int reaches_landscape(const march_t *march, const rise_facts_t *facts)
{
    const flow_struct *flow = march->flow;
    return !flow->on_line || arf_is_zero(flow->level[0].R->hi) ||
           arf_cmp(facts->reach, flow->level[0].R->hi) > 0 ||
           verify_refuse(flow->run, "the solution is not shown to come to where P > 0");
}

/* The largest dyadic of the usual precision that is at most R0. */
static void set_start(arf_t R, const flow_struct *flow)
{
    SCOPED(arb, ball);
    arb_set_fmpq(ball, &flow->R0.lo, flow->prec);
    arb_get_lbound_arf(R, ball, flow->prec);
    if (arf_sgn(R) < 0) arf_zero(R);
}

int verify_flow_rise(flow_struct *flow, rise_facts_t *facts, const json_t *json, const quantifier_t *eps)
{
    static const char *const keys[] = {"eps", "cells", "end", "settles", NULL};
    const json_t *end = json_object_get(json, "end"), *settles = json_object_get(json, "settles");
    march_t march;
    if (!verify_has_exactly(json, keys) || !json_is_boolean(settles))
        return verify_refuse(flow->run, "a rise is not well formed");
    march_init(&march, flow, eps);
    march.list = json_object_get(json, "cells");
    march.count = json_is_array(march.list) ? (slong)json_array_size(march.list) : -1;
    set_start(facts->reach, flow);
    facts->turns = 0;
    facts->settles = -1;
    int good = march.count >= 0 && march.count <= MOST_CELLS &&
               (march.count == 0 ? json_is_null(end) : verify_read_dyadic(march.end, end));
    if (!good) verify_refuse(flow->run, "a rise is not well formed");
    if (good && march.count > 0 && (eps->all || flow->a0.all))
        good = verify_refuse(flow->run, "cells hold for ranges of eps and a0 only");
    if (march.count == 0) arf_set(march.end, facts->reach);
    for (slong i = 0; good && i < march.count; i++) good = check_cell(&march, facts, i);
    good = good && find_turn(&march, facts);
    if (good && json_is_true(settles)) good = check_settling(&march, facts);
    good = good && reaches_landscape(&march, facts);
    march_clear(&march);
    return good;
}

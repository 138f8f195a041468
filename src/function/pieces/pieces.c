/* Cutting a function at its kinks, innermost first: on a stretch where the inner kinks have settled on one
   branch, the argument of the next is analytic: derivations/12. */
#include <stdio.h>

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/pieces/breakpoints.h"
#include "function/facts/facts.h"
#include "function/node/node_map.h"
#include "function/pieces/pieces.h"
#include "function/facts/hermite_polynomial.h"
#include "function/facts/node_facts.h"

#define MOST_PIECES 10000

/* A node that is not analytic where its analytic argument vanishes. */
typedef struct {
    const wane_node_t *node;
    slong column;
    int settled; /* the zeros of its argument are known */
} kink_t;

typedef struct {
    function_stretch_t stretch;
    const wane_node_t *node;
} part_t;

typedef struct {
    zeros_t pool;
    part_t *part; /* from left to right */
    slong count, alloc;
    wane_message_struct *message;
} context_t;

void pieces_init(pieces_t pieces)
{
    pieces->count = 0;
    pieces->breakpoint = NULL;
    pieces->minimal = NULL;
    pieces->piece = flint_malloc(sizeof(wane_function_struct));
    wane_function_init(pieces->piece);
}

void pieces_clear(pieces_t pieces)
{
    for (slong i = 0; i <= pieces->count; i++) wane_function_clear(pieces->piece + i);
    flint_free(pieces->piece);
    if (pieces->breakpoint != NULL) _arb_vec_clear(pieces->breakpoint, pieces->count);
    for (slong i = 0; pieces->minimal != NULL && i < pieces->count; i++) fmpz_poly_clear(pieces->minimal + i);
    flint_free(pieces->minimal);
}

/* ---- the innermost kinks ---- */

typedef struct {
    kink_t *kink;
    slong count, alloc;
    node_map_t kinked; /* node -> itself if it contains kinks, NULL if not */
} kinks_t;

static int vanishes(const wane_node_t *u)
{
    wane_function_t f = {{u}};
    int result;

    if (u->degree == NOT_A_POLYNOMIAL) return 0;
    SCOPED(surd_poly, p);
    result = function_hermite_polynomial(p, f, 64) && p->length == 0;
    return result;
}

/* A constant stays as it is where its argument, an interval, say, may have either sign. */
static int has_branch(const wane_node_t *node)
{
    function_stretch_t line = {NULL, NULL};

    return !node->is_constant || vanishes(node->operand[0]) || stretch_sign(node->operand[0], line) != 0;
}

/* 1 if node contains a kink. */
static int collect(kinks_t *kinks, const wane_node_t *node, slong column)
{
    const void *known;
    int inner = 0;

    if (node->kind == NODE_EXPECTATION) return 0;
    if (node_map_get(&known, kinks->kinked, node)) return known != NULL;
    if (node->column > 0) column = node->column;
    for (slong i = 0; i < node->count; i++) inner |= collect(kinks, node->operand[i], column);
    if (!inner && node->kind == NODE_UNARY && elementary_table[node->function]->is_kinked &&
        has_branch(node)) {
        if (kinks->count == kinks->alloc) {
            kinks->alloc = 2 * kinks->alloc + 4;
            kinks->kink = flint_realloc(kinks->kink, kinks->alloc * sizeof(kink_t));
        }
        kinks->kink[kinks->count++] = (kink_t){node, column, 0};
        inner = 1;
    }
    node_map_put(kinks->kinked, node, inner ? node : NULL);
    return inner;
}

static void innermost_kinks(kinks_t *kinks, const wane_node_t *node)
{
    *kinks = (kinks_t){.kink = NULL};
    node_map_init(kinks->kinked);
    collect(kinks, node, 0);
    node_map_clear(kinks->kinked);
}

/* ---- branches ---- */

/* The kink where its argument is 0: a function that jumps may have any value of its range there. */
static const wane_node_t *at_zero(const wane_node_t *node)
{
    const elementary_t *f = elementary_table[node->function];
    const wane_node_t *value;

    if (!f->jumps) return node_unary(node->function, node_ratio(0, 1));
    SCOPED(fmpq, lower, upper);
    fmpq_set_si(lower, (slong)f->lower, 1);
    fmpq_set_si(upper, (slong)f->upper, 1);
    value = node_interval(lower, upper, NULL);
    return value;
}

/* node with every settled kink on its branch; NULL if a sign is not found. */
static const wane_node_t *branches(const kink_t **failed, const wane_node_t *node, const kinks_t *kinks,
                                   function_stretch_t stretch)
{
    const wane_node_t **from = flint_malloc(kinks->count * sizeof(*from));
    const wane_node_t **to = flint_malloc(kinks->count * sizeof(*to)), *result = NULL;
    slong count = 0;
    int known = 1;

    for (slong i = 0; i < kinks->count && known; i++) {
        const kink_t *kink = kinks->kink + i;
        int sign;

        if (!kink->settled) continue;
        from[count] = kink->node;
        if (vanishes(kink->node->operand[0])) {
            to[count++] = at_zero(kink->node);
            continue;
        }
        sign = stretch_sign(kink->node->operand[0], stretch);
        known = sign != 0;
        if (known)
            to[count++] = node_of_rule(elementary_table[kink->node->function]->branch[sign > 0],
                                       kink->node->operand[0], NULL);
        else *failed = kink;
    }
    if (known) result = node_substitute(node, from, to, count);
    for (slong i = 0; i < count; i++) node_release(to[i]);
    flint_free(from);
    flint_free(to);
    return result;
}

/* ---- cutting ---- */

static wane_status_t undecided(context_t *context, const kink_t *kink, const char *reason, double where)
{
    char place[128], why[256];

    if (kink->column > 0) snprintf(place, sizeof(place), " at column %ld", (long)kink->column);
    else place[0] = '\0';
    snprintf(why, sizeof(why), reason, where); /* the reasons are this module's own */
    return wane_message_set(context->message, WANE_UNDECIDED, kink->column,
                            "the zeros of the argument of %s%s could not be isolated: %s",
                            elementary_blamed(kink->node->function), place, why);
}

static void append(context_t *context, const wane_node_t *node, function_stretch_t stretch)
{
    if (context->count > 0 && node_equal(context->part[context->count - 1].node, node)) {
        context->part[context->count - 1].stretch.right = stretch.right; /* the formula does not change */
        return;
    }
    if (context->count == context->alloc) {
        context->alloc = 2 * context->alloc + 4;
        context->part = flint_realloc(context->part, context->alloc * sizeof(part_t));
    }
    context->part[context->count++] = (part_t){stretch, node_keep(node)};
}

static wane_status_t cut(context_t *context, const wane_node_t *node, function_stretch_t stretch);

/* The zeros of all settled arguments, in order; the last reason why one is not settled. */
static const char *settle(zeros_t sorted, double *where, const kink_t **failed, context_t *context,
                          kinks_t *kinks, function_stretch_t stretch)
{
    const char *reason = NULL;

    for (slong i = 0; i < kinks->count; i++) {
        kink_t *kink = kinks->kink + i;
        const wane_node_t *u = kink->node->operand[0];
        const char *problem = NULL;
        double near = 0;
        zeros_t found;

        zeros_init(found);
        if (!vanishes(u)) problem = breakpoints_find(found, &near, context->pool, u, stretch);
        for (slong j = 0; j < found->count && problem == NULL; j++)
            if (!breakpoints_insert(sorted, found->zero[j], stretch)) {
                near = arf_get_d(arb_midref(found->zero[j]->ball), ARF_RND_NEAR);
                problem = "one near x = %.3g could not be told from another breakpoint";
            }
        zeros_clear(found);
        kink->settled = problem == NULL;
        if (kink->settled || reason != NULL) continue;
        reason = problem;
        *where = near;
        *failed = kink;
    }
    return reason;
}

static wane_status_t cut_at(context_t *context, const wane_node_t *node, const kinks_t *kinks,
                            const zeros_t sorted, function_stretch_t stretch)
{
    wane_status_t status = WANE_OK;

    for (slong i = 0; i <= sorted->count && status == WANE_OK; i++) {
        function_stretch_t part = {i == 0 ? stretch.left : sorted->zero[i - 1],
                                   i == sorted->count ? stretch.right : sorted->zero[i]};
        const kink_t *failed = NULL;
        const wane_node_t *here = branches(&failed, node, kinks, part);

        if (here == NULL)
            return undecided(context, failed, "its sign between them is not seen; raise the precision", 0);
        status = cut(context, here, part);
        node_release(here);
    }
    return status;
}

/* Arguments that resist are tried again on shorter stretches, as long as some other kink goes away. */
static wane_status_t cut(context_t *context, const wane_node_t *node, function_stretch_t stretch)
{
    wane_status_t status = WANE_OK;
    const kink_t *failed = NULL;
    const char *reason;
    zeros_t sorted;
    double where = 0;
    kinks_t kinks;
    int any = 0;

    innermost_kinks(&kinks, node);
    zeros_init(sorted);
    if (kinks.count > 0) {
        reason = settle(sorted, &where, &failed, context, &kinks, stretch);
        for (slong i = 0; i < kinks.count; i++) any |= kinks.kink[i].settled;
        if (!any) status = undecided(context, failed, reason, where);
        else if (context->count + sorted->count > MOST_PIECES)
            status = undecided(context, kinks.kink, "there are too many of them", 0);
        else status = cut_at(context, node, &kinks, sorted, stretch);
    } else {
        append(context, node, stretch);
    }
    zeros_clear(sorted);
    flint_free(kinks.kink);
    return status;
}

/* ---- the result ---- */

static wane_status_t check_analytic(const context_t *context)
{
    for (slong i = 0; i < context->count; i++) {
        const wane_node_t *blamed;
        const part_t *part = context->part + i;

        if (stretch_analytic(&blamed, part->node, part->stretch)) continue;
        return wane_message_set(context->message, WANE_UNDECIDED, blamed->column,
                                "%s in the function is not seen to be analytic between the breakpoints and "
                                "at them, piece %ld of %ld",
                                blamed->kind == NODE_UNARY ? elementary_blamed(blamed->function)
                                                           : "a quotient",
                                (long)i + 1, (long)context->count);
    }
    return WANE_OK;
}

/* Refined to prec bits and still in order; 0 if not. */
static int refine(const context_t *context, slong prec)
{
    int ordered = 1;

    for (slong i = 0; i + 1 < context->count; i++) zero_refine(context->part[i].stretch.right, prec);
    for (slong i = 1; i + 1 < context->count && ordered; i++)
        ordered = zero_compare(context->part[i].stretch.left, context->part[i].stretch.right, prec) == -1;
    return ordered;
}

/* The zero of r sqrt(d) + s sqrt(e) x: x^2 = (r^2 d)/(s^2 e), irreducible unless that is a square. */
static void set_minimal_of_line(fmpz_poly_t minimal, const wane_node_t *argument)
{
    SCOPED(surd_poly, p);
    SCOPED(fmpq, first, second, t);
    fmpq *const square[2] = {first, second};
    if (!node_monic_hermite_polynomial(p, argument, 64) || p->length != 2) return;
    for (int i = 0; i < 2; i++) {
        const surd_struct *a = p->coefficient + i;

        if (!a->exact || a->length != 1) return;
        fmpq_mul(t, a->coefficient, a->coefficient);
        fmpq_mul_fmpz(square[i], t, a->radicand);
    }
    fmpq_div(t, square[0], square[1]);
    if (fmpz_is_square(fmpq_numref(t)) && fmpz_is_square(fmpq_denref(t))) return;
    fmpz_poly_set_coeff_fmpz(minimal, 2, fmpq_denref(t));
    fmpz_poly_set_coeff_fmpz(minimal, 0, fmpq_numref(t));
    fmpz_neg(minimal->coeffs, minimal->coeffs);
}

static void set_minimal(fmpz_poly_t minimal, const zero_struct *zero)
{
    fmpz_poly_init(minimal);
    if (zero->kind == ZERO_TRANSVERSAL) set_minimal_of_line(minimal, zero->argument);
    if (zero->kind == ZERO_ALGEBRAIC) {
        fmpz_poly_set(minimal, zero->minimal);
    } else if (zero->kind == ZERO_RATIONAL) { /* q x - p */
        fmpz_poly_set_coeff_fmpz(minimal, 1, fmpq_denref(zero->value));
        fmpz_poly_set_coeff_fmpz(minimal, 0, fmpq_numref(zero->value));
        fmpz_neg(minimal->coeffs, minimal->coeffs);
    }
}

static void store(pieces_t pieces, const context_t *context)
{
    pieces_clear(pieces);
    pieces->count = context->count - 1;
    pieces->breakpoint = pieces->count > 0 ? _arb_vec_init(pieces->count) : NULL;
    pieces->minimal = pieces->count > 0 ? flint_malloc(pieces->count * sizeof(fmpz_poly_struct)) : NULL;
    pieces->piece = flint_malloc(context->count * sizeof(wane_function_struct));
    for (slong i = 0; i < context->count; i++) {
        wane_function_init(pieces->piece + i);
        node_store(pieces->piece + i, node_keep(context->part[i].node));
        if (i == pieces->count) break;
        arb_set(pieces->breakpoint + i, context->part[i].stretch.right->ball);
        set_minimal(pieces->minimal + i, context->part[i].stretch.right);
    }
}

static wane_status_t find_pieces(pieces_t pieces, const wane_function_t f, const double *range, int to_ends,
                                 slong prec, wane_message_t message)
{
    const wane_node_t *root = node_root(f);
    wane_message_struct own;
    context_t context = {.message = message != NULL ? message : &own};
    function_stretch_t stretch = {NULL, NULL};
    wane_status_t status;

    zeros_init(context.pool);
    if (range != NULL) {
        SCOPED(fmpq, end);
        SCOPED(arf, exact);
        arf_set_d(exact, *range);
        arf_get_fmpq(end, exact);
        stretch.right = zero_new_rational(context.pool, end);
        fmpq_neg(end, end);
        stretch.left = zero_new_rational(context.pool, end);
    }
    status = cut(&context, root, stretch);
    if (status == WANE_OK && to_ends) status = check_analytic(&context);
    if (status == WANE_OK && !refine(&context, prec))
        status = wane_message_set(message, WANE_UNDECIDED, 0,
                                  "two breakpoints could not be told apart; raise the precision");
    if (status == WANE_OK) store(pieces, &context);
    for (slong i = 0; i < context.count; i++) node_release(context.part[i].node);
    flint_free(context.part);
    zero_pool_clear(context.pool);
    node_release(root);
    return status;
}

wane_status_t function_pieces(pieces_t pieces, const wane_function_t f, slong prec, wane_message_t message)
{
    return find_pieces(pieces, f, NULL, 1, prec, message);
}

wane_status_t function_rough_pieces(pieces_t pieces, const wane_function_t f, slong prec,
                                    wane_message_t message)
{
    return find_pieces(pieces, f, NULL, 0, prec, message);
}

wane_status_t function_pieces_within(pieces_t pieces, const wane_function_t f, double range, slong prec,
                                     wane_message_t message)
{
    return find_pieces(pieces, f, &range, 0, prec, message);
}

#include "hermite/closed/exact_zeros.h"

#include <flint/fmpq_poly.h>

#include "function/exact/surd.h"
#include "function/facts/hermite_polynomial.h"

#define MOST_DEGREE 1000 /* of the Hermite polynomials that are looked at */

/* One breakpoint b: polynomials in b stand for numbers of Q(b), modulo the minimal polynomial. */
typedef struct {
    fmpq_poly_t minimal;
    fmpq_poly_struct *jump;  /* per radicand d: sum_i a_i H_i, H_i a symbol, a_i sqrt(d) the jump at He_i */
    fmpq_poly_struct *he;    /* He_i(b), i below the width of the jumps */
    fmpq_poly_t before, now; /* He_(k-1)(b), He_k(b) */
    int is_rational;
    fmpq_t size; /* |b| of a rational one */
} edge_t;

typedef struct {
    edge_t *edge;
    slong count, width; /* edges; length of the jumps */
    fmpz *radicand;
    slong radicands;
} edges_t;

/* x := x b^1, reduced */
static void times_b(fmpq_poly_t y, const fmpq_poly_t x, const fmpq_poly_t minimal)
{
    fmpq_poly_shift_left(y, x, 1);
    fmpq_poly_rem(y, y, minimal);
}

/* next = b now - k before: from He_(k-1), He_k to He_k, He_(k+1). */
static void step(fmpq_poly_t before, fmpq_poly_t now, slong k, const fmpq_poly_t minimal)
{
    SCOPED(fmpq_poly, next);
    times_b(next, now, minimal);
    fmpq_poly_scalar_mul_si(before, before, k);
    fmpq_poly_sub(next, next, before);
    fmpq_poly_swap(before, now);
    fmpq_poly_swap(now, next);
}

static slong radicand_index(edges_t *edges, const fmpz_t radicand)
{
    for (slong j = 0; j < edges->radicands; j++)
        if (fmpz_equal(edges->radicand + j, radicand)) return j;
    edges->radicand = flint_realloc(edges->radicand, (size_t)(edges->radicands + 1) * sizeof(fmpz));
    fmpz_init_set(edges->radicand + edges->radicands, radicand);
    for (slong e = 0; e < edges->count; e++) {
        edge_t *edge = edges->edge + e;
        edge->jump = flint_realloc(edge->jump, (size_t)(edges->radicands + 1) * sizeof(fmpq_poly_struct));
        fmpq_poly_init(edge->jump + edges->radicands);
    }
    return edges->radicands++;
}

/* The jump at the e-th breakpoint gets sign times the piece. */
static void add_piece(edges_t *edges, slong e, const surd_poly_t p, int sign)
{
    SCOPED(fmpq, sum);
    for (slong i = 0; i < p->length; i++)
        for (slong t = 0; t < p->coefficient[i].length; t++) {
            const slong j = radicand_index(edges, p->coefficient[i].radicand + t);
            fmpq_poly_struct *jump = edges->edge[e].jump + j;
            fmpq_poly_get_coeff_fmpq(sum, jump, i);
            if (sign > 0) fmpq_add(sum, sum, p->coefficient[i].coefficient + t);
            else fmpq_sub(sum, sum, p->coefficient[i].coefficient + t);
            fmpq_poly_set_coeff_fmpq(jump, i, sum);
        }
}

static int is_exact(const surd_poly_t p)
{
    int exact = 1;
    for (slong i = 0; i < p->length; i++) exact = exact && p->coefficient[i].exact;
    return exact;
}

static void start_edge(edge_t *edge, slong width)
{
    const fmpq_poly_struct *minimal = edge->minimal;
    edge->he = flint_malloc((size_t)(width + 1) * sizeof(fmpq_poly_struct));
    fmpq_poly_init(edge->before);
    fmpq_poly_init(edge->now);
    fmpq_poly_one(edge->now); /* He_0; before is He_(-1) = 0 */
    for (slong i = 0; i < width; i++) {
        fmpq_poly_init(edge->he + i);
        fmpq_poly_set(edge->he + i, edge->now);
        step(edge->before, edge->now, i, minimal);
    }
}

/* Jumps and breakpoints; 0 if they are not all exact. */
static int set_edges(edges_t *edges, const pieces_t pieces)
{
    int exact = 1;
    SCOPED(surd_poly, p);
    for (slong i = 0; i <= pieces->count && exact; i++) {
        exact = node_monic_hermite_polynomial(p, pieces->piece[i].root, 64) && is_exact(p);
        if (!exact) break;
        edges->width = FLINT_MAX(edges->width, p->length);
        if (i > 0) add_piece(edges, i - 1, p, 1);
        if (i < pieces->count) add_piece(edges, i, p, -1);
    }
    for (slong e = 0; e < edges->count && exact; e++) {
        edge_t *edge = edges->edge + e;
        exact = !fmpz_poly_is_zero(pieces->minimal + e);
        if (!exact) break;
        fmpq_poly_set_fmpz_poly(edge->minimal, pieces->minimal + e);
        edge->is_rational = fmpz_poly_length(pieces->minimal + e) == 2;
        if (edge->is_rational) {
            fmpz_abs(fmpq_numref(edge->size), pieces->minimal[e].coeffs);
            fmpz_abs(fmpq_denref(edge->size), pieces->minimal[e].coeffs + 1);
            fmpq_canonicalise(edge->size);
        }
    }
    for (slong e = 0; e < edges->count && exact; e++) start_edge(edges->edge + e, edges->width);
    return exact;
}

static void clear_edges(edges_t *edges)
{
    for (slong e = 0; e < edges->count; e++) {
        edge_t *edge = edges->edge + e;
        for (slong j = 0; j < edges->radicands; j++) fmpq_poly_clear(edge->jump + j);
        for (slong i = 0; edge->he != NULL && i < edges->width; i++) fmpq_poly_clear(edge->he + i);
        if (edge->he != NULL) {
            fmpq_poly_clear(edge->before);
            fmpq_poly_clear(edge->now);
        }
        fmpq_poly_clear(edge->minimal);
        fmpq_clear(edge->size);
        flint_free(edge->jump);
        flint_free(edge->he);
    }
    for (slong j = 0; j < edges->radicands; j++) fmpz_clear(edges->radicand + j);
    flint_free(edges->radicand);
    flint_free(edges->edge);
}

/* sum_i a_i (k He_i He_(k-1) - i He_(i-1) He_k)/(k - i) at b, for k beyond all i */
static void contribution(fmpq_poly_t value, const edge_t *edge, const fmpq_poly_t jump, slong k)
{
    SCOPED(fmpq_poly, t, s);
    SCOPED(fmpq, a);
    fmpq_poly_zero(value);
    for (slong i = 0; i < fmpq_poly_length(jump); i++) {
        fmpq_poly_get_coeff_fmpq(a, jump, i);
        fmpq_poly_mul(t, edge->he + i, edge->before);
        fmpq_poly_scalar_mul_si(t, t, k);
        if (i > 0) {
            fmpq_poly_mul(s, edge->he + i - 1, edge->now);
            fmpq_poly_scalar_mul_si(s, s, i);
            fmpq_poly_sub(t, t, s);
        }
        fmpq_poly_scalar_mul_fmpq(t, t, a);
        fmpq_poly_scalar_div_si(t, t, k - i);
        fmpq_poly_add(value, value, t);
    }
    fmpq_poly_rem(value, value, edge->minimal);
}

/* The contributions of b and -b, which have one density if b is rational, or of b alone. */
static int vanishes_at(const edges_t *edges, slong e, slong j, slong k)
{
    const edge_t *edge = edges->edge + e;
    SCOPED(fmpq_poly, sum, other);
    contribution(sum, edge, edge->jump + j, k);
    for (slong f = 0; f < edges->count && edge->is_rational; f++) {
        const edge_t *mirrored = edges->edge + f;
        if (f == e || !mirrored->is_rational || !fmpq_equal(edge->size, mirrored->size)) continue;
        contribution(other, mirrored, mirrored->jump + j, k);
        fmpq_poly_add(sum, sum, other);
    }
    return fmpq_poly_is_zero(sum);
}

static int vanishes(const edges_t *edges, slong k)
{
    int zero = 1;
    for (slong e = 0; e < edges->count && zero; e++)
        for (slong j = 0; j < edges->radicands && zero; j++) zero = vanishes_at(edges, e, j, k);
    return zero;
}

static int is_open(const arb_t c)
{
    return arb_contains_zero(c) && !arb_is_zero(c);
}

void hermite_exact_zeros(arb_ptr c, slong length, const pieces_t pieces)
{
    edges_t edges = {.count = pieces->count};
    slong last = FLINT_MIN(length, MOST_DEGREE) - 1;
    while (last >= 0 && !is_open(c + last)) last--;
    if (last < 0 || pieces->count == 0 || pieces->minimal == NULL) return;
    edges.edge = flint_calloc((size_t)edges.count, sizeof(edge_t));
    for (slong e = 0; e < edges.count; e++) {
        fmpq_poly_init(edges.edge[e].minimal);
        fmpq_init(edges.edge[e].size);
    }
    if (set_edges(&edges, pieces)) {
        /* the edges stand at k = width */
        for (slong k = edges.width; k <= last; k++) {
            if (is_open(c + k) && vanishes(&edges, k)) arb_zero(c + k);
            for (slong e = 0; e < edges.count; e++)
                step(edges.edge[e].before, edges.edge[e].now, k, edges.edge[e].minimal);
        }
    }
    clear_edges(&edges);
}

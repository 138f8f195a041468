#include "function/exact/surd.h"
#include "base/scoped.h"
#include "hermite/closed/closed_form.h"
#include "function/facts/facts.h"
#include "hermite/closed/exact_zeros.h"
#include "hermite/closed/normal_law.h"
#include "hermite/closed/values_at_point.h"

/* jump[i] = the coefficient of h_i in (right piece - left piece), i < width. */
static void jump_of_pieces(arb_ptr jump, slong width, const surd_poly_t left, const surd_poly_t right,
                           slong prec)
{
    SCOPED(surd, difference, minus);
    for (slong i = 0; i < width; i++) {
        surd_set_fmpq(difference, (fmpq[]){{0, 1}});
        if (i < right->length) surd_set(difference, right->coefficient + i);
        if (i < left->length) {
            surd_neg(minus, left->coefficient + i);
            surd_add(difference, difference, minus, prec);
        }
        surd_get_arb(jump + i, difference, prec);
    }
}

/* c_k of h_i(x) 1_{x > b}: by Green's formula for the Hermite operator
     (k - i) E[h_i h_k 1_{x>b}] = (sqrt(k) h_i(b) h_{k-1}(b) - sqrt(i) h_{i-1}(b) h_k(b)) phi(b),  k != i,
   the diagonal by a recurrence: derivations/10 (6), (7). */
typedef struct {
    arb_ptr h;             /* h_k(b), k < length + 1 */
    arb_t density, beyond; /* phi(b), P(Z > b) */
    arb_ptr root;          /* sqrt(k) */
} edge_t;

static void off_diagonal(arb_t value, const edge_t *edge, slong i, slong k, slong prec)
{
    SCOPED(arb, t);
    arb_zero(value);
    if (k > 0) {
        arb_mul(value, edge->h + i, edge->h + k - 1, prec);
        arb_mul(value, value, edge->root + k, prec);
    }
    if (i > 0) {
        arb_mul(t, edge->h + i - 1, edge->h + k, prec);
        arb_submul(value, t, edge->root + i, prec);
    }
    arb_mul(value, value, edge->density, prec);
    arb_div_si(value, value, k - i, prec);
}

/* E[h_i^2 1_{x>b}] = P(Z > b) + sum_{j=1}^{i} h_j(b) h_{j-1}(b) phi(b)/sqrt(j) */
static void diagonal(arb_t value, const edge_t *edge, slong i, slong prec)
{
    SCOPED(arb, t);
    arb_zero(value);
    for (slong j = 1; j <= i; j++) {
        arb_mul(t, edge->h + j, edge->h + j - 1, prec);
        arb_div(t, t, edge->root + j, prec);
        arb_add(value, value, t, prec);
    }
    arb_mul(value, value, edge->density, prec);
    arb_add(value, value, edge->beyond, prec);
}

static void set_edge(edge_t *edge, const arb_t b, slong length, slong prec)
{
    arb_init(edge->density);
    arb_init(edge->beyond);
    edge->h = _arb_vec_init(length + 1);
    edge->root = _arb_vec_init(length + 1);
    hermite_values_at_point(edge->h, length + 1, b, prec);
    for (slong k = 1; k <= length; k++) arb_sqrt_ui(edge->root + k, (ulong)k, prec);
    hermite_normal_density(edge->density, b, prec);
    hermite_normal_beyond(edge->beyond, b, prec);
}

static void clear_edge(edge_t *edge, slong length)
{
    _arb_vec_clear(edge->h, length + 1);
    _arb_vec_clear(edge->root, length + 1);
    arb_clear(edge->density);
    arb_clear(edge->beyond);
}

static void add_edge(arb_ptr c, slong length, const arb_t b, arb_srcptr jump, slong width, slong prec)
{
    edge_t edge;
    SCOPED(arb, t);
    set_edge(&edge, b, FLINT_MAX(length, width), prec);
    for (slong i = 0; i < width; i++) {
        if (arb_is_zero(jump + i)) continue;
        for (slong k = 0; k < length; k++) {
            if (k == i) diagonal(t, &edge, i, prec);
            else off_diagonal(t, &edge, i, k, prec);
            arb_addmul(c + k, t, jump + i, prec);
        }
    }
    clear_edge(&edge, FLINT_MAX(length, width));
}

int hermite_piecewise_polynomial(arb_ptr c, slong length, const pieces_t pieces, slong prec)
{
    slong count = pieces->count + 1, width = 0;
    int all = 1;
    surd_poly_struct *p = flint_malloc((size_t)count * sizeof(surd_poly_struct));
    for (slong i = 0; i < count; i++) {
        surd_poly_init(p + i);
        all = all && function_hermite_polynomial(p + i, &pieces->piece[i], prec);
        width = FLINT_MAX(width, p[i].length);
    }
    if (all) {
        slong working = prec + 2 * (slong)FLINT_BIT_COUNT(length) + 16;
        SCOPED_VEC(arb, jump, FLINT_MAX(width, 1));
        _arb_vec_zero(c, length);
        for (slong k = 0; k < FLINT_MIN(length, p[0].length); k++)
            surd_get_arb(c + k, p[0].coefficient + k, working);
        for (slong i = 0; i < pieces->count; i++) {
            jump_of_pieces(jump, width, p + i, p + i + 1, working);
            add_edge(c, length, pieces->breakpoint + i, jump, width, working);
        }
        hermite_exact_zeros(c, length, pieces);
    }
    for (slong i = 0; i < count; i++) surd_poly_clear(p + i);
    flint_free(p);
    return all;
}

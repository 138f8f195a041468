/* Signs on the whole line: the half-lines by their ranges, the middle by bisection. */
#include <math.h>

#include "base/scoped.h"
#include "function/facts/range.h"

/* Pieces examined, and halvings of one piece, before giving up. */
#define MOST_PIECES 6000
#define MOST_HALVINGS 40
/* The middle reaches at least this far on both sides. */
#define REACH 16.0

static int holds(const range_t range, sign_claim_t claim)
{
    switch (claim) {
    case SIGN_POSITIVE:
        return arf_sgn(range->lower) > 0;
    case SIGN_NONNEGATIVE:
        return arf_sgn(range->lower) >= 0;
    default:
        return arf_sgn(range->lower) > 0 || arf_sgn(range->upper) < 0;
    }
}

/* bound = min(bound, |range|) */
static void lower_bound(mag_t bound, const range_t range)
{

    SCOPED(mag, here);
    if (arf_sgn(range->lower) > 0) arf_get_mag_lower(here, range->lower);
    else if (arf_sgn(range->upper) < 0) arf_get_mag_lower(here, range->upper);
    mag_min(bound, bound, here);
}

static int holds_on(mag_t bound, const wane_node_t *g, const range_t x, sign_claim_t claim)
{
    int result;

    SCOPED(range, range);
    result = node_range(range, g, x) && holds(range, claim);
    if (result) lower_bound(bound, range);
    return result;
}

/* The first of a few distances beyond which the claim holds on the side of the sign; 0 if none. */
static double far_distance(mag_t bound, const wane_node_t *g, sign_claim_t claim, int sign)
{
    static const double distance[] = {REACH, 64, 1024, 1048576};
    double found = 0;

    SCOPED(range, x);
    for (int i = 0; i < 4 && found == 0; i++) {
        range_everything(x);
        arf_set_d(sign > 0 ? x->lower : x->upper, sign * distance[i]);
        if (holds_on(bound, g, x, claim)) found = distance[i];
    }
    return found;
}

typedef struct {
    const wane_node_t *g;
    sign_claim_t claim;
    mag_ptr bound;
    double where;
    slong pieces;
} bisection_t;

/* Bisection at dyadic points, exact in doubles. */
static int prove_between(bisection_t *bisection, double left, double right, int depth)
{
    double middle = (left + right) / 2;
    int result;

    SCOPED(range, x);
    arf_set_d(x->lower, left);
    arf_set_d(x->upper, right);
    result = holds_on(bisection->bound, bisection->g, x, bisection->claim);
    if (result) return 1;
    bisection->where = fabs(right) < fabs(left) ? right : left;
    if (left < 0 && right > 0) bisection->where = 0;
    if (depth >= MOST_HALVINGS || ++bisection->pieces > MOST_PIECES || middle <= left || middle >= right)
        return 0;
    if (left + right < 0) /* the half nearer to 0 first: a failure there is the plainest to report */
        return prove_between(bisection, middle, right, depth + 1) &&
               prove_between(bisection, left, middle, depth + 1);
    return prove_between(bisection, left, middle, depth + 1) &&
           prove_between(bisection, middle, right, depth + 1);
}

int node_prove_sign(mag_t bound, double *where, const wane_node_t *g, sign_claim_t claim)
{
    bisection_t bisection = {g, claim, bound, 0, 0};
    double left, right;
    int result;

    mag_inf(bound);
    if (g->is_constant) {

        SCOPED(range, x);
        result = holds_on(bound, g, x, claim);
        *where = 0;
        return result;
    }
    left = far_distance(bound, g, claim, -1);
    right = far_distance(bound, g, claim, 1);
    /* Even where the far ends fail, a failure nearby is the better message. */
    result = prove_between(&bisection, -FLINT_MAX(left, REACH), FLINT_MAX(right, REACH), 0);
    *where = result ? INFINITY : bisection.where;
    return result && left > 0 && right > 0;
}

#define PIECES 256

int node_line_range(range_t range, const wane_node_t *node)
{
    int defined = 1;

    SCOPED(range, x, here);
    for (int i = -1; i <= PIECES && defined; i++) {
        range_everything(x);
        if (i >= 0) arf_set_d(x->lower, -REACH + i * (2 * REACH / PIECES));
        if (i < PIECES) arf_set_d(x->upper, -REACH + (i + 1) * (2 * REACH / PIECES));
        defined = node_range(here, node, x);
        if (!defined) break;
        if (i == -1) range_set(range, here);
        else range_union(range, range, here);
    }
    return defined;
}

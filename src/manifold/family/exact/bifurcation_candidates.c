#include "manifold/family/exact/bifurcation_candidates.h"

#include "base/scoped.h"

#include <flint/fmpz_mpoly_factor.h>
#include <flint/fmpz_poly_factor.h>

static const wane_event_t vanishes[SHAPE_COUNT] = {
    [SHAPE_N] = WANE_EVENT_NEUTRAL,
    [SHAPE_F] = WANE_EVENT_FOLDS_DEGENERATE,
    [SHAPE_P_PRIME] = WANE_EVENT_UNCORRELATED,
    [SHAPE_P] = WANE_EVENT_UNCORRELATED,
};
static const wane_event_t at_zero[SHAPE_COUNT] = {
    [SHAPE_N] = WANE_EVENT_EQUILIBRIUM_AT_ZERO,
    [SHAPE_F] = WANE_EVENT_FOLD_AT_ZERO,
    [SHAPE_P_PRIME] = WANE_EVENT_CROSSING_AT_ZERO,
    [SHAPE_P] = WANE_EVENT_ZERO_OF_P_AT_ZERO,
};
static const wane_event_t at_one[SHAPE_COUNT] = {
    [SHAPE_N] = WANE_EVENT_EQUILIBRIUM_AT_ONE,
    [SHAPE_F] = WANE_EVENT_FOLD_AT_ONE,
    [SHAPE_P_PRIME] = WANE_EVENT_CROSSING_AT_ONE,
    [SHAPE_P] = WANE_EVENT_ZERO_OF_P_AT_ONE,
};
static const wane_event_t collide[SHAPE_COUNT] = {
    [SHAPE_N] = WANE_EVENT_EQUILIBRIA_COLLIDE,
    [SHAPE_F] = WANE_EVENT_FOLDS_COLLIDE,
    [SHAPE_P_PRIME] = WANE_EVENT_CROSSINGS_COLLIDE,
    [SHAPE_P] = WANE_EVENT_ZEROS_OF_P_COLLIDE,
};

static candidate_t *candidate_of(candidates_t candidates, const fmpz_poly_t polynomial)
{
    for (slong i = 0; i < candidates->count; i++)
        if (fmpz_poly_equal(candidates->candidate[i].polynomial, polynomial))
            return candidates->candidate + i;
    candidates->candidate =
        flint_realloc(candidates->candidate, (candidates->count + 1) * sizeof(candidate_t));
    candidate_t *c = candidates->candidate + candidates->count++;
    fmpz_poly_init(c->polynomial);
    fmpz_poly_set(c->polynomial, polynomial);
    c->count = 0;
    c->suspicion = NULL;
    return c;
}

static void suspect(candidate_t *c, const suspicion_t *suspicion)
{
    for (slong i = 0; i < c->count; i++)
        if (c->suspicion[i].event == suspicion->event && c->suspicion[i].first == suspicion->first &&
            c->suspicion[i].second == suspicion->second)
            return;
    c->suspicion = flint_realloc(c->suspicion, (c->count + 1) * sizeof(suspicion_t));
    c->suspicion[c->count++] = *suspicion;
}

/* Suspects the roots of every irreducible factor of f, a polynomial in the parameter alone. */
static int suspect_roots(candidates_t candidates, const fmpz_mpoly_t f, const suspicion_t *suspicion)
{
    fmpz_poly_factor_t factors;
    SCOPED(fmpz_poly, polynomial);
    int univariate = fmpz_mpoly_get_fmpz_poly(polynomial, f, SHAPE_VARIABLE_B, candidates->shapes->ctx);
    if (univariate && fmpz_poly_degree(polynomial) > 0) {
        fmpz_poly_factor_init(factors);
        fmpz_poly_factor(factors, polynomial);
        for (slong i = 0; i < factors->num; i++) {
            if (fmpz_sgn(fmpz_poly_lead(factors->p + i)) < 0) fmpz_poly_neg(factors->p + i, factors->p + i);
            suspect(candidate_of(candidates, factors->p + i), suspicion);
        }
        fmpz_poly_factor_clear(factors);
    }
    return univariate;
}

static void add_curve(candidates_t candidates, const fmpz_mpoly_t g, shape_function_t f)
{
    const fmpz_mpoly_ctx_struct *ctx = candidates->shapes->ctx;
    for (slong i = 0; i < candidates->curve_count; i++)
        if (fmpz_mpoly_equal(candidates->curve[i].g, g, ctx)) {
            candidates->curve[i].shapes |= 1 << f;
            return;
        }
    candidates->curve = flint_realloc(candidates->curve, (candidates->curve_count + 1) * sizeof(curve_t));
    curve_t *curve = candidates->curve + candidates->curve_count++;
    fmpz_mpoly_init(curve->g, ctx);
    fmpz_mpoly_set(curve->g, g, ctx);
    curve->shapes = 1 << f;
}

static int is_R(const fmpz_mpoly_t g, const fmpz_mpoly_ctx_t ctx)
{
    return fmpz_mpoly_is_gen(g, SHAPE_VARIABLE_R, ctx);
}

/* The factors of one shape: powers of R say nothing,
   polynomials in b make the shape vanish, curves are kept. */
static int add_shape(candidates_t candidates, shape_function_t f)
{
    const fmpz_mpoly_ctx_struct *ctx = candidates->shapes->ctx;
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_t g;
    if (fmpz_mpoly_is_zero(candidates->shapes->shape[f], ctx)) return 1;
    fmpz_mpoly_factor_init(factors, ctx);
    fmpz_mpoly_init(g, ctx);
    int done = fmpz_mpoly_factor(factors, candidates->shapes->shape[f], ctx);
    for (slong i = 0; done && i < factors->num; i++) {
        fmpz_mpoly_factor_get_base(g, factors, i, ctx);
        if (fmpz_sgn(g->coeffs) < 0) fmpz_mpoly_neg(g, g, ctx);
        if (is_R(g, ctx)) continue;
        suspicion_t suspicion = {vanishes[f], 0, -1, -1};
        if (fmpz_mpoly_degree_si(g, SHAPE_VARIABLE_R, ctx) > 0) add_curve(candidates, g, f);
        else done = suspect_roots(candidates, g, &suspicion);
    }
    fmpz_mpoly_factor_clear(factors, ctx);
    fmpz_mpoly_clear(g, ctx);
    return done;
}

/* A common name for what happens where curves of these shapes share a point
   inside (0, 1): where P = 0 every other pair implies P = P' = 0, where P'
   = 0 the pair with A' implies P' = P'' = 0, see derivations/14 (5). */
static int meeting_event(wane_event_t *event, int first, int second)
{
    int both = first & second;
    for (int f = 0; f < SHAPE_COUNT; f++)
        if (both >> f & 1) {
            *event = collide[f];
            return 1;
        }
    int either = first | second;
    if ((either >> SHAPE_F & 1) == 0) return 0;
    if (either >> SHAPE_N & 1) *event = WANE_EVENT_FOLD_MEETS_EQUILIBRIUM;
    else if (either >> SHAPE_P & 1) *event = WANE_EVENT_FOLD_MEETS_ZERO_OF_P;
    else return 0;
    return 1;
}

static int suspect_ends(candidates_t candidates, slong i)
{
    const fmpz_mpoly_ctx_struct *ctx = candidates->shapes->ctx;
    const curve_t *curve = candidates->curve + i;
    fmpz_mpoly_t value;
    int done = 1;
    fmpz_mpoly_init(value, ctx);
    SCOPED(fmpz, end);
    for (int one = 0; one < 2 && done; one++) {
        fmpz_set_si(end, one);
        done = fmpz_mpoly_evaluate_one_fmpz(value, curve->g, SHAPE_VARIABLE_R, end, ctx);
        for (int f = 0; f < SHAPE_COUNT && done; f++) {
            suspicion_t suspicion = {one ? at_one[f] : at_zero[f], 0, i, -1};
            if (curve->shapes >> f & 1) done = suspect_roots(candidates, value, &suspicion);
        }
    }
    fmpz_mpoly_clear(value, ctx);
    return done;
}

static int suspect_double_zero(candidates_t candidates, slong i)
{
    const fmpz_mpoly_ctx_struct *ctx = candidates->shapes->ctx;
    const curve_t *curve = candidates->curve + i;
    suspicion_t suspicion = {WANE_EVENT_PICTURE_CHANGES, 1, i, -1};
    fmpz_mpoly_t discriminant;
    if (fmpz_mpoly_degree_si(curve->g, SHAPE_VARIABLE_R, ctx) < 2) return 1;
    fmpz_mpoly_init(discriminant, ctx);
    meeting_event(&suspicion.event, curve->shapes, curve->shapes);
    int done = fmpz_mpoly_discriminant(discriminant, curve->g, SHAPE_VARIABLE_R, ctx) &&
               suspect_roots(candidates, discriminant, &suspicion);
    fmpz_mpoly_clear(discriminant, ctx);
    return done;
}

static int suspect_meeting(candidates_t candidates, slong i, slong j)
{
    const fmpz_mpoly_ctx_struct *ctx = candidates->shapes->ctx;
    const curve_t *first = candidates->curve + i, *second = candidates->curve + j;
    suspicion_t suspicion = {WANE_EVENT_PICTURE_CHANGES, 1, i, j};
    fmpz_mpoly_t resultant;
    if (!meeting_event(&suspicion.event, first->shapes, second->shapes)) return 1;
    fmpz_mpoly_init(resultant, ctx);
    int done = fmpz_mpoly_resultant(resultant, first->g, second->g, SHAPE_VARIABLE_R, ctx) &&
               suspect_roots(candidates, resultant, &suspicion);
    fmpz_mpoly_clear(resultant, ctx);
    return done;
}

static int suspect_student(candidates_t candidates)
{
    suspicion_t mean = {WANE_EVENT_MEAN_VANISHES, 0, -1, -1};
    suspicion_t leading = {WANE_EVENT_STUDENT_LEADS_ELSEWHERE, 0, -1, -1};
    return suspect_roots(candidates, candidates->shapes->mean, &mean) &&
           suspect_roots(candidates, candidates->shapes->student_leading, &leading);
}

int candidates_init_set(candidates_t candidates, polynomial_shapes_t shapes)
{
    candidates->shapes = shapes;
    candidates->curve_count = candidates->count = 0;
    candidates->curve = NULL;
    candidates->candidate = NULL;
    int done = suspect_student(candidates);
    for (int f = 0; f < SHAPE_COUNT && done; f++) done = add_shape(candidates, f);
    for (slong i = 0; i < candidates->curve_count && done; i++) {
        done = suspect_ends(candidates, i) && suspect_double_zero(candidates, i);
        for (slong j = 0; j < i && done; j++) done = suspect_meeting(candidates, i, j);
    }
    return done;
}

void candidates_clear(candidates_t candidates)
{
    for (slong i = 0; i < candidates->curve_count; i++)
        fmpz_mpoly_clear(candidates->curve[i].g, candidates->shapes->ctx);
    for (slong i = 0; i < candidates->count; i++) {
        fmpz_poly_clear(candidates->candidate[i].polynomial);
        flint_free(candidates->candidate[i].suspicion);
    }
    flint_free(candidates->curve);
    flint_free(candidates->candidate);
}

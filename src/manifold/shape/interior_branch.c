#include "manifold/shape/interior_branch.h"

#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "manifold/shape/precision_loop.h"
#include "manifold/shape/small_R.h"
#include "manifold/shape/rough_range.h"

#include <stdlib.h>

#define COVERING_PREC 96
#define SAMPLE_BUDGET 3000
#define ROUGH_BUDGET 400 /* samples beside kinks cost more */

static const char *sign_name[SHAPE_COUNT] = {"the sign of N = PS' - 2P'S", "the sign of A'", "the sign of P'",
                                             "the sign of P"};

static void sample_small(sample_t sample, void *context, const arf_t R, slong prec)
{
    small_series_sample(sample, context, R, prec);
}

typedef struct {
    interior_branch_struct *branch;
    shape_function_t f;
} jet_context_t;

static void sample_jet(sample_t sample, void *context, const arf_t R, slong prec)
{
    jet_context_t *c = context;
    interior_branch_struct *branch = c->branch;
    if (prec == branch->cache->prec) {
        shape_function_sample(sample, c->f, jet_cache_get(branch->cache, R), prec);
    } else {
        SCOPED(kernel_jet, jet);
        kernel_jet_evaluate(jet, branch->kernels, R, prec);
        shape_function_sample(sample, c->f, jet, prec);
    }
    if (arf_is_one(R) && branch->kernels->steep && c->f == SHAPE_F)
        rough_fold_value_at_one(sample->value, branch->kernels, prec);
    if (branch->vanishes_at_one[c->f] && arf_is_one(R)) arb_zero(sample->value);
}

static void range_of_balls(sample_range_t range, void *context, const sample_t l, const sample_t r)
{
    jet_context_t *c = context;
    interior_branch_struct *branch = c->branch;
    const kernel_jet_struct *at_l = jet_cache_get(branch->cache, l->R);
    rough_shape_range(range, c->f, branch->kernels, at_l, jet_cache_get(branch->cache, r->R));
}

static sampler_t series_sampler(interior_branch_t branch, shape_function_t f)
{
    return (sampler_t){.sample = sample_small, .context = branch->small[f]};
}

static sampler_t jet_sampler(jet_context_t *context)
{
    return (sampler_t){.sample = sample_jet,
                       .range = context->branch->kernels->rough ? range_of_balls : NULL,
                       .context = context};
}

/* On (0, 1/2] by the power series at 0, on [1/2, 1) by jets; where they meet the sign must be decided. */
static int cover_by_both(bracket_list_t zeros, interior_branch_t branch, shape_function_t f, const arf_t one)
{
    static const int thirty_seconds[] = {16, 15, 14, 13};
    jet_context_t context = {branch, f};
    sampler_t near_zero = series_sampler(branch, f), beyond = jet_sampler(&context);
    slong prec = branch->cache->prec;
    SCOPED(arf, zero, middle);
    SCOPED(sample, sample);
    for (int i = 0; i < 4 && decided_sign(sample->value) == 0; i++) {
        arf_set_si_2exp_si(middle, thirty_seconds[i], -5);
        sample_jet(sample, &context, middle, prec);
    }
    int done = decided_sign(sample->value) != 0 &&
               isolate_zeros(zeros, &near_zero, zero, middle, &branch->budget, prec) &&
               isolate_zeros(zeros, &beyond, middle, one, &branch->budget, prec);
    return done;
}

/* Exact polynomials by their own coefficients, in which nothing is left to cancel: derivations/07 (22). */
static int cover_unit_interval(bracket_list_t zeros, interior_branch_t branch, shape_function_t f)
{
    const sampler_t series = series_sampler(branch, f);
    SCOPED(arf, zero, one);
    arf_one(one);
    if (branch->small[f]->is_whole)
        return isolate_zeros(zeros, &series, zero, one, &branch->budget, branch->cache->prec);
    return cover_by_both(zeros, branch, f, one);
}

/* A corner of the box of parameters in this orientation: the sign that f has on all of (0, 1), or 0. */
static int sign_at_corner(const kernels_struct *corner, const interior_branch_t branch, shape_function_t f)
{
    interior_branch_t member;
    SCOPED(bracket_list, zeros);
    if (corner == NULL) return 0;
    interior_branch_init_unmarked(member, corner, branch->kernels->a_sign, branch->kernels->R_sign);
    int sign = interior_branch_structural_sign(member, f);
    if (sign == 0 && !(interior_branch_zeros(zeros, &sign, member, f) && zeros->count == 0)) sign = 0;
    interior_branch_clear(member);
    return sign;
}

int interior_branch_corner_sign(const interior_branch_t branch, shape_function_t f)
{
    const kernels_struct *source = branch->kernels->source;
    if (source->corners == NULL) return 0;
    const int sign = sign_at_corner(kernel_corner(source, 0), branch, f);
    for (slong i = 1; sign != 0 && i < source->corners->count; i++)
        if (sign_at_corner(kernel_corner(source, i), branch, f) != sign) return 0;
    return sign;
}

/* "between |R| = 0.9998 and 1, where it is at most 3.1e-9 in size,". */
static void note_open(interior_branch_t branch, shape_function_t f, const bracket_list_t zeros)
{
    if (arf_equal(zeros->open_l, zeros->open_r)) {
        branch->open = base_text("near |R| = 1/2, where the series at 0 ends,");
        return;
    }
    SCOPED(kernel_values, at);
    SCOPED(arb, R, value);
    arb_set_interval_arf(R, zeros->open_l, zeros->open_r, branch->kernels->prec);
    oriented_kernels_evaluate(at, branch->kernels, R, branch->kernels->prec);
    shape_function_value(value, f, at->P, at->S, branch->kernels->prec);
    char *size = base_size_text(value), *from, *to;
    if (arf_is_one(zeros->open_r)) { /* 0.9999… would say less */
        SCOPED(arf, complement);
        arf_sub_ui(complement, zeros->open_l, 1, 64, ARF_RND_DOWN);
        arf_neg(complement, complement);
        from = base_text("1 - %s", to = base_decimal(complement, 3, 1));
        flint_free(to);
        to = base_text("1");
    } else {
        from = base_decimal(zeros->open_l, 9, -1);
        to = base_decimal(zeros->open_r, 9, 1);
    }
    branch->open = base_text("between |R| = %s and %s, where it is %s,", from, to, size);
    flint_free(from);
    flint_free(to);
    flint_free(size);
}

/* Most coverings need few bits; all that the kernels offer are used when those do not do. */
static int cover(bracket_list_t zeros, int *sign_near_zero, interior_branch_t branch, shape_function_t f)
{
    flint_free(branch->open);
    branch->open = NULL;
    if (branch->small[f]->status != LEADING_DECIDED) return 0;
    *sign_near_zero = decided_sign(branch->small[f]->g);
    branch->budget = branch->kernels->rough ? ROUGH_BUDGET : SAMPLE_BUDGET;
    int done = cover_unit_interval(zeros, branch, f);
    if (!done && branch->cache->prec < branch->kernels->prec) {
        jet_cache_clear(branch->cache);
        jet_cache_init(branch->cache, branch->kernels, branch->kernels->prec);
        bracket_list_reset(zeros);
        branch->budget = branch->kernels->rough ? ROUGH_BUDGET : SAMPLE_BUDGET;
        done = cover_unit_interval(zeros, branch, f);
    }
    if (!done) note_open(branch, f, zeros);
    if (!done) bracket_list_reset(zeros);
    return done;
}

/* All zeros of f at the corners, one after another, an interval for each that contains those of all corners. */
typedef struct {
    slong count;
    int sign_near_zero;
    arb_ptr hull;
} corner_zeros_t;

static int add_corner_zeros(corner_zeros_t *all, interior_branch_t member, shape_function_t f, int is_first)
{
    int sign;
    SCOPED(bracket_list, zeros);
    SCOPED(arb, root);
    if (!interior_branch_zeros(zeros, &sign, member, f)) return 0;
    if (is_first) {
        all->count = zeros->count;
        all->sign_near_zero = sign;
        all->hull = _arb_vec_init(zeros->count);
    }
    int same = all->count == zeros->count && all->sign_near_zero == sign;
    for (slong i = 0; same && i < zeros->count; i++) {
        interior_branch_refine(root, member, f, zeros->bracket + i);
        same = arb_is_finite(root);
        if (is_first) arb_set(all->hull + i, root);
        else arb_union(all->hull + i, all->hull + i, root, COVERING_PREC);
    }
    return same;
}

#define MOST_CUTS 6 /* of an interval in halves, to see a slope of one sign */

/* Whether the slope has that sign all over [l, r]. */
static int has_slope(const sampler_t *sampler, const sample_t l, const sample_t r, int sign, int cuts,
                     slong prec)
{
    SCOPED(sample_range, range);
    sampler_range(range, sampler, l, r);
    if (sign > 0 ? arf_sgn(range->slope_lo) > 0 : arf_sgn(range->slope_hi) < 0) return 1;
    if (cuts == 0) return 0;
    SCOPED(sample, middle);
    SCOPED(arf, m);
    arf_add(m, l->R, r->R, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
    sampler->sample(middle, sampler->context, m, prec);
    return has_slope(sampler, l, middle, sign, cuts - 1, prec) &&
           has_slope(sampler, middle, r, sign, cuts - 1, prec);
}

/* On each of the intervals f, or f over powers of R and 1 - R that are those of all corners, is monotone there. */
static int is_monotone_on(const corner_zeros_t *all, interior_branch_t member, shape_function_t f)
{
    jet_context_t context = {member, f};
    const slong prec = member->cache->prec;
    int sign = -all->sign_near_zero, good = 1;
    for (slong i = 0; good && i < all->count; i++, sign = -sign) {
        SCOPED(sample, l, r);
        SCOPED(arf, lo, hi);
        arb_get_interval_arf(lo, hi, all->hull + i, COVERING_PREC);
        good = arf_sgn(lo) > 0 && arf_cmp_si(hi, 1) < 0;
        if (!good) break;
        const int is_small = arf_cmp_2exp_si(hi, -1) <= 0 || member->small[f]->is_whole;
        const sampler_t sampler = is_small ? series_sampler(member, f) : jet_sampler(&context);
        sampler.sample(l, sampler.context, lo, prec);
        sampler.sample(r, sampler.context, hi, prec);
        good = has_slope(&sampler, l, r, sign, MOST_CUTS, prec);
    }
    return good;
}

static void set_brackets(bracket_list_t zeros, const corner_zeros_t *all)
{
    bracket_list_reset(zeros);
    zeros->bracket = flint_realloc(zeros->bracket, (size_t)(all->count + 1) * sizeof(bracket_t));
    zeros->alloc = all->count + 1;
    for (; zeros->count < all->count; zeros->count++) {
        bracket_t *bracket = zeros->bracket + zeros->count;
        arf_init(bracket->l);
        arf_init(bracket->r);
        arb_get_interval_arf(bracket->l, bracket->r, all->hull + zeros->count, COVERING_PREC);
        bracket->sign_left = zeros->count % 2 == 0 ? all->sign_near_zero : -all->sign_near_zero;
    }
}

/* What f has at every corner it has in between: its sign beside the intervals, one zero in each: derivations/25 (2). */
static int zeros_by_corners(bracket_list_t zeros, int *sign_near_zero, const interior_branch_t branch,
                            shape_function_t f)
{
    const kernels_struct *source = branch->kernels->source;
    const slong corners = source->corners == NULL ? 0 : source->corners->count;
    interior_branch_struct *member = flint_malloc((size_t)(corners + 1) * sizeof(interior_branch_struct));
    corner_zeros_t all = {0, 0, NULL};
    slong known = 0;
    int good =
        corners > 0 && branch->small[f]->status == LEADING_DECIDED; /* or the zeros could not be refined */
    for (; good && known < corners; known++) {
        const kernels_struct *corner = kernel_corner(source, known);
        if (corner == NULL) good = 0;
        if (!good) break;
        interior_branch_init_unmarked(member + known, corner, branch->kernels->a_sign,
                                      branch->kernels->R_sign);
        good = add_corner_zeros(&all, member + known, f, known == 0);
    }
    for (slong i = 1; good && i < corners; i++)
        good = member[i].small[f]->leading == member[0].small[f]->leading &&
               member[i].small[f]->order_at_one == member[0].small[f]->order_at_one;
    for (slong i = 0; good && i + 1 < all.count; i++) good = arb_lt(all.hull + i, all.hull + i + 1);
    for (slong i = 0; good && i < corners; i++) good = is_monotone_on(&all, member + i, f);
    if (good) {
        set_brackets(zeros, &all);
        *sign_near_zero = all.sign_near_zero;
    }
    for (slong i = 0; i < known; i++) interior_branch_clear(member + i);
    flint_free(member);
    if (all.hull != NULL) _arb_vec_clear(all.hull, all.count);
    return good;
}

int interior_branch_zeros(bracket_list_t zeros, int *sign_near_zero, interior_branch_t branch,
                          shape_function_t f)
{
    if (cover(zeros, sign_near_zero, branch, f)) return 1;
    *sign_near_zero = interior_branch_corner_sign(branch, f); /* without zeros */
    return *sign_near_zero != 0 || zeros_by_corners(zeros, sign_near_zero, branch, f);
}

const char *interior_branch_where(const interior_branch_t branch)
{
    return branch->open != NULL ? branch->open : "beside R = 0, where its leading term is not known,";
}

void interior_branch_refine(arb_t root, interior_branch_t branch, shape_function_t f,
                            const bracket_t *bracket)
{
    jet_context_t context = {branch, f};
    sampler_t coarse = series_sampler(branch, f), fine = jet_sampler(&context);
    bracket_t start = *bracket;
    SCOPED(arf, half);
    arf_set_si_2exp_si(half, 1, -1);
    if (branch->small[f]->is_whole) {
        refine_zero(root, &coarse, bracket, branch->kernels->prec);
    } else if (arf_cmp(bracket->r, half) <= 0) { /* of the series: narrow it until jets see f' of one sign */
        refine_zero(root, &coarse, bracket, 32);
        arf_init(start.l);
        arf_init(start.r);
        arb_get_interval_arf(start.l, start.r, root, 64);
        arf_max(start.l, start.l, bracket->l);
        arf_min(start.r, start.r, bracket->r);
        refine_zero(root, &fine, &start, branch->kernels->prec);
        arf_clear(start.l);
        arf_clear(start.r);
    } else {
        refine_zero(root, &fine, &start, branch->kernels->prec);
    }
}

/* P = ratio K, S(R) = K(R^2), or P(R) = ratio K(-R), with a ratio of this sign on this side; 0 if not known. */
static int realizable_sign(const oriented_kernels_t kernels)
{
    int degrees = 0, parity[2] = {0, 0};
    const int mirrored = kernels->source->mirrored;
    int sign = kernels->a_sign * (mirrored ? fmpq_sgn(kernels->source->ratio) : kernels->source->proportion);
    if (sign == 0) return 0;
    for (slong k = 0; k < kernels->length; k++) {
        if (!arb_is_zero(kernels->s + k)) parity[k % 2] = 1;
        if (arb_is_positive(kernels->s + k)) degrees++;
    }
    /* Coefficients beyond the stored ones have the function's parity or none. */
    wane_parity_t known = kernels->source->student->parity;
    if (!kernels->s_finite && known != WANE_PARITY_ODD) parity[0] = 1;
    if (!kernels->s_finite && known != WANE_PARITY_EVEN) parity[1] = 1;
    if (degrees < 2) return 0;
    if (mirrored) return kernels->R_sign < 0 ? sign : 0;
    if (kernels->R_sign > 0) return sign;
    if (parity[0] && parity[1]) return 0;
    return parity[1] ? -sign : sign;
}

static void add_mark(interior_branch_t branch, mark_kind_t kind)
{
    branch->mark = flint_realloc(branch->mark, (branch->mark_count + 1) * sizeof(mark_t));
    mark_t *mark = branch->mark + branch->mark_count++;
    mark->kind = kind;
    arb_init(mark->R);
}

static int compare_marks(const void *x, const void *y)
{
    const mark_t *u = x, *v = y;
    return arf_cmp(arb_midref(u->R), arb_midref(v->R));
}

static void flip(piece_signs_t *signs, mark_kind_t kind)
{
    if (kind == MARK_EQUILIBRIUM) signs->N_sign = -signs->N_sign;
    if (kind == MARK_FOLD) signs->fold_sign = -signs->fold_sign;
    if (kind == MARK_CROSSING) signs->A_sign = -signs->A_sign;
}

/* The sign of f on all of (0, 1) where the structure of the pair gives it, else 0: of realizable teachers, by
   the pairs (j, k), (k, j), derivations/03 (18), (19); of functions neither of which changes its sign, or that
   of its slope, or of its curvature, derivations/22 (14), as S, S', S'' >= 0; of steps, there (43). */
int interior_branch_structural_sign(const interior_branch_t branch, shape_function_t f)
{
    const oriented_kernels_struct *kernels = branch->kernels;
    const int *definite = kernels->source->definite, a = kernels->a_sign, R = kernels->R_sign;
    const int P = a * definite[0], P_prime = a * R * definite[1], P_second = a * definite[2];
    if (branch->realizable && f == SHAPE_N) return -branch->realizable;
    if (branch->realizable && f == SHAPE_P) return branch->realizable;
    const int step = a * R * kernels->source->beside_step;
    if (step != 0 && f == SHAPE_P_PRIME) return step;
    if (step != 0 && f == SHAPE_F) return -step;
    switch (f) {
    case SHAPE_P:
        return P;
    case SHAPE_P_PRIME:
        return P_prime;
    case SHAPE_N:
        return P * P_prime < 0 ? P : 0;
    default:
        return P_second * P_prime < 0 ? P_second : 0;
    }
}

/* Adds the zeros of f as marks; *sign is the sign of f near 0. */
static wane_status_t mark_zeros(interior_branch_t branch, shape_function_t f, mark_kind_t kind, int *sign,
                                wane_message_t message)
{
    *sign = 0;
    if (branch->small[f]->status == LEADING_ZERO) return WANE_OK;
    *sign = interior_branch_structural_sign(branch, f);
    if (*sign != 0) return WANE_OK;
    SCOPED(bracket_list, zeros);
    int done = interior_branch_zeros(zeros, sign, branch, f);
    for (slong i = 0; done && i < zeros->count; i++) {
        add_mark(branch, kind);
        interior_branch_refine(branch->mark[branch->mark_count - 1].R, branch, f, zeros->bracket + i);
    }
    if (done) return WANE_OK;
    return undecided_on_unit(message, branch->kernels->source, sign_name[f], interior_branch_where(branch));
}

static wane_status_t set_pieces(interior_branch_t branch, const piece_signs_t *first, wane_message_t message)
{
    qsort(branch->mark, branch->mark_count, sizeof(mark_t), compare_marks);
    branch->piece = flint_malloc(branch->mark_count * sizeof(piece_signs_t));
    branch->piece[0] = *first;
    for (slong i = 0; i + 1 < branch->mark_count; i++) {
        if (!arb_lt(branch->mark[i].R, branch->mark[i + 1].R))
            return undecided_at(message, branch->kernels->source,
                                "two critical points of the branch near |R| = %.9g are not told apart",
                                arf_get_d(arb_midref(branch->mark[i].R), ARF_RND_NEAR));
        if (i > 0) {
            branch->piece[i] = branch->piece[i - 1];
            flip(branch->piece + i, branch->mark[i].kind);
        }
    }
    return WANE_OK;
}

static void set_exact_facts(interior_branch_t branch)
{
    branch->realizable = realizable_sign(branch->kernels);
    branch->neutral = branch->small[SHAPE_N]->status == LEADING_ZERO;
    for (int f = 0; f < SHAPE_COUNT; f++)
        branch->vanishes_at_one[f] =
            branch->small[f]->status == LEADING_ZERO || branch->small[f]->order_at_one > 0;
    if (branch->realizable || branch->kernels->source->homogeneous) branch->vanishes_at_one[SHAPE_N] = 1;
    if (branch->kernels->source->apart[branch->kernels->R_sign < 0])
        branch->vanishes_at_one[SHAPE_P] = branch->vanishes_at_one[SHAPE_P_PRIME] =
            branch->vanishes_at_one[SHAPE_N] = 1;
}

static void set_corner(interior_branch_t branch)
{
    oriented_kernels_struct *kernels = branch->kernels;
    slong prec = kernels->prec;
    arb_mul_2exp_si(branch->a_c, kernels->P_at_one[1], 1);
    arb_div(branch->a_c, branch->a_c, kernels->S_at_one[1], prec);
    arb_div(branch->a_eq, kernels->P_at_one[0], kernels->S_at_one[0], prec);
}

/* c_0 = 0, p = s and N > 0 at every corner: so it is in between, where N begins with the least of the powers that it
   begins with there: derivations/22 (39). */
static void set_small_R_by_corners(interior_branch_t branch)
{
    const kernels_struct *source = branch->kernels->source;
    wane_small_R_struct *small = branch->small_R;
    slong least = WORD_MAX, most = -1;
    for (slong i = 0; i < source->corners->count; i++) {
        const kernels_struct *corner = kernel_corner(source, i);
        interior_branch_t member;
        if (corner == NULL) return;
        interior_branch_init_unmarked(member, corner, branch->kernels->a_sign, branch->kernels->R_sign);
        const slong n = member->small_R->tends_to_zero == 1 ? member->small_R->n : -1;
        interior_branch_clear(member);
        if (n < 0) return;
        least = FLINT_MIN(least, n);
        most = FLINT_MAX(most, n);
    }
    small_correlation_set_range(small, branch->kernels, least, most);
}

void interior_branch_init_unmarked(interior_branch_t branch, const kernels_t source, int a_sign, int R_sign)
{
    oriented_kernels_init_set(branch->kernels, source, a_sign, R_sign);
    exact_pair_init_set(branch->exact, branch->kernels);
    for (int f = 0; f < SHAPE_COUNT; f++)
        small_series_init_set(branch->small[f], f, branch->kernels, branch->exact, source->prec);
    jet_cache_init(branch->cache, branch->kernels, COVERING_PREC);
    branch->mark_count = 0;
    branch->mark = NULL;
    branch->piece = NULL;
    branch->budget = 0;
    branch->open = NULL;
    arb_init(branch->a_c);
    arb_init(branch->a_eq);
    small_R_init(branch->small_R);
    set_exact_facts(branch);
    set_corner(branch);
    small_correlation_set(branch->small_R, branch->kernels, branch->small[SHAPE_N]);
    if (branch->small_R->tends_to_zero < 0 && source->corners != NULL) set_small_R_by_corners(branch);
}

interior_branch_struct *interior_branch_new(const kernels_t source, int a_sign, int R_sign,
                                            wane_message_t message)
{
    interior_branch_struct *branch = flint_malloc(sizeof(interior_branch_struct));
    piece_signs_t first;
    wane_status_t status;
    interior_branch_init_unmarked(branch, source, a_sign, R_sign);
    add_mark(branch, MARK_ZERO);
    status = mark_zeros(branch, SHAPE_N, MARK_EQUILIBRIUM, &first.N_sign, message);
    if (status == WANE_OK) status = mark_zeros(branch, SHAPE_F, MARK_FOLD, &first.fold_sign, message);
    if (status == WANE_OK) status = mark_zeros(branch, SHAPE_P_PRIME, MARK_CROSSING, &first.A_sign, message);
    add_mark(branch, MARK_ONE);
    arb_one(branch->mark[branch->mark_count - 1].R);
    if (status == WANE_OK) status = set_pieces(branch, &first, message);
    if (status == WANE_OK) return branch;
    interior_branch_free(branch);
    return NULL;
}

void interior_branch_free(interior_branch_struct *branch)
{
    if (branch == NULL) return;
    interior_branch_clear(branch);
    flint_free(branch);
}

void interior_branch_clear(interior_branch_t branch)
{
    jet_cache_clear(branch->cache);
    flint_free(branch->open);
    for (int f = 0; f < SHAPE_COUNT; f++) small_series_clear(branch->small[f]);
    for (slong i = 0; i < branch->mark_count; i++) arb_clear(branch->mark[i].R);
    flint_free(branch->mark);
    flint_free(branch->piece);
    arb_clear(branch->a_c);
    arb_clear(branch->a_eq);
    small_R_clear(branch->small_R);
    exact_pair_clear(branch->exact);
    oriented_kernels_clear(branch->kernels);
}

void branch_height(arb_t a, const interior_branch_t branch, const arb_t R)
{
    SCOPED(kernel_values, at);
    oriented_kernels_evaluate(at, branch->kernels, R, branch->kernels->prec);
    branch_function_value(a, at->P, at->S, branch->kernels->prec);
}

void nullcline_height(arb_t a, const interior_branch_t branch, const arb_t R)
{
    SCOPED(kernel_values, at);
    oriented_kernels_evaluate(at, branch->kernels, R, branch->kernels->prec);
    arb_div(a, at->P, at->S, branch->kernels->prec);
}

/* (E teacher^2 - V)/2: derivations/01. */
void loss_at(arb_t loss, const interior_branch_t branch, const arb_t R, const arb_t a)
{
    slong prec = branch->kernels->prec;
    SCOPED(kernel_values, at);
    oriented_kernels_evaluate(at, branch->kernels, R, prec);
    gain_form(loss, at->P, at->S, a, prec);
    arb_sub(loss, branch->kernels->source->teacher->norm2, loss, prec);
    arb_mul_2exp_si(loss, loss, -1);
}

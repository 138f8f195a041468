/* The covering of (0, 1) in one orientation. */
#include "base/scoped.h"
#include "manifold/certificate/certificate.h"

#define DEEPEST 40
#define NARROWEST 62          /* of an isolating interval */
#define NARROWEST_OF_SMALL 20 /* relative to the zero, if it is small */
#define MANY_SIZES 8          /* powers of 2 */
#define PARTS_DEEP 7

static const struct {
    shape_function_t shape;
    mark_kind_t kind;
    const char *name;
} covered[] = {
    {SHAPE_N, MARK_EQUILIBRIUM, "N"}, {SHAPE_F, MARK_FOLD, "A'"}, {SHAPE_P_PRIME, MARK_CROSSING, "P'"}};

/* The zero with an interval over which plain evaluation sees the sign change. */
static int isolate(bounds_claim_t claim, const writer_t writer, shape_function_t f, const arb_t R, int sign)
{
    int found = 0;
    SCOPED(mag, radius, t);
    arb_get_mag(radius, R);
    mag_mul_2exp_si(radius, radius, -NARROWEST_OF_SMALL);
    mag_set_ui_2exp_si(t, 1, -NARROWEST);
    mag_min(radius, radius, t);
    mag_mul_2exp_si(t, arb_radref(R), -2);
    mag_add(t, t, arb_radref(R));
    mag_max(radius, radius, t);
    writer_reach(t, writer, f, R);
    mag_max(radius, radius, t);
    for (int i = 0; i < 60 && !found; i++) {
        bounds_claim_widen(claim, R, radius);
        found = arf_sgn(claim->lo) > 0 && arf_cmp_si(claim->hi, 1) < 0 &&
                writer_sign(writer, f, 0, claim->lo, claim->lo) == sign &&
                writer_sign(writer, f, 0, claim->hi, claim->hi) == -sign;
        mag_mul_2exp_si(radius, radius, 1);
    }
    return found;
}

/* The sign of f near R = 0; 0 if f = 0 or where structure gives the signs. */
static int sign_near_zero(const writer_t writer, shape_function_t f)
{
    const small_series_struct *series = writer->branch->small[f];
    return series->status == LEADING_DECIDED ? decided_sign(series->g) : 0;
}

int writer_isolate(writer_t writer, shape_function_t f, arb_srcptr R, slong count)
{
    int sign = sign_near_zero(writer, f);
    for (slong i = 0; i < count; i++) {
        slong room = ++writer->zero_count[f];
        writer->zero[f] = flint_realloc(writer->zero[f], (size_t)room * sizeof(bounds_claim_struct));
        bounds_claim_init(writer->zero[f] + room - 1);
        if (!isolate(writer->zero[f] + room - 1, writer, f, R + i, sign)) return 0;
        sign = -sign;
    }
    return 1;
}

static int isolate_marks(writer_t writer, shape_function_t f, mark_kind_t kind)
{
    const interior_branch_struct *branch = writer->branch;
    SCOPED_VEC(arb, R, branch->mark_count);
    slong count = 0;
    for (slong i = 1; i + 1 < branch->mark_count; i++)
        if (branch->mark[i].kind == kind) arb_set(R + count++, branch->mark[i].R);
    return writer_isolate(writer, f, R, count);
}

typedef struct {
    const writer_struct *writer;
    shape_function_t f;
    int sign;   /* at the left end of what is still to be covered */
    slong next; /* the next zero */
    json_t *pieces;
} cover_t;

static void add_piece(cover_t *cover, const arf_t to, const bounds_claim_struct *zero)
{
    json_array_append_new(
        cover->pieces, zero != NULL
                           ? json_pack("{s:o,s:o}", "to", dyadic_json(to), "zero", bounds_claim_json(zero, 1))
                           : json_pack("{s:o,s:i}", "to", dyadic_json(to), "sign", cover->sign));
    if (zero == NULL) return;
    cover->sign = -cover->sign;
    cover->next++;
}

/* About the middle of two numbers of one size, and where they are of many sizes of their logarithms. */
static void middle(arf_t m, const arf_t l, const arf_t r)
{
    const slong sizes = arf_abs_bound_lt_2exp_si(r) - arf_abs_bound_lt_2exp_si(l);
    arf_add(m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
    if (sizes > MANY_SIZES) arf_mul_2exp_si(m, l, sizes / 2);
}

/* The middle, moved off the zeros' intervals. */
static void split_point(arf_t m, const cover_t *cover, const arf_t l, const arf_t r)
{
    SCOPED(arf, third);
    middle(m, l, r);
    for (slong i = 0; i < cover->writer->zero_count[cover->f]; i++) {
        const bounds_claim_struct *zero = cover->writer->zero[cover->f] + i;
        arf_sub(third, r, l, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(third, third, -3);
        SCOPED(arf, lo, hi);
        arf_sub(lo, zero->lo, third, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_add(hi, zero->hi, third, ARF_PREC_EXACT, ARF_RND_DOWN);
        if (arf_cmp(lo, m) < 0 && arf_cmp(m, hi) < 0) {
            arf_mul_2exp_si(third, third, 1);
            arf_add(m, m, third, ARF_PREC_EXACT, ARF_RND_DOWN);
        }
    }
}

/* That of f' on all parts of [l, r], as a reader cuts it beside kinks. */
static int slope_sign(const writer_struct *writer, shape_function_t f, const arf_t l, const arf_t r,
                      int depth)
{
    int sign = writer_sign(writer, f, 1, l, r);
    if (sign != 0 || depth == PARTS_DEEP || !writer->means.P_is_kinked) return sign;
    SCOPED(arf, m);
    arf_add(m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
    sign = slope_sign(writer, f, l, m, depth + 1);
    if (sign != 0 && slope_sign(writer, f, m, r, depth + 1) != sign) sign = 0;
    return sign;
}

static int cover_interval(cover_t *cover, const arf_t l, const arf_t r, int depth)
{
    const writer_struct *writer = cover->writer;
    const bounds_claim_struct *zero =
        cover->next < writer->zero_count[cover->f] ? writer->zero[cover->f] + cover->next : NULL;
    int last = arf_is_one(r), sign, done = 0;
    if (zero != NULL && arf_cmp(zero->lo, r) < 0) {
        int alone = arf_cmp(l, zero->lo) < 0 && arf_cmp(zero->hi, r) < 0 &&
                    (cover->next + 1 == writer->zero_count[cover->f] || arf_cmp(r, zero[1].lo) < 0);
        done = alone && slope_sign(writer, cover->f, l, r, 0) == -cover->sign;
        if (done) add_piece(cover, r, zero);
    } else if (last && writer->branch->vanishes_at_one[cover->f]) {
        sign = writer->branch->small[cover->f]->is_whole ? -writer_quotient_sign(writer, cover->f, 0, l, r)
                                                         : writer_sign(writer, cover->f, 1, l, r);
        done = sign == -cover->sign;
        if (done) add_piece(cover, r, NULL);
    } else {
        sign = writer_sign(writer, cover->f, 0, l, r);
        done = sign == cover->sign;
        if (done) add_piece(cover, r, NULL);
    }
    if (done || depth == DEEPEST) return done;
    SCOPED(arf, m);
    split_point(m, cover, l, r);
    done = cover_interval(cover, l, m, depth + 1) && cover_interval(cover, m, r, depth + 1);
    return done;
}

/* Of so many coefficients the series serves up to 7/16, of fewer up to 1/4: derivations/15 (15). */
#define MANY_TERMS 40

static const int sixty_fourths[] = {28, 24, 20, 16, 12, 8, 4};
#define FIRST_ENDS (sizeof sixty_fourths / sizeof *sixty_fourths)
#define MOST_ENDS 400

/* Room for the piece with the first zero. */
static int is_well_before_zero(const arf_t until, const writer_t writer, shape_function_t f)
{
    if (writer->zero_count[f] == 0) return 1;
    SCOPED(arf, end);
    arf_mul_2exp_si(end, writer->zero[f]->lo, -1);
    return arf_cmp(until, end) <= 0;
}

/* A dyadic up to which f/R^leading keeps its sign: derivations/07.  The larger the better for a reader, to whom terms
   that cancel beside 0 are seldom known well enough. */
static int range_near_zero(arf_t until, const writer_t writer, shape_function_t f, int sign)
{
    const small_series_struct *series = writer->branch->small[f];
    int found = 0;
    SCOPED(sample, at_zero, at_end);
    SCOPED(arf, zero, lo, hi);
    small_series_sample(at_zero, series, zero, 96);
    for (size_t i = writer->terms < MANY_TERMS ? 3 : 0; i < MOST_ENDS && !found; i++) {
        if (i < FIRST_ENDS) arf_set_si_2exp_si(until, sixty_fourths[i], -6);
        else arf_mul_2exp_si(until, until, -1);
        if (!is_well_before_zero(until, writer, f)) continue;
        small_series_sample(at_end, series, until, 96);
        monotone_difference_range(lo, hi, &at_zero->f, &at_end->f);
        found = sign > 0 ? arf_sgn(lo) > 0 : arf_sgn(hi) < 0;
    }
    return found;
}

static json_t *plain_profile(writer_t writer, shape_function_t f)
{
    const interior_branch_struct *branch = writer->branch;
    const small_series_struct *series = branch->small[f];
    if (series->status == LEADING_ZERO) return json_pack("{s:b}", "vanishes", 1);
    if ((f == SHAPE_N || f == SHAPE_P) && branch->realizable) return json_pack("{s:b}", "realizable", 1);
    const oriented_kernels_struct *kernels = branch->kernels;
    if ((kernels->R_sign < 0 || kernels->source->apart[0] || kernels->source->beside_step) &&
        interior_branch_structural_sign(branch, f) != 0)
        return json_pack("{s:b}", "definite", 1); /* near that end no digits may do */
    if (series->status != LEADING_DECIDED) return NULL;
    int sign = sign_near_zero(writer, f);
    cover_t cover = {writer, f, sign, 0, json_array()};
    json_t *json = NULL;
    SCOPED(arf, until, one);
    arf_one(one);
    if (range_near_zero(until, writer, f, sign) && cover_interval(&cover, until, one, 0))
        json = json_pack("{s:{s:I,s:o,s:o},s:O,s:b}", "leading", "power", (json_int_t)series->leading,
                         "coefficient", ball_claim_json(series->g), "until", dyadic_json(until), "pieces",
                         cover.pieces, "vanishes_at_one", branch->vanishes_at_one[f]);
    json_decref(cover.pieces);
    return json;
}

static json_t *profile_at_corner(const writer_t writer, shape_function_t f, slong index)
{
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    const kernels_struct *corner = kernel_corner(kernels->source, index);
    interior_branch_t member;
    writer_t own;
    if (corner == NULL) return NULL;
    interior_branch_init_unmarked(member, corner, kernels->a_sign, kernels->R_sign);
    writer_init_set(own, member, writer->terms);
    if (writer->reads_series) writer_expect_series(own, writer->means);
    json_t *json = plain_profile(own, f);
    writer_clear(own);
    interior_branch_clear(member);
    return json;
}

/* A profile without zeros at each corner of the box of parameters: derivations/22 (39). */
static json_t *corner_profiles(const writer_t writer, shape_function_t f)
{
    const interior_branch_struct *branch = writer->branch;
    if (writer->zero_count[f] > 0 || interior_branch_corner_sign(branch, f) == 0) return NULL;
    json_t *list = json_array();
    for (slong i = 0; i < branch->kernels->source->corners->count; i++) {
        json_t *json = profile_at_corner(writer, f, i);
        if (json == NULL) {
            json_decref(list);
            return NULL;
        }
        json_array_append_new(list, json);
    }
    return json_pack("{s:o}", "corners", list);
}

int writer_N_vanishes_at_corners(const writer_t writer)
{
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    int vanishes = kernels->source->corners != NULL;
    for (slong i = 0; vanishes && i < kernels->source->corners->count; i++) {
        const kernels_struct *corner = kernel_corner(kernels->source, i);
        interior_branch_t member;
        if (corner == NULL) return 0;
        interior_branch_init_unmarked(member, corner, kernels->a_sign, kernels->R_sign);
        vanishes = member->vanishes_at_one[SHAPE_N];
        interior_branch_clear(member);
    }
    return vanishes;
}

json_t *writer_profile(writer_t writer, shape_function_t f)
{
    json_t *json = plain_profile(writer, f);
    return json != NULL ? json : corner_profiles(writer, f);
}

json_t *writer_values_at_one(const writer_t writer)
{
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    return json_pack("{s:o,s:o,s:o,s:o}", "P", ball_claim_json(kernels->P_at_one[0]), "P'",
                     ball_claim_json(kernels->P_at_one[1]), "S", ball_claim_json(kernels->S_at_one[0]), "S'",
                     ball_claim_json(kernels->S_at_one[1]));
}

int writer_isolate_marks(writer_t writer)
{
    int found = 1;
    for (size_t i = 0; i < sizeof covered / sizeof *covered && found; i++)
        found = isolate_marks(writer, covered[i].shape, covered[i].kind);
    return found;
}

json_t *writer_orientation(writer_t writer)
{
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    json_t *json = json_pack("{s:i,s:i,s:o}", "a", kernels->a_sign, "R", kernels->R_sign, "at_one",
                             writer_values_at_one(writer));
    for (size_t i = 0; i < sizeof covered / sizeof *covered; i++) {
        json_t *profile = writer_profile(writer, covered[i].shape);
        if (profile == NULL) {
            json_decref(json);
            return NULL;
        }
        json_object_set_new(json, covered[i].name, profile);
    }
    return json;
}

const bounds_claim_struct *writer_mark(const writer_t writer, slong mark)
{
    const mark_t *marks = writer->branch->mark;
    slong rank = 0;
    for (slong i = 1; i < mark; i++) rank += marks[i].kind == marks[mark].kind;
    for (size_t i = 0; i < sizeof covered / sizeof *covered; i++)
        if (covered[i].kind == marks[mark].kind) return writer->zero[covered[i].shape] + rank;
    return NULL;
}

#include "verify/flow/picard.h"

#include <float.h>
#include <math.h>

#include "base/scoped.h"
#include "verify/flow/picard_field.h"

#define FEWEST_STEPS 8
#define MOST_STEPS (1 << 15)
#define REFINEMENT 4
#define ENCLOSURES 6
#define ROOM 3   /* beyond the box, of its width, as a power of 1/2 */
#define HOPE 0.8 /* what is lacking must become less than that much of it */

void verify_state_box_init(state_box_t *box)
{
    for (int i = 0; i < 2; i++) {
        arf_init(box->lo + i);
        arf_init(box->hi + i);
    }
}

void verify_state_box_clear(state_box_t *box)
{
    for (int i = 0; i < 2; i++) {
        arf_clear(box->lo + i);
        arf_clear(box->hi + i);
    }
}

void verify_picard_init(picard_t picard, const pair_struct *pair, const pair_struct *turned, const arb_t eps,
                        slong steps, slong prec)
{
    picard->pair[0] = pair;
    picard->pair[1] = turned;
    picard->side = 0;
    verify_local_kernel_init(picard->local_P);
    verify_local_kernel_init(picard->local_K);
    arb_init(picard->eps);
    arb_set(picard->eps, eps);
    picard->tail_P = _mag_vec_init(2 * DERIVATIVES);
    picard->tail_S = picard->tail_P + DERIVATIVES;
    picard->steps = steps;
    picard->prec = prec;
}

void verify_picard_clear(picard_t picard)
{
    arb_clear(picard->eps);
    verify_local_kernel_clear(picard->local_P);
    verify_local_kernel_clear(picard->local_K);
    _mag_vec_clear(picard->tail_P, 2 * DERIVATIVES);
}

/* { x + C r + e }: x exact, C an exact matrix, |r_i| <= r[i], |e_i| <= e[i]. */
typedef struct {
    arb_ptr x, C, r, e; /* r, e: balls about 0 */
} solid_t;

static void solid_init(solid_t *set, const state_box_t *from, slong prec)
{
    set->x = _arb_vec_init(10);
    set->C = set->x + 2;
    set->r = set->x + 6;
    set->e = set->x + 8;
    for (int i = 0; i < 2; i++) {
        arb_set_interval_arf(set->r + i, from->lo + i, from->hi + i, prec);
        arb_get_mid_arb(set->x + i, set->r + i);
        arf_zero(arb_midref(set->r + i));
        arb_one(set->C + 3 * i);
    }
}

static void solid_clear(solid_t *set)
{
    _arb_vec_clear(set->x, 10);
}

static void solid_hull(arb_ptr hull, const solid_t *set, slong prec)
{
    for (int i = 0; i < 2; i++) {
        arb_dot(hull + i, set->x + i, 0, set->C + 2 * i, 1, set->r, 1, 2, prec);
        arb_add(hull + i, hull + i, set->e + i, prec);
    }
}

/* x - y if it is positive, about; 0 only if it is not. */
static double positive_difference(const arf_t x, const arf_t y)
{
    if (arf_cmp(x, y) <= 0) return 0;
    SCOPED(arf, d);
    arf_sub(d, x, y, 53, ARF_RND_UP);
    const double difference = arf_get_d(d, ARF_RND_UP);
    return fmax(difference, DBL_MIN);
}

/* By how much the ball sticks out of the box, about; 0 only if all of it lies inside. */
static double excess(arb_srcptr ball, const state_box_t *box)
{
    double most = 0;
    SCOPED(arf, lo, hi);
    for (int i = 0; i < 2; i++) {
        if (!arb_is_finite(ball + i)) {
            most = INFINITY;
            break;
        }
        arb_get_lbound_arf(lo, ball + i, 128);
        arb_get_ubound_arf(hi, ball + i, 128);
        most = fmax(most, positive_difference(box->lo + i, lo));
        most = fmax(most, positive_difference(hi, box->hi + i));
    }
    return most;
}

/* E with X + [0, h] f(E) in E: derivations/17 (31).  field holds f on E at the end. */
static int enclose(arb_ptr E, picard_field_t field, const picard_t picard, arb_srcptr X, const arb_t span)
{
    const slong prec = picard->prec;
    arb_ptr change = _arb_vec_init(3), image = change + 2;
    SCOPED(mag, slack);
    int enclosed = 0;
    for (int i = 0; i < 2; i++) arb_set(E + i, X + i);
    for (int n = 0; n < ENCLOSURES && !enclosed; n++) {
        verify_picard_field(field, picard, E, 1);
        enclosed = n > 0;
        for (int i = 0; i < 2; i++) {
            arb_mul(change + i, span, field->f + i, prec);
            arb_add(image, change + i, X + i, prec);
            enclosed = enclosed && arb_is_finite(image) && arb_contains(E + i, image);
        }
        for (int i = 0; i < 2 && !enclosed; i++) { /* with some room, that the next image may be within */
            mag_mul_2exp_si(slack, arb_radref(change + i), -2);
            arb_add(E + i, change + i, X + i, prec);
            arb_add_error_mag(E + i, slack);
        }
    }
    _arb_vec_clear(change, 3);
    return enclosed;
}

/* J = 1 + h A(X) + h^2/2 (A' + A^2)(E) V: derivations/17 (33). */
static void derivative_of_flow(arb_ptr J, const picard_field_t on_X, const picard_field_t on_E, const arb_t h,
                               slong prec)
{
    arb_ptr M = _arb_vec_init(8), V = M + 4;
    SCOPED(arb, growth, row);
    SCOPED(mag, m);
    for (int i = 0; i < 2; i++) { /* row sums of |A| on E */
        arb_abs(row, on_E->A + 2 * i);
        arb_abs(M, on_E->A + 2 * i + 1);
        arb_add(row, row, M, prec);
        arb_max(growth, growth, row, prec);
    }
    arb_mul(growth, growth, h, prec);
    arb_expm1(growth, growth, prec);
    arb_get_mag(m, growth);
    for (int i = 0; i < 4; i++) {
        arb_set_si(V + i, i == 0 || i == 3);
        arb_add_error_mag(V + i, m);
    }
    for (int i = 0; i < 4; i++) { /* A' + A^2 on E */
        arb_dot(M + i, on_E->A1 + i, 0, on_E->A + (i & 2), 1, on_E->A + (i & 1), 2, 2, prec);
    }
    arb_sqr(growth, h, prec);
    arb_mul_2exp_si(growth, growth, -1);
    for (int i = 0; i < 4; i++) {
        arb_dot(J + i, NULL, 0, M + (i & 2), 1, V + (i & 1), 2, 2, prec);
        arb_mul(J + i, J + i, growth, prec);
        arb_addmul(J + i, h, on_X->A + i, prec);
        if (i == 0 || i == 3) arb_add_ui(J + i, J + i, 1, prec);
    }
    _arb_vec_clear(M, 8);
}

/* The set becomes one that contains z + J (y - x) for all its y: derivations/17 (34). */
static void map_set(solid_t *set, arb_srcptr z, arb_srcptr J, slong prec)
{
    arb_ptr C = _arb_vec_init(6), e = C + 4;
    for (int i = 0; i < 2; i++) {
        arb_dot(e + i, NULL, 0, J + 2 * i, 1, set->e, 1, 2, prec);
        arb_add_error_mag(e + i, arb_radref(z + i));
    }
    for (int i = 0; i < 4; i++) arb_dot(C + i, NULL, 0, J + (i & 2), 1, set->C + (i & 1), 2, 2, prec);
    for (int i = 0; i < 4; i++) {
        arb_get_mid_arb(set->C + i, C + i);
        arf_zero(arb_midref(C + i));
    }
    for (int i = 0; i < 2; i++) {
        arb_dot(e + i, e + i, 0, C + 2 * i, 1, set->r, 1, 2, prec);
        arb_get_mid_arb(set->x + i, z + i);
        arb_set(set->e + i, e + i);
    }
    _arb_vec_clear(C, 6);
}

/* One step of length h.  0 if it is verified; else about
   what the enclosure lacks, infinity if there is none. */
static double step(solid_t *set, picard_field_t field[3], const picard_t picard, const state_box_t *during,
                   const arb_t h, const arb_t span)
{
    const slong prec = picard->prec;
    picard_field_struct *on_x = field[0], *on_X = field[1], *on_E = field[2];
    arb_ptr X = _arb_vec_init(10), E = X + 2, z = X + 4, J = X + 6;
    SCOPED(arb, t);
    solid_hull(X, set, prec);
    double lack = enclose(E, on_E, picard, X, span) ? excess(E, during) : INFINITY;
    if (lack == 0) {
        verify_picard_field(on_E, picard, E, 0);
        verify_picard_field(on_X, picard, X, 0);
        verify_picard_field(on_x, picard, set->x, 0);
        for (int i = 0; i < 2; i++) { /* x + h f + h^2/2 f' + h^3/6 f''(E): derivations/17 (32) */
            arb_mul(t, h, on_E->f2 + i, prec);
            arb_div_ui(t, t, 3, prec);
            arb_add(t, t, on_x->f1 + i, prec);
            arb_mul(t, t, h, prec);
            arb_mul_2exp_si(t, t, -1);
            arb_add(t, t, on_x->f + i, prec);
            arb_mul(t, t, h, prec);
            arb_add(z + i, set->x + i, t, prec);
        }
        derivative_of_flow(J, on_X, on_E, h, prec);
        map_set(set, z, J, prec);
        for (int i = 0; i < 2; i++)
            if (!arb_is_finite(z + i) || !arb_is_finite(set->e + i)) lack = INFINITY;
    }
    _arb_vec_clear(X, 10);
    return lack;
}

/* With so many steps of one length.  0 if all is verified; else about what it lacks. */
static double follow(picard_t picard, const state_box_t *from, const state_box_t *during,
                     const state_box_t *to, const arf_t time, slong steps)
{
    solid_t set;
    picard_field_t field[3];
    SCOPED_VEC(arb, hull, 2);
    for (int i = 0; i < 3; i++) verify_picard_field_init(field[i]);
    solid_init(&set, from, picard->prec);
    SCOPED(arb, h, span);
    arb_set_arf(h, time);
    arb_div_si(h, h, steps, picard->prec);
    arb_zero(span);
    arb_union(span, span, h, picard->prec); /* [0, h] */
    solid_hull(hull, &set, picard->prec);
    double lack = 0;
    for (slong i = 0; lack == 0 && i < steps; i++) lack = step(&set, field, picard, during, h, span);
    if (lack == 0) {
        solid_hull(hull, &set, picard->prec);
        lack = excess(hull, to);
    }
    for (int i = 0; i < 3; i++) verify_picard_field_clear(field[i]);
    solid_clear(&set);
    return lack;
}

/* |R| on the box and a little beyond, in [lo, hi]; 0 unless it lies on one side of R = 0 and reaches near R = 1. */
static int range_near_one(arf_t lo, arf_t hi, int *side, const state_box_t *during, slong prec)
{
    SCOPED(arf, room, width);
    SCOPED(arb, R);
    *side = arf_sgn(during->hi) < 0;
    arf_sub(width, during->hi, during->lo, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(room, width, -ROOM);
    for (int i = 0; i < 2; i++) {
        arb_set_arf(R, (i == 0) != *side ? during->lo : during->hi);
        if (*side) arb_neg(R, R);
        if (i == 0) arb_sub_arf(R, R, room, prec);
        else arb_add_arf(R, R, room, prec);
        arb_tanh(R, R, prec);
        if (i == 0) arb_get_lbound_arf(lo, R, prec);
        else arb_get_ubound_arf(hi, R, prec);
    }
    return arf_cmp_d(lo, 0.3) > 0 && arf_cmp_d(hi, 0.7) > 0 && arf_cmp_si(hi, 1) < 0;
}

/* The tails of the kernels wherever the box lies, and what kinks tell more. */
static void set_kernels(picard_t picard, const state_box_t *during)
{
    SCOPED(arb, R);
    SCOPED(mag, r);
    SCOPED(arf, lo, hi);
    arb_set_interval_arf(R, during->lo, during->hi, picard->prec);
    arb_tanh(R, R, picard->prec);
    arb_get_mag(r, R);
    verify_pair_tails(picard->tail_P, picard->tail_S, picard->pair[0], r);
    picard->local_P->is_known = picard->local_K->is_known = 0;
    if (range_near_one(lo, hi, &picard->side, during, picard->prec))
        verify_kinked_local(picard->local_P, picard->local_K, picard->pair[picard->side], lo, hi,
                            picard->prec);
}

int verify_picard(picard_t picard, const state_box_t *from, const state_box_t *during, const state_box_t *to,
                  const arf_t h)
{
    double before = INFINITY;
    set_kernels(picard, during);
    for (slong steps = FEWEST_STEPS; steps <= MOST_STEPS; steps *= REFINEMENT) {
        picard->steps -= steps;
        if (picard->steps < 0) return 0;
        const double lack = follow(picard, from, during, to, h, steps);
        if (lack == 0) return 1;
        if (isfinite(lack) && lack > HOPE * before) return 0; /* shorter steps do not help */
        before = lack;
    }
    return 0;
}

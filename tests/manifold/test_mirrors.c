/* The four mirror images of a pair, a -> -a and R -> -R: every printed quantity turns as it must, and nu is
   the coefficient of N in the orientation of the question. */
#include "manifold/family/thresholds_cover.h"
#include "manifold/shape/manifold.h"
#include "pairs.h"

#include <stdio.h>
#include <string.h>

#include <flint/fmpq_vec.h>

#include <criterion/criterion.h>

#define DEGREE 5

/* sum of (+-1)^k a_k h_k times a sign. */
static void mirrored_text(char *text, const fmpq *a, int a_sign, int R_sign)
{
    strcpy(text, "0");
    for (slong k = 0; k <= DEGREE; k++) {
        const int sign = a_sign * (R_sign < 0 && k % 2 != 0 ? -1 : 1);
        char *value = fmpq_get_str(NULL, 10, a + k), term[80];
        snprintf(term, sizeof term, k == 0 ? "%s(%s)" : "%s(%s)*h%ld", sign > 0 ? "+" : "-", value, (long)k);
        strcat(text, term);
        flint_free(value);
    }
}

static void expect_turned(const arb_t x, const arb_t y, int sign, const char *what, const char *pair)
{
    arb_t turned;
    arb_init(turned);
    if (sign < 0) arb_neg(turned, y);
    else arb_set(turned, y);
    if (arb_is_finite(x) || arb_is_finite(y)) cr_assert(arb_overlaps(x, turned), "%s of %s", what, pair);
    else
        cr_assert(arb_is_exact(x) == arb_is_exact(y) && (!arb_is_exact(x) || arb_equal(x, turned)),
                  "%s of %s", what, pair);
    arb_clear(turned);
}

/* N = sum over j, k of (2k - 2j) p_j s_k R^(j + 2k - 1). */
static void expect_leading_coefficient(const wane_small_R_t small, const kernels_t kernels, const char *pair)
{
    arb_t sum, term;
    if (small->n < 0) return;
    arb_init(sum);
    arb_init(term);
    for (slong e = 0; e <= small->n; e++) {
        arb_zero(sum);
        for (slong k = 0; k < kernels->length && 2 * k <= e + 1; k++) {
            const slong j = e + 1 - 2 * k;
            if (j >= kernels->length) continue;
            arb_mul(term, kernels->p + j, kernels->s + k, kernels->prec);
            arb_addmul_si(sum, term, 2 * k - 2 * j, kernels->prec);
        }
        if (e < small->n) cr_assert(arb_contains_zero(sum), "n of %s", pair);
    }
    cr_assert(arb_overlaps(sum, small->nu), "nu of %s", pair);
    cr_assert(!arb_contains_zero(small->nu));
    arb_clear(sum);
    arb_clear(term);
}

static void compare_laws(const wane_small_R_t x, const wane_small_R_t y, int a_sign, int R_sign,
                         const char *pair)
{
    cr_assert(x->n == y->n && x->s == y->s && x->p == y->p && x->m == y->m && x->m_prime == y->m_prime, "%s",
              pair);
    cr_assert(x->tends_to_zero == y->tends_to_zero && x->Q == y->Q, "%s", pair);
    expect_turned(x->alpha, y->alpha, a_sign, "alpha", pair);
    expect_turned(x->kappa, y->kappa, 1, "kappa", pair);
    expect_turned(x->R_prefactor, y->R_prefactor, R_sign, "prefactor of R", pair);
    expect_turned(x->a_prefactor, y->a_prefactor, a_sign, "prefactor of a", pair);
}

static void compare_manifolds(const manifold_t x, const manifold_t y, int a_sign, const char *pair)
{
    const int R_sign = x->side * y->side;
    cr_assert(x->neutral == y->neutral && x->stable_as_point == y->stable_as_point, "%s", pair);
    cr_assert(x->fold_count == y->fold_count && x->equilibrium_count == y->equilibrium_count &&
                  x->flow_count == y->flow_count,
              "%s", pair);
    expect_turned(x->a_c, y->a_c, a_sign, "a_c", pair);
    expect_turned(x->a_eq, y->a_eq, a_sign, "a_eq", pair);
    for (slong i = 0; i < x->fold_count; i++) {
        expect_turned(x->folds[i].R, y->folds[i].R, R_sign, "R of a fold", pair);
        expect_turned(x->folds[i].a, y->folds[i].a, a_sign, "a of a fold", pair);
        cr_assert_eq(x->folds[i].a_is_minimum,
                     a_sign > 0 ? y->folds[i].a_is_minimum : !y->folds[i].a_is_minimum);
    }
    for (slong i = 0; i < x->equilibrium_count; i++) {
        expect_turned(x->equilibria[i].R, y->equilibria[i].R, R_sign, "R of an equilibrium", pair);
        expect_turned(x->equilibria[i].a, y->equilibria[i].a, a_sign, "a of an equilibrium", pair);
        expect_turned(x->equilibria[i].loss, y->equilibria[i].loss, 1, "loss", pair);
        cr_assert_eq(x->equilibria[i].kind, y->equilibria[i].kind);
    }
    for (slong i = 0; i < x->flow_count; i++) {
        const wane_stretch_t *u = x->flow + i, *v = y->flow + i;
        cr_assert(u->a_sign == a_sign * v->a_sign && u->a_direction == a_sign * v->a_direction &&
                      u->R_direction == R_sign * v->R_direction && u->attracting == v->attracting,
                  "flow of %s", pair);
    }
    compare_laws(x->small_R, y->small_R, a_sign, R_sign, pair);
}

static void compare_verdicts(const verdict_t x, const verdict_t y, int a_sign, int R_sign, const char *pair)
{
    cr_assert(x->outcome == y->outcome && x->phase_count == y->phase_count && x->has_exit == y->has_exit &&
                  x->has_scaling == y->has_scaling && x->reason_count == y->reason_count,
              "%s", pair);
    expect_turned(x->R_peak, y->R_peak, R_sign, "R_peak", pair);
    expect_turned(x->R_final, y->R_final, R_sign, "R_final", pair);
    expect_turned(x->a_final, y->a_final, a_sign, "a_final", pair);
    expect_turned(x->separation, y->separation, 1, "separation", pair);
    if (x->has_exit) {
        expect_turned(x->a_static, y->a_static, a_sign, "a_static", pair);
        expect_turned(x->a_delayed, y->a_delayed, a_sign, "a_delayed", pair);
        cr_assert_eq(x->exit_branch == WANE_BRANCH_UNCORRELATED, y->exit_branch == WANE_BRANCH_UNCORRELATED);
        if (x->exit_branch != WANE_BRANCH_UNCORRELATED)
            cr_assert_eq(x->exit_branch == y->exit_branch, R_sign > 0);
    }
    for (slong i = 0; i < x->phase_count; i++) {
        const wane_phase_t *u = x->phases + i, *v = y->phases + i;
        cr_assert(u->kind == v->kind && u->end == v->end, "%s", pair);
        expect_turned(u->R_from, v->R_from, R_sign, "R of a phase", pair);
        expect_turned(u->R_to, v->R_to, R_sign, "R of a phase", pair);
        expect_turned(u->a_from, v->a_from, a_sign, "a of a phase", pair);
        expect_turned(u->a_to, v->a_to, a_sign, "a of a phase", pair);
        expect_turned(u->slow_time, v->slow_time, 1, "time of a phase", pair);
    }
    if (x->has_scaling) compare_laws(x->scaling, y->scaling, a_sign, R_sign, pair);
}

typedef struct {
    kernels_t kernels;
    manifold_t side[2];
    verdict_t verdict;
} image_t;

static void image_set(image_t *image, const char *student, const char *teacher, slong a0, slong R0)
{
    wane_effort_t effort;
    wane_message_t message;
    fmpq_t scale, start;
    fmpq_init(scale);
    fmpq_init(start);
    wane_effort_default(&effort);
    kernels_init(image->kernels);
    pair_kernels(image->kernels, student, teacher);
    for (int i = 0; i < 2; i++) {
        manifold_init(image->side[i]);
        manifold_from_kernels(image->side[i], image->kernels, i == 0 ? 1 : -1, &effort, message);
        expect_leading_coefficient(image->side[i]->small_R, image->kernels, teacher);
    }
    verdict_init(image->verdict);
    fmpq_set_si(scale, a0, 10);
    fmpq_set_si(start, R0, 10);
    decide_from_kernels(image->verdict, image->kernels, scale, start, message);
    if (image->verdict->has_scaling)
        expect_leading_coefficient(image->verdict->scaling, image->kernels, teacher);
    fmpq_clear(scale);
    fmpq_clear(start);
}

static void image_clear(image_t *image)
{
    kernels_clear(image->kernels);
    manifold_clear(image->side[0]);
    manifold_clear(image->side[1]);
    verdict_clear(image->verdict);
}

/* Bodies of sentences name signs and heights: none may be that of another orientation. */
static void expect_sentences(const image_t *image, const char *pair)
{
    const verdict_struct *verdict = image->verdict;
    if (!verdict->has_scaling || verdict->reason_count == 0) return;
    const char *last = verdict->reasons[verdict->reason_count - 1];
    cr_assert(strstr(last, arb_is_positive(verdict->scaling->nu) ? "with nu > 0" : "with nu < 0") != NULL,
              "%s: %s", pair, last);
}

static void compare_images(const char *student, const fmpq *teacher, slong a0, slong R0)
{
    image_t first, other;
    char text[600], pair[1300];
    mirrored_text(text, teacher, 1, 1);
    image_set(&first, student, text, a0, R0);
    for (int a_sign = 1; a_sign >= -1; a_sign -= 2)
        for (int R_sign = 1; R_sign >= -1; R_sign -= 2) {
            mirrored_text(text, teacher, a_sign, R_sign);
            snprintf(pair, sizeof pair, "%s | %s, a0 = %ld/10, R0 = %ld/10", student, text, (long)a_sign * a0,
                     (long)R_sign * R0);
            image_set(&other, student, text, a_sign * a0, R_sign * R0);
            for (int i = 0; i < 2; i++)
                compare_manifolds(other.side[i], first.side[R_sign > 0 ? i : 1 - i], a_sign, pair);
            compare_verdicts(other.verdict, first.verdict, a_sign, R_sign, pair);
            expect_sentences(&other, pair);
            image_clear(&other);
        }
    image_clear(&first);
}

Test(mirrors, every_quantity_turns_as_it_must)
{
    flint_rand_t state;
    char student[400], unused[400];
    fmpq *c = _fmpq_vec_init(DEGREE + 1);
    flint_rand_init(state);
    for (slong i = 0; i < repetitions(120); i++) {
        random_polynomial(student, c, 1 + (slong)n_randint(state, DEGREE - 1), state);
        if (i % 3 == 0) strcpy(student, i % 2 == 0 ? "h1+0.4*h3" : "h1+h2-0.5*h3");
        for (slong k = 0; k <= DEGREE; k++) fmpq_zero(c + k);
        random_polynomial(unused, c, 1 + (slong)n_randint(state, DEGREE), state);
        if (fmpq_is_zero(c + 1)) fmpq_set_si(c + 1, 3, 10);
        compare_images(student, c, 1 + (slong)n_randint(state, 30), (slong)n_randint(state, 19) - 9);
    }
    flint_rand_clear(state);
    _fmpq_vec_clear(c, DEGREE + 1);
}

/* N = -2R^3 + … although the branch is high for a < 0, where the mirror image has nu = 2. */
Test(mirrors, nu_belongs_to_the_question)
{
    fmpq *c = _fmpq_vec_init(DEGREE + 1);
    fmpq_set_si(c + 1, 1, 4);
    fmpq_set_si(c + 2, 1, 4);
    fmpq_set_si(c + 3, -2, 1);
    compare_images("-2*h1+h2", c, 5, 0);
    compare_images("-2*h1+h2", c, -5, 3);
    image_t image;
    image_set(&image, "-2*h1+h2", "h1/4+h2/4-2*h3", -5, 0);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(image.side[i]->small_R->n, 3);
        cr_assert(arb_is_negative(image.side[i]->small_R->nu));
    }
    image_clear(&image);
    _fmpq_vec_clear(c, DEGREE + 1);
}

/* R -> -R leaves the scales alone. */
Test(mirrors, thresholds_stay)
{
    static const char *const pairs[][3] = {{"tanh", "h1+0.3*h3", "-h1-0.3*h3"},
                                           {"h1+0.5*h2+0.3*h3", "h1+0.2*h2-0.3*h3", "-h1+0.2*h2+0.3*h3"},
                                           {"erf", "h1+0.2*h3+1.5*h5", "-h1-0.2*h3-1.5*h5"}};
    for (int i = 0; i < 3; i++)
        for (int start = 0; start < 2; start++) {
            thresholds_t image[2];
            wane_effort_t effort;
            wane_message_t message;
            wane_effort_default(&effort);
            for (int side = 0; side < 2; side++) {
                kernels_t kernels;
                wane_start_t from;
                kernels_init(kernels);
                wane_start_init(from);
                pair_kernels(kernels, pairs[i][0], pairs[i][1 + side]);
                if (start == 1) {
                    from->kind = WANE_START_VALUE;
                    fmpq_set_si(from->value->lo, side == 0 ? 3 : -3, 10);
                    fmpq_set(from->value->hi, from->value->lo);
                }
                thresholds_init(image[side]);
                thresholds_from_kernels(image[side], kernels, from, &effort, message);
                wane_start_clear(from);
                kernels_clear(kernels);
            }
            cr_assert(image[0]->count > 0 && image[0]->count == image[1]->count, "%s", pairs[i][1]);
            for (slong j = 0; j < image[0]->count; j++) {
                cr_assert_eq(image[0]->interval[j].outcome, image[1]->interval[j].outcome);
                expect_turned(image[0]->interval[j].to, image[1]->interval[j].to, 1, "boundary", pairs[i][1]);
            }
            thresholds_clear(image[0]);
            thresholds_clear(image[1]);
        }
}

/* Certified verdicts of random pairs against a naive simulation of the itinerary. */
#include "naive.h"
#include "pairs.h"

#include <flint/fmpq_vec.h>
#include <math.h>

#include <criterion/criterion.h>

#define MAX_DEGREE 5

static slong undecided, compared;

/* The naive run is believed where small changes of the start do not change its answer. */
static int believable(naive_verdict_t *v, const naive_kernels_t *k, double a0, double R0)
{
    static const double change[] = {-1e-3, 1e-3};
    *v = naive_itinerary(k, a0, R0);
    if (v->outcome == WANE_OUTCOME_UNDECIDED) return 0;
    for (int i = 0; i < 2; i++) {
        naive_verdict_t a = naive_itinerary(k, a0 * (1 + change[i]), R0);
        naive_verdict_t b = R0 == 0 ? a : naive_itinerary(k, a0, R0 * (1 + change[i]));
        if (a.outcome != v->outcome || b.outcome != v->outcome) return 0;
        if (fabs(a.R_final - v->R_final) > 1e-2 || fabs(b.R_final - v->R_final) > 1e-2) return 0;
    }
    return 1;
}

/* The naive run stops seeing at |R| < 0.02, and knows no neutral pairs. */
static int visible(const verdict_t verdict)
{
    for (slong i = 0; i < verdict->phase_count; i++) {
        double R = fabs(arf_get_d(arb_midref(verdict->phases[i].R_to), ARF_RND_NEAR));
        if (R != 0 && R < 0.03) return 0;
    }
    return verdict->outcome != WANE_OUTCOME_NEUTRAL;
}

static void compare(const kernels_t kernels, const char *student, const char *teacher, const fmpq_t a0,
                    const fmpq_t R0)
{
    verdict_t verdict;
    wane_message_t message;
    naive_kernels_t k;
    naive_verdict_t naive;
    verdict_init(verdict);
    wane_status_t status = decide_from_kernels(verdict, kernels, a0, R0, message);
    naive_kernels(&k, kernels);
    double a = fmpq_get_d(a0), R = fmpq_get_d(R0);
    if (status == WANE_UNDECIDED) {
        undecided++;
    } else if (visible(verdict) && believable(&naive, &k, a, R)) {
        double R_final = arf_get_d(arb_midref(verdict->R_final), ARF_RND_NEAR);
        cr_assert_eq(status, WANE_OK);
        cr_assert_eq(verdict->outcome, naive.outcome,
                     "%s | %s, a0 = %g, R0 = %g: %s, naively %s (R = %g, peak %g)", student, teacher, a, R,
                     wane_outcome_name(verdict->outcome), wane_outcome_name(naive.outcome), naive.R_final,
                     naive.R_peak);
        cr_assert_float_eq(R_final, naive.R_final, 2e-3, "%s | %s, a0 = %g, R0 = %g: R = %g, naively %g",
                           student, teacher, a, R, R_final, naive.R_final);
        compared++;
    }
    verdict_clear(verdict);
}

static void random_start(fmpq_t a0, fmpq_t R0, const kernels_t kernels, flint_rand_t state)
{
    fmpq_set_si(a0, 1 + (slong)n_randint(state, 60), 17);
    if (n_randint(state, 3) == 0) fmpq_neg(a0, a0);
    fmpq_set_si(R0, (slong)n_randint(state, 187) - 93, 100);
    if (n_randint(state, 2) == 0 || fmpq_is_zero(R0)) {
        fmpq_zero(R0);
        if (kernels->length < 2 || arb_is_zero(kernels->p + 1)) fmpq_set_si(R0, 1, 3);
    }
}

static void random_pair(const char *student_or_null, slong starts, flint_rand_t state)
{
    char student[400], teacher[400];
    fmpq *c = _fmpq_vec_init(MAX_DEGREE + 1);
    fmpq_t a0, R0;
    kernels_t kernels;
    fmpq_init(a0);
    fmpq_init(R0);
    random_polynomial(student, c, 1 + (slong)n_randint(state, MAX_DEGREE), state);
    random_polynomial(teacher, c, 1 + (slong)n_randint(state, MAX_DEGREE), state);
    kernels_init(kernels);
    pair_kernels(kernels, student_or_null == NULL ? student : student_or_null, teacher);
    for (slong i = 0; i < starts; i++) {
        random_start(a0, R0, kernels, state);
        compare(kernels, student_or_null == NULL ? student : student_or_null, teacher, a0, R0);
    }
    kernels_clear(kernels);
    fmpq_clear(a0);
    fmpq_clear(R0);
    _fmpq_vec_clear(c, MAX_DEGREE + 1);
}

Test(random_pairs, polynomial_students)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = repetitions(150), starts = 4;
    for (slong i = 0; i < count; i++) random_pair(NULL, starts, state);
    flint_rand_clear(state);
    cr_assert_leq(20 * undecided, count * starts, "%ld undecided", (long)undecided);
    cr_assert_geq(2 * compared, count * starts, "only %ld compared", (long)compared);
}

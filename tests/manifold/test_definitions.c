/* Answers made up for the purpose, against the definitions of their words. */
#include "manifold/limit/definitions.h"
#include "pairs.h"

#include <string.h>

#include <criterion/criterion.h>

typedef struct {
    wane_outcome_t outcome;
    const char *peak, *limit; /* "" stands for a value that is not given */
    const char *R0, *drop;    /* NULL: it does not count; the singular limit */
    int good, good_of_many;
} made_up_t;

static void set(arb_t x, const char *text)
{
    if (text[0] == 0) arb_indeterminate(x);
    else cr_assert_eq(arb_set_str(x, text, 128), 0);
}

Test(definitions, words_and_numbers_agree)
{
    static const made_up_t answers[] = {
        {WANE_OUTCOME_LEARNING, "0.6 +/- 1e-9", "0.6 +/- 1e-9", NULL, NULL, 1, 1},
        {WANE_OUTCOME_LEARNING, "-1", "-1", NULL, "1/100", 1, 1},
        /* an end below the start */
        {WANE_OUTCOME_LEARNING, "0.9 +/- 1e-5", "0.56 +/- 1e-9", NULL, "1/100", 0, 0},
        {WANE_OUTCOME_LEARNING, "0.73 +/- 0.17", "0.56 +/- 1e-9", "9/10", "1/100", 0, 0},
        {WANE_OUTCOME_LEARNING, "0.73 +/- 0.17", "0.56 +/- 1e-9", NULL, "1/100", 1, 1},
        {WANE_OUTCOME_LEARNING, "0.56 +/- 1e-9", "0.56 +/- 1e-9", "9/10", "1/100", 0, 0},
        {WANE_OUTCOME_PARTIAL_UNLEARNING, "0.56 +/- 1e-9", "0.555 +/- 1e-9", "9/10", "1/100", 0, 0},
        {WANE_OUTCOME_LEARNING, "-0.56 +/- 1e-9", "-0.56 +/- 1e-9", "-9/10", "1/100", 0, 0},
        {WANE_OUTCOME_LEARNING, "0.5", "0", NULL, NULL, 0, 0},
        {WANE_OUTCOME_LEARNING, "0.5", "0.6", NULL, NULL, 0, 0},
        {WANE_OUTCOME_LEARNING, "-0.6", "0.6", NULL, NULL, 0, 0},
        {WANE_OUTCOME_LEARNING, "1.1", "1.1", NULL, NULL, 0, 0},
        {WANE_OUTCOME_PARTIAL_UNLEARNING, "0.9 +/- 1e-5", "0.56 +/- 1e-9", "9/10", "1/100", 1, 1},
        {WANE_OUTCOME_PARTIAL_UNLEARNING, "0.565 +/- 1e-5", "0.56 +/- 1e-9", NULL, "1/100", 0, 0},
        {WANE_OUTCOME_PARTIAL_UNLEARNING, "0.565 +/- 1e-5", "0.56 +/- 1e-9", NULL, NULL, 1, 1},
        {WANE_OUTCOME_PARTIAL_UNLEARNING, "0.6 +/- 0.1", "0.56 +/- 1e-9", NULL, NULL, 0, 1},
        {WANE_OUTCOME_PARTIAL_UNLEARNING, "0.9", "0", NULL, NULL, 0, 0},
        {WANE_OUTCOME_UNLEARNING, "0.5 +/- 0.5", "0", NULL, "1/100", 1, 1},
        {WANE_OUTCOME_UNLEARNING, "0", "0", NULL, NULL, 0, 0},
        {WANE_OUTCOME_UNLEARNING, "0.9", "0.1", NULL, NULL, 0, 0},
        {WANE_OUTCOME_NOT_LEARNED, "0", "0", NULL, NULL, 1, 1},
        {WANE_OUTCOME_NOT_LEARNED, "0.1", "0", NULL, NULL, 0, 0},
        {WANE_OUTCOME_NOT_LEARNED, "0", "0", "1/10", NULL, 0, 0},
        {WANE_OUTCOME_NEUTRAL, "", "", NULL, NULL, 1, 1},
        {WANE_OUTCOME_UNDECIDED, "", "", NULL, NULL, 0, 0},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const made_up_t *m = answers + i;
        arb_t peak, limit, a;
        fmpq_t drop;
        wane_interval_t R0;
        arb_init(peak);
        arb_init(limit);
        arb_init(a);
        fmpq_init(drop);
        wane_interval_init(R0);
        set(peak, m->peak);
        set(limit, m->limit);
        if (m->drop != NULL) fmpq_set_str(drop, m->drop, 10);
        if (m->R0 != NULL) {
            fmpq_set_str(R0->lo, m->R0, 10);
            fmpq_set(R0->hi, R0->lo);
        }
        answer_t answer = {.outcome = m->outcome,
                           .R_peak = peak,
                           .R_final = limit,
                           .a_final = a,
                           .drop = m->drop == NULL ? NULL : drop,
                           .R0 = m->R0 == NULL ? NULL : R0};
        cr_expect_eq(answer_contradicts(&answer, 0) == NULL, m->good, "%s, peak %s, limit %s: %s",
                     wane_outcome_name(m->outcome), m->peak, m->limit, answer_contradicts(&answer, 0));
        cr_expect_eq(answer_contradicts(&answer, 1) == NULL, m->good_of_many, "%s, peak %s, limit %s",
                     wane_outcome_name(m->outcome), m->peak, m->limit);
        arb_clear(peak);
        arb_clear(limit);
        arb_clear(a);
        fmpq_clear(drop);
        wane_interval_clear(R0);
    }
}

/* h1 + h3 | 2 h1 + h3: V falls along no solution, and an end is an equilibrium. */
Test(definitions, ends_are_equilibria_of_no_less_V)
{
    kernels_t kernels;
    wane_interval_t a0;
    wane_start_t start;
    wane_message_t message;
    arb_t R, a;
    arb_init(R);
    arb_init(a);
    kernels_init(kernels);
    wane_interval_init(a0);
    wane_start_init(start);
    pair_kernels(kernels, "h1+h3", "2*h1+h3");
    answer_t answer = {.outcome = WANE_OUTCOME_LEARNING, .R_peak = R, .R_final = R, .a_final = a};
    arb_one(R);
    arb_set_str(a, "1.5 +/- 1e-9", 64);
    fmpq_set_si(a0->lo, 1, 2);
    fmpq_set(a0->hi, a0->lo);
    cr_expect_null(end_contradicts(&answer, kernels, a0, start));
    arb_set_str(a, "1.6 +/- 1e-9", 64); /* P != a S */
    cr_expect_not_null(end_contradicts(&answer, kernels, a0, start));
    arb_set_d(R, 0.5); /* neither P = a S nor P' = a S'/2 */
    cr_expect_not_null(end_contradicts(&answer, kernels, a0, start));
    arb_pos_inf(a);
    cr_expect_not_null(end_contradicts(&answer, kernels, a0, start));
    arb_zero(R);
    cr_expect_null(end_contradicts(&answer, kernels, a0, start));
    arb_zero(a); /* the origin, from where V > 0 */
    start->kind = WANE_START_VALUE;
    fmpq_set_si(start->value->lo, 1, 2);
    fmpq_set(start->value->hi, start->value->lo);
    cr_expect_not_null(end_contradicts(&answer, kernels, a0, start));
    cr_expect_eq(answer_is_refused(answer.outcome, "R ends at 0", message), WANE_UNDECIDED);
    cr_expect_not_null(strstr(message->text, "defect"));
    arb_clear(R);
    arb_clear(a);
    kernels_clear(kernels);
    wane_interval_clear(a0);
    wane_start_clear(start);
}

/* Verdicts over boxes of parameters and initial scales against single members. */
#include "manifold/family/boxes/box_verdict.h"
#include "boxes.h"
#include "pairs.h"

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>
#include <flint/fmpq_vec.h>

typedef struct {
    const char *student, *teacher;
    slong b[2], c[2], a0[2], R0[2]; /* thousandths */
} box_t;

static wane_status_t over(box_verdict_t answer, const box_t *box, wane_message_t message)
{
    wane_function_t student, teacher;
    wane_interval_t a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_function_init(student);
    wane_function_init(teacher);
    wane_interval_init(a0);
    wane_start_init(start);
    box_function(student, box->student, box->b, box->c);
    box_function(teacher, box->teacher, box->b, box->c);
    box_interval(a0, box->a0);
    box_interval(start->value, box->R0);
    if (box->R0[0] != 0 || box->R0[1] != 0) start->kind = WANE_START_VALUE;
    wane_effort_default(&effort);
    wane_status_t status = box_verdict_compute(answer, student, teacher, a0, start, &effort, message);
    wane_function_clear(student);
    wane_function_clear(teacher);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return status;
}

static wane_status_t at_member(verdict_t verdict, const box_t *member)
{
    wane_function_t student, teacher;
    wane_interval_t a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_message_t message;
    wane_function_init(student);
    wane_function_init(teacher);
    wane_interval_init(a0);
    wane_start_init(start);
    box_function(student, member->student, member->b, member->c);
    box_function(teacher, member->teacher, member->b, member->c);
    box_interval(a0, member->a0);
    box_interval(start->value, member->R0);
    if (member->R0[0] != 0) start->kind = WANE_START_VALUE;
    wane_effort_default(&effort);
    effort.digits = 15;
    wane_status_t status = verdict_compute(verdict, student, teacher, a0, start, &effort, message);
    wane_function_clear(student);
    wane_function_clear(teacher);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return status;
}

static void choose(slong member[2], const slong range[2], flint_rand_t state)
{
    member[0] = member[1] = range[0] + (slong)n_randint(state, (ulong)(range[1] - range[0]) + 1);
}

static void compare(const verdict_t all, const verdict_t one, const box_t *box, const box_t *member)
{
    char what[500];
    snprintf(what, sizeof what, "%s | %s, b = %ld, c = %ld, a0 = %ld, R0 = %ld thousandths", box->student,
             box->teacher, (long)member->b[0], (long)member->c[0], (long)member->a0[0], (long)member->R0[0]);
    cr_assert_eq(all->outcome, one->outcome, "%s: %s, the family is said to be %s", what,
                 wane_outcome_name(one->outcome), wane_outcome_name(all->outcome));
    cr_assert(hull_agrees(all->R_peak, one->R_peak), "%s: R_peak", what);
    cr_assert(hull_agrees(all->R_final, one->R_final), "%s: R_final", what);
    cr_assert(hull_agrees(all->a_final, one->a_final), "%s: a_final", what);
    for (slong i = 0; i < all->phase_count; i++) {
        const wane_phase_t *p = all->phases + i, *q = one->phases + i;
        cr_assert_eq(all->phase_count, one->phase_count, "%s", what);
        /* where N(1) <= 0 alone is known the end may be the corner */
        cr_assert(p->end == q->end || (p->end == WANE_END_EQUILIBRIUM && q->end == WANE_END_CORNER),
                  "%s: phase %ld", what, (long)i);
        cr_assert(hull_agrees(p->R_to, q->R_to) && hull_agrees(p->a_to, q->a_to) &&
                      hull_agrees(p->loss_to, q->loss_to),
                  "%s: phase %ld", what, (long)i);
        cr_assert(!arb_is_finite(p->slow_time) || arb_overlaps(p->slow_time, q->slow_time), "%s: time %ld",
                  what, (long)i);
    }
    if (all->has_scaling)
        cr_assert(one->scaling->Q >= all->scaling->Q_least && one->scaling->Q <= all->scaling->Q, "%s", what);
    if (all->has_scaling) cr_assert(arb_overlaps(all->scaling->kappa, one->scaling->kappa), "%s", what);
    if (all->has_exit) cr_assert(arb_overlaps(all->a_delayed, one->a_delayed), "%s: a_out", what);
}

static slong check_members(const verdict_t all, const box_t *box, slong count, flint_rand_t state)
{
    slong decided = 0;
    for (slong i = 0; i < count; i++) {
        verdict_t one;
        box_t member = *box;
        choose(member.b, box->b, state);
        choose(member.c, box->c, state);
        choose(member.a0, box->a0, state);
        choose(member.R0, box->R0, state);
        verdict_init(one);
        if (at_member(one, &member) == WANE_OK) {
            compare(all, one, box, &member);
            decided++;
        }
        verdict_clear(one);
    }
    return decided;
}

Test(box_verdicts, reference_families)
{
    static const struct {
        box_t box;
        wane_outcome_t outcome; /* undecided: none is common */
    } expected[] = {
        {{"tanh", "h1+b*h3", {50, 500}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1+b*h3", {-10, 10}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNDECIDED},
        {{"tanh", "h1+[0.05,0.5]*h3", {0, 0}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1+b*h3", {-200, -50}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_PARTIAL_UNLEARNING},
        {{"tanh", "h1+b*h3", {200, 300}, {0, 0}, {100, 1000}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1+0.3*h3", {0, 0}, {0, 0}, {100, 30000}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1-0.1*h3", {0, 0}, {0, 0}, {100, 2600}, {0, 0}}, WANE_OUTCOME_PARTIAL_UNLEARNING},
        {{"tanh", "h1-0.1*h3", {0, 0}, {0, 0}, {2700, 9000}, {0, 0}}, WANE_OUTCOME_LEARNING},
        {{"tanh", "h1-0.1*h3", {0, 0}, {0, 0}, {2000, 3000}, {0, 0}}, WANE_OUTCOME_UNDECIDED},
        {{"tanh", "h1+0.3*h3", {0, 0}, {0, 0}, {500, 500}, {100, 900}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh(b*x)", "h1+0.3*h3", {980, 1020}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh(b*x)", "h1+c*h3", {990, 1010}, {250, 300}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh(b*x)", "3*tanh(b*x)", {980, 1020}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_LEARNING},
        {{"tanh(b*x)", "h1+0.3*h3", {500, 1900}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh(b*x)", "h1+0.3*h3", {1900, 2000}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1+b*h3+c*h5", {250, 350}, {-50, 50}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        /* up to a member whose leading power is another, or that is the student */
        {{"tanh", "h1+b*h3", {0, 500}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1+b*h3+c*h5", {0, 1}, {0, 1}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"h1+h2", "h1+h2+b*h1", {-10, 0}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_LEARNING},
        {{"relu", "h1+b*h3", {100, 200}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_LEARNING},
        {{"tanh", "h1+b^2*h3", {-300, 500}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        {{"tanh", "h1+(exp(b)-1)*c^2*h3", {0, 300}, {0, 300}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNLEARNING},
        /* a verdict that one member alone has */
        {{"tanh", "b*h1", {-300, 300}, {0, 0}, {500, 500}, {0, 0}}, WANE_OUTCOME_UNDECIDED},
    };
    flint_rand_t state;
    flint_rand_init(state);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const box_t *box = &expected[i].box;
        box_verdict_t answer;
        wane_message_t message;
        box_verdict_init(answer);
        wane_status_t status = over(answer, box, message);
        cr_assert_eq(answer->verdict->outcome, expected[i].outcome, "%s | %s: %s", box->student, box->teacher,
                     message->text);
        cr_assert_eq(status, expected[i].outcome == WANE_OUTCOME_UNDECIDED ? WANE_UNDECIDED : WANE_OK);
        if (status == WANE_OK) check_members(answer->verdict, box, 3, state);
        else cr_assert(strstr(message->text, "no common verdict") != NULL, "%s", message->text);
        box_verdict_clear(answer);
    }
    flint_rand_clear(state);
}

Test(box_verdicts, random_families_hold_for_their_members)
{
    static const char *student[] = {"tanh", "erf", "h1+b*h2+0.3*h3", "h1+h3", "gelu", "0.2+h1+c*h2"};
    flint_rand_t state;
    slong count = repetitions(40), proved = 0, members = 0;
    fmpq *unused = _fmpq_vec_init(8);
    flint_rand_init(state);
    for (slong i = 0; i < count; i++) {
        char fixed[400], teacher[500];
        box_verdict_t answer;
        wane_message_t message;
        random_polynomial(fixed, unused, 1 + (slong)n_randint(state, 4), state);
        snprintf(teacher, sizeof teacher, "%s+b*h%d+c*h%d", fixed, 1 + (int)n_randint(state, 4),
                 1 + (int)n_randint(state, 6));
        box_t box = {.student = student[n_randint(state, 6)], .teacher = teacher};
        random_range(box.b, -1000, 1000, 60, state);
        random_range(box.c, -1000, 1000, 60, state);
        random_range(box.a0, 50, 3000, n_randint(state, 2) ? 2000 : 2, state);
        if (n_randint(state, 2)) random_range(box.R0, 50, 900, n_randint(state, 2) ? 200 : 2, state);
        box_verdict_init(answer);
        wane_status_t status = over(answer, &box, message);
        cr_assert(status == WANE_OK || status == WANE_UNDECIDED, "%s", message->text);
        if (status == WANE_OK) {
            members += check_members(answer->verdict, &box, 4, state);
            proved++;
        }
        box_verdict_clear(answer);
    }
    cr_log_info("%ld of %ld families proved, %ld members compared", (long)proved, (long)count, (long)members);
    cr_assert_geq(3 * proved, count);
    _fmpq_vec_clear(unused, 8);
    flint_rand_clear(state);
}

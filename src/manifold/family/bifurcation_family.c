#include "base/interval.h"
#include "function/tree/scoped_function.h"
#include "function/facts/facts.h"
#include "function/tree/expression.h"
#include "manifold/shape/portrait.h"
#include "manifold/family/bifurcation_family.h"
#include "manifold/limit/verdict.h"

#include <stdio.h>
#include <string.h>

#define FIRST_DIGITS 15 /* signs need few */
#define MORE_DIGITS 4   /* times as many at each further attempt */

void bifurcation_problem_init(bifurcation_problem_t family)
{
    memset(family, 0, sizeof(bifurcation_problem_struct));
    family->side = 1;
    wane_interval_init(family->range);
    wane_interval_init(family->a0);
    wane_start_init(family->start);
}

void bifurcation_problem_clear(bifurcation_problem_t family)
{
    wane_interval_clear(family->range);
    wane_interval_clear(family->a0);
    wane_start_clear(family->start);
}

wane_status_t family_functions(wane_function_t student, wane_function_t teacher,
                               const bifurcation_problem_t family, const wane_interval_t b,
                               wane_message_t message)
{
    slong count = family->parameter_count + 1;
    wane_parameter_t *parameters = flint_malloc(count * sizeof(wane_parameter_t));
    char *text = interval_or_number_text(b->lo, b->hi);
    for (slong i = 0; i + 1 < count; i++) parameters[i] = family->parameters[i];
    parameters[count - 1] = (wane_parameter_t){.name = family->name, .value = text};
    wane_status_t status = wane_function_parse(student, family->student, parameters, count, message);
    if (status == WANE_OK) status = wane_function_parse(teacher, family->teacher, parameters, count, message);
    flint_free(text);
    flint_free(parameters);
    return status;
}

/* Whether more bits can help: not where the interval itself is what leaves things open. */
static int is_narrow(const wane_interval_t b, slong prec)
{
    if (fmpq_equal(b->lo, b->hi)) return 1;
    SCOPED(fmpq, width);
    SCOPED(arf, x);
    fmpq_sub(width, b->hi, b->lo);
    arf_set_fmpq(x, width, 30, ARF_RND_UP);
    return arf_cmpabs_2exp_si(x, -prec / 2) < 0;
}

/* Whether kernels are cheap: see kernels_replace_teacher. */
static int pair_is_quick(int student_is_fixed, const wane_function_t student, const wane_function_t teacher)
{
    return function_is_polynomial(teacher) && (student_is_fixed || function_is_polynomial(student));
}

void members_init(members_t members, const bifurcation_problem_t family, const wane_effort_t *effort)
{
    wane_message_t message;
    SCOPED(wane_interval, b);
    SCOPED(wane_function, student, teacher);
    members->family = family;
    members->effort = effort;
    members->student_is_fixed = members->is_quick = 0;
    family_parameter_range(b, family);
    if (family_functions(student, teacher, family, b, message) == WANE_OK) {
        members->student_is_fixed = function_parameter_degree(student, family->name) == 0;
        members->is_quick = pair_is_quick(members->student_is_fixed, student, teacher);
    }
    for (int i = 0; i < 2 * MEMBER_LEVELS; i++) {
        kernels_init(members->kernels[i % 2][i / 2]);
        members->status[i % 2][i / 2] = WANE_FAILURE;
    }
    for (int i = 0; i < MEMBER_LEVELS; i++) hermite_share_init(members->student[i]);
}

void members_clear(members_t members)
{
    for (int i = 0; i < 2 * MEMBER_LEVELS; i++) kernels_clear(members->kernels[i % 2][i / 2]);
    for (int i = 0; i < MEMBER_LEVELS; i++) hermite_share_clear(members->student[i]);
}

/* Kernels of the pair at one of the precisions. */
static wane_status_t set_kernels(members_t members, int level, int signs_only, const wane_function_t student,
                                 const wane_function_t teacher, const wane_effort_t *effort,
                                 wane_message_t message)
{
    wane_status_t *status = members->status[signs_only] + level;
    kernels_struct *kernels = members->kernels[signs_only][level];
    int stored = *status == WANE_OK || *status == WANE_UNDECIDED;
    if (stored && members->student_is_fixed) {
        wane_status_t checked = wane_function_check(teacher, message);
        if (checked != WANE_OK) return checked;
        if (kernels_replace_teacher(kernels, student, teacher)) return *status;
    }
    if (signs_only && !members->student_is_fixed) {
        hermite_share_clear(members->student[level]);
        hermite_share_init(members->student[level]);
    }
    *status = signs_only ? kernels_compute_up_to_factor(kernels, members->student[level], student, teacher,
                                                        effort, message)
                         : kernels_compute(kernels, student, teacher, effort, message);
    return *status;
}

/* Beside drive() of manifold/shape/precision_loop.h: that asks one pair for digits, from as many as are wanted, until
   the kernels grow no sharper.  Here many members are asked for signs, from few bits, until more would not show
   through the interval, and a member's kernels are those of the last at the same level but for the teacher; what drive()
   holds once is held for each level. */
wane_status_t members_ask(const inquiry_t *inquiry, members_t members, const wane_interval_t b,
                          wane_message_t message)
{
    wane_effort_t attempt = *members->effort;
    SCOPED(wane_function, student, teacher);
    wane_status_t status = family_functions(student, teacher, members->family, b, message);
    attempt.digits = FIRST_DIGITS;
    for (int level = 0; level < MEMBER_LEVELS && status == WANE_OK; level++) {
        wane_status_t given =
            set_kernels(members, level, inquiry->signs_only, student, teacher, &attempt, message);
        const kernels_struct *kernels = members->kernels[inquiry->signs_only][level];
        status = given == WANE_UNDECIDED ? WANE_OK : given;
        if (status == WANE_OK) status = inquiry->answer(inquiry->context, kernels, &attempt, message);
        if (status != WANE_UNDECIDED || !is_narrow(b, kernels->prec) || given == WANE_UNDECIDED ||
            2 * kernels->prec > members->effort->max_prec || level + 1 == MEMBER_LEVELS)
            break;
        attempt.digits *= MORE_DIGITS;
        status = WANE_OK;
    }
    return status;
}

typedef struct {
    portrait_struct *picture;
    int side;
} picture_context_t;

static wane_status_t answer_picture(void *context, const kernels_t kernels, const wane_effort_t *effort,
                                    wane_message_t message)
{
    picture_context_t *c = context;
    return portrait_from_kernels(c->picture, kernels, c->side, effort, message);
}

wane_status_t members_picture(portrait_t picture, members_t members, const wane_interval_t b,
                              wane_message_t message)
{
    picture_context_t context = {picture, members->family->side};
    inquiry_t inquiry = {answer_picture, &context, 1};
    return members_ask(&inquiry, members, b, message);
}

typedef struct {
    verdict_struct *verdict;
    const bifurcation_problem_struct *family;
} verdict_context_t;

static wane_status_t answer_verdict(void *context, const kernels_t kernels, const wane_effort_t *effort,
                                    wane_message_t message)
{
    verdict_context_t *c = context;
    return verdict_from_kernels(c->verdict, kernels, c->family->a0, c->family->start, effort, message);
}

wane_status_t members_verdict(wane_outcome_t *outcome, members_t members, const wane_interval_t b,
                              wane_message_t message)
{
    verdict_t verdict;
    verdict_init(verdict);
    verdict_context_t context = {verdict, members->family};
    inquiry_t inquiry = {answer_verdict, &context, 0};
    wane_status_t status = members_ask(&inquiry, members, b, message);
    *outcome = status == WANE_OK ? verdict->outcome : WANE_OUTCOME_UNDECIDED;
    verdict_clear(verdict);
    return status;
}

void family_parameter_range(wane_interval_t b, const bifurcation_problem_t family)
{
    if (!family->whole_line) {
        interval_set(b, family->range);
        return;
    }
    fmpq_set_si(b->lo, -1, 1);
    fmpq_one(b->hi);
}

wane_status_t family_degrees(slong *student_degree, slong *teacher_degree, const bifurcation_problem_t family,
                             const wane_interval_t b, wane_message_t message)
{
    SCOPED(wane_function, student, teacher);
    wane_status_t status = family_functions(student, teacher, family, b, message);
    if (status == WANE_OK) {
        *student_degree = function_parameter_degree(student, family->name);
        *teacher_degree = function_parameter_degree(teacher, family->name);
    }
    return status;
}

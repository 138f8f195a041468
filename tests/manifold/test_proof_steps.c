/* What the machines record while they prove: each step by a rule that exists, in the orientation in which it
   holds, and in agreement with the answer that is read off the steps.  The signs are those of the equations
   of motion. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "manifold/family/from_functions.h"
#include "manifold/shape/small_R.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/proof/formula.h"
#include "pairs.h"

#define PREC 128

typedef struct {
    char student[24], teacher[24], a0[8], R0[8];
} question_t;

static question_t questions[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"},
    {"tanh", "h1-1/10*h3", "1/2", "0"},
    {"tanh", "h1-1/10*h3", "3", "0"},
    {"tanh", "h1-1/10*h3", "3", "9/10"},
    {"tanh", "-h1-3/10*h3", "1/2", "0"},
    {"tanh", "h1+3/10*h3", "-1/2", "-3/10"},
    {"tanh", "h1+3/10*h3", "0", "3/10"},
    {"tanh", "h1", "1/10", "0"},
    {"tanh", "tanh", "1/2", "0"},
    {"tanh", "h3", "1/2", "0"},
    {"tanh", "h3", "1/2", "0-"},
    {"tanh", "sin(2*x)", "3", "0"},
    {"tanh", "sin(2*x)", "-1/2", "0"},
    {"tanh", "h2", "1/2", "1/5"},
    {"erf", "h1+0.2*h3+1.5*h5", "1/2", "0"},
    {"erf", "h1+0.2*h3+1.5*h5", "5", "0"},
    {"gelu", "h1+0.2*h2", "1/2", "0"},
    {"gelu", "h2", "1/2", "3/10"},
    {"gelu", "gelu", "1/2", "0"},
    {"h1", "h1+0.5*h3", "1/2", "0"},
    {"h1", "h1+0.5*h3", "3", "0"},
    {"h1+h3", "h1-h3", "1/2", "0"},
    {"1+h1+2*h2", "2+h2", "5", "0+"},
    {"1+h1+2*h2", "2+h2", "9/2", "0-"},
    {"1+h1+2*h2", "h2-1/2", "6", "0+"},
    {"1+h2+h3", "2+h3", "1", "0+"},
    {"1+h1+2*h2", "-2-h2", "-5", "0+"},
    {"h2+h3", "-h2+0.8*h3", "1/20", "97/100"},
    {"tanh+h2", "sin(x)+x^2", "-1", "9/10"},
    {"silu", "h1+0.2*h2-0.3*h3", "2", "0"},
    {"silu", "tanh(x)+0.3*cos(x)", "-1", "9/10"},
    {"1+h1", "1-h1", "1/2", "1/2"},
    {"relu", "h1+0.3*h3", "1/2", "0"},
    {"relu", "relu", "1/2", "-1/2"},
    {"relu", "abs", "1/2", "0"},
    {"abs", "h2", "1/2", "0+"},
    {"hardtanh", "sin(2*x)", "1/2", "0"},
};

static void read_start(wane_start_t start, const char *text)
{
    if (strcmp(text, "0+") == 0) start->kind = WANE_START_ZERO_PLUS;
    else if (strcmp(text, "0-") == 0) start->kind = WANE_START_ZERO_MINUS;
    else if (strcmp(text, "0") != 0) {
        start->kind = WANE_START_VALUE;
        cr_assert_eq(fmpq_set_str(start->value->lo, text, 10), 0);
        fmpq_set(start->value->hi, start->value->lo);
    }
}

static int middle_sign(const arb_t x)
{
    return arf_sgn(arb_midref(x));
}

/* The sign of R' for a of the given sign (a_sign P' - |a| S'/2), or of a' (P - a S; where branch:
   with a = A(R)). */
static int motion(const kernels_t kernels, const arb_t R, const arb_t a, int a_sign, int of_a, int branch)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES + 2), S = P + WANE_KERNEL_DERIVATIVES;
    arb_ptr x = S + WANE_KERNEL_DERIVATIVES, y = x + 1;
    kernels_evaluate(P, S, kernels, R, PREC);
    arb_set(y, a);
    if (branch) {
        arb_div(y, P + 1, S + 1, PREC);
        arb_mul_2exp_si(y, y, 1);
        cr_expect_eq(middle_sign(y), a_sign, "the branch has the other sign");
    }
    if (of_a) {
        arb_mul(x, y, S, PREC);
        arb_sub(x, P, x, PREC);
    } else {
        arb_abs(y, y);
        arb_mul(x, y, S + 1, PREC);
        arb_mul_2exp_si(x, x, -1);
        arb_mul_si(P + 1, P + 1, a_sign, PREC);
        arb_sub(x, P + 1, x, PREC);
    }
    const int sign = middle_sign(x);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES + 2);
    return sign;
}

static void middle(arb_t m, const arb_t x, const arb_t y)
{
    arb_add(m, x, y, PREC);
    arb_mul_2exp_si(m, m, -1);
    arb_get_mid_arb(m, m);
}

/* Between the ends of the phase, which are not negative in its orientation, the equations move the
   way it goes. */
static void check_motion(const proof_step_t *step, const wane_phase_t *phase, const kernels_t kernels,
                         int crosses)
{
    arb_t R, a, gap;
    arb_init(R);
    arb_init(a);
    arb_init(gap);
    cr_expect(!arb_is_negative(step->R_to) && (crosses || !arb_is_negative(step->R_from)));
    cr_expect(!arb_is_negative(step->a_from) && (step->has_exit || !arb_is_negative(step->a_to)));
    const int fast = phase->kind == WANE_PHASE_FAST, branch = phase->branch == WANE_BRANCH_INTERIOR;
    middle(R, phase->R_from, phase->R_to);
    middle(a, phase->a_from, phase->a_to);
    if (fast) arb_sub(gap, phase->R_to, phase->R_from, PREC);
    else arb_sub(gap, phase->a_to, phase->a_from, PREC);
    if (!fast && !branch) arb_set(a, phase->a_from);
    if (!arb_contains_zero(gap) && !(branch && arb_is_zero(R)))
        cr_expect_eq(motion(kernels, R, a, step->a_sign, !fast, branch), middle_sign(gap), "%s",
                     proof_rule_row(step->rule)->name);
    arb_clear(R);
    arb_clear(a);
    arb_clear(gap);
}

static void check_phase(const proof_step_t *step, const verdict_t verdict)
{
    const proof_rule_row_t *row = proof_rule_row(step->rule);
    const wane_phase_t *phase = verdict->phases + step->phase;
    arb_t x;
    arb_init(x);
    cr_expect_eq(row->kind, PROOF_MOVES);
    cr_expect_eq(phase->kind, row->phase);
    cr_expect_eq(phase->end, row->end);
    cr_expect(phase->branch == row->branch ||
              (row->branch == WANE_BRANCH_ALIGNED && phase->branch == WANE_BRANCH_ANTI_ALIGNED &&
               step->R_sign < 0));
    proof_turn(x, step->R_to, step->R_sign);
    cr_expect(arb_equal(x, phase->R_to));
    proof_turn(x, step->a_to, step->a_sign);
    cr_expect(arb_equal(x, phase->a_to));
    if (phase->end == WANE_END_EXIT) {
        cr_expect(step->has_exit);
        cr_expect(!arb_is_negative(step->turn));
    }
    cr_expect_eq(step->law != NULL, phase->end == WANE_END_SMALL_R);
    arb_clear(x);
}

static void check_mark(const proof_step_t *step, const itinerary_t proof)
{
    const interior_branch_struct *branch = proof->branches[step->a_sign < 0][step->R_sign < 0];
    const wane_phase_end_t end = proof_rule_row(step->rule)->end;
    if (proof_rule_row(step->rule)->branch == WANE_BRANCH_INTERIOR &&
        (end == WANE_END_EQUILIBRIUM || end == WANE_END_FOLD || end == WANE_END_SIGN_CHANGE)) {
        cr_assert(step->mark > 0 && step->mark + 1 < branch->mark_count);
        cr_expect_eq(branch->mark[step->mark].kind, end == WANE_END_FOLD          ? MARK_FOLD
                                                    : end == WANE_END_EQUILIBRIUM ? MARK_EQUILIBRIUM
                                                                                  : MARK_CROSSING);
        cr_expect(arb_equal(branch->mark[step->mark].R, step->R_to));
    }
    if (end == WANE_END_BRANCH) {
        cr_assert(step->piece >= 0 && step->piece + 1 < branch->mark_count);
        cr_expect(arb_overlaps(branch->mark[step->piece].R, step->R_to) ||
                  arb_lt(branch->mark[step->piece].R, step->R_to));
        cr_expect(arb_overlaps(branch->mark[step->piece + 1].R, step->R_to) ||
                  arb_gt(branch->mark[step->piece + 1].R, step->R_to));
    }
}

static void check_peak(const proof_record_t record, const verdict_t verdict, const wane_start_t start)
{
    const proof_step_t *peak = NULL;
    arb_t x, y;
    arb_init(x);
    arb_init(y);
    for (slong i = 0; i < record->count; i++)
        if (record->step[i].is_peak) peak = record->step + i;
    if (peak != NULL) proof_turn(x, peak->R_to, peak->R_sign);
    else if (start->kind == WANE_START_VALUE) wane_interval_get_arb(x, start->value, PREC);
    if (peak == NULL || peak->rule == PROOF_START_NEAR_BRANCH) {
        arb_abs(x, x);
        arb_abs(y, verdict->R_peak);
        cr_expect(arb_overlaps(x, y));
    } else {
        cr_expect(arb_equal(x, verdict->R_peak));
    }
    arb_clear(x);
    arb_clear(y);
}

static slong sentence_count(const proof_record_t record)
{
    slong count = 0;
    for (slong i = 0; i < record->count; i++) count += proof_rule_row(record->step[i].rule)->sentence != NULL;
    return count;
}

typedef struct {
    const wane_start_struct *start;
    int shown;
} limit_witness_t;

static void check_itinerary(void *context, const itinerary_t proof)
{
    limit_witness_t *witness = context;
    const proof_record_struct *record = proof->record;
    const verdict_struct *verdict = proof->verdict;
    slong phases = 0, outcomes = 0, exits = 0;
    int crosses = 0;
    for (slong i = 0; i < record->count; i++) {
        const proof_step_t *step = record->step + i;
        cr_assert(step->rule < PROOF_RULES);
        cr_expect(abs(step->a_sign) == 1 && abs(step->R_sign) == 1);
        exits += step->has_exit;
        if (step->rule == PROOF_FIBRE_CROSSES) crosses = 1;
        if (proof_rule_row(step->rule)->kind == PROOF_CONCLUDES) {
            outcomes++;
            cr_expect_eq(proof_rule_row(step->rule)->outcome, verdict->outcome);
        }
        cr_expect_eq(step->phase >= 0, proof_rule_row(step->rule)->kind == PROOF_MOVES);
        if (step->phase < 0) continue;
        cr_assert_eq(step->phase, phases++);
        check_phase(step, verdict);
        check_mark(step, proof);
        check_motion(step, verdict->phases + step->phase, proof->source, crosses);
        crosses = 0;
    }
    cr_expect_eq(phases, verdict->phase_count);
    cr_expect_eq(outcomes, 1);
    cr_expect_eq(exits > 0, verdict->has_exit);
    cr_expect_eq(sentence_count(record), verdict->reason_count);
    check_peak(record, verdict, witness->start);
    witness->shown++;
}

ParameterizedTestParameters(proof_steps, of_itineraries)
{
    return cr_make_param_array(question_t, questions, sizeof questions / sizeof *questions);
}

ParameterizedTest(question_t *q, proof_steps, of_itineraries)
{
    kernels_t kernels;
    verdict_t verdict;
    wane_interval_t a0;
    wane_start_t start;
    wane_message_t message;
    kernels_init(kernels);
    verdict_init(verdict);
    wane_interval_init(a0);
    wane_start_init(start);
    pair_kernels(kernels, q->student, q->teacher);
    cr_assert_eq(fmpq_set_str(a0->lo, q->a0, 10), 0);
    fmpq_set(a0->hi, a0->lo);
    read_start(start, q->R0);
    limit_witness_t mine = {start, 0};
    const verdict_witness_t witness = {check_itinerary, &mine};
    wane_status_t status = verdict_prove(verdict, 0, &witness, kernels, a0, start, message);
    cr_expect_eq(mine.shown, status == WANE_OK);
    cr_expect_eq(status, WANE_OK, "%s | %s from a0 = %s, R0 = %s: %s", q->student, q->teacher, q->a0, q->R0,
                 message->text);
    kernels_clear(kernels);
    verdict_clear(verdict);
    wane_interval_clear(a0);
    wane_start_clear(start);
}

typedef struct {
    char student[24], teacher[24], eps[8], a0[8], R0[8];
} flow_question_t;

static flow_question_t flow_questions[] = {
    {"tanh", "h1+0.3*h3", "all", "all", "0"},
    {"tanh", "h1-0.1*h3", "1/10", "1/2", "0"},
    {"tanh", "h1-0.1*h3", "1/10", "27/10", "1/2"},
    {"tanh", "-h1+0.1*h3", "1/10", "-3/2", "24/25"},
    {"tanh", "h2", "all", "all", "0"},
    {"tanh", "h1+0.3*h3", "1/10", "1", "1/3"},
    {"h1", "h1+0.5*h3", "1/2", "1/2", "0"},
    {"erf", "h1+0.2*h3+1.5*h5", "1/10", "2", "1/2"},
    {"1+h1", "1-h1", "1/2", "1/2", "0"},
    {"gelu", "h1+0.2*h2", "all", "all", "0"},
    {"relu", "relu", "1/10", "1/2", "0"},
    {"tanh", "h1-0.1*h3", "1/10", "3/2", "24/25"},
};

typedef struct {
    const finite_eps_struct *result;
    int shown;
} flow_witness_context_t;

static slong all_terms(const kernels_t kernels)
{
    return kernels->length;
}

static void check_flow(void *context, const flow_problem_t problem, slong terms)
{
    flow_witness_context_t *witness = context;
    const proof_record_struct *record = problem->record;
    const finite_eps_struct *result = problem->result;
    slong outcomes = 0, regions = 0, entrances = 0;
    cr_expect_eq(terms, problem->kernels->length);
    for (slong i = 0; i < record->count; i++) {
        const proof_step_t *step = record->step + i;
        cr_assert(step->rule < PROOF_RULES);
        const proof_rule_row_t *row = proof_rule_row(step->rule);
        cr_expect(abs(step->a_sign) == 1 && abs(step->R_sign) == 1);
        cr_expect(!arb_is_negative(step->R_from) && !arb_is_negative(step->R_to) &&
                  !arb_is_negative(step->a_to));
        cr_expect_eq(step->phase, -1);
        regions += row->region != NULL;
        entrances += row->entrance != NULL;
        if (row->kind != PROOF_CONCLUDES) continue;
        outcomes++;
        cr_expect_eq(row->outcome, result->outcome);
        cr_expect(step->a_sign == problem->a_sign && step->R_sign == problem->R_sign);
    }
    cr_expect_eq(outcomes, 1);
    cr_expect_geq(regions, 1);
    cr_expect_eq(entrances, 1);
    cr_expect(result->region != NULL && result->entered != NULL);
    cr_expect_eq(sentence_count(record), result->reason_count);
    cr_expect(middle_sign(result->R_final) * problem->R_sign >= 0);
    cr_expect_eq(result, witness->result);
    witness->shown++;
}

static void read_quantifier(quantifier_t range, const char *text)
{
    range->all = strcmp(text, "all") == 0;
    if (range->all) return;
    cr_assert_eq(fmpq_set_str(range->value->lo, text, 10), 0);
    fmpq_set(range->value->hi, range->value->lo);
}

ParameterizedTestParameters(proof_steps, of_flows)
{
    return cr_make_param_array(flow_question_t, flow_questions,
                               sizeof flow_questions / sizeof *flow_questions);
}

ParameterizedTest(flow_question_t *q, proof_steps, of_flows)
{
    wane_function_t student, teacher;
    quantifier_t eps, a0;
    wane_start_t start;
    finite_eps_t result;
    wane_effort_t effort;
    wane_message_t message;
    fmpq_t drop;
    wane_function_init(student);
    wane_function_init(teacher);
    quantifier_init(eps);
    quantifier_init(a0);
    wane_start_init(start);
    finite_eps_init(result);
    wane_effort_default(&effort);
    fmpq_init(drop);
    cr_assert_eq(wane_function_parse(student, q->student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(teacher, q->teacher, NULL, 0, message), WANE_OK);
    read_quantifier(eps, q->eps);
    read_quantifier(a0, q->a0);
    read_start(start, q->R0);
    fmpq_set_si(drop, 1, 100);
    flow_witness_context_t mine = {result, 0};
    const flow_witness_t witness = {all_terms, check_flow, &mine};
    const flow_subject_t subject = {student, teacher, eps, a0, start, drop};
    wane_status_t status = finite_eps_compute_before(result, &witness, &subject, &effort, message);
    cr_expect_eq(status, WANE_OK, "%s | %s: %s", q->student, q->teacher, message->text);
    cr_expect_geq(mine.shown, 1);
    wane_function_clear(student);
    wane_function_clear(teacher);
    quantifier_clear(eps);
    quantifier_clear(a0);
    wane_start_clear(start);
    finite_eps_clear(result);
    fmpq_clear(drop);
}

/* The note, or NULL. */
static char *read_note(int number)
{
    char pattern[512];
    glob_t found;
    char *text = NULL;
    snprintf(pattern, sizeof pattern, "%s/%02d-*.md", DERIVATIONS, number);
    if (glob(pattern, 0, NULL, &found) == 0 && found.gl_pathc == 1) {
        FILE *file = fopen(found.gl_pathv[0], "r");
        cr_assert_not_null(file);
        fseek(file, 0, SEEK_END);
        const size_t length = (size_t)ftell(file);
        rewind(file);
        text = calloc(length + 1, 1);
        cr_assert_eq(fread(text, 1, length, file), length);
        fclose(file);
    }
    globfree(&found);
    return text;
}

/* "(3), (12)": each opens a formula, or a numbered statement, of the note. */
static void check_formulas(const proof_rule_row_t *row)
{
    char *note = read_note(row->note);
    cr_assert_not_null(note, "%s: note %d", row->name, row->note);
    cr_assert_eq(row->formulas[0], '(', "%s", row->name);
    cr_expect_not_null(proof_note_title(row->note), "note %d", row->note);
    for (const char *at = strchr(row->formulas, '('); at != NULL; at = strchr(at + 1, '(')) {
        char indented[16], bold[16];
        const int length = (int)strcspn(at, ")") + 1;
        snprintf(indented, sizeof indented, "    %.*s  ", length, at);
        snprintf(bold, sizeof bold, "**%.*s", length, at);
        cr_expect(strstr(note, indented) != NULL || strstr(note, bold) != NULL, "%s: %02d %.*s", row->name,
                  row->note, length, at);
        cr_expect_not_null(proof_formula_says(row->note, at, length), "%02d %.*s", row->note, length, at);
    }
    free(note);
}

static void check_template(const proof_step_t *step, const char *template)
{
    char *text = proof_sentence(step, template);
    cr_expect_eq(text == NULL, template == NULL);
    if (text == NULL) return;
    cr_expect(strpbrk(text, "{}") == NULL, "%s", text);
    flint_free(text);
}

/* One row per rule, each with a source that exists and words that can be said. */
Test(proof_steps, rules_are_complete)
{
    for (int i = 0; i < PROOF_RULES; i++) {
        const proof_rule_row_t *row = proof_rule_row((proof_rule_t)i);
        proof_record_t record;
        cr_assert_not_null(row->name, "rule %d", i);
        for (int j = 0; j < i; j++) cr_expect_str_neq(row->name, proof_rule_row((proof_rule_t)j)->name);
        check_formulas(row);
        proof_record_init(record);
        proof_step_t *step = proof_record_add(record, (proof_rule_t)i, -1, 1);
        if (row->end == WANE_END_SMALL_R) {
            step->law = flint_malloc(sizeof(wane_small_R_struct));
            small_R_init(step->law);
        }
        check_template(step, row->sentence);
        check_template(step, row->region);
        check_template(step, row->entrance);
        proof_record_clear(record);
    }
}

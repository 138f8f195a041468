/* A quantity other than the scale in the limit: its range is cut, and what lies beyond the parts is a theorem or open. */
#include "answer/thresholds/thresholds.h"

#include "answer/question/certified.h"
#include "base/decimal.h"
#include "base/interval.h"
#include "base/scoped.h"
#include "base/text.h"
#include "hermite/coefficients/shifted_pair.h"
#include "manifold/certificate/certify.h"
#include "manifold/family/line/line_theorems.h"
#include "manifold/shape/start.h"

#define OCTAVES 20 /* of a half line that are cut, on both sides of 1 */

typedef struct {
    line_struct *line;
    const answer_thresholds_request_t *request;
    answer_progress_t progress;
} question_t;

static int advance(void *context, double fraction_done)
{
    return answer_progress_advance(&((question_t *)context)->progress, fraction_done);
}

/* What the request is about, to be given values of the quantity. */
typedef struct {
    wane_function_t student, teacher;
    quantifier_t eps, a0;
    wane_start_t start;
    flow_subject_t subject;
} values_t;

static void values_init(values_t *values, const answer_thresholds_request_t *request)
{
    wane_function_init(values->student);
    wane_function_init(values->teacher);
    wane_function_set(values->student, request->pair->student);
    wane_function_set(values->teacher, request->pair->teacher);
    quantifier_init(values->eps);
    quantifier_init(values->a0);
    quantifier_set(values->eps, request->eps);
    quantifier_set(values->a0, request->a0);
    wane_start_init(values->start);
    start_set(values->start, request->pair->start);
    values->subject =
        (flow_subject_t){values->student, values->teacher, request->is_limit ? NULL : values->eps,
                         values->a0,      values->start,   request->drop};
}

static void values_clear(values_t *values)
{
    wane_function_clear(values->student);
    wane_function_clear(values->teacher);
    quantifier_clear(values->eps);
    quantifier_clear(values->a0);
    wane_start_clear(values->start);
}

/* Parameters have their range from the beginning. */
static void values_set(values_t *values, const answer_thresholds_request_t *request, const fmpq_t lo,
                       const fmpq_t hi)
{
    SCOPED(wane_interval, range);
    fmpq_set(range->lo, lo);
    fmpq_set(range->hi, hi);
    switch (request->over) {
    case ANSWER_OVER_A0:
        values->a0->all = 0;
        interval_set(values->a0->value, range);
        break;
    case ANSWER_OVER_R0:
        values->start->kind = WANE_START_VALUE;
        interval_set(values->start->value, range);
        break;
    case ANSWER_OVER_EPS:
        values->eps->all = 0;
        interval_set(values->eps->value, range);
        break;
    case ANSWER_OVER_DECAY:
        wane_shifted_pair(values->student, values->teacher, request->pair->typed[0], request->pair->typed[1],
                          range);
        break;
    default:
        break;
    }
}

/* ---- parts ---- */

static wane_status_t cut(question_t *question, const fmpq_t lo, const fmpq_t hi, wane_message_t message)
{
    const answer_thresholds_request_t *request = question->request;
    values_t values;
    values_init(&values, request);
    values_set(&values, request, lo, hi);
    const line_problem_t problem = {values.subject,        request->name, request->width,
                                    request->pair->effort, advance,       question};
    wane_status_t status = line_cut(question->line, &problem, message);
    values_clear(&values);
    return status;
}

/* Beyond what is cut. */
static void leave_open(question_t *question, const fmpq *lo, const fmpq *hi, const char *why)
{
    line_add(question->line, lo, hi, WANE_OUTCOME_UNDECIDED, why);
}

/* The verdict of these values and their peak; undecided if it is not proved for all of them. */
static wane_outcome_t outcome_of(arb_t R_peak, const values_t *values,
                                 const answer_thresholds_request_t *request)
{
    arb_indeterminate(R_peak);
    wane_message_t unused;
    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    const flow_subject_t *subject = &values->subject;
    if (request->is_limit) {
        box_verdict_t result;
        box_verdict_init(result);
        if (box_verdict_decide(result, NULL, subject->student, subject->teacher, subject->a0->value,
                               subject->start, &request->pair->effort, unused) == WANE_OK)
            outcome = result->verdict->outcome;
        arb_set(R_peak, result->verdict->R_peak);
        box_verdict_clear(result);
    } else {
        box_flow_t result;
        box_flow_init(result);
        if (box_flow_decide(result, NULL, subject, &request->pair->effort, unused) == WANE_OK)
            outcome = result->flow->outcome;
        arb_set(R_peak, result->flow->R_peak);
        box_flow_clear(result);
    }
    return outcome;
}

/* ---- R0: (-1, 1) is approached, as |R0| = 1 is no start ---- */

static wane_status_t cut_start(question_t *question, wane_message_t message)
{
    static const char why[] = "|R0| = 1 is approached";
    const answer_thresholds_request_t *request = question->request;
    SCOPED(fmpq, room, lo, hi);
    fmpq_div_2exp(room, request->width, 1);
    fmpq_set(lo, request->lo);
    fmpq_set(hi, request->hi);
    if (fmpq_cmp_si(lo, -1) == 0) {
        fmpq_add(lo, lo, room);
        leave_open(question, request->lo, lo, why);
    }
    if (fmpq_cmp_si(hi, 1) == 0) fmpq_sub(hi, hi, room);
    wane_status_t status = cut(question, lo, hi, message);
    if (status == WANE_OK && !fmpq_equal(hi, request->hi)) leave_open(question, hi, request->hi, why);
    return status;
}

/* ---- eps and a0: (0, infinity) ---- */

static wane_outcome_t outcome_of_all(const answer_thresholds_request_t *request)
{
    values_t values;
    values_init(&values, request);
    quantifier_struct *moving = request->over == ANSWER_OVER_EPS ? values.eps : values.a0;
    moving->all = 1;
    SCOPED(arb, unused);
    const wane_outcome_t outcome = outcome_of(unused, &values, request);
    values_clear(&values);
    return outcome;
}

/* From R0 = 0 at given eps the verdict changes once at most as a0 grows. */
static wane_status_t cut_scales(int *is_done, question_t *question, wane_message_t message)
{
    const answer_thresholds_request_t *request = question->request;
    values_t values;
    *is_done = 0;
    if (request->over != ANSWER_OVER_A0) return WANE_OK;
    values_init(&values, request);
    const line_problem_t problem = {values.subject,        request->name, request->width,
                                    request->pair->effort, advance,       question};
    wane_status_t status =
        line_scales(is_done, question->line, &problem, request->is_unbounded ? NULL : request->hi, message);
    values_clear(&values);
    return status;
}

static wane_status_t cut_half_line(question_t *question, wane_message_t message)
{
    const answer_thresholds_request_t *request = question->request;
    const int is_open = fmpq_is_zero(request->lo);
    int is_done = 0;
    SCOPED(fmpq, lo, hi);
    if (is_open) {
        const wane_outcome_t outcome = outcome_of_all(request);
        if (outcome != WANE_OUTCOME_UNDECIDED) {
            line_add(question->line, request->lo, request->is_unbounded ? NULL : request->hi, outcome, NULL);
            return WANE_OK;
        }
        wane_status_t status = cut_scales(&is_done, question, message);
        if (status != WANE_OK || is_done) return status;
    }
    fmpq_set(lo, request->lo);
    fmpq_set(hi, request->hi);
    if (request->is_unbounded) fmpq_set_si(hi, WORD(1) << OCTAVES, 1);
    if (is_open) {
        fmpq_set_si(lo, 1, WORD(1) << OCTAVES);
        if (fmpq_cmp(lo, hi) >= 0) fmpq_div_2exp(lo, hi, OCTAVES);
        leave_open(question, request->lo, lo, "no limit is taken: give `range` to have smaller values cut");
    }
    wane_status_t status = cut(question, lo, hi, message);
    if (status == WANE_OK && request->is_unbounded)
        leave_open(question, hi, NULL, "no limit is taken: give `range` to have larger values cut");
    return status;
}

/* ---- decay: [0, infinity) ---- */

/* In the limit, where one number parts all decays > 0. */
static int part_decays(question_t *question, const flow_subject_t *subject)
{
    const answer_thresholds_request_t *request = question->request;
    const fmpq *most = request->is_unbounded ? NULL : request->hi;
    wane_effort_t effort = request->pair->effort;
    SCOPED(arb, boundary);
    SCOPED(arf, end);
    SCOPED(fmpq, lo, hi);
    effort.digits += ANSWER_GUARD_DIGITS;
    if (!request->is_limit || !line_decay_boundary(boundary, subject, &effort)) return 0;
    arb_get_lbound_arf(end, boundary, 4 * effort.digits + 64);
    arf_get_fmpq(lo, end);
    arb_get_ubound_arf(end, boundary, 4 * effort.digits + 64);
    arf_get_fmpq(hi, end);
    const int is_kept = fmpq_cmp(hi, request->lo) <= 0, is_lost = most != NULL && fmpq_cmp(lo, most) >= 0;
    if (is_kept || is_lost) {
        line_add(question->line, request->lo, most,
                 is_lost ? WANE_OUTCOME_PARTIAL_UNLEARNING : WANE_OUTCOME_LEARNING, NULL);
        return 1;
    }
    if (fmpq_cmp(lo, request->lo) <= 0 || (most != NULL && fmpq_cmp(hi, most) >= 0)) return 0;
    line_add(question->line, request->lo, lo, WANE_OUTCOME_PARTIAL_UNLEARNING, NULL);
    leave_open(question, lo, hi, "the boundary");
    line_mark_boundary(question->line);
    line_add(question->line, hi, most, WANE_OUTCOME_LEARNING, NULL);
    return 1;
}

/* From the decay `from` on, 0 without itself: the line is cut up to where a theorem holds for all that is left. */
static wane_status_t cut_decays_from(question_t *question, const fmpq_t from, const flow_subject_t *subject,
                                     wane_message_t message)
{
    const answer_thresholds_request_t *request = question->request;
    const fmpq *most = request->is_unbounded ? NULL : request->hi;
    wane_status_t status = WANE_OK;
    SCOPED(fmpq, hi);
    const int has_tail = line_decay_beyond(hi, from, subject, &request->pair->effort) &&
                         (most == NULL || fmpq_cmp(hi, most) < 0);
    if (!has_tail && most == NULL) fmpq_set_si(hi, WORD(1) << OCTAVES, 1);
    if (!has_tail && most != NULL) fmpq_set(hi, most);
    if (fmpq_cmp(from, hi) < 0) status = cut(question, from, hi, message);
    if (status == WANE_OK && has_tail) line_add(question->line, hi, most, WANE_OUTCOME_LEARNING, NULL);
    else if (status == WANE_OK && most == NULL)
        leave_open(question, hi, NULL, "no limit is taken: give `range` to have larger values cut");
    return status;
}

static wane_status_t cut_decays(question_t *question, wane_message_t message)
{
    const answer_thresholds_request_t *request = question->request;
    values_t values;
    wane_status_t status = WANE_OK;
    SCOPED(fmpq, from, most);
    SCOPED(arb, R_peak);
    fmpq_set(from, request->lo);
    fmpq_set_si(most, 1, 1);
    if (!request->is_unbounded) fmpq_set(most, request->hi);
    values_init(&values, request);
    wane_function_set(values.student, request->pair->typed[0]);
    wane_function_set(values.teacher, request->pair->typed[1]);
    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    if (fmpq_is_zero(from)) outcome = outcome_of(R_peak, &values, request);
    if (outcome != WANE_OUTCOME_UNDECIDED) line_add(question->line, from, from, outcome, NULL);
    if (!part_decays(question, &values.subject)) {
        if (outcome != WANE_OUTCOME_UNDECIDED &&
            line_decay_from_zero(from, most, &values.subject, R_peak, &request->pair->effort))
            line_add(question->line, request->lo, from, WANE_OUTCOME_PARTIAL_UNLEARNING, NULL);
        else fmpq_set(from, request->lo);
        status = cut_decays_from(question, from, &values.subject, message);
    }
    values_clear(&values);
    return status;
}

/* ---- the answer ---- */

static json_t *end_json(const fmpq *lo, const fmpq *hi, slong digits)
{
    SCOPED(wane_interval, value);
    fmpq_set(value->lo, lo);
    fmpq_set(value->hi, hi);
    return answer_interval_json(value, digits);
}

/* Where the i-th piece ends, and the next one begins: at a boundary, if one of them is that, somewhere inside it. */
static json_t *ends_json(const line_t line, slong i, slong digits)
{
    const line_piece_t *piece = line->piece + i;
    const int before = i > 0 && piece[-1].is_boundary, after = i + 1 < line->count && piece[1].is_boundary;
    json_t *from = end_json(before ? piece[-1].lo : piece->lo, piece->lo, digits),
           *to = piece->is_unbounded ? json_string("infinity")
                                     : end_json(piece->hi, after ? piece[1].hi : piece->hi, digits);
    return json_pack("[o,o]", from, to);
}

static void add_lists(json_t *answer, const line_t line, const char *name, slong digits)
{
    json_t *intervals = json_array(), *points = json_array();
    for (slong i = 0; i < line->count; i++) {
        const line_piece_t *piece = line->piece + i;
        const char *verdict = wane_outcome_name(piece->outcome);
        if (piece->is_boundary) continue;
        if (!piece->is_unbounded && fmpq_cmp(piece->lo, piece->hi) == 0) {
            json_array_append_new(
                points,
                json_pack("{s:o,s:s}", "value", end_json(piece->lo, piece->lo, digits), "verdict", verdict));
            continue;
        }
        json_t *interval = json_pack("{s:o,s:s}", name, ends_json(line, i, digits), "verdict", verdict);
        if (piece->outcome == WANE_OUTCOME_UNDECIDED && piece->reason != NULL)
            json_object_set_new(interval, "reason", json_string(piece->reason));
        json_array_append_new(intervals, interval);
    }
    json_object_set_new(answer, "intervals", intervals);
    json_object_set_new(answer, "points", points);
}

/* Names the widest undecided stretch, if it is more than a boundary. */
static wane_status_t name_undecided(const line_t line, const answer_thresholds_request_t *request,
                                    wane_message_t message)
{
    const line_piece_t *widest = NULL;
    SCOPED(fmpq, size, most);
    if (line_is_decided(line, request->width)) return WANE_OK;
    for (slong i = 0; i < line->count; i++) {
        const line_piece_t *piece = line->piece + i;
        if (piece->outcome != WANE_OUTCOME_UNDECIDED) continue;
        fmpq_sub(size, piece->hi, piece->lo);
        if (widest != NULL && (widest->is_unbounded || (!piece->is_unbounded && fmpq_cmp(size, most) <= 0)))
            continue;
        widest = piece;
        fmpq_set(most, size);
    }
    if (widest == NULL) return WANE_OK;
    SCOPED(arb, lo, hi);
    arb_set_fmpq(lo, widest->lo, 64);
    arb_set_fmpq(hi, widest->hi, 64);
    if (widest->is_unbounded) arb_pos_inf(hi);
    char *from = base_decimal_text(lo, 8), *to = base_decimal_text(hi, 8);
    wane_status_t status =
        wane_message_set(message, WANE_UNDECIDED, 0,
                         "undecided for %.60s between %s and %s, which is not narrower than 10^-%ld: %.300s",
                         request->name, from, to, (long)request->pair->effort.digits,
                         widest->reason != NULL ? widest->reason : "no verdict is proved");
    flint_free(from);
    flint_free(to);
    return status;
}

wane_status_t answer_thresholds_line(json_t *answer, const answer_thresholds_request_t *request,
                                     const wane_answer_host_t *host, wane_message_t message)
{
    line_t line;
    question_t question = {line, request, {host, 0}};
    wane_status_t status;
    line_init(line);
    switch (request->over) {
    case ANSWER_OVER_R0:
        status = cut_start(&question, message);
        break;
    case ANSWER_OVER_DECAY:
        status = cut_decays(&question, message);
        break;
    case ANSWER_OVER_PARAMETER:
        status = cut(&question, request->lo, request->hi, message);
        break;
    default:
        status = request->is_unbounded || fmpq_is_zero(request->lo)
                     ? cut_half_line(&question, message)
                     : cut(&question, request->lo, request->hi, message);
    }
    if (status == WANE_OK) {
        answer_add(answer, json_pack("{s:s,s:s}", "over", request->name, "regime",
                                     request->is_limit ? "singular-limit" : "finite-eps"));
        add_lists(answer, line, request->name, request->pair->effort.digits + ANSWER_GUARD_DIGITS);
        status = name_undecided(line, request, message);
        json_object_set_new(answer, "proved", json_boolean(status == WANE_OK));
    }
    line_clear(line);
    return status;
}

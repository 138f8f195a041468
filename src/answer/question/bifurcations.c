/* The values of a parameter at which the picture changes. */
#include "manifold/family/bifurcations.h"

#include <string.h>

#include "base/interval.h"
#include "base/number.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/tree/expression.h"
#include "answer/problem/pair.h"
#include "hermite/coefficients/shifted_pair.h"
#include "answer/problem/text.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"
#include "base/decimal.h"
#include "base/text.h"

/* What moves, and where it was said. */
typedef struct {
    char *name;
    char *range_text; /* "[lo, hi]", a stand-in where the whole line is meant */
    wane_parameter_t *others;
    slong other_count;
    int decay_moves;
    char *text[2]; /* of student and teacher, with decay those of the shifted pair */
    bifurcation_problem_t family;
    answer_pair_t pair;
} request_t;

static void request_init(request_t *request)
{
    memset(request, 0, sizeof *request);
    bifurcation_problem_init(request->family);
    answer_pair_init(request->pair);
}

static void request_clear(request_t *request)
{
    flint_free(request->name);
    flint_free(request->range_text);
    flint_free(request->others);
    for (int i = 0; i < 2; i++) flint_free(request->text[i]);
    bifurcation_problem_clear(request->family);
    answer_pair_clear(request->pair);
}

/* "lo:hi" */
static int read_range(fmpq_t lo, fmpq_t hi, const char *text)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL) return 0;
    char *left = base_text("%.*s", (int)(colon - text), text);
    int good = base_number_read(lo, left) && base_number_read(hi, colon + 1) && fmpq_cmp(lo, hi) < 0;
    flint_free(left);
    return good;
}

/* "b", with a range from "set" or none, or "b=lo:hi". */
static wane_status_t get_parameter(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    static const char what[] = "a parameter of the expressions, NAME or NAME=LO:HI with LO < HI";
    const char *text = answer_text(problem, ANSWER_PARAM);
    answer_quote_t quoted;
    if (text == NULL || *text == 0 || *text == '=')
        return answer_expected(problem, ANSWER_PARAM, what, message);
    size_t length = strcspn(text, "=");
    bifurcation_problem_struct *family = request->family;
    request->name = base_text("%.*s", (int)length, text);
    family->whole_line = text[length] == 0;
    if (text[length] != 0 && !read_range(family->range->lo, family->range->hi, text + length + 1))
        return answer_expected(problem, ANSWER_PARAM, what, message);
    for (long i = 0; i < problem->parameter_count; i++) {
        const answer_parameter_t *given = &problem->parameter[i];
        if (strcmp(given->name, request->name) != 0 || !family->whole_line) continue;
        if (!base_number_read_interval(family->range->lo, family->range->hi, given->value.text) ||
            fmpq_equal(family->range->lo, family->range->hi))
            return wane_message_set(
                message, WANE_BAD_INPUT, 0, "%s: expected a range [lo,hi] of %s, which is to move, found %s",
                given->value.where, request->name, answer_quote(quoted, given->value.text));
        family->whole_line = 0;
    }
    return WANE_OK;
}

/* The parameters of the expressions that do not move, and the decay if it is an unknown. */
static void collect_others(request_t *request, const answer_problem_t problem)
{
    size_t size = (size_t)problem->parameter_count + 2;
    request->others = flint_realloc(NULL, size * sizeof *request->others);
    for (long i = 0; i < problem->parameter_count; i++)
        if (strcmp(problem->parameter[i].name, request->name) != 0)
            request->others[request->other_count++] = (wane_parameter_t){
                .name = problem->parameter[i].name, .value = problem->parameter[i].value.text};
}

/* The same problem with other parameters, the one that moves in its range. */
static void trial_init(answer_problem_t trial, const request_t *request, const answer_problem_t problem)
{
    *trial = *problem;
    trial->parameter = flint_malloc((size_t)(request->other_count + 1) * sizeof *trial->parameter);
    trial->parameter_count = request->other_count;
    for (slong i = 0; i < request->other_count; i++)
        trial->parameter[i] = (answer_parameter_t){.name = (char *)request->others[i].name,
                                                   .value.text = (char *)request->others[i].value};
    if (request->decay_moves) trial->value[ANSWER_DECAY] = (answer_value_t){request->range_text, "`param`"};
    else
        trial->parameter[trial->parameter_count++] =
            (answer_parameter_t){.name = request->name, .value.text = request->range_text};
}

/* Whether the name is a parameter of the expressions, which rule over the decay. */
static int is_in_expressions(const request_t *request, const answer_problem_t problem)
{
    answer_problem_t trial;
    wane_message_t unused;
    SCOPED(answer_pair, pair);
    trial_init(trial, request, problem);
    trial->value[ANSWER_DECAY].text = NULL;
    const int is_one = answer_get_functions(pair, trial, unused) == WANE_OK &&
                       (function_parameter_degree(pair->student, request->name) != 0 ||
                        function_parameter_degree(pair->teacher, request->name) != 0);
    flint_free(trial->parameter);
    return is_one;
}

/* The ridge itself moves, over a range of what may be one. */
static wane_status_t move_decay(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    const wane_interval_struct *range = request->family->range;
    if (strcmp(request->name, SHIFTED_PAIR_UNKNOWN) != 0 || is_in_expressions(request, problem))
        return WANE_OK;
    request->decay_moves = 1;
    if (answer_given(problem, ANSWER_DECAY))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected no value of what `param` moves",
                                answer_where(problem, ANSWER_DECAY));
    if (!request->family->whole_line && fmpq_sgn(range->lo) >= 0) return WANE_OK;
    return answer_expected(problem, ANSWER_PARAM, "decay=LO:HI with 0 <= LO < HI", message);
}

/* Texts, so that nothing rests on the range in which they have been read: derivations/23 (2). */
static void compose_texts(request_t *request, const answer_problem_t problem)
{
    const char *f = answer_text(problem, ANSWER_STUDENT), *g = answer_text(problem, ANSWER_TEACHER);
    const wane_interval_struct *decay = request->pair->decay;
    const int has_decay = answer_has_decay(request->pair), is_number = fmpq_equal(decay->lo, decay->hi);
    if (has_decay) {
        char *ridge = is_number ? fmpq_get_str(NULL, 10, decay->lo) : base_text(SHIFTED_PAIR_UNKNOWN);
        request->text[0] = base_text("(%s)-mean(%s)+sqrt(mean(%s)^2+%s)", f, f, f, ridge);
        const int no_product =
            !request->family->whole_line &&
            (function_is_centered(request->pair->typed[0]) || function_is_centered(request->pair->typed[1]));
        request->text[1] = no_product ? base_text("(%s)-mean(%s)", g, g)
                                      : base_text("(%s)-mean(%s)+mean(%s)*mean(%s)/sqrt(mean(%s)^2+%s)", g, g,
                                                  f, g, f, ridge);
        flint_free(ridge);
    } else {
        request->text[0] = base_text("%s", f);
        request->text[1] = base_text("%s", g);
    }
    if (has_decay && !is_number && !request->decay_moves)
        request->others[request->other_count++] =
            (wane_parameter_t){SHIFTED_PAIR_UNKNOWN, answer_text(problem, ANSWER_DECAY)};
}

/* Reads both expressions with the parameter in its range,
   for the sake of the messages, and sees that it occurs. */
static wane_status_t check_pair(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    const bifurcation_problem_struct *family = request->family;
    request->range_text =
        family->whole_line ? answer_strdup("[-1, 1]") : interval_text(family->range->lo, family->range->hi);
    wane_status_t status = move_decay(request, problem, message);
    if (status != WANE_OK) return status;
    answer_problem_t trial;
    trial_init(trial, request, problem);
    status = answer_get_pair(request->pair, trial, message);
    flint_free(trial->parameter);
    if (status == WANE_OK && function_parameter_degree(request->pair->student, request->name) == 0 &&
        function_parameter_degree(request->pair->teacher, request->name) == 0)
        status = wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "`param`: expected a parameter that occurs in `student` or `teacher`, found '%s'", request->name);
    if (status == WANE_OK) compose_texts(request, problem);
    return status;
}

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    int side = 1;
    bifurcation_problem_struct *family = request->family;
    wane_status_t status = get_parameter(request, problem, message);
    if (status != WANE_OK) return status;
    collect_others(request, problem);
    status = check_pair(request, problem, message);
    if (status == WANE_OK) status = answer_get_side(&side, problem, message);
    family->student = request->text[0];
    family->teacher = request->text[1];
    family->name = request->name;
    family->parameters = request->others;
    family->parameter_count = request->other_count;
    family->side = side;
    family->with_verdict = answer_given(problem, ANSWER_A0);
    if (status == WANE_OK && family->with_verdict)
        status = answer_get_interval(family->a0->lo, family->a0->hi, problem, ANSWER_A0, message);
    if (status == WANE_OK && family->with_verdict) status = answer_get_start(family->start, problem, message);
    return status;
}

/* ---- the answer ---- */

/* The end of a range, rounded into it. */
static json_t *end_json(const arb_t end, int is_lower, slong digits)
{
    char *bounds[2];
    if (!arb_is_finite(end)) return json_string(is_lower ? "-infinity" : "infinity");
    base_decimal_bounds(&bounds[0], &bounds[1], end, digits);
    json_t *text = json_string(bounds[is_lower]);
    flint_free(bounds[0]);
    flint_free(bounds[1]);
    return text;
}

static json_t *range_json(const arb_t lo, const arb_t hi, slong digits)
{
    return json_pack("[o,o]", end_json(lo, 1, digits), end_json(hi, 0, digits));
}

/* Exact rationals. */
static json_t *interval_json(const wane_interval_struct *b)
{
    char *lo = fmpq_get_str(NULL, 10, b->lo), *hi = fmpq_get_str(NULL, 10, b->hi);
    json_t *range = json_pack("[s,s]", lo, hi);
    flint_free(lo);
    flint_free(hi);
    return range;
}

/* "3/10" if the threshold is that rational, else NULL; free with flint_free. */
static char *rational_text(const wane_bifurcation_t *threshold)
{
    if (!threshold->exact || fmpz_poly_degree(threshold->minimal_polynomial) != 1) return NULL;
    SCOPED(fmpq, b);
    fmpq_set_fmpz_frac(b, threshold->minimal_polynomial->coeffs, threshold->minimal_polynomial->coeffs + 1);
    fmpq_neg(b, b);
    return fmpq_get_str(NULL, 10, b);
}

static json_t *threshold_json(const wane_bifurcation_t *threshold, const char *name, slong digits)
{
    char *rational = rational_text(threshold);
    json_t *exact = json_null();
    if (threshold->exact) {
        char *polynomial = fmpz_poly_get_str_pretty(threshold->minimal_polynomial, name);
        exact = json_pack("{s:s}", "minimal_polynomial", polynomial);
        flint_free(polynomial);
    }
    int has_bracket = !fmpq_equal(threshold->bracket->lo, threshold->bracket->hi);
    json_t *object = json_pack(
        "{s:o,s:s,s:s,s:o,s:o}", "b", answer_certified_json(threshold->b, rational, digits), "event",
        wane_event_name(threshold->event), "description", event_description(threshold->event), "exact", exact,
        "bracket", has_bracket ? interval_json(threshold->bracket) : json_null());
    flint_free(rational);
    return object;
}

static const char *point_name(const portrait_point_t *point)
{
    return point->on_zero ? "saddle-at-a-0" : portrait_point_kind_name(point->kind);
}

static int count_points(const portrait_t picture, int folds)
{
    int count = 0;
    for (slong i = 0; i < picture->point_count; i++) {
        portrait_point_kind_t kind = picture->points[i].kind;
        int is_fold = kind == POINT_FOLD_MINIMUM || kind == POINT_FOLD_MAXIMUM;
        count += folds ? is_fold : !is_fold && kind != POINT_CROSSING;
    }
    return count;
}

static json_t *picture_json(const portrait_t picture)
{
    json_t *points = json_array();
    for (slong i = 0; i < picture->point_count; i++)
        json_array_append_new(points, json_string(point_name(picture->points + i)));
    return json_pack("{s:b,s:i,s:i,s:o,s:{s:i,s:i,s:i},s:{s:i,s:i,s:i,s:i,s:o},s:{s:o,s:o,s:o,s:b,s:o}}",
                     "neutral", picture->neutral, "equilibria", count_points(picture, 0), "folds",
                     count_points(picture, 1), "points", points, "near_zero", "N", picture->N_start,
                     "A_slope", picture->fold_start, "A", picture->A_start, "near_one", "N", picture->N_end,
                     "A_slope", picture->fold_end, "A", picture->A_end, "a_eq", picture->a_eq_sign,
                     "stable_as_point", answer_decided_json(picture->stable_as_point), "small_R", "s",
                     answer_index_json(picture->s), "p", answer_index_json(picture->p), "n",
                     answer_index_json(picture->n), "tends_to_zero", picture->tends_to_zero == 1, "Q",
                     picture->Q < 0 ? json_null() : json_integer((json_int_t)picture->Q));
}

static json_t *parameter_range_json(const parameter_range_t *range, slong digits)
{
    char *sample = fmpq_get_str(NULL, 10, range->sample);
    json_t *object =
        json_pack("{s:o,s:o,s:s,s:o}", "b", range_json(range->lo, range->hi, digits), "picture",
                  picture_json(range->picture), "sample", sample, "verdict",
                  range->has_verdict ? json_string(wane_outcome_name(range->verdict)) : json_null());
    flint_free(sample);
    return object;
}

/* name is that of the parameter. */
static json_t *bifurcations_json(const bifurcations_t bifurcations, const char *name, slong digits)
{
    json_t *thresholds = json_array(), *intervals = json_array(), *verdicts = json_array();
    json_t *unresolved = json_array();
    for (slong i = 0; i < bifurcations->threshold_count; i++)
        json_array_append_new(thresholds, threshold_json(bifurcations->thresholds + i, name, digits));
    for (slong i = 0; i < bifurcations->range_count; i++)
        json_array_append_new(intervals, parameter_range_json(bifurcations->ranges + i, digits));
    for (slong i = 0; i < bifurcations->verdict_count; i++)
        json_array_append_new(verdicts,
                              json_pack("{s:o,s:s}", "b", interval_json(bifurcations->verdicts[i].b),
                                        "verdict", wane_outcome_name(bifurcations->verdicts[i].verdict)));
    for (slong i = 0; i < bifurcations->unresolved_count; i++)
        json_array_append_new(unresolved,
                              json_pack("[o,o]", end_json(bifurcations->unresolved[i].lo, 0, digits),
                                        end_json(bifurcations->unresolved[i].hi, 1, digits)));
    return json_pack("{s:s,s:b,s:o,s:o,s:o,s:o}", "param", name, "exact", bifurcations->exact, "thresholds",
                     thresholds, "intervals", intervals, "verdicts", verdicts, "unresolved", unresolved);
}

wane_status_t answer_bifurcations(json_t *answer, const answer_problem_t problem,
                                  const wane_answer_host_t *host, wane_message_t message)
{
    request_t request;
    bifurcations_t bifurcations;
    request_init(&request);
    bifurcations_init(bifurcations);
    wane_status_t status = get_request(&request, problem, message);
    if (status == WANE_OK)
        status = bifurcations_compute(bifurcations, request.family, &request.pair->effort, message);
    if (answer_is_known(status))
        answer_add(answer, bifurcations_json(bifurcations, request.name,
                                             request.pair->effort.digits + ANSWER_GUARD_DIGITS));
    bifurcations_clear(bifurcations);
    request_clear(&request);
    return status;
}

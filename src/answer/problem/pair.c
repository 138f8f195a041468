#include <sched.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "answer/problem/pair.h"
#include "hermite/coefficients/shifted_pair.h"
#include "hermite/coefficients/student.h"
#include "answer/problem/text.h"
#include "function/text/reader.h"
#include "manifold/certificate/certify.h"

static wane_parameter_t *parameters(const answer_problem_t problem)
{
    wane_parameter_t *list = flint_realloc(NULL, (size_t)(problem->parameter_count + 1) * sizeof *list);
    for (long i = 0; i < problem->parameter_count; i++)
        list[i] =
            (wane_parameter_t){.name = problem->parameter[i].name, .value = problem->parameter[i].value.text};
    return list;
}

/* "`student`: column 5: <what was said>". */
static wane_status_t locate(const answer_problem_t problem, answer_key_t key, wane_status_t status,
                            wane_message_t message)
{
    wane_message_t said;
    char column[40] = "";
    if (status == WANE_OK) return status;
    memcpy(said, message, sizeof said);
    if (said->column > 0 && strstr(said->text, "column") == NULL)
        snprintf(column, sizeof column, "column %ld: ", said->column);
    return wane_message_set(message, status, said->column, "%s: %s%s", answer_where(problem, key), column,
                            said->text);
}

/* A name that an expression can hold and that means nothing yet. */
static wane_status_t check_parameters(const answer_problem_t problem, wane_message_t message)
{
    answer_quote_t quoted;
    for (long i = 0; i < problem->parameter_count; i++) {
        const char *name = problem->parameter[i].name, *where = problem->parameter[i].value.where;
        if (!reader_is_name(name))
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "%s: %s: expected a name: a letter or _, then letters, digits and _",
                                    where, answer_quote(quoted, name));
        if (reader_is_known(name))
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "%s: %s: expected another name, it has a meaning of its own", where,
                                    answer_quote(quoted, name));
    }
    return WANE_OK;
}

wane_status_t answer_get_function(wane_function_t f, const answer_problem_t problem, answer_key_t key,
                                  wane_message_t message)
{
    if (answer_text(problem, key) == NULL || *answer_text(problem, key) == 0)
        return answer_expected(problem, key, "an expression in x such as tanh or h1+0.3*h3", message);
    wane_status_t status = check_parameters(problem, message);
    if (status != WANE_OK) return status;
    wane_parameter_t *list = parameters(problem);
    status = wane_function_parse(f, answer_text(problem, key), list, problem->parameter_count, message);
    flint_free(list);
    if (status == WANE_OK) status = wane_function_check(f, message);
    return locate(problem, key, status, message);
}

/* A tie that this many bits do not break is not broken by
   thousands: give up within seconds unless prec asks. */
#define VERDICT_PREC 768
#define PREC_PER_DIGIT 14 /* what was asked for, twice over and more */

static int available_processors(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

wane_status_t answer_get_effort(wane_effort_t *effort, const answer_problem_t problem, wane_message_t message)
{
    slong threads = available_processors();
    wane_effort_default(effort);
    wane_status_t status = answer_get_integer(&effort->digits, problem, ANSWER_DIGITS, 1, 100000, message);
    if (status == WANE_OK)
        status = answer_get_integer(&effort->max_prec, problem, ANSWER_PREC, 32, 10000000, message);
    if (status == WANE_OK && !answer_given(problem, ANSWER_PREC))
        effort->max_prec = FLINT_MAX(effort->max_prec, PREC_PER_DIGIT * effort->digits);
    if (status == WANE_OK && answer_given(problem, ANSWER_THREADS))
        status = answer_get_integer(&threads, problem, ANSWER_THREADS, 1, 1024, message);
    effort->threads = (int)threads;
    return status;
}

wane_status_t answer_get_start(wane_start_t start, const answer_problem_t problem, wane_message_t message)
{
    static const char *const names[] = {"0", "0+", "0-"};
    static const wane_start_kind_t kinds[] = {WANE_START_ZERO, WANE_START_ZERO_PLUS, WANE_START_ZERO_MINUS};
    const char *text = answer_text(problem, ANSWER_R0);
    for (int i = 0; i < 3; i++) {
        start->kind = kinds[i];
        if (strcmp(text, names[i]) == 0) return WANE_OK;
    }
    start->kind = WANE_START_VALUE;
    fmpq *lower = start->value->lo, *upper = start->value->hi;
    if (base_number_read_range(lower, upper, text) && fmpq_cmp_si(lower, -1) > 0 && fmpq_cmp_si(upper, 1) < 0)
        return WANE_OK;
    return answer_expected_interval(problem, ANSWER_R0,
                                    "0, 0+, 0-, or a number or an interval [lo,hi] inside (-1,1)", message);
}

void answer_pair_init(answer_pair_t pair)
{
    wane_function_init(pair->student);
    wane_function_init(pair->teacher);
    for (int i = 0; i < 2; i++) wane_function_init(pair->typed[i]);
    wane_interval_init(pair->decay);
    wane_interval_init(pair->a0);
    wane_start_init(pair->start);
}

void answer_pair_clear(answer_pair_t pair)
{
    wane_function_clear(pair->student);
    wane_function_clear(pair->teacher);
    for (int i = 0; i < 2; i++) wane_function_clear(pair->typed[i]);
    wane_interval_clear(pair->decay);
    wane_interval_clear(pair->a0);
    wane_start_clear(pair->start);
}

wane_status_t answer_get_functions(answer_pair_t pair, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_effort(&pair->effort, problem, message);
    if (status == WANE_OK && !answer_given(problem, ANSWER_PREC))
        pair->effort.max_prec = FLINT_MAX(VERDICT_PREC, PREC_PER_DIGIT * pair->effort.digits);
    if (status == WANE_OK) status = answer_get_function(pair->student, problem, ANSWER_STUDENT, message);
    if (status == WANE_OK) status = answer_get_function(pair->teacher, problem, ANSWER_TEACHER, message);
    wane_function_set(pair->typed[0], pair->student);
    wane_function_set(pair->typed[1], pair->teacher);
    return status;
}

wane_status_t answer_check_student(const answer_pair_t pair, const answer_problem_t problem,
                                   wane_message_t message)
{
    return locate(problem, ANSWER_STUDENT, hermite_check_student(pair->student, message), message);
}

int answer_has_decay(const answer_pair_t pair)
{
    return !fmpq_is_zero(pair->decay->hi);
}

wane_status_t answer_get_decay(wane_interval_t decay, const answer_problem_t problem, wane_message_t message)
{
    const char *text = answer_text(problem, ANSWER_DECAY);
    if (text == NULL || (base_number_read_range(decay->lo, decay->hi, text) && fmpq_sgn(decay->lo) >= 0))
        return WANE_OK;
    return answer_expected_interval(problem, ANSWER_DECAY, "a number >= 0 or an interval [lo,hi] of such",
                                    message);
}

/* From here on the flow with decay is that of the shifted pair. */
static wane_status_t shift_pair(answer_pair_t pair, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_decay(pair->decay, problem, message);
    if (status != WANE_OK || !answer_has_decay(pair)) return status;
    if (answer_problem_has_parameter(problem, SHIFTED_PAIR_UNKNOWN))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "%s: expected no parameter of the expressions that is called '%s', too",
                                answer_where(problem, ANSWER_DECAY), SHIFTED_PAIR_UNKNOWN);
    certificate_name_intervals(pair->typed[0], pair->typed[1], pair->student, pair->teacher);
    wane_shifted_pair(pair->student, pair->teacher, pair->typed[0], pair->typed[1], pair->decay);
    return WANE_OK;
}

wane_status_t answer_get_pair(answer_pair_t pair, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_functions(pair, problem, message);
    if (status == WANE_OK) status = answer_check_student(pair, problem, message);
    return status == WANE_OK ? shift_pair(pair, problem, message) : status;
}

wane_status_t answer_get_a0_and_start(answer_pair_t pair, const answer_problem_t problem,
                                      wane_message_t message)
{
    const char *a0 = answer_text(problem, ANSWER_A0);
    if (a0 != NULL && strcmp(a0, "all") == 0)
        return answer_expected(problem, ANSWER_A0,
                               "a number or an interval [lo,hi] in the limit (all needs `eps`)", message);
    wane_status_t status = answer_get_interval(pair->a0->lo, pair->a0->hi, problem, ANSWER_A0, message);
    return status == WANE_OK ? answer_get_start(pair->start, problem, message) : status;
}

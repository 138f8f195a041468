/* Readers of the problem: text to exact numbers, choices and sets of numbers. */
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "answer/problem/text.h"
#include "answer/problem/problem.h"
#include "base/scoped.h"

wane_status_t answer_expected(const answer_problem_t problem, answer_key_t key, const char *what,
                              wane_message_t message)
{
    const char *text = answer_text(problem, key);
    if (text == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "`%s`: expected %s, but none was given",
                                answer_key_rows[key].name, what);
    answer_quote_t quoted;
    char limits[100] = "";
    if (base_number_exceeds_limits(text))
        snprintf(limits, sizeof limits, " of at most %d digits, with an exponent of at most %d",
                 BASE_LONGEST_NUMBER, BASE_GREATEST_EXPONENT);
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected %s%s, found %s",
                            answer_where(problem, key), what, limits, answer_quote(quoted, text));
}

wane_status_t answer_expected_interval(const answer_problem_t problem, answer_key_t key, const char *what,
                                       wane_message_t message)
{
    const char *text = answer_text(problem, key);
    SCOPED(fmpq, lower, upper);
    const int reversed =
        text != NULL && base_number_read_ends(lower, upper, text) && fmpq_cmp(lower, upper) > 0;
    return answer_expected(problem, key, reversed ? "an interval [lo,hi] with lo <= hi" : what, message);
}

wane_status_t answer_get_rational(fmpq_t value, const answer_problem_t problem, answer_key_t key,
                                  wane_message_t message)
{
    const char *text = answer_text(problem, key);
    if (text == NULL || !base_number_read(value, text))
        return answer_expected(problem, key, "a number", message);
    return WANE_OK;
}

wane_status_t answer_get_integer(slong *value, const answer_problem_t problem, answer_key_t key, slong least,
                                 slong greatest, wane_message_t message)
{
    const char *text = answer_text(problem, key);
    char what[100];
    SCOPED(fmpq, number);
    int good = text != NULL && base_number_read(number, text) && fmpz_is_one(fmpq_denref(number)) &&
               fmpz_cmp_si(fmpq_numref(number), least) >= 0 &&
               fmpz_cmp_si(fmpq_numref(number), greatest) <= 0;
    if (good) *value = fmpz_get_si(fmpq_numref(number));
    if (good) return WANE_OK;
    snprintf(what, sizeof what, "an integer from %ld to %ld", (long)least, (long)greatest);
    return answer_expected(problem, key, what, message);
}

wane_status_t answer_get_double(double *value, const answer_problem_t problem, answer_key_t key, double least,
                                double greatest, const char *what, wane_message_t message)
{
    const char *text = answer_text(problem, key);
    SCOPED(fmpq, number);
    int good = text != NULL && base_number_read(number, text);
    if (good) *value = base_number_to_double(number);
    if (good && *value >= least && *value <= greatest) return WANE_OK;
    char limited[200];
    if (good && *value > greatest) snprintf(limited, sizeof limited, "%s, at most %.4g", what, greatest);
    if (good && *value < least) snprintf(limited, sizeof limited, "%s, at least %.4g", what, least);
    return answer_expected(problem, key, good ? limited : what, message);
}

wane_status_t answer_get_choice(int *choice, const answer_problem_t problem, answer_key_t key,
                                const char *const *choices, wane_message_t message)
{
    const char *text = answer_text(problem, key);
    char what[200] = "";
    for (int i = 0; choices[i] != NULL; i++) {
        if (text != NULL && strcmp(text, choices[i]) == 0) {
            *choice = i;
            return WANE_OK;
        }
        const char *separator = i == 0 ? "" : choices[i + 1] == NULL ? " or " : ", ";
        snprintf(what + strlen(what), sizeof what - strlen(what), "%s%s", separator, choices[i]);
    }
    return answer_expected(problem, key, what, message);
}

wane_status_t answer_get_interval(fmpq_t lower, fmpq_t upper, const answer_problem_t problem,
                                  answer_key_t key, wane_message_t message)
{
    const char *text = answer_text(problem, key);
    if (text != NULL && base_number_read_range(lower, upper, text)) return WANE_OK;
    return answer_expected_interval(problem, key, "a number or an interval [lo,hi]", message);
}

wane_status_t answer_get_side(int *side, const answer_problem_t problem, wane_message_t message)
{
    static const char *const sides[] = {"1", "-1", NULL};
    int chosen = 0;
    const wane_status_t status = answer_get_choice(&chosen, problem, ANSWER_SIDE, sides, message);
    *side = chosen == 0 ? 1 : -1;
    return status;
}

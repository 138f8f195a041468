/* Problems that are refused, in one line, in words that know of no flags. */
#ifndef TEST_ANSWER_REFUSAL_H
#define TEST_ANSWER_REFUSAL_H

#include <string.h>

#include <criterion/criterion.h>

#include "wane/answer.h"

static inline void expect_refusal(const char *question, const char *problem, const char *expected)
{
    char *answer = "";
    wane_message_t message;
    cr_assert_eq(wane_answer(&answer, question, problem, NULL, message), WANE_BAD_INPUT, "%s", problem);
    cr_assert_null(answer);
    cr_assert_not_null(strstr(message->text, expected), "'%s' lacks '%s'", message->text, expected);
    cr_assert_null(strchr(message->text, '\n'));
    cr_assert_null(strstr(message->text, "--"), "%s", message->text);
}

#endif

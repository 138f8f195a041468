/* One question, its answer as JSON. */
#ifndef ASK_H
#define ASK_H

#include <criterion/criterion.h>
#include <jansson.h>

#include "wane/wane.h"

static inline json_t *ask(const char *question, const char *problem, wane_status_t expected)
{
    char *text;
    wane_message_t message;
    const wane_status_t status = wane_answer(&text, question, problem, NULL, message);
    cr_assert_eq(status, expected, "%s %s: %d, %s", question, problem, (int)status, message->text);
    json_t *answer = json_loads(text, 0, NULL);
    wane_answer_free(text);
    cr_assert_not_null(answer);
    return answer;
}

#endif

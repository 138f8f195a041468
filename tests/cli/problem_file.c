/* Problem files: what is read, what wins, and what is refused where. */
#include <criterion/criterion.h>
#include <string.h>

#include "answer/problem/read.h"

static wane_status_t read_text(answer_problem_t problem, const char *text, wane_message_t message)
{
    return answer_problem_read(problem, "p.json", text, strlen(text), message);
}

static void expect_refusal(const char *text, const char *expected)
{
    answer_problem_t problem;
    wane_message_t message = {{.text = ""}};
    answer_problem_init(problem);
    cr_assert_eq(read_text(problem, text, message), WANE_BAD_INPUT, "accepted: %s", text);
    cr_assert(strstr(message->text, expected) != NULL, "'%s' lacks '%s'", message->text, expected);
    cr_assert(strchr(message->text, '\n') == NULL);
    answer_problem_clear(problem);
}

Test(problem_file, values_and_places)
{
    answer_problem_t problem;
    wane_message_t message;
    answer_problem_init(problem);
    answer_problem_put(problem, ANSWER_EPS, "0.7", "--eps");
    cr_assert_eq(
        read_text(problem,
                  "{\"student\": \"tanh\",\n\"a0\": 0.10000000000000000000000001, \"eps\": \"0.1\",\n"
                  " \"set\": {\"b\": -1e-3},\n \"simulation\": {\"width\": 200,\n \"lr\": \"0.2\"}, "
                  "\"quiet\": true}",
                  message),
        WANE_OK);
    cr_assert_str_eq(answer_text(problem, ANSWER_STUDENT), "tanh");
    cr_assert_str_eq(answer_text(problem, ANSWER_A0), "0.10000000000000000000000001");
    cr_assert_str_eq(answer_where(problem, ANSWER_A0), "p.json:2: a0");
    cr_assert_str_eq(answer_text(problem, ANSWER_EPS), "0.7", "a flag wins");
    cr_assert_str_eq(answer_text(problem, ANSWER_WIDTH), "200");
    cr_assert_str_eq(answer_where(problem, ANSWER_LR), "p.json:5: lr");
    cr_assert_eq(problem->parameter_count, 1);
    cr_assert_str_eq(problem->parameter[0].value.text, "-1e-3");
    cr_assert(answer_given(problem, ANSWER_QUIET));
    answer_problem_clear(problem);
}

Test(problem_file, refusals)
{
    expect_refusal("", "p.json:1:");
    expect_refusal("tanh", "p.json:1:");
    expect_refusal("{\"a0\": 0.5,\n \"eps\": }", "p.json:2:");
    expect_refusal("[1, 2]", "p.json:1: expected a JSON object");
    expect_refusal("{\"studnet\": \"tanh\"}", "did you mean \"student\"?");
    expect_refusal("{\n\n\"r0\": \"0\"}", "p.json:3: 'r0': unknown key; did you mean \"R0\"?");
    expect_refusal("{\"width\": 3}", "inside \"simulation\"");
    expect_refusal("{\"simulation\": {\"a0\": 3}}", "outside \"simulation\"");
    expect_refusal("{\"simulation\": {\n\"widht\": 3}}",
                   "p.json:2: 'widht': unknown key; did you mean \"width\"?");
    expect_refusal("{\"simulation\": 3}", "expected an object");
    expect_refusal("{\"set\": \"b=3\"}", "expected an object");
    expect_refusal("{\"set\": {\"b\": [1]}}", "'b': expected a number");
    expect_refusal("{\"a0\": [1, 2]}", "'a0': expected a string or a number");
    expect_refusal("{\"a0\": null}", "'a0': expected a string or a number");
    expect_refusal("{\"quiet\": \"yes\"}", "expected true or false");
    expect_refusal("{\"help\": true}", "unknown key");
    expect_refusal("{\"a0\": \"1\", \"a0\": \"2\"}", "duplicate");
    expect_refusal("{\"a0\": \"1\\u0000\"}", "p.json:1:");
    expect_refusal("{\"a\\n0\": 1}", "unknown key");
}

Test(problem_file, raw_nul_is_refused)
{
    answer_problem_t problem;
    wane_message_t message;
    static const char text[] = "{\"a0\": \"1\0\"}";
    answer_problem_init(problem);
    cr_assert_eq(answer_problem_read(problem, "p.json", text, sizeof text - 1, message), WANE_BAD_INPUT);
    answer_problem_clear(problem);
}

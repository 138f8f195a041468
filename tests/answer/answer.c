/* Every question by one call: the answer is the command's JSON, bad problems get one clear line. */
#include <criterion/criterion.h>

#include "refusal.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "temporary.h"
#include "wane/wane.h"

#define PAIR "\"student\": \"tanh\", \"teacher\": \"h1+0.3*h3\""
#define NETWORK "\"simulation\": {\"width\": 6, \"dim\": 20, \"batch\": 30, \"lr\": \"0.2\", \"time\": \"4\"}"

/* What the command writes for the problem, as JSON; free with free. */
static char *command_answer(const char *question, const char *problem)
{
    char command[300], folder[TEMPORARY_LENGTH], name[TEMPORARY_LENGTH + 20], *text = NULL;
    size_t length = 0, got;
    temporary_folder(folder);
    snprintf(name, sizeof name, "%s/problem.json", folder);
    FILE *file = fopen(name, "w");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(problem, file), 0);
    cr_assert_eq(fclose(file), 0);
    snprintf(command, sizeof command, "'%s' %s %s --format json 2>/dev/null", getenv("WANE"), question, name);
    FILE *pipe = popen(command, "r");
    cr_assert_not_null(pipe);
    do {
        text = realloc(text, length + 4097);
        got = fread(text + length, 1, 4096, pipe);
        length += got;
    } while (got > 0);
    text[length] = 0;
    pclose(pipe);
    unlink(name);
    rmdir(folder);
    return text;
}

static void expect_same(const char *question, const char *problem, wane_status_t expected)
{
    char *answer;
    wane_message_t message;
    const wane_status_t status = wane_answer(&answer, question, problem, NULL, message);
    cr_assert_eq(status, expected, "%s %s: %d, %s", question, problem, (int)status, message->text);
    cr_assert_not_null(answer);
    char *written = command_answer(question, problem);
    cr_assert_str_eq(answer, written, "%s %s", question, problem);
    free(written);
    wane_answer_free(answer);
}

Test(answer, is_what_the_command_writes)
{
    expect_same("coeffs", "{\"function\": \"h1+0.3*h3\", \"count\": 4, \"basis\": \"monic\"}", WANE_OK);
    expect_same("manifold", "{" PAIR ", \"digits\": 20}", WANE_OK);
    expect_same("verdict", "{" PAIR ", \"a0\": 0.5}", WANE_OK);
    expect_same("verdict", "{" PAIR ", \"a0\": \"0.5\", \"eps\": \"1/10\"}", WANE_OK);
    expect_same("thresholds", "{" PAIR "}", WANE_OK);
    expect_same(
        "bifurcations",
        "{\"student\": \"h1+h3\", \"teacher\": \"h1+b*h3\", \"param\": \"b\", \"set\": {\"b\": \"[-1, 1]\"}}",
        WANE_OK);
    expect_same("orbit",
                "{" PAIR ", \"a0\": 0.5, \"eps\": 0.1, \"simulation\": {\"time\": 2}, \"points\": 4, "
                "\"digits\": 8}",
                WANE_OK);
    expect_same("kernel", "{" PAIR ", \"at\": \"-1,0.5,[0.6,1]\"}", WANE_OK);
    expect_same("sweep", "{" PAIR ", \"a0\": [0.5, 1], \"eps\": 0.1, \"threads\": 1, " NETWORK "}", WANE_OK);
    expect_same("simulate", "{" PAIR ", \"a0\": 0.5, \"eps\": 0.1, \"threads\": 1, " NETWORK "}", WANE_OK);
}

Test(answer, undecided_still_answers)
{
    char *answer;
    wane_message_t message;
    cr_assert_eq(wane_answer(&answer, "manifold",
                             "{\"student\": \"tanh(x)+sin(x)^2+cos(x)^2-1\", \"teacher\": \"h1\"}", NULL,
                             message),
                 WANE_UNDECIDED);
    cr_assert_not_null(answer);
    cr_assert(message->text[0] != 0);
    cr_assert_null(strstr(message->text, "--"), "%s", message->text);
    wane_answer_free(answer);
}

Test(answer, refusals)
{
    expect_refusal("verdit", "{}", "unknown question; expected one of coeffs, manifold, verdict");
    expect_refusal("verdict", "", "problem:1:");
    expect_refusal("verdict", "{\"a0\": 1,\n \"eps\": }", "problem:2:");
    expect_refusal("verdict", "[1]", "expected a JSON object");
    expect_refusal("verdict", "{\"a0\": [1]}", "'a0': expected a string or a number");
    expect_refusal("verdict", "{\"a0\": true}", "'a0': expected a string or a number");
    expect_refusal("verdict", "{\"quick\": 1}", "'quick': expected true or false");
    expect_refusal("verdict", "{\"set\": 3}", "'set': expected an object");
    expect_refusal("verdict", "{\"set\": {\"b\": {}}}", "'b': expected a number or an interval");
    expect_refusal("verdict", "{\n\"studnet\": \"tanh\"}",
                   "problem:2: 'studnet': unknown key; did you mean \"student\"?");
    expect_refusal("verdict", "{\"width\": 3}", "it belongs inside \"simulation\"");
    expect_refusal("verdict", "{\"a0\": 1, \"a0\": 2}", "problem:1:");
    expect_refusal("verdict", "{" PAIR "}",
                   "`a0`: expected a number or an interval [lo,hi], but none was given");
    expect_refusal("verdict", "{" PAIR ", \"a0\": \"x\"}",
                   "`a0`: expected a number or an interval [lo,hi], found 'x'");
    expect_refusal("verdict", "{\"student\": \"tanhh\", \"teacher\": \"h1\", \"a0\": 1}",
                   "`student`: column 1");
    expect_refusal("verdict", "{" PAIR ", \"a0\": 1, \"prec\": 0}", "`prec`: expected an integer");
    expect_refusal("bifurcations", "{" PAIR ", \"param\": \"b=0:1\"}",
                   "`param`: expected a parameter that occurs in `student`");
    expect_refusal("simulate", "{" PAIR ", \"a0\": 1, \"eps\": 1, \"simulation\": {\"width\": -1}}",
                   "`width`: expected an integer");
}

/* ---- what a host gets ---- */

typedef struct {
    char name[40];
    size_t length;
    int count, calls;
} received_t;

static wane_status_t receive(void *context, const char *name, const char *text, wane_message_t message)
{
    received_t *received = context;
    received->count++;
    received->length = strlen(text);
    snprintf(received->name, sizeof received->name, "%s", name);
    return received->count == 1 ? WANE_OK : wane_message_set(message, WANE_FAILURE, 0, "one is enough");
}

static int stop(void *context, double fraction_done, double steps)
{
    received_t *received = context;
    cr_assert(fraction_done >= 0 && fraction_done <= 1 && steps > 0);
    return ++received->calls > 2;
}

Test(answer, documents_are_handed_over)
{
    static const char problem[] = "{" PAIR ", \"a0\": 0.5, \"certificate\": \"proof\"}";
    received_t received = {.count = 0};
    const wane_answer_host_t host = {.context = &received, .document = receive};
    char *answer;
    wane_message_t message;
    cr_assert_eq(wane_answer(&answer, "verdict", problem, &host, message), WANE_OK, "%s", message->text);
    cr_assert_eq(received.count, 1);
    cr_assert_str_eq(received.name, "proof");
    cr_assert(received.length > 1000);
    wane_answer_free(answer);
    cr_assert_eq(wane_answer(&answer, "verdict", problem, &host, message), WANE_FAILURE);
    cr_assert_null(answer);
    cr_assert_str_eq(message->text, "one is enough");
}

Test(answer, stops_when_told)
{
    received_t received = {.count = 0};
    const wane_answer_host_t host = {.context = &received, .progress = stop};
    char *answer;
    wane_message_t message;
    cr_assert_eq(wane_answer(&answer, "simulate",
                             "{" PAIR
                             ", \"a0\": 0.5, \"eps\": 0.1, \"simulation\": {\"width\": 10, \"dim\": 40, "
                             "\"batch\": 100, \"lr\": 0.1, \"time\": 100000, \"seeds\": 2}}",
                             &host, message),
                 WANE_FAILURE);
    cr_assert_null(answer);
    cr_assert_eq(wane_answer(&answer, "verdict", "{", &host, NULL), WANE_BAD_INPUT);
    wane_answer_free(NULL);
}

/* Random problems: whenever the prover decides, the verifier must be able to follow. */
#include "certify.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

static void random_teacher(char *text, size_t size, flint_rand_t state)
{
    size_t used = 0;
    slong degree = 1 + (slong)n_randint(state, 5);
    text[0] = 0;
    for (slong k = n_randint(state, 2) ? 1 : 0; k <= degree; k++) {
        slong c = (slong)n_randint(state, 21) - 10;
        if (c != 0 || k == degree)
            used += (size_t)snprintf(text + used, size - used, "+(%ld/10)*h%ld(x)", c == 0 ? 3L : (long)c,
                                     (long)k);
    }
}

Test(random, certificates_of_random_problems)
{
    static const char *const students[] = {"tanh",           "erf", "gelu", "silu", "h1-0.3*h2+0.2*h3",
                                           "sin(x)+cos(2*x)"};
    static const char *const starts[] = {"0", "1/5", "-3/5", "9/10", "0+", "0-"};
    const char *multiplier = getenv("WANE_TEST_MULTIPLIER");
    int count = (int)(36 * (multiplier == NULL ? 1 : atof(multiplier))), decided = 0, written = 0;
    wane_verifier_t verifier = wane_verifier_new();
    flint_rand_t state;
    flint_rand_init(state);
    for (int i = 0; i < count; i++) {
        wane_message_t message = {{.text = ""}};
        char teacher[300], a0[40];
        const char *student = students[i % 6], *R0 = starts[n_randint(state, 6)];
        random_teacher(teacher, sizeof teacher, state);
        snprintf(a0, sizeof a0, "%ld/10", (long)n_randint(state, 61) - 30);
        char *text = certify(student, teacher, a0, R0, message);
        if (text == NULL) {
            cr_assert_eq(strstr(message->text, "no certificate"), NULL, "%s | %s from a0 = %s, R0 = %s: %s",
                         student, teacher, a0, R0, message->text);
            continue;
        }
        decided++;
        wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
        cr_assert_eq(status, WANE_OK, "%s | %s from a0 = %s, R0 = %s: %s", student, teacher, a0, R0,
                     message->text);
        written++;
        flint_free(text);
    }
    cr_assert_gt(2 * decided, count);
    cr_log_info("%d problems, %d decided, %d certificates accepted", count, decided, written);
    wane_verifier_free(verifier);
    flint_rand_clear(state);
}

/* The same at given eps. */
Test(random, certificates_of_random_flows)
{
    static const char *const students[] = {"tanh",        "erf", "center(gelu)", "silu", "h1-0.3*h2+0.2*h3",
                                           "center(relu)"};
    static const char *const starts[] = {"0", "0", "0", "1/5", "-3/5", "9/10"};
    static const char *const ratios[] = {"2", "1/2", "1/10", "1/50", "all", "1/10,1/5"};
    const char *multiplier = getenv("WANE_TEST_MULTIPLIER");
    int count = (int)(30 * (multiplier == NULL ? 1 : atof(multiplier))), decided = 0;
    wane_verifier_t verifier = wane_verifier_new();
    flint_rand_t state;
    flint_rand_init(state);
    for (int i = 0; i < count; i++) {
        wane_message_t message = {{.text = ""}};
        char teacher[300], a0[40];
        const char *student = students[i % 6], *R0 = starts[n_randint(state, 6)],
                   *eps = ratios[n_randint(state, 6)];
        random_teacher(teacher, sizeof teacher, state);
        snprintf(a0, sizeof a0, "%ld/10", (long)n_randint(state, 61) - 30);
        char *text = certify_flow(student, teacher, eps, a0, R0, "1/100", message);
        if (text == NULL) {
            cr_assert(strstr(message->text, "no certificate") == NULL ||
                          strstr(message->text, "pass through a = 0") != NULL,
                      "%s | %s, eps %s, a0 %s, R0 %s: %s", student, teacher, eps, a0, R0, message->text);
            continue;
        }
        decided++;
        wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
        cr_expect_eq(status, WANE_OK, "%s | %s, eps %s, a0 %s, R0 %s: %s", student, teacher, eps, a0, R0,
                     message->text);
        flint_free(text);
    }
    cr_expect_gt(3 * decided, count);
    cr_log_info("%d problems, %d certificates", count, decided);
    wane_verifier_free(verifier);
    flint_rand_clear(state);
}

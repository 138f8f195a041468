/* wane claims --quick, as the programs that parse it see it; its certificates are accepted. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "temporary.h"

static int run(const char *format, const char *wane, const char *folder)
{
    char command[1000];
    snprintf(command, sizeof command, format, wane, folder, folder);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    cr_assert_not_null(text, "no %s", key);
    cr_assert(*text != 0, "empty %s", key);
    return text;
}

static int is_status(const char *text)
{
    return strcmp(text, "proved") == 0 || strcmp(text, "measured") == 0;
}

/* The bounds of the first number of that name begin with the digits. */
static void expect_digits(const json_t *claim, const char *name, const char *digits)
{
    size_t i;
    json_t *evidence;
    json_array_foreach(json_object_get(claim, "evidence"), i, evidence)
    {
        const json_t *number = json_object_get(json_object_get(evidence, "numbers"), name);
        if (number == NULL) continue;
        cr_assert(strncmp(text_at(number, "lo"), digits, strlen(digits)) == 0, "%s", text_at(number, "lo"));
        cr_assert(strncmp(text_at(number, "hi"), digits, strlen(digits)) == 0, "%s", text_at(number, "hi"));
        return;
    }
    cr_assert_fail("no number %s", name);
}

/* Returns how many certificates the claim names, each of them accepted. */
static int check_claim(const json_t *claim, int index, const char *wane, const char *folder)
{
    static const char *const expected[8] = {"proved", "proved",   "proved", "proved",
                                            "proved", "measured", "proved", "proved"};
    char id[3] = {'C', (char)('1' + index), 0}, path[300];
    size_t i;
    int certificates = 0;
    json_t *evidence;
    cr_assert_str_eq(text_at(claim, "id"), id);
    cr_assert_str_eq(text_at(claim, "status"), expected[index], "%s", id);
    text_at(claim, "statement");
    text_at(claim, "symbols");
    text_at(claim, "source");
    cr_assert_not_null(strstr(text_at(claim, "comparison"), "aper"));
    cr_assert_gt(json_array_size(json_object_get(claim, "evidence")), 0);
    json_array_foreach(json_object_get(claim, "evidence"), i, evidence)
    {
        cr_assert(is_status(text_at(evidence, "status")));
        cr_assert(json_is_boolean(json_object_get(evidence, "supports")));
        cr_assert(json_is_object(json_object_get(evidence, "numbers")));
        text_at(evidence, "text");
        if (json_object_get(evidence, "certificate") == NULL) continue;
        certificates++;
        snprintf(path, sizeof path, "%s/%s", folder, text_at(evidence, "certificate"));
        cr_assert_eq(run("'%s' verify '%s' >/dev/null 2>&1", wane, path), 0, "%s", path);
    }
    return certificates;
}

Test(claims, quick)
{
    const char *wane = getenv("WANE");
    char folder[TEMPORARY_LENGTH], path[100];
    json_error_t error;
    int certificates = 0;
    temporary_folder(folder);
    cr_assert_eq(run("'%s' claims --quick --threads 2 --certificates '%s/kept' --format json -o '%s/answer'",
                     wane, folder),
                 0);
    snprintf(path, sizeof path, "%s/answer", folder);
    json_t *answer = json_load_file(path, 0, &error);
    cr_assert_not_null(answer, "%s", error.text);
    text_at(answer, "wane");
    cr_assert_not_null(strstr(text_at(answer, "scope"), "only the abstract was at hand"));
    json_t *claims = json_object_get(answer, "claims");
    cr_assert_eq(json_array_size(claims), 8);
    snprintf(path, sizeof path, "%s/kept", folder);
    for (int i = 0; i < 8; i++) certificates += check_claim(json_array_get(claims, (size_t)i), i, wane, path);
    cr_assert_geq(certificates, 8);
    expect_digits(json_array_get(claims, 0), "a_out", "1.2456623352512421831");
    expect_digits(json_array_get(claims, 2), "kappa", "0.05394553457383073");
    expect_digits(json_array_get(claims, 2), "R prefactor", "1.467223001921937");
    expect_digits(json_array_get(claims, 3), "a*", "2.657134885425682678");
    json_decref(answer);
    cr_assert_eq(run("test -x '%s' && rm -r '%s'", wane, folder), 0);
}

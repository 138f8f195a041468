/* wane bifurcations: the values of a parameter at which the picture changes. */
#include <stdlib.h>
#include <string.h>

#include "cli/table/bifurcations_format.h"
#include "cli/print/certified.h"
#include "cli/command/commands.h"
#include "cli/print/memory.h"
#include "cli/input/number.h"
#include "cli/input/problem.h"
#include "cli/print/quote.h"

static const char *const sides[] = {"1", "-1", NULL};

/* What moves, and where it was said. */
typedef struct {
    char *name;
    char *range_text; /* "[lo, hi]", a stand-in where the whole line is meant */
    wane_parameter_t *others;
    slong other_count;
    wane_family_t family;
    wane_effort_t effort;
} request_t;

static void request_init(request_t *request)
{
    memset(request, 0, sizeof *request);
    wane_family_init(request->family);
}

static void request_clear(request_t *request)
{
    free(request->name);
    free(request->range_text);
    free(request->others);
    wane_family_clear(request->family);
}

/* "lo:hi" */
static int read_range(fmpq_t lo, fmpq_t hi, const char *text)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL) return 0;
    char *left = cli_format("%.*s", (int)(colon - text), text);
    int good = cli_number_read(lo, left) && cli_number_read(hi, colon + 1) && fmpq_cmp(lo, hi) < 0;
    free(left);
    return good;
}

/* "b", with a range from --set or none, or "b=lo:hi". */
static wane_status_t get_parameter(request_t *request, const cli_settings_t settings, wane_message_t message)
{
    static const char what[] = "a parameter of the expressions, NAME or NAME=LO:HI with LO < HI";
    const char *text = cli_text(settings, CLI_PARAM);
    cli_quote_t quoted;
    if (text == NULL || *text == 0 || *text == '=') return cli_expected(settings, CLI_PARAM, what, message);
    size_t length = strcspn(text, "=");
    wane_family_struct *family = request->family;
    request->name = cli_format("%.*s", (int)length, text);
    family->whole_line = text[length] == 0;
    if (text[length] != 0 && !read_range(family->range->lo, family->range->hi, text + length + 1))
        return cli_expected(settings, CLI_PARAM, what, message);
    for (long i = 0; i < settings->parameter_count; i++) {
        const cli_parameter_t *given = &settings->parameter[i];
        if (strcmp(given->name, request->name) != 0 || !family->whole_line) continue;
        if (!cli_number_read_interval(family->range->lo, family->range->hi, given->value.text) ||
            fmpq_equal(family->range->lo, family->range->hi))
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "%s: expected a range [lo,hi] of %s, which is to move, found %s",
                                    given->value.where, request->name, cli_quote(quoted, given->value.text));
        family->whole_line = 0;
    }
    return WANE_OK;
}

static void collect_others(request_t *request, const cli_settings_t settings)
{
    size_t size = (size_t)settings->parameter_count + 1;
    request->others = cli_realloc(NULL, size * sizeof *request->others);
    for (long i = 0; i < settings->parameter_count; i++)
        if (strcmp(settings->parameter[i].name, request->name) != 0)
            request->others[request->other_count++] = (wane_parameter_t){
                .name = settings->parameter[i].name, .value = settings->parameter[i].value.text};
}

/* Reads both expressions with the parameter in its range, for the sake of the messages, and sees that it
 * occurs. */
static wane_status_t check_pair(request_t *request, const cli_settings_t settings, wane_message_t message)
{
    static const cli_key_t keys[] = {CLI_STUDENT, CLI_TEACHER, CLI_DIGITS, CLI_PREC, CLI_THREADS};
    cli_settings_t trial;
    cli_pair_t pair;
    cli_settings_init(trial);
    cli_pair_init(pair);
    for (int i = 0; i < 5; i++)
        if (cli_given(settings, keys[i]))
            cli_settings_put(trial, keys[i], cli_text(settings, keys[i]), cli_where(settings, keys[i]));
    for (slong i = 0; i < request->other_count; i++)
        cli_settings_put_parameter(trial, request->others[i].name, request->others[i].value, "--set");
    char *lo = fmpq_get_str(NULL, 10, request->family->range->lo);
    char *hi = fmpq_get_str(NULL, 10, request->family->range->hi);
    request->range_text =
        request->family->whole_line ? cli_strdup("[-1, 1]") : cli_format("[%s, %s]", lo, hi);
    cli_settings_put_parameter(trial, request->name, request->range_text, "--param");
    wane_status_t status = cli_get_pair(pair, trial, message);
    if (status == WANE_OK && wane_function_parameter_degree(pair->student, request->name) == 0 &&
        wane_function_parameter_degree(pair->teacher, request->name) == 0)
        status = wane_message_set(message, WANE_BAD_INPUT, 0,
                                  "--param: expected a parameter that occurs in --student or --teacher, "
                                  "found '%s'",
                                  request->name);
    request->effort = pair->effort;
    flint_free(lo);
    flint_free(hi);
    cli_pair_clear(pair);
    cli_settings_clear(trial);
    return status;
}

static wane_status_t get_request(request_t *request, const cli_settings_t settings, wane_message_t message)
{
    int side = 0;
    wane_family_struct *family = request->family;
    wane_status_t status = get_parameter(request, settings, message);
    if (status != WANE_OK) return status;
    collect_others(request, settings);
    status = check_pair(request, settings, message);
    if (status == WANE_OK) status = cli_get_choice(&side, settings, CLI_SIDE, sides, message);
    family->student = cli_text(settings, CLI_STUDENT);
    family->teacher = cli_text(settings, CLI_TEACHER);
    family->name = request->name;
    family->parameters = request->others;
    family->parameter_count = request->other_count;
    family->side = side == 0 ? 1 : -1;
    family->with_verdict = cli_given(settings, CLI_A0);
    if (status == WANE_OK && family->with_verdict)
        status = cli_get_interval(family->a0->lo, family->a0->hi, settings, CLI_A0, message);
    if (status == WANE_OK && family->with_verdict) status = cli_get_start(family->start, settings, message);
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    request_t request;
    wane_bifurcations_t bifurcations;
    request_init(&request);
    wane_bifurcations_init(bifurcations);
    wane_status_t status = get_request(&request, settings, message);
    if (status == WANE_OK)
        status = wane_bifurcations_compute(bifurcations, request.family, &request.effort, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        if (format == CLI_JSON)
            cli_answer_print(out,
                             cli_bifurcations_json(cli_answer(command, settings), bifurcations, request.name,
                                                   request.effort.digits + CLI_GUARD_DIGITS));
        else cli_bifurcations_text(out, bifurcations, request.name, request.effort.digits);
    }
    wane_bifurcations_clear(bifurcations);
    request_clear(&request);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT, CLI_TEACHER, CLI_SET, CLI_PARAM,
                                 CLI_SIDE,    CLI_A0,      CLI_R0,  CLI_KEYS};

const cli_command_t cli_command_bifurcations = {
    .name = "bifurcations",
    .usage = " [PROBLEM.json] [FLAGS]",
    .summary = "Values of a parameter at which the picture of the manifold changes",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .run = run,
};

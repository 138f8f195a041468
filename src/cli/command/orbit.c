/* wane orbit: certified enclosures of a trajectory of the planar flow. */
#include <math.h>

#include "cli/command/commands.h"
#include "cli/input/exact_decimal.h"
#include "cli/command/orbit_pieces.h"
#include "cli/input/problem.h"
#include "cli/print/progress.h"

#define MOST_DIGITS 200
#define MOST_POINTS 100000
#define KERNEL_DIGITS 8 /* more than those of the orbit */
#define ATTEMPTS 4      /* with more digits each, until the widths are as small as asked for */

static const char *const spacings[] = {"linear", "log", NULL};

typedef struct {
    cli_pair_t pair;
    cli_orbit_box_t box;
    wane_start_t start;
    fmpq_t time;
    slong points;
    int spacing;
} request_t;

static void request_init(request_t *request)
{
    cli_pair_init(request->pair);
    cli_orbit_box_init(request->box);
    wane_start_init(request->start);
    fmpq_init(request->time);
}

static void request_clear(request_t *request)
{
    cli_pair_clear(request->pair);
    cli_orbit_box_clear(request->box);
    wane_start_clear(request->start);
    fmpq_clear(request->time);
}

static wane_status_t get_time(fmpq_t time, const cli_settings_t settings, wane_message_t message)
{
    fmpq_t most;
    fmpq_init(most);
    fmpq_set_si(most, 1000000000000, 1);
    wane_status_t status = cli_get_rational(time, settings, CLI_TIME, message);
    if (status == WANE_OK && (fmpq_sgn(time) <= 0 || fmpq_cmp(time, most) > 0 || !cli_is_decimal(time)))
        status = cli_expected(settings, CLI_TIME, "a positive decimal number, at most 1e12", message);
    fmpq_inv(most, most);
    if (status == WANE_OK && fmpq_cmp(time, most) < 0)
        status = cli_expected(settings, CLI_TIME, "a time of at least 1e-12", message);
    fmpq_clear(most);
    return status;
}

static wane_status_t get_request(request_t *request, const cli_settings_t settings, wane_message_t message)
{
    wane_interval_struct *eps = request->box[CLI_ORBIT_EPS], *a0 = request->box[CLI_ORBIT_A];
    wane_status_t status = cli_get_pair(request->pair, settings, message);
    if (status == WANE_OK && request->pair->effort.digits > MOST_DIGITS)
        status = cli_expected(settings, CLI_DIGITS, "at most 200 digits of an orbit", message);
    if (status == WANE_OK) status = cli_get_interval(a0->lo, a0->hi, settings, CLI_A0, message);
    if (status == WANE_OK) status = cli_get_start(request->start, settings, message);
    if (status == WANE_OK &&
        (request->start->kind == WANE_START_ZERO_PLUS || request->start->kind == WANE_START_ZERO_MINUS))
        status = cli_expected(settings, CLI_R0,
                              "a number or an interval [lo,hi] inside (-1,1): 0+ and 0- start at the same "
                              "point as 0, and no solution passes through it but that of --R0 0",
                              message);
    if (status == WANE_OK) status = cli_get_interval(eps->lo, eps->hi, settings, CLI_EPS, message);
    if (status == WANE_OK && fmpq_sgn(eps->lo) <= 0)
        status = cli_expected(settings, CLI_EPS, "a positive number or interval", message);
    if (status == WANE_OK && request->start->kind == WANE_START_VALUE)
        wane_interval_set(request->box[CLI_ORBIT_R], request->start->value);
    if (status == WANE_OK) status = get_time(request->time, settings, message);
    if (status == WANE_OK)
        status = cli_get_integer(&request->points, settings, CLI_POINTS, 1, MOST_POINTS, message);
    if (status == WANE_OK)
        status = cli_get_choice(&request->spacing, settings, CLI_SPACING, spacings, message);
    return status;
}

static wane_status_t follow(cli_orbit_table_t table, request_t *request, const wane_kernels_t kernels,
                            slong digits, const cli_settings_t settings, wane_message_t message)
{
    cli_progress_t progress;
    cli_progress_start(&progress, settings, 0);
    wane_status_t status = cli_orbit_follow(table, request->box, kernels, digits, &progress, message);
    cli_progress_end(&progress);
    return status;
}

static wane_status_t attempt(cli_orbit_table_t table, request_t *request, slong digits,
                             const cli_settings_t settings, wane_message_t message)
{
    wane_kernels_t kernels;
    wane_effort_t effort = request->pair->effort;
    effort.digits = digits + KERNEL_DIGITS;
    wane_kernels_init(kernels);
    wane_status_t status =
        wane_kernels_compute(kernels, request->pair->student, request->pair->teacher, &effort, message);
    if (status == WANE_OK) status = follow(table, request, kernels, digits, settings, message);
    wane_kernels_clear(kernels);
    return status;
}

/* Repeats with more digits as long as that narrows rows that are too wide. */
static wane_status_t compute(cli_orbit_table_t table, request_t *request, const cli_settings_t settings,
                             wane_message_t message)
{
    const slong wanted = request->pair->effort.digits;
    slong digits = wanted;
    double before = INFINITY;
    wane_status_t status = WANE_OK;
    for (int i = 0; i < ATTEMPTS; i++) {
        table->filled = 0;
        status = attempt(table, request, digits, settings, message);
        const double width = cli_orbit_table_width(table);
        if (status != WANE_OK || !cli_orbit_box_is_point(request->box) || width <= (double)-wanted ||
            width > before - 1)
            break;
        before = width;
        digits += (slong)ceil(width + (double)wanted) + 1;
        if (digits > MOST_DIGITS || 4 * digits > request->pair->effort.max_prec) break;
    }
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    request_t request;
    cli_orbit_table_t table;
    request_init(&request);
    wane_status_t status = get_request(&request, settings, message);
    if (status == WANE_OK) {
        cli_orbit_table_init(table, request.time, request.points, (cli_spacing_t)request.spacing,
                             request.pair->effort.digits);
        status = compute(table, &request, settings, message);
        if (status == WANE_OK || status == WANE_UNDECIDED) {
            if (format == CLI_JSON)
                cli_answer_print(out, cli_orbit_json(cli_answer(command, settings), table));
            else if (format == CLI_TEXT) cli_orbit_text(out, table);
            else cli_orbit_csv(out, table);
        }
        cli_orbit_table_clear(table);
    }
    request_clear(&request);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT, CLI_TEACHER, CLI_SET,    CLI_A0,      CLI_R0,
                                 CLI_EPS,     CLI_TIME,    CLI_POINTS, CLI_SPACING, CLI_KEYS};

const cli_command_t cli_command_orbit = {
    .name = "orbit",
    .usage = " [PROBLEM.json] [FLAGS]",
    .summary = "Certified enclosures of R(t), a(t) at a finite ratio of the learning rates",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON) | CLI_FORMAT_BIT(CLI_CSV),
    .usual_format = CLI_CSV,
    .usual_digits = "12",
    .run = run,
};

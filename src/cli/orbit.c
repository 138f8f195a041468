/* wane orbit: certified enclosures of a trajectory of the planar flow. */
#include <math.h>

#include "cli/commands.h"
#include "cli/exact_decimal.h"
#include "cli/orbit_table.h"
#include "cli/problem.h"
#include "cli/progress.h"

#define MOST_DIGITS 200
#define MOST_POINTS 100000
#define MOST_STEPS 300000
#define MOST_EFFORT 1e10 /* multiplications: some minutes */
#define KERNEL_DIGITS 8  /* more than those of the orbit */
#define ATTEMPTS 4       /* with more digits each, until the widths are as small as asked for */

static const char *const spacings[] = {"linear", "log", NULL};

typedef struct {
    cli_pair_t pair;
    wane_interval_t eps, a0;
    wane_start_t start;
    fmpq_t time;
    slong points;
    int spacing;
} request_t;

static void request_init(request_t *request)
{
    cli_pair_init(request->pair);
    wane_interval_init(request->eps);
    wane_interval_init(request->a0);
    wane_start_init(request->start);
    fmpq_init(request->time);
}

static void request_clear(request_t *request)
{
    cli_pair_clear(request->pair);
    wane_interval_clear(request->eps);
    wane_interval_clear(request->a0);
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
    wane_status_t status = cli_get_pair(request->pair, settings, message);
    if (status == WANE_OK && request->pair->effort.digits > MOST_DIGITS)
        status = cli_expected(settings, CLI_DIGITS, "at most 200 digits of an orbit", message);
    if (status == WANE_OK)
        status = cli_get_interval(request->a0->lo, request->a0->hi, settings, CLI_A0, message);
    if (status == WANE_OK) status = cli_get_start(request->start, settings, message);
    if (status == WANE_OK &&
        (request->start->kind == WANE_START_ZERO_PLUS || request->start->kind == WANE_START_ZERO_MINUS))
        status = cli_expected(settings, CLI_R0,
                              "a number or an interval [lo,hi] inside (-1,1): 0+ and 0- start at the same "
                              "point as 0, and no solution passes through it but that of --R0 0",
                              message);
    if (status == WANE_OK)
        status = cli_get_interval(request->eps->lo, request->eps->hi, settings, CLI_EPS, message);
    if (status == WANE_OK && fmpq_sgn(request->eps->lo) <= 0)
        status = cli_expected(settings, CLI_EPS, "a positive number or interval", message);
    if (status == WANE_OK) status = get_time(request->time, settings, message);
    if (status == WANE_OK)
        status = cli_get_integer(&request->points, settings, CLI_POINTS, 1, MOST_POINTS, message);
    if (status == WANE_OK)
        status = cli_get_choice(&request->spacing, settings, CLI_SPACING, spacings, message);
    return status;
}

typedef struct {
    cli_orbit_table_struct *table;
    cli_progress_t progress;
    double last, reached;
    int exhausted;
} watch_t;

static int watch(void *context, const wane_orbit_t orbit)
{
    watch_t *w = context;
    cli_orbit_table_fill(w->table, orbit);
    w->reached = arf_get_d(orbit->last->t, ARF_RND_DOWN);
    w->exhausted = orbit->effort > MOST_EFFORT;
    if (w->exhausted) return 1;
    return cli_progress_advance(&w->progress, arf_get_d(orbit->last->t, ARF_RND_NEAR) / w->last);
}

static wane_status_t follow(cli_orbit_table_t table, const request_t *request, const wane_kernels_t kernels,
                            slong digits, const cli_settings_t settings, wane_message_t message)
{
    wane_orbit_t orbit;
    arb_t eps, R, a, time;
    arb_init(eps);
    arb_init(R);
    arb_init(a);
    arb_init(time);
    const slong prec = 4 * digits + 128;
    wane_interval_get_arb(eps, request->eps, prec);
    wane_interval_get_arb(a, request->a0, prec);
    if (request->start->kind == WANE_START_VALUE) wane_interval_get_arb(R, request->start->value, prec);
    arb_set_fmpq(time, request->time, prec);
    wane_orbit_init(orbit, kernels, eps, digits);
    wane_status_t status = wane_orbit_start(orbit, R, a, message);
    if (status == WANE_OK) {
        watch_t w = {.table = table, .last = fmpq_get_d(request->time)};
        cli_progress_start(&w.progress, settings, 0);
        cli_orbit_table_fill(table, orbit);
        status = wane_orbit_run(orbit, time, MOST_STEPS, watch, &w, message);
        cli_progress_end(&w.progress);
        if (status == WANE_OK && w.exhausted && table->filled < table->length)
            status = wane_message_set(message, WANE_UNDECIDED, 0,
                                      "the effort allowed reaches only t = %.6g, as a step of the last kind "
                                      "covers %.2g: shorten --time, or ask for fewer --digits",
                                      w.reached, arf_get_d(orbit->last->h, ARF_RND_DOWN));
    }
    wane_orbit_clear(orbit);
    arb_clear(eps);
    arb_clear(R);
    arb_clear(a);
    arb_clear(time);
    return status;
}

static wane_status_t attempt(cli_orbit_table_t table, const request_t *request, slong digits,
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

/* Whether the inputs are numbers, as far as the start and eps go: then more digits may help. */
static int is_point(const request_t *request)
{
    return fmpq_equal(request->eps->lo, request->eps->hi) && fmpq_equal(request->a0->lo, request->a0->hi) &&
           fmpq_equal(request->start->value->lo, request->start->value->hi);
}

/* Repeats with more digits as long as that narrows rows that are too wide. */
static wane_status_t compute(cli_orbit_table_t table, const request_t *request, const cli_settings_t settings,
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
        if (status != WANE_OK || !is_point(request) || width <= (double)-wanted || width > before - 1) break;
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

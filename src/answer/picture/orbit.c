/* R(t) and a(t) at a given eps: the certified trajectory, the proved law, a simulation and the floor of its width. */
#include <math.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/picture/panels.h"
#include "answer/picture/simulated.h"

#define SLOW_TIME 1000.0 /* eps t to which it goes where no time is given */
#define SEEN 0.004       /* of the range: the enclosure is seen beside the line */

typedef struct {
    picture_t picture;
    const answer_problem_struct *problem;
    const wane_answer_host_t *host;
    json_t *orbit, *verdict;
    picture_simulated_t simulated;
    panels_t panels;
    double eps; /* NaN: no number */
} plot_t;

static wane_status_t ask(plot_t *plot, wane_message_t message)
{
    const answer_problem_struct *problem = plot->problem;
    const picture_change_t none[] = {{ANSWER_KEYS, NULL}};
    picture_number_t text;
    double time;
    wane_message_t ignored, said = {{.text = ""}};
    if (!picture_is_number(&plot->eps, problem, ANSWER_EPS)) plot->eps = NAN;
    const picture_change_t changes[] = {
        {ANSWER_POINTS, "240"},
        {ANSWER_SPACING, "log"},
        {ANSWER_TIME,
         picture_is_number(&time, problem, ANSWER_TIME)
             ? answer_text(problem, ANSWER_TIME)
             : picture_number(text, plot->eps > 0 ? fmin(SLOW_TIME / plot->eps, 1e9) : SLOW_TIME, 6)},
        {ANSWER_DIGITS, answer_given(problem, ANSWER_DIGITS) ? answer_text(problem, ANSWER_DIGITS) : "8"},
        {ANSWER_KEYS, NULL}};
    wane_status_t status = picture_ask(&plot->orbit, answer_orbit, problem, changes, plot->host, message);
    if (answer_is_known(status))
        picture_ask(&plot->verdict, answer_verdict, problem, none, plot->host, ignored);
    if (answer_is_known(status) && answer_given(problem, ANSWER_WIDTH))
        status = picture_both(status, picture_simulated_ask(&plot->simulated, problem, plot->host, said),
                              said, message);
    return status;
}

/* ---- what is seen ---- */

static const char *const names[] = {"R", "a"};

static void find_ranges(plot_t *plot)
{
    panels_t *panels = &plot->panels;
    const json_t *rows = json_object_get(plot->orbit, "rows");
    const size_t count = json_array_size(rows);
    panels->log = json_is_object(json_object_get(plot->verdict, "scaling")) &&
                  picture_middle(json_object_get(plot->verdict, "R_final")) == 0;
    for (size_t i = 1; i < count; i++) {
        const json_t *row = json_array_get(rows, i);
        const double t = picture_middle(json_object_get(row, "t"));
        picture_range_add(&panels->time, t);
        for (int which = 0; which < 2; which++) {
            const json_t *value = json_object_get(row, names[which]);
            /* the rise out of R = 0 needs no room on an axis in equal ratios */
            if (panels->log && which == PANEL_R && i < 2 * count / 3) continue;
            picture_range_add(&panels->value[which], picture_least(value));
            picture_range_add(&panels->value[which], picture_greatest(value));
        }
    }
    picture_simulated_end_ranges(&plot->simulated, panels);
}

static void draw_enclosure(plot_t *plot, panel_t which)
{
    size_t i;
    json_t *row;
    const picture_range_t range = plot->panels.value[which];
    FILE *out = picture_begin(&plot->picture);
    double widest = 0;
    json_array_foreach(json_object_get(plot->orbit, "rows"), i, row)
    {
        const json_t *value = json_object_get(row, names[which]);
        const double lo = picture_least(value), hi = picture_greatest(value);
        widest = fmax(widest, (hi - lo) / (range.hi - range.lo));
        if (i > 0)
            fprintf(out, "%s %.9g %.9g %.9g\n", json_string_value(json_object_get(row, "t")),
                    panels_value(&plot->panels, lo), panels_value(&plot->panels, hi),
                    panels_value(&plot->panels, 0.5 * (lo + hi)));
    }
    const int is_seen = widest > SEEN;
    const char *title = is_seen ? "certified enclosure" : "certified trajectory";
    picture_end(&plot->picture,
                is_seen ? "using 1:2:3 with filledcurves linecolor rgb '#99BBDD'"
                        : "using 1:4 with lines linestyle 1",
                which == PANEL_R ? title : NULL);
    if (!is_seen) return;
    picture_again(&plot->picture, "using 1:2 with lines linestyle 1 linewidth 0.5", NULL);
    picture_again(&plot->picture, "using 1:3 with lines linestyle 1 linewidth 0.5", NULL);
}

static void draw_panel(plot_t *plot, panel_t which)
{
    panels_begin(&plot->panels, &plot->picture, which);
    picture_simulated_draw_band(&plot->simulated, &plot->picture, &plot->panels, which);
    draw_enclosure(plot, which);
    picture_simulated_draw_means(&plot->simulated, &plot->picture, &plot->panels, which, plot->problem);
    panels_draw_law(&plot->panels, &plot->picture, which, json_object_get(plot->verdict, "scaling"),
                    plot->eps);
    picture_simulated_draw_floor(&plot->simulated, &plot->picture, &plot->panels, which);
}

wane_status_t answer_plot_orbit(json_t *answer, const answer_problem_t problem,
                                const wane_answer_host_t *host, wane_message_t message)
{
    static const answer_key_t in_title[] = {ANSWER_DECAY, ANSWER_A0, ANSWER_EPS, ANSWER_KEYS};
    plot_t plot = {.problem = problem,
                   .host = host,
                   .panels = {.time = PICTURE_NO_RANGE, .value = {PICTURE_NO_RANGE, PICTURE_NO_RANGE}}};
    picture_init(&plot.picture);
    wane_status_t status = ask(&plot, message);
    if (answer_is_known(status)) {
        find_ranges(&plot);
        picture_title(&plot.picture, problem, in_title, "");
        draw_panel(&plot, PANEL_R);
        draw_panel(&plot, PANEL_A);
        panels_end(&plot.picture);
        picture_finish(&plot.picture, answer, 8.6, 10.5);
    }
    picture_clear(&plot.picture);
    json_decref(plot.orbit);
    json_decref(plot.verdict);
    picture_simulated_clear(&plot.simulated);
    return status;
}

/* What `check` compares: the planar flow with the deviation that is allowed, the prediction at the width, dimension and
   batches of the simulation, the simulation, the proved law and the floor. */
#include <math.h>
#include <string.h>

#include "answer/picture/panels.h"
#include "answer/picture/simulated.h"

typedef struct {
    picture_t picture;
    picture_simulated_t simulated;
    panels_t panels;
    const answer_problem_struct *problem;
    double eps;
} plot_t;

static const json_t *times_of(const plot_t *plot)
{
    return json_object_get(plot->simulated.check, "times");
}

static void find_ranges(plot_t *plot)
{
    static const char *const curves[] = {"simulated", "predicted", "planar"};
    panels_t *panels = &plot->panels;
    const json_t *check = plot->simulated.check;
    const size_t count = json_array_size(times_of(plot));
    panels->log = json_is_object(json_object_get(check, "scaling")) &&
                  picture_middle(json_object_get(check, "R_final")) == 0;
    for (size_t i = 0; i < count; i++) {
        const json_t *row = json_array_get(times_of(plot), i);
        if (!(picture_simulated_time(row) > 0)) continue;
        picture_range_add(&panels->time, picture_simulated_time(row));
        for (int which = 0; which < 2; which++)
            for (int k = 0; k < 3; k++)
                if (!panels->log || which == PANEL_A || i >= 2 * count / 3)
                    picture_range_add(&panels->value[which], picture_simulated_number(row, which, curves[k]));
    }
    picture_simulated_end_ranges(&plot->simulated, panels);
}

static void draw_curve(plot_t *plot, panel_t which, const char *curve, const char *how, const char *title)
{
    size_t i;
    json_t *row;
    FILE *out = picture_begin(&plot->picture);
    json_array_foreach(times_of(plot), i, row)
    {
        const double value = picture_simulated_number(row, which, curve);
        if (picture_simulated_time(row) > 0 && isfinite(value))
            fprintf(out, "%.8g %.8g\n", picture_simulated_time(row), panels_value(&plot->panels, value));
    }
    picture_end(&plot->picture, how, which == PANEL_R ? title : NULL);
}

static void draw_allowed(plot_t *plot, panel_t which)
{
    size_t i;
    json_t *row;
    char allowed[] = "allowed_R";
    if (which == PANEL_A) allowed[8] = 'a';
    FILE *out = picture_begin(&plot->picture);
    json_array_foreach(times_of(plot), i, row)
    {
        const double middle = picture_simulated_number(row, which, "planar"),
                     width = json_number_value(json_object_get(row, allowed));
        if (picture_simulated_time(row) > 0 && isfinite(middle))
            fprintf(out, "%.8g %.8g %.8g\n", picture_simulated_time(row),
                    panels_value(&plot->panels, middle - width), panels_value(&plot->panels, middle + width));
    }
    picture_end(&plot->picture, "using 1:2:3 with filledcurves linecolor rgb '#CCDDEE'",
                which == PANEL_R ? "allowed deviation" : NULL);
}

static void draw_panel(plot_t *plot, panel_t which)
{
    panels_begin(&plot->panels, &plot->picture, which);
    draw_allowed(plot, which);
    picture_simulated_draw_band(&plot->simulated, &plot->picture, &plot->panels, which);
    draw_curve(plot, which, "planar", "using 1:2 with lines linestyle 1", "planar flow, N = ∞");
    draw_curve(plot, which, "predicted", "using 1:2 with lines linestyle 5", "predicted at this N");
    picture_simulated_draw_means(&plot->simulated, &plot->picture, &plot->panels, which, plot->problem);
    panels_draw_law(&plot->panels, &plot->picture, which, json_object_get(plot->simulated.check, "scaling"),
                    plot->eps);
    picture_simulated_draw_floor(&plot->simulated, &plot->picture, &plot->panels, which);
}

static void set_title(plot_t *plot)
{
    static const answer_key_t in_title[] = {ANSWER_DECAY, ANSWER_KEYS};
    const json_t *passed = json_object_get(plot->simulated.check, "passed");
    picture_title(&plot->picture, plot->problem, in_title,
                  json_is_true(passed)    ? ": check passed"
                  : json_is_false(passed) ? ": check failed"
                                          : ": check undecided");
}

wane_status_t answer_plot_check(json_t *answer, const answer_problem_t problem,
                                const wane_answer_host_t *host, wane_message_t message)
{
    const picture_change_t none[] = {{ANSWER_KEYS, NULL}};
    plot_t plot = {.problem = problem,
                   .panels = {.time = PICTURE_NO_RANGE, .value = {PICTURE_NO_RANGE, PICTURE_NO_RANGE}}};
    picture_init(&plot.picture);
    wane_status_t status = picture_ask(&plot.simulated.check, answer_check, problem, none, host, message);
    if (!picture_is_number(&plot.eps, problem, ANSWER_EPS)) plot.eps = NAN;
    if (answer_is_known(status)) {
        find_ranges(&plot);
        set_title(&plot);
        draw_panel(&plot, PANEL_R);
        draw_panel(&plot, PANEL_A);
        panels_end(&plot.picture);
        picture_finish(&plot.picture, answer, 8.6, 10.5);
        json_object_set(answer, "check", plot.simulated.check);
        json_object_del(plot.simulated.check, "times");
    }
    picture_clear(&plot.picture);
    picture_simulated_clear(&plot.simulated);
    return status;
}

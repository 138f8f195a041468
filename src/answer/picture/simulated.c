#include "answer/picture/simulated.h"

#include <math.h>

wane_status_t picture_simulated_ask(picture_simulated_t *simulated, const answer_problem_t problem,
                                    const wane_answer_host_t *host, wane_message_t message)
{
    const picture_change_t none[] = {{ANSWER_KEYS, NULL}};
    const wane_status_t status = picture_ask(&simulated->check, answer_check, problem, none, host, message);
    if (status != WANE_REJECTED && status != WANE_UNDECIDED) return status;
    message->text[0] = 0;
    return WANE_OK;
}

void picture_simulated_clear(picture_simulated_t *simulated)
{
    json_decref(simulated->check);
}

double picture_simulated_floor(const picture_simulated_t *simulated, panel_t which)
{
    const json_t *floor = json_object_get(simulated->check, "floor"),
                 *value = json_object_get(floor, which == PANEL_R ? "R" : "a");
    return json_is_object(value) ? picture_middle(value) : NAN;
}

void picture_simulated_end_ranges(const picture_simulated_t *simulated, panels_t *panels)
{
    if (panels->log) picture_range_add(&panels->value[PANEL_R], panels->value[PANEL_R].hi > 0 ? 1 : -1);
    for (int which = 0; which < 2; which++)
        picture_range_add(&panels->value[which], picture_simulated_floor(simulated, which));
    panels->sign = panels->value[PANEL_R].hi > 0 ? 1 : -1;
    if (panels->log && panels->value[PANEL_A].hi * panels->sign < 0) panels->log = 0;
}

double picture_simulated_number(const json_t *row, panel_t which, const char *name)
{
    char key[40];
    snprintf(key, sizeof key, "%c_%s", which == PANEL_R ? 'R' : 'a', name);
    const json_t *value = json_object_get(row, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

double picture_simulated_time(const json_t *row)
{
    return json_number_value(json_object_get(row, "t"));
}

void picture_simulated_draw_band(const picture_simulated_t *simulated, picture_t *picture,
                                 const panels_t *panels, panel_t which)
{
    size_t i;
    json_t *row;
    FILE *out = picture_begin(picture);
    json_array_foreach(json_object_get(simulated->check, "times"), i, row)
    {
        const double mean = picture_simulated_number(row, which, "simulated"),
                     sd = picture_simulated_number(row, which, "sd");
        if (picture_simulated_time(row) > 0)
            fprintf(out, "%.8g %.8g %.8g\n", picture_simulated_time(row), panels_value(panels, mean - sd),
                    panels_value(panels, mean + sd));
    }
    picture_end(picture, PANELS_BAND, which == PANEL_R ? "± s.d. over neurons" : NULL);
}

void picture_simulated_draw_means(const picture_simulated_t *simulated, picture_t *picture,
                                  const panels_t *panels, panel_t which, const answer_problem_t problem)
{
    size_t i;
    json_t *row;
    char title[40];
    FILE *out = picture_begin(picture);
    json_array_foreach(json_object_get(simulated->check, "times"), i, row)
    {
        const double mean = picture_simulated_number(row, which, "simulated");
        if (picture_simulated_time(row) > 0)
            fprintf(out, "%.8g %.8g\n", picture_simulated_time(row), panels_value(panels, mean));
    }
    snprintf(title, sizeof title, "simulation, N = %.12s", answer_text(problem, ANSWER_WIDTH));
    picture_end(picture, "using 1:2 with points linestyle 10", which == PANEL_R ? title : NULL);
}

void picture_simulated_draw_floor(const picture_simulated_t *simulated, picture_t *picture,
                                  const panels_t *panels, panel_t which)
{
    panels_draw_level(panels, picture, picture_simulated_floor(simulated, which),
                      which == PANEL_R ? "proved floor" : NULL);
}

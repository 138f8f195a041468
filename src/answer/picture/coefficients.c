/* The moduli of the Hermite coefficients of student and teacher, in equal ratios. */
#include <math.h>

#include "answer/picture/panels.h"

static wane_status_t ask(json_t **coeffs, const answer_problem_t problem, answer_key_t function,
                         const wane_answer_host_t *host, wane_message_t message)
{
    const picture_change_t changes[] = {
        {ANSWER_FUNCTION, answer_text(problem, function)}, {ANSWER_DIGITS, "8"}, {ANSWER_KEYS, NULL}};
    if (!answer_given(problem, function))
        return answer_expected(problem, function, "an expression in x", message);
    return picture_ask(coeffs, answer_coeffs, problem, changes, host, message);
}

/* sign 0: of both. */
static void print(FILE *out, const json_t *coeffs, int sign)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(coeffs, "coefficients"), i, row)
    {
        const double value = picture_middle(row);
        if (isfinite(value) && value != 0 && value * sign >= 0) fprintf(out, "%zu %.8g\n", i, fabs(value));
    }
}

static void add_range(picture_range_t *range, const json_t *coeffs)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(coeffs, "coefficients"), i, row)
    {
        const double value = picture_middle(row);
        if (value != 0) picture_range_add(range, fabs(value));
    }
}

/* A line through all, and the signs by full and open points. */
static void draw(picture_t *picture, json_t *const coeffs[2])
{
    static const struct {
        const char *line, *point[2], *title[2];
    } looks[] = {{"using 1:2 with lines linestyle 1 linewidth 0.8",
                  {"using 1:2 with points linestyle 1 pointtype 7 pointsize 0.7",
                   "using 1:2 with points linestyle 1 linewidth 1.2 pointtype 6 pointsize 0.7"},
                  {"student, positive", "student, negative"}},
                 {"using 1:2 with lines linestyle 5 linewidth 0.8",
                  {"using 1:2 with points linestyle 4 pointtype 5 pointsize 0.6",
                   "using 1:2 with points linestyle 4 linewidth 1.2 pointtype 4 pointsize 0.6"},
                  {"teacher, positive", "teacher, negative"}}};
    for (int which = 0; which < 2; which++) {
        print(picture_begin(picture), coeffs[which], 0);
        picture_end(picture, looks[which].line, NULL);
        for (int i = 0; i < 2; i++) {
            print(picture_begin(picture), coeffs[which], i == 0 ? 1 : -1);
            picture_end(picture, looks[which].point[i], looks[which].title[i]);
        }
    }
}

wane_status_t answer_plot_coefficients(json_t *answer, const answer_problem_t problem,
                                       const wane_answer_host_t *host, wane_message_t message)
{
    static const answer_key_t none[] = {ANSWER_KEYS};
    picture_t picture;
    json_t *coeffs[2] = {NULL, NULL};
    wane_message_t said = {{.text = ""}};
    picture_init(&picture);
    wane_status_t status = picture_of_one(problem, message);
    if (status == WANE_OK) status = ask(&coeffs[0], problem, ANSWER_STUDENT, host, message);
    if (answer_is_known(status))
        status = picture_both(status, ask(&coeffs[1], problem, ANSWER_TEACHER, host, said), said, message);
    if (answer_is_known(status)) {
        picture_range_t range = PICTURE_NO_RANGE;
        add_range(&range, coeffs[0]);
        add_range(&range, coeffs[1]);
        if (!(range.hi > 0)) range = (picture_range_t){0.1, 1};
        picture_title(&picture, problem, none, "");
        picture_set(&picture,
                    "set xlabel 'k' offset 0,0.4\nset ylabel '|c_k|' offset 0.8,0\nset xrange [-0.5:%zu.5]",
                    json_array_size(json_object_get(coeffs[0], "coefficients")) - 1);
        panels_set_ratios(&picture, 'y', (picture_range_t){range.lo / 2, range.hi * 2}, 1);
        draw(&picture, coeffs);
        picture_finish(&picture, answer, 8.6, 7.4);
    }
    picture_clear(&picture);
    json_decref(coeffs[0]);
    json_decref(coeffs[1]);
    return status;
}

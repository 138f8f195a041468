/* What a page tells of one problem: its verdict with the proof in words, and what pictures and simulation show of it. */
#include <string.h>

#include "answer/explain/explain.h"
#include "answer/picture/picture.h"
#include "answer/problem/text.h"
#include "answer/question/verdict.h"

typedef struct {
    const char *name; /* of the command that draws it alone: "plot …" */
    const char *caption;
    answer_question_t *question;
    int needs_eps, needs_width;
} drawing_t;

static const drawing_t drawings[] = {
    {"phase",
     "The plane of alignment R and second layer a: the critical manifold (solid where it attracts, dashed "
     "where it "
     "repels), equilibria, the proved itinerary and trajectories.",
     answer_plot_phase, 0, 0},
    {"orbit", "R and a over time at the given eps, enclosed with certainty, with the proved law.",
     answer_plot_orbit, 1, 0},
    {"potential", "The potential that the slow flow climbs along the critical manifold.",
     answer_plot_potential, 0, 0},
    {"coefficients", "The Hermite coefficients of student and teacher.", answer_plot_coefficients, 0, 0},
    {"check", "Simulated networks of finite width beside the planar flow and the prediction at this width.",
     answer_plot_check, 1, 1},
};

static int is_wanted(const drawing_t *drawing, const answer_problem_t problem)
{
    double eps;
    return (!drawing->needs_width || answer_given(problem, ANSWER_WIDTH)) &&
           (!drawing->needs_eps || picture_is_number(&eps, problem, ANSWER_EPS));
}

/* One more picture, or why there is none.  Only the last one simulates. */
static wane_status_t add_drawing(json_t *list, const drawing_t *drawing, const answer_problem_t problem,
                                 const wane_answer_host_t *host, wane_message_t message)
{
    const picture_change_t alone[] = {{ANSWER_WIDTH, NULL}, {ANSWER_RESUME, NULL}, {ANSWER_KEYS, NULL}},
                           whole[] = {{ANSWER_KEYS, NULL}};
    json_t *picture;
    const wane_status_t status = picture_ask(&picture, drawing->question, problem,
                                             drawing->needs_width ? whole : alone, host, message);
    json_t *row = json_pack("{s:s,s:s}", "name", drawing->name, "caption", drawing->caption);
    if (picture != NULL) json_object_update(row, picture);
    if (status != WANE_OK || message->text[0] != 0)
        json_object_set_new(row, "lacks", json_string(message->text));
    json_array_append_new(list, row);
    json_decref(picture);
    return status;
}

wane_status_t answer_report(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    const picture_change_t none[] = {{ANSWER_KEYS, NULL}};
    wane_message_t said = {{.text = ""}};
    json_t *verdict, *manifold = NULL, *pictures = json_array();
    wane_status_t status = picture_ask(&verdict, answer_verdict_with_account, problem, none, host, message);
    if (answer_is_known(status)) {
        json_object_set_new(answer, "proof", explain_told(problem, verdict, status, message));
        answer_add(answer, json_pack("{s:O,s:O}", "verdict", verdict, "pictures", pictures));
        if (message->text[0] != 0) json_object_set_new(answer, "lacks", json_string(message->text));
        picture_ask(&manifold, answer_manifold, problem, none, host, said);
        answer_add(answer, json_pack("{s:o?}", "manifold", manifold));
    }
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings && answer_is_known(status); i++) {
        if (!is_wanted(drawings + i, problem)) continue;
        said->text[0] = 0;
        const wane_status_t drawn = add_drawing(pictures, drawings + i, problem, host, said);
        /* What cannot be drawn is no failure of the page. */
        if (drawn != WANE_BAD_INPUT) status = picture_both(status, drawn, said, message);
    }
    json_decref(verdict);
    json_decref(pictures);
    return status;
}

/* Phi = P^2/S along the critical manifold, half of which is the largest loss reduction at R (derivations/03 (1), (3)):
   sinks are its maxima, saddles its minima. */
#include <math.h>
#include <string.h>

#include "answer/picture/branch.h"

#define ARROW 0.012 /* of R, half of it */

/* An arrow on each piece of the slow flow. */
static void print_arrows(FILE *out, const json_t *manifold)
{
    size_t i;
    json_t *piece;
    json_array_foreach(json_object_get(manifold, "flow"), i, piece)
    {
        const json_t *range = json_object_get(piece, "R");
        const char *name = json_string_value(json_object_get(piece, "R_dir"));
        const double from = picture_least(json_array_get(range, 0)),
                     to = picture_least(json_array_get(range, 1)), R = 0.5 * (from + to);
        const int direction = strcmp(name, "increases") == 0 ? 1 : strcmp(name, "decreases") == 0 ? -1 : 0;
        const double tail = R - direction * ARROW, head = R + direction * ARROW;
        const double Phi = picture_branch_at(manifold, "Phi", tail);
        if (direction != 0 && to - from > 8 * ARROW && isfinite(Phi))
            fprintf(out, "%.8g %.8g %.8g %.8g\n", tail, Phi, head - tail,
                    picture_branch_at(manifold, "Phi", head) - Phi);
    }
}

static void set_heights(picture_t *picture, const picture_branch_t *branch)
{
    picture_range_t Phi = PICTURE_NO_RANGE;
    for (int side = 0; side < 2; side++) {
        size_t i;
        json_t *point;
        json_array_foreach(json_object_get(branch->side[side], "points"), i, point)
        {
            picture_range_add(&Phi, picture_middle(json_object_get(point, "Phi")));
        }
    }
    const double margin = Phi.hi > Phi.lo ? 0.08 * (Phi.hi - Phi.lo) : 1;
    if (isfinite(Phi.lo)) picture_set(picture, "set yrange [%.8g:%.8g]", Phi.lo - margin, Phi.hi + margin);
}

static void draw(picture_t *picture, const picture_branch_t *branch)
{
    FILE *out;
    picture_set(picture, "set xrange [%g:%g]", branch->side[0] != NULL ? -1.05 : -0.05,
                branch->side[1] != NULL ? 1.05 : 0.05);
    picture_set(picture, "set xlabel 'R' offset 0,0.4\nset lmargin 10\nset ylabel 'Φ(R)' offset 0.8,0");
    set_heights(picture, branch);
    for (int attracting = 1; attracting >= 0; attracting--) {
        out = picture_begin(picture);
        for (int side = 0; side < 2; side++)
            picture_branch_print(out, branch->side[side], "Phi", attracting, INFINITY);
        picture_end(picture,
                    attracting ? "using 1:2 with lines linestyle 1" : "using 1:2 with lines linestyle 2",
                    attracting ? "manifold, attracting" : "manifold, repelling");
    }
    out = picture_begin(picture);
    for (int side = 0; side < 2; side++) print_arrows(out, branch->side[side]);
    picture_end(picture, "using 1:2:3:4 with vectors head filled size screen 0.03,22 fixed linestyle 4",
                NULL);
    if (picture->elements > 0) picture_entry(picture, "with lines linestyle 4", "arrows: slow flow");
    picture_branch_draw_marks(branch, picture, "Phi");
}

wane_status_t answer_plot_potential(json_t *answer, const answer_problem_t problem,
                                    const wane_answer_host_t *host, wane_message_t message)
{
    static const answer_key_t in_title[] = {ANSWER_DECAY, ANSWER_KEYS};
    picture_t picture;
    picture_branch_t branch = {.kernel = NULL};
    int side = 1;
    picture_init(&picture);
    wane_status_t status = picture_of_one(problem, message);
    if (status == WANE_OK) status = answer_get_side(&side, problem, message);
    if (status == WANE_OK) status = picture_branch_ask(&branch, problem, side<0, side> 0, host, message);
    if (answer_is_known(status)) {
        picture_title(&picture, problem, in_title, "");
        draw(&picture, &branch);
        picture_finish(&picture, answer, 8.6, 7.4);
    }
    picture_clear(&picture);
    picture_branch_clear(&branch);
    return status;
}

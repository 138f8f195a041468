#include "answer/picture/branch.h"

#include <math.h>
#include <string.h>

#include <flint/flint.h>

#define ZERO 1e-7 /* of what is known to more digits, and drawn */
static const char *const points_wanted = "400";

wane_status_t picture_branch_ask(picture_branch_t *branch, const answer_problem_t problem, int negative,
                                 int positive, const wane_answer_host_t *host, wane_message_t message)
{
    const picture_change_t ends[] = {{ANSWER_AT, "-1,0,1"}, {ANSWER_DIGITS, "8"}, {ANSWER_KEYS, NULL}};
    const int wanted[] = {negative, positive || !negative};
    wane_message_t ignored;
    wane_status_t status = WANE_OK;
    for (int i = 0; i < 2 && answer_is_known(status); i++) {
        const picture_change_t changes[] = {{ANSWER_SIDE, i == 0 ? "-1" : "1"},
                                            {ANSWER_POINTS, points_wanted},
                                            {ANSWER_DIGITS, "8"},
                                            {ANSWER_KEYS, NULL}};
        wane_message_t said = {{.text = ""}};
        if (!wanted[i]) continue;
        const wane_status_t told =
            picture_ask(&branch->side[i], answer_manifold, problem, changes, host, said);
        if (told != WANE_OK && status == WANE_OK) message[0] = said[0];
        if (status == WANE_OK || !answer_is_known(told)) status = told;
    }
    if (answer_is_known(status)) picture_ask(&branch->kernel, answer_kernel, problem, ends, host, ignored);
    return status;
}

void picture_branch_clear(picture_branch_t *branch)
{
    json_decref(branch->side[0]);
    json_decref(branch->side[1]);
    json_decref(branch->kernel);
}

void picture_branch_add_heights(const picture_branch_t *branch, picture_range_t *a)
{
    static const char *const lists[] = {"folds", "equilibria"};
    for (int side = 0; side < 2; side++) {
        const json_t *aligned = json_object_get(branch->side[side], "aligned");
        picture_range_add(a, picture_middle(json_object_get(aligned, "a_c")));
        picture_range_add(a, picture_middle(json_object_get(aligned, "a_eq")));
        for (int k = 0; k < 2; k++) {
            size_t i;
            json_t *point;
            json_array_foreach(json_object_get(branch->side[side], lists[k]), i, point)
            {
                picture_range_add(a, picture_middle(json_object_get(point, "a")));
            }
        }
    }
}

int picture_branch_attracts(const json_t *manifold, double R)
{
    size_t i;
    json_t *piece;
    json_array_foreach(json_object_get(manifold, "flow"), i, piece)
    {
        const json_t *range = json_object_get(piece, "R");
        if (R >= picture_least(json_array_get(range, 0)) && R <= picture_least(json_array_get(range, 1)))
            return json_is_true(json_object_get(piece, "attracting"));
    }
    return -1;
}

void picture_branch_print(FILE *out, const json_t *manifold, const char *ordinate, int attracting, double far)
{
    const json_t *points = json_object_get(manifold, "points");
    int joined = 0;
    for (size_t i = 0; i + 1 < json_array_size(points); i++) {
        double R[2], y[2];
        for (size_t j = 0; j < 2; j++) {
            R[j] = picture_middle(json_object_get(json_array_get(points, i + j), "R"));
            y[j] = picture_middle(json_object_get(json_array_get(points, i + j), ordinate));
        }
        const int drawn = isfinite(y[0]) && isfinite(y[1]) && !(y[0] * y[1] < 0 && fabs(y[0] - y[1]) > far) &&
                          picture_branch_attracts(manifold, 0.5 * (R[0] + R[1])) == attracting;
        if (drawn && !joined) fprintf(out, "%.8g %.8g\n", R[0], y[0]);
        if (drawn) fprintf(out, "%.8g %.8g\n", R[1], y[1]);
        else if (joined) fputc('\n', out);
        joined = drawn;
    }
    if (joined) fputc('\n', out);
}

double picture_branch_at(const json_t *manifold, const char *ordinate, double R)
{
    const json_t *points = json_object_get(manifold, "points");
    for (size_t i = 0; i + 1 < json_array_size(points); i++) {
        const json_t *from = json_array_get(points, i), *to = json_array_get(points, i + 1);
        const double a = picture_middle(json_object_get(from, "R")),
                     b = picture_middle(json_object_get(to, "R")), share = (R - a) / (b - a),
                     y = picture_middle(json_object_get(from, ordinate));
        if (share >= 0 && share <= 1)
            return share == 0 ? y : y + share * (picture_middle(json_object_get(to, ordinate)) - y);
    }
    return NAN;
}

/* The lines R = -1, 0, 1.  Beside R = ±1 the sign of R' is that of a P' - a^2 S'/2, beside R = 0, which is invariant
   where P'(0) = 0 = S'(0), that of R (a P'' - a^2 S''/2). */
static void print_line(FILE *out, const picture_branch_t *branch, int R, int attracting, picture_range_t a)
{
    const json_t *at = json_array_get(json_object_get(branch->kernel, "at"), (size_t)R + 1),
                 *P = json_object_get(at, "P"), *S = json_object_get(at, "S");
    const size_t order = R == 0 ? 2 : 1;
    const double linear = picture_middle(json_array_get(P, order)),
                 square = picture_middle(json_array_get(S, order)) / 2, zero = linear / square;
    const double cut[4] = {a.lo, fmin(0, zero), fmax(0, zero), a.hi};
    if (!isfinite(linear) || !isfinite(square) ||
        (R == 0 && !(fabs(picture_middle(json_array_get(P, 1))) < ZERO)))
        return;
    for (int i = 0; i < 3; i++) {
        const double from = fmax(a.lo, cut[i]), to = fmin(a.hi, cut[i + 1]), middle = 0.5 * (from + to),
                     rate = middle * (linear - middle * square);
        if (from < to && (R > 0 ? rate > 0 : rate < 0) == attracting)
            fprintf(out, "%d %.8g\n%d %.8g\n\n", R, from, R, to);
    }
}

static void draw_manifold(const picture_branch_t *branch, picture_t *picture, int attracting,
                          picture_range_t a)
{
    FILE *out = picture_begin(picture);
    for (int side = 0; side < 2; side++) {
        if (branch->side[side] == NULL) continue;
        picture_branch_print(out, branch->side[side], "A", attracting, a.hi - a.lo);
        print_line(out, branch, 2 * side - 1, attracting, a);
    }
    print_line(out, branch, 0, attracting, a);
    picture_end(picture, attracting ? "using 1:2 with lines linestyle 1" : "using 1:2 with lines linestyle 2",
                attracting ? "manifold, attracting" : "manifold, repelling");
}

/* Where a point stands: at its own a, or at another ordinate of the branch. */
static void print_mark(FILE *out, const json_t *manifold, const char *ordinate, double R, double a)
{
    const double y = strcmp(ordinate, "A") == 0 ? a : picture_branch_at(manifold, ordinate, R);
    if (isfinite(R) && isfinite(y)) fprintf(out, "%.8g %.8g\n", R, y);
}

static void print_marks(FILE *out, const json_t *manifold, const char *ordinate, const char *list,
                        const char *kind)
{
    size_t i;
    json_t *point;
    json_array_foreach(json_object_get(manifold, list), i, point)
    {
        const char *own = json_string_value(json_object_get(point, "kind"));
        if (kind == NULL || (own != NULL && strcmp(own, kind) == 0))
            print_mark(out, manifold, ordinate, picture_middle(json_object_get(point, "R")),
                       picture_middle(json_object_get(point, "a")));
    }
}

static void draw_equilibria(const picture_branch_t *branch, picture_t *picture, const char *ordinate,
                            const char *kind, const char *how)
{
    FILE *out = picture_begin(picture);
    for (int side = 0; side < 2; side++) {
        const json_t *manifold = branch->side[side], *aligned = json_object_get(manifold, "aligned"),
                     *stable = json_object_get(aligned, "stable_as_point");
        const int is_one = strcmp(kind, "sink") == 0     ? json_is_true(stable)
                           : strcmp(kind, "saddle") == 0 ? json_is_false(stable)
                                                         : 0;
        print_marks(out, manifold, ordinate, "equilibria", kind);
        if (is_one)
            print_mark(out, manifold, ordinate, 2 * side - 1,
                       picture_middle(json_object_get(aligned, "a_eq")));
    }
    picture_end(picture, how, kind);
}

#define POINTS "using 1:2 with points linecolor rgb 'black' "

void picture_branch_draw_marks(const picture_branch_t *branch, picture_t *picture, const char *ordinate)
{
    FILE *out = picture_begin(picture);
    for (int side = 0; side < 2; side++) print_marks(out, branch->side[side], ordinate, "folds", NULL);
    picture_end(picture, POINTS "linewidth 1.2 pointtype 12 pointsize 1", "fold");
    draw_equilibria(branch, picture, ordinate, "sink", POINTS "pointtype 7 pointsize 0.8");
    draw_equilibria(branch, picture, ordinate, "saddle", POINTS "linewidth 1.2 pointtype 6 pointsize 0.8");
    draw_equilibria(branch, picture, ordinate, "degenerate",
                    POINTS "linewidth 1.2 pointtype 8 pointsize 0.8");
}

void picture_branch_draw_plane(const picture_branch_t *branch, picture_t *picture, picture_range_t a)
{
    draw_manifold(branch, picture, 1, a);
    draw_manifold(branch, picture, 0, a);
    picture_branch_draw_marks(branch, picture, "A");
}

/* The (R, a) plane: the critical manifold with its folds and equilibria, the proved itinerary of the limit eps -> 0,
   and at a given eps trajectories and a simulation. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/picture/branch.h"
#include "answer/picture/picture.h"

#define SLOW_TIME 100.0 /* eps t to which trajectories go where no time is given */
#define FAST_TIME 50.0  /* t in which the fast phase is over */

typedef struct {
    picture_t picture;
    const answer_problem_struct *problem;
    const wane_answer_host_t *host;
    picture_branch_t branch;
    json_t *verdict, *orbit[2],
        *simulation;      /* NULL: not asked for, or not known; the orbit's fast and slow times */
    picture_range_t R, a; /* of the frame */
    int goes_to_infinity;
} phase_t;

static void phase_clear(phase_t *phase)
{
    picture_clear(&phase->picture);
    picture_branch_clear(&phase->branch);
    json_decref(phase->verdict);
    json_decref(phase->orbit[0]);
    json_decref(phase->orbit[1]);
    json_decref(phase->simulation);
}

/* ---- what is asked ---- */

static wane_status_t ask_verdict(phase_t *phase, wane_message_t message)
{
    const picture_change_t changes[] = {{ANSWER_EPS, "0"}, {ANSWER_KEYS, NULL}};
    double a0;
    if (!picture_is_number(&a0, phase->problem, ANSWER_A0)) return WANE_OK;
    return picture_ask(&phase->verdict, answer_verdict, phase->problem, changes, phase->host, message);
}

/* Where a trajectory may start: beside R = 0 for 0+ and 0-. */
static const char *start_of(const answer_problem_t problem)
{
    const char *text = answer_text(problem, ANSWER_R0);
    return strcmp(text, "0+") == 0 ? "0.001" : strcmp(text, "0-") == 0 ? "-0.001" : text;
}

/* The trajectory from a0, at times that show its fast phase and at times that show all of it. */
static wane_status_t ask_orbit(json_t *orbit[2], const phase_t *phase, const char *a0, wane_message_t message)
{
    double eps, time;
    picture_number_t fast, slow;
    wane_message_t said = {{.text = ""}};
    if (!picture_is_number(&eps, phase->problem, ANSWER_EPS) || !(eps > 0)) return WANE_OK;
    if (!picture_is_number(&time, phase->problem, ANSWER_TIME)) time = fmin(SLOW_TIME / eps, 1e9);
    const picture_change_t changes[2][8] = {{{ANSWER_A0, a0},
                                             {ANSWER_R0, start_of(phase->problem)},
                                             {ANSWER_TIME, picture_number(fast, fmin(FAST_TIME, time), 6)},
                                             {ANSWER_DIGITS, "6"},
                                             {ANSWER_POINTS, "150"},
                                             {ANSWER_KEYS, NULL}},
                                            {{ANSWER_A0, a0},
                                             {ANSWER_R0, start_of(phase->problem)},
                                             {ANSWER_TIME, picture_number(slow, time, 6)},
                                             {ANSWER_DIGITS, "6"},
                                             {ANSWER_POINTS, "150"},
                                             {ANSWER_SPACING, "log"},
                                             {ANSWER_KEYS, NULL}}};
    wane_status_t status =
        picture_ask(&orbit[0], answer_orbit, phase->problem, changes[0], phase->host, message);
    if (!answer_is_known(status) || time <= FAST_TIME) return status;
    return picture_both(status,
                        picture_ask(&orbit[1], answer_orbit, phase->problem, changes[1], phase->host, said),
                        said, message);
}

static wane_status_t ask(phase_t *phase, wane_message_t message)
{
    const picture_change_t no_changes[] = {{ANSWER_KEYS, NULL}};
    wane_message_t said = {{.text = ""}};
    double a0;
    wane_status_t status = ask_verdict(phase, message);
    if (answer_is_known(status) && picture_is_number(&a0, phase->problem, ANSWER_A0))
        status =
            picture_both(status, ask_orbit(phase->orbit, phase, answer_text(phase->problem, ANSWER_A0), said),
                         said, message);
    if (answer_is_known(status) && answer_given(phase->problem, ANSWER_WIDTH))
        status = picture_both(
            status,
            picture_ask(&phase->simulation, answer_simulate, phase->problem, no_changes, phase->host, said),
            said, message);
    return status;
}

/* ---- the frame ---- */

static void add_itinerary(phase_t *phase, const json_t *phases)
{
    size_t i;
    json_t *one;
    json_array_foreach(phases, i, one)
    {
        for (size_t end = 0; end < 2; end++) {
            const double a = picture_middle(json_array_get(json_object_get(one, "a"), end));
            picture_range_add(&phase->R, picture_middle(json_array_get(json_object_get(one, "R"), end)));
            picture_range_add(&phase->a, a);
            phase->goes_to_infinity = phase->goes_to_infinity || isinf(a);
        }
    }
}

static void add_rows(phase_t *phase, const json_t *orbit)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(orbit, "rows"), i, row)
    {
        picture_range_add(&phase->R, picture_middle(json_object_get(row, "R")));
        if (!phase->goes_to_infinity) picture_range_add(&phase->a, picture_middle(json_object_get(row, "a")));
    }
}

/* The sides on which something happens, and the heights of everything that stands out. */
static void find_sides(phase_t *phase)
{
    double value;
    if (picture_is_number(&value, phase->problem, ANSWER_R0)) picture_range_add(&phase->R, value);
    if (picture_is_number(&value, phase->problem, ANSWER_A0)) picture_range_add(&phase->a, value);
    add_itinerary(phase, json_object_get(phase->verdict, "itinerary"));
    add_rows(phase, phase->orbit[0]);
    add_rows(phase, phase->orbit[1]);
}

#define MARGIN 0.12
#define BESIDE 1.05 /* what is drawn of R, so that R = 0 and |R| = 1 are seen */
#define BEYOND 1.8  /* shown of what goes to infinity */

static void set_frame(phase_t *phase)
{
    picture_range_t *a = &phase->a;
    picture_range_add(a, 0);
    picture_branch_add_heights(&phase->branch, a);
    if (!(a->hi > a->lo)) *a = (picture_range_t){-1, 1};
    const double stretch = phase->goes_to_infinity ? BEYOND : 1, margin = MARGIN * (a->hi - a->lo);
    if (a->lo < 0) a->lo = a->lo * stretch - margin;
    if (a->hi > 0) a->hi = a->hi * stretch + margin;
    phase->R = (picture_range_t){phase->branch.side[0] != NULL ? -BESIDE : 1 - BESIDE,
                                 phase->branch.side[1] != NULL ? BESIDE : BESIDE - 1};
    picture_set(&phase->picture, "set xlabel 'R' offset 0,0.4\nset ylabel 'a' offset 0.8,0");
    picture_set(&phase->picture, "set xrange [%.8g:%.8g]\nset yrange [%.8g:%.8g]", phase->R.lo, phase->R.hi,
                a->lo, a->hi);
    if (a->lo < 0 && a->hi > 0)
        picture_set(&phase->picture, "set xzeroaxis linecolor rgb '#999999' linewidth 0.5");
    picture_set(&phase->picture, "set yzeroaxis linecolor rgb '#999999' linewidth 0.5");
}

/* ---- the itinerary ---- */

#define SAME 1e-6

typedef struct {
    double R, a;
} point_t;

typedef struct {
    point_t *point;
    size_t length;
} path_t;

static void path_add(path_t *path, double R, double a)
{
    if (!isfinite(R) || !isfinite(a)) return;
    path->point = flint_realloc(path->point, (path->length + 1) * sizeof(point_t));
    path->point[path->length++] = (point_t){R, a};
}

/* The points of the branch strictly between its ends, in the order in which they are passed. */
static void path_follow(path_t *path, const picture_branch_t *branch, double from, double to)
{
    const int side = from + to < 0 ? 0 : 1;
    const json_t *points = json_object_get(branch->side[side], "points");
    const size_t count = json_array_size(points);
    for (size_t i = 0; i < count; i++) {
        const json_t *row = json_array_get(points, fabs(to) > fabs(from) ? i : count - 1 - i);
        const double R = picture_middle(json_object_get(row, "R"));
        if ((R - from) * (R - to) < 0) path_add(path, R, picture_middle(json_object_get(row, "A")));
    }
}

static void make_path(path_t *path, const phase_t *phase, const json_t *one)
{
    const json_t *R = json_object_get(one, "R"), *a = json_object_get(one, "a");
    const char *branch = json_string_value(json_object_get(one, "branch"));
    const double from = picture_middle(json_array_get(R, 0)), to = picture_middle(json_array_get(R, 1)),
                 a_to = picture_middle(json_array_get(a, 1));
    path_add(path, from, picture_middle(json_array_get(a, 0)));
    if (branch != NULL && strcmp(branch, "interior") == 0) path_follow(path, &phase->branch, from, to);
    else if (isinf(a_to)) path_add(path, to, 2 * (a_to > 0 ? phase->a.hi : phase->a.lo));
    path_add(path, to, a_to);
}

/* An arrow in the middle of what is seen of the path. */
static void print_arrow(FILE *out, const path_t *path, const phase_t *phase)
{
    const double width = phase->R.hi - phase->R.lo, height = phase->a.hi - phase->a.lo;
    double length = 0, passed = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i + 1 < path->length; i++) {
            const point_t *p = path->point + i;
            double share = 1;
            if (p->a < phase->a.lo || p->a > phase->a.hi) continue;
            if (p[1].a > phase->a.hi) share = (phase->a.hi - p->a) / (p[1].a - p->a);
            if (p[1].a < phase->a.lo) share = (phase->a.lo - p->a) / (p[1].a - p->a);
            const double step = share * hypot((p[1].R - p->R) / width, (p[1].a - p->a) / height);
            if (round == 0) {
                length += step;
            } else if (passed <= length / 2 && passed + step > length / 2 && length > 0.15) {
                const double part = share * (length / 2 - passed) / step;
                const double R = p->R + part * (p[1].R - p->R), a = p->a + part * (p[1].a - p->a);
                const double unit = 0.03 * share / step;
                fprintf(out, "%.8g %.8g %.8g %.8g\n", R - unit * (p[1].R - p->R) / 2,
                        a - unit * (p[1].a - p->a) / 2, unit * (p[1].R - p->R), unit * (p[1].a - p->a));
            }
            if (round == 1) passed += step;
        }
}

/* Points that are the last one again would be joined askew. */
static void print_path(FILE *out, const path_t *path, point_t *last)
{
    for (size_t i = 0; i < path->length; i++) {
        const point_t *p = path->point + i;
        if (!(fabs(p->R - last->R) + fabs(p->a - last->a) < SAME)) fprintf(out, "%.8g %.8g\n", p->R, p->a);
        *last = *p;
    }
}

static void draw_itinerary(phase_t *phase)
{
    picture_text_t arrows = {NULL, NULL, 0};
    size_t i;
    json_t *one;
    point_t last = {NAN, NAN};
    FILE *out = picture_begin(&phase->picture);
    arrows.out = open_memstream(&arrows.text, &arrows.size);
    if (arrows.out == NULL) flint_abort();
    json_array_foreach(json_object_get(phase->verdict, "itinerary"), i, one)
    {
        path_t path = {NULL, 0};
        make_path(&path, phase, one);
        print_path(out, &path, &last);
        print_arrow(arrows.out, &path, phase);
        flint_free(path.point);
    }
    picture_end(&phase->picture, "using 1:2 with lines linestyle 3", "proved itinerary, ε → 0");
    fclose(arrows.out);
    out = picture_begin(&phase->picture);
    fputs(arrows.text, out);
    picture_end(&phase->picture,
                "using 1:2:3:4 with vectors head filled size screen 0.03,22 fixed linestyle 3", NULL);
    free(arrows.text);
}

/* ---- trajectories and simulation ---- */

static void print_rows(FILE *out, const json_t *orbit, double after, double *last)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(orbit, "rows"), i, row)
    {
        const double t = picture_middle(json_object_get(row, "t"));
        if (!(t > after)) continue;
        fprintf(out, "%.8g %.8g\n", picture_middle(json_object_get(row, "R")),
                picture_middle(json_object_get(row, "a")));
        *last = t;
    }
}

static void draw_orbit(phase_t *phase, json_t *const orbit[2], const char *how, const char *title)
{
    double last = -1;
    FILE *out = picture_begin(&phase->picture);
    print_rows(out, orbit[0], last, &last);
    print_rows(out, orbit[1], last, &last);
    picture_end(&phase->picture, how, title);
}

/* A few more from the same R0, at heights that part the frame. */
static wane_status_t draw_others(phase_t *phase, wane_message_t message)
{
    static const double part[] = {0.18, 0.42, 0.7};
    double a0, eps;
    const char *title = "from other a(0)";
    wane_status_t status = WANE_OK;
    if (!picture_is_number(&a0, phase->problem, ANSWER_A0) ||
        !picture_is_number(&eps, phase->problem, ANSWER_EPS))
        return WANE_OK;
    for (int i = 0; i < 3 && status != WANE_FAILURE; i++) {
        const double height = part[i] * (a0 < 0 ? phase->a.lo : phase->a.hi);
        json_t *orbit[2] = {NULL, NULL};
        picture_number_t text;
        wane_message_t said = {{.text = ""}};
        if (fabs(height - a0) < 0.08 * (phase->a.hi - phase->a.lo)) continue;
        status = ask_orbit(orbit, phase, picture_number(text, height, 3), said);
        if (status == WANE_FAILURE) message[0] = said[0];
        draw_orbit(phase, orbit, "using 1:2 with lines linestyle 6", title);
        if (orbit[0] != NULL) title = NULL;
        json_decref(orbit[0]);
        json_decref(orbit[1]);
    }
    return status == WANE_FAILURE ? status : WANE_OK;
}

static void draw_trajectory(phase_t *phase)
{
    char title[50];
    snprintf(title, sizeof title, "trajectory, ε = %.12s", answer_text(phase->problem, ANSWER_EPS));
    draw_orbit(phase, phase->orbit, "using 1:2 with lines linestyle 4", title);
}

static double number_at(const json_t *row, size_t i)
{
    return json_is_number(json_array_get(row, i)) ? json_number_value(json_array_get(row, i)) : NAN;
}

/* Columns of a simulation's rows. */
enum { T, R_MEAN, R_SE, R_SD, A_MEAN, A_SE, A_SD };

static void draw_simulation(phase_t *phase)
{
    const json_t *rows = json_object_get(phase->simulation, "rows");
    const size_t count = json_array_size(rows);
    picture_box_t *box = flint_malloc((count + 1) * sizeof *box);
    FILE *out = picture_begin(&phase->picture);
    for (size_t i = 0; i < count; i++) {
        const json_t *row = json_array_get(rows, i);
        const double R = number_at(row, R_MEAN), a = number_at(row, A_MEAN), dR = number_at(row, R_SD),
                     da = number_at(row, A_SD);
        box[i] = (picture_box_t){{R - dR, R + dR}, {a - da, a + da}};
    }
    picture_print_tube(out, box, count);
    picture_end(&phase->picture, "using 1:2 with filledcurves closed linestyle 9", "± s.d. over neurons");
    flint_free(box);
}

static void draw_simulated_means(phase_t *phase)
{
    size_t i;
    json_t *row;
    FILE *out = picture_begin(&phase->picture);
    json_array_foreach(json_object_get(phase->simulation, "rows"), i, row)
    {
        fprintf(out, "%.8g %.8g\n", number_at(row, R_MEAN), number_at(row, A_MEAN));
    }
    char title[40];
    snprintf(title, sizeof title, "simulation, N = %.12s", answer_text(phase->problem, ANSWER_WIDTH));
    picture_end(&phase->picture, "using 1:2 with points linestyle 10", title);
}

/* ---- all of it ---- */

static wane_status_t draw(phase_t *phase, wane_message_t message)
{
    static const answer_key_t in_title[] = {ANSWER_DECAY, ANSWER_KEYS};
    picture_title(&phase->picture, phase->problem, in_title, "");
    set_frame(phase);
    draw_simulation(phase);
    draw_itinerary(phase);
    wane_status_t status = draw_others(phase, message);
    draw_trajectory(phase);
    draw_simulated_means(phase);
    picture_branch_draw_plane(&phase->branch, &phase->picture, phase->a);
    return status;
}

wane_status_t answer_plot_phase(json_t *answer, const answer_problem_t problem,
                                const wane_answer_host_t *host, wane_message_t message)
{
    phase_t phase = {.problem = problem, .host = host, .R = PICTURE_NO_RANGE, .a = PICTURE_NO_RANGE};
    wane_message_t said = {{.text = ""}};
    picture_init(&phase.picture);
    wane_status_t status = picture_of_one(problem, message);
    if (status == WANE_OK) status = ask(&phase, message);
    if (answer_is_known(status)) {
        find_sides(&phase);
        status = picture_both(
            status, picture_branch_ask(&phase.branch, problem, phase.R.lo<0, phase.R.hi> 0, host, said), said,
            message);
    }
    if (answer_is_known(status)) status = picture_both(status, draw(&phase, said), said, message);
    if (answer_is_known(status)) picture_finish(&phase.picture, answer, 8.6, 8.6);
    phase_clear(&phase);
    return status;
}

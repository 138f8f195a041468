/* The critical manifold of a student and a teacher. */
#include "answer/shape/kernel_points.h"
#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/decay.h"
#include "answer/question/question.h"
#include "base/scoped.h"

static const char *direction_name(int direction)
{
    return direction > 0 ? "increases" : direction < 0 ? "decreases" : "constant";
}

static json_t *folds_json(const manifold_t manifold, slong digits)
{
    if (manifold->fold_count < 0) return json_null();
    json_t *folds = json_array();
    for (slong i = 0; i < manifold->fold_count; i++) {
        const wane_fold_t *fold = &manifold->folds[i];
        json_array_append_new(folds,
                              json_pack("{s:o,s:o,s:s}", "R", answer_certified_json(fold->R, NULL, digits),
                                        "a", answer_certified_json(fold->a, NULL, digits), "kind",
                                        fold->a_is_minimum ? "minimum" : "maximum"));
    }
    return folds;
}

static json_t *equilibria_json(const manifold_t manifold, slong digits)
{
    if (manifold->equilibrium_count < 0) return json_null();
    json_t *equilibria = json_array();
    for (slong i = 0; i < manifold->equilibrium_count; i++) {
        const wane_equilibrium_t *point = &manifold->equilibria[i];
        json_array_append_new(equilibria, json_pack("{s:o,s:o,s:s,s:o}", "R",
                                                    answer_certified_json(point->R, NULL, digits), "a",
                                                    answer_certified_json(point->a, NULL, digits), "kind",
                                                    wane_equilibrium_kind_name(point->kind), "loss",
                                                    answer_certified_json(point->loss, NULL, digits)));
    }
    return equilibria;
}

static json_t *flow_json(const manifold_t manifold, slong digits)
{
    if (manifold->flow_count < 0) return json_null();
    json_t *flow = json_array();
    for (slong i = 0; i < manifold->flow_count; i++) {
        const wane_stretch_t *piece = &manifold->flow[i];
        json_array_append_new(flow, json_pack("{s:o,s:s,s:s,s:b,s:i}", "R",
                                              answer_certified_range_json(piece->R_lo, piece->R_hi, digits),
                                              "a", direction_name(piece->a_direction), "R_dir",
                                              direction_name(piece->R_direction), "attracting",
                                              piece->attracting, "a_sign", piece->a_sign));
    }
    return flow;
}

static json_t *manifold_json(const manifold_t manifold, slong digits)
{
    return json_pack("{s:i,s:o,s:{s:o,s:o,s:o},s:o,s:o,s:o,s:o}", "side", manifold->side, "neutral",
                     answer_decided_json(manifold->neutral), "aligned", "a_c",
                     answer_certified_json(manifold->a_c, NULL, digits), "a_eq",
                     answer_certified_json(manifold->a_eq, NULL, digits), "stable_as_point",
                     answer_decided_json(manifold->stable_as_point), "folds", folds_json(manifold, digits),
                     "equilibria", equilibria_json(manifold, digits), "flow", flow_json(manifold, digits),
                     "small_R", answer_small_R_json(manifold->small_R, digits));
}

/* R = side i/N, i = 1 … N: the kernels of the flow's pair, and their shapes. */
static wane_status_t add_points(json_t *answer, const answer_problem_t problem, const answer_pair_t pair,
                                int side, wane_message_t message)
{
    slong count;
    wane_status_t status = answer_get_integer(&count, problem, ANSWER_POINTS, 1, ANSWER_MOST_RANGES, message);
    if (status != WANE_OK) return status;
    answer_ranges_t R;
    kernel_points_t points;
    answer_ranges_init(R);
    for (slong i = 1; i <= count; i++) answer_ranges_add_number(R, side * i, count);
    kernel_points_init(points, R);
    status = kernel_points_compute(points, pair->student, pair->teacher, &pair->effort, message);
    if (answer_is_known(status)) {
        const slong digits = pair->effort.digits + ANSWER_GUARD_DIGITS;
        json_t *rows = json_array();
        for (slong i = 0; i < count; i++) {
            json_t *row = kernel_points_shape_json(points, i, digits);
            json_object_set_new(row, "P", answer_certified_json(points->at[i]->P, NULL, digits));
            json_object_set_new(row, "S", answer_certified_json(points->at[i]->S, NULL, digits));
            json_array_append_new(rows, row);
        }
        json_object_set_new(answer, "points", rows);
    }
    kernel_points_clear(points);
    answer_ranges_clear(R);
    return status;
}

wane_status_t answer_manifold(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                              wane_message_t message)
{
    manifold_t manifold;
    int side = 1;
    SCOPED(answer_pair, pair);
    manifold_init(manifold);
    wane_status_t status = answer_get_pair(pair, problem, message);
    if (status == WANE_OK) status = answer_get_side(&side, problem, message);
    if (status == WANE_OK)
        status = manifold_compute(manifold, pair->student, pair->teacher, side, &pair->effort, message);
    if (answer_is_known(status)) {
        answer_decay_correct_manifold(manifold, pair);
        answer_add(answer, manifold_json(manifold, pair->effort.digits + ANSWER_GUARD_DIGITS));
        answer_decay_add(answer, pair, NULL);
    }
    if (answer_is_known(status) && answer_given(problem, ANSWER_POINTS)) {
        const wane_status_t told = add_points(answer, problem, pair, side, message);
        if (told != WANE_OK) status = told;
    }
    manifold_clear(manifold);
    return status;
}

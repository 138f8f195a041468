/* The proved verdict, the flows and a simulation of one problem against each other. */
#include <math.h>

#include "answer/question/certified.h"
#include "answer/question/decay.h"
#include "sgd/compare/scaling_fit.h"
#include "answer/simulation/floor.h"
#include "answer/question/verdict.h"

typedef struct {
    verdict_t verdict;
    manifold_t manifold;
    observations_t seen; /* the simulation */
    comparison_t comparison;
    answer_floor_t floor;
    scaling_t scaling; /* count 0 unless it was asked for */
    int passed;        /* 1: the verdict is proved and every level agrees; 0: no; -1: cannot tell */
} check_struct;
typedef check_struct check_t[1];

static void check_init(check_t check)
{
    verdict_init(check->verdict);
    manifold_init(check->manifold);
    observations_init(check->seen);
    comparison_init(check->comparison);
    answer_floor_init(check->floor);
    check->scaling = (scaling_t){0};
    check->passed = 0;
}

static void check_clear(check_t check)
{
    verdict_clear(check->verdict);
    manifold_clear(check->manifold);
    observations_clear(check->seen);
    comparison_clear(check->comparison);
    answer_floor_clear(check->floor);
}

static json_t *levels_json(const comparison_t comparison)
{
    json_t *levels = json_array();
    for (int i = 0; i < comparison->level_count; i++) {
        const wane_level_t *level = &comparison->level[i];
        json_array_append_new(
            levels,
            json_pack("{s:s,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "name", level->name, "order",
                      level->order, "max_dev_R", answer_number_json(level->max_dev_R), "max_dev_a",
                      answer_number_json(level->max_dev_a), "expected_R",
                      answer_number_json(level->expected_R), "expected_a",
                      answer_number_json(level->expected_a), "allowed_R",
                      answer_number_json(level->allowed_R), "allowed_a", answer_number_json(level->allowed_a),
                      "worst_time_R", answer_number_json(level->worst_time_R), "worst_time_a",
                      answer_number_json(level->worst_time_a), "passed", answer_decided_json(level->passed)));
        if (level->reason[0] != 0)
            json_object_set_new(json_array_get(levels, (size_t)i), "reason", json_string(level->reason));
    }
    return levels;
}

static json_t *scaling_json(const scaling_t *scaling)
{
    json_t *laws = json_array();
    for (int i = 0; i < scaling->count; i++) {
        const power_law_t *law = scaling->law + i;
        json_array_append_new(
            laws, json_pack("{s:s,s:[oo],s:I,s:o,s:[oo],s:o,s:o,s:b,s:b}", "name", law->name, "range",
                            answer_number_json(law->from), answer_number_json(law->to), "points",
                            (json_int_t)law->points, "slope", answer_number_json(law->slope), "confidence_95",
                            answer_number_json(law->slope - law->half_width),
                            answer_number_json(law->slope + law->half_width), "expected",
                            answer_number_json(law->expected), "allowed", answer_number_json(law->allowed),
                            "resolved", law->resolved, "passed", law->passed));
    }
    return laws;
}

static json_t *times_json(const comparison_t comparison, const observations_t seen)
{
    json_t *times = json_array();
    for (size_t i = 0; i < comparison->length; i++) {
        const wane_comparison_row_t *row = &comparison->row[i];
        const wane_observation_t *table = &seen->row[i];
        json_array_append_new(
            times,
            json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "t", answer_number_json(row->t),
                      "R_simulated", answer_number_json(row->R_simulated), "R_sd",
                      answer_number_json(table->R_sd), "R_predicted", answer_number_json(row->R_predicted),
                      "R_planar", answer_number_json(row->R_planar), "allowed_R",
                      answer_number_json(row->allowed_R), "a_simulated", answer_number_json(row->a_simulated),
                      "a_sd", answer_number_json(table->a_sd), "a_predicted",
                      answer_number_json(row->a_predicted), "a_planar", answer_number_json(row->a_planar),
                      "allowed_a", answer_number_json(row->allowed_a)));
    }
    return times;
}

static json_t *check_json(const check_t check, slong digits)
{
    const comparison_struct *comparison = check->comparison;
    json_t *own = json_pack(
        "{s:o,s:{s:o,s:o},s:o,s:o,s:o,s:o}", "passed", answer_decided_json(check->passed), "aligned", "a_c",
        answer_certified_json(check->manifold->a_c, NULL, digits), "a_eq",
        answer_certified_json(check->manifold->a_eq, NULL, digits), "levels", levels_json(comparison),
        "noise_number", answer_number_json(comparison->noise_number), "floor",
        answer_floor_json(check->floor, digits), "times", times_json(comparison, check->seen));
    if (check->scaling.count > 0) json_object_set_new(own, "scaling_laws", scaling_json(&check->scaling));
    return own;
}

/* What is checked: the predictions belong to pair, the simulation to simulated if it has another teacher. */
typedef struct {
    answer_pair_t pair, simulated;
    wane_simulation_t simulation;
} request_t;

static void request_init(request_t *request)
{
    answer_pair_init(request->pair);
    answer_pair_init(request->simulated);
}

static void request_clear(request_t *request)
{
    answer_pair_clear(request->pair);
    answer_pair_clear(request->simulated);
}

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_pair(request->pair, problem, message);
    const int other_teacher = answer_given(problem, ANSWER_SIMULATED_TEACHER);
    if (status == WANE_OK && other_teacher) status = answer_get_pair(request->simulated, problem, message);
    if (status == WANE_OK && other_teacher)
        status =
            answer_get_function(request->simulated->typed[1], problem, ANSWER_SIMULATED_TEACHER, message);
    if (status == WANE_OK)
        status = answer_get_simulation(&request->simulation, problem, request->pair, message);
    if (status == WANE_OK && !(request->simulation.eps > 0))
        status = answer_expected(problem, ANSWER_EPS, "a positive number (the flow to compare with has one)",
                                 message);
    if (status == WANE_OK && request->simulation.a_init != WANE_SECOND_CONSTANT)
        status =
            answer_expected(problem, ANSWER_A_INIT,
                            "constant (verdict and flow have one second layer for all neurons)", message);
    if (status == WANE_OK) status = answer_get_a0_and_start(request->pair, problem, message);
    return status;
}

/* The predictions: proved verdict and critical manifold on the side where the feature goes.  An undecided
   verdict stops nothing; its message is kept. */
static wane_status_t predict(check_t check, const request_t *request, wane_message_t message)
{
    const answer_pair_struct *pair = request->pair;
    wane_message_t ignored;
    wane_status_t status = verdict_compute(check->verdict, pair->student, pair->teacher, pair->a0,
                                           pair->start, &pair->effort, message);
    if (status != WANE_OK && status != WANE_UNDECIDED) return status;
    int side = arb_is_negative(check->verdict->R_peak) ? -1 : 1;
    manifold_compute(check->manifold, pair->student, pair->teacher, side, &pair->effort, ignored);
    return status;
}

/* A failed comparison outweighs what the fits say, failed fits that it cannot tell. */
static wane_status_t fit_scaling(check_t check, const request_t *request, const answer_network_t simulated,
                                 const answer_network_t network, const wane_answer_host_t *host,
                                 wane_status_t compared, wane_message_t message)
{
    wane_message_t said = {{.text = ""}};
    answer_progress_t progress = {host, 0};
    wane_status_t status =
        scaling_fit(&check->scaling, &request->simulation, &simulated->network, &network->network,
                    network->kernels, check->verdict, answer_progress_advance, &progress, said);
    if (status == WANE_OK || (status == WANE_REJECTED && compared == WANE_REJECTED)) return compared;
    message[0] = said[0];
    return status;
}

/* The simulation may have another teacher than what it is compared with. */
static wane_status_t simulate_and_compare(check_t check, const request_t *request,
                                          const answer_problem_t problem, const wane_answer_host_t *host,
                                          wane_message_t message)
{
    answer_network_t network, simulated;
    observations_struct *table = check->seen;
    const int other_teacher = answer_given(problem, ANSWER_SIMULATED_TEACHER);
    wane_status_t status = answer_network_init(network, request->pair, 1, message);
    wane_status_t second =
        other_teacher ? answer_network_init(simulated, request->simulated, 1, message) : WANE_OK;
    if (status == WANE_OK) status = second;
    if (status == WANE_OK)
        status = answer_run_simulation(table, &request->simulation, other_teacher ? simulated : network,
                                       problem, host, message);
    if (status == WANE_OK)
        status = comparison_compute(check->comparison, table, &request->simulation, network->kernels,
                                    &network->network, check->verdict, message);
    if (answer_is_known(status))
        answer_floor_find(check->floor, check->comparison, &request->simulation, network, request->pair);
    if (answer_is_known(status) && answer_given(problem, ANSWER_SCALING))
        status =
            fit_scaling(check, request, other_teacher ? simulated : network, network, host, status, message);
    answer_network_clear(network);
    if (other_teacher) answer_network_clear(simulated);
    return status;
}

/* A failed comparison outweighs an undecided verdict. */
static wane_status_t carry_out(check_t check, const request_t *request, const answer_problem_t problem,
                               const wane_answer_host_t *host, wane_message_t message)
{
    wane_message_t said = {{.text = ""}};
    wane_status_t predicted = predict(check, request, message);
    if (predicted != WANE_OK && predicted != WANE_UNDECIDED) return predicted;
    wane_status_t compared = simulate_and_compare(check, request, problem, host, said);
    check->passed = compared == WANE_UNDECIDED ? -1 : predicted == WANE_OK && compared == WANE_OK;
    if (compared != WANE_OK) message[0] = said[0];
    return compared != WANE_OK ? compared : predicted;
}

wane_status_t answer_check(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                           wane_message_t message)
{
    request_t request;
    check_t check;
    request_init(&request);
    check_init(check);
    wane_status_t status = get_request(&request, problem, message);
    if (status == WANE_OK) status = carry_out(check, &request, problem, host, message);
    if (answer_is_known(status)) {
        const slong digits = request.pair->effort.digits + ANSWER_GUARD_DIGITS;
        answer_decay_correct_verdict(check->verdict, request.pair);
        answer_decay_correct_manifold(check->manifold, request.pair);
        answer_add(answer, answer_verdict_json(check->verdict, digits));
        answer_add(answer, check_json(check, digits));
        answer_decay_add(answer, request.pair, check->verdict);
        answer_decay_add_words(answer, request.pair);
    }
    check_clear(check);
    request_clear(&request);
    return status;
}

/* Simulations as users describe them. */
#ifndef ANSWER_SIMULATION_SIMULATION_H
#define ANSWER_SIMULATION_SIMULATION_H

#include "answer/problem/pair.h"
#include "answer/question/question.h"
#include "sgd/network/bulk_network.h"

/* The functions of a network in machine arithmetic, and where asked for the midpoints of its kernels. */
typedef struct {
    bulk_network_t functions;
    flow_kernels_t kernels;
    char *text[2];               /* student and teacher, to be freed with flint_free */
    simulation_input_t input[2]; /* these, as a file keeps them */
    network_t network;
} answer_network_struct;
typedef answer_network_struct answer_network_t[1];
/* Encloses the expectations inside the functions first. */
wane_status_t answer_network_init(answer_network_t network, const answer_pair_t pair, int with_kernels,
                                  wane_message_t message);
void answer_network_clear(answer_network_t network);

wane_status_t answer_get_simulation(wane_simulation_t *simulation, const answer_problem_t problem,
                                    const answer_pair_t pair, wane_message_t message);

/* Steps in all runs that progress can count; 0: only the times logged. */
double answer_steps(const wane_simulation_t *simulation);
/* "save-every", and the file that the key names; store is cleared first. */
wane_status_t answer_get_store(simulation_store_t *store, const answer_problem_t problem, answer_key_t key,
                               wane_message_t message);

/* Runs it, with "resume" in a file from which it can go on. */
wane_status_t answer_run_simulation(observations_t table, const wane_simulation_t *simulation,
                                    const answer_network_t network, const answer_problem_t problem,
                                    const wane_answer_host_t *host, wane_message_t message);

json_t *answer_columns_json(void);
/* "noise_number", "columns" if there are any (taken over) and "rows" of a table. */
json_t *answer_table_json(const observations_t table, const wane_simulation_t *simulation, json_t *columns);

#endif

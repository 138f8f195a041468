/* Where unlearning stops at the width and the noise of a simulation. */
#ifndef ANSWER_SIMULATION_FLOOR_H
#define ANSWER_SIMULATION_FLOOR_H

#include <jansson.h>

#include "answer/simulation/simulation.h"
#include "manifold/floor/floor.h"

typedef struct {
    floor_t floor;           /* certified; R is indeterminate where there is none */
    double noise_R, noise_a; /* with the noise of batches; NaN where not known */
    char warning[256];       /* empty, or that the floor lies above what infinite width predicts in the end */
} answer_floor_struct;
typedef answer_floor_struct answer_floor_t[1];
void answer_floor_init(answer_floor_t floor);
void answer_floor_clear(answer_floor_t floor);

/* The floor nearest to the end of the comparison. */
void answer_floor_find(answer_floor_t floor, const comparison_t comparison,
                       const wane_simulation_t *simulation, const answer_network_t network,
                       const answer_pair_t pair);

/* {"R", "a", "bracket", "attracts", "noise": {"R", "a"}} */
json_t *answer_floor_json(const answer_floor_t floor, slong digits);

#endif

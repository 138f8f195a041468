/* Simulations. */
#ifndef SGD_CHAIN_SIMULATION_H
#define SGD_CHAIN_SIMULATION_H

#include <stdint.h>

#include "sgd/network/network.h"

/* The noise number chi = lr d / B; 0 for the population flow. */
double simulation_noise_number(const wane_simulation_t *simulation);

/* Steps are `lr` long but for the last, which ends at `time` exactly: how many there are; the length of the one
   that follows so many; the time at which so many end; how many end at a logged time. */
uint64_t simulation_steps(const wane_simulation_t *simulation);
double simulation_step_length(const wane_simulation_t *simulation, uint64_t step);
double simulation_time_at(const wane_simulation_t *simulation, uint64_t step);
uint64_t simulation_step_at(const wane_simulation_t *simulation, double time);
/* Whether the last is as long as the others. */
int simulation_ends_whole(const wane_simulation_t *simulation);

#endif

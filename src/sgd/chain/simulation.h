/* Simulations. */
#ifndef SGD_CHAIN_SIMULATION_H
#define SGD_CHAIN_SIMULATION_H

#include "sgd/network/network.h"

/* The noise number chi = lr d / B; 0 for the population flow. */
double simulation_noise_number(const wane_simulation_t *simulation);

#endif

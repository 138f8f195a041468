/* The overlaps of N neurons. */
#ifndef SGD_FLOW_NEURONS_H
#define SGD_FLOW_NEURONS_H

#include <stdint.h>

#include "sgd/network/network.h"

/* Room for that many, all zero; 0 when memory runs out. */
int neurons_set_width(neurons_t neurons, size_t width);

/* A random start drawn in law, without vectors of dim coordinates; 0 when memory runs out. */
int neurons_draw(neurons_t neurons, const wane_simulation_t *simulation, uint64_t seed, uint64_t run);

#endif

/* The inputs of a simulation as text, to tell one problem from another. */
#ifndef SGD_RECORD_INPUTS_H
#define SGD_RECORD_INPUTS_H

#include <stddef.h>

#include "sgd/network/network.h"

#define SIMULATION_INPUTS 20

typedef struct {
    size_t length;
    simulation_input_t *input;
    char (*number)[32]; /* where the values of numbers are written */
} inputs_t;

/* The version, what the caller names, and everything in simulation on which the runs depend, but for time and seeds;
   names are
   those of flags, numbers are read back exactly.  0 when memory runs out. */
int inputs_init(inputs_t *inputs, const wane_simulation_t *simulation, const simulation_input_t *first,
                size_t count);
void inputs_clear(inputs_t *inputs);

#endif

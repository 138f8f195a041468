/* Many simulations and their runs, each run a unit of work for one thread: units in, rows out, and one writer, so that
   threads may as well be other processes.  What comes out does not depend on who did what. */
#ifndef SGD_SWEEP_SWEEP_H
#define SGD_SWEEP_SWEEP_H

#include <stdint.h>

#include "sgd/network/network.h"

typedef struct {
    wane_simulation_t simulation;
    const network_t *network;        /* must be usable by several threads */
    const simulation_input_t *input; /* as for simulation_store_t */
    size_t inputs;
    const char *given;
    char diverged[512];    /* out: why it has no table, else empty */
    uint64_t diverged_run; /* the first run that did */
} sweep_problem_t;

/* The table of each problem, begun or carried on in a file (path NULL: in memory), which is committed every `interval`
   seconds.  A problem that diverges gets no table and stops no other.  Otherwise as simulate_stored. */
wane_status_t sweep_run(observations_t *table, sweep_problem_t *problem, size_t count, const char *path,
                        double interval, int threads, wane_simulation_observer_t progress, void *context,
                        wane_message_t message);

#endif

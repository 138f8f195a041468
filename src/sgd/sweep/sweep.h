/* Many simulations and their runs, each run a unit of work for one hand of a crew: units in, rows out, and one writer.
   What comes out does not depend on who did what. */
#ifndef SGD_SWEEP_SWEEP_H
#define SGD_SWEEP_SWEEP_H

#include <stdint.h>

#include "crew/post.h"
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

typedef struct {
    const char *path; /* of the file that keeps it; NULL: in memory */
    double interval;  /* seconds between two commits */
    int threads;
    wane_simulation_observer_t progress;
    void *context;
    crew_post_t *post; /* the processes that share the work and all call sweep_run; NULL: this one alone */
} sweep_host_t;

/* The table of each problem, begun or carried on in a file; in process 0 only.  A problem that diverges gets no table and
   stops no other.  Otherwise as simulate_stored. */
wane_status_t sweep_run(observations_t *table, sweep_problem_t *problem, size_t count,
                        const sweep_host_t *host, wane_message_t message);

#endif

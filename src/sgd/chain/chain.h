/* One run of a simulation, whatever its method: a state that starts at time 0, moves on step by step, can be
   observed, and can be saved and loaded so that it goes on exactly as if it had never stopped. */
#ifndef SGD_CHAIN_CHAIN_H
#define SGD_CHAIN_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/chain/workers.h"
#include "sgd/network/network.h"

/* What every run of a simulation shares. */
typedef struct {
    const wane_simulation_t *simulation;
    const network_t *network;
    workers_t *workers;
} chain_setting_t;

/* What is seen of a state.  R and a are the caller's arrays, width numbers each, to be filled. */
typedef struct {
    double *R, *a;
    double Q_mean; /* over pairs i != j, NaN for one neuron */
    double loss;   /* E (y-f)^2 / 2, or its estimate by the batch of the next step */
} view_t;

typedef struct chain_class chain_class_t;

/* The beginning of every method's own struct; `kind` is set
   by its create, the rest by the functions below. */
typedef struct {
    const chain_class_t *kind;
    uint64_t seed, run, step;
} chain_t;

/* One method.  Everything random comes from counter-based streams (sgd/random/philox.h) named by seed, run,
   step and purpose, so that the state needs no generator; nothing may depend on the number of workers. */
struct chain_class {
    int needs_kernels;         /* of the network */
    int steps_by_logged_times; /* where its own steps fall, and with them its rounding, depends on what is logged */
    /* A run that is yet to be started or loaded, with its workspaces; NULL when memory runs out. */
    chain_t *(*create)(const chain_setting_t *setting);
    void (*destroy)(chain_t *chain);
    /* To time 0 of run chain->run of the seed. */
    wane_status_t (*start)(chain_t *chain, wane_message_t message);
    /* From chain->step to some later step that is at most target; sets chain->step.  As little as one step:
       between two calls progress is shown and the state may be saved.  The states at the steps that are
       logged must not depend on whether a run was saved and loaded in between. */
    wane_status_t (*advance)(chain_t *chain, uint64_t target, wane_message_t message);
    /* May keep what it computes for the next advance, but changes no state. */
    wane_status_t (*observe)(view_t *view, chain_t *chain, wane_message_t message);
    /* The state beside seed, run and step: its size, the same for all runs of a simulation; saved; loaded. */
    size_t (*state_size)(const chain_t *chain);
    void (*save)(unsigned char *bytes, const chain_t *chain);
    void (*load)(chain_t *chain, const unsigned char *bytes);
};

extern const chain_class_t chain_direct, chain_overlap, chain_population;

/* To time 0 of that run of the seed. */
wane_status_t chain_begin(chain_t *chain, uint64_t seed, uint64_t run, wane_message_t message);
/* To the state that was saved of it at that step. */
void chain_resume(chain_t *chain, uint64_t seed, uint64_t run, uint64_t step, const unsigned char *bytes);

#endif

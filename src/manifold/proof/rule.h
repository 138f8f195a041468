/* What a step of a proof may rest on: one row per rule says where it is derived, what it shows and in which
   words.  A new rule of a verdict is one row here, the machine that applies it, its derivation and a test. */
#ifndef MANIFOLD_PROOF_RULE_H
#define MANIFOLD_PROOF_RULE_H

#include "wane/verdict.h"

typedef enum {
    /* The start in the singular limit. */
    PROOF_START_LEAVES_ZERO,
    PROOF_START_STAYS_ON_ZERO,
    PROOF_START_LINE_REPELS,
    PROOF_START_NEAR_BRANCH,
    PROOF_START_ON_REPELLING_PIECE,
    PROOF_START_EQUILIBRIUM,
    PROOF_START_LINE_OF_EQUILIBRIA,
    PROOF_START_AT_REST,
    PROOF_START_BESIDE_ORIGIN,
    PROOF_START_RANGE_FROM_ZERO,
    PROOF_ORDER_LOGARITHM,
    PROOF_ORDER_POWER,
    PROOF_ORDER_FIRST,
    PROOF_NOTHING_IN_COMMON,
    /* Fast phases. */
    PROOF_FIBRE_LANDS,
    PROOF_FIBRE_ALIGNED,
    PROOF_FIBRE_UNCORRELATED,
    PROOF_FIBRE_CROSSES,
    PROOF_FIBRE_CORNER_ALIGNED,
    PROOF_FIBRE_CORNER_LANDS,
    PROOF_FIBRE_EQUILIBRIUM,
    /* Slow phases on the interior branch. */
    PROOF_BRANCH_EQUILIBRIUM,
    PROOF_BRANCH_FOLD,
    PROOF_BRANCH_SIGN_CHANGE,
    PROOF_BRANCH_SIGN_CHANGE_AT_ONE,
    PROOF_BRANCH_CORNER,
    PROOF_BRANCH_ALIGNED,
    PROOF_BRANCH_SMALL_R,
    PROOF_BRANCH_UNCORRELATED,
    PROOF_BRANCH_STANDSTILL,
    /* Slow phases on |R| = 1. */
    PROOF_ALIGNED_NEUTRAL_CORNER,
    PROOF_ALIGNED_CORNER,
    PROOF_ALIGNED_EXIT,
    PROOF_ALIGNED_SINK,
    PROOF_ALIGNED_SINK_OR_CORNER,
    /* Slow phases on R = 0. */
    PROOF_ZERO_STANDSTILL,
    PROOF_ZERO_SINK,
    PROOF_ZERO_TIE,
    PROOF_ZERO_EXIT,
    /* The start at given eps. */
    PROOF_FLOW_START_EQUILIBRIUM,
    PROOF_FLOW_LEAVES_ZERO,
    PROOF_FLOW_RISES_FIRST,
    PROOF_FLOW_FALLS_FIRST,
    /* The way at given eps. */
    PROOF_FLOW_PASSES_ZERO,
    PROOF_FLOW_INTEGRATED,
    PROOF_FLOW_BOUNDED,
    PROOF_FLOW_BY_SIGNS,
    /* The set that the solution ends in. */
    PROOF_FLOW_LINE_STANDS,
    PROOF_FLOW_LINE_DRIFTS,
    PROOF_FLOW_NEUTRAL,
    PROOF_FLOW_CHANNEL_TO_ZERO,
    PROOF_FLOW_CHANNEL_TO_SINK,
    PROOF_FLOW_RISE_TO_SINK,
    PROOF_FLOW_RISE_TO_ONE,
    PROOF_FLOW_FALL_TO_LINE,
    PROOF_FLOW_FROM_EVERYWHERE,
    PROOF_FLOW_ONLY_MEANS,
    PROOF_FLOW_NOTHING_IN_COMMON,
    PROOF_FLOW_STUDENT_FORGETS,
    PROOF_FLOW_TO_EQUILIBRIA,
    PROOF_FLOW_OPPOSED,
    /* How it is entered. */
    PROOF_FLOW_ENTERS_AT_ONCE,
    PROOF_FLOW_ENTERS_RISING,
    PROOF_FLOW_TURNS_TO_ZERO,
    PROOF_FLOW_TURNS_OR_SETTLES,
    PROOF_FLOW_CAUGHT,
    PROOF_FLOW_ARRIVES_RISING,
    PROOF_FLOW_ARRIVES_FALLING,
    PROOF_FLOW_ARRIVES_CONFINED,
    PROOF_FLOW_ARRIVES_ON_LINE,
    /* The outcome. */
    PROOF_OUTCOME_NEUTRAL,
    PROOF_OUTCOME_NOT_LEARNED,
    PROOF_OUTCOME_UNLEARNING,
    PROOF_OUTCOME_LEARNING,
    PROOF_OUTCOME_PARTIAL_UNLEARNING,
    PROOF_RULES, /* how many there are; as a rule: none */
} proof_rule_t;

typedef enum {
    PROOF_STATES,    /* shows something of the state where it is */
    PROOF_MOVES,     /* is a phase: moves the state */
    PROOF_CONCLUDES, /* shows the outcome */
} proof_rule_kind_t;

typedef struct {
    const char *name;
    proof_rule_kind_t kind;
    int note;             /* derivations/NN */
    const char *formulas; /* of that note */
    /* PROOF_MOVES: the phase; WANE_BRANCH_ALIGNED stands for |R| = 1. */
    wane_phase_kind_t phase;
    wane_branch_t branch;
    wane_phase_end_t end;
    wane_outcome_t outcome; /* PROOF_CONCLUDES */
    /* With the fields of manifold/proof/sentence.c in braces; NULL: nothing is said. */
    const char *sentence; /* of the reasons */
    const char *region;   /* an invariant set that the solution ends in */
    const char *entrance; /* how it is entered */
} proof_rule_row_t;

const proof_rule_row_t *proof_rule_row(proof_rule_t rule);

#endif

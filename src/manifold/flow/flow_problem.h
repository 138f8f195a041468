/* One question about the flow at given eps, in the orientation where a > 0 and R rises from R >= 0. */
#ifndef MANIFOLD_FLOW_FLOW_PROBLEM_H
#define MANIFOLD_FLOW_FLOW_PROBLEM_H

#include "manifold/flow/rise.h"
#include "manifold/proof/record.h"

#define FLOW_USUAL_DIGITS 30

typedef enum {
    ENTRY_RISING,       /* a0 < A(R0): R rises first */
    ENTRY_FALLING,      /* a0 >= A(R0): R falls first */
    ENTRY_STILL,        /* R = 0 for all time */
    ENTRY_ARRIVED,      /* by integration */
    ENTRY_BY_STRUCTURE, /* whatever the start does first */
} entry_kind_t;

typedef struct {
    const kernels_struct *kernels;
    const quantifier_struct *eps, *a0;
    const wane_start_struct *start;
    finite_eps_struct *result;
    proof_record_t record;
    wane_message_struct *message;
    slong prec;
    slong digits;                   /* what effort is allowed where there is integration */
    const kernel_blur_struct *blur; /* of the orbits; NULL: none */
    const fmpq *exact_drop;
    arb_t drop;

    int a_sign, R_sign;
    arf_t a_lo, a_hi; /* oriented; unused when a0->all */
    arf_t R_lo, R_hi; /* at the start, or where integration arrived */
    entry_kind_t entry;
    slong entry_level;           /* ENTRY_FALLING: the limit; -1: not proved */
    int entry_caught;            /* ENTRY_FALLING: a0 <= B(R0), where N > 0 */
    int is_rough;                /* one rise, rough bounds */
    int is_final;                /* undecided, and precision would not help */
    int is_not_integrated;       /* undecided, and integration would not help */
    int has_gap;                 /* the rises recorded do not cover the range of eps */
    landscape_struct *landscape; /* NULL: none is established */
} flow_problem_struct;
typedef flow_problem_struct flow_problem_t[1];

/* Who is shown a proof while it stands: bounds of orbits then hold for all continuations of the first `terms`
   coefficients that it has. */
typedef struct {
    slong (*terms)(const kernels_t kernels);
    void (*show)(void *context, const flow_problem_t proof, slong terms);
    void *context;
} flow_witness_t;
/* finite_eps_compute; the witness (NULL: none) is shown every proof on the way to the digits asked for,
   the first proof first, but for those that lead through a = 0 by bounds. */
wane_status_t finite_eps_compute_before(finite_eps_t result, const flow_witness_t *witness,
                                        const flow_subject_t *subject, const wane_effort_t *effort,
                                        wane_message_t message);

/* What may be tried. */
typedef enum {
    FLOW_BY_ONE_RISE,    /* the theorems and rough bounds of one rise: for who asks again of parts */
    FLOW_BY_BOUNDS,      /* the theorems and bounds of the rise */
    FLOW_BY_INTEGRATION, /* integration, too, from where the signs of N and P are known */
    FLOW_BY_ALL_MEANS,   /* or from anywhere */
} flow_means_t;
/* One attempt with these kernels, by bounds that leave room for the witness (NULL: none).  *final: more precision would
   not help. */
wane_status_t finite_eps_prove(finite_eps_t result, int *final, const flow_witness_t *witness,
                               const kernels_t kernels, const flow_subject_t *subject, flow_means_t means,
                               slong digits, wane_message_t message);
/* Whether the limits are those of all, be the verdict decided or not: then an undecided result has a theorem, too. */
int flow_limit_is_known(const finite_eps_t result);
/* The least relative accuracy of what a result holds, in bits. */
slong finite_eps_accuracy(const finite_eps_t result);

void flow_problem_init(flow_problem_t problem, finite_eps_t result, const kernels_t kernels,
                       const quantifier_t eps, const quantifier_t a0, const wane_start_t start,
                       const fmpq_t drop, wane_message_t message);
void flow_problem_clear(flow_problem_t problem);

/* WANE_BAD_INPUT if a number is out of range. */
wane_status_t flow_problem_check_input(const quantifier_t eps, const quantifier_t a0,
                                       const wane_start_t start, const fmpq_t drop, wane_message_t message);
/* The landscape of the present orientation, from R = 0 on or
   around the present range of R, if it can be established. */
wane_status_t flow_problem_set_landscape(flow_problem_t problem);
/* Whether the structure of the pair says what becomes of the start; then the status, WANE_UNDECIDED if that is not the
   same for all of it, and the result but for its outcome. */
int flow_problem_by_structure(wane_status_t *status, flow_problem_t problem);
/* Finds the orientation, the landscape and the kind of entry. */
wane_status_t flow_problem_start(flow_problem_t problem);
/* The level that a solution tends to which falls from above a = A(R) in the
   piece after the level `before`, where V is at least that at the start;
   caught: a0 <= B(R0).  -1 if it is not proved.  derivations/18 (19). */
slong fall_limit(const flow_problem_t problem, slong before, int caught, const arb_t V);
/* Bounds the rises and decides the outcome. */
wane_status_t flow_problem_decide(flow_problem_t problem);
/* Takes an answer back, as WANE_UNDECIDED, that does not agree with the definitions. */
wane_status_t flow_problem_check(flow_problem_t problem);
/* The outcome from a start below the branch. */
wane_outcome_t flow_problem_rise(flow_problem_t problem);
/* What is recorded of the rises is forgotten. */
void flow_problem_forget(flow_problem_t problem);
/* A fresh record after the others. */
rise_record_t *flow_problem_add_rise(flow_problem_t problem);
void flow_problem_drop_rise(flow_problem_t problem); /* the last one */
/* The levels of the present landscape. */
void flow_problem_record_levels(flow_problem_t problem);
/* Levels, rises and the way go, the signs stay. */
void flow_result_drop_proof(finite_eps_t result);
/* As after finite_eps_init. */
void flow_result_reset(finite_eps_t result);
/* What R reached before, after its last change of sign, counts for the peak of the record, too. */
void rise_add_peak(rise_record_t *record, const arb_t peak_lo, const arb_t peak_hi, slong prec);
/* The outcome that the limit and the peaks of the record prove, and nothing else: derivations/18 (15). */
wane_outcome_t rise_outcome(const rise_record_t *record, const landscape_t landscape, const arb_t drop);
/* The outcome that the recorded rises prove becomes the result; WANE_UNDECIDED without a message if they do
   not have one limit. */
wane_status_t flow_problem_accept(flow_problem_t problem, wane_outcome_t outcome);
/* Puts D = P - a S, G (up to a positive factor, where a > 0) and V over the box of a and R. */
void flow_problem_forms(arb_t D, arb_t G, arb_t V, const flow_problem_t problem);
/* What becomes of every solution from the box (R_lo, R_hi, a_lo, a_hi) in the landscape around it: fills the
   record's limit and its peaks from there on; 0 if it is not known.  thorough: at some expense. */
int flow_problem_settle(arrival_t *arrival, rise_record_t *record, flow_problem_t problem, int thorough);
/* Whether every solution from the box falls to the line R = 0,
   where a stands still, with a > floor > 0 all the time. */
int flow_problem_falls_to_line(arf_t floor, const flow_problem_t problem, const arb_t eps);
/* When nothing else decides: follows the solution until something does.  Leaves the message that there is if
   it cannot be followed at all.  *final: higher precision would not help. */
wane_status_t flow_problem_integrate(flow_problem_t problem, int *final);
/* Whether R is seen never to change its sign; outside of integration it keeps it wherever a verdict is
   proved, but for a first leg. */
int flow_problem_keeps_side(const flow_problem_t problem);
/* Records where the solution ends and how it comes there, once the outcome is proved. */
void flow_problem_conclude(flow_problem_t problem);
/* Words, to be freed with flint_free: "eps = 1/10", "every eps in [1, 2]", "every eps > 0"; all that is quantified,
   "every b in [1/20, 1/10], every eps > 0 and every a0 > 0"; the theorem of a decided result, and that of a verdict in
   the limit, whose subject has no eps. */
char *quantifier_words(const char *name, const quantifier_struct *range);
char *subject_words(const flow_subject_t *subject);
char *flow_theorem(const flow_subject_t *subject, const finite_eps_t result);
char *limit_theorem(const flow_subject_t *subject, const verdict_t verdict);

/* Records what the rule shows in the present orientation. */
proof_step_t *flow_problem_state(flow_problem_t problem, proof_rule_t rule);
/* The outcome becomes the result, and a step of the record. */
void flow_problem_set_outcome(flow_problem_t problem, wane_outcome_t outcome);
/* Whether a stands still on R = 0: c_0 = 0. */
int line_keeps_scale(const kernels_t kernels);
wane_status_t flow_problem_undecided(flow_problem_t problem, const char *what);
/* No verdict is that of all, whatever more is done: derivations/22 (41). */
wane_status_t flow_problem_nothing_in_common(flow_problem_t problem, const char *what);

#endif

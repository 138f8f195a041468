/* The singular itinerary: a state machine over fast fibres and slow branches (derivations/02, 03 and 05). */
#ifndef MANIFOLD_LIMIT_ITINERARY_H
#define MANIFOLD_LIMIT_ITINERARY_H

#include "manifold/limit/delayed_exit.h"
#include "manifold/proof/record.h"
#include "manifold/shape/interior_branch.h"

typedef enum {
    STEP_FIBRE,        /* fast: from R_from in the given direction, first through `piece` */
    STEP_BRANCH,       /* slow on the interior branch, in `piece` at R_from */
    STEP_ALIGNED,      /* slow on |R| = 1 */
    STEP_UNCORRELATED, /* slow on R = 0 */
    STEP_END,
} step_t;

typedef struct {
    const kernels_struct *source;
    slong prec;
    interior_branch_struct *branches[2][2]; /* by orientation (a < 0, R < 0), analysed when first met */
    wane_status_t branch_status[2][2];      /* unless WANE_OK there is none: NULL */
    verdict_struct *verdict;                /* what the record shows, once the run is over */
    wane_message_struct *message;
    proof_record_t record;

    /* The state; a >= 0 and R in the present orientation. */
    int a_sign, R_sign;
    arb_t a; /* exactly 0 stands for 0+ */
    arb_t R; /* the last position, in the present orientation (negative on a fibre that crosses R = 0) */
    int direction;
    slong piece;
    int frozen; /* exactly on the invariant line R = 0: never leaves it */
    const wane_interval_struct
        *scale; /* a0 as it was given; a is a_sign a0 until the first phase has ended */

    /* The largest |R| since R last changed sign, and whether the state is still there. */
    arb_t peak;
    int at_peak;
} itinerary_struct;
typedef itinerary_struct itinerary_t[1];

void itinerary_init(itinerary_t state, verdict_t verdict, const kernels_t source, wane_message_t message);
void itinerary_clear(itinerary_t state);

/* Runs from (a0, start) to the end, as far as that is proved; the verdict is what the record then shows, and
   agrees with the definitions. */
wane_status_t itinerary_run(itinerary_t state, const wane_interval_t a0, const wane_start_t start);

/* Adds to the verdict of a proof what the decision itself does not need: slow times and separations. */
void itinerary_measure(itinerary_t proof);

/* Who is shown a proof while it stands, with its record and the branches that it met. */
typedef struct {
    void (*show)(void *context, const itinerary_t proof);
    void *context;
} verdict_witness_t;
/* verdict_from_kernels, measured if asked for; the witness (NULL: none) is shown what proves the verdict. */
wane_status_t verdict_prove(verdict_t verdict, int measure, const verdict_witness_t *witness,
                            const kernels_t kernels, const wane_interval_t a0, const wane_start_t start,
                            wane_message_t message);

/* The pieces of the machine: each sets the next step. */
wane_status_t itinerary_start(step_t *next, itinerary_t state, const wane_interval_t a0,
                              const wane_start_t start);
wane_status_t itinerary_fibre(step_t *next, itinerary_t state);
wane_status_t itinerary_branch(step_t *next, itinerary_t state);
wane_status_t itinerary_aligned(step_t *next, itinerary_t state);
wane_status_t itinerary_uncorrelated(step_t *next, itinerary_t state);
wane_status_t itinerary_outcome(itinerary_t state);

/* The branch in the present orientation; NULL unless WANE_OK. */
wane_status_t itinerary_present_branch(interior_branch_struct **branch, itinerary_t state);
/* (a, p) -> (-a, -p); (R, p_k) -> (-R, (-1)^k p_k). */
void itinerary_reflect_a(itinerary_t state);
void itinerary_reflect_R(itinerary_t state);
/* Records what the rule shows of the state where it is. */
proof_step_t *itinerary_state(itinerary_t state, proof_rule_t rule);
/* Records what the next step takes for granted of a. */
proof_premise_t *itinerary_assume(itinerary_t state, premise_kind_t kind);
/* The sign of H_a at a mark, as a premise of the next step. */
int itinerary_side_at_mark(itinerary_t state, const interior_branch_t branch, slong mark);
/* Records a phase, by the rule, from the state's (R, a) to (R_to, a_to), given in the present orientation,
   and moves the state there.  R_motion: -1, 0, 1 as |R| falls, stays, rises; 2: the direction is not known
   but R_to is near R. */
proof_step_t *itinerary_move(itinerary_t state, proof_rule_t rule, const arb_t R_to, const arb_t a_to,
                             int R_motion);
/* The same where the state leaves a line on which a moves: the growth beside it, and where that turns. */
proof_step_t *itinerary_leave(itinerary_t state, proof_rule_t rule, const arb_t a_out,
                              const entry_exit_t growth, const arb_t turn);

/* Says how 0+ and 0- are read, where the state leaves R = 0 and another reading leads elsewhere. */
void itinerary_order_reason(itinerary_t state, const interior_branch_t branch);

/* "<place>: <what> is not decided at … bits", the size of the value in the way (may be NULL), what would help. */
wane_status_t itinerary_undecided(itinerary_t state, const char *place, const char *what,
                                  const arb_struct *value);
/* A height of the present orientation in the user's, for messages; free with flint_free. */
char *itinerary_height(const itinerary_t state, const arb_t a);

/* The sign of H_a = 2P' - aS' at a mark (at 0 and 1: just inside), 0 if not decided. */
int fibre_sign_at_mark(const interior_branch_t branch, slong mark, const arb_t a);
/* The same on a ball R in (0, 1). */
int fibre_sign_at(const interior_branch_t branch, const arb_t R, const arb_t a);
/* a = a_c exactly, at the end of a line of equilibria: the fibre tends to the corner R = 1, which is an
   equilibrium then. */
int fibre_ends_at_corner(const interior_branch_t branch, const arb_t a);
/* a is the height of the branch at the mark, exactly; and at R exactly.  0 claims nothing. */
int fibre_meets_mark(const itinerary_t state, const interior_branch_t branch, slong mark);
int fibre_meets_start(const itinerary_t state, const interior_branch_t branch, const wane_interval_t R);
/* The point of the branch at height a on a piece with H_a > 0 at its left and H_a < 0 at its right end. */
/* The fibre rises to the corner (1, a_c), a on either side of a_c, where the last piece of the branch
   attracts: derivations/16 (10).  1 and the next step, or 0 if that is not proved. */
int itinerary_pass_corner(step_t *next, itinerary_t state);
int landing_point(arb_t R, const interior_branch_t branch, slong piece, const arb_t a);

#endif

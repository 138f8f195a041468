/* Certificates of verdicts at given eps: what is asked, the landscape, the rise of R as a graph a(R)
   between two bounds, and what follows: derivations/08.  Everything is in the
   orientation where a > 0 and R rises from R >= 0. */
#ifndef VERIFY_FLOW_FLOW_H
#define VERIFY_FLOW_FLOW_H

#include "verify/shape/run.h"

typedef enum { LEVEL_START, LEVEL_SINK, LEVEL_SADDLE, LEVEL_ZERO, LEVEL_ONE } level_kind_t;

typedef struct {
    level_kind_t kind;
    verify_claim_t R; /* contains it */
    int N_sign;       /* from here to the next level; 0 at the last, and where N = 0 identically */
    int has_height;   /* a and Phi are known */
    arb_t a, Phi;     /* P/S and P^2/S, or their limits; a may be infinite */
} flow_level_t;

typedef enum { ENTRY_STILL, ENTRY_RISING, ENTRY_FALLING, ENTRY_ARRIVED } flow_entry_t;

/* Every value in the range, or every positive number. */
typedef struct {
    int all;
    range_t range;
} quantifier_t;

typedef struct {
    run_struct *run;
    slong prec;
    quantifier_t eps, a0; /* a0 turned */
    range_t R0;           /* turned; [0, 0] on the line; of the last box where an orbit is given, like a0 */
    int on_line;          /* R(0) = 0 */
    fmpq drop;
    int a_sign, R_sign;
    flow_entry_t entry;

    const pair_struct *pair; /* NULL while there is no landscape */
    profile_t P, N;
    slong s; /* least k >= 1 with c_k != 0 */
    slong level_count;
    flow_level_t *level;
    slong before;      /* the start lies between this level and the next */
    slong evaluations; /* still allowed */

    slong limit;         /* index of the level that R tends to; -1: a line of equilibria */
    verify_claim_t peak; /* contains sup R for all of eps and a0 */
    const char *outcome; /* that goes with them */
} flow_struct;

/* Checks a certificate whose format has been recognised. */
int verify_is_flow(const json_t *root);
int verify_check_flow(run_struct *run);

/* The signs, whether the state moves at all, and the start's place. */
int verify_flow_orient(flow_struct *flow);
/* Whether R rises or falls first; from inside only. */
int verify_flow_enter(flow_struct *flow);

int verify_flow_landscape(flow_struct *flow, const json_t *json);
/* Whether solutions may tend to the level: derivations/18 (8). */
int verify_level_attracts(const flow_struct *flow, slong i);
/* B > B(sink) on [from, sink): derivations/18 (10). */
int verify_nullcline_above(flow_struct *flow, const arf_t from, slong sink);

/* P[j], S[j], j < DERIVATIVES, on the ball; 0 if no more evaluations are allowed. */
int verify_flow_evaluate(arb_ptr P, arb_ptr S, flow_struct *flow, const arb_t R);
/* D = P - a S, G = a P' - a^2 S'/2. */
void verify_nullcline_form(arb_t D, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void verify_branch_form(arb_t G, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);

/* value + slope x + bend x^2/2, x = artanh R minus its value at the left end. */
typedef struct {
    arf_t value, slope, bend;
} flow_side_t;
void verify_side_init(flow_side_t *side);
void verify_side_clear(flow_side_t *side);
void verify_side_at(arb_t a, const flow_side_t *side, const arb_t x, slong prec);
/* artanh r - artanh l. */
void verify_rho_between(arb_t x, const arf_t l, const arf_t r, slong prec);

/* Whether the sides given (NULL: not) are proved to be
   bounds over the cell [l, r]: derivations/08 (3), (4). */
int verify_flow_cell(flow_struct *flow, const arf_t l, const arf_t r, const flow_side_t *upper,
                     const flow_side_t *lower, const quantifier_t *eps);
/* The same, wherever in the cell the solution starts, for straight sides: derivations/08 (5). */
int verify_flow_start_cell(flow_struct *flow, const arf_t l, const arf_t r, const flow_side_t *upper,
                           const flow_side_t *lower, const quantifier_t *eps);
/* lower <= a <= upper at r for solutions that leave a = 0 at R = 0: derivations/08 (7). */
int verify_flow_corner(flow_struct *flow, const arf_t r, const arf_t lower, const arf_t upper,
                       const quantifier_t *eps);

/* What one rise proves. */
typedef struct {
    arf_t reach; /* sup R > reach */
    int turns;   /* sup R <= turn */
    arf_t turn;
    slong settles; /* the sink that R tends to without passing it; -1 */
} rise_facts_t;
/* For its part of eps. */
int verify_flow_rise(flow_struct *flow, rise_facts_t *facts, const json_t *json, const quantifier_t *eps);
/* Limit, peak and outcome from the facts; they must be the same for all rises. */
int verify_flow_conclude(flow_struct *flow, const rise_facts_t *facts, int first);
int verify_flow_conclude_falling(flow_struct *flow);
/* settles: R tends to the limit from below, which it has never exceeded. */
int verify_conclude_arrived(flow_struct *flow, const verify_claim_t peak, int settles);

/* The fields of the end: the verdict that follows is claimed; the claim contains the interval, or the value, which
   may be infinite, turned by the sign; null. */
int verify_flow_check_verdict(run_struct *run, const char *verdict);
int verify_flow_check_within(run_struct *run, const char *key, const verify_claim_t inner, int sign);
int verify_flow_check_height(run_struct *run, const char *key, const arb_t a, int sign);
int verify_flow_check_null(run_struct *run, const char *key);

/* Where the structure of the pair decides for every start: all that the certificate says. */
int verify_flow_is_by_structure(const json_t *landscape);
int verify_flow_by_structure(flow_struct *flow, const json_t *landscape);

/* H(r) - H(l), 0 < l <= r < 1, and H(r) - H(0), c_0 = 0, in the orientation of flow->pair; 0 if refused. */
int verify_invariant_increase(arb_t sum, const flow_struct *flow, const arf_t l, const arf_t r);
int verify_invariant_from_zero(arb_t sum, const flow_struct *flow, const arf_t r);

/* The parts of these. */
int verify_place_start(flow_struct *flow);
int verify_forms_at_start(arb_t D, arb_t G, arb_t V, flow_struct *flow);
slong verify_limit_of_fall(flow_struct *flow, int caught, const arb_t V);
slong verify_flow_limit(const flow_struct *flow, const rise_facts_t *facts);
void verify_flow_peak(verify_claim_t peak, const flow_struct *flow, const rise_facts_t *facts, slong limit);
int verify_set_least_degree(flow_struct *flow);
/* V > Phi(r). */
int verify_gain_exceeds(flow_struct *flow, const arf_t r, const arb_t V);

/* The way by integration, step by step; the last box takes
   the place of the start, flow->peak is that on the way. */
int verify_flow_orbit(flow_struct *flow, const json_t *json);
/* What follows from there, with the landscape around it or, for the line R = 0, without. */
int verify_flow_arrive(flow_struct *flow, const json_t *json);
int verify_flow_arrives_at_line(const json_t *orbit);
int verify_flow_line(flow_struct *flow, verify_claim_t a_final, const json_t *json);

#endif

/* Where the theorems say nothing of the start: integration until they say something of a state reached.
   derivations/18 (23) to (25). */
#include "base/interval.h"
#include "base/scoped.h"
#include "manifold/flow/flow_trace.h"

#include <math.h>

#define ROUNDS 2
#define STEPS_PER_DIGIT 50
#define THOROUGH_EVERY 8
#define MOST_LANDSCAPES 12
static const double margins[ROUNDS] = {0x1p-27, 0x1p-38}; /* then finer ones, as digits are allowed */

/* An orbit followed until it arrives where the verdict is known. */
typedef struct {
    flow_problem_struct *problem;
    flow_trace_t trace;
    arb_t eps;
    int landscapes;   /* still to be tried */
    int asked;        /* for one in the present orientation */
    int sign_unknown; /* a landscape was not found at this precision */
    int limit_known;  /* but neither the drop nor the contrary */
    wane_outcome_t outcome;
} pursuit_t;

/* a and R of the last box turned positive; 0 if one of them takes both signs. */
static int turn_signs(pursuit_t *pursuit, arb_t R, arb_t a)
{
    flow_problem_struct *problem = pursuit->problem;
    SCOPED_VEC(arb, state, 2);
    flow_trace_state(state, pursuit->trace);
    arb_tanh(R, state, problem->prec);
    arb_set(a, state + 1);
    if (arb_contains_zero(R) || arb_contains_zero(a)) return 0;
    int a_sign = arb_is_positive(a) ? 1 : -1, R_sign = arb_is_positive(R) ? 1 : -1;
    arb_mul_si(R, R, R_sign, problem->prec);
    arb_mul_si(a, a, a_sign, problem->prec);
    if (a_sign != problem->a_sign || R_sign != problem->R_sign) {
        landscape_free(problem->landscape);
        problem->landscape = NULL;
        pursuit->asked = 0;
    }
    problem->a_sign = a_sign;
    problem->R_sign = R_sign;
    return 1;
}

static int P_is_positive(const flow_problem_t problem, const arb_t R)
{
    SCOPED(kernel_values, at);
    kernels_evaluate_turned(at, problem->kernels, problem->a_sign, problem->R_sign, R, problem->prec);
    return arb_is_positive(at->P);
}

/* Whether there is a landscape with P > 0 around the box. */
static int find_landscape(pursuit_t *pursuit, const arb_t R)
{
    flow_problem_struct *problem = pursuit->problem;
    const landscape_struct *landscape = problem->landscape;
    if (landscape != NULL && landscape->count > 0 && arb_lt(landscape->level[0].R, R) &&
        arb_lt(R, landscape->level[landscape->count - 1].R))
        return 1;
    if (pursuit->asked && !P_is_positive(problem, R)) return 0;
    if (pursuit->landscapes-- <= 0) return 0;
    pursuit->asked = 1;
    pursuit->sign_unknown = flow_problem_set_landscape(problem) != WANE_OK;
    return !pursuit->sign_unknown && problem->landscape->count > 0;
}

/* The limit is that of a level. */
static void settle_at_level(pursuit_t *pursuit, int thorough)
{
    flow_problem_struct *problem = pursuit->problem;
    integration_t *integration = pursuit->trace->record;
    rise_record_t *record = flow_problem_add_rise(problem);
    interval_set(record->eps, problem->eps->value);
    pursuit->limit_known = flow_problem_settle(&integration->arrival, record, problem, thorough);
    if (pursuit->limit_known) {
        arb_get_ubound_arf(integration->sup_bound, record->peak_hi, problem->prec);
        rise_add_peak(record, integration->peak_lo, integration->peak_hi, problem->prec);
        pursuit->outcome = rise_outcome(record, problem->landscape, problem->drop);
    }
    if (pursuit->outcome == WANE_OUTCOME_UNDECIDED) flow_problem_forget(problem);
}

/* Whether the fate of all solutions in the last box, and with the way there the outcome, is known. */
static int arrives(pursuit_t *pursuit, int thorough)
{
    flow_problem_struct *problem = pursuit->problem;
    integration_t *integration = pursuit->trace->record;
    SCOPED(arb, R, a);
    pursuit->outcome = WANE_OUTCOME_UNDECIDED;
    if (turn_signs(pursuit, R, a)) {
        arb_get_interval_arf(problem->R_lo, problem->R_hi, R, problem->prec);
        arb_get_interval_arf(problem->a_lo, problem->a_hi, a, problem->prec);
        const int around = find_landscape(pursuit, R);
        flow_trace_peak(integration->peak_lo, integration->peak_hi, integration, problem->R_sign,
                        problem->prec);
        if (around) settle_at_level(pursuit, thorough);
        if (pursuit->outcome == WANE_OUTCOME_UNDECIDED && thorough &&
            flow_problem_falls_to_line(integration->scale_floor, problem, pursuit->eps)) {
            integration->arrival = ARRIVAL_LINE;
            pursuit->outcome = WANE_OUTCOME_UNLEARNING;
        }
    }
    return pursuit->outcome != WANE_OUTCOME_UNDECIDED;
}

static void start_values(arb_t R, arb_t a, const flow_problem_t problem)
{
    const wane_start_struct *start = problem->start;
    const slong prec = problem->prec;
    arb_zero(R);
    if (start->kind == WANE_START_VALUE) wane_interval_get_arb(R, start->value, prec);
    wane_interval_get_arb(a, problem->a0->value, prec);
}

static void discard(pursuit_t *pursuit)
{
    finite_eps_proof_struct *proof = &pursuit->problem->result->proof;
    if (proof->integration == NULL) return;
    flow_trace_clear(proof->integration);
    flint_free(proof->integration);
    proof->integration = NULL;
}

/* 1 if decided; the message says what ended the steps. */
static int follow(pursuit_t *pursuit, double margin, wane_message_t message)
{
    flow_problem_struct *problem = pursuit->problem;
    integration_t *record = flint_malloc(sizeof *record);
    const slong most_steps = STEPS_PER_DIGIT * FLINT_MAX(problem->digits, 1);
    problem->result->proof.integration = record;
    SCOPED(arb, R, a);
    start_values(R, a, problem);
    wane_status_t status =
        flow_trace_init(pursuit->trace, record, problem->kernels, pursuit->eps, R, a, margin, message);
    int done = status == WANE_OK && arrives(pursuit, 1);
    for (slong i = 1; status == WANE_OK && !done && i <= most_steps; i++) {
        problem->result->steps++;
        status = flow_trace_step(pursuit->trace, message);
        if (status == WANE_OK) done = arrives(pursuit, i % THOROUGH_EVERY == 0);
    }
    if (status == WANE_OK && !done)
        wane_message_set(message, WANE_UNDECIDED, 0, "%ld steps of integration reached only t = %.6g",
                         (long)most_steps, arf_get_d(pursuit->trace->orbit->last->t, ARF_RND_DOWN));
    flow_trace_close(pursuit->trace);
    if (!done) discard(pursuit);
    return done;
}

static int can_integrate(const flow_problem_t problem)
{
    const kernels_struct *kernels = problem->kernels;
    if (problem->eps->all || problem->a0->all) return 0;
    if (problem->is_not_integrated) return 0;
    if (problem->start->kind == WANE_START_VALUE && !fmpq_is_zero(problem->start->value->lo)) return 1;
    return kernels->length > 1 && !arb_contains_zero(kernels->p + 1) &&
           problem->start->kind == WANE_START_ZERO;
}

/* R -> 0 while a tends to a point of the line. */
static wane_status_t accept_line(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    const integration_t *record = result->proof.integration;
    const slong prec = problem->prec;
    flow_problem_set_outcome(problem, WANE_OUTCOME_UNLEARNING);
    result->proof.a_sign = problem->a_sign;
    result->proof.R_sign = problem->R_sign;
    arb_union(result->R_peak, record->peak_lo, record->peak_hi, prec);
    arb_mul_si(result->R_peak, result->R_peak, problem->R_sign, prec);
    arb_zero(result->R_final);
    arb_set_interval_arf(result->a_final, record->scale_floor, problem->a_hi, prec);
    arb_mul_si(result->a_final, result->a_final, problem->a_sign, prec);
    return WANE_OK;
}

static wane_status_t arrived(pursuit_t *pursuit)
{
    flow_problem_struct *problem = pursuit->problem;
    const integration_t *record = problem->result->proof.integration;
    const orbit_node_t *last = record->nodes + record->node_count - 1;
    problem->entry = ENTRY_ARRIVED;
    wane_message_set(problem->message, WANE_OK, 0, "%s", ""); /* of what did not decide before */
    if (record->node_count > 1) {
        proof_step_t *step = flow_problem_state(problem, PROOF_FLOW_INTEGRATED);
        step->count = record->node_count - 1;
        arb_set_arf(step->time, last->t);
    }
    if (record->arrival == ARRIVAL_LINE) return accept_line(problem);
    return flow_problem_accept(problem, pursuit->outcome);
}

wane_status_t flow_problem_integrate(flow_problem_t problem, int *final)
{
    pursuit_t pursuit = {.problem = problem};
    wane_message_t ended;
    int done = 0;
    if (!can_integrate(problem)) return WANE_UNDECIDED;
    arb_init(pursuit.eps);
    wane_interval_get_arb(pursuit.eps, problem->eps->value, problem->prec);
    const int rounds = ROUNDS + (problem->digits > FLOW_USUAL_DIGITS);
    for (int round = 0; !done && round < rounds; round++) {
        flow_problem_forget(problem);
        pursuit.landscapes = MOST_LANDSCAPES;
        done = follow(&pursuit, round < ROUNDS ? margins[round] : pow(10, -0.5 * (double)problem->digits),
                      ended);
    }
    arb_clear(pursuit.eps);
    *final = done || !pursuit.sign_unknown;
    if (done) return arrived(&pursuit);
    return wane_message_set(
        problem->message, WANE_UNDECIDED, 0, "%s; %s", ended->text,
        pursuit.sign_unknown ? "and there the signs of N and P are not known"
        : pursuit.limit_known
            ? "there the limit is known, but neither that R exceeds it by more than the drop nor the "
              "contrary: "
              "raise `digits` for more and finer steps, narrow the ranges of a0, R0 and eps, or change `drop`"
            : "there the limit is not proved: raise `digits` for more and finer steps, narrow the ranges "
              "of a0, R0 and eps, or start further from the boundary of two basins");
}

#include "verify/flow/flow.h"

#include <stdio.h>
#include <string.h>

#include "base/scoped.h"
#include "verify/limit/scaling.h"
#include "verify/shape/verifier.h"

#define ALLOWED_EVALUATIONS 200000
#define MOST_RISES 64

int verify_is_flow(const json_t *root)
{
    return verify_version(root, "wane flow certificate", 2) != 0;
}

static void range_init(range_t *range)
{
    fmpq_init(&range->lo);
    fmpq_init(&range->hi);
}

static void range_clear(range_t *range)
{
    fmpq_clear(&range->lo);
    fmpq_clear(&range->hi);
}

static void flow_init(flow_struct *flow, run_struct *run)
{
    memset(flow, 0, sizeof *flow);
    flow->run = run;
    flow->prec = run->prec;
    flow->evaluations = ALLOWED_EVALUATIONS;
    range_init(&flow->eps.range);
    range_init(&flow->a0.range);
    range_init(&flow->R0);
    fmpq_init(&flow->drop);
    verify_profile_init(&flow->P);
    verify_profile_init(&flow->N);
    verify_claim_init(flow->peak);
}

static void flow_clear(flow_struct *flow)
{
    for (slong i = 0; i < flow->level_count; i++) {
        verify_claim_clear(flow->level[i].R);
        arb_clear(flow->level[i].a);
        arb_clear(flow->level[i].Phi);
    }
    flint_free(flow->level);
    range_clear(&flow->eps.range);
    range_clear(&flow->a0.range);
    range_clear(&flow->R0);
    fmpq_clear(&flow->drop);
    verify_profile_clear(&flow->P);
    verify_profile_clear(&flow->N);
    verify_claim_clear(flow->peak);
}

static int is_all(const json_t *json)
{
    return json_is_string(json) && strcmp(json_string_value(json), "all") == 0 &&
           json_string_length(json) == 3;
}

static int read_quantifier(quantifier_t *quantifier, const json_t *json)
{
    quantifier->all = is_all(json);
    return quantifier->all || verify_read_range(&quantifier->range, json);
}

static int read_question(flow_struct *flow)
{
    run_struct *run = flow->run;
    if (!read_quantifier(&flow->eps, json_object_get(run->root, "eps")) ||
        (!flow->eps.all && fmpq_sgn(&flow->eps.range.lo) <= 0))
        return verify_refuse(run, "eps: expected \"all\" or two positive rational numbers in order");
    if (!read_quantifier(&flow->a0, json_object_get(run->root, "a0")))
        return verify_refuse(run, "a0: expected \"all\" or two rational numbers in order");
    if (!verify_read_rational(&flow->drop, json_object_get(run->root, "drop")) ||
        fmpq_sgn(&flow->drop) <= 0 || fmpq_cmp_si(&flow->drop, 1) >= 0)
        return verify_refuse(run, "drop: expected a rational number between 0 and 1");
    return verify_check_start(run);
}

/* One rise for its part of eps, which begins where the last ended; reached is its end. */
static int check_rise(flow_struct *flow, fmpq_t reached, const json_t *json, int first)
{
    run_struct *run = flow->run;
    quantifier_t part;
    rise_facts_t facts;
    range_init(&part.range);
    arf_init(facts.reach);
    arf_init(facts.turn);
    int good = read_quantifier(&part, json_object_get(json, "eps")) && part.all == flow->eps.all &&
               (part.all ? first : fmpq_equal(&part.range.lo, reached));
    if (!good) verify_refuse(run, "a rise does not continue the range of eps");
    if (good && !part.all) fmpq_set(reached, &part.range.hi);
    good = good && verify_flow_rise(flow, &facts, json, &part) && verify_flow_conclude(flow, &facts, first);
    range_clear(&part.range);
    arf_clear(facts.reach);
    arf_clear(facts.turn);
    return good;
}

static int check_rises(flow_struct *flow, const json_t *list)
{
    size_t count = json_array_size(list);
    if (flow->entry == ENTRY_FALLING)
        return count == 0 ? verify_flow_conclude_falling(flow)
                          : verify_refuse(flow->run, "rises: R falls first");
    if (count < 1 || count > MOST_RISES)
        return verify_refuse(flow->run, "rises: expected between 1 and %d", MOST_RISES);
    SCOPED(fmpq, reached);
    fmpq_set(reached, &flow->eps.range.lo);
    int good = 1;
    for (size_t i = 0; good && i < count; i++)
        good = check_rise(flow, reached, json_array_get(list, i), i == 0);
    if (good && !flow->eps.all && !fmpq_equal(reached, &flow->eps.range.hi))
        good = verify_refuse(flow->run, "the rises do not reach the end of the range of eps");
    return good;
}

/* The field's claim contains the interval, turned by the sign. */
int verify_flow_check_within(run_struct *run, const char *key, const verify_claim_t inner, int sign)
{
    SCOPED(verify_claim, claim);
    int good = verify_claim_read(claim, json_object_get(run->root, key), 0);
    verify_claim_turn(claim, sign);
    good = good && verify_claim_within(inner, claim);
    return good || verify_refuse(run, "%s is not confirmed", key);
}

/* The field's claim contains the value, which may be infinite. */
int verify_flow_check_height(run_struct *run, const char *key, const arb_t a, int sign)
{
    SCOPED(verify_claim, claim);
    int good = verify_claim_read(claim, json_object_get(run->root, key), 1);
    verify_claim_turn(claim, sign);
    if (good && arf_is_pos_inf(arb_midref(a))) good = arf_is_pos_inf(claim->lo);
    else good = good && verify_confirms(run, claim, a);
    return good || verify_refuse(run, "%s is not confirmed", key);
}

int verify_flow_check_null(run_struct *run, const char *key)
{
    return json_is_null(json_object_get(run->root, key)) || verify_refuse(run, "%s: expected null", key);
}

int verify_flow_check_verdict(run_struct *run, const char *verdict)
{
    const char *claim = json_string_value(json_object_get(run->root, "verdict"));
    run->derived = verdict;
    return (claim != NULL && strcmp(claim, verdict) == 0) ||
           verify_refuse(run, "the verdict that follows is %s", verdict);
}

static int check_end(flow_struct *flow)
{
    run_struct *run = flow->run;
    const pair_struct *pair = flow->pair;
    if (!verify_flow_check_verdict(run, flow->outcome) ||
        !verify_flow_check_within(run, "R_peak", flow->peak, flow->R_sign))
        return 0;
    if (flow->limit < 0)
        return verify_flow_check_within(run, "R_final", flow->peak, flow->R_sign) &&
               verify_flow_check_null(run, "a_final") &&
               verify_check_scaling(run, 0, pair, &flow->N, flow->s, flow->a_sign, flow->R_sign);
    const flow_level_t *level = flow->level + flow->limit;
    int by_a_law = flow->limit == 0 && arb_is_zero(pair->s); /* and so p = s, nu > 0 */
    return verify_flow_check_within(run, "R_final", level->R, flow->R_sign) &&
           verify_flow_check_height(run, "a_final", level->a, flow->a_sign) &&
           verify_check_scaling(run, by_a_law, pair, &flow->N, flow->s, flow->a_sign, flow->R_sign);
}

/* R = 0 for all time; a stands still if c_0 = 0, and tends to p_0/s_0 otherwise. */
static int check_still(flow_struct *flow)
{
    run_struct *run = flow->run;
    const arb_struct *c = verify_function_data_coefficient(run->student, 0),
                     *d = verify_function_data_coefficient(run->teacher, 0);
    SCOPED(verify_claim, zero);
    SCOPED(arb, a);
    int good = json_is_null(json_object_get(run->root, "landscape")) &&
               json_array_size(json_object_get(run->root, "rises")) == 0;
    if (!good) verify_refuse(run, "the state stands still on R = 0: expected no landscape and no rises");
    good = good && verify_flow_check_verdict(run, "not-learned") &&
           verify_flow_check_within(run, "R_peak", zero, 1) &&
           verify_flow_check_within(run, "R_final", zero, 1) && verify_flow_check_null(run, "scaling");
    if (!arb_is_zero(c)) {
        arb_div(a, d, c, flow->prec);
    } else if (!flow->a0.all) {
        verify_range_get_arb(a, &flow->a0.range, flow->prec);
        if (flow->a_sign < 0) arb_neg(a, a);
    }
    good = good && (arb_is_zero(c) && flow->a0.all ? verify_flow_check_null(run, "a_final")
                                                   : verify_flow_check_height(run, "a_final", a, 1));
    return good;
}

/* "every eps > 0", "eps = 1/10" or "every eps in [1/10, 1/5]", of a field that has been read. */
static void range_words(char *text, size_t size, const run_struct *run, const char *key)
{
    const json_t *json = json_object_get(run->root, key);
    const char *lo = json_string_value(json_array_get(json, 0)),
               *hi = json_string_value(json_array_get(json, 1));
    if (lo == NULL || hi == NULL) snprintf(text, size, "every %s > 0", key);
    else if (strcmp(lo, hi) == 0) snprintf(text, size, "%s = %s", key, lo);
    else snprintf(text, size, "every %s in [%s, %s]", key, lo, hi);
}

static void announce(const flow_struct *flow)
{
    char eps[200], a0[200];
    if (flow->entry == ENTRY_RISING)
        verify_proved(flow->run, "bounds of a(R) while R rises: %ld evaluations of the kernels",
                      (long)(ALLOWED_EVALUATIONS - flow->evaluations));
    range_words(eps, sizeof eps, flow->run, "eps");
    range_words(a0, sizeof a0, flow->run, "a0");
    verify_proved(flow->run, "the verdict follows, for %s and %s: %s", eps, a0, flow->run->derived);
}

/* R -> 0 to a point of the line of equilibria. */
static int check_end_on_line(flow_struct *flow, const json_t *arrival)
{
    run_struct *run = flow->run;
    SCOPED(verify_claim, zero, a);
    flow->pair = verifier_pair(run->verifier, run->student, run->teacher, flow->a_sign, flow->R_sign);
    int good = json_is_null(json_object_get(run->root, "landscape")) ||
               verify_refuse(run, "the line R = 0: expected no landscape");
    good = good && verify_set_least_degree(flow) && verify_flow_line(flow, a, arrival) &&
           verify_flow_check_verdict(run, "unlearning") &&
           verify_flow_check_within(run, "R_peak", flow->peak, flow->R_sign) &&
           verify_flow_check_within(run, "R_final", zero, 1) &&
           verify_flow_check_within(run, "a_final", a, flow->a_sign) &&
           verify_flow_check_null(run, "scaling");
    return good;
}

static int check_integrated(flow_struct *flow, const json_t *orbit)
{
    run_struct *run = flow->run;
    const json_t *arrival = json_object_get(orbit, "arrival");
    if (json_array_size(json_object_get(run->root, "rises")) != 0)
        return verify_refuse(run, "rises: expected none beside an orbit");
    if (!verify_flow_orbit(flow, orbit)) return 0;
    if (verify_flow_arrives_at_line(orbit)) return check_end_on_line(flow, arrival);
    return verify_flow_landscape(flow, json_object_get(run->root, "landscape")) &&
           verify_flow_arrive(flow, arrival) && check_end(flow);
}

static int check_fields(flow_struct *flow)
{
    static const char *const keys[] = {
        "wane",  "parameters", "format", "version",      "student", "teacher", "eps",
        "a0",    "R0",         "drop",   "coefficients", "tails",   "orbit",   "landscape",
        "rises", "verdict",    "R_peak", "R_final",      "a_final", "scaling", NULL};
    run_struct *run = flow->run;
    const json_t *rises = json_object_get(run->root, "rises");
    if (!verify_has_fields(run, keys)) return 0;
    if (!json_is_array(rises)) return verify_refuse(run, "rises: expected a list");
    const json_t *orbit = json_object_get(run->root, "orbit");
    if (!read_question(flow) || !verify_check_functions(run)) return 0;
    const json_t *landscape = json_object_get(run->root, "landscape");
    if (json_is_null(orbit) && verify_flow_is_by_structure(landscape))
        return verify_flow_by_structure(flow, landscape);
    if (!verify_start_has_side(run)) return 0;
    if (!json_is_null(orbit)) return check_integrated(flow, orbit);
    if (!verify_flow_orient(flow)) return 0;
    if (flow->entry == ENTRY_STILL) return check_still(flow);
    return verify_flow_landscape(flow, landscape) && verify_flow_enter(flow) && check_rises(flow, rises) &&
           check_end(flow);
}

int verify_check_flow(run_struct *run)
{
    flow_struct flow;
    flow_init(&flow, run);
    int good = check_fields(&flow);
    if (good) announce(&flow);
    flow_clear(&flow);
    return good;
}

#include "manifold/certificate/certificate_orbit.h"

#define BITS 60 /* of bounds, rounded outward */

static json_t *pair_json(const arf_t lo, const arf_t hi)
{
    return json_pack("[o,o]", dyadic_json(lo), dyadic_json(hi));
}

static json_t *box_json(const state_box_t *box)
{
    return json_pack("[o,o]", pair_json(box->lo, box->hi), pair_json(box->lo + 1, box->hi + 1));
}

static json_t *nodes_json(const integration_t *way)
{
    json_t *list = json_array();
    for (slong i = 0; i < way->node_count; i++) {
        const orbit_node_t *node = way->nodes + i;
        json_array_append_new(list,
                              json_pack("[o,o,o]", dyadic_json(node->t), box_json(&node->at),
                                        i + 1 < way->node_count ? box_json(&node->during) : json_null()));
    }
    return list;
}

static json_t *arrival_json(const flow_problem_t problem)
{
    const finite_eps_proof_struct *proof = &problem->result->proof;
    const integration_t *way = proof->integration;
    switch (way->arrival) {
    case ARRIVAL_RISING:
        return json_pack("{s:s,s:b}", "kind", "rising", "settles", proof->rises[0].settles >= 0);
    case ARRIVAL_FALLING:
        return json_pack("{s:s}", "kind", "falling");
    case ARRIVAL_LINE:
        return json_pack("{s:s,s:o}", "kind", "line", "floor", dyadic_json(way->scale_floor));
    default:
        return json_pack("{s:s,s:I,s:o}", "kind", "confined", "limit", (json_int_t)proof->rises[0].limit,
                         "bound", dyadic_json(way->sup_bound));
    }
}

json_t *certificate_orbit_json(const flow_problem_t problem)
{
    const integration_t *way = problem->result->proof.integration;
    if (problem->entry != ENTRY_ARRIVED) return json_null();
    return json_pack("{s:i,s:i,s:o,s:o}", "a", problem->a_sign, "R", problem->R_sign, "nodes",
                     nodes_json(way), "arrival", arrival_json(problem));
}

void certificate_peak_on_way(bounds_claim_t peak, const integration_t *way)
{
    arf_set(peak->lo, arb_midref(way->peak_lo));
    arf_set(peak->hi, arb_midref(way->peak_hi));
    arf_set_round(peak->lo, peak->lo, BITS, ARF_RND_FLOOR);
    arf_set_round(peak->hi, peak->hi, BITS, ARF_RND_CEIL);
}

#include "answer/simulation/floor.h"

#include <math.h>

#include "sgd/flow/flows.h"
#include "sgd/chain/simulation.h"
#include "answer/question/certified.h"

void answer_floor_init(answer_floor_t floor)
{
    floor_init(floor->floor);
    arb_indeterminate(floor->floor->R);
    arb_indeterminate(floor->floor->a);
    floor->noise_R = floor->noise_a = NAN;
    floor->warning[0] = 0;
}

void answer_floor_clear(answer_floor_t floor)
{
    floor_clear(floor->floor);
}

#define BITS_OF(digits) ((slong)((double)(digits)*3.33) + 8)

static void certified_floor(answer_floor_t floor, const wane_comparison_row_t *last, slong width,
                            const answer_pair_t pair)
{
    kernels_t kernels;
    kernels_init(kernels);
    if (kernels_compute(kernels, pair->student, pair->teacher, &pair->effort, NULL) == WANE_OK)
        floor_compute(floor->floor, kernels, width, last->R_symmetric < 0 ? -1 : 1,
                      last->a_symmetric < 0 ? -1 : 1, fmin(fabs(last->R_symmetric), 1 - 1e-9),
                      BITS_OF(pair->effort.digits), NULL);
    kernels_clear(kernels);
}

/* With noise, in the orientation a, R > 0 in which it is computed. */
static void add_noise_floor(answer_floor_t floor, const wane_comparison_row_t *last,
                            const wane_simulation_t *simulation, const answer_network_t network)
{
    if (!(last->R_symmetric > 0 && last->a_symmetric > 0)) return;
    const flow_kernels_struct kernels = flow_kernels_with_decay(network->kernels, simulation->decay);
    const batch_noise_t noise = {.chi = simulation_noise_number(simulation),
                                 .label_noise = simulation->noise,
                                 .network = &network->network,
                                 .lr = simulation->lr};
    if (noise_floor(&floor->noise_R, &floor->noise_a, &kernels, simulation->width, last->R_symmetric, &noise,
                    NULL) != WANE_OK)
        floor->noise_R = floor->noise_a = NAN;
}

void answer_floor_find(answer_floor_t floor, const comparison_t comparison,
                       const wane_simulation_t *simulation, const answer_network_t network,
                       const answer_pair_t pair)
{
    if (comparison->length == 0 || simulation->width < 2) return;
    const wane_comparison_row_t *last = &comparison->row[comparison->length - 1];
    certified_floor(floor, last, simulation->width, pair);
    add_noise_floor(floor, last, simulation, network);
    const double quiet = fabs(arf_get_d(arb_midref(floor->floor->R), ARF_RND_NEAR));
    const double highest = fmax(isfinite(quiet) ? quiet : 0, isfinite(floor->noise_R) ? floor->noise_R : 0);
    if (highest > fabs(last->R_planar))
        snprintf(
            floor->warning, sizeof floor->warning,
            "at this width and noise R stops near %.3g, above the %.3g that infinite width predicts at time "
            "%g: raise `width` or `batch`, or lower `lr`",
            highest, fabs(last->R_planar), last->t);
}

/* The floor's value; "none" if it is proved that there is no floor, null if that is not known. */
static json_t *floor_value(const floor_t floor, const arb_t value, slong digits)
{
    return !arb_is_finite(value) && floor->equilibria >= 0 ? json_string("none")
                                                           : answer_certified_json(value, NULL, digits);
}

json_t *answer_floor_json(const answer_floor_t floor, slong digits)
{
    const floor_struct *f = floor->floor;
    json_t *answer = json_pack("{s:o,s:o,s:{s:o,s:o}}", "R", floor_value(f, f->R, digits), "a",
                               floor_value(f, f->a, digits), "noise", "R", answer_number_json(floor->noise_R),
                               "a", answer_number_json(floor->noise_a));
    if (arb_is_finite(f->R)) {
        json_object_set_new(answer, "unique_between",
                            answer_inner_range_json(f->bracket_lo, f->bracket_hi, digits));
        json_object_set_new(answer, "attracts", answer_decided_json(f->sink));
    }
    if (floor->warning[0] != 0) json_object_set_new(answer, "warning", json_string(floor->warning));
    return answer;
}

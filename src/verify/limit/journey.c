#include "verify/limit/journey.h"

#include <string.h>

static void init(journey_struct *journey, run_struct *run)
{
    memset(journey, 0, sizeof *journey);
    journey->run = run;
    journey->list = json_object_get(run->root, "itinerary");
    journey->a_sign = journey->R_sign = 1;
    journey->prec = run->prec;
    verify_claim_init(journey->a);
    verify_claim_init(journey->R);
    verify_claim_init(journey->a_delayed);
    verify_claim_init(journey->peak);
    arb_init(journey->a_static);
}

static void clear(journey_struct *journey)
{
    verify_claim_clear(journey->a);
    verify_claim_clear(journey->R);
    verify_claim_clear(journey->a_delayed);
    verify_claim_clear(journey->peak);
    arb_clear(journey->a_static);
}

int verify_check_itinerary(run_struct *run)
{
    journey_t journey;
    init(journey, run);
    int good = json_is_array(journey->list) && json_array_size(journey->list) > 0 &&
               json_array_size(journey->list) <= 1000;
    if (!good) verify_refuse(run, "itinerary: expected a list of phases");
    good = good && verify_journey_start(journey);
    while (good && journey->next != NEXT_END) {
        if (journey->next == NEXT_FIBRE) good = verify_journey_fibre(journey);
        else if (journey->next == NEXT_BRANCH) good = verify_journey_branch(journey);
        else if (journey->next == NEXT_ALIGNED) good = verify_journey_aligned(journey);
        else good = verify_journey_uncorrelated(journey);
    }
    if (good && journey->used != json_array_size(journey->list))
        good = verify_refuse(run, "the itinerary goes on after its end");
    good = good && verify_journey_outcome(journey);
    clear(journey);
    return good;
}

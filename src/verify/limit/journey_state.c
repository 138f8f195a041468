#include "verify/limit/journey_state.h"

#include <string.h>

void verify_phase_init(phase_t *phase)
{
    verify_claim_init(phase->R_from);
    verify_claim_init(phase->R_to);
    verify_claim_init(phase->a_from);
    verify_claim_init(phase->a_to);
}

void verify_phase_clear(phase_t *phase)
{
    verify_claim_clear(phase->R_from);
    verify_claim_clear(phase->R_to);
    verify_claim_clear(phase->a_from);
    verify_claim_clear(phase->a_to);
}

int verify_claim_is_zero(const verify_claim_t claim)
{
    return arf_is_zero(claim->lo) && arf_is_zero(claim->hi);
}

int verify_claimed(const journey_struct *journey, const verify_claim_t claim, const arb_t x)
{
    return verify_confirms(journey->run, claim, x);
}

orientation_struct *verify_journey_orientation(journey_struct *journey)
{
    orientation_struct *o = journey->run->orientation[journey->a_sign < 0][journey->R_sign < 0];
    if (o == NULL) verify_refuse(journey->run, "the itinerary needs an orientation that is not covered");
    return o;
}

static int read_pair(verify_claim_t from, verify_claim_t to, const json_t *json, int sign, int infinite)
{
    if (!json_is_array(json) || json_array_size(json) != 2 ||
        !verify_claim_read(from, json_array_get(json, 0), 0) ||
        !verify_claim_read(to, json_array_get(json, 1), infinite))
        return 0;
    verify_claim_turn(from, sign);
    verify_claim_turn(to, sign);
    return 1;
}

static int text_is(const json_t *json, const char *text)
{
    return json_is_string(json) && strcmp(json_string_value(json), text) == 0;
}

/* The first phase starts at the given start, which its
   claims contain; later ones where the last one ended. */
static int continues(const journey_struct *journey, const phase_t *phase)
{
    if (journey->used > 0)
        return verify_claim_equal(journey->R, phase->R_from) && verify_claim_equal(journey->a, phase->a_from);
    return verify_claim_within(journey->R, phase->R_from) && verify_claim_within(journey->a, phase->a_from);
}

int verify_journey_take(phase_t *phase, journey_struct *journey, int slow, const char *branch,
                        const char *end)
{
    static const char *const keys[] = {"phase", "branch", "R", "a", "end", NULL};
    const json_t *json = json_array_get(journey->list, journey->used);
    long number = (long)journey->used + 1;
    if (!verify_has_exactly(json, keys))
        return verify_refuse(journey->run, "phase %ld is missing or not well formed", number);
    if (!text_is(json_object_get(json, "phase"), slow ? "slow" : "fast") ||
        !text_is(json_object_get(json, "branch"), branch) || !text_is(json_object_get(json, "end"), end))
        return verify_refuse(journey->run, "phase %ld: expected a %s phase, branch %s, end %s", number,
                             slow ? "slow" : "fast", branch, end);
    phase->slow = slow;
    phase->branch = branch;
    phase->end = end;
    if (!read_pair(phase->R_from, phase->R_to, json_object_get(json, "R"), journey->R_sign, 0) ||
        !read_pair(phase->a_from, phase->a_to, json_object_get(json, "a"), journey->a_sign, 1))
        return verify_refuse(journey->run, "phase %ld: R and a are not well formed", number);
    if (!continues(journey, phase))
        return verify_refuse(journey->run, "phase %ld does not start where it should", number);
    if (!slow && !verify_claim_equal(phase->a_from, phase->a_to))
        return verify_refuse(journey->run, "phase %ld: a changes on a fast phase", number);
    return 1;
}

static void update_peak(journey_struct *journey, const verify_claim_t R, int motion)
{
    verify_claim_struct *peak = journey->peak;
    if (journey->crossed || (motion == 1 && (journey->at_peak || arf_cmp(R->lo, peak->hi) >= 0))) {
        verify_claim_set(peak, R);
        journey->at_peak = 1;
    } else if (motion == 1 && arf_cmp(R->hi, peak->lo) >= 0) { /* which is larger is not known */
        arf_max(peak->lo, peak->lo, R->lo);
        arf_max(peak->hi, peak->hi, R->hi);
    } else if (motion == 2) { /* near the start: the peak is the larger of both */
        arf_max(peak->lo, peak->lo, R->lo);
        arf_max(peak->hi, peak->hi, R->hi);
        journey->at_peak = 0;
    } else if (motion == -1) {
        journey->at_peak = 0;
    }
}

void verify_journey_move(journey_struct *journey, const phase_t *phase, int motion)
{
    update_peak(journey, phase->R_to, motion);
    verify_claim_set(journey->R, phase->R_to);
    verify_claim_set(journey->a, phase->a_to);
    journey->crossed = 0;
    journey->used++;
    verify_proved(journey->run, "phase %ld: %s, %s, ends: %s", (long)journey->used,
                  phase->slow ? "slow" : "fast", phase->branch, phase->end);
}

void verify_journey_reflect_a(journey_struct *journey)
{
    journey->a_sign = -journey->a_sign;
    verify_claim_turn(journey->a, -1);
}

void verify_journey_reflect_R(journey_struct *journey)
{
    journey->R_sign = -journey->R_sign;
    verify_claim_turn(journey->R, -1);
}

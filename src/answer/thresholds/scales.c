/* The initial scales a0 > 0 cut where the verdict changes, in the limit: derivations/16. */
#include "answer/thresholds/thresholds.h"

#include "answer/question/certified.h"
#include "base/scoped.h"
#include "manifold/family/thresholds.h"

/* The ends of what is asked for. */
static void range_ends(arb_t lo, arb_t hi, const answer_thresholds_request_t *request)
{
    const slong prec = 4 * request->pair->effort.digits + 128;
    arb_set_fmpq(lo, request->lo, prec);
    if (request->is_unbounded) arb_pos_inf(hi);
    else arb_set_fmpq(hi, request->hi, prec);
}

/* The end of a stretch, or that of the range, which lies inside of it. */
static json_t *end_json(const arb_t end, const arb_t range_end, const fmpq_t exact, int is_inside,
                        slong digits)
{
    if (!is_inside) return answer_certified_json(end, NULL, digits);
    char *text = fmpq_get_str(NULL, 10, exact);
    json_t *json = answer_certified_json(range_end, text, digits);
    flint_free(text);
    return json;
}

/* The intervals cover all of the range, so that no interval means that nothing is known. */
static json_t *intervals_json(const thresholds_t thresholds, const answer_thresholds_request_t *request,
                              slong digits)
{
    if (thresholds->count == 0) return json_null();
    json_t *intervals = json_array();
    SCOPED(arb, lo, hi);
    range_ends(lo, hi, request);
    for (slong i = 0; i < thresholds->count; i++) {
        const wane_scale_interval_t *interval = &thresholds->interval[i];
        if (arb_le(interval->to, lo) || arb_ge(interval->from, hi)) continue;
        json_t *object =
            json_pack("{s:[o,o],s:s}", "a0",
                      end_json(interval->from, lo, request->lo, !arb_ge(interval->from, lo), digits),
                      end_json(interval->to, hi, request->hi, !arb_le(interval->to, hi), digits), "verdict",
                      wane_outcome_name(interval->outcome));
        if (interval->reason != NULL) json_object_set_new(object, "reason", json_string(interval->reason));
        json_array_append_new(intervals, object);
    }
    return intervals;
}

static json_t *ties_json(const thresholds_t thresholds, const answer_thresholds_request_t *request,
                         slong digits)
{
    if (thresholds->count == 0) return json_null();
    json_t *ties = json_array();
    SCOPED(arb, lo, hi);
    range_ends(lo, hi, request);
    for (slong i = 0; i < thresholds->tie_count; i++)
        if (!arb_lt(thresholds->tie + i, lo) && !arb_gt(thresholds->tie + i, hi))
            json_array_append_new(ties, answer_certified_json(thresholds->tie + i, NULL, digits));
    return ties;
}

wane_status_t answer_thresholds_scales(json_t *answer, const answer_thresholds_request_t *request,
                                       wane_message_t message)
{
    const answer_pair_struct *pair = request->pair;
    thresholds_t thresholds;
    thresholds_init(thresholds);
    wane_status_t status =
        thresholds_compute(thresholds, pair->student, pair->teacher, pair->start, &pair->effort, message);
    if (answer_is_known(status)) {
        const slong digits = pair->effort.digits + ANSWER_GUARD_DIGITS;
        answer_add(answer,
                   json_pack("{s:s,s:s,s:b,s:o,s:o,s:[]}", "over", "a0", "regime", "singular-limit", "proved",
                             status == WANE_OK, "intervals", intervals_json(thresholds, request, digits),
                             "ties", ties_json(thresholds, request, digits), "points"));
    }
    thresholds_clear(thresholds);
    return status;
}

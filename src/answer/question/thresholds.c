/* The initial scales a0 > 0 cut where the verdict changes. */
#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"
#include "base/scoped.h"
#include "manifold/family/thresholds.h"

static const char *const quantities[] = {"a0", NULL};

/* The intervals cover all a0 > 0, so that no interval means that nothing is known. */
static json_t *intervals_json(const thresholds_t thresholds, slong digits)
{
    if (thresholds->count == 0) return json_null();
    json_t *intervals = json_array();
    for (slong i = 0; i < thresholds->count; i++) {
        const wane_scale_interval_t *interval = &thresholds->interval[i];
        json_t *object = json_pack("{s:[o,o],s:s}", "a0", answer_certified_json(interval->from, NULL, digits),
                                   answer_certified_json(interval->to, NULL, digits), "verdict",
                                   wane_outcome_name(interval->outcome));
        if (interval->reason != NULL) json_object_set_new(object, "reason", json_string(interval->reason));
        json_array_append_new(intervals, object);
    }
    return intervals;
}

static json_t *ties_json(const thresholds_t thresholds, slong digits)
{
    if (thresholds->count == 0) return json_null();
    json_t *ties = json_array();
    for (slong i = 0; i < thresholds->tie_count; i++)
        json_array_append_new(ties, answer_certified_json(thresholds->tie + i, NULL, digits));
    return ties;
}

wane_status_t answer_thresholds(json_t *answer, const answer_problem_t problem,
                                const wane_answer_host_t *host, wane_message_t message)
{
    thresholds_t thresholds;
    int quantity;
    SCOPED(answer_pair, pair);
    thresholds_init(thresholds);
    wane_status_t status = answer_get_pair(pair, problem, message);
    if (status == WANE_OK) status = answer_get_choice(&quantity, problem, ANSWER_OVER, quantities, message);
    if (status == WANE_OK) status = answer_get_start(pair->start, problem, message);
    if (status == WANE_OK)
        status =
            thresholds_compute(thresholds, pair->student, pair->teacher, pair->start, &pair->effort, message);
    if (answer_is_known(status)) {
        const slong digits = pair->effort.digits + ANSWER_GUARD_DIGITS;
        answer_add(answer,
                   json_pack("{s:s,s:s,s:b,s:o,s:o}", "over", "a0", "regime", "singular-limit", "proved",
                             status == WANE_OK, "intervals", intervals_json(thresholds, digits), "ties",
                             ties_json(thresholds, digits)));
    }
    thresholds_clear(thresholds);
    return status;
}

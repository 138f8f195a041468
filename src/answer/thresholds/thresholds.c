/* One quantity cut where the verdict changes. */
#include "answer/thresholds/thresholds.h"

wane_status_t answer_thresholds(json_t *answer, const answer_problem_t problem,
                                const wane_answer_host_t *host, wane_message_t message)
{
    answer_thresholds_request_t request;
    wane_status_t status = answer_thresholds_request_init(&request, problem, message);
    if (status == WANE_OK) {
        const int is_scale = request.over == ANSWER_OVER_A0 && request.is_limit && fmpq_sgn(request.lo) >= 0;
        status = is_scale ? answer_thresholds_scales(answer, &request, message)
                          : answer_thresholds_line(answer, &request, host, message);
    }
    answer_thresholds_request_clear(&request);
    return status;
}

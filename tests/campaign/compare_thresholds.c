#include "compare_rest.h"

#include <math.h>
#include <stdio.h>

#define SAMPLES 2
#define PARTS 64
#define LARGE 1000

/* The first starts at 0, the last ends at infinity, neighbours share an end, every one has room. */
static void check_structure(comparison_t *comparison, const thresholds_t t)
{
    double last = -1;
    if (t->count == 0 || !arb_is_zero(t->interval[0].from) || arb_is_finite(t->interval[t->count - 1].to)) {
        comparison_say(comparison, COMPARED_CONTRADICTS, "the intervals do not cover (0, infinity)");
        return;
    }
    for (slong i = 0; i < t->count; i++) {
        range_t from = range_of(t->interval[i].from), to = range_of(t->interval[i].to);
        if (!(from.hi < to.lo) || (i > 0 && !(from.lo > last)))
            comparison_say(comparison, COMPARED_CONTRADICTS, "interval %ld, from %.17g to %.17g, is not one",
                           (long)i, from.lo, to.hi);
        if (i > 0 && !arb_equal(t->interval[i].from, t->interval[i - 1].to))
            comparison_say(comparison, COMPARED_CONTRADICTS,
                           "intervals %ld and %ld do not share %.17g, %.17g", (long)i - 1, (long)i,
                           range_of(t->interval[i - 1].to).hi, from.lo);
        if (i > 0 && t->interval[i].outcome == t->interval[i - 1].outcome)
            comparison_say(comparison, COMPARED_CONTRADICTS, "intervals %ld and %ld have the same verdict",
                           (long)i - 1, (long)i);
        last = from.hi;
    }
}

/* A fraction strictly inside, or 0: there is too little room. */
static int draw_inside(fraction_t *a0, draw_t *draw, const wane_scale_interval_t *interval)
{
    double from = range_of(interval->from).hi, to = fmin(range_of(interval->to).lo, fmax(4 * from, 4));
    if (to <= from || isinf(from)) return 0;
    double aim = from + (to - from) * (double)draw_between(draw, 1, PARTS - 1) / PARTS, width = to - from;
    long denominator = 10;
    while (denominator < 1000000 && denominator * width < 200) denominator *= 10;
    *a0 = fraction(lround(aim * (double)denominator), denominator);
    double value = (double)fraction_value(*a0);
    return value > from && value < to && value < LARGE;
}

static void compare_sample(comparison_t *comparison, question_t *q, const wane_scale_interval_t *interval,
                           long prec)
{
    question_t sample = *q;
    answer_t answer;
    comparison_t one = {COMPARED_AGREES, ""};
    char a0[40];
    if (!draw_inside(&sample.a0.lo, &q->draw, interval)) return;
    sample.a0.hi = sample.a0.lo;
    sample.kind = KIND_LIMIT;
    fraction_print(a0, sizeof a0, sample.a0.lo);
    ask_verdict(&answer, &sample, prec);
    if (answer.status == WANE_OK && answer.outcome != interval->outcome)
        comparison_say(comparison, COMPARED_CONTRADICTS,
                       "%s in an interval, but the verdict at a0 = %s is %s",
                       wane_outcome_name(interval->outcome), a0, wane_outcome_name(answer.outcome));
    if (answer.status != WANE_OK) return; /* a tie, perhaps */
    compare_with_itself(&one, &answer, &sample);
    compare_limit(&one, &answer, &sample);
    comparison_say(comparison, one.result, "at a0 = %s: %s", a0, one.text);
}

void compare_thresholds(comparison_t *comparison, answer_t *answer, question_t *q, long prec)
{
    asked_t a;
    wane_message_t message = {{.text = ""}};
    thresholds_t thresholds;
    thresholds_init(thresholds);
    answer->status = WANE_BAD_INPUT;
    if (asked_init(&a, q, prec, message))
        answer->status = thresholds_compute(thresholds, a.student, a.teacher, a.start, &a.effort, message);
    snprintf(answer->message, sizeof answer->message, "%s", message->text);
    if (answer->status == WANE_OK || answer->status == WANE_UNDECIDED) {
        check_structure(comparison, thresholds);
        for (slong i = 0; i < thresholds->count; i++)
            for (int j = 0; j < SAMPLES && thresholds->interval[i].outcome != WANE_OUTCOME_UNDECIDED; j++)
                compare_sample(comparison, q, &thresholds->interval[i], prec);
    }
    thresholds_clear(thresholds);
    asked_clear(&a);
}

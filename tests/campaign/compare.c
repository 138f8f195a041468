#include "compare.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "ask.h"

void comparison_say(comparison_t *comparison, compared_t result, const char *format, ...)
{
    va_list arguments;
    if (result == COMPARED_AGREES || comparison->result >= result) return;
    comparison->result = result;
    va_start(arguments, format);
    vsnprintf(comparison->text, sizeof comparison->text, format, arguments);
    va_end(arguments);
}

void comparison_add(comparison_t *sum, const comparison_t *one)
{
    comparison_say(sum, one->result, "%s", one->text);
}

long double range_distance(long double x, range_t range)
{
    if (isinf(range.lo) && range.lo == (double)x) return 0;
    if (range.lo == -INFINITY && range.hi == INFINITY) return 0;
    return fmaxl(fmaxl(range.lo - x, x - range.hi), 0);
}

static double least_size(range_t range)
{
    return range.lo > 0 ? range.lo : range.hi < 0 ? -range.hi : 0;
}

static double largest_size(range_t range)
{
    return fmax(fabs(range.lo), fabs(range.hi));
}

void compare_with_itself(comparison_t *comparison, const answer_t *a, const question_t *q)
{
    double drop = question_is_flow(q) ? 0.01 : 0, slack = 1e-9;
    double most = largest_size(a->peak) - least_size(a->final),
           least = least_size(a->peak) - largest_size(a->final);
    int one = q->kind == KIND_LIMIT || q->kind == KIND_FLOW, wrong = 0;
    switch (a->outcome) {
    case WANE_OUTCOME_LEARNING:
        wrong = least > drop + slack || (one && largest_size(a->final) == 0);
        break;
    case WANE_OUTCOME_PARTIAL_UNLEARNING:
        wrong = most < drop - slack || largest_size(a->final) == 0;
        break;
    case WANE_OUTCOME_UNLEARNING:
        wrong = a->final.lo > 0 || a->final.hi < 0 || (one && largest_size(a->peak) == 0);
        break;
    case WANE_OUTCOME_NOT_LEARNED:
        wrong = a->final.lo > 0 || a->final.hi < 0 || least_size(a->peak) > 0;
        break;
    default:
        break;
    }
    if (a->outcome != WANE_OUTCOME_NEUTRAL && least_size(a->final) > largest_size(a->peak) + slack) wrong = 1;
    if (wrong)
        comparison_say(comparison, COMPARED_CONTRADICTS,
                       "the answer refutes itself: %s, peak in [%.10g, %.10g], limit in [%.10g, %.10g]",
                       wane_outcome_name(a->outcome), a->peak.lo, a->peak.hi, a->final.lo, a->final.hi);
}

#include <math.h>
#include <stdio.h>

#include "sgd/compare/rung.h"

judgement_t judgement_of_order(double deviation, double expected)
{
    return (judgement_t){deviation, expected, 2 * expected + LEAST_ALLOWANCE};
}

void level_doubt(wane_level_t *level, const char *reason)
{
    if (level->passed == 0) return;
    level->passed = -1;
    if (level->reason[0] == 0) snprintf(level->reason, sizeof level->reason, "%s", reason);
}

void level_too_far(wane_level_t *level, const char *reason)
{
    if (level->passed != 0) return;
    level->passed = -1;
    snprintf(level->reason, sizeof level->reason, "%s", reason);
}

double rounding_allowance(const wane_simulation_t *run)
{
    return run->precision == WANE_SINGLE ? 1e-5 : 1e-9;
}

/* Keeps the worst pair of a deviation and its allowance. */
static void keep_worst(double *deviation, double *expected, double *allowed, double *time, judgement_t of,
                       double t)
{
    if (*allowed > 0 && !(of.deviation * *allowed > *deviation * of.allowed)) return;
    *deviation = of.deviation;
    *expected = of.expected;
    *allowed = of.allowed;
    *time = t;
}

void level_add(wane_level_t *level, judgement_t R, judgement_t a, double t)
{
    keep_worst(&level->max_dev_R, &level->expected_R, &level->allowed_R, &level->worst_time_R, R, t);
    keep_worst(&level->max_dev_a, &level->expected_a, &level->allowed_a, &level->worst_time_a, a, t);
    level->passed = level->passed && R.deviation <= R.allowed && a.deviation <= a.allowed;
}

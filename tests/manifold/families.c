#include "families.h"

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

wane_status_t search_family(bifurcations_t bifurcations, const char *student, const char *teacher,
                            const char *lo, const char *hi, int side, const char *a0, wane_message_t message)
{
    bifurcation_problem_t family;
    wane_effort_t effort;
    bifurcation_problem_init(family);
    family->student = student;
    family->teacher = teacher;
    family->name = "b";
    family->side = side;
    family->whole_line = lo == NULL;
    if (lo != NULL) {
        cr_assert_eq(fmpq_set_str(family->range->lo, lo, 10), 0);
        cr_assert_eq(fmpq_set_str(family->range->hi, hi, 10), 0);
    }
    if (a0 != NULL) {
        family->with_verdict = 1;
        cr_assert_eq(fmpq_set_str(family->a0->lo, a0, 10), 0);
        fmpq_set(family->a0->hi, family->a0->lo);
    }
    wane_effort_default(&effort);
    effort.max_prec = 1024;
    wane_status_t status = bifurcations_compute(bifurcations, family, &effort, message);
    bifurcation_problem_clear(family);
    return status;
}

void random_family(char *text, fmpq *value, fmpq *slope, slong degree, flint_rand_t state)
{
    char term[100];
    text[0] = '\0';
    for (slong k = 0; k <= degree; k++) {
        slong a = n_randint(state, 3) == 0 ? 0 : (slong)n_randint(state, 41) - 20;
        slong b = n_randint(state, 3) != 0 ? 0 : (slong)n_randint(state, 41) - 20;
        if (k == degree && a == 0) a = 7;
        if (k == 1 && b == 0) b = 3;
        fmpq_set_si(value + k, a, 10);
        fmpq_set_si(slope + k, b, 10);
        if (k == 0) snprintf(term, sizeof term, "(%ld+%ld*b)/10", (long)a, (long)b);
        else snprintf(term, sizeof term, "+(%ld+%ld*b)/10*h%ld", (long)a, (long)b, (long)k);
        strcat(text, term);
    }
}

slong count_events(const bifurcations_t bifurcations, wane_event_t event)
{
    slong count = 0;
    for (slong i = 0; i < bifurcations->threshold_count; i++)
        count += bifurcations->thresholds[i].event == event;
    return count;
}

slong count_events_at(const bifurcations_t bifurcations, wane_event_t event, const char *b)
{
    slong count = 0;
    fmpq_t value;
    fmpq_init(value);
    cr_assert_eq(fmpq_set_str(value, b, 10), 0);
    for (slong i = 0; i < bifurcations->threshold_count; i++)
        count += bifurcations->thresholds[i].event == event &&
                 arb_contains_fmpq(bifurcations->thresholds[i].b, value);
    fmpq_clear(value);
    return count;
}

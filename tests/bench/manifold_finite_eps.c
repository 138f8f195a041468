/* Verdicts of the flow itself at eps from 10 to 1e-6, functions to verdict, one core.  One JSON line each. */
#include <stdio.h>
#include <stdlib.h>
#include "manifold/flow/finite_eps.h"

#include "measure.h"

typedef struct {
    const char *student, *teacher, *eps;
    wane_outcome_t outcome;
} job_t;

static void check(wane_status_t status, const wane_message_t message)
{
    if (status == WANE_OK) return;
    fprintf(stderr, "%s\n", message->text);
    exit(1);
}

static void decide(void *data)
{
    job_t *job = data;
    wane_function_t student, teacher;
    quantifier_t eps, a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_message_t message;
    finite_eps_t result;
    fmpq_t drop;
    wane_function_init(student);
    wane_function_init(teacher);
    quantifier_init(eps);
    quantifier_init(a0);
    wane_start_init(start);
    finite_eps_init(result);
    fmpq_init(drop);
    fmpq_set_si(drop, 1, 100);
    fmpq_set_str(eps->value->lo, job->eps, 10);
    fmpq_set(eps->value->hi, eps->value->lo);
    fmpq_set_si(a0->value->lo, 1, 2);
    fmpq_set(a0->value->hi, a0->value->lo);
    wane_effort_default(&effort);
    check(wane_function_parse(student, job->student, NULL, 0, message), message);
    check(wane_function_parse(teacher, job->teacher, NULL, 0, message), message);
    check(finite_eps_compute(result, student, teacher, eps, a0, start, drop, &effort, message), message);
    job->outcome = result->outcome;
    finite_eps_clear(result);
    wane_function_clear(student);
    wane_function_clear(teacher);
    quantifier_clear(eps);
    quantifier_clear(a0);
    wane_start_clear(start);
    fmpq_clear(drop);
}

int main(void)
{
    static const char *const pairs[][2] = {{"tanh", "h1+0.3*h3"},
                                           {"tanh", "h1-0.1*h3"},
                                           {"erf", "h1+0.25*h3"},
                                           {"center(gelu)", "h1-0.2*h2"},
                                           {"relu", "relu"}};
    static const char *const ratios[] = {"10", "1", "1/10", "1/1000", "1/1000000"};
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 5; j++) {
            job_t job = {pairs[i][0], pairs[i][1], ratios[j], WANE_OUTCOME_UNDECIDED};
            double seconds = measure(decide, &job, 3);
            printf("{\"bench\": \"finite-eps\", \"student\": \"%s\", \"teacher\": \"%s\", \"eps\": \"%s\", "
                   "\"verdict\": "
                   "\"%s\", \"seconds\": %.4f}\n",
                   job.student, job.teacher, job.eps, wane_outcome_name(job.outcome), seconds);
        }
    }
    return 0;
}

/* The first rung of the ladder: the right itinerary of the singular limit passes, a wrong one fails. */
#include <criterion/criterion.h>

#include "sgd/compare/rung.h"
#include "manifold/family/from_functions.h"

typedef struct {
    wane_function_t student, teacher;
    kernels_t kernels;
    flow_kernels_t flow_kernels;
    verdict_t verdict;
} problem_t;

static void problem_init(problem_t *problem, const char *student, const char *teacher, const char *a0)
{
    wane_message_t message;
    wane_effort_t effort;
    wane_interval_t height;
    wane_start_t start;
    wane_effort_default(&effort);
    effort.digits = 15;
    wane_function_init(problem->student);
    wane_function_init(problem->teacher);
    kernels_init(problem->kernels);
    flow_kernels_init(problem->flow_kernels);
    verdict_init(problem->verdict);
    wane_interval_init(height);
    wane_start_init(start);
    fmpq_set_str(height->lo, a0, 10);
    fmpq_set(height->hi, height->lo);
    cr_assert_eq(wane_function_parse(problem->student, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(problem->teacher, teacher, NULL, 0, message), WANE_OK);
    cr_assert_eq(kernels_compute(problem->kernels, problem->student, problem->teacher, &effort, message),
                 WANE_OK);
    cr_assert_eq(flow_kernels_set(problem->flow_kernels, problem->kernels, message), WANE_OK);
    cr_assert_eq(verdict_compute(problem->verdict, problem->student, problem->teacher, height, start, &effort,
                                 message),
                 WANE_OK);
    wane_interval_clear(height);
    wane_start_clear(start);
}

static void problem_clear(problem_t *problem)
{
    wane_function_clear(problem->student);
    wane_function_clear(problem->teacher);
    kernels_clear(problem->kernels);
    flow_kernels_clear(problem->flow_kernels);
    verdict_clear(problem->verdict);
}

/* The flow of one problem against the itinerary of another. */
static int passes(const problem_t *itinerary, const problem_t *flow, double a0, double eps, double time)
{
    wane_message_t message;
    wane_level_t level = {.passed = 1};
    wane_simulation_t run;
    wane_simulation_default(&run);
    run.a0 = a0;
    run.eps = eps;
    run.time = time;
    cr_assert_eq(rung_singular(&level, itinerary->verdict, &run, flow->flow_kernels, message), WANE_OK);
    return level.passed;
}

static const char *const teacher[] = {"h1+3/10*h3", "h1-1/10*h3", "tanh(x)", "sin(2*x)", "h1-1/2*h3"};
#define TEACHERS 5

Test(rungs, the_flow_follows_the_itinerary)
{
    for (int i = 0; i < TEACHERS; i++) {
        problem_t problem;
        problem_init(&problem, "tanh(x)", teacher[i], "1/2");
        for (int e = 0; e < 3; e++) {
            const double eps[] = {0.1, 0.02, 0.005};
            cr_assert(passes(&problem, &problem, 0.5, eps[e], 40 / eps[e]), "%s at eps %g", teacher[i],
                      eps[e]);
        }
        problem_clear(&problem);
    }
}

/* A flow that stops early on the common part of both itineraries (tanh, sin(2*x) and h1-1/2*h3: it stays at R
   = 1) strays from neither. */
static const int departs[TEACHERS] = {1, 1, 0, 0, 0};

Test(rungs, another_itinerary_is_noticed)
{
    problem_t problem[TEACHERS];
    for (int i = 0; i < TEACHERS; i++) problem_init(problem + i, "tanh(x)", teacher[i], "1/2");
    for (int i = 0; i < TEACHERS; i++)
        for (int j = 0; j < TEACHERS; j++)
            if (i != j && departs[j])
                cr_assert_not(passes(problem + i, problem + j, 0.5, 0.02, 2000), "%s with %s", teacher[i],
                              teacher[j]);
    for (int i = 0; i < TEACHERS; i++) problem_clear(problem + i);
}

/* Random small networks simulated as the problem says: no check may fail.  The same networks with a teacher 5
   % louder than the problem's: no check may pass. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "manifold/family/from_functions.h"
#include "example_network.h"
#include "function/evaluate/evaluate.h"
#include "sgd/random/philox.h"
#include "sgd/network/network.h"

static const char *const students[] = {"tanh",    "erf",    "relu", "h1+h3",        "h3",       "h2",
                                       "h2+h4/3", "sin(x)", "gelu", "center(relu)", "hardtanh", "sigmoid"};
static const char *const teachers[] = {"h1+0.3*h3", "h1-0.1*h3", "h1", "h2", "h3", "tanh", "h1+h2/2", "relu"};
#define COUNT(list) (sizeof(list) / sizeof *(list))

typedef struct {
    stream_t stream;
    uint64_t place;
} draw_t;

static double unit(draw_t *draw)
{
    uint32_t word[4];
    philox_fill(word, draw->place++, 1, draw->stream);
    return (word[0] + 0.5) * 0x1p-32;
}
static size_t one_of(draw_t *draw, size_t count)
{
    return (size_t)(unit(draw) * (double)count);
}
static double between(draw_t *draw, double lo, double hi) /* evenly in the logarithm */
{
    return lo * pow(hi / lo, unit(draw));
}

typedef struct {
    wane_function_t student, teacher, derivative, louder;
    bulk_struct *bulk[4];
    flow_kernels_t kernels;
    verdict_t verdict;
    wane_simulation_t simulation;
    int has_verdict;
    char text[400];
} problem_t;

static pointwise_t add_bulk(problem_t *p, int i, const wane_function_t f)
{
    p->bulk[i] = bulk_new(f);
    cr_assert_not_null(p->bulk[i]);
    return pointwise_bulk(p->bulk[i]);
}

/* As many as take about a second. */
static double most_steps(const wane_simulation_t *s)
{
    return fmin(600, fmax(20, 3e9 / ((double)s->width * (double)s->dim * (double)s->batch)));
}

static void draw_simulation(wane_simulation_t *s, draw_t *draw, uint64_t which)
{
    static const slong widths[] = {1, 2, 3, 4, 6, 10, 20, 40, 64};
    static const double starts[] = {0, 0, 0.3, -0.3, 0.7, 0.05};
    wane_simulation_default(s);
    s->width = widths[one_of(draw, COUNT(widths))];
    s->dim = 2 + (slong)between(draw, 3, 120);
    s->batch = (slong)between(draw, 200, 40000);
    s->lr = between(draw, 0.02, 0.5);
    s->eps = between(draw, 1e-4, 3);
    s->a0 = between(draw, 0.1, 2) * (unit(draw) < 0.25 ? -1 : 1);
    s->R0 = starts[one_of(draw, COUNT(starts))];
    s->time = fmax(s->lr, fmin(between(draw, 0.2, 60), most_steps(s) * s->lr));
    s->noise = unit(draw) < 0.3 ? 0.3 : 0;
    s->init = unit(draw) < 0.4 && s->dim > s->width ? WANE_INIT_ORTHONORMAL : WANE_INIT_IID;
    s->precision = unit(draw) < 0.5 ? WANE_SINGLE : WANE_DOUBLE;
    s->seeds = 1 + (slong)one_of(draw, 3);
    s->seed = 1000 * which + 1;
    s->points_per_decade = 10;
    s->threads = 1;
}

static void set_exactly(fmpq_t value,
                        double x) /* the decimals of the simulation are what the verdict is about */
{
    arf_t t;
    arf_init(t);
    arf_set_d(t, x);
    arf_get_fmpq(value, t);
    arf_clear(t);
}

static void compute_verdict(problem_t *p, const wane_effort_t *effort)
{
    wane_interval_t a0;
    wane_start_t start;
    wane_interval_init(a0);
    wane_start_init(start);
    set_exactly(a0->lo, p->simulation.a0);
    fmpq_set(a0->hi, a0->lo);
    if (p->simulation.R0 != 0) {
        start->kind = WANE_START_VALUE;
        set_exactly(start->value->lo, p->simulation.R0);
        fmpq_set(start->value->hi, start->value->lo);
    }
    wane_message_t message;
    p->has_verdict =
        verdict_compute(p->verdict, p->student, p->teacher, a0, start, effort, message) == WANE_OK;
    wane_interval_clear(a0);
    wane_start_clear(start);
}

static int problem_init(problem_t *p, network_t *network, network_t *louder, uint64_t which)
{
    draw_t draw = {{which, 7, STREAM_START, 0}, 0};
    wane_effort_t effort;
    wane_message_t message;
    kernels_t exact;
    char text[100];
    wane_effort_default(&effort);
    effort.digits = 15;
    wane_function_init(p->student);
    wane_function_init(p->teacher);
    wane_function_init(p->derivative);
    wane_function_init(p->louder);
    flow_kernels_init(p->kernels);
    verdict_init(p->verdict);
    kernels_init(exact);
    const char *student = students[one_of(&draw, COUNT(students))],
               *teacher = teachers[one_of(&draw, COUNT(teachers))];
    draw_simulation(&p->simulation, &draw, which);
    cr_assert_eq(wane_function_parse(p->student, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(p->teacher, teacher, NULL, 0, message), WANE_OK);
    snprintf(text, sizeof text, "1.05*(%s)", teacher);
    cr_assert_eq(wane_function_parse(p->louder, text, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_hermite_resolve(p->student, 96, message), WANE_OK);
    wane_function_derivative(p->derivative, p->student);
    *network = (network_t){.student = add_bulk(p, 0, p->student),
                           .student_derivative = add_bulk(p, 1, p->derivative),
                           .teacher = add_bulk(p, 2, p->teacher)};
    *louder = *network;
    louder->teacher = add_bulk(p, 3, p->louder);
    cr_assert_eq(kernels_compute(exact, p->student, p->teacher, &effort, message), WANE_OK);
    cr_assert_eq(flow_kernels_set(p->kernels, exact, message), WANE_OK, "%s", message->text);
    kernels_clear(exact);
    const wane_simulation_t *s = &p->simulation;
    snprintf(
        p->text, sizeof p->text,
        "--student '%s' --teacher '%s' --width %ld --dim %ld --batch %ld --lr %.17g --eps %.17g --a0 %.17g "
        "--R0 %g --time %.17g --noise %g --init %s --arithmetic %s --seeds %ld --seed %lu "
        "--points-per-decade 10",
        student, teacher, (long)s->width, (long)s->dim, (long)s->batch, s->lr, s->eps, s->a0, s->R0, s->time,
        s->noise, s->init == WANE_INIT_IID ? "iid" : "orthonormal",
        s->precision == WANE_SINGLE ? "single" : "double", (long)s->seeds, s->seed);
    const int comparable =
        s->init != WANE_INIT_IID || s->R0 != 0 || (p->kernels->p_length > 1 && p->kernels->p[1] != 0);
    if (comparable) compute_verdict(p, &effort);
    return comparable;
}

static void problem_clear(problem_t *p)
{
    wane_function_clear(p->student);
    wane_function_clear(p->teacher);
    wane_function_clear(p->derivative);
    wane_function_clear(p->louder);
    for (int i = 0; i < 4; i++) bulk_free(p->bulk[i]);
    flow_kernels_clear(p->kernels);
    verdict_clear(p->verdict);
}

static wane_status_t outcome(const problem_t *p, const network_t *simulated, const network_t *network)
{
    observations_t table;
    comparison_t comparison;
    wane_message_t message;
    observations_init(table);
    comparison_init(comparison);
    wane_status_t status = simulate_network(table, &p->simulation, simulated, NULL, NULL, message);
    if (status == WANE_OK)
        status = comparison_compute(comparison, table, &p->simulation, p->kernels, network,
                                    p->has_verdict ? p->verdict : NULL, message);
    if (status == WANE_REJECTED && simulated == network)
        for (int i = 0; i < comparison->level_count; i++) {
            const wane_level_t *l = comparison->level + i;
            fprintf(stderr, "%s: R %g for %g (%g) at %g, a %g for %g (%g) at %g: %d\n", l->name, l->max_dev_R,
                    l->allowed_R, l->expected_R, l->worst_time_R, l->max_dev_a, l->allowed_a, l->expected_a,
                    l->worst_time_a, l->passed);
        }
    observations_clear(table);
    comparison_clear(comparison);
    cr_expect_neq(status, WANE_BAD_INPUT, "%s: %s", p->text, message->text);
    cr_expect_neq(status, WANE_FAILURE, "%s: %s", p->text, message->text);
    return status;
}

Test(self_check, right_ones_do_not_fail_and_wrong_ones_do_not_pass)
{
    const char *first = getenv("WANE_SELF_CHECK_FIRST");
    const uint64_t from = first == NULL ? 0 : strtoull(first, NULL, 10);
    int passed = 0, told = 0, problems = 0;
    for (uint64_t which = from; problems < 40 * test_multiplier(); which++) {
        problem_t problem = {0};
        network_t network, louder;
        if (problem_init(&problem, &network, &louder, which)) {
            problems++;
            const wane_status_t right = outcome(&problem, &network, &network),
                                wrong = outcome(&problem, &louder, &network);
            cr_expect_neq(right, WANE_REJECTED, "a correct simulation fails: %s", problem.text);
            cr_expect_neq(wrong, WANE_OK, "a louder teacher passes: %s", problem.text);
            passed += right == WANE_OK;
            told += wrong == WANE_REJECTED;
        }
        problem_clear(&problem);
    }
    fprintf(stderr, "%d problems: %d passed, the louder teacher was noticed in %d\n", problems, passed, told);
    cr_expect_geq(8 * passed, problems, "hardly any check passes");
    cr_expect_geq(told, passed);
}
